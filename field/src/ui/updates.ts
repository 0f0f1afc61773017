// A new version installs itself in the background and takes over when nobody's data is open in any window: it starts
// the page anew, and that asks for the passphrase.

/** While somebody works, every window holds this lock, shared; an update asks for it alone. */
const WORKING = "teren-working";

let holders = 0;
let free = (): void => undefined;
let hasWorked = false;

/** Lets no update take over until the answered function is called. */
export function holdUpdates(): () => void {
  holders += 1;
  hasWorked = true;
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
  return Boolean(registration?.waiting);
}

/** Registers the service worker and lets a waiting version take over as soon as nobody works. */
export function installUpdates(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const worker = navigator.serviceWorker;
  const hadOne = worker.controller !== null;
  worker.addEventListener("controllerchange", () => {
    if (hadOne) location.reload();
  });
  void worker.register("/teren/sw.js", { scope: "/teren/", updateViaCache: "none" }).then(watch);
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (): void => {
    if (registration.waiting) takeOverWhenIdle(registration.waiting);
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  addEventListener("online", () => void registration.update().catch(() => undefined));
}

function takeOverWhenIdle(waiting: ServiceWorker): void {
  // The first version has nobody to take over from.
  if (!navigator.serviceWorker.controller) return;
  void navigator.locks.request(WORKING, () => {
    waiting.postMessage("take over");
    // A version that was worked with for long may still be busy and not step aside: it does when the page starts anew.
    if (hasWorked) location.reload();
  });
}
