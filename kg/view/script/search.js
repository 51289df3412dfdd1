// The search box: names, short forms and aliases, without regard to case and accents.

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const spelled = nodes.map((node) => [...new Set([node.short, node.name, ...node.aliases].map(plain))]);
let active = -1; // the option that Enter takes

/** The best eight: the very name, then names that begin so, the most connected first. */
function find(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const rank = (node) => Math.min(...spelled[node.id].map((each) => {
    const at = each.indexOf(wanted);
    if (each === wanted) return 0;
    if (at < 0) return 99;
    return at === 0 ? 1 : each[at - 1] === " " ? 2 : 3;
  }));
  return ranked
    .map((node) => [rank(node), node])
    .filter(([rank]) => rank < 99)
    .sort(([one], [other]) => one - other)
    .slice(0, 8)
    .map(([, node]) => node);
}

function search() {
  const text = $("search").value;
  const found = find(text);
  active = found.length ? 0 : -1;
  $("found").replaceChildren(
    ...found.map((node, i) => h(
      "li",
      { role: "option", id: `found-${i}`, "data-node": node.id, onmousedown: (event) => { event.preventDefault(); take(node.id); } },
      shapeIcon(node.cls), nameOf(node), !node.shown && h("span", { class: "hint" }, "hidden by the filters"),
    )),
  );
  if (text.trim() && !found.length) $("found").append(h("li", { class: "none" }, "Nothing found"));
  $("found").hidden = !text.trim();
  $("search").setAttribute("aria-expanded", String(Boolean(text.trim())));
  if (text.trim()) announce(found.length ? plural(found.length, "name") : "Nothing found");
  markOption();
}

function markOption() {
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

function searchKeys(event) {
  const options = markOption();
  if (event.key === "Escape") { $("search").value = ""; search(); }
  if (event.key === "Enter" && options[active]) take(Number(options[active].dataset.node));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % Math.max(options.length, 1);
    markOption();
  }
}
