// A form goes once, however often someone clicks. EUPL-1.2.
const WAIT = 15000; // A download never leaves the page: give the button back.
const busy = new Map();

function release(form) {
  const held = busy.get(form);
  if (!held) return;
  clearTimeout(held.timer);
  for (const { button, words } of held.buttons) {
    button.removeAttribute("aria-disabled");
    if (words) button.replaceChildren(...words);
  }
  busy.delete(form);
}

function hold(form, submitter) {
  const buttons = [...form.elements].filter((element) => element.type === "submit").map((button) => {
    button.setAttribute("aria-disabled", "true");
    if (button !== submitter || "keepWords" in form.dataset) return { button };
    const words = [...button.childNodes];
    button.replaceChildren("Bezig…");
    return { button, words };
  });
  busy.set(form, { buttons, timer: setTimeout(release, WAIT, form) });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (busy.has(form)) return event.preventDefault();
  if (!event.defaultPrevented && form.method !== "get" && form.method !== "dialog") hold(form, event.submitter);
});

// Back from the next page: the browser shows this page as it was left.
addEventListener("pageshow", () => [...busy.keys()].forEach(release));
