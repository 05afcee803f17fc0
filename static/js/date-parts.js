// Echoes the whole date with its weekday below three-part dates while they are typed.
const BUDDHIST_FROM = 2400;
const BUDDHIST_OFFSET = 543;

// Thai digits as Arabic ones; anything else that is not a number becomes NaN.
const number = (text) => Number(text.trim().replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)) || NaN);

function words(box) {
  const [day, month, typed] = [...box.querySelectorAll("input, select")].slice(0, 3).map((part) => number(part.value));
  const year = typed >= BUDDHIST_FROM ? typed - BUDDHIST_OFFSET : typed;
  if (!(year > 999)) return "";
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return "";
  const weekdays = box.dataset.weekdays.split("|");
  const months = box.dataset.months.split("|");
  const shown = year + Number(box.dataset.offset);
  return `${weekdays[(date.getUTCDay() + 6) % 7]} ${day} ${months[month - 1]} ${box.dataset.era}${shown}`;
}

export function echoDates(root) {
  for (const box of root.querySelectorAll("[data-date-parts]:not([data-live])")) {
    box.dataset.live = "";
    const line = box.querySelector("[data-date-echo]");
    box.addEventListener("input", () => { line.textContent = words(box); });
  }
}
