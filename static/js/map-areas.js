// Provinces or districts in the shades that the page says, and the ways to select one, or a rectangle.
const VALUES_FROM_ZOOM = 6.5;

export function areasOf(map, box, base, query, select) {
  map.createPane("areas").style.zIndex = 250;
  const values = L.layerGroup();
  let drawn = null;
  let asked = 0;

  function choose(code) {
    const now = query();
    now.delete("within");
    now.set("province", code.slice(0, 2));
    if (code.length > 2) now.set("district", code); else now.delete("district");
    select(now);
  }

  function bring(feature, layer, said) {
    const { code } = feature.properties;
    const area = said.areas[code];
    const words = document.createElement("span");
    words.textContent = area.words;
    if (area.step !== null) values.addLayer(L.marker(layer.getBounds().getCenter(), { icon: L.divIcon({ className: "map-value", html: words, iconSize: [60, 20] }), interactive: false, keyboard: false, pane: "areas" }));
    layer.on("click", () => choose(code));
    layer.on("add", () => reachable(layer.getElement(), `${area.name}: ${area.words}`, () => choose(code)));
  }

  async function show() {
    const turn = ++asked;
    const said = JSON.parse(document.getElementById("map-areas")?.textContent ?? "null");
    const shapes = said && (said.by === "district" ? await outlines(box) : await base);
    if (turn !== asked) return;
    const focused = drawn?.getLayers().find((layer) => layer.getElement() === document.activeElement)?.feature.properties.code;
    drawn?.remove();
    values.clearLayers();
    drawn = null;
    if (!said || !shapes) { values.remove(); return; }
    const chosen = query().get("district") ?? query().get("province");
    drawn = L.geoJSON(shapes, {
      pane: "areas",
      filter: ({ properties }) => properties.kind === said.by && properties.code in said.areas,
      style: ({ properties }) => ({ className: `shade shade-${said.areas[properties.code].step ?? "none"}${properties.code === chosen ? " is-chosen" : ""}`, weight: 1 }),
      onEachFeature: (feature, layer) => bring(feature, layer, said),
    }).addTo(map);
    walk(drawn, focused ?? chosen, box.dataset.areasLabel);
    if (focused) drawn.getLayers().find((layer) => layer.feature.properties.code === focused)?.getElement().focus({ preventScroll: true });
    showValues();
  }

  const showValues = () => { if (drawn && map.getZoom() >= VALUES_FROM_ZOOM) values.addTo(map); else values.remove(); };
  map.on("zoomend", showValues);
  rectangle(map, box, (bounds) => {
    const now = query();
    now.set("within", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((edge) => edge.toFixed(4)).join(","));
    select(now);
  });

  // Looks at the area that the address names. False where it names none that is drawn.
  function fit() {
    const within = (query().get("within") ?? "").split(",").map(Number);
    if (within.length === 4) { map.fitBounds([[within[1], within[0]], [within[3], within[2]]]); return true; }
    const code = query().get("district") ?? query().get("province");
    const layer = code && drawn?.getLayers().find((one) => one.feature.properties.code === code.slice(0, one.feature.properties.code.length));
    if (!layer) return false;
    map.fitBounds(layer.getBounds(), { padding: [12, 12] });
    return true;
  }
  return { show, fit };
}

let ofDistricts = null;
function outlines(box) {
  ofDistricts ??= fetch(box.dataset.districts).then((answer) => (answer.ok ? answer.json() : null));
  return ofDistricts;
}

// One tab stop for all areas; arrow keys go from one to the next, Enter selects.
function reachable(path, words, choose) {
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", words);
  path.setAttribute("tabindex", "-1");
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
  });
}

function walk(drawn, code, label) {
  const layers = drawn.getLayers().sort((a, b) => b.getBounds().getCenter().lat - a.getBounds().getCenter().lat);
  const all = layers.map((layer) => layer.getElement());
  const first = all[Math.max(layers.findIndex((layer) => layer.feature.properties.code === code), 0)];
  first?.setAttribute("tabindex", "0");
  first?.closest("svg").setAttribute("role", "toolbar");
  first?.closest("svg").setAttribute("aria-label", label);
  all.forEach((path, place) => path.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all[(place + step + all.length) % all.length];
    path.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }));
}

// A button that lets a rectangle be drawn; pressed by keyboard it takes what the map shows.
function rectangle(map, box, select) {
  const Control = L.Control.extend({
    onAdd: () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("a", "map-rectangle", bar);
      button.href = "#";
      button.setAttribute("role", "button");
      button.title = box.dataset.drawArea;
      button.setAttribute("aria-label", box.dataset.drawArea);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        if (event.detail === 0) select(map.getBounds()); else drawOne(map, button, select);
      });
      return bar;
    },
  });
  new Control({ position: "topleft" }).addTo(map);
}

function drawOne(map, button, select) {
  const box = map.getContainer();
  let first = null;
  let shape = null;
  const at = (event) => map.mouseEventToLatLng(event);
  const begin = (event) => {
    event.preventDefault();
    event.stopPropagation();
    first = at(event);
    shape = L.rectangle([first, first], { className: "map-drawn", interactive: false }).addTo(map);
    box.setPointerCapture(event.pointerId);
  };
  const stretch = (event) => first && shape.setBounds([first, at(event)]);
  const end = (event) => {
    if (!first) return;
    const bounds = L.latLngBounds(first, at(event));
    stop();
    if (bounds.getNorth() > bounds.getSouth() && bounds.getEast() > bounds.getWest()) select(bounds);
  };
  const stop = () => {
    for (const [name, act] of acts) box.removeEventListener(name, act, true);
    shape?.remove();
    map.dragging.enable();
    box.classList.remove("is-drawing");
    button.removeAttribute("aria-pressed");
  };
  const leave = (event) => event.key === "Escape" && stop();
  const acts = [["pointerdown", begin], ["pointermove", stretch], ["pointerup", end], ["keydown", leave]];
  for (const [name, act] of acts) box.addEventListener(name, act, true);
  map.dragging.disable();
  box.classList.add("is-drawing");
  button.setAttribute("aria-pressed", "true");
}
