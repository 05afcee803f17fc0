// The base map: outlines of countries and provinces from the site itself. Colours are css/map.css.
// Names are drawn for provinces when near enough to read them.
const NAMES_FROM_ZOOM = 8;

export async function drawBase(map, box) {
  if (!box.dataset.basemap) return;
  map.createPane("base").style.zIndex = 200;
  const answer = await fetch(box.dataset.basemap);
  if (!answer.ok) return;
  const base = await answer.json();
  const lang = document.documentElement.lang === "th" ? "name_th" : "name_en";
  const names = L.layerGroup();
  L.geoJSON(base, {
    pane: "base", interactive: false,
    style: ({ properties }) => ({ className: `map-land map-${properties.kind || "country"}`, weight: 1 }),
    onEachFeature: ({ properties }, layer) => {
      if (properties.kind !== "province" || !layer.getBounds().isValid()) return;
      const words = document.createElement("span");
      words.textContent = properties[lang] || properties.name || "";
      const icon = L.divIcon({ className: "map-name", html: words, iconSize: [120, 20] });
      names.addLayer(L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false, pane: "base" }));
    },
  }).addTo(map);
  const showNames = () => (map.getZoom() >= NAMES_FROM_ZOOM ? names.addTo(map) : names.remove());
  map.on("zoomend", showNames);
  showNames();
}
