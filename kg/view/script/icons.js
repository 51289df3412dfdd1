// Lines and shapes outside the drawing: in the legend, the panel and the search.

/** The line of an edge as a small picture; the drawing itself is made by vis-network. */
function swatch(edge, length = 32) {
  const colour = edge.status === "ended" ? "ended" : edge.family;
  const left = edge.marks.from ? 5 : 1;
  const end = edge.marks.to ? length - 7 : length - 1;
  const line = svg("line", {
    x1: left, y1: 7, x2: end, y2: 7, class: `ink-${colour}`,
    "stroke-width": edge.status === "ended" ? 2 : 2.6,
    "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none",
  });
  const marks = [];
  if (edge.marks.to) marks.push(endMark(edge.marks.to, end, colour));
  if (edge.marks.from) marks.push(endMark(edge.marks.from, left - 1, colour));
  if (edge.status === "denied") {
    const middle = length / 2 - 4;
    marks.push(svg("line", { x1: middle, y1: 2, x2: middle, y2: 12, "stroke-width": 2.6, class: `ink-${colour}` }));
  }
  const frame = { viewBox: `0 0 ${length} 14`, width: length, height: 14, class: "swatch", "aria-hidden": "true" };
  return svg("svg", frame, line, ...marks);
}

function endMark(type, x, colour) {
  if (type === "bar") return svg("line", { x1: x, y1: 1, x2: x, y2: 13, "stroke-width": 3, class: `ink-${colour}` });
  if (type === "circle") return svg("circle", { cx: x, cy: 7, r: 3.6, class: `fill-${colour}` });
  if (type === "inv_triangle") return svg("path", { d: `M${x + 6} 2V12L${x - 2} 7Z`, class: `fill-${colour}` });
  if (type === "diamond") return svg("path", { d: `M${x + 6} 7L${x} 2L${x - 6} 7L${x} 12Z`, class: `fill-${colour}` });
  if (type === "box") return svg("rect", { x: x - 3, y: 3.5, width: 7, height: 7, class: `fill-${colour}` });
  if (type === "vee") return svg("path", { d: `M${x - 5} 1L${x + 6} 7L${x - 5} 13L${x + 1} 7Z`, class: `fill-${colour}` });
  return svg("path", { d: `M${x - 2} 2L${x + 6} 7L${x - 2} 12Z`, class: `fill-${colour}` });
}

const kind = (cls) => (CLASS_WORDS.has(cls) ? cls.toLowerCase() : "other");

function shapeIcon(cls) {
  const fill = { class: `node-${kind(cls)}` };
  const shape = {
    party: () => svg("circle", { cx: 8, cy: 8, r: 7, ...fill }),
    alliance: () => svg("path", { d: "M16 8L12 15H4L0 8L4 1H12Z", ...fill }),
    person: () => svg("path", { d: "M8 0L16 8L8 16L0 8Z", ...fill }),
    other: () => svg("rect", { x: 1, y: 1, width: 14, height: 14, ...fill }),
  }[kind(cls)]();
  return svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, class: "shape", "aria-hidden": "true" }, shape);
}
