// Runs before the scripts of the tablet's pages: keeps the moments at which something was on the screen, and how long
// ciphers were waited for. `performance.now()` counts from the navigation.
(() => {
  if (location.origin === "null" || !location.pathname.startsWith("/teren")) return;
  const LOOKED_FOR = { door: ".actions .button", list: "ul.people a[href^='#/gospodarii/']" };
  const marks = {};
  const painted = {};
  const seen = new Set();

  const afterPaint = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(0);
  });
  const look = () => {
    for (const [name, selector] of Object.entries(LOOKED_FOR)) {
      if (seen.has(name) || !document.querySelector(selector)) continue;
      seen.add(name);
      afterPaint((now) => (painted[name] = now));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  addEventListener("submit", () => (marks.submitted = performance.now()), true);

  // The key: asked of a worker, answered by it.
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (...sent) {
    marks.asked = performance.now();
    this.addEventListener("message", () => (marks.key = performance.now()));
    return postMessage.apply(this, sent);
  };
  // What comes after the first stage begins with the keys of its boxes, and ends with the last of them.
  const rest = { keys: Infinity, boxes: 0 };
  const isRest = ([range]) => String(range?.lower ?? "").startsWith("b/");
  const { getAllKeys, getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAllKeys = function (...asked) {
    const request = getAllKeys.apply(this, asked);
    if (isRest(asked)) {
      marks.first_stage ??= performance.now();
      request.addEventListener("success", () => (rest.keys = request.result.length));
    }
    return request;
  };
  IDBObjectStore.prototype.getAll = function (...asked) {
    const request = getAll.apply(this, asked);
    if (isRest(asked)) request.addEventListener("success", () => (rest.boxes += request.result.length));
    return request;
  };

  let running = 0;
  let since = 0;
  let waited = 0;
  let count = 0;
  for (const name of ["encrypt", "decrypt"]) {
    const cipher = SubtleCrypto.prototype[name];
    SubtleCrypto.prototype[name] = function (...given) {
      if (running === 0) since = performance.now();
      running += 1;
      count += 1;
      const done = () => {
        running -= 1;
        if (running === 0) waited += performance.now() - since;
      };
      const answer = cipher.apply(this, given);
      answer.then(done, done);
      return answer;
    };
  }

  window.bench = {
    marks,
    painted,
    afterPaint,
    ciphers() {
      const said = { ciphers_ms: waited, ciphers: count };
      [waited, count] = [0, 0];
      return said;
    },
    fetched() {
      const pulls = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/sync/pull"));
      const first = Math.min(...pulls.map(({ startTime }) => startTime));
      const kilobytes = pulls.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024;
      return { seconds: (marks.stored - first) / 1000, pages: pulls.length, kilobytes };
    },
    /** Milliseconds from the navigation until the whole commune is in memory. */
    async whole() {
      while (rest.boxes < rest.keys) await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => requestIdleCallback(resolve));
      return performance.now();
    },
    /** The parameters with which the key of this tablet's vault is made. */
    kdf() {
      return new Promise((resolve, reject) => {
        const opening = indexedDB.open("impreuna");
        opening.onerror = reject;
        opening.onsuccess = () => {
          const asked = opening.result.transaction("vaults").objectStore("vaults").getAll();
          asked.onsuccess = () => resolve(asked.result[0].kdf);
        };
      });
    },
    /** Milliseconds until the screen of an address is painted: until `selector` shows. */
    async show(hash, selector, act = () => (location.hash = hash)) {
      const began = performance.now();
      const there = new Promise((resolve) => {
        const watcher = new MutationObserver(() => {
          if (location.hash !== hash || !document.querySelector(selector)) return;
          watcher.disconnect();
          afterPaint(resolve);
        });
        watcher.observe(document.body, { childList: true, subtree: true });
      });
      act();
      return (await there) - began;
    },
  };
  // The commune is on the disk when the door says that the tablet is ready.
  const ready = new MutationObserver(() => {
    const isReady = [...document.querySelectorAll("button")].some(({ textContent }) => textContent.trim() === "Începe lucrul");
    if (isReady) marks.stored ??= performance.now();
  });
  ready.observe(document, { childList: true, subtree: true });
})();
