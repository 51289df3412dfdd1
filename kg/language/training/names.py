"""Names swapped while training, so that a mention is read from its context, not from memory."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.language.training.corpora import Named

#: How often a mention of a class gets another name, by the class of names it is drawn from.
SHARES = {
    "Person": 0.3,
    "Party": 0.45,
    "Alliance": 0.45,
    "Organization": 0.25,
    "Legislature": 0.3,
    "Office": 0.1,
    "Place": 0.3,
    "Election": 0.1,
}
#: The class whose names may stand for a class of a corpus; a class missing here keeps its names.
_SWAPPED = {
    # Places are swapped where a corpus does not tell countries from other places.
    "politics": {"politician": "Person", "person": "Person", "politicalparty": "Party"},
    "crossner": {"person": "Person"},
    "uner": {"PER": "Person", "LOC": "Place"},
    "redocred": {},
    "own": {name: name for name in SHARES},
}
#: How often the other name is made up, where a class' names can be anything.
INVENTED = 0.35
_OPEN = {"Person", "Party", "Alliance", "Place", "Legislature"}
_SYLLABLES = (
    "ka ro mi nda ba lu te sha ni var do gha pe zu ran el mo ta ji qu sa wa ri ko ha le bu ma ye"
    " fa gen tor ing ov ez ari una osh ubi ano eth kir dul ak ima sto vel har zan ter pal em"
).split()

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Names of a class as words: short (a family name, an acronym) and long ones."""

    short: Mapping[str, Sequence[Words]]
    long: Mapping[str, Sequence[Words]]

    @classmethod
    def load(cls, path: Path, tokenize: Callable[[str], Iterable[tuple[int, int]]]) -> Names:
        """Read ``names.toml``; people's full names are put together from their parts."""

        def words(text: str) -> Words:
            return tuple(text[start:end] for start, end in tokenize(text))

        short: dict[str, list[Words]] = {name: [] for name in SHARES}
        long: dict[str, list[Words]] = {name: [] for name in SHARES}
        rng = random.Random(0)
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            if name == "Person":
                for region in table.values():
                    short[name] += [words(family) for family in region["family"]]
                    for given in region["given"]:
                        for family in rng.sample(region["family"], 8):
                            parts = [given, family]
                            if region.get("order") == "family-first":
                                parts.reverse()
                            long[name].append(words(" ".join(parts)))
                continue
            for text in (*table["names"], *table.get("acronyms", ())):
                found = words(text)
                (short if " " not in text else long)[name].append(found)
        return cls(short, long)

    def swapped(self, sentence: Named, rng: random.Random) -> Named:
        """Return `sentence`, sometimes with a name replaced by another of its class."""
        words: list[str] = []
        spans: list[tuple[int, int, str]] = []
        done = 0
        for start, end, name in sentence.spans:
            words += sentence.words[done:start]
            new = self._other(sentence, start, end, name, rng)
            spans.append((len(words), len(words) + len(new), name))
            words += new
            done = end
        return Named((*words, *sentence.words[done:]), tuple(spans), sentence.scheme)

    def _other(self, sentence: Named, start: int, end: int, name: str, rng: random.Random) -> Words:
        old = sentence.words[start:end]
        of_class = _SWAPPED[sentence.scheme].get(name, "")
        if rng.random() >= SHARES.get(of_class, 0.0):
            return old
        if of_class in _OPEN and rng.random() < INVENTED:
            return self._invented(old, of_class, rng)
        names = (self.short if end - start == 1 else self.long).get(of_class)
        return rng.choice(names) if names else old

    def _invented(self, old: Words, of_class: str, rng: random.Random) -> Words:
        """Make up a name as `old` is written: an acronym, one word, or several."""
        if len(old) == 1 and old[0].isupper():
            return ("".join(rng.choices("ABCDFGHIJKLMNPRSTUVW", k=rng.randint(2, 5))),)
        if len(old) == 1:
            return (_word(rng),)
        if of_class in ("Person", "Place") or not self.long.get(of_class):
            return (_word(rng), _word(rng))
        # Half of the words are such as the class' names have: "Partido", "Front", "Janata".
        names = self.long[of_class]
        return tuple(
            rng.choice(rng.choice(names)) if rng.random() < 0.5 else _word(rng)
            for _ in range(rng.randint(2, 3))
        )


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()
