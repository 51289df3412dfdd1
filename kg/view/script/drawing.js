// The drawing: nodes where the build put them, edges in the colours of the theme.

const stage = $("network");
let colours = {};
let chosen = null; // {node: number} or {edge: id}
let moved = false; // the reader has zoomed or dragged: leave the view alone
const crowd = nodes.length > 150; // a light rim would cover small shapes whole
let close = null; // the nodes that stay bright; null for all
const vertical = () => stage.clientHeight > stage.clientWidth * 1.02;
let upright = vertical();
const place = (node) => (upright ? { x: node.tall[0], y: node.tall[1] } : { x: node.x, y: node.y });

function fixBorders() {
  // vis takes every shape but the disc for a square, which leaves arrows short of slanted sides
  const turn = Math.PI / 3;
  for (const node of nodes) {
    const shape = network.body?.nodes?.[node.id]?.shape;
    if (!shape) continue;
    if (node.shape === "hexagon")
      shape.distanceToBorder = (_, angle) =>
        (node.size * Math.cos(turn / 2)) / Math.cos((((angle % turn) + turn) % turn) - turn / 2) + 1;
    if (node.shape === "diamond")
      shape.distanceToBorder = (_, angle) =>
        node.size / (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) + 1;
  }
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = "paper ink muted accent alliance talks backing role opposition parting other ended party party-ink bloc bloc-ink person org";
  colours = Object.fromEntries(names.split(" ").map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const fillOf = (node) =>
  ({ party: colours.party, alliance: colours.bloc, person: colours.person, other: colours.org })[kind(node.cls)];

function near() {
  if (!chosen) return null;
  if (chosen.edge) {
    const edge = edgeById.get(chosen.edge);
    return new Set([edge.from, edge.to]);
  }
  const around = new Set([chosen.node]);
  for (const edge of touching[chosen.node]) if (edge.shown) around.add(edge.from).add(edge.to);
  return around;
}

function lit(edge) {
  if (!chosen) return true;
  if (chosen.edge) return edge.id === chosen.edge;
  return edge.from === chosen.node || edge.to === chosen.node;
}

function mix(one, other, share) {
  const parts = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [from, to] = [parts(one), parts(other)];
  return `rgb(${from.map((value, i) => Math.round(value + share * (to[i] - value))).join(",")})`;
}

function nodeLook(node) {
  const focus = chosen && chosen.node === node.id;
  const fill = close && !close.has(node.id) ? mix(fillOf(node), colours.paper, 0.8) : fillOf(node);
  const border = focus ? colours.accent : colours.paper;
  return { id: node.id, hidden: !node.shown, color: { background: fill, border }, borderWidth: focus ? 4 : crowd ? 0 : 2 };
}

function edgeLook(edge) {
  const color = edge.status === "ended" ? colours.ended : colours[edge.family];
  const opacity = (edge.status === "denied" ? 0.7 : 1) * (lit(edge) ? 1 : 0.12);
  const widths = data.widths[edge.status];
  const width = widths[Math.min(edge.voices || edge.sources, widths.length) - 1];
  return { id: edge.id, hidden: !edge.shown, width, color: { color, opacity } };
}

// What was drawn last, so that a change costs no more than what it changes.
const drawnAs = new Map();

function changed(look) {
  const text = JSON.stringify(look);
  return drawnAs.get(look.id) !== text && drawnAs.set(look.id, text);
}

sift();
readColours();
const drawnNodes = new vis.DataSet(
  nodes.map((node) => ({ shape: node.shape, size: node.size, ...place(node), ...nodeLook(node) })),
);
const drawnEdges = new vis.DataSet(
  edges.map((edge) => ({
    from: edge.from, to: edge.to, dashes: edge.dashes, smooth: edge.smooth,
    arrows: edge.arrows, arrowStrikethrough: edge.arrowStrikethrough, ...edgeLook(edge),
  })),
);
for (const look of [...nodes.map(nodeLook), ...edges.map(edgeLook)]) changed(look);
const network = new vis.Network(stage, { nodes: drawnNodes, edges: drawnEdges }, { ...data.options, autoResize: true });

/** Colours, widths and presence of everything, by filters and choice. */
function paint() {
  close = near();
  drawnNodes.update(nodes.map(nodeLook).filter(changed));
  drawnEdges.update(edges.map(edgeLook).filter(changed));
}

// ---- view ----

function fit() {
  network.redraw(); // lets vis see the size that the stage has now
  moved = false;
  bring(nodes.filter((node) => node.shown), 1.5);
}

/** Moves the view so that these nodes fill it, labels and all. */
function bring(wanted, largest) {
  if (!wanted.length || stage.clientWidth < 80 || stage.clientHeight < 80) return;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of wanted) {
    const { x, y } = network.getPosition(node.id);
    const [width, height, drop] = node.box;
    left = Math.min(left, x - width / 2);
    right = Math.max(right, x + width / 2);
    top = Math.min(top, y + drop - height / 2);
    bottom = Math.max(bottom, y + drop + height / 2);
  }
  const edge = upright ? 12 : 28;
  const buttons = upright ? 0 : 34; // beside the drawing, not on it
  const scale = Math.min((stage.clientWidth - 2 * edge - buttons) / (right - left), (stage.clientHeight - 2 * edge) / (bottom - top), largest);
  network.moveTo({ position: { x: (left + right + buttons / scale) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

/** Brings what is chosen into sight where it is not, or is too small to be read. */
function bringChosen() {
  const ends = chosen.edge ? [edgeById.get(chosen.edge).from, edgeById.get(chosen.edge).to] : [chosen.node];
  const inside = ends.every((id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight;
  });
  if (inside && network.getScale() >= 0.45) return;
  moved = true;
  bring(nodes.filter((node) => close.has(node.id) && node.shown), 1);
}

function zoom(factor) {
  moved = true;
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

// ---- physics, only when it is asked for ----

let loose = false;

function setLoose(on) {
  loose = on;
  network.setOptions({ physics: { ...data.physics, enabled: on } });
  $("loose").setAttribute("aria-pressed", String(on));
  if (!on) network.storePositions();
}

/** Everything back to the place that the build gave it. */
function putBack() {
  if (loose) setLoose(false);
  drawnNodes.update(nodes.map((node) => ({ id: node.id, ...place(node) })));
  fixBorders();
  fit();
}
