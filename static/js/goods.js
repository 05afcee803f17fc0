// Narrows the list of units of each lot of goods to those of its kind, and chooses the base unit of a kind just chosen.
// [data-goods] one lot, with selects named *-kind and *-unit; #units-of-kinds: the units by kind, the base unit first.
// Without it every unit is offered and the server says which ones fit.
const units = JSON.parse(document.getElementById("units-of-kinds").textContent);

function narrow(lot, choose) {
  const kind = lot.querySelector("select[name$=-kind]");
  const unit = lot.querySelector("select[name$=-unit]");
  const fitting = (units[kind.value] || []).map(String);
  for (const option of unit.options) {
    const fits = !option.value || !fitting.length || fitting.includes(option.value) || option.defaultSelected;
    option.hidden = option.disabled = !fits;
  }
  if (choose && fitting.length && !fitting.includes(unit.value)) unit.value = fitting[0];
}

for (const lot of document.querySelectorAll("[data-goods]")) narrow(lot, false);
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-goods] select[name$=-kind]")) narrow(event.target.closest("[data-goods]"), true);
});
