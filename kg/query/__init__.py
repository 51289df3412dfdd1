"""Questions to the store: named queries and SPARQL, why, who disagrees."""

from kg.query.disagree import Disagreement, Position, disagreements, disagreements_among
from kg.query.history import Change, changes_between, history
from kg.query.named import NamedQuery, Parameter, named_queries
from kg.query.sparql import FORMATS, GRAPH_FORMATS, Answer, run_query, shorten
from kg.query.why import find_entities, why

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "Answer",
    "Change",
    "Disagreement",
    "NamedQuery",
    "Parameter",
    "Position",
    "changes_between",
    "disagreements",
    "disagreements_among",
    "find_entities",
    "history",
    "named_queries",
    "run_query",
    "shorten",
    "why",
]
