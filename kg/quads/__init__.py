"""Articles, links and claims to quads and back: the only place that knows both model and RDF.

An article version is one named graph, and everything in it follows from that version alone. There
are no blank nodes: what has no name of its own is named by the hash of what it says.
"""

from kg.quads.known import has_twin, require_articles, require_sources
from kg.quads.read import (
    ARTICLES,
    StoredArticle,
    article_graphs,
    article_text,
    is_article_graph,
    read_articles,
    read_claims,
    read_entities,
    read_graphs,
    read_version,
    read_versions,
)
from kg.quads.terms import Nodes, StoredNodes, Triples, date_literal
from kg.quads.write import (
    RUNS,
    Run,
    article_quads,
    article_version,
    claim_iri,
    record_run,
    run_quads,
)

__all__ = [
    "ARTICLES",
    "RUNS",
    "Nodes",
    "Run",
    "StoredArticle",
    "StoredNodes",
    "Triples",
    "article_graphs",
    "article_quads",
    "article_text",
    "article_version",
    "claim_iri",
    "date_literal",
    "has_twin",
    "is_article_graph",
    "read_articles",
    "read_claims",
    "read_entities",
    "read_graphs",
    "read_version",
    "read_versions",
    "record_run",
    "require_articles",
    "require_sources",
    "run_quads",
]
