// Sends a guarded form while its page stays: where no answer comes, everything typed and chosen is still there, and the
// page says so. What the server refuses is sent once more in the plain way, which shows its answer; what it took is not.
import { forget } from "./keeping.js";

const words = document.getElementById("sending-words")?.dataset;

function tell(form, submitter, text) {
  form.querySelector(".unsent")?.remove();
  if (!text) return;
  const line = document.createElement("p");
  line.className = "message error unsent";
  line.setAttribute("role", "alert");
  line.textContent = text;
  (submitter?.closest(".form-actions") ?? submitter ?? form.lastElementChild).before(line);
  line.scrollIntoView({ block: "center" });
}

function busy(submitter, text) {
  submitter?.toggleAttribute("aria-busy", false);
  if (text) submitter?.setAttribute("aria-busy", "true");
  const state = document.getElementById("save-state");
  if (state) state.textContent = text;
}

async function post(form, submitter) {
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const address = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  const answer = await fetch(address, { method: "POST", body, headers: { "X-Sent-From-Page": "1" }, redirect: "manual" }).catch(() => null);
  if (!answer) return { failed: words.offline };
  if (answer.status >= 500) return { failed: words.failed };
  return { next: answer.headers.get("Go-To"), page: answer.ok ? await answer.text() : "" };
}

// The answer is the page itself, such as a receipt that is given once.
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.documentElement.replaceWith(page.documentElement);
  window.scrollTo(0, 0);
  document.querySelector("h1")?.setAttribute("tabindex", "-1");
  document.querySelector("h1")?.focus();
}

function go(address) {
  const next = new URL(address, location.href);
  location.assign(next);
  if (next.hash && next.href.split("#")[0] === location.href.split("#")[0]) location.reload(); // else it would only scroll
}

async function send(form, submitter) {
  tell(form, submitter, "");
  busy(submitter, words.saving);
  const { failed, next, page } = await post(form, submitter);
  if (next || page) {
    forget();
    if (next) go(next);
    else show(page);
    return;
  }
  delete form.dataset.underway;
  busy(submitter, "");
  if (failed) {
    form.querySelector(".sending")?.remove();
    form.dispatchEvent(new Event("input")); // typed and not sent, as before
    tell(form, submitter, failed);
  } else {
    form.dataset.plain = "";
    form.requestSubmit(submitter);
  }
}

export function sendFromPage(root) {
  if (!words) return;
  for (const form of root.querySelectorAll("form[data-guard][method=post]:not([data-sent])")) {
    form.dataset.sent = "";
    form.addEventListener("submit", (event) => {
      if ("plain" in form.dataset) return;
      event.preventDefault();
      if ("underway" in form.dataset) return; // pressed twice
      form.dataset.underway = "";
      send(form, event.submitter);
    });
  }
}

window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-guard]")) { delete form.dataset.underway; delete form.dataset.plain; }
});
