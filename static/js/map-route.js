// Routes. data-route="id": draws the line in that JSON. data-draw="id of a textarea": a press adds "lat, lon" as a line.
const LINE = { className: "map-route", weight: 4, interactive: false };
const PLACES = 5;

export function showRoute(map, box) {
  const data = document.getElementById(box.dataset.route);
  if (!data) return;
  const line = L.geoJSON(JSON.parse(data.textContent), { style: LINE }).addTo(map);
  map.fitBounds(line.getBounds(), { padding: [36, 36], maxZoom: Number(box.dataset.zoom) || 13 });
}

function pointsOf(text) {
  return text.split("\n").map((typed) => typed.split(/[\s,;]+/).filter(Boolean).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
}

export function drawRoute(map, box) {
  const typed = document.getElementById(box.dataset.draw);
  const undo = document.querySelector(`[data-undo-point="${box.dataset.draw}"]`);
  if (!typed) return;
  const line = L.polyline([], LINE).addTo(map);
  const dots = L.layerGroup().addTo(map);
  const draw = () => {
    const points = pointsOf(typed.value);
    line.setLatLngs(points);
    dots.clearLayers();
    for (const point of points.slice(-200)) dots.addLayer(L.circleMarker(point, { radius: 5, className: "map-route-point", interactive: false }));
    if (undo) undo.hidden = points.length === 0;
  };
  const change = (text) => {
    typed.value = text;
    typed.dispatchEvent(new Event("input", { bubbles: true }));
  };
  map.on("click", ({ latlng: { lat, lng } }) => {
    const before = typed.value.trimEnd();
    change(`${before ? `${before}\n` : ""}${lat.toFixed(PLACES)}, ${lng.toFixed(PLACES)}`);
  });
  undo?.addEventListener("click", () => change(typed.value.trimEnd().split("\n").slice(0, -1).join("\n")));
  typed.addEventListener("input", draw);
  draw();
}
