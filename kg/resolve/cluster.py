"""The names of one article brought together: which forms name the same entity.

Every join has a reason that is kept with the link. Precision comes before recall: a form that fits
two entities stays by itself, save a surname, which follows the person last named in full.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.ids import entity_iri, fold, local_entity_iri
from kg.model import Document, Entity, Link, Mention
from kg.names import is_proper
from kg.resolve.gazetteer import Entry, Gazetteer, Within
from kg.resolve.names import (
    COURTESIES,
    LABELS,
    POSTS,
    abbreviates,
    core,
    is_acronym,
    is_titled,
    person_tokens,
    same_person,
)
from kg.resolve.places import located

# "Vice Admiral" is a rank
_NO_POSTS = COURTESIES | {"vice", "rear", "sheriff"}
_BODIES = frozenset({"Party", "Alliance", "Organization", "Legislature"})


# words of many parties' names, which alone name no one of them
_OF_MANY_PARTIES = frozenset(
    """party alliance front movement union league congress coalition bloc group national democratic
    people peoples social socialist liberal conservative republican christian green labour labor
    workers popular new united progressive reform left right centre center communist nationalist
    democrats socialists liberals conservatives greens democracy justice development freedom unity
    republicans independents independent forum assembly council organisation organization force
    forces committee patriotic civic free""".split()
)


@dataclass
class Cluster:
    """Mentions of one entity while it is being put together."""

    cls: str
    mentions: list[Mention] = field(default_factory=list)
    reasons: dict[Mention, str] = field(default_factory=dict)
    written: dict[Mention, str] = field(default_factory=dict)  # a post with its place
    entry: Entry | None = None
    place: str = ""  # of a post

    @property
    def forms(self) -> Counter[str]:
        """How often each written form occurs."""
        return Counter(self.written[mention] for mention in self.mentions)

    def name(self) -> str:
        """The fullest form: a name before a description, written out before an acronym, longest."""
        return max(
            self.forms,
            key=lambda form: (is_proper(form), not is_acronym(form), len(form), form),
        )


def cluster(document: Document, gazetteer: Gazetteer, *, article: str) -> list[Link]:
    """Link every name of an article to an entity as that article states it.

    Args:
        article: IRI of the article version, under which what only it knows is named.

    Returns:
        One link a mention, in the order of the text.
    """
    found = gazetteer.within(document.text, [mention.text for mention in document.mentions])
    clusters: dict[tuple[str, ...], Cluster] = {}
    places = located(document, gazetteer)
    for mention in document.mentions:
        if mention.cls == "Office" and set(fold(mention.text).split()) <= _NO_POSTS:
            continue  # "Mr" is a title, not a post
        if gazetteer.describes(mention.text):
            continue  # "Pakistani", "Shia"
        if mention.cls in ("Person", "Party") and not is_proper(mention.text):
            continue  # "nationalist" describes too
        where = places.get(mention)
        name = _of_holder(mention.text) if mention.cls == "Office" else mention.text
        text = where.written.replace(mention.text, name) if where else name
        if mention.cls in _BODIES and is_titled(text):
            mention = replace(mention, cls="Person")  # noqa: PLW2901  # the same words, better known
        entry = found.entry(f"{name} of {where.place}", mention.cls) if where else None
        entry = entry or found.entry(text, mention.cls)
        key: tuple[str, ...]
        if entry is not None:
            key = ("gazetteer", entry.id)
        elif mention.cls == "Person":
            key = ("Person", *person_tokens(text))
        elif mention.cls in _BODIES:
            key = ("body", *core(text))
        elif where is not None:
            key = (mention.cls, fold(name), fold(found.place(where.place)))
        else:
            key = (mention.cls, fold(text))
        group = clusters.setdefault(key, Cluster(entry.cls if entry else mention.cls))
        group.entry = entry or group.entry
        group.place = group.place or (where.place if where else "")
        group.mentions.append(mention)
        group.written[mention] = " ".join(text.split())
        group.reasons[mention] = "gazetteer" if entry else "name"
    groups = list(clusters.values())
    for group in groups:
        if group.entry is None:
            group.cls = _best_class(group.mentions)
    _relatives(groups)
    groups = _join_definitions(document, groups)
    groups = _join_acronyms(groups)
    groups = _join_short_bodies(groups)
    groups = _join_persons(groups)
    links = []
    for group in groups:
        entity = _entity(group, found, article)
        links += [Link(mention, entity, group.reasons[mention]) for mention in group.mentions]
    return sorted(links, key=lambda link: (link.mention.start, link.mention.end))


def _of_holder(post: str) -> str:
    """A post by the name of who holds it: "president" for "presidency"."""
    head, _, last = post.rpartition(" ")
    holder = POSTS.get(last.lower())
    return post if holder is None else f"{head} {holder}".strip()


def _best_class(mentions: Iterable[Mention]) -> str:
    scores: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        scores[mention.cls] += mention.score
    return max(scores, key=lambda cls: (scores[cls], cls))


def _relatives(groups: Sequence[Cluster]) -> None:
    """What bears a person's surname behind a given name is a person: "Necmettin Erbakan"."""
    full = [person_tokens(group.name()) for group in groups if group.cls == "Person"]
    surnames = {words[-1] for words in full if len(words) > 1}
    for group in groups:
        words = tuple(fold(group.name()).split())
        if group.cls in _BODIES and group.entry is None and len(words) in (2, 3):
            named = all(word[:1].isupper() for word in group.name().split())
            if named and words[-1] in surnames and not is_acronym(group.name().split()[0]):
                group.cls = "Person"


def _merge(into: Cluster, other: Cluster, reason: str) -> None:
    into.mentions.extend(other.mentions)
    into.written.update(other.written)
    for mention in other.mentions:
        into.reasons[mention] = other.reasons[mention] if other.entry else reason
    into.entry = into.entry or other.entry


def _join_definitions(document: Document, groups: Sequence[Cluster]) -> list[Cluster]:
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
        _merge(full, short, "definition")
        parent[id(short)] = full
    return [group for group in groups if parent[id(group)] is group]


def _join_acronyms(groups: Sequence[Cluster]) -> list[Cluster]:
    """An acronym belongs to the one full name of its kind whose initials it is made of."""
    kept: list[Cluster] = []
    for group in groups:
        short = group.name()
        full = [
            other
            for other in groups
            if other is not group
            and group.cls in _BODIES
            and other.cls in _BODIES
            and not is_acronym(other.name())
            and abbreviates(short, other.name())
        ]
        if is_acronym(short) and len(full) == 1 and not (group.entry and full[0].entry):
            _merge(full[0], group, "acronym")
        else:
            kept.append(group)
    return kept


def _join_short_bodies(groups: Sequence[Cluster]) -> list[Cluster]:
    """One word of a party's name, its first or last, is the one party that bears it: "Sena"."""
    kept: list[Cluster] = []
    for group in groups:
        words = fold(group.name()).split()
        full = [
            other
            for other in groups
            if other is not group
            and len(words) == 1
            and words[0] not in _OF_MANY_PARTIES
            and group.cls in ("Party", "Alliance")
            and other.cls in ("Party", "Alliance")
            and not is_acronym(group.name())
            and len(core(other.name())) > 1
            and words[0] in (fold(other.name()).split()[0], fold(other.name()).split()[-1])
        ]
        if len(full) == 1 and group.entry is None:
            _merge(full[0], group, "short name")
        else:
            kept.append(group)
    return kept


def _join_persons(groups: Sequence[Cluster]) -> list[Cluster]:
    """A shorter personal name follows the full name it fits; of several, the one named last."""
    persons = [group for group in groups if group.cls == "Person"]
    fuller: dict[int, list[Cluster]] = {}
    for group in persons:
        short = group.name()
        fuller[id(group)] = [
            other
            for other in persons
            if other is not group
            and len(person_tokens(other.name())) > len(person_tokens(short))
            and any(same_person(short, form) for form in other.forms)
        ]
    kept = []
    originals = {id(group): list(group.mentions) for group in persons}
    for group in groups:
        targets = fuller.get(id(group), [])
        if not targets or (group.entry and any(other.entry for other in targets)):
            kept.append(group)
            continue
        # a target that is itself a short form leads on to its own full form
        targets = [other for other in targets if not fuller[id(other)]] or targets
        for mention in originals[id(group)]:
            target = max(
                targets,
                key=lambda other: _nearest_before(originals[id(other)], mention),
            )
            target.mentions.append(mention)
            target.written[mention] = group.written[mention]
            target.reasons[mention] = "short name"
            target.entry = target.entry or group.entry
    return kept


def _nearest_before(mentions: Sequence[Mention], mention: Mention) -> tuple[int, int]:
    before = [other.start for other in mentions if other.start < mention.start]
    return (max(before), 0) if before else (-1, -min(other.start for other in mentions))


def _entity(group: Cluster, known: Within, article: str) -> Entity:
    name = group.name()
    if group.cls == "Party":
        name = LABELS.get(name, name)
    forms = set(group.forms)
    if group.entry is not None:
        entry = group.entry
        return Entity(entry.iri, entry.name, entry.cls, tuple(sorted(forms - {entry.name})))
    full: str | None
    if group.place:
        post = min((mention.text for mention in group.mentions), key=lambda form: (len(form), form))
        full = known.post(post, group.place)
    else:
        full = known.institution(name, group.cls)
    if full is not None:
        return Entity(entity_iri(group.cls, full), full, group.cls, tuple(sorted(forms)))
    named = is_proper(name) and (group.cls != "Person" or len(person_tokens(name)) > 1)
    iri = (
        entity_iri(group.cls, " ".join(person_tokens(name)) if group.cls == "Person" else name)
        if named
        else local_entity_iri(article, group.cls, name)
    )
    return Entity(iri, name, group.cls, tuple(sorted(forms - {name})))
