"""The sample sources that come with kg."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import bundled_sources, load_sources, read

ARTICLES = [item for item in read() if isinstance(item, Article)]


def test_all_read() -> None:
    """Every sample source and article is read without an error or a warning."""
    assert len(ARTICLES) == len(list(read()))
    counts = Counter(article.source for article in ARTICLES)
    sources, errors = load_sources(bundled_sources())
    assert not errors
    assert counts == {source.id: source.expected_yield for source in sources}


def test_each_says_that_it_is_a_sample() -> None:
    """No reader of the samples can take an outlet for a real one."""
    for path in bundled_sources().glob("*.toml"):
        assert "written for these samples" in path.read_text("utf-8").replace("\n# ", " ")
    sources, _ = load_sources(bundled_sources())
    assert all("(sample)" in source.title for source in sources)
    assert all(source.homepage.endswith(".example.org/") for source in sources)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: Path(article.id).name)
def test_article(article: Article) -> None:
    """An article lies under its source, is dated in the weeks it reports, and is short."""
    assert article.id.startswith(f"{article.source}/")
    assert re.fullmatch(r"2024-0[23]-\d\d", article.published or "")
    assert 700 <= len(article.text) <= 2000


def test_one_wire_text_in_two_outlets() -> None:
    """Two outlets print the same words under another headline and dateline."""
    prints = [article for article in ARTICLES if article.author == "Meridian Wire"
              and article.source != "meridian-wire"]  # fmt: skip
    bodies = {article.text.partition("Pakistan's two largest")[2] for article in prints}
    assert len({article.source for article in prints}) == 2
    assert len({article.title for article in prints}) == 2
    assert len(bodies) == 1


def test_one_corrected_article() -> None:
    """One article has two versions, told apart by the date of the correction."""
    versions = Counter(article.id for article in ARTICLES)
    (corrected,) = [article for article, count in versions.items() if count > 1]
    updated = [article.updated for article in ARTICLES if article.id == corrected]
    assert updated == [None, "2024-02-12"]


def test_papers_disagree_about_seats() -> None:
    """The seats of candidates backed by the PTI differ from paper to paper."""
    texts = {article.id: article.text for article in ARTICLES}
    assert "93 of those winners" in texts["indus-courier/2024-02-11-final-count"]
    assert "loyal to Imran Khan hold 92" in texts["harbour-ledger/2024-02-12-lahore-talks"]
    assert "won at least 95 seats" in texts["northbank-observer/2024-02-10-shock"]
    assert "have 101 seats" in texts["khyber-dispatch/2024-02-14-jui-f-opposition"]
