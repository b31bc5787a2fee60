// Shows an SVG that the server has drawn and escaped (charts/canvas/markup.py): st.html keeps no SVG.
// What is sent: 16 letters that name the drawing, then the drawing (pages/shared/drawing.py).
const NAME = 16;

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".drawing");
  const sent = new TextDecoder();
  const name = sent.decode(data.subarray(0, NAME));
  if (place.dataset.shown !== name) {
    place.innerHTML = sent.decode(data.subarray(NAME));
    place.dataset.shown = name;
  }
}
