// What stands over the map when nothing came: what is shown is what was there before; `url`: where to ask again.
export function failed(box, words, url) {
  answered(box);
  const says = box.appendChild(document.createElement("p"));
  says.className = "map-failed";
  says.setAttribute("role", "alert");
  says.append(`${words} `);
  L.DomEvent.disableClickPropagation(says);
  if (!url) return;
  const again = says.appendChild(document.createElement("a"));
  again.href = url;
  again.textContent = box.dataset.again;
}

export const answered = (box) => box.querySelector(".map-failed")?.remove();
