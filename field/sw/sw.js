// The service worker: keeps the application's own files, so that it starts without a network. It keeps nothing about
// people: what /api/ answers passes by. A new version waits until the page says that nothing is being typed.
const VERSION = "__VERSION__";
const FILES = "__FILES__";
const CACHE = `teren-${VERSION}`;
const KEPT = new Set(FILES.map(({ url }) => url));

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const isPage = event.request.mode === "navigate" && url.pathname.startsWith("/teren/");
  const key = isPage ? "/teren/" : url.pathname;
  if (KEPT.has(key)) event.respondWith(answer(key, event.request));
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

async function answer(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}
