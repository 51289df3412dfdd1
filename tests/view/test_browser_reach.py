"""The page without a mouse, without sight, with less motion, in the dark, and on paper."""

from __future__ import annotations

import pytest
from many import many_claims
from screen import quotes, wait_for

pytestmark = pytest.mark.browser

NAMED = """() => [...document.querySelectorAll("button, input, select, summary, a, [tabindex='0']")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !(element.getAttribute("aria-label") || element.title
        || element.textContent.trim() || element.labels?.length))
    .map((element) => element.outerHTML.slice(0, 80))"""


def tabbed(tab, most: int = 400) -> list[str]:
    """What Tab passes from the top of the page to its end, each by id, role or data."""
    found: list[str] = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        at = tab.evaluate("""() => {
            const { id, name, value, dataset } = document.activeElement;
            if (document.activeElement === document.body) return "";
            return id || dataset.edge || (dataset.node && `n${dataset.node}`) || `${name} ${value}`;
        }""")
        if not at or at in found[:1]:
            break
        found.append(at)
    return found


def test_tab_reaches_every_control_and_every_relation(show, election) -> None:
    """From the search box over drawing, slider, outlets and boxes to each line and each name."""
    passed = tabbed(show(election))
    tab = show(election)
    controls = "skip search network zoom-in zoom-out fit loose play from until least".split()
    assert [each for each in passed if each in controls] == controls
    assert {f"e{n}" for n in range(tab.evaluate("kgView.edges.length"))} <= set(passed)
    assert {f"n{n}" for n in range(tab.evaluate("kgView.nodes.length"))} <= set(passed)
    assert {"status denied", "predicate opposes", "cls Person"} <= set(passed)


def test_everything_that_can_be_used_has_a_name(show, election) -> None:
    """No button, box or slider is silent for a screen reader."""
    tab = show(election)
    tab.locator("#outlets > summary").click()
    assert tab.evaluate(NAMED) == []
    tab.evaluate("kgView.choose({node: 0})")
    assert tab.evaluate(NAMED) == []


def test_a_relation_is_opened_and_left_by_keys(show, election) -> None:
    """Enter on a list item chooses its edge, Escape goes back to the list."""
    tab = show(election)
    tab.locator("#panel button[data-edge]").first.focus()
    tab.keyboard.press("ArrowDown")
    wanted = tab.evaluate(
        "kgView.edges.find(({id}) => id === document.activeElement.dataset.edge).evidence[0].quote"
    )
    tab.keyboard.press("Enter")
    assert quotes(tab)[0] == wanted
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel button[data-edge]").count() == tab.evaluate("kgView.edges.length")


def test_the_list_of_outlets_is_closed_by_escape(show, election) -> None:
    """It closes first, and what is chosen stays."""
    tab = show(election)
    tab.evaluate("kgView.choose({node: 0})")
    tab.locator("#outlets > summary").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    assert not tab.evaluate("document.getElementById('outlets').open")
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert tab.locator("#panel .back").count() == 1


def test_arrow_keys_walk_through_the_drawing(show, election) -> None:
    """From the most connected name to its neighbour on the right, with Shift along its lines."""
    tab = show(election)
    tab.locator("#network").focus()
    tab.keyboard.press("ArrowRight")
    first = tab.locator("#panel h2").inner_text()
    x = tab.evaluate("(name) => kgView.nodes.find((node) => node.name === name).x", first)
    tab.keyboard.press("ArrowRight")
    second = tab.locator("#panel h2").inner_text()
    assert tab.evaluate("(name) => kgView.nodes.find((n) => n.name === name).x", second) > x
    assert second in tab.locator("#said").text_content()
    tab.keyboard.press("Shift+ArrowDown")
    assert len(quotes(tab)) >= 1
    assert tab.evaluate("document.activeElement.id") == "network"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel"


def test_arrow_keys_reach_every_name(show, election) -> None:
    """There is a way of arrow keys from the first name to each other one."""
    tab = show(election)
    step = """([from, key]) => {
        kgView.choose({ node: from }, { focus: false, scroll: false });
        document.getElementById("network").dispatchEvent(new KeyboardEvent("keydown", { key }));
        return JSON.parse(document.getElementById("panel").dataset.node);
    }"""
    seen, todo = {0}, [0]
    while todo:
        here = todo.pop()
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            there = tab.evaluate(step, [here, key])
            if there not in seen:
                seen.add(there)
                todo.append(there)
    assert len(seen) == tab.evaluate("kgView.nodes.length")


def test_what_changes_is_announced(show, election) -> None:
    """The live region says what was chosen, found and filtered."""
    tab = show(election)
    said = tab.locator("#said")
    assert said.get_attribute("role") == "status"
    tab.locator("#search").fill("pml")
    assert said.text_content().endswith("names")
    tab.keyboard.press("Enter")
    assert "Party, " in said.text_content()
    tab.locator("#by-status input[value=denied]").uncheck()
    assert said.text_content().startswith("Shows ")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("mqm", "Muttahida Qaumi Movement"), ("TEHREEK LABB", ""), ("imrán", "Imran Khan")],
)
def test_search_finds_by_alias_case_and_accent(show, election, typed, found) -> None:
    """Enter chooses the first; what is nowhere is said to be nowhere."""
    tab = show(election)
    tab.locator("#search").fill(typed)
    if not found:
        assert tab.locator("#found").inner_text() == "Nothing found"
        return
    tab.keyboard.press("Enter")
    assert found in tab.locator("#panel h2").inner_text()


def test_the_dark_page_changes_with_the_system(show, election) -> None:
    """The drawing takes the dark colours, and the light ones again."""
    tab = show(election, color_scheme="dark")
    colour = "() => kgView.network.body.nodes[0].options.color.background"
    dark = tab.evaluate(colour)
    tab.emulate_media(color_scheme="light")
    wait_for(tab, f"({colour})() !== {dark!r}")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(ground) == "rgb(251, 250, 247)"


def test_on_paper_there_are_words_and_no_controls(show, election) -> None:
    """A dark screen prints light, every folded sentence is open, the drawing is a picture."""
    tab = show(election, color_scheme="dark")
    tab.evaluate("kgView.choose({node: kgView.nodes.find((node) => node.short === 'PTI').id})")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    assert not tab.locator("#search, .zoom, #time, .back").locator("visible=true").count()
    assert tab.locator("#panel details:not([open])").count() == 0
    picture = tab.locator("#picture")
    assert picture.get_attribute("src").startswith("data:image/png")
    assert picture.is_visible()


def test_after_printing_the_screen_is_as_before(show, election) -> None:
    """A printed page goes back to its theme and its view."""
    tab = show(election, color_scheme="dark")
    tab.locator("#zoom-in").click()
    state = """() => JSON.stringify([
        kgView.network.getScale(), kgView.network.getViewPosition(),
        kgView.network.body.nodes[0].options.color.background,
        getComputedStyle(document.body).backgroundColor])"""
    before = tab.evaluate(state)
    assert tab.pdf().startswith(b"%PDF")
    wait_for(tab, f"({state})() === {before!r}")


def test_the_list_can_be_skipped_to(show, election) -> None:
    """The first stop of Tab leads past drawing and filters to the list."""
    tab = show(election)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel"


def test_long_lists_are_cut_until_they_are_asked_for(show) -> None:
    """Of 150 names 40 are listed; the button adds the others and the focus goes on there."""
    tab = show(many_claims(150))
    section = tab.locator("#panel section").filter(has_text="Who is in it")
    assert section.locator(".row").count() == 40
    section.locator(".more").click()
    assert section.locator(".row").count() == 150
    assert tab.evaluate("document.activeElement.className") == "row"
