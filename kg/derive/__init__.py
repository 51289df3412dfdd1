"""What follows from all articles together: identity, versions, origins, what is current.

Derived graphs are disposable. They are always those that a full computation from the article
graphs, the gazetteer and the judgements would make, so the order of additions and removals leaves
no trace: ``update`` follows what changed, ``derive`` makes all anew.
"""

from kg.derive.current import CURRENT, Statement, current_statements
from kg.derive.decide import decide
from kg.derive.full import ONTOLOGY, derive
from kg.derive.identity import ENTITIES, read_identity
from kg.derive.index import INDEX, remove_article, replace_article
from kg.derive.judgements import Judgement, judge, read_judgements
from kg.derive.origins import independent_sources
from kg.derive.update import update

__all__ = [
    "CURRENT",
    "ENTITIES",
    "INDEX",
    "ONTOLOGY",
    "Judgement",
    "Statement",
    "current_statements",
    "decide",
    "derive",
    "independent_sources",
    "judge",
    "read_identity",
    "read_judgements",
    "remove_article",
    "replace_article",
    "update",
]
