"""Where a legislator sits whose words do not say so: "MP", "Rep.", "senator"."""

from __future__ import annotations

from kg.model import Entity
from kg.resolve import Resolution
from kg.resolve.chambers import european
from kg.syntax import Tree

_UPPER_HOUSES = ("senate", "lords", "upper house", "rajya sabha", "council of states")
_NATIONAL = frozenset("mp mna rep congressman congresswoman representative td".split())
_UPPER = frozenset("senator sen peer".split())
# of a state's or region's chamber
_REGIONAL = frozenset("mla msp assemblyman assemblywoman".split())
_NOT_NATIONAL = ("congress", "assembly")
_CHAMBERS = (
    "parliament", "assembly", "house", "chamber", "congress", "council", "commons", "lower",
)  # fmt: skip


def chamber(resolution: Resolution, tree: Tree, token: int) -> Entity | None:
    """The article's only chamber of such members, else that of its country.

    "MP" and its like are of a national parliament, so that a bare "Assembly" is not meant.
    """
    lemma = tree.lemma(token).rstrip(".")
    if lemma == "mep":
        return european()
    if token and tree.word(token - 1) == "state":
        return None
    if lemma == "representative" and not _is_title(tree, token):
        return None  # of anybody
    upper = lemma in _UPPER
    named = [entity for entity in resolution.entities if entity.cls == "Legislature"]
    found = [
        entity
        for entity in named
        if upper == any(word in entity.name.lower() for word in _UPPER_HOUSES)
        and not (lemma in _NATIONAL and entity.name.lower().startswith(_NOT_NATIONAL))
    ]
    if upper:
        # "Sen." is of the Senate that everybody knows; a senator may be of any
        national = resolution.upper if lemma == "sen" else None
    else:
        national = None if lemma in _REGIONAL else resolution.parliament
        if lemma in _NATIONAL and national is not None:
            found = [one for one in found if any(w in one.name.lower() for w in _CHAMBERS)]
    if len(found) == 1:
        return found[0]
    return national if upper or not named or lemma in _NATIONAL else None


def _is_title(tree: Tree, token: int) -> bool:
    """Whether a word with a capital stands right before a name: "Representative Jeffries"."""
    return tree.tokens[token].text[0].isupper() and tree.name_starting(token + 1) is not None
