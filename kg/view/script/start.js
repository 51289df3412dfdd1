// Joins the parts: what happens when something is chosen, filtered, moved or printed.

/** Shows one node or edge with its claims; null shows everything again. */
function choose(what, { focus = true, scroll = true } = {}) {
  chosen = what;
  paint();
  showPanel();
  panel.scrollTop = 0;
  writeAddress();
  announce(chosenWords());
  if (what && (focus || !scroll)) bringChosen();
  if (focus) panel.focus({ preventScroll: !narrow.matches });
  else if (scroll && narrow.matches && what) panel.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
}

/** Draws, lists and counts again after a filter has changed. */
function refresh({ quiet = false } = {}) {
  sift();
  paint();
  showPanel();
  showLegend();
  showTime();
  if (quiet) return;
  writeAddress();
  announce(filterWords());
}

function head() {
  const of = (cls) => nodes.filter((node) => node.cls === cls).length;
  const claims = new Set(allRows.map((row) => row.claim));
  const articles = new Set(allRows.map((row) => row.article_id));
  $("summary").textContent = [
    plural(of("Party"), "party", "parties"),
    plural(of("Alliance"), "alliance"),
    plural(of("Person"), "person", "people"),
    plural(edges.length, "relation"),
    `${plural(claims.size, "claim")} in ${plural(articles.size, "article")}`,
    span(firstPrinted, lastPrinted),
  ].filter((part) => part && !part.startsWith("0 ")).join(" · ");
  if (!data.left_out) return;
  const everything = figure(nodes.length + data.left_out);
  $("left-out").hidden = false;
  $("left-out").textContent = `Shows the ${figure(nodes.length)} most connected of ${everything}; left out: ${plural(data.left_out, "entity", "entities")} and ${plural(data.left_out_edges, "relation")}.`;
}

function resized() {
  if (onPaper) return;
  if (vertical() !== upright && !moved && !loose) {
    upright = !upright;
    drawnNodes.update(nodes.map((node) => ({ id: node.id, ...place(node) })));
    fixBorders();
  }
  if (!moved) fit();
}

function recolour() {
  readColours();
  paint();
  network.redraw();
}

network.on("beforeDrawing", drawBlocs);
network.on("afterDrawing", drawLabels);
network.once("afterDrawing", () => performance.mark("drawn"));
network.on("click", ({ pointer }) => {
  network.unselectAll();
  choose(hit(pointer.DOM.x, pointer.DOM.y), { focus: false });
});
network.on("zoom", () => { moved = true; });
network.on("dragEnd", () => { moved = true; });
network.on("resize", resized);
stage.addEventListener("pointermove", point);
stage.addEventListener("pointerleave", leave);
stage.addEventListener("keydown", key);
panel.addEventListener("keydown", rowKeys);
$("search").addEventListener("input", search);
$("search").addEventListener("blur", () => { $("found").hidden = true; });
$("search").addEventListener("keydown", searchKeys);
$("zoom-in").addEventListener("click", () => zoom(1.3));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
$("fit").addEventListener("click", putBack);
$("loose").addEventListener("click", () => setLoose(!loose));
$("skip").addEventListener("click", () => panel.focus());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target === $("search")) return;
  if ($("outlets").open) {
    $("outlets").open = false;
    $("outlets").firstElementChild.focus();
  } else if (chosen) choose(null, { focus: event.target !== stage });
});
document.addEventListener("click", ({ target }) => { if (!$("outlets").contains(target)) $("outlets").open = false; });
addEventListener("hashchange", () => { const named = readAddress(); refresh({ quiet: true }); choose(named, { focus: false, scroll: false }); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", fromPaper);

stage.firstElementChild.tabIndex = -1; // vis makes its frame a stop of its own, without a name
buildLegend();
buildTime();
head();
fixBorders();
const named = readAddress();
refresh({ quiet: true });
fit();
if (named) choose(named, { focus: false, scroll: false });
window.kgView = { network, nodes, edges, steps, shown, choose, hit, pathOf };
