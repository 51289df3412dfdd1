"""Questions to the store: named queries and SPARQL, why, who disagrees."""

from kg.query.disagree import Disagreement, Position, disagreements
from kg.query.history import Change, history
from kg.query.named import NamedQuery, Parameter, named_queries
from kg.query.sparql import FORMATS, GRAPH_FORMATS, Answer, run_query
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
    "disagreements",
    "find_entities",
    "history",
    "named_queries",
    "run_query",
    "why",
]
