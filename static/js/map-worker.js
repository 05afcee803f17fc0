// The service worker of the map page: without a network its base map, its scripts and its styles still answer, and the
// page says so. It keeps nothing else: no report, no list, no number. STATIC, BASE and PAGE come before, from the server.
const STORE = "map";
const kept = (url) => url.origin === location.origin && (url.pathname.startsWith(STATIC) || url.pathname === BASE);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  // Asked for as nobody, so that it names nobody.
  event.waitUntil(fetch(PAGE, { credentials: "omit" }).then(async (answer) => (await caches.open(STORE)).put(PAGE, answer)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keep(request, answer) {
  if (answer.ok && !answer.redirected) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET") return;
  if (kept(url)) event.respondWith(fetch(request).then((answer) => keep(request, answer)).catch(async () => (await caches.match(request)) ?? Response.error()));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await caches.match(PAGE)) ?? Response.error()));
});

// What the first page had loaded before this worker was there; what is of no use any more goes.
self.addEventListener("message", (event) => event.waitUntil((async () => {
  const wanted = event.data.map((url) => new URL(url)).filter(kept).map(String);
  const store = await caches.open(STORE);
  for (const request of await store.keys()) if (new URL(request.url).pathname !== PAGE && !wanted.includes(request.url)) await store.delete(request);
  await Promise.all(wanted.map(async (url) => (await store.match(url)) ?? store.add(url).catch(() => {})));
})()));
