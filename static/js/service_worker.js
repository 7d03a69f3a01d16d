// Without a network, one page instead of the browser's own. KEPT, which the portal writes above this, is that page
// and what it is drawn with; it is the same for everybody, and nothing else is ever kept.
const CACHE = "offline";

async function keep() {
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.map((address) => new Request(address, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
}

async function begin() {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return caches.match(KEPT[0], { ignoreVary: true });
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event));
  else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreVary: true })));
  }
});
