// Asks before leaving a form (data-guard) with something typed and not sent, or on its way; says so in the title bar.
const WRONG = "form .has-error";
const said = (field) => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])") && field.value !== "";

// Refused: typed, not saved. Where something is wrong, what is wrong tells of which form; else whatever holds words.
function isRefused(form) {
  if (!document.querySelector("[data-error-summary]")) return false;
  if (document.querySelector(WRONG)) return form.querySelector(WRONG) !== null;
  return [...form.elements].some(said);
}

export function guardForms(root) {
  for (const form of root.querySelectorAll("form[data-guard]:not([data-live])")) {
    form.dataset.live = "";
    let changed = isRefused(form);
    const state = document.getElementById("save-state");
    form.addEventListener("input", () => {
      changed = true;
      if (state && form.dataset.guard) state.textContent = form.dataset.guard;
    });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => {
      const open = (changed || "underway" in form.dataset) && !("taken" in form.dataset);
      if (open && form.isConnected) event.preventDefault();
    });
  }
}
