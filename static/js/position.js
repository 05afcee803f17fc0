// "Use my position": a button with data-position="id prefix" fills <prefix>lat and <prefix>lon; hidden where impossible.
// data-failed: words shown in the element named by data-says when the phone cannot tell.
export function offerPosition(root) {
  for (const button of root.querySelectorAll("button[data-position]:not([data-live])")) {
    button.dataset.live = "";
    if (!navigator.geolocation) continue;
    button.hidden = false;
    const says = document.getElementById(button.dataset.says);
    const say = (words) => { if (says) says.textContent = words; };
    const fill = (part, value) => {
      const input = document.getElementById(`${button.dataset.position}${part}`);
      input.value = value.toFixed(6);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    button.addEventListener("click", () => {
      button.setAttribute("aria-busy", "true");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          fill("lat", coords.latitude);
          fill("lon", coords.longitude);
          say(`${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)} (± ${Math.round(coords.accuracy)} m)`);
          button.removeAttribute("aria-busy");
        },
        () => { say(button.dataset.failed); button.removeAttribute("aria-busy"); },
        { enableHighAccuracy: true, timeout: 20000 },
      );
    });
  }
}
