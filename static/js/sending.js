// Sends a guarded form while its page stays: where no answer comes, everything typed and chosen is still there, and the
// page says so. What the server refuses is sent once more in the plain way, which shows its answer.
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
  return answer.status >= 500 ? { failed: words.failed } : { next: answer.headers.get("Go-To") };
}

function go(address) {
  const next = new URL(address, location.href);
  location.assign(next);
  if (next.hash && next.href.split("#")[0] === location.href.split("#")[0]) location.reload(); // else it would only scroll
}

async function send(form, submitter) {
  tell(form, submitter, "");
  busy(submitter, words.saving);
  const { failed, next } = await post(form, submitter);
  if (next) {
    forget();
    go(next);
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
