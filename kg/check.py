"""Is the graph sound: its shapes, quotes and words. Everything is checked, nothing repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.errors import ClaimError, DataError
from kg.model import Article, check_quote
from kg.quads import StoredArticle, is_article_graph, read_graphs
from kg.store import Store
from kg.vocab import POL, ontology_file

SHOWN = 5  # offenders kept of each kind


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of fault: "2 quotes are not the article's words", with the first claims."""

    kind: str
    count: int
    first: tuple[str, ...]  # where, and what is wrong there; a few


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was looked at and what is wrong."""

    articles: int
    claims: int
    triples: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(store: Store, *, shapes: Path | None = None) -> CheckReport:
    """Check every graph of the store.

    Args:
        store: read.
        shapes: a file of SHACL shapes; the bundled ones where None.

    Raises:
        DataError: the shapes cannot be read.
    """
    articles = read_graphs(store)
    union = ox.Store()
    union.extend(ox.Quad(*quad.triple) for quad in store.quads())
    faults: dict[str, list[str]] = defaultdict(list)
    for kind, offender in (
        *_quotes(articles),
        *_unknown_words(store),
        *_shapes(union, ontology_file("shapes.ttl") if shapes is None else shapes),
    ):
        faults[kind].append(offender)
    return CheckReport(
        articles=len(articles),
        claims=sum(len(article.nodes.of_type(POL.Claim)) for article in articles),
        triples=len(union),
        problems=tuple(
            Problem(kind, len(found), tuple(sorted(found)[:SHOWN]))
            for kind, found in sorted(faults.items())
        ),
    )


def _quotes(articles: Iterable[StoredArticle]) -> Iterator[tuple[str, str]]:
    """Each quote against the stored text, and claims that have none."""
    for stored in articles:
        article = Article(id=stored.info.id, text=stored.text)
        for claim in stored.claims:
            if not claim.claim.evidence.quote:
                yield "claims without evidence", claim.iri
                continue
            try:
                check_quote(claim.claim, article)
            except ClaimError as error:
                yield "quotes that are not the article's words", f"{claim.iri}: {error.reason}"


def _unknown_words(store: Store) -> Iterator[tuple[str, str]]:
    """Terms in the ontology's namespace that the ontology does not have."""
    base = str(POL)
    for graph in filter(is_article_graph, store.graphs()):
        for quad in store.quads(graph):
            for term in (quad.predicate, quad.object):
                if (
                    isinstance(term, NamedNode)
                    and term.value.startswith(base)
                    and POL.local(term.value) is None
                ):
                    yield "words that the ontology does not have", f"{term.value} in {graph}"


def _shapes(union: ox.Store, shapes: Path) -> Iterator[tuple[str, str]]:
    """What SHACL finds; rdflib and pyshacl are loaded only here."""
    import pyshacl  # noqa: PLC0415
    from rdflib import Graph, Namespace  # noqa: PLC0415

    try:
        shapes_graph = Graph().parse(data=shapes.read_text(encoding="utf-8"), format="turtle")
    except (OSError, SyntaxError) as error:
        raise DataError(shapes, f"the shapes cannot be read: {error}") from error
    # rdflib's own store answers pyshacl's many small questions faster than a bridge to another
    lines = union.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data = Graph().parse(data=lines, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=False)
    sh = Namespace("http://www.w3.org/ns/shacl#")
    for result in report.objects(None, sh.result):
        node = report.value(result, sh.focusNode)
        message = report.value(result, sh.resultMessage)
        yield f"shape: {message}", str(node)
