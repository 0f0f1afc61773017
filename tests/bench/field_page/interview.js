// Answers an interview in the page, question by question, as fingers would: a choice is a click, a word its letters.
// For each: milliseconds from the event until all that follows from it is in the page and laid out.
async (steps) => {
  const WRITTEN = { date: "01.02.2020", month: "02.2020", text: "abc", number: "1" };
  const times = [];
  let chance = 7;
  const random = (below) => (chance = (chance * 1103515245 + 12345) % 2 ** 31) % below;
  const turn = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
  });
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function timed(question, act) {
    const began = performance.now();
    act();
    await turn();
    void document.body.offsetHeight;
    times.push({ question, ms: performance.now() - began });
  }

  async function write(question, box, text) {
    for (let length = 1; length <= text.length; length += 1) {
      await timed(question, () => {
        box.value = text.slice(0, length);
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
    }
    box.dispatchEvent(new FocusEvent("blur"));
  }

  async function answer(ask) {
    const question = ask.id.slice(2);
    const choices = [...ask.querySelectorAll(".ask__choices input")];
    if (choices.length > 0) return timed(question, () => choices[random(choices.length)].click());
    const box = ask.querySelector("textarea, input[type=text]");
    if (!box) return;
    const hint = ask.querySelector(".field__affixed .quiet")?.textContent ?? "";
    const kind = box.tagName === "TEXTAREA" ? "text" : /\d\d\.\d\d\.\d{4}/.test(hint) ? "date" : hint ? "month" : "number";
    await write(question, box, WRITTEN[kind]);
  }

  async function whole() {
    const done = new Set();
    for (;;) {
      const ask = [...document.querySelectorAll(".ask")].find(({ id }) => !done.has(id));
      if (!ask) return;
      done.add(ask.id);
      await answer(ask);
    }
  }

  let walked = 0;
  while (walked < steps && !location.hash.endsWith("/verificare")) {
    const before = location.hash;
    await whole();
    walked += 1;
    document.querySelector(".interview__step form").requestSubmit();
    for (let tries = 0; location.hash === before && tries < 20; tries += 1) await pause(50);
    // What was answered at random does not fit: on with the next topic.
    if (location.hash === before) location.hash = document.querySelector(".topics__topic--current + li a")?.hash ?? "/verificare";
    while (!document.querySelector(".interview__step form") && !location.hash.endsWith("/verificare")) await pause(20);
    await pause(100);
  }
  return { walked, times };
}
