// A place to drop files on, what was chosen, and the size checked before sending. EUPL-1.2.
const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("nl-NL", { maximumFractionDigits: 1 })} MB`;

for (const input of document.querySelectorAll(".portal-upload > input[type=file]")) {
  const zone = input.parentElement;
  const line = (name, text, role) => {
    const element = document.createElement("p");
    element.className = `portal-upload__${name}`;
    element.textContent = text;
    if (role) element.setAttribute("role", role);
    return element;
  };
  const chosen = line("chosen", "", "status");
  const problem = line("problem", "", "alert");
  zone.classList.add("portal-upload--zone");
  zone.prepend(line("hint", input.multiple ? "Sleep bestanden hierheen of kies ze zelf" : "Sleep een bestand hierheen of kies het zelf"));
  zone.append(chosen, problem);

  const tooLarge = () => {
    const most = Number(input.dataset.maxBytes || Infinity);
    return [...input.files].filter((file) => file.size > most)
      .map((file) => `${file.name} is ${megabytes(file.size)}. Een bestand mag hoogstens ${megabytes(most)} zijn.`);
  };
  const check = () => {
    chosen.textContent = [...input.files].map((file) => `${file.name} (${megabytes(file.size)})`).join(", ");
    problem.textContent = tooLarge().join(" ");
    return !problem.textContent;
  };

  input.addEventListener("change", check);
  input.form?.addEventListener("submit", (event) => {
    if (check()) return;
    event.preventDefault();
    input.focus();
  }, { capture: true });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("portal-upload--over", kind === "dragenter" || kind === "dragover");
    });
  }
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
