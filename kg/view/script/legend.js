// The legend: what each line and shape means, which are shown, and how many.

const boxes = new Map(); // the checkbox and the counter of each value, by facet and value

function buildLegend() {
  for (const predicate of valuesOf.predicate) {
    const sample = edges.find((edge) => edge.predicate === predicate);
    const line = { ...sample, status: "factual", dashes: data.family_dashes[sample.family] ?? false };
    addBox("predicate", predicate, swatch(line));
  }
  for (const status of valuesOf.status) {
    const dashes = data.dashes[status];
    addBox("status", status, swatch({ status, dashes: dashes.length ? dashes : false, family: "plain", marks: {} }));
  }
  for (const cls of valuesOf.cls) addBox("cls", cls, shapeIcon(cls));
  if (most > 1) $("by-cls").querySelector(".items").append(h("span", { class: "hint" }, "thicker line: more independent sources"));
  for (const source of valuesOf.source) addBox("source", source);
  for (const facet of Object.keys(LABELS)) {
    const field = $(`by-${facet}`);
    field.hidden = valuesOf[facet].length === 0;
    field.addEventListener("click", ({ target }) => {
      if (target.dataset.every) setFacet(facet, target.dataset.every === "all" ? valuesOf[facet] : []);
    });
  }
  $("outlets").hidden = valuesOf.source.length < 2;
  for (let least = 1; least <= most; least += 1) $("least").append(h("option", { value: least }, `${least}`));
  $("least").closest("label").hidden = most < 2;
  $("least").addEventListener("change", () => { shown.least = Number($("least").value); refresh(); });
  for (const button of document.querySelectorAll(".clear")) button.addEventListener("click", () => { pause(); clearFilters(); refresh(); });
  $("legend").open = !narrow.matches;
}

function addBox(facet, value, picture) {
  const box = h("input", {
    type: "checkbox", name: facet, value,
    onchange: () => {
      if (box.checked) shown[facet].add(value);
      else shown[facet].delete(value);
      refresh();
    },
  });
  const count = h("span", { class: "count" });
  const words = valueWord(facet, value);
  const only = h("button", { type: "button", class: "only", "aria-label": `Only ${words}`, onclick: () => setFacet(facet, [value]) }, "only");
  const label = h("label", {}, box, picture, h("bdi", {}, words), count);
  $(`by-${facet}`).querySelector(".items").append(h("span", { class: "item" }, label, facet === "source" && only));
  boxes.set(`${facet} ${value}`, { box, count, label });
}

function setFacet(facet, values) {
  shown[facet] = new Set(values);
  refresh();
}

/** Checks, counts and the sentence as the filters have them. */
function showLegend() {
  for (const facet of Object.keys(LABELS))
    for (const [value, number] of tally(facet)) {
      const { box, count, label } = boxes.get(`${facet} ${value}`);
      box.checked = shown[facet].has(value);
      count.textContent = figure(number);
      label.classList.toggle("none", number === 0);
    }
  $("least").value = shown.least;
  $("outlets").querySelector("summary span").textContent = all("source") ? `all ${valuesOf.source.length}` : `${shown.source.size} of ${valuesOf.source.length}`;
  $("filtered").hidden = !filtered();
  $("summary").hidden = filtered();
  $("filtered").firstElementChild.textContent = filtered() ? filterWords() : "";
}
