// Warns before a session ends, and lets somebody log in elsewhere and go on with what is typed here. EUPL-1.2.
// The server decides; this page only asks it. After a new log in the forms here get the new token.
const WARN = 120; // seconds before the end
const OTHER = "Er is nu iemand anders ingelogd. Log in met uw eigen account om hier verder te gaan.";
const FAILED = "Dat lukte niet. Controleer uw verbinding en probeer het nog een keer.";

async function ask(url, method = "GET") {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(url, { method, headers: { "Portal-Request": "1", "X-CSRFToken": token }, cache: "no-store" });
  if (answer.ok) return answer.json();
  if (answer.status === 401) return null;
  throw new Error(answer.status);
}

function renewTokens(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (document.body.hasAttribute("hx-headers")) document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

const tell = (within, text) => within.querySelectorAll("[data-problem]").forEach((line) => { line.textContent = text; });
const onReturn = (look) => {
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => document.hidden || look());
};

function watch(box) {
  let timer, over = false;
  const show = (part, title) => {
    box.dataset.state = part;
    box.querySelectorAll("[data-part]").forEach((one) => { one.hidden = one.dataset.part !== part; });
    box.querySelector("h2").textContent = title;
    if (!box.open) box.showModal();
    box.querySelector(`[data-part="${part}"] :is(button, a)`).focus();
  };
  const plan = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(1, seconds > WARN ? seconds - WARN : seconds + 1) * 1000);
  };
  const settle = (state) => {
    if (!state) {
      over = true;
      return show("ended", "U bent uitgelogd");
    }
    if (state.person !== box.dataset.person) {
      over = true;
      show("ended", "U bent uitgelogd");
      return tell(box, OTHER);
    }
    if (over) renewTokens(state.token);
    over = false;
    tell(box, "");
    plan(state.secondsLeft);
    if (state.secondsLeft > WARN) return box.close();
    const minutes = Math.max(1, Math.round(state.secondsLeft / 60));
    box.querySelector("[data-minutes]").textContent = minutes === 1 ? "1 minuut" : `${minutes} minuten`;
    if (!box.open) show("warn", "Bent u er nog?");
  };
  const look = () => ask(box.dataset.stateUrl).then(settle).catch(() => plan(30)); // No connection: ask again later.

  box.addEventListener("cancel", (event) => over && event.preventDefault());
  box.querySelector("[data-go-on]").addEventListener("click", () => {
    ask(box.dataset.goOnUrl, "POST").then(settle).catch(() => tell(box, FAILED));
  });
  onReturn(look);
  const seconds = Number(box.dataset.seconds);
  if (seconds > WARN) plan(seconds);
  else look();
}

function keep(form) {
  const button = form.querySelector("button");
  const look = async () => {
    const state = await ask(form.dataset.stateUrl).catch(() => null);
    if (!state) return;
    const same = !form.dataset.person || state.person === form.dataset.person;
    tell(form, same ? "" : OTHER);
    button.hidden = !same;
    if (same) renewTokens(state.token);
  };
  onReturn(look);
}

const box = document.getElementById("portal-session");
const kept = document.querySelector("form[data-kept]");
if (box) watch(box);
if (kept) keep(kept);
