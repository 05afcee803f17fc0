// In rows that scroll sideways the tab or period in force, and the newest month, stand in sight.
export function showCurrent(root) {
  for (const row of root.querySelectorAll(".tabs ul, .periods ul")) {
    const current = row.querySelector("[aria-current]");
    if (current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }
  for (const row of root.querySelectorAll(".trends .bars")) row.scrollLeft = row.scrollWidth;
}
