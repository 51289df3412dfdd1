from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import StoredClaim
from kg.view import alliances, events, people, write_page

pytestmark = pytest.mark.browser

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, started once for all tests here."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens the claims' page from a file; fails at the end on any request, error or message."""
    trouble: list[str] = []

    def opened(
        claims: list[StoredClaim], width: int = 1280, height: int = 800, view: Any = alliances
    ) -> Any:
        write_page(tmp_path / "page.html", view(claims, {}), title="A <b>title</b>")
        tab = chromium.new_page(viewport={"width": width, "height": height})
        address = (tmp_path / "page.html").as_uri()
        tab.on("request", lambda request: request.url == address or trouble.append(request.url))
        tab.on("console", lambda message: trouble.append(message.text))
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.goto(address)
        tab.wait_for_function("window.kgView !== undefined")
        return tab

    yield opened
    assert trouble == []


def point(tab: Any, script: str) -> tuple[float, float]:
    """Where on the screen a place in the network is."""
    place = tab.evaluate(
        f"""() => {{
            const place = kgView.network.canvasToDOM({script});
            const box = document.getElementById("network").getBoundingClientRect();
            return [place.x + box.left, place.y + box.top];
        }}"""
    )
    return place[0], place[1]


def node_point(tab: Any, short: str) -> tuple[float, float]:
    """Where on the screen the node with this short form is."""
    number = f"kgView.nodes.find((node) => node.short === '{short}').id"
    return point(tab, f"kgView.network.getPosition({number})")


def test_a_click_on_a_node_opens_its_facts_and_quotes(show, election) -> None:
    """PTI's panel shows both seat counts with their sentences."""
    tab = show(election)
    tab.mouse.click(*node_point(tab, "PTI"))
    panel = tab.locator("#panel")
    assert panel.locator("h2").inner_text() == "Pakistan Tehreek-e-Insaf"
    assert "By Sunday the count stood at 93 seats" in panel.inner_text()
    assert "taken 100 seats before the forms were changed" in panel.inner_text()


def test_a_click_on_an_edge_opens_its_quote(show, election) -> None:
    """The line from PML-F to GDA opens the one sentence that says so, its names marked."""
    tab = show(election)
    (x, y), (to_x, to_y) = node_point(tab, "PML-F"), node_point(tab, "GDA")
    tab.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    assert tab.locator("#panel blockquote").all_inner_texts() == [
        "PML-F is the largest member of the Grand Democratic Alliance."
    ]
    assert tab.locator("#panel mark").all_inner_texts() == ["PML-F", "Grand Democratic Alliance"]
    assert tab.locator("#panel a").get_attribute("href") == "https://news.example/article"


def test_a_filter_hides_edges_in_the_drawing_and_the_list(show, election) -> None:
    """Without "denied" no denied edge is drawn or listed; with it they are back."""
    tab = show(election)
    drawn = """() => kgView.edges.filter(
        (edge) => edge.status === "denied" && !kgView.network.body.edges[edge.id].options.hidden
    ).length"""
    assert tab.evaluate(drawn) == 3
    tab.locator("#by-status input[value=denied]").uncheck()
    assert tab.evaluate(drawn) == 0
    assert "Denied" not in tab.locator("#panel h3").all_inner_texts()
    tab.locator("#by-status input[value=denied]").check()
    assert tab.evaluate(drawn) == 3


def test_the_keyboard_reaches_every_relation(show, election) -> None:
    """A list item takes the focus, Enter chooses its edge, Escape goes back."""
    tab = show(election)
    tab.locator("#panel button[data-edge]").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#panel blockquote").count() >= 3
    tab.keyboard.press("Escape")
    assert tab.locator("#panel button[data-edge]").count() == tab.evaluate("kgView.edges.length")


def test_search_finds_by_alias(show, election) -> None:
    """Typing an acronym and Enter chooses the party."""
    tab = show(election)
    tab.locator("#search").fill("mqm")
    tab.keyboard.press("Enter")
    assert "Muttahida Qaumi Movement" in tab.locator("#panel h2").inner_text()


def test_both_sides_of_a_disagreement_are_shown(show, election) -> None:
    """Choosing the denied alliance shows the denial and the announcement, and says so."""
    tab = show(election)
    tab.evaluate("kgView.choose({edge: kgView.edges.find((e) => e.disputed).id})")
    text = tab.locator("#panel").inner_text()
    assert "Sources disagree" in text
    assert "denied that any alliance with PTI" in text
    assert "PTI would work with Jamaat-e-Islami" in text


def test_hostile_names_and_quotes_stay_inert(show, hostile) -> None:
    """Markup in a name, quote, outlet or title is shown as text; a script address is no link."""
    tab = show(hostile)
    for number in range(tab.evaluate("kgView.nodes.length")):
        tab.evaluate(f"kgView.choose({{node: {number}}})")
    for number in range(tab.evaluate("kgView.edges.length")):
        tab.evaluate(f"kgView.choose({{edge: kgView.edges[{number}].id}})")
        tab.mouse.move(*node_point(tab, "__proto__"))
        assert tab.locator("#panel blockquote").count() >= 1
        assert tab.locator("#panel img, #panel script, #panel b b, #panel i, #panel u").count() == 0
        assert tab.locator("#panel a[href^='javascript']").count() == 0
        assert tab.locator("#tip b b, #tip img").count() == 0
    assert tab.title() == "A <b>title</b>"
    assert tab.evaluate("({}).polluted") is None


@pytest.mark.parametrize("view", [people, events])
def test_the_other_networks_open_too(show, election, view) -> None:
    """People and events are drawn by the same page."""
    tab = show(election, view=view)
    assert tab.evaluate("kgView.edges.length") >= 1
    assert tab.locator("#panel button[data-node]").count() == tab.evaluate("kgView.nodes.length")


def test_a_phone_gets_the_panel_below_and_no_sideways_scroll(show, election) -> None:
    """At 390 pixels nothing is wider than the screen, and the panel lies under the network."""
    tab = show(election, 390, 844)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    network = tab.locator("#network").bounding_box()
    assert tab.locator("#panel").bounding_box()["y"] >= network["y"] + network["height"]


def test_all_labels_lie_inside_the_stage(show, election) -> None:
    """The first view shows the whole network."""
    tab = show(election)
    stage = tab.locator("#network").bounding_box()
    for short in ("MQM-P", "TLP", "BNP-M", "National Party"):
        x, y = node_point(tab, short)
        assert stage["x"] < x < stage["x"] + stage["width"]
        assert stage["y"] < y < stage["y"] + stage["height"]
