"""Whom "he" and "she" can mean: the sex that an article, or a given name, tells of a person."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.ids import fold
from kg.model import Link
from kg.resolve.salience import head_of
from kg.syntax import Tree
from kg.vocab import data_dir

PRONOUNS = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
}
_HONORIFICS = {
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "dame", "lady", "baroness", "sister"), "female"),
    **dict.fromkeys(("mr", "sir", "lord", "baron", "mullah", "imam", "ayatollah"), "male"),
}
_NOUNS = {
    **dict.fromkeys(
        """daughter wife sister mother widow niece aunt granddaughter grandmother girlfriend woman
        stepdaughter queen princess chairwoman spokeswoman congresswoman businesswoman assemblywoman
        councilwoman stateswoman actress daughter-in-law sister-in-law heiress""".split(),
        "female",
    ),
    **dict.fromkeys(
        """son husband brother father widower nephew uncle grandson grandfather boyfriend man king
        prince businessman congressman statesman stepson half-brother brother-in-law son-in-law
        cleric clergyman bishop""".split(),
        "male",
    ),
}


@cache
def given_names() -> Mapping[str, str]:
    """The sex that a given name tells, by the name."""
    path = data_dir() / "ontology" / "gazetteer" / "given-names.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {fold(name): sex for sex in ("female", "male") for name in data[sex]}


def sexes(trees: Sequence[Tree], links: Sequence[Link]) -> dict[str, str]:
    """What is known of the persons of an article, by their IRI; who is in doubt is left out."""
    told: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for link in links:
        if link.entity.cls == "Person":
            tree = trees[link.mention.sentence]
            told.setdefault(link.entity.id, set()).update(_told(tree, link))
            first = fold(link.entity.name).split()[:1]
            named = {given_names()[word] for word in first if word in given_names()}
            names.setdefault(link.entity.id, set()).update(named)
    found = {iri: told[iri] or names[iri] for iri in told}
    return {iri: next(iter(kinds)) for iri, kinds in found.items() if len(kinds) == 1}


def _told(tree: Tree, link: Link) -> Iterator[str]:
    """What stands with a name: "Mrs Fujimori", "his wife, Svetlana", "Keiko is the daughter"."""
    mention = link.mention
    for index in range(max(0, mention.first - 2), mention.first + 1):
        word = tree.word(index).rstrip(".")
        if word in _HONORIFICS:
            yield _HONORIFICS[word]
    head = head_of(tree, mention)
    beside = tree.children(head, "appos", "nmod:desc")
    above = tree.head(head)
    if above >= 0 and (
        tree.relation(head) == "appos"
        or (tree.relation(head) == "nsubj" and tree.has_copula(above))
    ):
        beside = [*beside, above]
    for noun in beside:
        if tree.lemma(noun) in _NOUNS:
            yield _NOUNS[tree.lemma(noun)]
