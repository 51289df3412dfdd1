// The panel: everything as lists, or all claims of the node or edge that is chosen.

const panel = $("panel");
const AT_ONCE = 40; // rows of a list before "Show all"

function list(title, members, row) {
  const rows = h("ul", { class: "rows" }, members.slice(0, AT_ONCE).map(row));
  const more = h("button", {
    type: "button", class: "more",
    onclick: () => {
      const rest = members.slice(AT_ONCE).map(row);
      rows.append(...rest);
      more.remove();
      rest[0].querySelector("button").focus();
    },
  }, `Show all ${figure(members.length)}`);
  const count = h("span", { class: "count" }, figure(members.length));
  return h("section", {}, h("h3", {}, title, count), rows, members.length > AT_ONCE && more);
}

function overview() {
  const drawn = edges.filter((edge) => edge.shown);
  const present = ranked.filter((node) => node.shown);
  return [
    h("h2", {}, "What the sources say"),
    h("p", { class: "hint" }, drawn.length || present.length ? "Choose a line or a name, here or in the drawing, to read the sentences behind it." : nodes.length ? "Nothing passes the filters." : "No claim makes a line in this network."),
    ...groups(drawn).map(([title, found]) => list(title, found, edgeRow)),
    present.length > 0 && list("Who is in it", present, nodeRow),
  ];
}

const back = () => h("button", { type: "button", class: "back", onclick: () => choose(null) }, "← All relations");

function relation(edge) {
  const rows = edge.evidence.filter((row) => counts(row));
  return h(
    "section",
    { class: "relation" },
    h("h3", {}, swatch(edge, 34), h("span", {}, edge.words, " "), statusTag(edge.status)),
    h("p", { class: "hint" }, `${plural(voices(rows), "independent source")}, ${plural(rows.length, "passage")}`),
    quotes(edge.evidence),
  );
}

/** One relation, what contradicts it at its side, and what else is said of the two. */
function edgePanel(edge) {
  const same = parallel.get(pairOf(edge)).filter((each) => each !== edge);
  const against = same.filter((each) => each.disputed && edge.disputed && each.predicate === edge.predicate);
  const others = same.filter((each) => !against.includes(each));
  const sides = [edge, ...against];
  const end = (id) => h("button", { type: "button", class: "end", onclick: () => choose({ node: id }) }, shapeIcon(nodes[id].cls), nameOf(nodes[id]));
  return [
    back(),
    h("h2", { class: "pair" }, end(edge.from), h("span", { class: "between" }, edge.words), end(edge.to)),
    !edge.shown && h("p", { class: "hint" }, "Not drawn: the filters hide it."),
    against.length > 0 && h("p", { class: "callout" }, `Sources disagree: ${sides.map((each) => `${statusWord(each.status)} (${plural(each.sources, "source")})`).join(", ")}.`),
    against.length > 0 ? h("div", { class: "sides" }, sides.map(relation)) : relation(edge),
    others.length > 0 && h("h3", { class: "also" }, "Also between them"),
    ...others.map(relation),
  ];
}

function factValue(fact) {
  if (fact.predicate === "seatsWon") return plural(fact.value, "seat");
  return fact.predicate === "voteShare" ? `${fact.value} %` : String(fact.value);
}

function factSection(rows) {
  const disputed = rows.some((fact) => fact.disputed);
  const told = (fact) => h(
    "details",
    { class: "fact", open: fact.disputed },
    h(
      "summary",
      {},
      h("b", {}, h("bdi", {}, factValue(fact) || rows[0].words)),
      fact.detail && h("span", {}, ` ${fact.detail}`),
      fact.status !== "factual" && statusTag(fact.status),
      h("small", {}, ` ${plural(fact.sources, "source")}`),
    ),
    quotes(fact.evidence),
  );
  const [sides, rest] = [rows.filter((fact) => fact.disputed), rows.filter((fact) => !fact.disputed)];
  return h(
    "section",
    {},
    h("h3", {}, capital(rows[0].words)),
    disputed && h("p", { class: "callout" }, "Sources disagree."),
    disputed && h("div", { class: "sides" }, sides.map(told)),
    rest.map(told),
  );
}

/** A relation of the chosen node with its sentences, folded where there are many. */
function tie(edge, node, open) {
  const other = nodes[edge.from === node.id ? edge.to : edge.from];
  const words = directed(edge) && edge.to === node.id ? passive(edge) : edge.words;
  return h(
    "details",
    { class: "tie", open },
    h(
      "summary",
      {},
      swatch(edge, 34),
      h("span", {}, h("b", {}, nameOf(other)), h("small", {}, words, weight(edge)), edge.disputed && h("small", { class: "disputed" }, "Sources disagree")),
    ),
    quotes(edge.evidence),
    h("p", { class: "go" },
      h("button", { type: "button", "data-edge": edge.id, onclick: () => choose({ edge: edge.id }) }, "This line only"),
      h("button", { type: "button", onclick: () => choose({ node: other.id }) }, "To ", h("bdi", {}, other.short))),
  );
}

function nodePanel(node) {
  const drawn = touching[node.id].filter((edge) => edge.shown);
  const hidden = touching[node.id].length - drawn.length;
  const open = drawn.length <= 6;
  const kinds = [...new Set(node.facts.map((fact) => fact.predicate))];
  const alone = shown.around === node.id;
  return [
    back(),
    h("h2", {}, shapeIcon(node.cls), node.page ? h("a", { href: node.page }, nameOf(node)) : nameOf(node)),
    h("p", { class: "hint" }, [classWord(node.cls), ...node.aliases].join(" · ")),
    touching[node.id].length > 0 && h("p", { class: "go" },
      h("button", { type: "button", id: "around", "aria-pressed": String(alone), onclick: () => { shown.around = alone ? null : node.id; refresh(); fit(); $("around").focus(); } }, "Only its neighbourhood"),
      drawn.length > 6 && h("button", { type: "button", onclick: () => { for (const each of panel.querySelectorAll(".tie")) each.open = true; } }, "Open all sentences")),
    ...kinds.map((predicate) => factSection(node.facts.filter((fact) => fact.predicate === predicate))),
    ...groups(drawn).map(([title, found]) => h("section", {}, h("h3", {}, title, h("span", { class: "count" }, String(found.length))), found.map((edge) => tie(edge, node, open)))),
    hidden > 0 && h("p", { class: "hint" }, `${plural(hidden, "relation")} hidden by the filters.`),
    !drawn.length && !hidden && h("p", { class: "hint" }, "The sources name no relation of it."),
  ];
}

function showPanel() {
  const parts = !chosen ? overview() : chosen.edge ? edgePanel(edgeById.get(chosen.edge)) : nodePanel(nodes[chosen.node]);
  panel.replaceChildren(...parts.flat().filter(Boolean));
  panel.dataset.node = chosen?.node ?? "";
}

/** What is announced of a choice. */
function chosenWords() {
  if (!chosen) return "All relations";
  if (chosen.edge) {
    const edge = edgeById.get(chosen.edge);
    return `${pairText(edge)}, ${statusWord(edge.status)}, ${plural(edge.evidence.length, "passage")}`;
  }
  const node = nodes[chosen.node];
  return `${node.name}, ${classWord(node.cls)}, ${plural(touching[node.id].filter((edge) => edge.shown).length, "relation")}`;
}

/** Up and down in a list of rows, beside Tab. */
function rowKeys(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = [...panel.querySelectorAll(".row, summary")];
  const here = rows.indexOf(document.activeElement);
  if (!by || here < 0) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, here + by))].focus();
}
