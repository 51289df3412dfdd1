"""Pages as a browser asks for them, taken apart; articles whose every field is hostile."""

from __future__ import annotations

from html.parser import HTMLParser

from starlette.testclient import TestClient

from kg.ids import entity_iri
from kg.model import Article, Claim, Entity, Evidence, Link, Mention, Modality

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PTI = "/id/entity/party/pakistan-tehreek-e-insaf"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea></style><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7070 * 7 }}{% raw %}",
    "&lt;b&gt; \u202e\u200b\ufeff 💥 عربي",
    "../../x?y#z&w=%3Cscript%3E",
    "__proto__",
    "a\r\nSet-Cookie: x=1",
]  # fmt: skip


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.inline = 0  # scripts within the page
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "")
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Remember it."""
        self.text += data
        self.inline += self.cdata_elem == "script"

    @property
    def links(self) -> list[str]:
        """Where it leads."""
        return [value for name, value in self.attributes if name == "href"]


def harmless(text: str) -> Page:
    """A page that runs nothing, loads nothing from elsewhere, and leads nowhere odd."""
    page = Page(text)
    assert not {"img", "svg", "iframe", "object", "style"} & set(page.tags)
    assert not page.inline
    assert all(source.startswith("/static/") for source in page.scripts)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith(("/", "#", "http://", "https://", "data:,")) for link in page.links)
    assert "49490" not in page.text
    return page


def hostile_article(words: str) -> tuple[Article, list[Link], list[Claim]]:
    """An article whose every field is hostile."""
    text = f"Said {words} allies with Red Party."
    name = " ".join(words.split())
    article = Article(id=words, text=text, title=words, url=words, source=words, author=words)
    one = Entity(entity_iri("Party", name), name, "Party", (f"{name} too",))
    red = Entity(entity_iri("Party", "Red Party"), "Red Party", "Party")
    claim = Claim(
        article=words, kind="relation", predicate="alliedWith", subject=one, object=red,
        evidence=Evidence(0, len(text), text), speaker=one, modality=Modality("certain", "future"),
    )  # fmt: skip
    end = 5 + len(words)
    mention = Mention(5, end, words, "Party", 0, 0, 1)
    return article, [Link(mention, one, "")], [claim]


def page(client: TestClient, path: str, *, status: int = 200) -> Page:
    """A page as a browser asks for it."""
    answer = client.get(path, headers={"Accept": HTML})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (status, "text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    return harmless(answer.text)
