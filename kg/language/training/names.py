"""Names swapped while training, so that a mention is read from its context, not from memory."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.language.training.corpora import Named

#: How often a mention of a class gets another name.
SHARES = {
    "Person": 0.4,
    "Party": 0.35,
    "Alliance": 0.3,
    "Organization": 0.2,
    "Legislature": 0.2,
    "Office": 0.1,
    "Place": 0.2,
    "Election": 0.1,
}
#: The class whose names may stand for a class of a corpus; a class missing here keeps its names.
_SWAPPED = {
    "politics": {"politician": "Person", "person": "Person", "politicalparty": "Party"},
    "crossner": {"person": "Person"},
    "uner": {"PER": "Person"},
    "redocred": {"PER": "Person"},
    "own": {name: name for name in SHARES},
}

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
        names = (self.short if end - start == 1 else self.long).get(of_class)
        return rng.choice(names) if names else old
