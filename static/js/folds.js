// Counts what is answered in a group that folds ([data-fold]) while one types; the server counted before.
const filled = (one) => (["checkbox", "radio"].includes(one.type) ? one.checked && one.value !== "" : one.value.trim() !== "");
const answered = (field) => [...field.querySelectorAll("input:not([type=hidden]), select, textarea")].some(filled);
const say = (words, numbers) => words.replace(/\{(\w+)\}/g, (_all, name) => numbers[name]);

function count(fold) {
  const fields = [...fold.querySelectorAll(".field")].filter((field) => !field.matches(":has([type=file])") && !field.closest("[hidden]"));
  const open = fields.filter((field) => !answered(field));
  const lacking = open.filter((field) => field.querySelector(".need")).length;
  const state = fold.querySelector("[data-fold-state]");
  if (!state) return;
  state.querySelector("span").textContent = say(state.dataset.of, { n: fields.length - open.length, all: fields.length });
  state.querySelector("b").textContent = lacking ? say(state.dataset.needed, { n: lacking }) : "";
}

// On the document: what a page hides on an answer (checklist.js) is hidden before.
document.addEventListener("input", (event) => {
  for (const fold of event.target.form?.querySelectorAll("[data-fold]") ?? []) count(fold);
});
