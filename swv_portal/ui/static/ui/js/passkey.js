// A key as second step: <form data-passkey="create|get" data-options="ID of the JSON"> with a hidden field `credential`. EUPL-1.2.
// Needs allauth's webauthn-json.js before it. What goes wrong is told at [data-passkey-problem] in words.
const WORDS = {
  NotAllowedError: "Het is niet gelukt. U hebt gestopt, of het duurde te lang. Probeer het nog een keer.",
  InvalidStateError: "Deze sleutel is al toegevoegd aan uw account.",
  NotSupportedError: "Deze browser of sleutel kan dit niet. Kies een andere manier.",
  SecurityError: "Deze browser staat dit hier niet toe. Kies een andere manier.",
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-passkey-problem]");
  button.hidden = false;
  form.elements.credential.value = ""; // Django writes an empty value as the word null.
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Not busy yet: the browser asks first.
    problem.textContent = "";
    try {
      const options = JSON.parse(document.getElementById(form.dataset.options).textContent);
      const creating = form.dataset.passkey === "create";
      const credential = await (creating ? window.webauthnJSON.create(options) : window.webauthnJSON.get(options));
      form.elements.credential.value = JSON.stringify(credential);
      form.requestSubmit(button);
    } catch (error) {
      problem.textContent = WORDS[error.name] ?? WORDS.NotAllowedError;
    }
  }, { capture: true });
}
