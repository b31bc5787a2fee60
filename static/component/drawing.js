// Shows an SVG that the server has drawn and escaped (charts/canvas/markup.py): st.html keeps no SVG.
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".drawing");
  if (place.dataset.shown !== data.name) {
    place.innerHTML = data.svg;
    place.dataset.shown = data.name;
  }
}
