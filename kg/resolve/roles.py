"""People by posts, roles and parties: "the prime minister", "the PTI chairman", "her party"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Entity, Link, Mention
from kg.resolve.salience import Meant, Seen, head_of, most_salient, one, only_person
from kg.syntax import Tree

PERSON_NOUNS = frozenset(
    """politician leader president premier chairman chairwoman chairperson minister chancellor
    governor senator lawmaker lawyer secretary spokesman spokeswoman spokesperson founder chief
    mayor opponent incumbent economist general veteran tycoon billionaire businessman businesswoman
    strongman laureate frontrunner front-runner candidate nominee contender challenger winner
    ex-president ex-minister congressman congresswoman legislator mp parliamentarian technocrat
    populist centrist conservative liberal socialist nationalist leftist libertarian outsider
    newcomer heavyweight firebrand academic professor banker journalist activist cleric colonel
    judge diplomat engineer physician doctor teacher trade-unionist year-old
    admiral ex-general ex-governor premier-designate dictator ruler monarch king queen""".split()
)
_MARGIN = 1.5  # by how much the person meant must be more salient than the next one
_ROLES = frozenset(
    """supremo convener boss head member stalwart veteran patriarch mp mna mpa mla mep deputy
    legislator candidate nominee official figure heavyweight councillor backbencher congressman
    congresswoman parliamentarian founder co-founder rebel whip""".split()
)


def parties_of_persons(
    trees: Sequence[Tree], named: Mapping[int, Sequence[Link]]
) -> dict[str, dict[str, Entity]]:
    """The parties that the article itself gives to persons: "Imran Khan's PTI", "led by X"."""
    found: dict[str, dict[str, Entity]] = {}
    for index, links in named.items():
        tree = trees[index]
        for party in links:
            if party.entity.cls not in ("Party", "Alliance"):
                continue
            head = head_of(tree, party.mention)
            owners = [*tree.children(head, "nmod:poss"), *_led_by(tree, head)]
            for participle in tree.children(head, "acl"):
                if tree.lemma(participle) in ("lead", "head", "found"):
                    owners += tree.children(participle, "obl")
            for person in links:
                inside = range(person.mention.first, person.mention.last)
                if person.entity.cls == "Person" and (
                    any(owner in inside for owner in owners)
                    or _at_home(tree, person.mention, party.mention, head)
                ):
                    found.setdefault(person.entity.id, {})[party.entity.id] = party.entity
    return found


def _at_home(tree: Tree, person: Mention, party: Mention, head: int) -> bool:
    """Whether a party stands on a person: "X of the PPP", "the PPP's X", "X (PPP)"."""
    inside = range(person.first, person.last)
    beside = tree.tokens[head].deprel == "nmod:poss" or tree.case(head) in ("of", "from")
    bracketed = party.first == person.last + 1 and tree.word(person.last) == "("
    return bracketed or (beside and tree.head(head) in inside)


def _led_by(tree: Tree, party: int) -> list[int]:
    """Whom a party's leader is: "X, chairman of the PPP", "PPP chairman X"."""
    noun = tree.head(party)
    if noun < 0 or tree.lemma(noun) not in PERSON_NOUNS | _ROLES:
        return []
    found = list(tree.children(noun, "appos", "flat", "nsubj"))
    if tree.relation(noun) in ("appos", "nmod", "compound") and tree.head(noun) >= 0:
        found.append(tree.head(noun))
    return found


def persons_party(
    tree: Tree,
    sentence: int,
    token: int,
    links: Sequence[Link],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    """The party of a person: "the party of Imran Khan", "her party"."""
    if tree.tokens[token].pos != "NOUN" or tree.lemma(token) != "party":
        return None
    owners = tree.children(token, "nmod")
    inside = {inner for owner in owners for inner in (owner, *tree.name_parts(owner))}
    for link in links:
        mention = link.mention
        if mention.sentence != sentence or not inside & {*range(mention.first, mention.last)}:
            continue
        meant = parties.get(link.entity.id, {})
        if len(meant) == 1:
            return one(
                tree, sentence, token, token, next(iter(meant.values())), "party of a person"
            )
    return None


def in_role(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    links: Sequence[Link],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    """Whom "the PTI chairman" means: of whom the article gives that party, the most salient."""
    if tree.lemma(token) not in PERSON_NOUNS | _ROLES or tree.word(token) != tree.lemma(token):
        return None
    modifiers = {*tree.modifiers(token), *tree.children(token, "nmod:poss")}
    party = next(
        (
            link.entity
            for link in links
            if link.entity.cls in ("Party", "Alliance")
            and modifiers & {*range(link.mention.first, link.mention.last)}
        ),
        None,
    )
    bare = not tree.children(token, "appos", "flat", "cop", "nmod:desc")
    follows = tree.name_starting(token + 1) is not None
    if party is None or not bare or follows or tree.relation(token) not in ("nsubj", "obj"):
        return None
    others = {seen.entity.id for seen in history if party.id not in parties.get(seen.entity.id, {})}
    before = [seen for seen in history if seen.sentence < sentence]
    person = most_salient(tree, sentence, token, before, reach=4, excluded=others, margin=_MARGIN)
    person = person or only_person(sentence, history)
    return one(tree, sentence, token, token, person, f"the {tree.lemma(token)} of a party")
