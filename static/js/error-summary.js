// Moves focus to the error summary, so that it is read out and seen first.
export function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
