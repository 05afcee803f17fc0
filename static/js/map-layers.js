// Features as markers: a shape per kind, a dashed circle where the position is uncertain, groups that open.
const fill = (words, value) => words.replace("{}", value);
const PLACES = "places";

function shape(box, { glyph, number, tone, title, radius_km: radius }) {
  const body = document.createElement("span");
  body.className = `marker tone-${tone || "river"}${radius ? " marker-unsure" : ""} marker-${glyph}`;
  if (title && number === undefined) body.dataset.name = title;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${box.dataset.sprite}#${glyph}`);
  svg.append(use);
  body.append(svg);
  if (number !== undefined && glyph !== "practice") {
    const count = document.createElement("b");
    count.textContent = number > 9999 ? `${Math.round(number / 1000)}k` : number;
    body.append(count);
  }
  return body;
}

// What is beside a place sits at its shoulders and feet, so that all can be seen and pressed.
const ANCHORS = { visits: [-4, 46], practice: [48, 46], goods: [48, -2], patrol: [-4, -2] };

function icon(box, properties) {
  const anchor = (box.closest(".map-strip") ? null : ANCHORS[properties.glyph]) ?? [22, 22];
  return L.divIcon({ className: "marker-box", html: shape(box, properties), iconSize: [44, 44], iconAnchor: anchor, popupAnchor: [22 - anchor[0], 10 - anchor[1]] });
}

const isGroup = ({ number, title }) => number !== undefined && !title;

function says(box, properties) {
  const { title, number, layer, lines = [], radius_km: radius } = properties;
  const grouped = isGroup(properties) ? fill(layer === "visits" ? box.dataset.visitsGroup : box.dataset.group, number) : "";
  return [title, grouped, ...lines, radius ? fill(box.dataset.within, radius) : ""].filter(Boolean);
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

// A group from the server looks closer when it is pressed; on the nearest view it says what it holds.
function marker(map, box, { geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const made = L.marker([lat, lon], { icon: icon(box, properties), riseOnHover: true, zIndexOffset: ANCHORS[properties.glyph] ? 500 : 0 });
  made.feature = { properties };
  const closer = () => map.setView(made.getLatLng(), Math.min(map.getZoom() + 2, map.getMaxZoom()));
  if (isGroup(properties) && map.getZoom() < map.getMaxZoom()) made.on("click keypress", (event) => (event.type === "click" || event.originalEvent.key === "Enter") && closer());
  else made.bindPopup(() => popup(box, properties), { maxWidth: 280, autoPanPadding: [24, 24] });
  made.on("add", () => made.getElement()?.setAttribute("aria-label", says(box, properties).join(", ")));
  return made;
}

// A click on a group looks closer, or fans it out where everything stands on one spot.
function group(box, layer) {
  const isPlaces = layer === PLACES;
  return L.markerClusterGroup({
    showCoverageOnHover: false, maxClusterRadius: isPlaces ? 30 : 44, disableClusteringAtZoom: isPlaces ? 10 : null,
    spiderfyOnMaxZoom: true, animate: false,
    iconCreateFunction: (cluster) => {
      const inside = cluster.getAllChildMarkers().map((one) => one.feature.properties);
      const number = inside.reduce((sum, one) => sum + Number(one.number ?? 1), 0);
      const glyph = isPlaces ? "group" : inside[0].glyph;
      const body = shape(box, { glyph, number, tone: isPlaces ? "river" : inside[0].tone });
      return L.divIcon({ className: "marker-box", html: body, iconSize: [44, 44], iconAnchor: ANCHORS[glyph] ?? [22, 22] });
    },
  });
}

// What a screen reader says of each group that is drawn now: its number in words.
function nameGroups(map, box, layers) {
  for (const [key, holder] of Object.entries(layers)) {
    map.eachLayer((layer) => {
      const body = layer.getChildCount && layer._group === holder && layer.getElement();
      if (body) body.setAttribute("aria-label", fill(key === "visits" ? box.dataset.visitsGroup : box.dataset.group, body.textContent));
    });
  }
}

const layerOf = ({ layer, glyph }) => (["checkpoints", "centers", undefined].includes(layer) ? (glyph === "visits" ? "visits" : PLACES) : layer);

export function layersOf(map, box, features) {
  const markers = new Map();
  const bounds = L.latLngBounds([]);
  const drawn = features.filter(({ geometry }) => geometry);
  const grouped = drawn.length > 12;
  const layers = {};
  const path = [];
  const besides = [];
  for (const feature of drawn) {
    const { properties } = feature;
    const key = layerOf(properties);
    const made = marker(map, box, feature);
    markers.set(properties.id ?? markers.size, made);
    bounds.extend(made.getLatLng());
    path.push(made.getLatLng());
    layers[key] ??= grouped && key !== "practices" ? group(box, key) : L.layerGroup();
    layers[key].addLayer(made);
    if (properties.radius_km) besides.push(uncertain(map, made, properties.radius_km, bounds, grouped));
  }
  if (box.dataset.line !== undefined && path.length > 1) besides.push(L.polyline(path, { className: "map-line", interactive: false }).addTo(map));
  Object.values(layers).forEach((layer) => layer.addTo(map));
  const name = () => nameGroups(map, box, layers);
  map.on("zoomend moveend", name);
  name();
  const remove = () => {
    map.off("zoomend moveend", name);
    for (const layer of [...Object.values(layers), ...besides]) layer.remove();
  };
  return { markers, bounds, layers, remove };
}

function uncertain(map, made, radius, bounds, grouped) {
  const circle = L.circle(made.getLatLng(), { radius: radius * 1000, className: "map-unsure", interactive: false });
  if (grouped) made.on("add", () => circle.addTo(map)).on("remove", () => circle.remove());
  else { circle.addTo(map); bounds.extend(made.getLatLng().toBounds(radius * 2000)); }
  return circle;
}
