// Sends a guarded form while its page stays: where no answer comes, everything typed and chosen is still there, and the
// page says so. What the server refuses is sent once more in the plain way, which shows its answer; what it took is not.
// Of a form with data-ahead, the fields that each file takes along, files go before it one by one.
import { forget } from "./keeping.js";

const words = document.getElementById("sending-words")?.dataset;
const LONGEST = 60_000; // milliseconds in which words alone are answered; a picture takes as long as it takes

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
  show(state, "");
}

// Beside words that are read out once: how much of what takes long is sent.
function show(place, share) {
  if (place) place.dataset.share = share;
}

function deliver(form, submitter, body, which = "") {
  const request = new XMLHttpRequest();
  request.open("POST", submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href);
  request.setRequestHeader("X-Sent-From-Page", "1");
  request.timeout = [...body.values()].some((value) => value.size) ? 0 : LONGEST;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    if (total < 1e5) return;
    const share = `${which} ${Math.floor((100 * loaded) / total)}%`;
    show(form.querySelector(".sending") ?? document.getElementById("save-state"), share);
  });
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => resolve(request));
    request.send(body);
  });
}

const fault = ({ status }) => (status >= 500 ? words.failed : status ? "" : words.offline);

function count(form, name) {
  const field = form.elements[name];
  field.value = Number(field.value) + 1;
}

// A line that is lost costs the file under way: the server has those before, and nobody sends them again.
async function sendAhead(form, submitter) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const chosen = inputs.flatMap((input) => [...input.files].map((file) => ({ input, file })));
  for (const [at, { input, file }] of chosen.entries()) {
    const body = new FormData();
    for (const name of form.dataset.ahead.split(" ")) body.append(name, new FormData(form).get(name));
    body.append("ahead", "1");
    body.append(input.name, file);
    input.inert = true; // nothing else is chosen meanwhile
    const answer = await deliver(form, submitter, body, `${at + 1}/${chosen.length}`);
    input.inert = false;
    if (answer.status !== 204) return fault(answer);
    const rest = new DataTransfer();
    for (const other of [...input.files].slice(1)) rest.items.add(other);
    input.files = rest.files;
    input.dispatchEvent(new Event("change"));
    count(form, "stored");
    count(form, "version");
    form.dispatchEvent(new Event("input")); // to be kept with them
    busy(submitter, words.saving);
  }
  return "";
}

async function post(form, submitter) {
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  form.inert = true; // what is typed while it is under way would be in nobody's hands
  const answer = await deliver(form, submitter, body);
  form.inert = false;
  const taken = answer.status >= 200 && answer.status < 300;
  return { failed: fault(answer), next: answer.getResponseHeader("Go-To"), page: taken ? answer.responseText : "" };
}

// The answer is the page itself, such as a receipt that is given once.
function showPage(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.documentElement.replaceWith(page.documentElement);
  window.scrollTo(0, 0);
  document.querySelector("h1")?.setAttribute("tabindex", "-1");
  document.querySelector("h1")?.focus();
}

function go(form, address) {
  const next = new URL(address, location.href);
  const stays = next.href.split("#")[0] === location.href.split("#")[0];
  form.dataset.taken = "";
  if (stays) for (const other of document.querySelectorAll("form[data-keep]")) other.dataset.taken = ""; // put back there
  location.assign(next);
  if (next.hash && stays) location.reload(); // else it would only scroll
}

async function send(form, submitter) {
  tell(form, submitter, "");
  busy(submitter, words.saving);
  const lost = form.dataset.ahead ? await sendAhead(form, submitter) : "";
  const { failed, next, page } = lost ? { failed: lost } : await post(form, submitter);
  if (!failed && (next || page)) {
    forget(form);
    if (next) go(form, next);
    else showPage(page);
    return;
  }
  delete form.dataset.underway;
  busy(submitter, "");
  if (failed) {
    const stored = Number(form.elements.stored?.value ?? 0);
    form.querySelector(".sending")?.remove();
    form.dispatchEvent(new Event("input")); // typed and not sent, as before
    tell(form, submitter, stored ? `${form.dataset.stored.replace("{n}", stored)} ${failed}` : failed);
    submitter?.focus({ preventScroll: true });
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
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-guard]")) for (const mark of ["underway", "plain", "taken"]) delete form.dataset[mark];
});
