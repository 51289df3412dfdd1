// The page's behaviour: draws the network, filters it, and shows the evidence of what is chosen.
// Everything that comes from an article is set as text, never as markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const nodes = data.nodes;
  const edges = data.edges;
  const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
  const touching = nodes.map(() => []);
  for (const edge of edges) {
    touching[edge.from].push(edge);
    touching[edge.to].push(edge);
  }
  const directed = (edge) => edge.arrows.to.enabled;
  const CLASS_WORDS = { Party: "Party", Alliance: "Alliance", Person: "Person" };
  const STATUS_WORDS = {
    factual: "stated as fact",
    ended: "ended",
    planned: "planned",
    alleged: "alleged",
    denied: "denied",
    hypothetical: "if or maybe",
  };

  // ---- small builders -------------------------------------------------------------------------

  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child != null && child !== "" && child !== false));
    return element;
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

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
    if (first.length === 10 && last.length === 10 && first.slice(0, 7) === last.slice(0, 7))
      return `${Number(first.slice(8))}–${date(last)}`;
    return `${date(first)} – ${date(last)}`;
  }

  const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;

  function pairText(edge) {
    const [one, other] = [nodes[edge.from], nodes[edge.to]];
    return directed(edge)
      ? `${one.short} ${edge.words} ${other.short}`
      : `${one.short} – ${other.short}`;
  }

  // ---- lines: the same picture of an edge in the legend, the panel and (by vis) the network ----

  function swatch(edge, length = 32) {
    const colour = edge.status === "ended" ? "ended" : edge.family;
    const width = edge.status === "ended" ? 2 : 2.6;
    const end = directed(edge) ? length - 7 : length - 1;
    const line = svg("line", {
      x1: 1, y1: 7, x2: end, y2: 7, "stroke-width": width, class: `ink-${colour}`,
      "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none",
    });
    const marks = [];
    if (directed(edge)) {
      const type = edge.arrows.to.type;
      if (type === "bar")
        marks.push(svg("line", { x1: end, y1: 1, x2: end, y2: 13, "stroke-width": 3, class: `ink-${colour}` }));
      else if (type === "inv_triangle")
        marks.push(svg("path", { d: `M${end + 6} 2V12L${end - 2} 7Z`, class: `fill-${colour}` }));
      else
        marks.push(svg("path", { d: `M${end - 2} 2L${end + 6} 7L${end - 2} 12Z`, class: `fill-${colour}` }));
    }
    if (edge.status === "denied")
      marks.push(svg("line", { x1: length / 2 - 4, y1: 2, x2: length / 2 - 4, y2: 12, "stroke-width": 2.6, class: `ink-${colour}` }));
    return svg(
      "svg",
      { viewBox: `0 0 ${length} 14`, width: length, height: 14, class: "swatch", "aria-hidden": "true" },
      line,
      ...marks,
    );
  }

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

  const kind = (cls) => (Object.hasOwn(CLASS_WORDS, cls) ? cls.toLowerCase() : "other");

  // ---- filters --------------------------------------------------------------------------------

  const predicates = [...new Set(edges.map((edge) => edge.predicate))].sort((a, b) => {
    const count = (predicate) => edges.filter((edge) => edge.predicate === predicate).length;
    return count(b) - count(a) || (a < b ? -1 : 1);
  });
  const statuses = data.statuses.filter((status) => edges.some((edge) => edge.status === status));
  const shown = { predicate: new Set(predicates), status: new Set(statuses) };
  const visible = (edge) => shown.predicate.has(edge.predicate) && shown.status.has(edge.status);

  function filterBox(name, value, words, picture) {
    const count = edges.filter((edge) => edge[name] === value).length;
    const box = h("input", {
      type: "checkbox", checked: true, name, value,
      onchange: (event) => {
        if (event.target.checked) shown[name].add(value);
        else shown[name].delete(value);
        paint();
        if (!chosen) showPanel();
      },
    });
    return h("label", {}, box, picture, h("span", {}, words), h("span", { class: "count" }, String(count)));
  }

  function buildLegend() {
    for (const predicate of predicates) {
      const sample = edges.find((edge) => edge.predicate === predicate);
      const dotted = sample.family === "talks" ? [2.5, 4] : false;
      const line = { ...sample, status: "factual", dashes: dotted };
      $("relations").lastElementChild.append(filterBox("predicate", predicate, sample.words, swatch(line)));
    }
    for (const status of statuses) {
      const sample = edges.find((e) => e.status === status && e.family !== "talks") || edges.find((e) => e.status === status);
      const line = { ...sample, family: "plain", arrows: { to: { enabled: false } } };
      $("statuses").lastElementChild.append(filterBox("status", status, STATUS_WORDS[status] || status, swatch(line)));
    }
    for (const cls of ["Party", "Alliance", "Person", ""]) {
      const count = nodes.filter((node) => kind(node.cls) === kind(cls)).length;
      if (count) $("shapes").append(h("span", { role: "listitem" }, shapeIcon(cls), CLASS_WORDS[cls] || "Other"));
    }
    $("shapes").append(h("span", { role: "listitem", class: "hint" }, "Thicker line: more independent sources"));
    if (!predicates.length) $("relations").hidden = $("statuses").hidden = true;
    $("legend").open = !matchMedia("(max-width: 820px)").matches;
  }

  // ---- the drawing ----------------------------------------------------------------------------

  const stage = $("network");
  let colours = {};
  let chosen = null; // {node: number} or {edge: id}
  let moved = false; // the reader has zoomed or dragged: leave the view alone
  const vertical = () => stage.clientHeight > stage.clientWidth * 1.02;
  let standing = vertical();
  const place = (node) => (standing ? { x: node.tall[0], y: node.tall[1] } : { x: node.x, y: node.y });

  const drawnNodes = new vis.DataSet(
    nodes.map((node) => ({
      id: node.id, shape: node.shape, size: node.size, ...place(node),
      title: node.name === node.short ? undefined : node.name,
    })),
  );
  const drawnEdges = new vis.DataSet(
    edges.map((edge) => ({
      id: edge.id, from: edge.from, to: edge.to, dashes: edge.dashes, smooth: edge.smooth,
      width: edge.width, arrows: edge.arrows, arrowStrikethrough: edge.arrowStrikethrough,
      title: `${pairText(edge)}\n${STATUS_WORDS[edge.status] || edge.status}, ${plural(edge.sources, "source")}`,
    })),
  );
  const network = new vis.Network(stage, { nodes: drawnNodes, edges: drawnEdges }, { ...data.options, autoResize: true });

  function fixBorders() {
    // vis takes every shape but the disc for a square, which leaves arrows short of slanted sides
    for (const node of nodes) {
      const shape = network.body?.nodes?.[node.id]?.shape;
      if (!shape) continue;
      const turn = Math.PI / 3;
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

  function near() {
    if (!chosen) return null;
    if (chosen.edge) {
      const edge = edgeById.get(chosen.edge);
      return new Set([edge.from, edge.to]);
    }
    const around = new Set([chosen.node]);
    for (const edge of touching[chosen.node]) if (visible(edge)) around.add(edge.from).add(edge.to);
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

  let close = null; // the nodes that stay bright; null for all
  function paint() {
    close = near();
    drawnNodes.update(
      nodes.map((node) => {
        const full = { party: colours.party, alliance: colours.bloc, person: colours.person, other: colours.org }[kind(node.cls)];
        const faint = close && !close.has(node.id);
        const focus = chosen && chosen.node === node.id;
        const fill = faint ? mix(full, colours.paper, 0.8) : full;
        const border = focus ? colours.accent : colours.paper;
        const colour = { background: fill, border, hover: { background: fill, border: colours.accent }, highlight: { background: fill, border } };
        return { id: node.id, color: colour, borderWidth: focus ? 4 : 2 };
      }),
    );
    drawnEdges.update(
      edges.map((edge) => {
        const colour = edge.status === "ended" ? colours.ended : colours[edge.family];
        const opacity = (edge.status === "denied" ? 0.7 : 1) * (lit(edge) ? 1 : 0.12);
        return { id: edge.id, hidden: !visible(edge), color: { color: colour, hover: colour, highlight: colour, opacity } };
      }),
    );
  }

  const FONT = 'system-ui, "Segoe UI", Inter, "Noto Sans", sans-serif';
  const ranked = [...nodes].sort((a, b) => touching[b.id].length - touching[a.id].length || a.id - b.id);

  function drawLabels(context) {
    const scale = network.getScale();
    context.textAlign = "center";
    context.lineJoin = "round";
    if (14 * scale < 7) drawFarLabels(context, scale);
    else for (const node of nodes) drawLabel(context, node);
    context.globalAlpha = 1;
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

  function drawFarLabels(context, scale) {
    // from afar: the most connected first, at a size that can be read, each only where there is room
    const taken = [];
    const size = 11 / scale;
    context.font = `600 ${size}px ${FONT}`;
    context.textBaseline = "middle";
    for (const node of close ? ranked.filter((each) => close.has(each.id)) : ranked.slice(0, 60)) {
      const place = network.getPosition(node.id);
      const [x, y] = [place.x, place.y + node.size + size * 0.8];
      const text = node.label.split("\n")[0];
      const half = context.measureText(text).width / 2 + size / 3;
      if (taken.some(([left, top, width]) => Math.abs(left - x) < width + half && Math.abs(top - y) < size * 1.4)) continue;
      taken.push([x, y, half]);
      halo(context, text, x, y, size / 3);
    }
  }

  function drawBlocs(context) {
    // a soft ground that joins each alliance to its present members, and to nobody else
    for (const bloc of nodes.filter((node) => node.cls === "Alliance")) {
      const members = touching[bloc.id].filter((e) => e.predicate === "memberOf" && e.to === bloc.id && e.status === "factual" && visible(e));
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

  function fit() {
    network.redraw(); // lets vis see the size that the stage has now
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of nodes) {
      const { x, y } = network.getPosition(node.id);
      const [width, height, drop] = node.box;
      left = Math.min(left, x - width / 2);
      right = Math.max(right, x + width / 2);
      top = Math.min(top, y + drop - height / 2);
      bottom = Math.max(bottom, y + drop + height / 2);
    }
    if (!nodes.length) return;
    const edge = standing ? 12 : 28;
    const scale = Math.min((stage.clientWidth - 2 * edge) / (right - left), (stage.clientHeight - 2 * edge) / (bottom - top), 1.5);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
    moved = false;
  }

  function zoom(factor) {
    moved = true;
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  // ---- the panel ------------------------------------------------------------------------------

  const panel = $("panel");
  const name = (node) => h("bdi", {}, node.name);
  const status = (word) => h("span", { class: `status ${word}` }, STATUS_WORDS[word] || word);

  function quote(row) {
    const words = h("blockquote", { dir: "auto" });
    let at = 0;
    for (const [start, end] of row.marks) {
      words.append(row.quote.slice(at, start), h("mark", {}, row.quote.slice(start, end)));
      at = end;
    }
    words.append(row.quote.slice(at));
    const link = /^https?:\/\//i.test(row.url || "")
      ? h("a", { href: row.url, target: "_blank", rel: "noopener noreferrer" }, row.article || "Read the article")
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
      ),
    );
  }

  const quotes = (rows) => h("div", { class: "claims" }, rows.map(quote));

  function edgeButton(edge, from) {
    const other = from === undefined ? null : nodes[edge.from === from ? edge.to : edge.from];
    const reversed = other && directed(edge) && edge.to === from;
    const what = other ? h("b", {}, h("bdi", {}, other.name)) : h("b", {}, h("bdi", {}, nodes[edge.from].short), directed(edge) ? " → " : " – ", h("bdi", {}, nodes[edge.to].short));
    const words = reversed ? passive(edge) : edge.words;
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
          what,
          h("small", {}, `${words}${edge.status === "factual" ? "" : ", " + (STATUS_WORDS[edge.status] || edge.status)} · ${plural(edge.sources, "source")} · ${span(edge.first, edge.last) || "undated"}`),
          edge.disputed && h("small", { class: "disputed" }, "Sources disagree"),
        ),
      ),
    );
  }

  const PASSIVE = { memberOf: "has as member", opposes: "opposed by", backs: "backed by", splitFrom: "lost this split", mergedWith: "took in", leads: "led by", holdsOffice: "held by" };
  const passive = (edge) => PASSIVE[edge.predicate] || `${edge.words} (from the other side)`;

  function nodeButton(node) {
    const seats = node.facts.filter((fact) => fact.predicate === "seatsWon" && fact.status === "factual");
    const counts = seats.map((fact) => fact.value).sort((a, b) => a - b);
    const words = [CLASS_WORDS[node.cls] || node.cls, counts.length && `${[...new Set(counts)].join(" or ")} seats`, plural(touching[node.id].length, "relation")];
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "row", "data-node": node.id, onclick: () => choose({ node: node.id }) },
        shapeIcon(node.cls),
        h("span", {}, h("b", {}, name(node)), h("small", {}, words.filter(Boolean).join(" · "))),
      ),
    );
  }

  const byWeight = (a, b) => b.sources - a.sources || (a.last < b.last ? 1 : a.last > b.last ? -1 : 0);

  function groups(list) {
    const rest = (edge) => edge.status !== "ended" && edge.status !== "denied";
    const held = (edge) => edge.status === "factual";
    return [
      ["Together", (e) => e.family === "alliance" && held(e)],
      ["Announced, expected or claimed", (e) => e.family === "alliance" && rest(e) && !held(e)],
      ["In talks", (e) => e.family === "talks" && rest(e)],
      ["Backing", (e) => e.family === "backing" && rest(e)],
      ["Roles", (e) => e.family === "role" && rest(e)],
      ["Against each other", (e) => e.family === "opposition" && rest(e)],
      ["Parted", (e) => e.family === "parting" && rest(e)],
      ["Other relations", (e) => e.family === "other" && rest(e)],
      ["Ended", (e) => e.status === "ended"],
      ["Denied", (e) => e.status === "denied"],
    ].map(([title, wanted]) => [title, list.filter(wanted).sort(byWeight)]).filter(([, found]) => found.length);
  }

  function list(title, items, extra) {
    return h("section", {}, h("h3", {}, title, extra), h("ul", { class: "rows" }, items));
  }

  function overview() {
    const drawn = edges.filter(visible);
    return [
      h("h2", {}, "What the sources say"),
      h("p", { class: "hint" }, "Choose a line or a name, here or in the drawing, to read the sentences behind it."),
      ...groups(drawn).map(([title, found]) => list(title, found.map((edge) => edgeButton(edge)), h("span", { class: "count" }, String(found.length)))),
      list("Who is in it", ranked.map(nodeButton), h("span", { class: "count" }, String(nodes.length))),
    ];
  }

  const back = () => h("button", { type: "button", class: "back", onclick: () => choose(null) }, "← All relations");

  function relation(edge) {
    return h(
      "section",
      { class: "relation" },
      h("h3", {}, swatch(edge, 34), h("span", {}, edge.words, " "), status(edge.status)),
      h("p", { class: "hint" }, `${plural(edge.sources, "independent source")}, ${plural(edge.evidence.length, "passage")}, ${span(edge.first, edge.last) || "undated"}`),
      quotes(edge.evidence),
    );
  }

  function edgePanel(edge) {
    const same = edges.filter((each) => each !== edge && Math.min(each.from, each.to) === Math.min(edge.from, edge.to) && Math.max(each.from, each.to) === Math.max(edge.from, edge.to));
    const against = same.filter((each) => each.disputed && edge.disputed && each.predicate === edge.predicate);
    const others = same.filter((each) => !against.includes(each));
    const end = (id) => h("button", { type: "button", class: "end", onclick: () => choose({ node: id }) }, shapeIcon(nodes[id].cls), name(nodes[id]));
    const sides = against.length
      ? [h("p", { class: "callout" }, `Sources disagree: ${[edge, ...against].map((each) => `${STATUS_WORDS[each.status]} (${plural(each.sources, "source")})`).join(", ")}.`), h("div", { class: "sides" }, [edge, ...against].map(relation))]
      : [relation(edge)];
    return [
      back(),
      h("h2", { class: "pair" }, end(edge.from), h("span", { class: "between" }, edge.words), end(edge.to)),
      ...sides,
      ...(others.length ? [h("h3", { class: "also" }, "Also between them"), ...others.map(relation)] : []),
    ];
  }

  function factRow(fact) {
    const value = fact.predicate === "seatsWon" ? plural(fact.value, "seat") : fact.predicate === "voteShare" ? `${fact.value} %` : String(fact.value);
    return h(
      "details",
      { class: "fact", open: fact.disputed },
      h(
        "summary",
        {},
        h("b", {}, h("bdi", {}, value)),
        fact.detail && h("span", {}, ` ${fact.detail}`),
        fact.status !== "factual" && status(fact.status),
        h("small", {}, ` ${plural(fact.sources, "source")}`),
      ),
      quotes(fact.evidence),
    );
  }

  function nodePanel(node) {
    const drawn = touching[node.id].filter(visible);
    const kinds = [...new Set(node.facts.map((fact) => fact.predicate))];
    const facts = kinds.map((predicate) => {
      const rows = node.facts.filter((fact) => fact.predicate === predicate);
      const title = rows[0].words[0].toUpperCase() + rows[0].words.slice(1);
      const disputed = rows.some((fact) => fact.disputed);
      return h("section", {}, h("h3", {}, title), disputed && h("p", { class: "callout" }, "Sources disagree."), rows.map(factRow));
    });
    return [
      back(),
      h("h2", {}, shapeIcon(node.cls), name(node)),
      h("p", { class: "hint" }, [CLASS_WORDS[node.cls] || node.cls, ...node.aliases].join(" · ")),
      ...facts,
      ...groups(drawn).map(([title, found]) => list(title, found.map((edge) => edgeButton(edge, node.id)))),
      !drawn.length && h("p", { class: "hint" }, "The sources name no relation of it that is shown."),
    ];
  }

  function showPanel() {
    const parts = !chosen ? overview() : chosen.edge ? edgePanel(edgeById.get(chosen.edge)) : nodePanel(nodes[chosen.node]);
    panel.replaceChildren(...parts.flat().filter(Boolean));
    panel.scrollTop = 0;
  }

  function choose(what, { focus = true } = {}) {
    chosen = what;
    paint();
    showPanel();
    const below = matchMedia("(max-width: 820px)").matches;
    if (focus) panel.focus({ preventScroll: !below });
    else if (below && what) panel.scrollIntoView({ behavior: "smooth" });
  }

  // ---- search ---------------------------------------------------------------------------------

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let active = -1;

  function search() {
    const wanted = plain($("search").value.trim());
    const hit = (node) => Math.min(...[node.short, node.name, ...node.aliases].map((each) => {
      const at = plain(each).indexOf(wanted);
      return at < 0 ? 99 : at === 0 ? 0 : 1;
    }));
    const found = wanted ? nodes.filter((node) => hit(node) < 99).sort((a, b) => hit(a) - hit(b) || touching[b.id].length - touching[a.id].length).slice(0, 8) : [];
    active = found.length ? 0 : -1;
    $("found").replaceChildren(
      ...found.map((node, i) => h(
        "li",
        { role: "option", id: `found-${i}`, "aria-selected": String(i === 0), "data-node": node.id, onmousedown: (event) => { event.preventDefault(); take(node.id); } },
        shapeIcon(node.cls), name(node),
      )),
    );
    if (wanted && !found.length) $("found").append(h("li", { class: "none" }, "Nothing found"));
    $("found").hidden = !wanted;
    $("search").setAttribute("aria-expanded", String(Boolean(wanted)));
    mark();
  }

  function mark() {
    const options = [...$("found").querySelectorAll("[role=option]")];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (options[active]) $("search").setAttribute("aria-activedescendant", options[active].id);
    else $("search").removeAttribute("aria-activedescendant");
    return options;
  }

  function take(id) {
    $("search").value = "";
    search();
    choose({ node: id });
  }

  $("search").addEventListener("input", search);
  $("search").addEventListener("blur", () => { $("found").hidden = true; });
  $("search").addEventListener("keydown", (event) => {
    const options = mark();
    if (event.key === "Escape") { $("search").value = ""; search(); }
    if (event.key === "Enter" && options[active]) take(Number(options[active].dataset.node));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % Math.max(options.length, 1);
      mark();
    }
  });

  // ---- start ----------------------------------------------------------------------------------

  const passages = new Set();
  const articles = new Set();
  for (const row of [...edges, ...nodes.flatMap((node) => node.facts)])
    for (const each of row.evidence) {
      passages.add(each.claim);
      articles.add(each.article_id);
    }
  $("summary").textContent = [
    plural(nodes.filter((n) => n.cls === "Party").length, "party", "parties"),
    plural(nodes.filter((n) => n.cls === "Alliance").length, "alliance"),
    plural(nodes.filter((n) => n.cls === "Person").length, "person", "people"),
    plural(edges.length, "relation"),
    `${plural(passages.size, "claim")} in ${plural(articles.size, "article")}`,
    span(data.first, data.last),
  ].filter((part) => part && !part.startsWith("0 ")).join(" · ");
  if (data.left_out) {
    $("left-out").hidden = false;
    $("left-out").textContent = `Shows the ${nodes.length.toLocaleString("en")} most connected of ${(nodes.length + data.left_out).toLocaleString("en")}; left out: ${plural(data.left_out, "entity", "entities")} and ${plural(data.left_out_edges, "relation")}.`;
  }

  buildLegend();
  readColours();
  fixBorders();
  network.on("beforeDrawing", drawBlocs);
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    network.unselectAll();
    choose(node !== undefined ? { node } : edge !== undefined ? { edge } : null, { focus: false });
  });
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
  network.on("zoom", () => { moved = true; });
  network.on("dragEnd", () => { moved = true; });
  network.on("resize", () => {
    if (vertical() !== standing && !moved) {
      standing = !standing;
      drawnNodes.update(nodes.map((node) => ({ id: node.id, ...place(node) })));
      fixBorders();
    }
    if (!moved) fit();
  });
  $("zoom-in").addEventListener("click", () => zoom(1.3));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  $("fit").addEventListener("click", fit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== $("search") && chosen) choose(null);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); paint(); });
  addEventListener("beforeprint", () => { for (const each of panel.querySelectorAll("details")) each.open = true; });
  paint();
  showPanel();
  fit();
  window.kgView = { network, nodes, edges, choose, visible };
})();
