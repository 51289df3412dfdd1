// What is under the pointer, and the keys that move through the drawing.

const REACH = 8; // pixels on the screen by which a line may be missed
let under = null; // what the pointer is on: {node: number} or {edge: id}

/** The node or edge at a place of the stage: a shape first, then its name, then the nearest line. */
function hit(x, y) {
  const scale = network.getScale();
  const [cx, cy] = toCanvas(x, y);
  let [label, shape] = [null, null];
  for (const node of nodes) {
    if (!node.shown) continue;
    const at = network.getPosition(node.id);
    const [dx, dy] = [cx - at.x, cy - at.y];
    if (Math.hypot(dx, dy) <= node.size + 2 / scale) shape = node;
    const [width, height, drop] = node.box;
    const name = 14 * scale >= 8 && Math.abs(dx) <= width / 2 && Math.abs(dy - drop) <= height / 2 && dy > 0;
    if (name) label = node;
  }
  if (shape ?? label) return { node: (shape ?? label).id };
  const edge = nearestEdge(cx, cy, REACH / scale);
  return edge && { edge: edge.id };
}

/** The visible edge that runs nearest, within this distance; curves are taken as 24 short lines. */
function nearestEdge(x, y, within) {
  let [best, found] = [within, null];
  for (const edge of edges) {
    if (!edge.shown) continue;
    const [one, other] = [network.getPosition(edge.from), network.getPosition(edge.to)];
    const slack = best + (edge.smooth ? Math.hypot(other.x - one.x, other.y - one.y) / 2 : 0);
    if (x < Math.min(one.x, other.x) - slack || x > Math.max(one.x, other.x) + slack) continue;
    if (y < Math.min(one.y, other.y) - slack || y > Math.max(one.y, other.y) + slack) continue;
    const points = pathOf(edge);
    for (let i = 1; i < points.length; i += 1) {
      const distance = toSegment(x, y, points[i - 1], points[i]);
      if (distance < best) [best, found] = [distance, edge];
    }
  }
  return found;
}

function pathOf(edge) {
  const drawn = network.body.edges[edge.id].edgeType;
  const pieces = edge.smooth ? 24 : 1;
  const via = edge.smooth ? drawn.getViaNode() : undefined;
  if (!edge.smooth) return [network.getPosition(edge.from), network.getPosition(edge.to)];
  return Array.from({ length: pieces + 1 }, (_, i) => drawn.getPoint(i / pieces, via));
}

function toSegment(x, y, one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const share = Math.max(0, Math.min(1, ((x - one.x) * dx + (y - one.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - one.x - share * dx, y - one.y - share * dy);
}

function point(event) {
  const box = stage.getBoundingClientRect();
  const found = event.buttons ? null : hit(event.clientX - box.left, event.clientY - box.top);
  const tip = $("tip");
  if (found?.node !== under?.node) network.redraw();
  under = found;
  stage.style.cursor = found ? "pointer" : "";
  tip.hidden = !found;
  if (!found) return;
  const [head, ...rest] = tipWords(found);
  tip.replaceChildren(h("b", {}, head), ...rest.map((line) => h("span", {}, line)));
  const right = event.clientX - box.left > box.width - 280;
  tip.style.left = right ? "" : `${event.clientX - box.left + 14}px`;
  tip.style.right = right ? `${box.right - event.clientX + 14}px` : "";
  tip.style.top = `${Math.max(4, event.clientY - box.top - 46)}px`;
}

function leave() {
  under = null;
  $("tip").hidden = true;
  network.redraw();
}

function tipWords(found) {
  if (found.node !== undefined) {
    const node = nodes[found.node];
    return [node.name, `${classWord(node.cls)}, ${plural(touching[node.id].filter((edge) => edge.shown).length, "relation")}`];
  }
  const edge = edgeById.get(found.edge);
  return [pairText(edge), `${statusWord(edge.status)}, ${plural(edge.voices, "source")}`, edge.disputed && "sources disagree"].filter(Boolean);
}

// ---- keys on the stage ----

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let home = null; // the node from which the keys go on

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key] && event.shiftKey) turn(event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1);
  else if (ARROWS[event.key]) walk(...ARROWS[event.key]);
  else if (event.key === "Enter" && chosen) $("panel").focus();
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

/** To the nearest node in a direction; at first to the most connected. */
function walk(dx, dy) {
  const from = chosen?.node ?? home;
  let next = ranked.find((node) => node.shown);
  if (from !== null && from !== undefined && nodes[from].shown) {
    const here = network.getPosition(from);
    const cost = (node) => {
      const { x, y } = network.getPosition(node.id);
      const [along, aside] = [(x - here.x) * dx + (y - here.y) * dy, (x - here.x) * dy - (y - here.y) * dx];
      return along > Math.abs(aside) * 0.5 && along > 1 ? along + 2 * Math.abs(aside) : Infinity;
    };
    next = nodes.filter((node) => node.shown && node.id !== from).reduce((best, node) => (cost(node) < cost(best) ? node : best), nodes[from]);
  }
  if (!next) return;
  home = next.id;
  choose({ node: next.id }, { focus: false, scroll: false });
}

/** To the next line of the node. */
function turn(by) {
  const from = home ?? chosen?.node;
  if (from === null || from === undefined) return walk(0, 0);
  home = from;
  const lines = touching[from].filter((edge) => edge.shown);
  if (!lines.length) return undefined;
  const here = lines.findIndex((edge) => edge.id === chosen?.edge);
  return choose({ edge: lines[(here + by + lines.length) % lines.length].id }, { focus: false, scroll: false });
}
