// Asks before leaving a form (data-guard) with something typed and not sent, or on its way; says so in the title bar.
export function guardForms(root) {
  for (const form of root.querySelectorAll("form[data-guard]:not([data-live])")) {
    form.dataset.live = "";
    let changed = document.querySelector("[data-error-summary]") !== null; // refused: typed, not saved
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
