// Features as markers: a shape per kind, a dashed circle where the position is uncertain, groups that open.
const fill = (words, value) => words.replace("{}", value);

function shape(box, { glyph, number, tone, title, radius_km: radius }) {
  const body = document.createElement("span");
  body.className = `marker tone-${tone || "river"}${radius ? " marker-unsure" : ""} marker-${glyph}`;
  if (title && glyph !== "visits") body.dataset.name = title;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${box.dataset.sprite}#${glyph}`);
  svg.append(use);
  body.append(svg);
  if (number !== undefined) {
    const count = document.createElement("b");
    count.textContent = number;
    body.append(count);
  }
  return body;
}

// Visits sit at one shoulder of their place, practices at the other, so that all can be seen and pressed.
const ANCHORS = { visits: [-4, 46], practice: [48, 46] };

function icon(box, properties) {
  const anchor = (box.closest(".map-strip") ? null : ANCHORS[properties.glyph]) ?? [22, 22];
  return L.divIcon({ className: "marker-box", html: shape(box, properties), iconSize: [44, 44], iconAnchor: anchor, popupAnchor: [22 - anchor[0], 10 - anchor[1]] });
}

function says(box, { title, lines = [], radius_km: radius }) {
  return [title, ...lines, radius ? fill(box.dataset.within, radius) : ""].filter(Boolean);
}

function popup(box, properties) {
  const [title, ...lines] = says(box, properties);
  const words = document.createElement("div");
  const head = words.appendChild(document.createElement("p"));
  head.className = "popup-title";
  const name = head.appendChild(document.createElement(properties.url ? "a" : "b"));
  name.textContent = title;
  if (properties.url) name.href = properties.url;
  for (const line of lines) words.appendChild(document.createElement("p")).textContent = line;
  return words;
}

function marker(box, { geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const made = L.marker([lat, lon], { icon: icon(box, properties), riseOnHover: true, zIndexOffset: ANCHORS[properties.glyph] ? 500 : 0 });
  made.feature = { properties };
  made.bindPopup(() => popup(box, properties), { maxWidth: 280, autoPanPadding: [24, 24] });
  made.on("add", () => made.getElement()?.setAttribute("aria-label", says(box, properties).join(", ")));
  return made;
}

// A click on a group looks closer, or fans it out where everything stands on one spot.
function group(box, isVisits) {
  return L.markerClusterGroup({
    showCoverageOnHover: false, maxClusterRadius: isVisits ? 44 : 30, disableClusteringAtZoom: isVisits ? null : 10,
    spiderfyOnMaxZoom: true, animate: false,
    iconCreateFunction: (cluster) => {
      const inside = cluster.getAllChildMarkers();
      const number = isVisits ? inside.reduce((sum, one) => sum + Number(one.feature.properties.number), 0) : inside.length;
      const body = shape(box, isVisits ? { glyph: "visits", number, tone: "river" } : { glyph: "group", number, tone: "river" });
      return L.divIcon({ className: "marker-box", html: body, iconSize: [44, 44], iconAnchor: isVisits ? [-4, 46] : [22, 22] });
    },
  });
}

// What a screen reader says of each group that is drawn now: its number in words.
function nameGroups(map, box, layers) {
  for (const [key, words] of [["places", box.dataset.group], ["visits", box.dataset.visitsGroup]]) {
    map.eachLayer((layer) => {
      const body = layer.getChildCount && layer._group === layers[key] && layer.getElement();
      if (body) body.setAttribute("aria-label", fill(words, body.textContent));
    });
  }
}

export function layersOf(map, box, features) {
  const markers = new Map();
  const bounds = L.latLngBounds([]);
  const grouped = features.length > 12;
  const layers = { places: grouped ? group(box, false) : L.layerGroup(), visits: grouped ? group(box, true) : L.layerGroup(), practices: L.layerGroup() };
  const layerOf = { visits: layers.visits, practice: layers.practices };
  const path = [];
  for (const feature of features.filter(({ geometry }) => geometry)) {
    const { properties } = feature;
    const made = marker(box, feature);
    markers.set(properties.id ?? markers.size, made);
    bounds.extend(made.getLatLng());
    path.push(made.getLatLng());
    (layerOf[properties.glyph] ?? layers.places).addLayer(made);
    if (properties.radius_km) uncertain(map, made, properties.radius_km, bounds, grouped);
  }
  if (box.dataset.line !== undefined && path.length > 1) L.polyline(path, { className: "map-line", interactive: false }).addTo(map);
  Object.values(layers).forEach((layer) => layer.addTo(map));
  const name = () => nameGroups(map, box, layers);
  map.on("zoomend moveend", name);
  name();
  return { markers, bounds, layers };
}

function uncertain(map, made, radius, bounds, grouped) {
  const circle = L.circle(made.getLatLng(), { radius: radius * 1000, className: "map-unsure", interactive: false });
  if (!grouped) { circle.addTo(map); bounds.extend(made.getLatLng().toBounds(radius * 2000)); return; }
  made.on("add", () => circle.addTo(map));
  made.on("remove", () => circle.remove());
}
