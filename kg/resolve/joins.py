"""Bodies that an article writes in several ways: acronyms, short names, its people's word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.ids import fold
from kg.model import Document
from kg.resolve.forms import BODIES, OF_MANY_PARTIES, Cluster, merge
from kg.resolve.names import abbreviates, core, is_acronym

_PARTIES = frozenset({"Party", "Alliance", "Organization"})
# What parties profess, and are called by.
_CREEDS = frozenset(
    """liberal conservative democratic republican socialist green labour communist nationalist
    progressive christian social maoist unionist""".split()
)


def join_definitions(document: Document, groups: Sequence[Cluster]) -> list[Cluster]:
    """ "Full Name (ABC)" defines the acronym, whatever its letters are."""
    at = {(mention.start, mention.end): group for group in groups for mention in group.mentions}
    ordered = sorted(at)
    parent: dict[int, Cluster] = {id(group): group for group in groups}

    def root(group: Cluster) -> Cluster:
        while parent[id(group)] is not group:
            group = parent[id(group)]
        return group

    for first, second in pairwise(ordered):
        between = document.text[first[1] : second[0]]
        closing = document.text[second[1] : second[1] + 1]
        full, short = root(at[first]), root(at[second])
        if between.strip() not in ("(", "party (", "Party (") or closing != ")" or full is short:
            continue
        name = document.text[slice(*second)]
        person_and_body = (full.cls == "Person") != (short.cls == "Person")
        if not is_acronym(name) or person_and_body or (full.entry and short.entry):
            continue
        merge(full, short, "definition")
        parent[id(short)] = full
    return [group for group in groups if parent[id(group)] is group]


def join_acronyms(groups: Sequence[Cluster]) -> list[Cluster]:
    """An acronym belongs to the one full name of its kind whose initials it is made of."""
    kept: list[Cluster] = []
    for group in groups:
        short = group.name()
        full = [
            other
            for other in groups
            if other is not group
            and group.cls in BODIES
            and other.cls in BODIES
            and not is_acronym(other.name())
            and abbreviates(short, other.name())
        ]
        if is_acronym(short) and len(full) == 1 and not (group.entry and full[0].entry):
            merge(full[0], group, "acronym")
        else:
            kept.append(group)
    return kept


def join_short_bodies(groups: Sequence[Cluster]) -> list[Cluster]:
    """One word of a party's name, its first or last, is the one party that bears it: "Sena"."""
    kept: list[Cluster] = []
    for group in groups:
        words = fold(group.name()).split()
        full = [
            other
            for other in groups
            if other is not group
            and len(words) == 1
            and words[0] not in OF_MANY_PARTIES
            and group.cls in ("Party", "Alliance")
            and other.cls in ("Party", "Alliance")
            and not is_acronym(group.name())
            and len(core(other.name())) > 1
            and words[0] in (fold(other.name()).split()[0], fold(other.name()).split()[-1])
        ]
        if len(full) == 1 and group.entry is None:
            merge(full[0], group, "short name")
        else:
            kept.append(group)
    return kept


def join_cores(groups: Sequence[Cluster]) -> list[Cluster]:
    """What differs in a word for party or its people is one party: "Democrats"."""
    kept: list[Cluster] = []
    cores = {id(group): _cores(group) for group in groups}
    for group in groups:
        same = [
            other
            for other in groups
            if other is not group
            and group.cls in _PARTIES
            and group.entry is None
            and other.cls in _PARTIES
            and cores[id(group)] & cores[id(other)]
        ]
        if len(same) == 1 and (same[0].entry or not any(same[0] is other for other in kept)):
            merge(same[0], group, "short name")
        else:
            kept.append(group)
    return kept


def _cores(group: Cluster) -> set[tuple[str, ...]]:
    """The forms of a body without words that may be left off, those that its entry knows too."""
    forms = {group.entry.name, *group.entry.aliases} if group.entry else set()
    return {core(form) for form in {*forms, *group.forms} if not is_acronym(form)}


def join_partisans(groups: Sequence[Cluster]) -> list[Cluster]:
    """A word for a party's people is the one party that it ends or begins: "Swedish Liberals"."""
    kept: list[Cluster] = []
    for group in groups:
        words = core(group.name())
        fuller = [
            other
            for other in groups
            if other is not group
            and group.cls == other.cls == "Party"
            and group.entry is None
            and len(words) == 1
            and words[0] in _CREEDS
            and len(core(other.name())) > 1
            and words[0] in (core(other.name())[0], core(other.name())[-1])
            and _CREEDS.isdisjoint(set(core(other.name())) - {words[0]})
        ]
        if len(fuller) == 1:
            merge(fuller[0], group, "short name")
        else:
            kept.append(group)
    return kept
