"""The mentions of one entity while they are brought together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Mention
from kg.names import is_proper
from kg.resolve.gazetteer import Entry
from kg.resolve.names import is_acronym

BODIES = frozenset({"Party", "Alliance", "Organization", "Legislature"})

# words of many parties' names, which alone name no one of them
OF_MANY_PARTIES = frozenset(
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


def merge(into: Cluster, other: Cluster, reason: str) -> None:
    """Give one cluster the mentions of another, which the reason makes the same entity."""
    into.mentions.extend(other.mentions)
    into.written.update(other.written)
    for mention in other.mentions:
        into.reasons[mention] = other.reasons[mention] if other.entry else reason
    into.entry = into.entry or other.entry
