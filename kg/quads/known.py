"""Which articles and outlets the store has, found without reading what they say."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pyoxigraph import Literal

from kg.errors import UsageError
from kg.ids import article_iri
from kg.model import Article
from kg.quads.read import is_article_graph
from kg.quads.write import article_version
from kg.store import Store
from kg.vocab import DCTERMS, SCHEMA


def require_articles(store: Store, wanted: Iterable[str]) -> None:
    """Refuse ids that no article has.

    Raises:
        UsageError: there is no such article; names near ones.
    """
    _require("article", wanted, _identifiers(store, of_articles=True), "kg articles lists them")


def require_sources(store: Store, wanted: Iterable[str]) -> None:
    """Refuse ids that no outlet has of which there is an article.

    Raises:
        UsageError: there is no such outlet; names near ones.
    """
    _require("source", wanted, _identifiers(store, of_articles=False), "no article names one")


def _identifiers(store: Store, *, of_articles: bool) -> set[str]:
    return {
        str(getattr(quad.object, "value", ""))
        for quad in store.match(predicate=DCTERMS.identifier)
        # an article gives its graph the name, an outlet stands in the graphs of its articles
        if (quad.subject == quad.graph_name) == of_articles
    }


def _require(what: str, wanted: Iterable[str], known: set[str], otherwise: str) -> None:
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
            if not near and len(known) <= 12:
                near = sorted(known)
            advice = f"near: {', '.join(near)}" if near else otherwise
            raise UsageError(f"there is no {what} {name!r}", advice=advice)


def has_twin(store: Store, article: Article) -> bool:
    """Whether another text of the article is stored that no date tells older or newer.

    Args:
        store: read.
        article: stored or not.
    """
    own = article_iri(article.id, article_version(article))
    for quad in store.match(predicate=DCTERMS.identifier, object=Literal(article.id)):
        other = str(getattr(quad.graph_name, "value", ""))
        if other == own or not is_article_graph(other):
            continue

        def value(predicate: str, iri: str = other) -> str | None:
            found = store.match(iri, predicate, graph=iri)
            return next((str(getattr(q.object, "value", "")) for q in found), None)

        dates = value(SCHEMA.dateModified), value(SCHEMA.datePublished)
        same = dates == (article.updated, article.published)
        if same and value(SCHEMA.text) != article.text:
            return True
    return False
