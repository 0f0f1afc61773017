// A new version installs itself in the background and takes over when nobody's data is open in any window: the page
// starts anew, and that asks for the passphrase. The old worker answers it with the new version's files (sw/sw.js).

/** While somebody works, every window holds this lock, shared; an update asks for it alone. */
const WORKING = "teren-working";
/** The cache that is there while a version has taken over and its worker still waits for the last window to close. */
const NEXT = "teren-next";

let holders = 0;
let free = (): void => undefined;

/** Lets no update take over until the answered function is called. */
export function holdUpdates(): () => void {
  holders += 1;
  if (holders === 1) {
    const held = new Promise<void>((done) => (free = done));
    void navigator.locks.request(WORKING, { mode: "shared" }, () => held);
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    holders -= 1;
    if (holders === 0) free();
  };
}

/** Whether a newer version waits to take over. */
export async function isUpdateWaiting(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration("/teren/");
  return Boolean(registration?.waiting) && !(await caches.has(NEXT));
}

/** Registers the service worker and lets a waiting version take over as soon as nobody works. */
export function installUpdates(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const worker = navigator.serviceWorker;
  worker.addEventListener("message", ({ data }) => {
    if (data === "start anew") whenIdle(() => location.reload());
  });
  void worker.register("/teren/sw.js", { scope: "/teren/", updateViaCache: "none" }).then(watch);
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (): void => {
    const { waiting } = registration;
    // The first version has nobody to take over from.
    if (waiting && navigator.serviceWorker.controller) whenIdle(() => waiting.postMessage("take over"));
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  addEventListener("online", () => void registration.update().catch(() => undefined));
}

/** Does it as soon as nobody works in any window. */
function whenIdle(act: () => void): void {
  void navigator.locks.request(WORKING, act);
}
