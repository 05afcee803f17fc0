// In rows that scroll sideways (tabs, periods) the one in force stands in sight.
export function showCurrent(root) {
  for (const row of root.querySelectorAll(".tabs ul, .periods ul")) {
    const current = row.querySelector("[aria-current]");
    if (current && row.scrollWidth > row.clientWidth) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }
}
