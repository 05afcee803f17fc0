// The months of the period as a slider; without scripts they are a list.
const WAIT = 300; // ms: whoever holds a key down asks once

export function months(go, query) {
  const form = document.querySelector("[data-map-months]");
  if (!form) return;
  const list = form.querySelector("select");
  const range = form.querySelector("input[type=range]");
  const says = form.querySelector("output");
  const say = () => {
    const words = list.options[Number(range.value)].text;
    says.textContent = words;
    range.setAttribute("aria-valuetext", words);
  };
  range.value = list.selectedIndex;
  range.hidden = says.hidden = false;
  list.hidden = true;
  form.querySelector("label").htmlFor = range.id = "map-month-range";
  range.removeAttribute("aria-label");
  range.addEventListener("input", say);
  let waiting = 0;
  const choose = () => {
    const now = query();
    now.delete("month");
    const { value } = list.options[Number(range.value)];
    if (value) now.set("month", value);
    go(now);
  };
  range.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(choose, WAIT); });
  say();
}
