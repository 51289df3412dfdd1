"""Known entities: who is meant by a name, where an article's country leaves no doubt.

Data are ``ontology/gazetteer/*.toml``. A file with a ``country`` speaks only for articles on that
country: the "PPP" of Karachi and the "PPP" of Seoul have one acronym and two files.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ids import BASE, fold
from kg.vocab import CLASSES, data_dir, is_a

_LONGEST = 4  # words of a country's name that is looked for


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity: "Pakistan Tehreek-e-Insaf, a Party, also PTI, in the file of Pakistan"."""

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  # of a Place: "Pakistani"
    country: str = ""  # id of the Place that its file is about; empty for the world's
    wikidata: str = ""

    @property
    def iri(self) -> str:
        """The entity's IRI, the same in every article."""
        return f"{BASE}entity/{self.cls.lower()}/{self.id}"


class Gazetteer:
    """All entries, found by folded name.

    Args:
        entries: from any number of files; ids are unique.
        generic: by class, the folded names of what nearly every state has one of.
        descriptive: words for faiths and peoples, which are nobody's name.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        generic: Mapping[str, frozenset[str]] | None = None,
        descriptive: Iterable[str] = (),
    ) -> None:
        self._generic = generic or {}
        self._descriptive = {fold(word) for word in descriptive}
        self.entries: Mapping[str, Entry] = {entry.id: entry for entry in entries}
        self._named: dict[str, list[Entry]] = {}
        self._demonyms: dict[str, Entry] = {}
        for entry in self.entries.values():
            for name in {fold(form) for form in (entry.name, *entry.aliases)}:
                self._named.setdefault(name, []).append(entry)
            for demonym in entry.demonyms:
                self._demonyms[fold(demonym)] = entry
        self._first_words = {
            name.partition(" ")[0]
            for name, entries in self._named.items()
            if any(entry.cls in ("Party", "Alliance") for entry in entries)
        }

    def named(self, name: str) -> Sequence[Entry]:
        """The entries that have this name, whatever their country."""
        return self._named.get(fold(name), ())

    def begins(self, word: str) -> bool:
        """Whether the name of a party begins with a folded word."""
        return word in self._first_words

    def _is_anywhere(self, folded: str) -> bool:
        return any(folded in names for names in self._generic.values())

    def describes(self, name: str) -> bool:
        """Whether a name is none, but says of what people or faith something is: "Pakistani"."""
        folded = fold(name)
        return folded in self._descriptive or (
            folded in self._demonyms and folded not in self._named
        )

    def is_generic(self, name: str, cls: str) -> bool:
        """Whether a name is one that every state's papers use: "prime minister"."""
        return fold(name) in self._generic.get(cls, ())

    def demonym(self, word: str) -> Entry | None:
        """The Place whose people or things a word describes: "Pakistani"."""
        return self._demonyms.get(fold(word))

    def within(self, text: str, names: Iterable[str]) -> Within:
        """The gazetteer as one article may use it.

        Args:
            text: of the article, in which countries are looked for.
            names: of its mentions, which also tell the country.
        """
        weights: Counter[str] = Counter()
        words = re.findall(r"[^\W\d_]+", text)
        for first, word in enumerate(words):
            if not word[0].isupper():
                continue  # "us" is not the US
            for count in range(1, _LONGEST + 1):
                folded = fold(" ".join(words[first : first + count]))
                places = [entry for entry in self._named.get(folded, ()) if entry.cls == "Place"]
                if folded in self._demonyms:
                    places.append(self._demonyms[folded])
                weights.update({entry.country or entry.id for entry in places})
        for name in {fold(name) for name in names}:
            countries = {entry.country for entry in self._named.get(name, ()) if entry.country}
            # a name that several countries share, or may share, tells nothing
            if len(countries) == 1 and " " in name and not self._is_anywhere(name):
                weights.update(countries)
        return Within(self, weights)


class Within:
    """The gazetteer as one article may use it: only countries that it speaks of.

    Args:
        gazetteer: where names are looked up.
        weights: how often the article speaks of each country, by the id of its Place.
    """

    def __init__(self, gazetteer: Gazetteer, weights: Counter[str]) -> None:
        self._gazetteer = gazetteer
        self._weights = weights

    def entry(self, name: str, cls: str) -> Entry | None:
        """The one entry meant by a name of a class, if there is one.

        Among bodies the entry decides (a mention taken for an Organization may be a known Party),
        and a Party is one though the mention was taken for a Person or Place; otherwise an entry of
        another kind is not meant.
        """
        fitting = [
            entry
            for entry in self._gazetteer.named(name)
            if self._fits(entry, cls) and self._speaks_of(entry.country)
        ]
        # "India" is a Place before it is an alliance's acronym
        fitting = [entry for entry in fitting if entry.cls == cls] or fitting
        if not fitting:
            return None
        fitting.sort(key=lambda entry: (-self._weights[entry.country or entry.id], entry.id))
        best = fitting[0]
        rivals = [
            entry
            for entry in fitting[1:]
            if self._weights[entry.country or entry.id] == self._weights[best.country or best.id]
        ]
        return None if rivals else best

    def begins(self, word: str) -> bool:
        """Whether the name of a party begins with a folded word."""
        return self._gazetteer.begins(word)

    def _speaks_of(self, country: str) -> bool:
        """Whether a country is among those that the article is about, not just named in it."""
        most = max(self._weights.values(), default=0)
        return not country or self._weights[country] * 3 >= most > 0

    def country(self) -> Entry | None:
        """The one country that the article speaks of, if it plainly does of one."""
        counted = [
            (weight, country)
            for country, weight in self._weights.most_common()
            if self._gazetteer.entries.get(country)
        ]
        if not counted or (len(counted) > 1 and counted[0][0] < 2 * counted[1][0]):
            return None
        return self._gazetteer.entries[counted[0][1]]

    def institution(self, name: str, cls: str, *, place: str = "") -> str | None:
        """The full name of a generic post or body in the article's country, if both are plain.

        Args:
            place: the country, where the text gives it.

        >>> default_gazetteer().within("Pakistan votes", []).institution("prime minister", "Office")
        'Prime Minister of Pakistan'
        """
        if not self._gazetteer.is_generic(name, cls):
            return None
        country = None if place else self.country()
        place = country.name if country else place
        return _institution(name, place) if place else None

    def place(self, name: str) -> str:
        """The name of a Place as the gazetteer has it: "US" is the United States."""
        entry = self.entry(name, "Place")
        return entry.name if entry else name

    def post(self, name: str, place: str) -> str:
        """The full name of a post that the text gives a place to.

        >>> default_gazetteer().within("", []).post("president", "Kenya")
        'President of Kenya'
        """
        place = self.place(place)
        if self._gazetteer.is_generic(name, "Office"):
            return _institution(name, place)
        return f"{name} of {place}"

    @staticmethod
    def _fits(entry: Entry, cls: str) -> bool:
        if entry.cls == cls:
            return True
        bodies = {"Party", "Alliance", "Organization", "Legislature"}
        if entry.cls in ("Party", "Alliance") and cls in ("Person", "Place"):
            return True  # nobody is called Komeito; what a country's parties are is known
        return entry.cls in bodies and cls in bodies


def _institution(name: str, place: str) -> str:
    """A generic name with its place, as a title is written: "Chief Justice of Kenya"."""
    small = ("of", "the")
    words = [word if word in small else word.capitalize() for word in fold(name).split()]
    return f"{' '.join(words)} of {place}"


def load(paths: Iterable[Path]) -> Gazetteer:
    """Read gazetteer files.

    Raises:
        DataError: a file is not TOML, or an entry lacks a name, has an unknown class or a
            second entry's id; names file and entry.
    """
    entries: dict[str, Entry] = {}
    generic: dict[str, frozenset[str]] = {}
    descriptive: list[str] = []
    for path in sorted(paths):
        try:
            data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError(path, f"not a TOML file: {error}") from error
        descriptive += data.get("descriptive", [])
        for cls, names in data.get("generic", {}).items():
            generic[cls] = generic.get(cls, frozenset()) | {fold(name) for name in names}
        for entry in _entries(path, data):
            if entry.id in entries:
                raise DataError(path, f"entry {entry.id!r} stands in two places")
            entries[entry.id] = entry
    return Gazetteer(entries.values(), generic, descriptive)


def _entries(path: Path, data: Mapping[str, Any]) -> Iterator[Entry]:
    for number, item in enumerate(data.get("entity", []), start=1):
        place = f"entry {item.get('id', number)!r}"
        if not item.get("id") or not item.get("name"):
            raise DataError(path, f"{place} has no id or no name")
        if item.get("class") not in CLASSES or not is_a(item["class"], "Entity"):
            raise DataError(path, f"{place} has the unknown class {item.get('class')!r}")
        yield Entry(
            id=item["id"],
            cls=item["class"],
            name=item["name"],
            aliases=tuple(item.get("aliases", ())),
            demonyms=tuple(item.get("demonyms", ())),
            country=item.get("country", data.get("country", "")),
            wikidata=item.get("wikidata", ""),
        )


@cache
def default_gazetteer() -> Gazetteer:
    """The bundled gazetteer, read once."""
    return load((data_dir() / "ontology" / "gazetteer").glob("*.toml"))
