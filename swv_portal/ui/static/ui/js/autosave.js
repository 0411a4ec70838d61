// Saves a form while someone types: <form data-autosave="URL"> with a <p data-autosave-status> inside. EUPL-1.2.
// The answer must carry the header Portal-Saved; anything else counts as not saved (a login page also answers 200).
const PAUSE = 1500;
const RETRY = [3000, 6000, 12000, 30000];
const LOST = "Geen verbinding: wat u typte staat nog op dit scherm. We proberen het opnieuw.";
const REFUSED = "Opslaan lukt nu niet: wat u typte staat nog op dit scherm. Misschien bent u uitgelogd: log in op een nieuw tabblad.";

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  let unsaved = false, sending = false, leaving = false, failures = 0, timer;

  const tell = (state, text) => {
    status.dataset.state = state;
    if (status.textContent !== text) status.textContent = text;
  };
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function save() {
    if (sending || leaving || !unsaved) return;
    sending = true;
    unsaved = false;
    htmx.ajax("POST", form.dataset.autosave, { source: form, swap: "none" }).catch(() => {}); // settled() tells what happened.
  }

  function settled({ detail: { xhr, elt } }) {
    if (elt !== form || !sending) return;
    sending = false;
    const saved = xhr.status && xhr.getResponseHeader("Portal-Saved");
    if (saved) {
      failures = 0;
      tell("saved", `Opgeslagen om ${saved}`);
      if (unsaved) plan(PAUSE);
      return;
    }
    unsaved = true;
    tell("problem", xhr.status ? REFUSED : LOST);
    plan(RETRY[Math.min(failures++, RETRY.length - 1)]);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    unsaved = true;
    if (!failures) {
      tell("typing", "Nog niet opgeslagen");
      plan(PAUSE);
    }
  });
  form.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.path !== form.dataset.autosave) return;
    const files = [...detail.formData].filter(([, value]) => value instanceof File).map(([name]) => name);
    files.forEach((name) => detail.formData.delete(name));
  });
  form.addEventListener("htmx:afterRequest", settled);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("online", () => failures && plan(0));
  addEventListener("beforeunload", (event) => {
    if (!leaving && (unsaved || sending)) event.preventDefault();
  });
}
