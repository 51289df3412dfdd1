"""Several at once: "they", "both parties", "the two leaders", "the four parties", "the pair"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model import Entity
from kg.resolve.salience import Meant, Seen, many
from kg.syntax import Tree

_BODIES = ("Party", "Alliance", "Organization")
_PARTIES = ("Party", "Alliance")
_NUMBERS = {
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_NOUNS = {
    **dict.fromkeys(("party", "faction"), _PARTIES),
    **dict.fromkeys(("side", "group", "camp", "organisation", "organization", "bloc"), _BODIES),
    **dict.fromkeys(
        """leader man woman politician president minister candidate veteran rival contender premier
        governor senator lawmaker statesman frontrunner""".split(),
        ("Person",),
    ),
}
_OF_ALL = frozenset({"ally", "partner", "foe", "opponent", "signatory"})
_COUNTED = {"pair": 2, "duo": 2, "trio": 3}
_OTHERS = frozenset("other new main largest biggest smaller rival former latter".split())
_REACH = 2


def together(
    trees: Sequence[Tree], sentence: int, token: int, history: Sequence[Seen], *, reach: int
) -> tuple[Entity, ...]:
    """Those of one kind whom the text last named in one breath: "the SPD and the Greens"."""
    for distance in range(reach + 1):
        tree = trees[sentence - distance]
        near = {
            seen.token: seen
            for seen in history
            if seen.sentence == sentence - distance and (distance or seen.token < token)
        }
        groups = []
        for place, seen in near.items():
            members = {one for one in tree.conjuncts(place) if one in near}
            kinds = {near[one].entity.cls == "Person" for one in members}
            if tree.relation(place) != "conj" and len(members) > 1 and len(kinds) == 1:
                entities = {near[one].entity.id: near[one].entity for one in sorted(members)}
                groups.append((seen.weight, entities))
        groups = [group for group in groups if len(group[1]) > 1]
        if groups:
            best = max(weight for weight, _ in groups)
            chosen = [entities for weight, entities in groups if weight == best]
            return tuple(chosen[0].values()) if len(chosen) == 1 else ()
        if near and distance:
            return ()
    return ()


def counted(
    tree: Tree, sentence: int, token: int, history: Sequence[Seen], taken: Collection[int]
) -> Meant | None:
    """Whom "both parties", "the two leaders" or "the pair" means."""
    lemma, word = tree.lemma(token), tree.word(token)
    before = tree.children(token, "det", "nummod", "amod")
    words = {tree.word(child) for child in before}
    first = min([token, *before])
    below = [child for child in tree.children(token) if child not in before]
    if any(
        child in taken or tree.relation(child) in ("nmod", "acl", "appos", "flat", "compound")
        for child in below
    ):
        return None  # described further: it may be others
    if words & _OTHERS or not words & {"the", "these", "both"}:
        return None
    number = 0
    classes: tuple[str, ...] = ()
    if lemma in _COUNTED:
        number = _COUNTED[lemma]
    elif word in _NUMBERS and tree.relation(token) in ("nsubj", "obj"):
        number = _NUMBERS[word]
    elif word != lemma and (lemma in _NOUNS or lemma in _OF_ALL):
        number = max((_NUMBERS.get(one, 0) for one in words), default=0)
        classes = _NOUNS.get(lemma, ())
    if number < 2:
        return None
    entities = _exactly(number, sentence, token, history, classes)
    return many(tree, sentence, first, token, entities, "both")


def _exactly(
    number: int, sentence: int, token: int, history: Sequence[Seen], classes: Collection[str]
) -> tuple[Entity, ...]:
    """As many as said of one kind, in the nearest sentences that speak of so many."""
    for kinds in (("Party",), *((classes,) if classes else (_BODIES, ("Person",)))):
        if classes and "Party" not in classes and "Party" in kinds:
            continue
        found: dict[str, Entity] = {}
        for distance in range(_REACH + 1):
            for seen in history:
                near = seen.sentence == sentence - distance and (distance or seen.token < token)
                if near and seen.entity.cls in kinds:
                    found[seen.entity.id] = seen.entity
            if len(found) == number:
                return tuple(found.values())
        if number > 2:
            everybody = {
                seen.entity.id: seen.entity for seen in history if seen.entity.cls in kinds
            }
            if len(everybody) == number:
                return tuple(everybody.values())
    return ()
