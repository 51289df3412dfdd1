"""Which claims a network is made of: one value that every network takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kg.errors import UsageError
from kg.model import STATUSES, Entity, StoredClaim
from kg.view.evidence import printed_between, said_by
from kg.vocab import CLASSES, is_a

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SETS = ("status", "source", "country", "cls")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked for: "factual alliances in Pakistan, printed in February, by two sources".

    Every field narrows further; a field left alone keeps everything. Where several values are
    taken, one value may be given as it is: ``Filter(status="denied")``.

    Raises:
        UsageError: a value that nothing can fit: no date, no status, no class, no country.
    """

    at: str | None = None  # ISO date: printed by then, and holds then
    since: str | None = None  # ISO date: printed on that day or later; without a date never
    until: str | None = None  # ISO date: printed on that day or earlier; without a date never
    status: Collection[str] = ()
    source: Collection[str] = ()  # ids of outlets
    country: Collection[str] = ()  # by name or demonym; see `kg.view.country`
    cls: Collection[str] = ()  # classes of the entities, both ends of a line; subclasses too
    min_sources: int = 1  # independent ones, of a line or of a fact
    superseded: bool = False  # keep the articles that a newer version replaces

    def __post_init__(self) -> None:
        for name in _SETS:
            value = getattr(self, name) or ()
            object.__setattr__(self, name, (value,) if isinstance(value, str) else tuple(value))
        for date in (self.at, self.since, self.until):
            if date is not None and not _DATE.fullmatch(date):
                raise UsageError(f"{date!r} is not a date", advice="write 2024-02-10 or 2024-02")
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise UsageError(f"{self.since} is later than {self.until}", advice="turn them round")
        for status in self.status:
            _known(status, STATUSES, "status")
        for cls in self.cls:
            _known(cls, CLASSES, "class")
        if self.country:
            from kg.view.country import country_id  # noqa: PLC0415  reads the gazetteer: 0.2 s

            for country in self.country:
                country_id(country)
        if self.min_sources < 1:
            raise UsageError(f"{self.min_sources} sources are no minimum", advice="use 1 or more")

    def claims(
        self,
        claims: Iterable[StoredClaim],
        identity: Mapping[str, Entity],
        *,
        any_status: bool = False,
    ) -> list[StoredClaim]:
        """The claims that it keeps, by all but class and number of sources.

        Args:
            claims: as the store gives them.
            identity: as-stated IRI to its canonical entity, by which a country is known.
            any_status: keep those of another status too: a denial disputes what is drawn, though
                it is not drawn itself.
        """
        every = list(claims)
        if self.country:
            from kg.view.country import claims_by_country, country_id  # noqa: PLC0415

            wanted = {country_id(name) for name in self.country}
            every = [
                stored
                for stored, countries in claims_by_country(every, identity)
                if wanted & countries
            ]
        kept = [stored for stored in every if self._keeps(stored)]
        return kept if any_status else [s for s in kept if self.of_status(s.claim.status)]

    def in_words(self) -> str:
        """What is asked for, for a title: "at 2024-02-13; planned or denied"; empty for all.

        >>> Filter(at="2024-02-13", status=("planned", "denied"), min_sources=2).in_words()
        'at 2024-02-13; planned or denied; 2 sources or more'
        """
        parts = [
            f"at {self.at}" if self.at else "",
            f"printed since {self.since}" if self.since else "",
            f"printed until {self.until}" if self.until else "",
            " or ".join(self.status),
            f"in {' or '.join(self.source)}" if self.source else "",
            " or ".join(self.country),
            " or ".join(self.cls),
            f"{self.min_sources} sources or more" if self.min_sources > 1 else "",
            "with replaced articles" if self.superseded else "",
        ]
        return "; ".join(filter(None, parts))

    def _keeps(self, stored: StoredClaim) -> bool:
        article = stored.article
        if article.superseded and not self.superseded:
            return False
        if self.source and article.source not in self.source:
            return False
        if not printed_between(stored, self.since, self.until):
            return False
        return self.at is None or said_by(stored, self.at)

    def without_classes(self) -> Filter:
        """The same for entities of any class."""
        return replace(self, cls=())

    def of_status(self, status: str) -> bool:
        """Whether what has this status may stand in the network."""
        return not self.status or status in self.status

    def of_class(self, cls: str) -> bool:
        """Whether an entity of this class may stand in the network."""
        return not self.cls or any(is_a(cls, wanted) for wanted in self.cls)


EVERYTHING = Filter()


def _known(word: str, words: Collection[str], what: str) -> None:
    if word not in words:
        near = get_close_matches(word.lower(), [each.lower() for each in words], n=3)
        fitting = [each for each in words if each.lower() in near] or sorted(words)
        raise UsageError(f"there is no {what} {word!r}", advice=f"use {' or '.join(fitting)}")
