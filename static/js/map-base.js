// The base map: outlines of countries and provinces from the site itself. Colours are css/map.css.
// Answers its GeoJSON. Names are drawn for provinces when near enough to read them.
const NAMES_FROM_ZOOM = 8;
const PLACES_FROM_ZOOM = 9.5; // places say their names beside their shapes

export async function drawBase(map, box) {
  if (!box.dataset.basemap) return null;
  map.createPane("base").style.zIndex = 200;
  const answer = await fetch(box.dataset.basemap);
  if (!answer.ok) return null;
  const base = await answer.json();
  const lang = document.documentElement.lang === "th" ? "name_th" : "name_en";
  const names = L.layerGroup();
  // Thailand comes as its provinces, the neighbours as countries; the lines between countries lie on top.
  const draw = (kind, className) => L.geoJSON(base, {
    pane: "base", interactive: false, filter: ({ properties }) => properties.kind === kind, style: { className, weight: 1 },
  }).addTo(map);
  draw("country", "map-land");
  draw("province", "map-line-province").eachLayer((layer) => {
    const words = document.createElement("span");
    words.textContent = layer.feature.properties[lang];
    const icon = L.divIcon({ className: "map-name", html: words, iconSize: [120, 20] });
    names.addLayer(L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false, pane: "base" }));
  });
  draw("country", "map-line-country");
  const showNames = () => {
    if (map.getZoom() >= NAMES_FROM_ZOOM) names.addTo(map); else names.remove();
    box.classList.toggle("map-near", map.getZoom() >= PLACES_FROM_ZOOM);
  };
  map.on("zoomend", showNames);
  showNames();
  return base;
}
