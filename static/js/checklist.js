// Shows a question only while the answer it depends on is so: data-shown-if, as checklists.wording.condition_data says.
// The server judges again; what is hidden here is neither demanded nor kept there.

// What is answered under a name now: ticked boxes, the chosen dot, the typed text; nothing in what is hidden itself.
function answers(form, name) {
  const named = [...form.elements].filter((one) => one.name === name && !one.closest("[hidden]"));
  return named
    .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
    .map((one) => one.value.trim())
    .filter(Boolean);
}

// Thai digits as Arabic ones, thousands together.
const plain = (text) => Number(text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replaceAll(",", ""));

function holds(condition, given) {
  if (condition.test === "is") {
    return given.some((one) => condition.values.some((value) => one === value || plain(one) === plain(value)));
  }
  if (!given.length) return false;
  const [got, wanted] = [plain(given[0]), plain(condition.values[0])];
  return condition.test === "at_least" ? got >= wanted : got <= wanted;
}

function judge(form, parts) {
  for (let pass = 0; pass <= parts.length; pass += 1) { // one hidden question may hide the next
    let changed = false;
    for (const part of parts) {
      const hidden = !holds(JSON.parse(part.dataset.shownIf), answers(form, JSON.parse(part.dataset.shownIf).name));
      changed ||= part.hidden !== hidden;
      part.hidden = hidden;
    }
    if (!changed) return;
  }
}

for (const form of document.querySelectorAll("form:has([data-shown-if])")) {
  const parts = [...form.querySelectorAll("[data-shown-if]")];
  for (const words of form.querySelectorAll("[data-condition]")) words.hidden = true;
  judge(form, parts);
  form.addEventListener("input", () => judge(form, parts));
}
