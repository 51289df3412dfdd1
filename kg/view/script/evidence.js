// Sentences with their source, and the rows that stand for relations and entities.

const nameOf = (node) => h("bdi", {}, node.name);
const statusTag = (status) => h("span", { class: `status ${status}` }, statusWord(status));
const web = (address) => /^https?:\/\//i.test(address ?? "");

/** One claim: the sentence, its names marked; who said it, where and when it was printed. */
function quote(row) {
  const words = h("blockquote", { dir: "auto" });
  let at = 0;
  for (const [start, end] of row.marks) {
    words.append(row.quote.slice(at, start), h("mark", {}, row.quote.slice(start, end)));
    at = end;
  }
  words.append(row.quote.slice(at));
  const title = row.article || "Read the article";
  const link = web(row.url)
    ? h("a", { href: row.url, target: "_blank", rel: "noopener noreferrer" }, title)
    : row.article && h("cite", {}, row.article);
  return h(
    "figure",
    { class: `claim ${row.status}` },
    words,
    h(
      "figcaption",
      {},
      row.speaker && h("span", { class: "speaker" }, "said by ", h("bdi", {}, row.speaker)),
      h("span", {}, h("b", {}, row.source || "Unknown outlet"), `, ${date(row.published)}`),
      link && h("span", { class: "title", dir: "auto" }, link),
      row.page && h("span", {}, h("a", { href: row.page }, "In the article's text")),
    ),
  );
}

/** Claims that the filters let through; those that they do not are one press away, never gone. */
function quotes(rows) {
  const [inside, outside] = [rows.filter((row) => counts(row)), rows.filter((row) => !counts(row))];
  return h(
    "div",
    { class: "claims" },
    inside.map(quote),
    outside.length > 0 && h("details", { class: "outside" }, h("summary", {}, `${plural(outside.length, "passage")} outside the filters`), outside.map(quote)),
  );
}

/** "2 sources, stated as fact, 10–12 Feb 2024", of what the filters let through. */
function weight(edge) {
  const rows = edge.evidence.filter((row) => counts(row));
  const dates = rows.map((row) => row.published).filter(Boolean).sort();
  const status = edge.status === "factual" ? "" : `, ${statusWord(edge.status)}`;
  return `${status} · ${plural(voices(rows), "source")} · ${span(dates[0], dates.at(-1)) || "undated"}`;
}

function edgeRow(edge) {
  const ends = [h("bdi", {}, nodes[edge.from].short), directed(edge) ? " → " : " – ", h("bdi", {}, nodes[edge.to].short)];
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "row", "data-edge": edge.id, onclick: () => choose({ edge: edge.id }) },
      swatch(edge, 34),
      h(
        "span",
        {},
        h("b", {}, ends),
        h("small", {}, edge.words, weight(edge)),
        edge.disputed && h("small", { class: "disputed" }, "Sources disagree"),
      ),
    ),
  );
}

function nodeRow(node) {
  const seats = node.facts.filter((fact) => fact.predicate === "seatsWon" && fact.status === "factual");
  const numbers = [...new Set(seats.map((fact) => fact.value))].sort((a, b) => a - b);
  const relations = touching[node.id].filter((edge) => edge.shown).length;
  const words = [classWord(node.cls), numbers.length && `${numbers.join(" or ")} seats`, plural(relations, "relation")];
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "row", "data-node": node.id, onclick: () => choose({ node: node.id }) },
      shapeIcon(node.cls),
      h("span", {}, h("b", {}, nameOf(node)), h("small", {}, words.filter(Boolean).join(" · "))),
    ),
  );
}

const byWeight = (a, b) => b.voices - a.voices || (a.last < b.last ? 1 : a.last > b.last ? -1 : 0);

/** Relations under the headings that a reader asks by, the best attested first. */
function groups(list) {
  const held = (edge) => edge.status === "factual";
  const rest = (edge) => edge.status !== "ended" && edge.status !== "denied";
  return [
    ["Together", (edge) => edge.family === "alliance" && held(edge)],
    ["Announced, expected or claimed", (edge) => edge.family === "alliance" && rest(edge) && !held(edge)],
    ["In talks", (edge) => edge.family === "talks" && rest(edge)],
    ["Backing", (edge) => edge.family === "backing" && rest(edge)],
    ["Roles", (edge) => edge.family === "role" && rest(edge)],
    ["Against each other", (edge) => edge.family === "opposition" && rest(edge)],
    ["Parted", (edge) => edge.family === "parting" && rest(edge)],
    ["Other relations", (edge) => edge.family === "other" && rest(edge)],
    ["Ended", (edge) => edge.status === "ended"],
    ["Denied", (edge) => edge.status === "denied"],
  ]
    .map(([title, wanted]) => [title, list.filter(wanted).sort(byWeight)])
    .filter(([, found]) => found.length);
}
