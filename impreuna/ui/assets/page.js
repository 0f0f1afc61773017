// What pages do beyond links and forms. Every page works without it; nothing is kept in the browser's storage.
"use strict";

const live = () => document.getElementById("live");
const say = (text) => {
  const region = live();
  if (region) {
    region.textContent = "";
    requestAnimationFrame(() => { region.textContent = text; });
  }
};

// A refused form opens at what is wrong; a success is read out.
const welcome = () => {
  const first = document.querySelector("[data-takes-focus]");
  if (first) {
    first.focus();
  }
};

// Links of the error summary go to the control itself, with its label in sight.
const goToField = (event) => {
  const link = event.target.closest(".govuk-error-summary a[href^='#']");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) {
    return;
  }
  event.preventDefault();
  const label = control.closest("fieldset") || document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
  (label || control).scrollIntoView();
  control.focus({ preventScroll: true });
};

const copy = async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  await navigator.clipboard.writeText(button.dataset.copy);
  say(button.dataset.said);
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), 2000);
};

// The fold of the menu closes by Escape and by a touch beside it.
const foldMenu = (event) => {
  const fold = document.querySelector(".navigation details[open]");
  if (!fold || (event.type === "keydown" ? event.key !== "Escape" : fold.contains(event.target))) {
    return;
  }
  fold.open = false;
  if (event.type === "keydown") {
    fold.querySelector("summary").focus();
  }
};

const print = (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
};

// The device's position into two fields: data-locate="id-of-latitude id-of-longitude".
const locate = (event) => {
  const button = event.target.closest("[data-locate]");
  if (!button || !navigator.geolocation) {
    return;
  }
  const [latitude, longitude] = button.dataset.locate.split(" ").map((id) => document.getElementById(id));
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      latitude.value = coords.latitude.toFixed(6).replace(".", ",");
      longitude.value = coords.longitude.toFixed(6).replace(".", ",");
      button.disabled = false;
      say(button.dataset.found);
    },
    () => {
      button.disabled = false;
      button.after(button.dataset.refused);
      say(button.dataset.refused);
    },
    { enableHighAccuracy: true, timeout: 20000 },
  );
};

// The second press of an impatient finger sends nothing.
let sending = new WeakSet();
const sendOnce = (event) => {
  if (sending.has(event.target)) {
    event.preventDefault();
    return;
  }
  if (!event.defaultPrevented && event.target.method === "post" && !event.target.hasAttribute("hx-post")) {
    sending.add(event.target);
    setTimeout(() => sending.delete(event.target), 4000);
  }
};

// What is kept while one types stops once the form is on its way: kept again after its act, it would look unfinished.
const stopKeeping = (event) => {
  if (sending.has(event.target.closest("form"))) {
    event.preventDefault();
  }
};

// Leaving a half-written form asks first.
let typed = false;
const noteTyping = (event) => {
  if (event.target.form && event.target.form.matches("[data-guard]")) {
    typed = true;
  }
};
const askBeforeLeaving = (event) => {
  if (typed) {
    event.preventDefault();
  }
};

// A choice that opens further questions: <div data-shown-by="name" data-when="value">. What is wrong stays in sight.
const reveal = () => {
  for (const part of document.querySelectorAll("[data-shown-by]")) {
    const chosen = [...document.getElementsByName(part.dataset.shownBy)]
      .filter((control) => (control.type !== "radio" && control.type !== "checkbox") || control.checked)
      .map((control) => control.value);
    const wrong = part.querySelector(".govuk-form-group--error");
    part.hidden = !wrong && !part.dataset.when.split(" ").some((value) => chosen.includes(value));
  }
};

// An answer that follows from another one until somebody gives her own: <div data-suggested-by="name"
// data-suggestions='{"value": "answer"}'> around a list.
const suggest = (event) => {
  const own = event.target.closest("[data-suggested-by]");
  if (own) {
    own.dataset.answered = "";
  }
  for (const part of document.querySelectorAll("[data-suggested-by]:not([data-answered])")) {
    if (event.target.name === part.dataset.suggestedBy) {
      part.querySelector("select").value = JSON.parse(part.dataset.suggestions)[event.target.value] || "";
    }
  }
};

// Part of a page that renews itself: nothing is asked while nobody looks, and what was open or in focus stays so.
const rest = (event) => {
  if (document.hidden && event.target.matches("[data-live]")) {
    event.preventDefault();
  }
};
let kept = null;
const keepPlace = (event) => {
  const live = event.target.closest("[data-live]");
  kept = live && { open: [...live.querySelectorAll("details[open][id]")].map((part) => part.id), link: live.contains(document.activeElement) && document.activeElement.getAttribute("href") };
};
const restorePlace = () => {
  for (const id of kept ? kept.open : []) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  if (kept && kept.link) {
    document.querySelector(`[data-live] a[href="${CSS.escape(kept.link)}"]`)?.focus({ preventScroll: true });
  }
  kept = null;
};

// How long ago something was counted stays true while the page is open: <time data-ago="3">. The device's clock is not asked.
const since = new WeakMap();
const tellAgo = () => {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  for (const time of document.querySelectorAll("time[data-ago]")) {
    if (!since.has(time)) {
      since.set(time, performance.now() - time.dataset.ago * 1000);
    }
    const seconds = Math.round((performance.now() - since.get(time)) / 1000);
    const [size, unit] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]].find(([each]) => seconds >= each) || [1, "second"];
    time.textContent = words.format(-Math.trunc(seconds / size), unit);
  }
};
if (document.querySelector("[data-live]")) {
  setInterval(tellAgo, 1000);
}

// htmx notes the address, and with it what was searched for, in the tab's storage; nothing of ours needs it.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");

document.addEventListener("click", goToField);
document.addEventListener("click", copy);
document.addEventListener("click", locate);
document.addEventListener("click", print);
document.addEventListener("click", foldMenu);
document.addEventListener("keydown", foldMenu);
document.addEventListener("submit", sendOnce);
document.addEventListener("submit", () => { typed = false; });
document.addEventListener("input", noteTyping);
document.addEventListener("change", suggest);
document.addEventListener("change", reveal);
window.addEventListener("beforeunload", askBeforeLeaving);
// A page gone back to may be sent again; the browser has put back what was chosen on it.
window.addEventListener("pageshow", () => { sending = new WeakSet(); reveal(); });

document.addEventListener("htmx:beforeRequest", rest);
document.addEventListener("htmx:beforeRequest", stopKeeping);
document.addEventListener("htmx:beforeSwap", keepPlace);
document.addEventListener("htmx:afterSwap", restorePlace);
document.addEventListener("htmx:afterSwap", tellAgo);

// htmx: the number found is said aloud; a lost connection or session is said in words.
document.addEventListener("htmx:afterSettle", (event) => {
  const count = event.target.querySelector("[data-say]");
  if (count) {
    say(count.dataset.say);
  }
  reveal();
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const trouble = document.getElementById("trouble");
    if (trouble && trouble.hidden) {
      trouble.hidden = false;
      say(trouble.textContent.trim());
    }
  });
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  const trouble = document.getElementById("trouble");
  if (trouble && event.detail.successful) {
    trouble.hidden = true;
  }
});
document.addEventListener("htmx:afterSettle", forget);

forget();
reveal();
welcome();
