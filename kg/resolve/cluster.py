"""The names of one article brought together: which forms name the same entity.

Every join has a reason that is kept with the link. Precision comes before recall: a form that fits
two entities stays by itself, save a surname, which follows the person last named in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ids import entity_iri, fold, local_entity_iri
from kg.model import Document, Entity, Link, Mention
from kg.names import is_proper
from kg.resolve.forms import BODIES, Cluster
from kg.resolve.gazetteer import Entry, Gazetteer, Within
from kg.resolve.joins import (
    join_acronyms,
    join_cores,
    join_definitions,
    join_partisans,
    join_short_bodies,
)
from kg.resolve.kinds import put_right
from kg.resolve.names import COURTESIES, LABELS, POSTS, core, is_titled, person_tokens, same_person
from kg.resolve.places import located

# "Vice Admiral" is a rank
_NO_POSTS = COURTESIES | {"vice", "rear", "sheriff"}


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
        if mention.cls in BODIES and is_titled(text):
            mention = replace(mention, cls="Person")  # noqa: PLW2901  # the same words, better known
        entry = found.entry(f"{name} of {where.place}", mention.cls) if where else None
        entry = entry or found.entry(text, mention.cls) or _known_party(found, text, mention.cls)
        key: tuple[str, ...]
        if entry is not None:
            key = ("gazetteer", entry.id)
        elif mention.cls == "Person":
            key = ("Person", *person_tokens(text))
        elif mention.cls in BODIES:
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
    put_right(document, groups)
    groups = join_definitions(document, groups)
    groups = join_acronyms(groups)
    groups = join_partisans(join_cores(join_short_bodies(groups)))
    groups = _join_persons(groups)
    links = []
    for group in groups:
        entity = _entity(group, found, article)
        for mention in group.mentions:
            person = group.cls == "Person" != mention.cls
            written = replace(mention, cls="Person") if person else mention
            links.append(Link(written, entity, group.reasons[mention]))
    return sorted(links, key=lambda link: (link.mention.start, link.mention.end))


def _known_party(found: Within, name: str, cls: str) -> Entry | None:
    """The entry of a party that is written with the word: "the Libre party"."""
    short = re.sub(r" [Pp]arty$", "", name)
    return found.entry(short, cls) if cls in BODIES and short != name else None


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
