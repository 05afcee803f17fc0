// Shows each picture as soon as it is made, and says that a slow sending is under way.
// [data-photo-pending=ADDRESS]: where a picture is to stand; data-alt, and data-href where it leads to a larger one.
const FIRST = 1500;
const LONGEST = 20000; // milliseconds between two looks
const LOOKS = 20; // some five minutes; then the words stay until the page is opened again

const places = () => [...document.querySelectorAll("[data-photo-pending]")];
let left = 0; // looks still to be had; 0 while none is under way

function show(place) {
  const picture = document.createElement("img");
  picture.src = place.dataset.photoPending;
  picture.alt = place.dataset.alt;
  picture.width = 320;
  picture.height = 240;
  if (!place.dataset.href) {
    place.replaceWith(picture);
    return;
  }
  const link = document.createElement("a");
  link.href = place.dataset.href;
  link.append(picture);
  place.replaceWith(link);
}

async function ask(address) {
  const answer = await fetch(address, { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (!answer || answer.status === 202 || answer.status >= 500) return;
  for (const place of places().filter((one) => one.dataset.photoPending === address)) {
    if (answer.ok) show(place);
    else place.removeAttribute("data-photo-pending"); // it is gone, or no longer ours to see
  }
}

async function look(pause) {
  if (!document.hidden) {
    left -= 1;
    for (const address of new Set(places().map((place) => place.dataset.photoPending))) await ask(address);
  }
  if (!places().length) left = 0;
  if (left > 0) setTimeout(look, pause, Math.min(pause * 1.5, LONGEST));
}

export function awaitPictures() {
  if (!places().length) return;
  if (!left) setTimeout(look, FIRST, FIRST);
  left = LOOKS;
}

export function saySending(root) {
  for (const form of root.querySelectorAll("form[data-sending]:not([data-sends])")) {
    form.dataset.sends = "";
    form.addEventListener("submit", (event) => {
      const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
      if (!chosen || form.querySelector(".sending")) return;
      const words = document.createElement("p");
      words.className = "sending";
      words.setAttribute("role", "status");
      words.textContent = form.dataset.sending;
      (event.submitter ?? form.lastElementChild).after(words);
    });
  }
}

awaitPictures();
saySending(document);
document.body.addEventListener("htmx:afterSwap", awaitPictures);
