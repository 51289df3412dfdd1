"""The search: names in any form, of any class, and words of articles."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.serve.asking import page


@pytest.mark.parametrize(
    "text", ["khan", "ALI", "erdoğan", "a", "zzzz", "", "<b>", "http://x", "7"]
)
def test_search_finds_by_a_part_of_a_name(sample: TestClient, text: str) -> None:
    """In any case, with and without other names; nothing found is said."""
    links = page(sample, f"/search?q={quote(text)}").links
    assert ("/id/entity/person/imran-khan" in links) == (text in ("khan", "a"))


def test_whom_most_is_said_of_comes_first(sample: TestClient) -> None:
    """With how much, and the newest sentence; an exact alias before all."""
    links = [to for to in page(sample, "/search?q=khan").links if "/entity/person/" in to]
    assert links[0] == "/id/entity/person/imran-khan"
    assert "claims" in page(sample, "/search?q=khan").text
    links = [to for to in page(sample, "/search?q=ppp").links if "/entity/" in to]
    assert "people" in links[0]


def test_search_is_narrowed_to_a_class(sample: TestClient) -> None:
    """Each class with its number; others are left out then."""
    shown = page(sample, "/search?q=punjab")
    assert "/search?q=punjab&class=Place" in shown.links
    narrowed = page(sample, "/search?q=punjab&class=Place")
    assert [to for to in narrowed.links if "/entity/" in to] == ["/id/entity/place/punjab-pakistan"]


def test_words_of_articles_are_found(sample: TestClient) -> None:
    """With what stands around them, as text."""
    shown = page(sample, "/search?q=hung+parliament")
    assert shown.tags.count("mark") == 0
    shown = page(sample, "/search?q=mobile+phone+services")
    assert shown.tags.count("mark") >= 1
    assert "suspension of mobile phone services" in shown.text
