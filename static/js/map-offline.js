// Keeps the base map and what draws it for a time without a network (map-worker.js).
export async function keepOffline(box) {
  if (!("serviceWorker" in navigator) || !box.dataset.worker) return;
  await navigator.serviceWorker.register(box.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage(performance.getEntriesByType("resource").map(({ name }) => name));
}
