// data-pick="<prefix>": a click on the map fills <prefix>lat and <prefix>lon, and typing there moves the pin.
export function pickPosition(map, box) {
  const [lat, lon] = ["lat", "lon"].map((part) => document.getElementById(`${box.dataset.pick}${part}`));
  if (!lat || !lon) return;
  const pin = L.marker([0, 0], {
    draggable: true,
    icon: L.divIcon({ className: "marker-box", html: `<span class="marker tone-saffron"><svg aria-hidden="true"><use href="${box.dataset.sprite}#pin"/></svg></span>`, iconSize: [44, 44], iconAnchor: [22, 42] }),
  });
  const place = () => {
    if (lat.value === "" || lon.value === "" || Number.isNaN(Number(lat.value)) || Number.isNaN(Number(lon.value))) return pin.remove();
    pin.setLatLng([Number(lat.value), Number(lon.value)]).addTo(map);
    return pin.getElement()?.setAttribute("aria-label", box.getAttribute("aria-label"));
  };
  const take = ({ lat: north, lng: east }) => {
    lat.value = north.toFixed(6);
    lon.value = east.toFixed(6);
    for (const input of [lat, lon]) input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  map.on("click", ({ latlng }) => take(latlng));
  pin.on("dragend", () => take(pin.getLatLng()));
  for (const input of [lat, lon]) input.addEventListener("input", place);
  place();
}
