"""The explorer in a real browser: nothing from elsewhere, nothing hostile runs, keys reach all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from screen import wait_for

from tests.serve.asking import HOSTILE, PTI
from tests.serve.server import Server, serving

pytestmark = pytest.mark.browser

PAGES = (
    "/", PTI, "/network", "/network/alliances", "/disagreements", "/sparql", "/queries/allies",
    "/search?q=khan", "/search?q=hung", "ARTICLE",
)  # fmt: skip
Opening = Callable[..., Any]


@pytest.fixture(name="tab")
def _tab(chromium: Any) -> Iterator[Opening]:
    """Opens a page of a server; fails at the end on any request to elsewhere, error or message."""
    trouble: list[str] = []

    def opened(server: Server, path: str, width: int = 1280, height: int = 800, **more: Any) -> Any:
        tab = chromium.new_page(viewport={"width": width, "height": height}, **more)

        def asked(request: Any) -> None:
            if not request.url.startswith((server.url, "data:")):
                trouble.append(request.url)

        tab.on("request", asked)
        tab.on("console", lambda message: trouble.append(message.text))
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.on("dialog", lambda dialog: trouble.append(dialog.message))
        tab.goto(server.url + path)
        return tab

    yield opened
    assert trouble == []


@pytest.fixture(scope="module", name="server")
def _server(sample_store: Path) -> Iterator[Server]:
    with serving(sample_store) as server:
        yield server


@pytest.fixture(scope="module", name="article")
def _article(server: Server) -> str:
    """The address of an article with two versions, the newer one."""
    query = "SELECT%20?a%20%7B%20?a%20pol:supersedes%20?b%20%7D"
    answer = server.get(f"/sparql?query={query}", accept="text/csv")[2].decode()
    return answer.split()[1].replace("https://w3id.org/polkg", "")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_phone(
    tab: Opening, server: Server, article: str, path: str, scheme: str
) -> None:
    """Nothing is wider than the screen, asks elsewhere, or complains."""
    opened = tab(server, path.replace("ARTICLE", article), 390, 844, color_scheme=scheme)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_every_control_has_a_name(tab: Opening, server: Server, article: str, path: str) -> None:
    """Links, buttons and fields say what they are; headings begin at the first level."""
    opened = tab(server, path.replace("ARTICLE", article))
    nameless = """() => [...document.querySelectorAll("a[href], button, input, select, textarea")]
        .filter((each) => each.type !== "hidden" && each.checkVisibility())
        .filter((each) => !(each.innerText || each.ariaLabel || each.title
            || [...(each.labels || [])].some((label) => label.innerText)))
        .map((each) => each.outerHTML.slice(0, 100))"""
    assert opened.evaluate(nameless) == []
    assert opened.locator("h1").count() == 1
    assert opened.locator("main").count() == 1


def test_a_claim_shows_its_words_and_words_their_claim(
    tab: Opening, server: Server, article: str
) -> None:
    """By pointer, with the choice kept in the address, and by keyboard."""
    opened = tab(server, article)
    opened.locator("li[data-claim='4'] b").click()
    marks = opened.locator("mark.chosen")
    assert marks.count() >= 1
    assert all("4" in each.get_attribute("data-claims").split() for each in marks.all())
    assert "claim=" in opened.url
    opened.reload()
    assert opened.locator("li.chosen").get_attribute("data-claim") == "4"
    opened.locator("mark[data-claims='1']").first.click(position={"x": 3, "y": 8})
    assert opened.locator("li.chosen").all_inner_texts()[0].startswith("1")
    opened.locator("li[data-claim='2'] a.number").focus()
    opened.keyboard.press("Enter")
    assert opened.locator("li[aria-current], a[aria-current='true']").inner_text() == "2"


def test_without_script_a_claim_shows_its_words_too(
    chromium: Any, server: Server, article: str
) -> None:
    """The link asks the server."""
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(server.url + article)
    opened.locator("li[data-claim='4'] a.number").click()
    assert opened.locator("mark.chosen").count() >= 1
    context.close()


def test_the_keyboard_skips_to_the_content(tab: Opening, server: Server) -> None:
    """The first key leads there, and is seen."""
    opened = tab(server, PTI)
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.locator(".skip").bounding_box()["y"] >= 0
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#main")


def test_a_network_leads_to_its_entities_and_back(tab: Opening, server: Server) -> None:
    """From a name in the drawing to the page of who it is, and to the choice."""
    opened = tab(server, "/network/ego?name=PTI")
    wait_for(opened, "window.kgView !== undefined")
    number = opened.evaluate("kgView.nodes.find((node) => node.short === 'PTI').id")
    opened.evaluate(f"kgView.choose({{node: {number}}})")
    opened.locator(f"#panel a[href='{PTI}']").first.click()
    assert opened.locator("h1").inner_text() == "Pakistan Tehreek-e-Insaf"
    opened.go_back()
    opened.get_by_role("link", name="Choose otherwise").click()
    assert opened.locator("input[value='ego']").is_checked()


def test_the_form_draws_a_network(tab: Opening, server: Server) -> None:
    """With what was chosen in it."""
    opened = tab(server, "/network")
    opened.get_by_label("People").check()
    opened.get_by_label("factual").check()
    opened.get_by_role("button", name="Draw").click()
    wait_for(opened, "window.kgView !== undefined")
    assert opened.evaluate("kgView.edges.every((edge) => edge.status === 'factual')")


def test_an_answer_becomes_a_network(tab: Opening, server: Server) -> None:
    """And its lines open the sentences."""
    opened = tab(server, "/queries/allies")
    opened.get_by_role("link", name="As a network").click()
    wait_for(opened, "window.kgView !== undefined")
    opened.locator("#panel button[data-edge]").first.click()
    assert opened.locator("#panel blockquote").count() >= 1


def test_nothing_hostile_runs(tab: Opening, hostile_store: Path) -> None:
    """On any page of a graph whose every name, title, quote and address is hostile."""
    with serving(hostile_store) as server:
        opened = tab(server, "/")
        seen: set[str] = set()
        open_ = ["/", "/network/alliances", "/search?q=a", "/search?q=said"]
        while open_:
            path = open_.pop()
            if path in seen:
                continue
            seen.add(path)
            opened.goto(server.url + path)
            assert opened.locator("[onerror], [onload], [onmouseover], main img").count() == 0
            links = opened.evaluate("[...document.links].map((each) => each.getAttribute('href'))")
            assert not [link for link in links if not re.match(r"[/#]|https?://", link)]
            plain = (re.sub(r"[?&]claim=.*|#.*", "", link) for link in links)
            open_ += [
                link
                for link in plain
                if link.startswith("/id/") and not re.search("[?&](format|kind|status|says)=", link)
            ]
        assert len(seen) > 2 * len(HOSTILE)


def test_a_judgement_is_made_with_three_clicks(
    tab: Opening, sample_store: Path, tmp_path: Path
) -> None:
    """A browser sends what proves that the form is ours; the page of who became one is shown."""
    store = shutil.copytree(sample_store, tmp_path / "store")
    with serving(store, "--edit") as server:
        assert server.process.stderr is not None
        path = server.process.stderr.readline().partition(f":{server.port}")[2].strip()
        opened = tab(server, path)
        opened.goto(f"{server.url}/id/entity/person/nawaz-sharif")
        opened.get_by_role("link", name="Say who is the same").click()
        opened.get_by_role("link", name="Compare with Shehbaz Sharif").click()
        opened.get_by_label("Why").fill("only a test")
        opened.get_by_role("button", name="They are the same").click()
        assert "only a test" in opened.locator(".judged").inner_text()


def test_a_printed_article_keeps_its_claims(tab: Opening, server: Server, article: str) -> None:
    """Without search and links to data."""
    opened = tab(server, article)
    opened.emulate_media(media="print")
    assert opened.locator("ol.claims").first.is_visible()
    assert not opened.locator(".top form").is_visible()
    assert not opened.locator(".forms").is_visible()
