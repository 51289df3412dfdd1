"""Titles, parties and forms of address put beside names while training.

Treebanks and Wikipedia rarely write "Delta State Governor Sheriff Oborevwori"; newspapers always
do, and where the title ends and the name begins is what a model must see to learn.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.language.training.corpora import Named

#: How often a person without a title gets one.
SHARE = 0.3
_POSTS = 7  # every so manieth office is made a "governor of PLACE", one mention
_PEOPLE = frozenset({"Person", "person", "politician", "PER"})
#: What a form's words in capitals are drawn from; those with a class become mentions.
_CLASSES = {"OFFICE": "Office", "POST": "Office", "PLACE": "Place", "PARTY": "Party"}
_BARE = frozenset(
    {"of", "by", "with", "and", "for", "to", "from", "that", "while", "but", "when", "if"}
)


@dataclass(frozen=True)
class Titles:
    """Forms such as "PLACE OFFICE PERSON", and what their parts are drawn from.

    Attributes:
        forms: words of each form.
        parts: for every part in capitals but PERSON, what it may be, as words.
    """

    forms: Sequence[Sequence[str]] = ()
    parts: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    @classmethod
    def load(
        cls, path: Path, *, places: Sequence[Sequence[str]], parties: Sequence[Sequence[str]]
    ) -> Titles:
        """Read ``titles.toml``; places and parties come from the names that are swapped in."""
        data = tomllib.loads(path.read_text("utf-8"))
        parts = {
            part: [text.split(" ") for text in data[key]]
            for part, key in (
                ("OFFICE", "offices"),
                ("ROLE", "roles"),
                ("NATION", "nations"),
                ("HONOUR", "honours"),
            )
        }
        posts = [
            [*office, "of", *place] for place in places for office in parts["OFFICE"][::_POSTS]
        ]
        return cls(
            [form.split(" ") for form in data["forms"]],
            {**parts, "POST": posts, "PLACE": places, "PARTY": parties},
        )

    def put(self, sentence: Named, rng: random.Random) -> Named:
        """Return `sentence`, sometimes with a title beside one of its people."""
        if not self.forms:
            return sentence
        bare = [span for span in sentence.spans if self._bare(sentence, span)]
        if not bare or rng.random() >= SHARE * len(bare):
            return sentence
        chosen = rng.choice(bare)
        words: list[str] = []
        spans: list[tuple[int, int, str]] = []
        done = 0
        for start, end, name in sentence.spans:
            words += sentence.words[done:start]
            done = end
            if (start, end, name) == chosen:
                self._titled(words, spans, sentence.words[start:end], name, rng)
                if words[-1] == "," and sentence.words[end : end + 1] in ((",",), (".",)):
                    words.pop()
            else:
                spans.append((len(words), len(words) + end - start, name))
                words += sentence.words[start:end]
        return Named((*words, *sentence.words[done:]), tuple(spans), sentence.scheme)

    def _bare(self, sentence: Named, span: tuple[int, int, str]) -> bool:
        """Whether a person stands at the beginning of a sentence or phrase, with no title yet."""
        start, end, name = span
        if name not in _PEOPLE:
            return False
        before = sentence.words[start - 1].lower() if start else "."
        after = sentence.words[end] if end < len(sentence.words) else "."
        return (before in _BARE or not before[-1].isalnum()) and (
            after in (".", ",") or after.islower()
        )

    def _titled(
        self,
        words: list[str],
        spans: list[tuple[int, int, str]],
        person: Sequence[str],
        name: str,
        rng: random.Random,
    ) -> None:
        """Add a form with its mentions to a sentence's words."""
        for word in rng.choice(self.forms):
            if word == "PERSON":
                found, cls = person, name
            elif word in self.parts:
                found, cls = rng.choice(self.parts[word]), _CLASSES.get(word, "")
            else:
                found, cls = [word], ""
            if cls:
                spans.append((len(words), len(words) + len(found), cls))
            words += found
