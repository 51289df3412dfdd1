"""An event or a tie as a short phrase: "PML-N and PPP form an alliance"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.view.line import words

# The first whose roles are all filled is used. "{a|b}" takes the first of two that is filled;
# "vote[s]" is "votes" where one acts. Behind a comma stands the case that a phrase is for.
PHRASES: Mapping[str, tuple[str, ...]] = {
    "AllianceFormation": ("{actor} form[s] an alliance",),
    "AllianceFormation, lasting": ("{actor} allied",),
    "AllianceEnd": ("{actor} part[s] from {target}", "{actor} part[s]", "pact with {target} ends"),
    "Negotiation": ("{actor} in talks",),
    "Meeting": ("{actor} meet[s]",),
    "Joining": ("{actor} join[s] {target}", "new members for {target}", "{actor} join[s]"),
    "Joining, lasting": ("{actor} in {target}",),
    "Leaving": ("{actor} leave[s] {target}", "{actor} leave[s] {office}", "{actor} leave[s]"),
    "splitFrom, lasting": ("{actor} split[s] from {target}",),
    "mergedWith, lasting": ("{actor} merge[s] with {target}",),
    "Election, of groups": (
        "{actor} beat[s] {target}",
        "{actor} win[s] in {place}",
        "{actor} win[s]",
    ),
    "Election": (
        "{actor} elected {office}",
        "{actor} beat[s] {target}",
        "{actor} win[s] in {place}",
        "{actor} elected",
        "{target} beaten",
        "election of {office}",
    ),
    "ParliamentaryVote": (
        "{actor} vote[s] for {target}",
        "{actor} vote[s] on {about}",
        "{actor} vote[s]",
        "vote on {target|about}",
    ),
    "Nomination": (
        "{actor} nominate[s] {target} as {office}",
        "{actor} nominate[s] {target}",
        "{target} nominated as {office}",
        "{target} nominated",
        "{actor} nominate[s]",
    ),
    "Appointment": (
        "{target} appointed {office}",
        "{actor} appoint[s] {target}",
        "{target} appointed",
        "{actor} appointed {office}",
        "{actor} appoint[s]",
    ),
    "Resignation": ("{actor} resign[s] as {office}", "{actor} resign[s]", "{target} resign[s]"),
    "Dismissal": ("{target} dismissed as {office}", "{target} dismissed", "{actor} dismiss[es]"),
    "CourtRuling": (
        "{actor|body} rule[s] against {target}",
        "{actor|body} rule[s] on {about}",
        "{actor|body} rule[s]",
        "ruling on {target|about}",
    ),
    "Arrest": ("{target} arrested", "arrest by {actor}"),
    "Conviction": ("{target} convicted", "conviction by {actor}"),
    "Legislation": ("{actor|body} pass[es] {about}", "{actor|body} legislate[s]", "law: {about}"),
    "Dissolution": ("{target|body} dissolved", "{actor} dissolved"),
    "Protest": (
        "protest by {actor} against {target}",
        "protest by {actor} in {place}",
        "protest by {actor}",
        "protest against {target}",
        "protest in {place}",
    ),
    "Violence": ("violence against {target}", "violence in {place}", "violence by {actor}"),
    "Coup": ("coup against {target}", "coup by {actor}", "coup in {place}"),
    "Death": ("death of {actor|target}",),
    "Allegation": (
        "{actor} accuse[s] {target}",
        "{actor} allege[s]: {about}",
        "accusation by {actor}",
        "{target} accused",
    ),
    "Allegation, denied": ("{actor} reject[s] {about}", "{actor} reject[s] an accusation"),
    "Announcement": ("{actor} announce[s] {about}", "announcement by {actor}"),
}


def phrase(predicate: str, roles: Mapping[str, Sequence[str]], *, case: str = "") -> str:
    """What happened, in a few words of English.

    Args:
        predicate: an event class, or a relation between an actor and a target.
        roles: names by role, as short as they are known.
        case: lasting, of groups or denied, where there may be other words for it.

    >>> phrase("Election", {"actor": ["Maryam Nawaz"], "office": ["Chief Minister of Punjab"]})
    'Maryam Nawaz elected Chief Minister of Punjab'
    """
    templates = (*PHRASES.get(f"{predicate}, {case}", ()), *PHRASES.get(predicate, ()))
    for template in templates:
        slots = re.findall(r"\{([\w|]+)\}", template)
        names = {slot: _named(slot, roles) for slot in slots}
        if not all(names.values()):
            continue
        first = names[slots[0]]
        many = len(first) > 1 or (
            first[0].endswith("s")
            and not first[0].endswith("ss")
            and (case == "of groups" or first[0].islower())  # Greens, police officers
        )
        agreed = re.sub(r"\[(\w+)\]", "" if many else r"\1", template)
        pieces = re.split(r"\{([\w|]+)\}", agreed)  # text, slot, text, slot, ..., text
        pieces[0] = pieces[0].capitalize()
        return "".join(listed(names[p]) if i % 2 else p for i, p in enumerate(pieces))
    every = [name for values in roles.values() for name in values]
    return ": ".join(filter(None, (words(predicate).capitalize(), listed(every))))


def listed(names: Sequence[str], *, most: int = 4) -> str:
    """Names in a row: "A, B and C"; of many the first ones, and how many more."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _named(slot: str, roles: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return next((roles[role] for role in slot.split("|") if roles.get(role)), ())
