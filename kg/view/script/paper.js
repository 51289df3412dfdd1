// On paper: the whole drawing as a picture in the light colours, and every sentence unfolded.

const PAPER = { width: 1500, height: 960 }; // pixels, some 200 to the inch on a page's width
let onPaper = false;
const picture = h("img", { id: "picture", alt: "Drawing of the network" });

function toPaper() {
  onPaper = true;
  for (const each of document.querySelectorAll("#panel details, #legend")) each.open = true;
  const view = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
  const before = moved;
  document.documentElement.classList.add("paper"); // light, whatever the screen is
  Object.assign(stage.style, { inset: "auto", width: `${PAPER.width}px`, height: `${PAPER.height}px` });
  readColours();
  paint();
  fit();
  network.redraw();
  picture.src = stage.querySelector("canvas").toDataURL();
  stage.after(picture);
  stage.removeAttribute("style");
  network.redraw();
  network.moveTo(view);
  moved = before;
}

function fromPaper() {
  picture.remove();
  document.documentElement.classList.remove("paper");
  onPaper = false;
  recolour();
}
