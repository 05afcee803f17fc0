// Draws every [data-map] on the page (arguments: templates/ui/map.html) and joins it with the list beside it.
// We start Leaflet ourselves: django-leaflet's leaflet_map tag starts it from an inline script, which the site's
// content policy does not allow, and wants a tile server.
import { drawBase } from "./map-base.js";
import { failed } from "./map-failed.js";
import { layersOf } from "./map-layers.js";
import { joinList, walkMarkers } from "./map-list.js";
import { runPage } from "./map-page.js";
import { pickPosition } from "./map-pick.js";
import { drawRoute, showRoute } from "./map-route.js";

const THAI_BORDER = [[5.6, 97.3], [20.5, 105.7]];

function start(box) {
  const map = L.map(box, {
    attributionControl: false, zoomControl: false, minZoom: 4, maxZoom: 14,
    maxBounds: [[-5, 80], [35, 120]], maxBoundsViscosity: 0.8, zoomSnap: 0.5,
    scrollWheelZoom: !box.closest(".map-strip"),
    fadeAnimation: !still(), zoomAnimation: !still(), markerZoomAnimation: !still(),
  });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  scale(map, box.dataset);
  map.on("popupopen", ({ popup }) => popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close));
  if (box.dataset.tiles) {
    box.classList.add("has-tiles");
    L.tileLayer(box.dataset.tiles, { maxZoom: 14 }).addTo(map);
  }
  map.fitBounds(THAI_BORDER);
  return map;
}

// Leaflet writes its scale in English alone.
function scale(map, { metres, kilometres }) {
  const control = L.control.scale({ imperial: false });
  const write = control._updateScale;
  control._updateScale = (bar, text, ratio) => write.call(control, bar, text.replace("km", kilometres).replace(/\bm$/, metres), ratio);
  control.addTo(map);
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function featuresOf(box) {
  if (box.dataset.features) {
    const data = document.getElementById(box.dataset.features);
    return data ? JSON.parse(data.textContent).features : [];
  }
  if (!box.dataset.url) return [];
  const answer = await fetch(box.dataset.url, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${box.dataset.url}`);
  return (await answer.json()).features;
}

function frame(map, box, bounds) {
  const { lat, lon, zoom, pick } = box.dataset;
  if (lat) map.setView([lat, lon], zoom || 11);
  else if (bounds.isValid()) map.fitBounds(bounds, { padding: [36, 36], maxZoom: pick ? 10 : Number(zoom) || 11 });
}

async function bringAlive(box) {
  const map = start(box);
  const base = drawBase(map, box);
  walkMarkers(map, box);
  try {
    if (box.dataset.page !== undefined) await runPage(map, box, base);
    else {
      const drawn = layersOf(map, box, await featuresOf(box));
      frame(map, box, drawn.bounds);
      joinList(map, box, drawn);
    }
  } catch (error) {
    failed(box, box.dataset.failed);
    console.error(error);
  }
  if (box.dataset.pick !== undefined) pickPosition(map, box);
  if (box.dataset.route !== undefined) showRoute(map, box);
  if (box.dataset.draw !== undefined) drawRoute(map, box);
}

for (const box of document.querySelectorAll("[data-map]:not([data-live])")) {
  box.dataset.live = "";
  bringAlive(box);
}
