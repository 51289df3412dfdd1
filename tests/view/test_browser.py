"""The page in a real Chromium: what is drawn can be opened, and nothing else happens."""

from __future__ import annotations

import pytest
from election import JI, MWM, PTI, entity, say
from many import many_claims
from screen import clear_points, node_point, quotes, shown, wait_for

from kg.view import alliances, events, people

pytestmark = pytest.mark.browser


def test_a_click_on_a_node_opens_its_facts_and_quotes(show, election) -> None:
    """PTI's panel shows both seat counts with their sentences."""
    tab = show(election)
    tab.mouse.click(*node_point(tab, "PTI"))
    panel = tab.locator("#panel")
    assert panel.locator("h2").inner_text() == "Pakistan Tehreek-e-Insaf"
    assert "By Sunday the count stood at 93 seats" in panel.inner_text()
    assert "taken 100 seats before the forms were changed" in panel.inner_text()


def test_a_node_shows_every_claim_of_its_relations(show, election) -> None:
    """The panel of PTI holds the sentences of all its lines, folded or not."""
    tab = show(election)
    tab.mouse.click(*node_point(tab, "PTI"))
    held = set(tab.locator("#panel blockquote").all_text_contents())
    wanted = {c.claim.evidence.quote for c in election if PTI in c.claim.entities}
    network = alliances(election, {})
    drawn = {r["quote"] for *_, d in network.edges(PTI.id, data=True) for r in d["evidence"]}
    assert drawn <= wanted
    assert drawn <= held


def test_a_click_on_an_edge_opens_its_quote(show, election) -> None:
    """The line from PML-F to GDA opens the one sentence that says so, its names marked."""
    tab = show(election)
    (x, y), (to_x, to_y) = node_point(tab, "PML-F"), node_point(tab, "GDA")
    tab.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    assert quotes(tab) == ["PML-F is the largest member of the Grand Democratic Alliance."]
    assert tab.locator("#panel mark").all_inner_texts() == ["PML-F", "Grand Democratic Alliance"]
    assert tab.locator("#panel a").get_attribute("href") == "https://news.example/article"


@pytest.mark.parametrize("claims", ["election", "crowd"])
def test_every_line_opens_its_own_sentence(show, election, claims) -> None:
    """Wherever a line runs alone, be it 7 pixels beside another, a click opens just that line."""
    tab = show(election if claims == "election" else many_claims(40))
    found = 0
    for edge in tab.evaluate("kgView.edges.map(({id, evidence}) => ({id, evidence}))"):
        points = clear_points(tab, edge["id"], clear=7)
        found += bool(points)
        for point in points[:: max(1, len(points) // 2)]:
            tab.mouse.click(*point)
            assert quotes(tab)[0] == edge["evidence"][0]["quote"]
    assert found > 0.8 * tab.evaluate("kgView.edges.length")


def test_lines_that_cross_are_told_apart_near_the_crossing(show) -> None:
    """Of two lines that cross, the nearer one opens, 6 pixels from where they meet."""
    parties = [entity("Party", f"Party {i}", f"P{i}X") for i in range(5)]
    pairs = [(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]]
    tab = show([say(a, "alliedWith", b, f"{a.name} and {b.name}.") for a, b in pairs])
    met = 0
    for edge in tab.evaluate("kgView.edges.map(({id, evidence}) => ({id, evidence}))"):
        near = clear_points(tab, edge["id"], clear=6)
        far = set(clear_points(tab, edge["id"], clear=12))
        for point in [p for p in near if p not in far]:
            tab.mouse.click(*point)
            assert quotes(tab)[0] == edge["evidence"][0]["quote"]
            met += 1
    assert met


def test_parallel_relations_of_one_pair_can_each_be_opened(show) -> None:
    """Allied and rival, planned and denied between two parties: four lines, four sentences."""
    claims = [
        say(PTI, "alliedWith", JI, "They are allies."),
        say(PTI, "alliedWith", JI, "They will be allies.", status="planned"),
        say(PTI, "alliedWith", JI, "They are no allies.", status="denied"),
        say(PTI, "opposes", JI, "PTI is a rival."),
        say(JI, "opposes", PTI, "JI is a rival."),
        say(PTI, "negotiatesWith", MWM, "They talk."),
    ]
    tab = show(claims)
    opened = set()
    for edge in tab.evaluate("kgView.edges.map((edge) => edge.id)"):
        points = clear_points(tab, edge, clear=7)
        tab.mouse.click(*points[len(points) // 2])
        opened.add(quotes(tab)[0])
    assert opened == {claim.claim.evidence.quote for claim in claims}


def test_a_click_just_inside_a_shape_is_the_node_and_just_outside_is_the_line(show) -> None:
    """At the end of a line, five pixels decide."""
    tab = show([say(PTI, "alliedWith", JI, "They are allies.")])
    (x, y), (to_x, to_y) = node_point(tab, "PTI"), node_point(tab, "JI")
    away = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    radius = tab.evaluate(
        "kgView.nodes.find((node) => node.short === 'PTI').size * kgView.network.getScale()"
    )
    for reach, wanted in ((radius - 5, "Pakistan Tehreek-e-Insaf"), (radius + 7, "allied with")):
        tab.mouse.click(x + (to_x - x) * reach / away, y + (to_y - y) * reach / away)
        assert wanted in tab.locator("#panel h2").inner_text()
        assert ("allied with" in tab.locator("#panel h2").inner_text()) == (reach > radius)


def test_a_click_beside_everything_goes_back(show, election) -> None:
    """The list of all relations returns."""
    tab = show(election)
    tab.mouse.click(*node_point(tab, "PTI"))
    box = tab.locator("#network").bounding_box()
    tab.mouse.click(box["x"] + 3, box["y"] + 3)
    assert tab.locator("#panel h2").inner_text() == "What the sources say"


def test_both_sides_of_a_disagreement_are_shown_side_by_side(show, election) -> None:
    """The denial and the announcement stand at one height, and the panel says that they differ."""
    tab = show(election)
    tab.evaluate("kgView.choose({edge: kgView.edges.find((e) => e.disputed).id})")
    text = tab.locator("#panel").inner_text()
    assert "Sources disagree" in text
    assert "denied that any alliance with PTI" in text
    assert "PTI would work with Jamaat-e-Islami" in text
    left, right = (side.bounding_box() for side in tab.locator(".sides .relation").all())
    assert abs(left["y"] - right["y"]) < 2
    assert left["x"] + left["width"] <= right["x"]


def test_hostile_names_and_quotes_stay_inert(show, hostile) -> None:
    """Markup in a name, quote, outlet or title is shown as text; a script address is no link."""
    tab = show(hostile, fragment="#entity=<img src=x onerror=alert(1)>&no-cls=__proto__")
    tab.locator("#outlets > summary").click()
    for number in range(tab.evaluate("kgView.nodes.length")):
        tab.evaluate(f"kgView.choose({{node: {number}}})")
    for number in range(tab.evaluate("kgView.edges.length")):
        tab.evaluate(f"kgView.choose({{edge: kgView.edges[{number}].id}})")
        assert tab.locator("#panel blockquote").count() >= 1
        for place in tab.locator("#panel a").all():
            assert place.get_attribute("href").lower().startswith(("http://", "https://"))
    tab.mouse.move(*node_point(tab, "__proto__"))
    tab.locator("#search").fill("<")
    strange = "body img, body script:not([type]) ~ p, bdi *, mark *, b b, i, u, #tip img, iframe"
    assert tab.locator(strange).count() == 0
    assert tab.locator("script").count() == 3
    assert tab.title() == "A <b>title</b>"
    assert tab.evaluate("({}).polluted") is None


@pytest.mark.parametrize("view", [people, events])
def test_the_other_networks_open_too(show, election, view) -> None:
    """People and events are drawn by the same page."""
    tab = show(election, view=view)
    assert tab.evaluate("kgView.edges.length") >= 1
    assert tab.locator("#panel button[data-node]").count() == tab.evaluate("kgView.nodes.length")


@pytest.mark.parametrize("nodes", [50, 500, 2000])
def test_at_any_size(show, nodes) -> None:
    """A node, a line, a name and a filter work alike at 50, 500 and 2,000 nodes."""
    tab = show(many_claims(nodes), max_nodes=2000)
    assert tab.evaluate("kgView.nodes.length") == nodes
    name = "Movement for Matter 7"
    tab.locator("#search").fill(name)
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == name
    x, y = node_point(tab, "M7X")
    stage = tab.locator("#network").bounding_box()
    assert stage["x"] < x < stage["x"] + stage["width"]
    assert stage["y"] < y < stage["y"] + stage["height"]
    tab.evaluate(
        "kgView.network.moveTo({scale: 1})"
    )  # on M7X, which has been brought to the middle
    ties = """kgView.edges.filter((edge) =>
        [edge.from, edge.to].some((id) => kgView.nodes[id].short === "M7X"))"""
    for edge in tab.evaluate(ties):
        points = [
            point
            for point in clear_points(tab, edge["id"], clear=6)
            if tab.evaluate("([x, y]) => document.elementFromPoint(x, y)?.tagName", point)
            == "CANVAS"
        ]
        if points:
            break
    tab.mouse.click(*points[0])
    assert quotes(tab)[0] == edge["evidence"][0]["quote"]
    tab.locator("#by-predicate input[value=opposes]").uncheck()
    assert not any(each.startswith("opposes") for each in shown(tab))


def test_what_is_left_out_is_said(show) -> None:
    """Above the limit the most connected are drawn, and a note counts the others."""
    tab = show(many_claims(120), max_nodes=30)
    assert tab.evaluate("kgView.nodes.length") == 30
    note = tab.locator("#left-out").inner_text()
    assert "30 most connected of 120; left out: 90 entities" in note


def test_a_phone_gets_the_panel_below_and_no_sideways_scroll(show, election) -> None:
    """At 390 pixels nothing is wider than the screen, and the panel lies under the network."""
    tab = show(election, 390, 844)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    network = tab.locator("#network").bounding_box()
    assert tab.locator("#panel").bounding_box()["y"] >= network["y"] + network["height"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_all_nodes_lie_inside_the_stage(show, election, width, height) -> None:
    """The first view shows the whole network, with no node under the buttons."""
    tab = show(election, width, height)
    stage = tab.locator("#network").bounding_box()
    buttons = tab.locator(".zoom").bounding_box()
    for short in tab.evaluate("kgView.nodes.map((node) => node.short)"):
        x, y = node_point(tab, short)
        assert stage["x"] < x < stage["x"] + stage["width"]
        assert stage["y"] < y < stage["y"] + stage["height"]
        assert width < 800 or x < buttons["x"] or y > buttons["y"] + buttons["height"]


def test_labels_fit_the_boxes_that_the_layout_keeps_apart(show, election) -> None:
    """No name is wider on the screen than the layout took it to be, so none touches another."""
    tab = show([*election, *many_claims(40)])
    wider = tab.evaluate("""() => {
        const context = document.createElement("canvas").getContext("2d");
        return kgView.nodes.filter((node) => {
            const weight = node.inside || node.cls === "Alliance" ? 650 : 500;
            context.font = `${weight} 14px system-ui, "Segoe UI", Inter, "Noto Sans", sans-serif`;
            const widths = node.label.split("\\n").map((line) => context.measureText(line).width);
            return Math.max(...widths) > node.box[0] + 1;
        }).map((node) => node.label);
    }""")
    assert wider == []


# Names that lie under the buttons, or on the shape of another party or alliance.
COVERING = """() => {
    const { network, nodes } = kgView;
    const boxes = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const half = this.measureText(text).width / 2;
        boxes.push({ text, x, y, half, high: parseFloat(this.font.match(/([\\d.]+)px/)[1]) / 4 });
        return fillText.apply(this, arguments);
    };
    network.redraw();
    CanvasRenderingContext2D.prototype.fillText = fillText;
    const zoom = document.querySelector(".zoom");
    const [x, y] = [zoom.offsetLeft, zoom.offsetTop + zoom.offsetHeight];
    const corner = network.DOMtoCanvas({ x, y });
    const shapes = nodes.filter((node) => ["Party", "Alliance"].includes(node.cls))
        .filter((node) => node.size * network.getScale() > 7)
        .map((node) => [node, network.getPosition(node.id)]);
    const covers = ({ text, x, y, half, high }) => (x + half > corner.x && y - high < corner.y)
        || shapes.some(([node, at]) => !node.label.startsWith(text.replace("…", ""))
            && Math.abs(at.x - x) < half + node.size * 0.7
            && Math.abs(at.y - y) < high + node.size * 0.7);
    return [boxes.length, boxes.filter(covers).map(({ text }) => text)];
}"""


@pytest.mark.parametrize("seed", [1, 2])
def test_names_from_afar_cover_no_party_and_no_button(show, seed) -> None:
    """Where names no longer fit all, those that are drawn lie beside what is larger than they."""
    names, covering = show(many_claims(120, seed=seed)).evaluate(COVERING)
    assert names > 20
    assert covering == []


def test_names_move_only_when_they_are_let(show, election) -> None:
    """Nothing moves by itself; the button sets names free, "show all" puts them back."""
    tab = show(election)
    places = "JSON.stringify(kgView.network.getPositions())"
    first = tab.evaluate(places)
    tab.wait_for_timeout(300)
    assert tab.evaluate(places) == first
    tab.locator("#loose").click()
    wait_for(tab, f"{places} !== {first!r}")
    tab.locator("#fit").click()
    assert tab.evaluate(places) == first
    assert tab.locator("#loose").get_attribute("aria-pressed") == "false"


def test_a_network_of_nothing_says_so(show) -> None:
    """No filter of the page is blamed for it."""
    assert "No claim makes a line in this network." in show([]).locator("#panel").inner_text()
