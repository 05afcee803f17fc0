// Keeps what is typed in a form (data-keep) in this tab until the server has it: a phone that ran out of memory, a
// page loaded anew, a session that ended do not cost it. Of one person, in one tab; gone with it and with signing out.
const MARK = "typed:";
const SECRET = ["csrfmiddlewaretoken"];
const person = document.body.dataset.signedIn;
const goal = (form) => `#${new URL(form.getAttribute("action") ?? location.href.split("#")[0], location.href)}`;
const place = (form) => `${MARK}${person}:${location.pathname}${location.search}${goal(form)}`;
const fields = (form) => [...form.elements].filter((one) => one.name && !["file", "submit", "button"].includes(one.type) && !SECRET.includes(one.name));
const typed = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SECRET.includes(name));
const own = ([name]) => !/^(.*-)?(version|client_uuid|batch|stored)$/.test(name);

function sweep(keep) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(MARK) && !keep(key)) sessionStorage.removeItem(key);
}

// Whoever typed it: the page that asks to sign in again sends it as well, and knows nobody.
export const forget = (form) => sweep((key) => !`${key}#`.includes(`${goal(form)}#`));

function store(form) {
  try {
    sessionStorage.setItem(place(form), JSON.stringify({ asked: fields(form).map((one) => one.name), said: typed(form) }));
  } catch { /* no room, or not allowed: the page itself still holds it */ }
}

// What the page did not ask then, such as of a photograph added since, stays as it is.
function fill(form, { asked, said }) {
  const values = new Map();
  for (const [name, value] of said) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of fields(form).filter((one) => asked.includes(one.name))) {
    const given = values.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
    else if (field.tagName === "SELECT") for (const one of field.options) one.selected = given.includes(one.value);
    else if (given.length) field.value = given.shift();
  }
  for (const field of fields(form)) field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Rows of a list that were added while typing.
function addRows(form, kept) {
  for (const [name, value] of kept.filter(([one]) => one.endsWith("-TOTAL_FORMS"))) {
    const button = form.querySelector(`[data-add-row="${name.replace("-TOTAL_FORMS", "")}"]`);
    const total = form.querySelector(`[name="${name}"]`);
    for (let more = Number(value) - Number(total?.value); button && more > 0; more -= 1) button.click();
  }
}

function say(form) {
  const words = document.getElementById("sending-words").dataset;
  const line = document.createElement("p");
  line.className = "message warning kept-words";
  line.setAttribute("role", "status");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "quiet";
  drop.textContent = words.discard;
  drop.addEventListener("click", () => { forget(form); form.remove(); location.reload(); }); // removed: nothing to guard
  line.append(`${words.restored} `, drop);
  form.before(line);
  form.closest("details")?.setAttribute("open", "");
  line.scrollIntoView({ block: "center" });
}

function putBack(form) {
  const kept = JSON.parse(sessionStorage.getItem(place(form)) ?? "null");
  const refused = document.querySelector("[data-error-summary]"); // holds the newest words itself
  if (!kept || refused) return;
  addRows(form, kept.said);
  const told = (rows) => JSON.stringify(rows.filter(own).filter(([name]) => kept.asked.includes(name)));
  if (told(typed(form)) === told(kept.said)) {
    forget(form);
    return;
  }
  fill(form, kept);
  say(form);
}

export function keepTyped(root) {
  if (!person) return; // a guest's words are nobody's to put back
  for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
    form.dataset.kept = "";
    window.addEventListener("load", () => putBack(form)); // after the scripts that add rows to it
    form.addEventListener("input", () => store(form));
  }
  for (const form of root.querySelectorAll("form")) {
    if ((form.getAttribute("action") ?? location.pathname).endsWith("/logout/")) form.addEventListener("submit", () => sweep(() => false));
  }
}

if (person) sweep((key) => key.startsWith(`${MARK}${person}:`));
