// What leads away with what the map shows: its export, and its picture, which the server draws as SVG and the browser
// turns into PNG.
const WIDTH = 2400; // pixels

export function pictures(map, windowOf) {
  const address = (link) => `${link.href}&${windowOf(map)}`;
  document.addEventListener("click", (event) => {
    const away = event.target.closest("[data-map-window]");
    if (away) away.search = inWindow(away.search, windowOf(map));
    const link = event.target.closest("[data-map-picture]");
    if (link) { event.preventDefault(); save(address(link), "map.svg"); }
    const button = event.target.closest("[data-map-png]");
    if (button) png(address(document.querySelector("[data-map-picture]")));
  });
  const offer = () => document.querySelector("[data-map-png]")?.closest("[hidden]")?.removeAttribute("hidden");
  new MutationObserver(offer).observe(document.querySelector(".map-page"), { childList: true });
  offer();
}

function save(href, name) {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}

async function png(url) {
  const answer = await fetch(url);
  if (!answer.ok) return;
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  await new Promise((done) => setTimeout(done, 500)); // its typeface, too, is read
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = Math.round((WIDTH * picture.naturalHeight) / picture.naturalWidth);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  canvas.toBlob((made) => {
    const target = URL.createObjectURL(made);
    save(target, "map.png");
    setTimeout(() => URL.revokeObjectURL(target), 10_000);
  }, "image/png");
}

function inWindow(search, seen) {
  const asked = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(seen)) asked.set(name, value);
  return asked;
}
