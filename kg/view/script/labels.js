// Names on the drawing, and the ground under each alliance. vis-network's own labels know no halo,
// and no size that stays readable from afar.

const FONT = 'system-ui, "Segoe UI", Inter, "Noto Sans", sans-serif';

function drawLabels(context) {
  const scale = network.getScale();
  const view = [...toCanvas(0, 0), ...toCanvas(stage.clientWidth, stage.clientHeight)];
  const [left, top, right, bottom] = view;
  const seen = (node) => {
    const { x, y } = network.getPosition(node.id);
    return node.shown && x > left - 150 && x < right + 150 && y > top - 90 && y < bottom + 60;
  };
  context.textAlign = "center";
  context.lineJoin = "round";
  if (14 * scale < 8) drawFarLabels(context, scale, ranked.filter(seen), view);
  else for (const node of nodes) if (seen(node)) drawLabel(context, node);
  drawFocus(context);
  context.globalAlpha = 1;
}

function toCanvas(x, y) {
  const place = network.DOMtoCanvas({ x, y });
  return [place.x, place.y];
}

/** Where the buttons lie on the drawing: left, top, right, bottom. */
function buttonsBox() {
  const box = document.querySelector(".zoom");
  const [left, top] = [box.offsetLeft, box.offsetTop];
  return [...toCanvas(left, top), ...toCanvas(left + box.offsetWidth, top + box.offsetHeight)];
}

function drawLabel(context, node) {
  const { x, y } = network.getPosition(node.id);
  const faint = close && !close.has(node.id);
  context.globalAlpha = faint ? 0.55 : 1;
  context.font = `${node.inside || node.cls === "Alliance" ? 650 : 500} 14px ${FONT}`;
  if (node.inside) {
    const ink = node.cls === "Alliance" ? colours["bloc-ink"] : colours["party-ink"];
    context.textBaseline = "middle";
    context.fillStyle = faint ? colours.muted : ink;
    context.fillText(node.label, x, y + 0.5);
    return;
  }
  context.textBaseline = "top";
  node.label.split("\n").forEach((line, i) => halo(context, line, x, y + node.size + 6 + 17 * i, 4));
}

function halo(context, text, x, y, width) {
  context.strokeStyle = colours.paper;
  context.lineWidth = width;
  context.strokeText(text, x, y);
  context.fillStyle = colours.ink;
  context.fillText(text, x, y);
}

/** From afar: the most connected first, at a size that can be read, each only where there is room. */
function drawFarLabels(context, scale, seen, [left, , right]) {
  for (const node of seen) if (node.size * scale < 2.5) drawDot(context, node, 2.5 / scale);
  const taken = [];
  const size = 11.5 / scale;
  context.font = `600 ${size}px ${FONT}`;
  context.textBaseline = "middle";
  const wanted = close ? seen.filter((node) => close.has(node.id)) : seen;
  const shapes = seen.filter((node) => node.size * scale > 4);
  const [bx, by, bright, bbottom] = buttonsBox();
  for (const node of wanted.slice(0, 250)) {
    const { x, y } = network.getPosition(node.id);
    const text = shortened(node.label.replaceAll("\n", " "));
    const half = context.measureText(text).width / 2 + size / 3;
    const free = ([cx, cy]) => !taken.some(([tx, ty, width]) => Math.abs(tx - cx) < width + half && Math.abs(ty - cy) < size * 1.25)
      && !(cx + half > bx && cx - half < bright && cy + size / 2 > by && cy - size / 2 < bbottom);
    const clear = ([cx, cy], least) => cx - half > left && cx + half < right && !shapes.some((other) => {
      const at = network.getPosition(other.id);
      return other !== node && other.size * scale > least && Math.abs(at.x - cx) < half + other.size && Math.abs(at.y - cy) < size / 2 + other.size;
    });
    const [down, up, aside] = [node.size + size * 0.8, node.size + size * 0.7, node.size + half];
    const places = [[x, y + down], [x, y - up], [x + aside, y], [x - aside, y]];
    const at = places.find((each) => free(each) && clear(each, 0)) ?? places.find((each) => free(each) && clear(each, 7)); // better on a small shape than nowhere
    if (!at) continue;
    taken.push([...at, half]);
    halo(context, text, ...at, size / 3);
  }
}

/** A shape too small to be seen, as a square of its colour. */
function drawDot(context, node, half) {
  const { x, y } = network.getPosition(node.id);
  context.globalAlpha = close && !close.has(node.id) ? 0.2 : 1;
  context.fillStyle = fillOf(node);
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.globalAlpha = 1;
}

const shortened = (text) => (text.length > 26 ? `${text.slice(0, 25).trimEnd()}…` : text);

/** A ring around what the pointer is on. */
function drawFocus(context) {
  if (under?.node === undefined) return;
  const node = nodes[under.node];
  const { x, y } = network.getPosition(node.id);
  context.globalAlpha = 1;
  context.strokeStyle = colours.accent;
  context.lineWidth = 2 / Math.min(1, network.getScale());
  context.beginPath();
  context.arc(x, y, node.size + 4 / network.getScale(), 0, 2 * Math.PI);
  context.stroke();
}

/** A soft ground that joins each alliance to its present members, and to nobody else. */
function drawBlocs(context) {
  for (const bloc of nodes.filter((node) => node.cls === "Alliance" && node.shown)) {
    const members = touching[bloc.id].filter((e) => e.predicate === "memberOf" && e.to === bloc.id && e.status === "factual" && e.shown);
    if (members.length < 2) continue;
    const hub = network.getPosition(bloc.id);
    context.beginPath();
    for (const { from } of members) {
      const { x, y } = network.getPosition(from);
      context.moveTo(hub.x, hub.y);
      context.lineTo(x, y);
    }
    context.globalAlpha = close ? 0.06 : 0.11;
    context.strokeStyle = colours.alliance;
    context.lineWidth = 84;
    context.lineCap = context.lineJoin = "round";
    context.stroke();
    context.globalAlpha = 1;
  }
}
