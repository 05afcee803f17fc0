// Shows the chosen pictures, with name and size, before they are sent.
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function preview(file) {
  const figure = document.createElement("figure");
  if (file.type.startsWith("image/")) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.onload = () => URL.revokeObjectURL(picture.src);
    figure.append(picture);
  }
  const caption = document.createElement("figcaption");
  caption.textContent = `${file.name} · ${size(file.size)}`;
  figure.append(caption);
  return figure;
}

export function previewPhotos(root) {
  for (const box of root.querySelectorAll("[data-upload]:not([data-live])")) {
    box.dataset.live = "";
    const input = box.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      box.querySelector("[data-previews]").replaceChildren(...[...input.files].map(preview));
    });
  }
}
