// Shows a picture as soon as it is made, and says that a slow sending is under way.
const FIRST = 1500;
const LONGEST = 20000; // milliseconds between two looks

function show(place) {
  const picture = document.createElement("img");
  picture.src = place.dataset.photoPending;
  picture.alt = place.dataset.alt;
  picture.width = 320;
  picture.height = 240;
  place.replaceWith(picture);
}

async function look(place, pause) {
  if (!place.isConnected) return;
  if (!document.hidden) {
    const answer = await fetch(place.dataset.photoPending, { method: "HEAD" }).catch(() => null);
    if (answer?.status === 200) {
      show(place);
      return;
    }
    if (answer && answer.status !== 202) return; // it is gone, or no longer ours to see
  }
  setTimeout(look, pause, place, Math.min(pause * 1.5, LONGEST));
}

export function awaitPictures(root) {
  for (const place of root.querySelectorAll("[data-photo-pending]:not([data-live])")) {
    place.dataset.live = "";
    setTimeout(look, FIRST, place, FIRST);
  }
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

awaitPictures(document);
saySending(document);
document.body.addEventListener("htmx:afterSwap", (event) => awaitPictures(event.target));
