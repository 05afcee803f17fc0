// Moves focus to the error summary, so that it is read out and seen first; its links lead to the input itself.
export function focusSummary(root) {
  const summary = root.querySelector("[data-error-summary]:not([data-live])");
  if (!summary) return;
  summary.dataset.live = "";
  summary.focus();
  summary.addEventListener("click", (event) => {
    const target = document.getElementById(event.target.closest("a")?.hash.slice(1));
    const input = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
    if (!input) return;
    event.preventDefault();
    target.closest("details:not([open])")?.setAttribute("open", "");
    document.getElementById(target.id).closest(".field")?.scrollIntoView();
    input.focus({ preventScroll: true });
  });
}
