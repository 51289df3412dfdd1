"""What the claims of one article make of one another.

A sentence is read by itself; an article is not. "Prime Minister Moro met the king" calls Moro what
he was until, three sentences on, he resigns: the title has ended, and is not stated twice with two
statuses. What a fuller report of the same thing includes, what the same sentence undoes, and what
was intended before it was done are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import Claim, Entity
from kg.vocab import RELATIONS

# What agreeing or pledging to do it brings about.
_MADE = ("alliedWith", "AllianceFormation", "backs", "opposes")
_POSTS = ("holdsOffice", "leads")
_FORMER = ("former", "ex-", "onetime", "erstwhile", "past", "previous")
# Who loses a post by an event, by the role that they have in it.
_LOSERS = {"Resignation": ("actor",), "Dismissal": ("target",), "Death": ("actor", "target")}
_PRESS = frozenset(
    """news agency newspaper daily times post herald tribune tv television radio broadcaster media
    press xinhua reuters afp bbc cnn tass ansa efe""".split()
)
_RIVALS = frozenset("challenger rival opponent contender".split())
_GAINS = ("Appointment", "Election")
# Seats, which nobody loses who only "quits": the front bench, a committee, a party.
_SEATS = frozenset("mp mps senator sen representative rep member councillor lawmaker".split())


def settle(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of an article without those that its other claims overrule or repeat."""
    claims = _without_own_rivals([_reported(claim) for claim in claims])
    settled = _without_own_bodies(_without_repeats(_with_ends(list(claims))))
    return _without_echoes(_without_halves(_without_undone(_without_intents(settled))))


def _without_repeats(claims: list[Claim]) -> list[Claim]:
    """What is said more than once, in its clearest sentence."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        same = _key(claim)
        kept = best.get(same)
        if kept is None or _worth(claim) > _worth(kept):
            best[same] = claim
    return list(best.values())


def _worth(claim: Claim) -> tuple[int, float, int]:
    """The clearest sentence is the one that says most, most surely, and first."""
    return (len(claim.qualifiers) + len(claim.roles), claim.confidence, -claim.evidence.start)


def _key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of one article the same."""
    speaker = claim.speaker.id if claim.speaker else None
    if claim.kind == "relation":
        ends = [str(_id(claim.subject)), str(_id(claim.object))]
        if RELATIONS[claim.predicate].symmetric:
            ends.sort()
        return (claim.predicate, *ends, claim.status, speaker)
    return (claim.predicate, claim.status, speaker, claim.time, _participants(claim))


def _id(value: object) -> object:
    return value.id if isinstance(value, Entity) else value


def _participants(claim: Claim) -> frozenset[object]:
    roles = dict(claim.roles)
    main = [value for role in ("actor", "target") for value in roles.get(role, ())]
    others = [value for values in roles.values() for value in values]
    return frozenset(_id(value) for value in main or others)


def matter(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, whatever its status."""
    if claim.kind == "relation":
        return (claim.predicate, _both(claim))
    return (claim.predicate, _participants(claim))


# Reports ------------------------------------------------------------------------------------


def _reported(claim: Claim) -> Claim:
    """A claim as the press tells it: what a news agency reports is its news, no accusation."""
    speaker = claim.speaker
    if claim.status != "alleged" or claim.predicate == "Allegation" or speaker is None:
        return claim
    if speaker.cls == "Person" or not _PRESS & set(speaker.name.casefold().split()):
        return claim
    return replace(claim, modality=replace(claim.modality, certainty="certain"))


# In one sentence ----------------------------------------------------------------------------


def _without_undone(claims: list[Claim]) -> list[Claim]:
    """Drop what a sentence itself ends: "Labour MP X has defected" makes no member of X."""
    ended = {
        (_key(claim)[:-2], claim.evidence.start)
        for claim in claims
        if claim.kind == "relation" and claim.status == "ended"
    }
    return [
        claim
        for claim in claims
        if claim.kind != "relation"
        or claim.status != "factual"
        or (_key(claim)[:-2], claim.evidence.start) not in ended
    ]


def _without_intents(claims: list[Claim]) -> list[Claim]:
    """Drop a planned alliance that the same sentence says was made: "signed a deal to govern"."""
    made = {
        (matter(claim), claim.evidence.start)
        for claim in claims
        if claim.predicate in _MADE and claim.status == "factual"
    }
    return [
        claim
        for claim in claims
        if claim.status != "planned" or (matter(claim), claim.evidence.start) not in made
    ]


# Posts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _End:
    """Somebody lost posts: "Moro resigned as prime minister"."""

    start: int  # of the sentence
    person: str
    posts: tuple[Entity, ...]


def _with_ends(claims: list[Claim]) -> list[Claim]:
    """A post that its holder is called by has ended where the article tells that it did."""
    ends = list(_ends(claims))
    gained = {
        (value.id, claim.evidence.start)
        for claim in claims
        if claim.predicate in _GAINS and claim.status == "factual"
        for role in ("actor", "target")
        for value in dict(claim.roles).get(role, ())
        if isinstance(value, Entity)
    }
    return [
        _past(claim) if _title(claim) and _is_lost(claim, ends, gained) else claim
        for claim in claims
    ]


def _is_lost(claim: Claim, ends: list[_End], gained: set[tuple[str, int]]) -> bool:
    """Whether the post that a claim gives was lost, and not won again further on."""
    person = claim.subject.id if claim.subject else ""
    again = max((start for who, start in gained if who == person), default=-1)
    return any(
        end.person == person
        and again <= end.start
        and any(_same_post(claim.object, post) for post in end.posts)
        for end in ends
    )


def _past(claim: Claim) -> Claim:
    return replace(claim, modality=replace(claim.modality, tense="past"))


def _title(claim: Claim) -> bool:
    """Whether a claim gives somebody a post as a fact of today."""
    return claim.predicate in _POSTS and claim.status == "factual"


def _same_post(value: object, post: Entity) -> bool:
    if not isinstance(value, Entity):
        return False
    one, other = value.name.casefold(), post.name.casefold()
    return value.id == post.id or one.startswith(f"{other} of") or other.startswith(f"{one} of")


def _ends(claims: list[Claim]) -> Iterator[_End]:
    """Every end of a post that the article tells as a fact."""
    for claim in claims:
        if claim.status != "factual" or claim.predicate not in _LOSERS:
            continue
        roles = dict(claim.roles)
        start = claim.evidence.start
        losers = [
            value
            for role in _LOSERS[claim.predicate]
            for value in roles.get(role, ())
            if isinstance(value, Entity) and value.cls == "Person"
        ]
        for loser in losers:
            posts = [value for value in roles.get("office", ()) if isinstance(value, Entity)]
            posts += _posts_ended(claims, loser, start)
            if not posts and not _from_body(claim, claims, loser):
                posts = _posts_held(claims, loser, start)
            if posts:
                yield _End(start, loser.id, tuple(posts))


def _posts_held(claims: list[Claim], person: Entity, start: int) -> list[Entity]:
    """The posts that "Minister X quit" ends: what it calls X, or X's only one in the article."""
    held = [
        (claim.object, claim.evidence.start)
        for claim in claims
        if claim.predicate == "holdsOffice" and _title(claim) and claim.subject == person
        if not _seat(claim.object)
    ]
    posts = {post.id: post for post, _ in held if isinstance(post, Entity)}
    beside = [post for post, where in held if where == start and isinstance(post, Entity)]
    return beside or (list(posts.values()) if len(posts) == 1 else [])


def _seat(post: object) -> bool:
    name = post.name if isinstance(post, Entity) else str(post)
    return bool(set(name.casefold().replace(".", "").split()) & _SEATS)


def _posts_ended(claims: list[Claim], person: Entity, start: int) -> list[Entity]:
    """The posts that a sentence says somebody lost; what a former one is had been lost before."""
    return [
        claim.object
        for claim in claims
        if claim.predicate in _POSTS
        and claim.status == "ended"
        and claim.subject == person
        and claim.evidence.start == start
        and isinstance(claim.object, Entity)
        and not str(dict(claim.qualifiers).get("role", "")).startswith(_FORMER)
    ]


def _from_body(claim: Claim, claims: list[Claim], person: Entity) -> bool:
    """Whether an end is that of a membership: "the party expelled councillor X"."""
    roles = dict(claim.roles)
    bodies = [*roles.get("body", ()), *(roles.get("actor", ()) if "target" in roles else ())]
    if any(isinstance(value, Entity) and value.cls in ("Party", "Alliance") for value in bodies):
        return True
    return "body" in roles or any(
        other.predicate == "memberOf" and other.status == "ended" and other.subject == person
        for other in claims
    )


def _without_halves(claims: list[Claim]) -> list[Claim]:
    """Drop half of an ideology that the same sentence names whole: "right" of "right-wing"."""
    whole = [claim for claim in claims if claim.predicate == "ideology"]
    return [
        claim
        for claim in claims
        if claim.predicate != "ideology"
        or not any(
            claim.subject == other.subject
            and claim.evidence.start == other.evidence.start
            and str(claim.object) != str(other.object)
            and str(claim.object) in str(other.object).replace("-", " ").split()
            for other in whole
        )
    ]


# Bodies -------------------------------------------------------------------------------------


def _without_own_rivals(claims: list[Claim]) -> list[Claim]:
    """Drop what a party's challenger has against his own: "the Democratic challenger X"."""
    own = {
        (claim.evidence.start, _both(claim))
        for claim in claims
        if claim.predicate == "memberOf"
        and _RIVALS & set(str(dict(claim.qualifiers).get("role", "")).casefold().split())
    }
    return [
        claim
        for claim in claims
        if claim.predicate != "opposes" or (claim.evidence.start, _both(claim)) not in own
    ]


def _without_own_bodies(claims: list[Claim]) -> list[Claim]:
    """Drop an alliance of somebody with the party that the same sentence has him leave."""
    left = {
        (claim.evidence.start, frozenset((actor.id, target.id)))
        for claim in claims
        if claim.predicate == "Leaving"
        for actor in dict(claim.roles).get("actor", ())
        for target in dict(claim.roles).get("target", ())
        if isinstance(actor, Entity) and actor.cls == "Person" and isinstance(target, Entity)
    }
    return [
        claim
        for claim in claims
        if claim.predicate != "alliedWith" or (claim.evidence.start, _both(claim)) not in left
    ]


def _both(claim: Claim) -> frozenset[object]:
    """The two ends of a relation, or who takes part in an event."""
    if claim.kind == "event":
        return _participants(claim)
    return frozenset((_id(claim.subject), _id(claim.object)))


# Events -------------------------------------------------------------------------------------


def _without_echoes(claims: list[Claim]) -> list[Claim]:
    """Drop an event that a fuller report of the same event in the article includes."""
    return [
        claim
        for claim in claims
        if claim.kind != "event" or not any(_echoes(claim, other) for other in claims)
    ]


def _echoes(claim: Claim, other: Claim) -> bool:
    if other is claim or other.kind != "event" or other.predicate != claim.predicate:
        return False
    if other.status != claim.status or claim.time not in (None, other.time):
        return False
    named = {role for role, _ in claim.roles} & {"actor", "target"}
    fuller = {role for role, _ in other.roles} & {"actor", "target"}
    # "the elections were marred" repeats "the PTI won the elections"
    return _participants(claim) < _participants(other) or (not named and bool(fuller))
