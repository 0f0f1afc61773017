// Answers the questions of one step of an interview, as fingers would: a choice is a click, a word its letters. For
// each: milliseconds from the event until all that follows from it is in the page and laid out.
async (seed) => {
  const WRITTEN = { date: "01.02.2020", month: "02.2020", text: "abc", number: "1" };
  const times = [];
  let chance = seed;
  const random = (below) => (chance = (chance * 1103515245 + 12345) % 2 ** 31) % below;
  const turn = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
  });

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

  const done = new Set();
  for (;;) {
    const ask = [...document.querySelectorAll(".ask")].find(({ id }) => !done.has(id));
    if (!ask) return times;
    done.add(ask.id);
    await answer(ask);
  }
}
