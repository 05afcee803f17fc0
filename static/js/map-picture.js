// What leads away with what the map shows: its export, and its picture, which the server draws as SVG and the browser
// turns into PNG.
import { answered, failed } from "./map-failed.js";

const WIDTH = 2400; // pixels

export function pictures(map, box, windowOf) {
  const address = (link) => `${link.href}&${windowOf(map)}`;
  document.addEventListener("click", (event) => {
    const away = event.target.closest("[data-map-window]");
    if (away) away.search = inWindow(away.search, windowOf(map));
    const link = event.target.closest("[data-map-picture]");
    if (link) event.preventDefault();
    const button = event.target.closest("[data-map-png]");
    if (link) picture(box, address(link), svg);
    else if (button) picture(box, address(document.querySelector("[data-map-picture]")), png);
  });
  const offer = () => document.querySelector("[data-map-png]")?.closest("[hidden]")?.removeAttribute("hidden");
  new MutationObserver(offer).observe(document.querySelector(".map-page"), { childList: true });
  offer();
}

// Nothing is saved that is no picture: who signed out elsewhere is led to sign in, a line that is down is told.
async function picture(box, url, keep) {
  try {
    const answer = await fetch(url);
    if (answer.redirected) { location.reload(); return; }
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    await keep(new Blob([await answer.text()], { type: "image/svg+xml" }));
    answered(box);
  } catch (error) {
    failed(box, box.dataset.unanswered);
    console.info(error.message);
  }
}

function save(made, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(made);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const svg = (drawn) => save(drawn, "map.svg");

async function png(drawn) {
  const source = URL.createObjectURL(drawn);
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  await new Promise((done) => setTimeout(done, 500)); // its typeface, too, is read
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = Math.round((WIDTH * picture.naturalHeight) / picture.naturalWidth);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  canvas.toBlob((made) => save(made, "map.png"), "image/png");
}

function inWindow(search, seen) {
  const asked = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(seen)) asked.set(name, value);
  return asked;
}
