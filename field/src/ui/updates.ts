// A new version installs itself in the background and takes over when nothing is being typed in any window.

/** While somebody types, every window holds this lock, shared; an update asks for it alone. */
const TYPING = "teren-typing";

let holders = 0;
let release: (() => void) | null = null;

/** Says that something is being typed here, until the answered function is called. */
export function holdUpdates(): () => void {
  holders += 1;
  if (holders === 1) {
    void navigator.locks.request(TYPING, { mode: "shared" }, () => new Promise<void>((done) => (release = done)));
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    holders -= 1;
    if (holders === 0) release?.();
  };
}

/** Registers the service worker and lets a waiting version take over as soon as nobody types. */
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
  void navigator.locks.request(TYPING, () => waiting.postMessage("take over"));
}
