"""Mentions to entities, within one article: names, gazetteer, pronouns and descriptions.

An entity here is *as stated*: what this article alone lets us say. What two articles mean by the
same name is the identity layer's matter, which is derived and reversible.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from kg.ids import entity_iri
from kg.model import DEMONYM, Document, Entity, Link, Mention, Sentence
from kg.resolve.bodies import described
from kg.resolve.chambers import chamber_of
from kg.resolve.cluster import cluster
from kg.resolve.contests import contests, posts_meant, speaks_of_post
from kg.resolve.coreference import corefer
from kg.resolve.gazetteer import Gazetteer, default_gazetteer
from kg.resolve.groups import GROUP, groups
from kg.resolve.known import with_known
from kg.resolve.names import HONORIFICS
from kg.resolve.roles import parties_of_persons
from kg.resolve.salience import head_of, most_salient, seen_in
from kg.syntax import Tree

__all__ = ["GROUP", "Gazetteer", "Resolution", "default_gazetteer", "head_of", "resolve"]


_REACH = 3  # sentences back to the contest that a candidate is in
_PARAGRAPH = 2  # sentences back to the party that a post is in
_PLAINLY = 1.5  # by how much these must speak of it more than of the next one


class Resolution:
    """Who is meant where, in one parsed article.

    Args:
        document: the parsed article.
        trees: one a sentence.
        links: names, pronouns and descriptions, each linked.
        parliament: that of the country the article plainly speaks of, or its lower chamber.
        upper: that country's upper chamber.
        country: that country.
    """

    def __init__(
        self,
        document: Document,
        trees: Sequence[Tree],
        links: Sequence[Link],
        parliament: Entity | None = None,
        upper: Entity | None = None,
        country: Entity | None = None,
    ) -> None:
        self.document = document
        self.trees = trees
        self.parliament = parliament
        self.upper = upper
        self.country = country
        self.links = tuple(sorted(links, key=lambda x: (x.mention.start, x.mention.end)))

    @cached_property
    def _by_token(self) -> dict[tuple[int, int], list[Link]]:
        found: dict[tuple[int, int], list[Link]] = {}
        for link in self.links:
            for token in range(link.mention.first, link.mention.last):
                found.setdefault((link.mention.sentence, token), []).append(link)
        return found

    def at(self, sentence: int, token: int) -> Sequence[Link]:
        """The links of the mention that a token belongs to; several for "both parties"."""
        return self._by_token.get((sentence, token), ())

    def topic(self, sentence: int, token: int, persons: Container[str]) -> Entity | None:
        """The party that a word without one means: its persons', else that of the paragraph.

        Args:
            persons: IRIs of those whom the word describes.
        """
        own = {
            party.id: party
            for person, parties in self._parties.items()
            if person in persons
            for party in parties.values()
        }
        if own:
            return next(iter(own.values())) if len(own) == 1 else None
        near = [
            seen
            for number in range(max(0, sentence - _PARAGRAPH), sentence + 1)
            for seen in seen_in(
                self.trees[number],
                number,
                [link for link in self.links if link.mention.sentence == number],
            )
        ]
        return most_salient(
            self.trees[sentence],
            sentence,
            token,
            near,
            reach=_PARAGRAPH,
            margin=_PLAINLY,
            classes=("Party",),
        )

    def party_of(self, person: Entity) -> Entity | None:
        """The one party that the article gives a person."""
        parties = [one for one in self._parties.get(person.id, {}).values() if one.cls == "Party"]
        return parties[0] if len(parties) == 1 else None

    @cached_property
    def _parties(self) -> Mapping[str, Mapping[str, Entity]]:
        named: dict[int, list[Link]] = {}
        for link in self.links:
            named.setdefault(link.mention.sentence, []).append(link)
        return parties_of_persons(self.trees, named)

    def contested(self, sentence: int) -> Entity | None:
        """The post that an election is about: the one last spoken of, else the article's only."""
        contests = self._contests
        near = [entity for place, entity in contests if sentence - _REACH <= place <= sentence]
        only = {entity.id: entity for _, entity in contests}
        return near[-1] if near else next(iter(only.values())) if len(only) == 1 else None

    @cached_property
    def _contests(self) -> Sequence[tuple[int, Entity]]:
        return list(contests(self.trees, self.links))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Each entity once, in the order of first mention."""
        return tuple({link.entity.id: link.entity for link in self.links}.values())


def resolve(document: Document, *, article: str, gazetteer: Gazetteer | None = None) -> Resolution:
    """Link every mention of a parsed article that can be linked.

    Args:
        article: IRI of the article version.
        gazetteer: known entities; the bundled ones where None.
    """
    gazetteer = gazetteer or default_gazetteer()
    known = gazetteer.within(document.text, [mention.text for mention in document.mentions])
    document = with_known(document, known)
    names = [
        link
        for link in cluster(document, gazetteer, article=article)
        if link.entity.cls != "Office" or not speaks_of_post(link.mention.text)
    ]
    persons = {
        (link.mention.start, link.mention.end): link.mention
        for link in names
        if link.mention.cls == "Person"
    }
    document = Document(
        document.text,
        document.sentences,
        tuple(persons.get((one.start, one.end), one) for one in document.mentions),
    )
    named: dict[int, list[Mention]] = {}
    for link in names:  # a mention that is nobody's name is no name to the syntax
        named.setdefault(link.mention.sentence, []).append(link.mention)
    trees = [
        _tree(sentence, named.get(number, ())) for number, sentence in enumerate(document.sentences)
    ]
    names += described(document, trees, names, gazetteer, article=article)
    posts = list(posts_meant(document, trees, names, gazetteer, article=article))
    others = [*posts, *_demonyms(document, names, gazetteer), *corefer(document, names, trees)]
    crowds = groups(document, trees, [*names, *others], article=article)
    country = known.country()
    lower = chamber_of(country.name, upper=False) if country else None
    parliament = known.institution("parliament", "Legislature")
    if lower is None and parliament:
        lower = Entity(entity_iri("Legislature", parliament), parliament, "Legislature")
    place = next(
        (link.entity for link in names if country and link.entity.name == country.name),
        Entity(entity_iri("Place", country.name), country.name, "Place") if country else None,
    )
    return Resolution(
        document,
        trees,
        [*names, *others, *crowds],
        parliament=lower,
        upper=chamber_of(country.name, upper=True) if country else None,
        country=place,
    )


def _tree(sentence: Sentence, mentions: Sequence[Mention]) -> Tree:
    """A sentence's tree, with its names and titles in their places."""
    spans = [(mention.first, mention.last) for mention in mentions]
    titles = [
        (spans[index], spans[index + 1])
        for index, (mention, following) in enumerate(pairwise(mentions))
        if mention.cls == "Office"
        and following.cls == "Person"
        and _addressed(sentence, mention.last, following.first)
    ]
    titles += [
        (spans[index], spans[index + 2])
        for index, (mention, other) in enumerate(pairwise(mentions))
        if mention.cls == other.cls == "Office"
        and (spans[index + 1], (*spans, (0, 0))[index + 2 : index + 3][0]) in titles
        and _joined(sentence, mention.first, mention.last, other.first)
    ]
    persons = [
        span for span, mention in zip(spans, mentions, strict=True) if mention.cls == "Person"
    ]
    return Tree(sentence, spans, titles, persons, list(_series(sentence, mentions)))


def _addressed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but forms of address stands there: "Colonel" in "minister Colonel Kone"."""
    between = [token.text.lower().rstrip(".") for token in sentence.tokens[first:last]]
    if len(between) > 1 and between[0] == "and":
        between = between[1:]  # "Governor and Sen. Strom Thurmond"
    return all(word in HONORIFICS or not word for word in between)


def _joined(sentence: Sentence, first: int, last: int, other: int) -> bool:
    """Whether two posts are one person's: "Foreign Minister and Deputy Premier Ann Lee".

    "The president and Prime Minister Ann Lee" are two.
    """
    words = [token.text.lower() for token in sentence.tokens]
    return words[last:other] == ["and"] and "the" not in words[max(0, first - 2) : first]


def _series(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[list[tuple[int, int]]]:
    """Lists of three names and more of one kind: "A, the B and C"."""
    row: list[tuple[int, int]] = []
    ended = False
    for mention, following in pairwise((*mentions, None)):
        if mention is None or following is None:
            break
        between = {t.text.lower() for t in sentence.tokens[mention.last : following.first]}
        listed = between <= {",", "and", "the"} and bool(between & {",", "and"})
        if listed and not ended and _kind(mention) == _kind(following):
            row = row or [(mention.first, mention.last)]
            row.append((following.first, following.last))
            ended = "and" in between
            if not ended:
                continue
            if len(row) > 2:
                yield row
        row, ended = [], False


def _kind(mention: Mention) -> str:
    return "body" if mention.cls in ("Party", "Alliance", "Organization") else mention.cls


def _demonyms(document: Document, names: Sequence[Link], gazetteer: Gazetteer) -> Iterator[Link]:
    """Words such as "Pakistani", which speak of a Place without being its name."""
    taken = {
        (link.mention.sentence, token)
        for link in names
        for token in range(link.mention.first, link.mention.last)
    }
    for number, sentence in enumerate(document.sentences):
        for index, token in enumerate(sentence.tokens):
            if (number, index) in taken or not token.text[:1].isupper():
                continue
            entry = gazetteer.demonym(token.text)
            if entry is not None:
                mention = Mention(
                    token.start, token.end, token.text, "Place", number, index, index + 1, DEMONYM
                )
                yield Link(mention, Entity(entry.iri, entry.name, "Place"), DEMONYM)
