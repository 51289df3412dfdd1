"""Pronouns and descriptions of one article: who "he", "the party" and "both parties" are.

A small salience resolver in the tradition of Hobbs (1978) and Lappin & Leass (1994). For persons,
all that the last sentences said counts, subjects most, so that an article's hero stays "he" though
others come by; "he" is no woman, and never a second argument of the same verb. For bodies the
nearest sentence decides. Precision before recall: what stays ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.model import Document, Entity, Link
from kg.resolve.descriptions import called, described_person, in_office
from kg.resolve.gender import PRONOUNS, genders
from kg.resolve.pronouns import body_meant, sides
from kg.resolve.roles import in_role, parties_of_persons, party_of_role, persons_party
from kg.resolve.salience import Meant, Seen, head_of, most_salient, one, seen_as, seen_in
from kg.syntax import Tree

_REACH = 2  # sentences back for a pronoun
_SAY = frozenset("say add tell write claim argue insist warn announce declare note".split())
_MEMORY = 8  # sentences that still count for who is most salient


def corefer(document: Document, links: Sequence[Link], trees: Sequence[Tree]) -> list[Link]:
    """Links for pronouns and descriptions, given the links of the names.

    Args:
        trees: one a sentence.

    Returns:
        Links in the order of the text; a plural has one link for each entity it stands for.
    """
    named: dict[int, list[Link]] = {}
    for link in links:
        named.setdefault(link.mention.sentence, []).append(link)
    history: list[Seen] = []
    found: list[Link] = []
    known = genders(trees, links)
    parties = parties_of_persons(trees, named)
    titles = called(trees, named)
    called_so = sides(trees, named)
    for index, tree in enumerate(trees):
        here = seen_in(tree, index, named.get(index, []))
        taken = {
            token: link
            for link in named.get(index, [])
            for token in range(link.mention.first, link.mention.last)
        }
        for link in named.get(index, []):
            if link.entity.cls == "Office":
                person = in_office(tree, index, link, history + here, taken, titles)
                if person is not None:
                    found.append(person)
                    here.append(seen_as(tree, index, head_of(tree, link.mention), person.entity))
        for token in range(len(tree)):
            if token in taken:
                continue
            gender = PRONOUNS.get(tree.word(token))
            if gender is not None and tree.tokens[token].pos in ("PRON", "DET"):
                resolved = _person(tree, index, token, history + here, taken, known, gender)
            else:
                resolved = body_meant(
                    trees, index, token, history + here, taken, called_so, parties
                )
                if resolved is None and tree.tokens[token].pos in ("NOUN", "ADJ"):
                    resolved = described_person(tree, index, token, history + here, taken, titles)
            if resolved is None and tree.tokens[token].pos == "NOUN":
                resolved = in_role(
                    tree, index, token, history + here, named.get(index, []), parties
                )
                if resolved is not None:
                    party = party_of_role(tree, token, named.get(index, []))
                    if party is not None:
                        parties.setdefault(resolved[1][0].id, {})[party.id] = party
            if resolved is None:
                spoken = [*named.get(index, []), *found]
                resolved = persons_party(tree, index, token, spoken, history + here, parties)
            if resolved is None:
                continue
            mention, entities, reason = resolved
            found.extend(Link(mention, entity, reason) for entity in entities)
            if gender is not None:
                known.setdefault(entities[0].id, gender)
            if len(entities) == 1:
                here.append(seen_as(tree, index, token, entities[0]))
        # a sentence's own mentions, in order, become history for the next
        history = [seen for seen in history if seen.sentence > index - _MEMORY] + here
    return found


def _person(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    known: Mapping[str, str],
    gender: str,
) -> Meant | None:
    """Whom "he" or "her" means."""
    others = {iri for iri, told in known.items() if told != gender}
    noun = tree.head(token)
    if tree.tokens[token].deprel == "nmod:poss" and noun >= 0:
        above = tree.head(noun)
        here = [seen for seen in history if seen.sentence == sentence and seen.token == above]
        if tree.relation(noun) == "conj" and here and here[0].entity.cls == "Person":
            # Zardari for "his" in "Zardari and his son": the first of a list owns in the second
            if here[0].entity.id not in others:
                return one(tree, sentence, token, token, here[0].entity, "pronoun")
        elif tree.relation(noun) == "appos":
            others |= {seen.entity.id for seen in here}  # in "Petri, her running mate," not Petri
        elif tree.case(noun) == "as" and above >= 0:
            # in "named Stocker as his successor" not Stocker
            made = tree.children(above, "obj", "nsubj:pass")
            others |= {
                seen.entity.id
                for seen in history
                if seen.sentence == sentence and seen.token in made
            }
    elif tree.relation(token) in ("obj", "iobj", "obl") and not tree.word(token).endswith("self"):
        # in "X met Y and asked him" not X
        owners = tree.children(noun, "nsubj")
        if tree.relation(noun) == "conj":
            owners = owners or tree.children(tree.head(noun), "nsubj")
        others |= {
            seen.entity.id for seen in history if seen.sentence == sentence and seen.token in owners
        }
    # "…, he said": who says it is not among those that the clause speaks of
    behind = noun >= 0 and (
        tree.relation(noun) == "parataxis"
        or any(child < token for child in tree.children(noun, "ccomp"))
    )
    reports = behind and tree.lemma(noun) in _SAY
    before = [seen for seen in history if seen.sentence < sentence] if reports else history
    entity = most_salient(tree, sentence, token, before, reach=_REACH, excluded=others)
    entity = entity or _ahead(tree, token, taken, others)
    return one(tree, sentence, token, token, entity, "pronoun")


def _ahead(
    tree: Tree, token: int, taken: Mapping[int, Link], others: Collection[str]
) -> Entity | None:
    """The main subject that a clause or phrase before it speaks of: "After she lost, Ruiz"."""
    above = [token, *tree.ancestors(token)]
    for subject in tree.children(above[-1], "nsubj"):
        if subject > token and subject in taken and subject not in above:
            entity = taken[subject].entity
            if entity.cls == "Person" and entity.id not in others:
                return entity
    return None
