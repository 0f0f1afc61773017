// The interview: what is not saved yet is said and sent again; nothing personal is kept in the browser's storage.
// Without it the step is an ordinary form that is saved by its button.
"use strict";
(function () {
  const form = document.querySelector("[data-interview]");
  if (!form || !window.htmx) {
    return;
  }
  const waits = new Map(); // question → number of the change that is not saved yet
  const refused = new Set(); // questions whose answer does not fit, as the server said
  const sent = new WeakMap(); // request → what it carries
  let changes = 0;
  let retry = 0;
  let leaving = false;
  let pause = 2000;

  const words = (name) => document.getElementById(`saved-${name}`).content.cloneNode(true);
  const state = document.getElementById("saved");
  const show = (name) => {
    if (state.dataset.state !== name) {
      state.dataset.state = name;
      state.replaceChildren(words(name));
    }
  };
  const live = () => document.getElementById("live");
  const say = (text) => { live().textContent = text; };
  const question = (node) => node.closest && node.closest("[data-question]");

  form.addEventListener("input", (event) => {
    const asked = question(event.target);
    if (asked) {
      waits.set(asked.dataset.question, ++changes);
      if (!retry) {
        show("waiting");
      }
    }
  });

  // "None" and "does not know" go away when something else is ticked. The other way round nothing goes away by itself.
  form.addEventListener("change", (event) => {
    const asked = question(event.target);
    const box = event.target;
    if (!asked || !box.checked) {
      return;
    }
    if (box.type === "checkbox" && box.name === asked.dataset.question && !("alone" in box.dataset)) {
      asked.querySelectorAll("[data-alone]").forEach((other) => { other.checked = false; });
    }
    if ("unknown" in box.dataset) {
      asked.querySelector(".govuk-input, .govuk-textarea").value = "";
    }
  }, true);
  form.addEventListener("input", (event) => {
    const unknown = event.target.value && question(event.target)?.querySelector("[data-unknown]");
    if (unknown && unknown !== event.target) {
      unknown.checked = false;
    }
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-clear]");
    if (button) {
      const asked = question(button);
      asked.querySelectorAll("input:checked").forEach((each) => { each.checked = false; });
      asked.querySelector("input").focus();
      asked.dispatchEvent(new Event("input", { bubbles: true }));
      asked.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // "The same as last time" writes the earlier answer; it is saved like any other.
  const same = (button) => {
    const asked = question(button);
    const values = JSON.parse(button.dataset.same);
    const field = asked.querySelector(".govuk-input, .govuk-textarea");
    if (field && values[0] !== "?") {
      field.value = values[0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      return;
    }
    const boxes = [...asked.querySelectorAll("input")].filter((box) => values.includes(box.value));
    boxes.forEach((box) => { box.checked = true; });
    if (boxes.length) {
      boxes[0].focus();
      boxes[0].dispatchEvent(new Event("input", { bubbles: true }));
      boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-same]");
    if (button) {
      same(button);
    }
  });
  const offerSame = () => form.querySelectorAll("[data-same][hidden]").forEach((button) => { button.hidden = false; });
  form.addEventListener("htmx:oobAfterSwap", offerSame);
  offerSame();

  // A digit chooses the option with that code, as on paper.
  form.addEventListener("keydown", (event) => {
    const on = event.target;
    if (!/^[0-9?]$/.test(event.key) || event.ctrlKey || event.altKey || !["radio", "checkbox"].includes(on.type)) {
      return;
    }
    const option = question(on)?.querySelector(`input[value="${event.key}"]:not([data-unknown])`);
    if (option) {
      event.preventDefault();
      option.focus();
      option.click();
    }
  });

  // Sending: each request remembers which changes it carries.
  form.addEventListener("htmx:beforeRequest", (event) => {
    const asked = event.detail.elt.dataset.question;
    const codes = asked ? [asked] : [...waits.keys(), ...refused];
    sent.set(event.detail.xhr, new Map(codes.map((code) => [code, waits.get(code)])));
    if (waits.size && !retry) {
      show("saving");
    }
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) {
      return;
    }
    const header = (name) => event.detail.xhr.getResponseHeader(name);
    const wrong = (header("X-Refused") || "").split(" ").filter(Boolean);
    for (const [code, number] of sent.get(event.detail.xhr) || []) {
      if (waits.get(code) === number) {
        waits.delete(code);
        refused.delete(code);
      }
    }
    wrong.forEach((code) => refused.add(code));
    leaving = leaving || header("HX-Redirect") !== null;
    pause = 2000;
    clearTimeout(retry);
    retry = 0;
    delete state.dataset.said;
    if (waits.size) {
      sendAgain();
    } else if (refused.size) {
      show("refused");
    } else if (header("X-Saved-At")) {
      delete state.dataset.state;
      show("saved");
      state.querySelector("time").textContent = header("X-Saved-At");
    }
    const summary = document.querySelector("#greseli [data-takes-focus]");
    if (wrong.length && !event.detail.elt.dataset.question && summary) {
      summary.focus();
    }
  });

  // The panel of findings is drawn anew with every answer; the list of what waits stays unfolded. What is hidden
  // from the family's eyes folds again.
  let unfolded = false;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "gasite") {
      unfolded = Boolean(event.detail.target.querySelector("#gasite-nedeterminate[open]"));
      const fresh = event.detail.fragment.querySelector("#gasite-nedeterminate");
      if (fresh) {
        fresh.open = unfolded;
      }
    }
  });

  const sendAgain = () => {
    clearTimeout(retry);
    retry = setTimeout(() => {
      for (const code of waits.keys()) {
        const asked = document.querySelector(`[data-question="${CSS.escape(code)}"]`);
        if (asked) {
          htmx.trigger(asked, "retry");
        } else {
          waits.delete(code);
        }
      }
    }, pause);
    pause = Math.min(pause * 2, 30000);
  };
  const fail = (name) => {
    show(name);
    if (state.dataset.said !== name) {
      state.dataset.said = name;
      say(state.textContent.trim());
    }
    sendAgain();
  };
  form.addEventListener("htmx:sendError", () => fail("offline"));
  form.addEventListener("htmx:timeout", () => fail("offline"));
  form.addEventListener("htmx:responseError", async (event) => {
    if (event.detail.xhr.status !== 403) {
      fail(event.detail.xhr.status === 404 ? "gone" : "offline");
      return;
    }
    // Signed out, or signed in anew in another tab, which changes the token that a form has to carry.
    const answer = await fetch(location.href, { headers: { "X-Asks": "token" } }).catch(() => null);
    const page = answer && answer.ok ? await answer.text() : "";
    const headers = new DOMParser().parseFromString(page, "text/html").body.getAttribute("hx-headers");
    if (headers && answer.url.split("?")[0] === location.href.split(/[?#]/)[0]) {
      document.body.setAttribute("hx-headers", headers);
      const token = form.querySelector("[name=csrfmiddlewaretoken]");
      token.value = JSON.parse(headers)["X-CSRFToken"];
      fail("waiting");
    } else {
      fail("signed-out");
    }
  });
  window.addEventListener("online", () => {
    if (waits.size) {
      pause = 200;
      sendAgain();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if ((waits.size || refused.size) && !leaving) {
      event.preventDefault();
    }
  });
})();
