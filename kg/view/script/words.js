// The page's data, and small builders and words that the other scripts share.
// Everything that comes from an article is set as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges } = data;
const $ = (id) => document.getElementById(id);

const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
const touching = nodes.map(() => []); // the edges at each node
for (const edge of edges) {
  touching[edge.from].push(edge);
  touching[edge.to].push(edge);
}
const pairOf = (edge) => `${Math.min(edge.from, edge.to)} ${Math.max(edge.from, edge.to)}`;
const parallel = Map.groupBy ? Map.groupBy(edges, pairOf) : groupBy(edges, pairOf);
const directed = (edge) => !edge.mutual;
const ranked = [...nodes].sort(
  (a, b) => touching[b.id].length - touching[a.id].length || a.id - b.id,
);

function groupBy(list, key) {
  const groups = new Map();
  for (const each of list) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

// ---- elements ----

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((each) => each != null && each !== "" && each !== false));
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 820px)");

/** Tells a screen reader what has changed elsewhere on the page. */
function announce(text) {
  $("said").textContent = text;
}

// ---- words ----

const CLASS_WORDS = new Map([["Party", "Party"], ["Alliance", "Alliance"], ["Person", "Person"]]);
const classWord = (cls) => CLASS_WORDS.get(cls) ?? (cls || "Other");
const STATUS_WORDS = new Map([
  ["factual", "stated as fact"],
  ["ended", "ended"],
  ["planned", "planned"],
  ["alleged", "alleged"],
  ["denied", "denied"],
  ["hypothetical", "if or maybe"],
]);
const statusWord = (status) => STATUS_WORDS.get(status) ?? status;
const PASSIVE = new Map([
  ["memberOf", "has as member"],
  ["opposes", "opposed by"],
  ["backs", "backed by"],
  ["splitFrom", "lost this split"],
  ["mergedWith", "took in"],
  ["leads", "led by"],
  ["holdsOffice", "held by"],
  ["candidateFor", "sought by"],
  ["succeeds", "succeeded by"],
]);
const passive = (edge) => PASSIVE.get(edge.predicate) ?? `${edge.words}, from the other side`;

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function date(iso) {
  if (!iso) return "undated";
  const [year, month, day] = iso.split("T")[0].split("-");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year]
    .filter(Boolean)
    .join(" ");
}

function span(first, last) {
  if (!first) return "";
  if (first === last) return date(first);
  if (first.length === 10 && last.length === 10) {
    if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${date(last)}`;
    if (first.slice(0, 4) === last.slice(0, 4)) return `${date(first).slice(0, -5)} – ${date(last)}`;
  }
  return `${date(first)} – ${date(last)}`;
}

const thousands = new Intl.NumberFormat("en");
const figure = (count) => thousands.format(count);
const plural = (count, one, many) => `${figure(count)} ${count === 1 ? one : (many ?? `${one}s`)}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function pairText(edge) {
  const [one, other] = [nodes[edge.from].short, nodes[edge.to].short];
  return directed(edge) ? `${one} ${edge.words} ${other}` : `${one} – ${other}, ${edge.words}`;
}
