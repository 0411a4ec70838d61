// Says aloud what a replaced part of the page now holds, once per change. EUPL-1.2.
const said = new Map([...document.querySelectorAll("[data-announce]")].map((part) => [part.id, part.dataset.announce]));

document.addEventListener("htmx:load", ({ detail: { elt: part } }) => {
  const text = part.dataset?.announce;
  if (!text || said.get(part.id) === text) return;
  said.set(part.id, text);
  document.getElementById("portal-live").textContent = text;
});
