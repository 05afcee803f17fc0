// The map page: what is drawn, listed and coloured follows the address; the address follows what is chosen and seen.
// The server answers the page for every address; its parts marked data-swap take the place of those shown.
import { areasOf } from "./map-areas.js";
import { answered, failed } from "./map-failed.js";
import { layersOf } from "./map-layers.js";
import { focusMiddle, joinList } from "./map-list.js";
import { months } from "./map-month.js";
import { keepOffline } from "./map-offline.js";
import { pictures } from "./map-picture.js";

const WAIT = 250; // ms after the last move
const MM = 96 / 25.4; // in px
const ROOM = { portrait: { wide: 186 * MM, high: 125 * MM }, landscape: { wide: 273 * MM, high: 118 * MM } }; // on A4

class SignedOut extends Error {}

const drawer = () => document.querySelector("[data-swap=drawer]");

function windowOf(map) {
  const seen = map.getBounds().pad(0.1);
  const box = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()].map((edge) => edge.toFixed(4));
  return `bbox=${box}&zoom=${Math.round(map.getZoom())}`;
}

function viewOf(map) {
  const { lat, lng } = map.getCenter();
  return `${lat.toFixed(4)},${lng.toFixed(4)},${map.getZoom()}`;
}

function showView(map, query, bounds) {
  const [lat, lon, zoom] = (query.get("view") ?? "").split(",").map(Number);
  if (zoom) map.setView([lat, lon], zoom);
  else if (bounds.isValid()) map.fitBounds(bounds, { padding: [36, 36], maxZoom: 11 });
}

// Focus comes back to the marker it was on, or to the nearest, and an open popup opens again, though all are new.
function keepPlace(box, before, draw) {
  const name = box.contains(document.activeElement) ? document.activeElement.ariaLabel : null;
  const open = [...(before?.markers ?? [])].find(([, made]) => made.isPopupOpen())?.[0];
  before?.remove();
  const drawn = draw();
  if (open) drawn.markers.get(open)?.openPopup();
  else if (name) box.querySelector(`.marker-box[aria-label="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
  if (name && document.activeElement === document.body) focusMiddle(box);
  return drawn;
}

export async function runPage(map, box, base) {
  let drawn = null;
  let whole = false;
  let asked = null;
  let wanted = null; // asked for and not answered yet
  let going = 0;
  const query = () => new URLSearchParams(wanted ?? drawer().dataset.query);
  const areas = areasOf(map, box, base, query, (search) => go(search, { fit: true }));

  async function ask(url, how) {
    const mine = asked;
    box.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected) throw new SignedOut();
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return await answer[how]();
    } finally {
      if (mine === asked) box.removeAttribute("aria-busy");
    }
  }

  async function load({ closely = true } = {}) {
    asked?.abort();
    asked = new AbortController();
    const found = await ask(`${box.dataset.url}?${query()}${closely ? `&${windowOf(map)}` : ""}`, "json");
    whole = found.whole;
    drawn = keepPlace(box, drawn, () => layersOf(map, box, found.features));
    joinList(map, box, drawn);
    answered(box);
  }

  async function swap(search, only = "[data-swap]") {
    asked?.abort();
    asked = new AbortController();
    const text = await ask(`${location.pathname}?${search}${whole ? "" : `&${windowOf(map)}`}`, "text");
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const part of document.querySelectorAll(only)) {
      const fresh = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
      const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
      part.replaceWith(fresh);
      if (focused) (fresh.querySelector(`[href="${CSS.escape(focused)}"]`) ?? fresh.querySelector("[tabindex]"))?.focus();
    }
  }

  async function go(search, { fit = false } = {}) {
    const mine = new URLSearchParams(search);
    if (fit) mine.delete("view");
    wanted = mine;
    going += 1;
    try {
      await begun;
      await swap(mine);
      wanted = null;
      history.pushState(null, "", `?${query()}`);
      document.dispatchEvent(new CustomEvent("map:changed"));
      await load({ closely: !whole && !fit });
      if (fit) areas.fit() || showView(map, query(), drawn.bounds);
      areas.show();
    } catch (error) {
      if (error.name === "AbortError") return;
      wanted = null;
      if (error instanceof TypeError && drawn) failed(box, box.dataset.unanswered, `?${mine}`); // the line is down
      else location.assign(`?${mine}`);
    } finally {
      going -= 1;
    }
  }

  let waiting = 0;
  async function moved() {
    if (going) { waiting = setTimeout(moved, WAIT); return; }
    const now = query();
    now.set("view", viewOf(map));
    drawer().dataset.query = now;
    history.replaceState(null, "", `?${now}`);
    if (whole) return;
    try {
      await swap(now, "[data-swap=drawer]");
      await load();
    } catch (error) {
      if (error instanceof SignedOut) location.reload();
      else if (error.name !== "AbortError") failed(box, box.dataset.unanswered, `?${now}`);
    }
  }

  const begun = load({ closely: false }); // until then the map has no view of its own
  follow(go, query);
  months(go, query);
  pictures(map, box, windowOf);
  await begun;
  showView(map, query(), drawn.bounds);
  areas.show();
  map.on("moveend", () => { clearTimeout(waiting); waiting = setTimeout(moved, WAIT); });
  if (!whole) moved();
  window.addEventListener("popstate", () => location.reload());
  onPaper(box);
  await base;
  keepOffline(box).catch((error) => console.info(error.message));
}

// Links and forms that lead to another state of this page.
function follow(go, query) {
  for (const button of document.querySelectorAll("[data-without-scripts]")) button.hidden = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-map-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(new URL(link.href).search, { fit: true });
  });
  for (const form of document.querySelectorAll("[data-map-form]")) {
    form.addEventListener("change", () => {
      const shown = new URLSearchParams(new FormData(form));
      const now = query();
      for (const name of ["layer", "shade", "by"]) now.delete(name);
      for (const [name, value] of shown) if (["layer", "shade", "by"].includes(name) && value) now.append(name, value);
      go(now);
    });
  }
}

// The legend is open on paper, and the map as large as its sheet, with all that the screen shows and no more.
function onPaper(box) {
  const legend = document.querySelector(".map-legend");
  let before = false;
  window.addEventListener("beforeprint", () => {
    before = legend.open;
    legend.open = true;
    const { offsetWidth: wide, offsetHeight: high } = box;
    box.style.setProperty("--wide", `${wide}px`);
    box.style.setProperty("--high", `${high}px`);
    for (const [sheet, room] of Object.entries(ROOM)) {
      box.style.setProperty(`--${sheet}`, Math.min(room.wide / wide, room.high / high).toFixed(3));
    }
  });
  window.addEventListener("afterprint", () => { legend.open = before; });
}
