// The list beside the map and the markers know each other: whoever is pointed at or focused marks the other.
// In the page: [data-map-list] holding items with data-feature="<id>", each with a hidden button [data-show].
export function joinList(map, box, { markers, layers }) {
  const list = document.querySelector("[data-map-list]");
  if (!list) return;
  const items = new Map([...list.querySelectorAll("[data-feature]")].map((item) => [item.dataset.feature, item]));
  const itemOf = (id) => items.get(id) ?? items.get(String(id).replace(/^visits-/, ""));
  const shown = (marker) => {
    const holder = Object.values(layers).find((layer) => layer.hasLayer(marker));
    return holder?.getVisibleParent ? holder.getVisibleParent(marker) : marker;
  };
  const mark = (id, on) => {
    itemOf(id)?.classList.toggle("is-pointed", on);
    const marker = markers.get(id);
    if (marker) shown(marker)?.getElement?.()?.classList.toggle("is-pointed", on);
  };
  for (const [id, item] of items) {
    const marker = markers.get(id) ?? markers.get(`visits-${id}`);
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      item.addEventListener(event, () => mark(id, on));
    }
    const button = item.querySelector("[data-show]");
    if (!button || !marker) continue;
    button.hidden = false;
    button.addEventListener("click", () => show(map, layers, marker, button));
  }
  for (const [id, marker] of markers) followMarker(id, marker, itemOf(id), mark);
  walkList(list);
}

function show(map, layers, marker, button) {
  const holder = Object.values(layers).find((layer) => layer.hasLayer(marker));
  const open = () => { marker.openPopup(); marker.once("popupclose", () => button.focus()); };
  map.getContainer().scrollIntoView({ block: "nearest" });
  if (holder?.zoomToShowLayer) holder.zoomToShowLayer(marker, open);
  else { map.panTo(marker.getLatLng()); open(); }
}

function followMarker(id, marker, item, mark) {
  const reveal = () => item?.closest(".map-drawer").scrollTo({ top: item.offsetTop - 48 });
  marker.on("mouseover", () => mark(id, true));
  marker.on("mouseout", () => mark(id, false));
  marker.on("popupopen", () => { mark(id, true); reveal(); marker.getPopup().getElement().querySelector("a")?.focus(); });
  marker.on("popupclose", () => { mark(id, false); marker.getElement()?.focus(); });
  const listen = () => {
    const body = marker.getElement();
    body?.addEventListener("focus", () => { mark(id, true); reveal(); });
    body?.addEventListener("blur", () => mark(id, false));
  };
  marker.on("add", listen);
  listen();
}

// Whoever opened a group by a key goes on in the midst of what it held.
export function focusMiddle(box) {
  const { left, top, width, height } = box.getBoundingClientRect();
  const far = (marker) => {
    const at = marker.getBoundingClientRect();
    return Math.hypot(at.x + at.width / 2 - left - width / 2, at.y + at.height / 2 - top - height / 2);
  };
  const [nearest] = [...box.querySelectorAll(".marker-box")].sort((a, b) => far(a) - far(b));
  (nearest ?? box).focus({ preventScroll: true });
}

// Arrow keys go from marker to marker, left to right; Tab works as ever; Esc closes what is open; Space presses.
export function walkMarkers(map, box) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
    if (event.key === " ") press(event);
    const here = event.target.closest(".marker-box");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!here || !step) return;
    const all = [...box.querySelectorAll(".marker-box")].sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x);
    all[(all.indexOf(here) + step + all.length) % all.length].focus({ preventScroll: true });
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

// Leaflet knows Enter alone.
function press(event) {
  if (!event.target.matches(".marker-box, a[role=button]")) return;
  event.preventDefault();
  if (event.target.matches("a")) event.target.click();
  else event.target.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", keyCode: 13, bubbles: true }));
}

function walkList(list) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("a")) return;
    const all = [...list.querySelectorAll("[data-feature] a")];
    all[all.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
}
