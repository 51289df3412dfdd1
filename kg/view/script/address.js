// What is chosen and filtered as the address's #fragment, so that a link shows the same picture.
// Entities go by IRI and values by name: a link outlives the next build where they still exist.

const edgeKey = (edge) => [edge.predicate, edge.status, nodes[edge.from].iri, nodes[edge.to].iri].join("|");

function writeAddress() {
  const state = new URLSearchParams();
  if (chosen?.edge) state.set("relation", edgeKey(edgeById.get(chosen.edge)));
  else if (chosen) state.set("entity", nodes[chosen.node].iri);
  for (const facet of Object.keys(LABELS))
    for (const value of valuesOf[facet]) if (!shown[facet].has(value)) state.append(`no-${facet}`, value);
  if (steps.length && shown.from > 0) state.set("from", steps[shown.from]);
  if (steps.length && shown.until < steps.length - 1) state.set("until", steps[shown.until]);
  if (shown.least > 1) state.set("least", shown.least);
  if (shown.around !== null) state.set("around", nodes[shown.around].iri);
  const fragment = `${state}` && `#${state}`;
  if (fragment === location.hash) return;
  try {
    history.replaceState(null, "", fragment || location.pathname + location.search);
  } catch {
    // a frame without an address of its own, as in a notebook: nothing to share
  }
}

/** Takes over what the address says; what it names and the page does not know is passed over. */
function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  clearFilters();
  for (const facet of Object.keys(LABELS))
    for (const value of state.getAll(`no-${facet}`)) shown[facet].delete(value);
  const [from, until] = [stepNear(state.get("from")), stepNear(state.get("until"))];
  if (from !== undefined) shown.from = from;
  if (until !== undefined) shown.until = Math.max(until, shown.from);
  const least = Number(state.get("least"));
  if (Number.isInteger(least) && least > 1) shown.least = Math.min(least, most);
  const named = (key) => nodes.find((node) => node.iri === state.get(key));
  shown.around = named("around")?.id ?? null;
  const edge = state.has("relation") && edges.find((each) => edgeKey(each) === state.get("relation"));
  const node = named("entity");
  return edge ? { edge: edge.id } : node ? { node: node.id } : null;
}
