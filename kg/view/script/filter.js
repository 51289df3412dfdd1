// What is shown: which relations and entities pass the filters, and how many would pass each.

const valuesOf = {
  predicate: byCount(edges.map((edge) => edge.predicate)),
  status: data.statuses.filter((status) => edges.some((edge) => edge.status === status)),
  cls: byCount(nodes.map((node) => node.cls)).sort((a, b) => (kind(a) === "other") - (kind(b) === "other")),
  source: byCount(allRows.map((row) => row.source)),
};
const LABELS = { predicate: "relations", status: "status", cls: "kinds", source: "outlets" };
const most = Math.max(1, ...edges.map((edge) => edge.sources)); // independent sources of one relation

const shown = {
  predicate: new Set(valuesOf.predicate),
  status: new Set(valuesOf.status),
  cls: new Set(valuesOf.cls),
  source: new Set(valuesOf.source),
  from: 0, // the first and the last step of time that count
  until: steps.length - 1,
  least: 1, // independent sources of a relation
  around: null, // only this node and its neighbours
};

function byCount(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
}

const always = () => shown.from === 0 && shown.until === steps.length - 1;
const all = (facet) => shown[facet].size === valuesOf[facet].length;

/** Whether a passage counts. As with `kg view --from`, what has no date is in no stretch of time. */
function counts(row, ignored) {
  if (ignored !== "source" && !shown.source.has(row.source)) return false;
  return always() || (row.step >= shown.from && row.step <= shown.until);
}

/** The passages that a relation stands on under the filters; none: it is not shown. */
function standing(edge, ignored) {
  if (ignored !== "predicate" && !shown.predicate.has(edge.predicate)) return [];
  if (ignored !== "status" && !shown.status.has(edge.status)) return [];
  if (ignored !== "cls" && !(shown.cls.has(nodes[edge.from].cls) && shown.cls.has(nodes[edge.to].cls))) return [];
  if (ring && !(ring.has(edge.from) && ring.has(edge.to))) return [];
  const rows = edge.evidence.filter((row) => counts(row, ignored));
  return voices(rows) >= shown.least ? rows : [];
}

/**
 * How many independent sources, as the build counts them: an outlet once, and a text once however
 * many outlets print it, so the largest matching of outlets with texts (Kuhn's algorithm).
 */
function voices(rows) {
  const texts = new Map();
  for (const row of rows) texts.set(row.outlet, (texts.get(row.outlet) ?? new Set()).add(row.text));
  const owner = new Map();
  const place = (outlet, tried) => [...texts.get(outlet)].some((text) => {
    if (tried.has(text)) return false;
    tried.add(text);
    if (owner.has(text) && !place(owner.get(text), tried)) return false;
    owner.set(text, outlet);
    return true;
  });
  return [...texts.keys()].filter((outlet) => place(outlet, new Set())).length;
}

let ring = null; // with `around`: the node and its neighbours

/** Marks each edge and node with what is shown of it. */
function sift() {
  ring = shown.around === null ? null : new Set([shown.around, ...touching[shown.around].flatMap((edge) => [edge.from, edge.to])]);
  for (const edge of edges) {
    const rows = standing(edge);
    edge.shown = rows.length > 0;
    edge.voices = voices(rows);
  }
  for (const node of nodes) node.shown = shown.cls.has(node.cls) && stands(node);
}

/** A node is shown for its relations, or, where it has none at all, for its facts. */
function stands(node, ignored) {
  if (ring) return ring.has(node.id);
  if (touching[node.id].length) return touching[node.id].some((edge) => (ignored ? standing(edge, ignored).length : edge.shown));
  const facts = node.facts.filter((fact) => shown.status.has(fact.status) || !valuesOf.status.includes(fact.status));
  return all("predicate") && facts.some((fact) => fact.evidence.some((row) => counts(row)));
}

/** For every value of a facet: how many relations (or entities) it shows under the other filters. */
function tally(facet) {
  const found = new Map(valuesOf[facet].map((value) => [value, 0]));
  const add = (value) => found.set(value, found.get(value) + 1);
  if (facet === "cls") {
    for (const node of nodes) if (stands(node, "cls")) add(node.cls);
    return found;
  }
  for (const edge of edges) {
    const rows = standing(edge, facet);
    if (facet === "source") for (const source of new Set(rows.map((row) => row.source))) add(source);
    else if (rows.length) add(edge[facet]);
  }
  return found;
}

const filtered = () =>
  !["predicate", "status", "cls", "source"].every(all) || !always() || shown.least > 1 || shown.around !== null;

/** The filters as a sentence, for the page's head, the printer and the screen reader. */
function filterWords() {
  const drawn = edges.filter((edge) => edge.shown).length;
  const parts = [];
  for (const [facet, label] of Object.entries(LABELS)) {
    if (all(facet)) continue;
    const [left, gone] = [[...shown[facet]], valuesOf[facet].filter((value) => !shown[facet].has(value))];
    const words = (values) => values.map((value) => valueWord(facet, value)).join(", ");
    if (!left.length) parts.push(`no ${label}`);
    else if (left.length <= 3 && left.length <= gone.length) parts.push(`only ${words(left)}`);
    else parts.push(gone.length <= 3 ? `without ${words(gone)}` : `${left.length} of ${valuesOf[facet].length} ${label}`);
  }
  if (!always()) parts.push(`printed ${span(steps[shown.from], steps[shown.until])}`);
  if (shown.least > 1) parts.push(`from at least ${shown.least} independent sources`);
  if (shown.around !== null) parts.push(`around ${nodes[shown.around].short}`);
  return `Shows ${figure(drawn)} of ${plural(edges.length, "relation")}: ${parts.join("; ")}.`;
}

function valueWord(facet, value) {
  if (facet === "status") return statusWord(value);
  if (facet === "cls") return classWord(value);
  if (facet === "predicate") return edges.find((edge) => edge.predicate === value).words;
  return value || "Unknown outlet";
}

function clearFilters() {
  for (const facet of Object.keys(LABELS)) shown[facet] = new Set(valuesOf[facet]);
  Object.assign(shown, { from: 0, until: steps.length - 1, least: 1, around: null });
}
