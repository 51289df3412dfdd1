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
    icon stalwart figurehead left-winger right-winger hardliner moderate statesman magnate mogul
    actor comedian singer boxer pastor preacher filmmaker reformer reformist magistrate prosecutor
    commander marshal brigadier patriarch matriarch octogenarian septuagenarian writer author
    novelist historian sociologist film-star footballer broadcaster barrister executive
    industrialist financier oligarch ex-soldier ex-banker
    admiral ex-general ex-governor premier-designate dictator ruler monarch king queen""".split()
)
_MARGIN = 1.5  # by how much the person meant must be more salient than the next one
_HEAD = frozenset("lead head found chair co-found co-lead".split())
_SOME = frozenset("a an another one some every senior other any".split())
# posts that one holds alone
_HEADS = frozenset(
    """leader president chairman chairwoman chairperson chief head boss supremo convener convenor
    founder patriarch""".split()
)
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
            above = tree.head(head)
            if tree.relation(head) == "obj" and tree.lemma(above) in _HEAD:
                owners += tree.children(above, "nsubj")  # "X leads the PPP"
            for participle in tree.children(head, "acl"):
                if tree.lemma(participle) in _HEAD:
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
    history: Sequence[Seen],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    """The party of a person: "the party of Imran Khan", "her party".

    Where the article gives the person none, the only one before in the sentence is meant, unless it
    is somebody else's: "Labour members chose her, and she will take her party into".
    """
    if tree.tokens[token].pos != "NOUN" or tree.lemma(token) != "party":
        return None
    owners = tree.children(token, "nmod")
    inside = {inner for owner in owners for inner in (owner, *tree.name_parts(owner))}
    for link in links:
        mention = link.mention
        if mention.sentence != sentence or not inside & {*range(mention.first, mention.last)}:
            continue
        meant = parties.get(link.entity.id, {})
        if not meant and link.entity.cls == "Person":
            others = {iri for some in parties.values() for iri in some}
            meant = {
                seen.entity.id: seen.entity
                for seen in history
                if seen.sentence == sentence and seen.token < token and seen.entity.cls == "Party"
            }
            meant = {} if others & set(meant) else meant
        if len(meant) == 1:
            return one(
                tree, sentence, token, token, next(iter(meant.values())), "party of a person"
            )
    return None


def party_of_role(tree: Tree, token: int, links: Sequence[Link]) -> Entity | None:
    """The party before a noun: the PTI of "the PTI chairman"."""
    modifiers = {*tree.modifiers(token), *tree.children(token, "nmod:poss")}
    for link in links:
        inside = range(link.mention.first, link.mention.last)
        if link.entity.cls in ("Party", "Alliance") and modifiers & {*inside}:
            return link.entity
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
    party = party_of_role(tree, token, links)
    bare = not tree.children(token, "appos", "flat", "cop", "nmod:desc")
    follows = tree.name_starting(token + 1) is not None
    if party is None or not bare or follows or tree.relation(token) not in ("nsubj", "obj"):
        return None
    words = {tree.word(child) for child in tree.children(token, "det", "nummod", "amod")}
    if words & _SOME:
        return None
    others = {seen.entity.id for seen in history if party.id not in parties.get(seen.entity.id, {})}
    before = [seen for seen in history if seen.sentence < sentence]
    person = most_salient(tree, sentence, token, before, reach=4, excluded=others, margin=_MARGIN)
    if person is None and tree.lemma(token) in _HEADS:  # of whom no other party is told
        told = {seen.entity.id for seen in history if seen.entity.id in parties}
        person = most_salient(tree, sentence, token, before, reach=2, excluded=told, margin=_MARGIN)
    person = person or only_person(sentence, history)
    return one(tree, sentence, token, token, person, f"the {tree.lemma(token)} of a party")
