// The service worker: keeps the application's own files, so that it starts without a network. It keeps nothing about
// people: what /api/ answers passes by. A new version waits until the page says that nothing is being typed.
//
// It does not skip waiting: the browser stops the worker that is to be relieved, a request in that moment starts it anew,
// and then it stays for minutes while the page's own requests hang. A version that takes over leaves its name instead,
// and the worker that is there answers with its files from then on, until the last window is closed.
const VERSION = "__VERSION__";
const FILES = "__FILES__";
const CACHE = `teren-${VERSION}`;
const KEPT = new Set(FILES.map(({ url }) => url));
/** The cache that holds nothing but the name of the next one, under an address of its own. It goes when that is active. */
const NEXT = "teren-next";
const NAME = "/teren/next";
/** The name of the cache that is answered from, once it is known. */
let served;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(beNext());
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const isPage = event.request.mode === "navigate" && url.pathname.startsWith("/teren/");
  const key = isPage ? "/teren/" : url.pathname;
  if (isPage) served = undefined;
  // The files of the next version have names that this one does not know.
  if (KEPT.has(key) || key.startsWith("/static/field/")) event.respondWith(answer(key, event.request));
});

/** All or nothing: a version that is half there is not installed. What did not change is taken from the one before. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async ({ url, integrity }) => {
      if (await cache.match(url)) return;
      await cache.put(url, await fetch(url, { integrity, cache: "no-cache", credentials: "omit" }).then(whole));
    }),
  );
}

function whole(response) {
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${response.url}`);
  return response;
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("teren-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From now on every start of the page is this version's. Windows that are open start anew when nobody works in them. */
async function beNext() {
  if (!self.registration.waiting) return; // it was asked twice
  const cache = await caches.open(NEXT);
  const isNews = (await (await cache.match(NAME))?.text()) !== CACHE;
  if (!isNews) return;
  await cache.put(NAME, new Response(CACHE));
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const each of windows) each.postMessage("start anew");
}

async function answer(key, request) {
  served ??= caches.match(NAME, { cacheName: NEXT }).then((next) => next?.text() ?? CACHE);
  const cacheName = await served;
  return (await caches.match(key, { cacheName })) ?? (await caches.match(key)) ?? fetch(request);
}
