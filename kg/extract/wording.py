"""The text's own words, where a claim keeps them: a title, a topic, an ideology."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set

from kg.extract.frames import Lexicon
from kg.extract.frames import Slots as SlotNames
from kg.extract.slots import Slots
from kg.extract.triggers import Trigger
from kg.model import Mention
from kg.syntax import Tree

_TITLE_WORDS = frozenset(
    "former acting caretaker interim deputy vice senior founding honorary outgoing then late "
    "incoming ex provisional transitional".split()
)
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december day week month year".split()
)
_LITERAL_LIMIT = 12  # words of an "about" in the text's own words


class Wording:
    """The words of one sentence.

    Args:
        text: of the article.
        tree: the sentence's syntax.
        mentions: its names.
        slots: where arguments stand.
        lexicon: for words of ideology.
    """

    def __init__(
        self, text: str, tree: Tree, mentions: Sequence[Mention], slots: Slots, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.tree = tree
        self.mentions = mentions
        self.slots = slots
        self.lexicon = lexicon

    def _text(self, first: int, last: int) -> str:
        tokens = self.tree.tokens
        text = self.text[tokens[first].start : tokens[last].end]
        return " ".join(text.split())

    def topic(self, trigger: Trigger, slots: SlotNames) -> str:
        """What the first of some slots holds, in the text's own words, if it is short."""
        return next(self.topics(trigger, slots), "")

    def topics(self, trigger: Trigger, slots: SlotNames) -> Iterator[str]:
        """What slots hold, in the text's own words, where they are few."""
        for slot in itertools.chain.from_iterable(slots):
            for token in self.slots.fill(trigger, slot):
                if self.tree.word(token) in _WHEN or self.tree.tokens[token].pos == "NUM":
                    continue
                below = self.tree.subtree(token)
                words = [index for index in below if self.tree.relation(index) != "punct"]
                case = {
                    part
                    for child in self.tree.children(token, "case", "mark")
                    for part in self.tree.subtree(child)
                }
                words = [index for index in words if index not in case]
                if words and words[-1] - words[0] < _LITERAL_LIMIT:
                    yield self._text(words[0], words[-1])

    def title(self, trigger: Trigger) -> str:
        """The words of a trigger with what qualifies a post: "deputy chairman", "former"."""
        tree = self.tree
        if trigger.kind == "mention":
            return " ".join(
                tree.word(child)
                for child in tree.children(trigger.token, "amod", "compound", "nmod:desc")
                if tree.lemma(child) in _TITLE_WORDS and child not in trigger.words
            )
        first = min(trigger.words)
        while first > 0 and tree.word(first - 1) in _TITLE_WORDS:
            first -= 1
        last = max(trigger.words)
        text = self._text(first, last).lower()
        if trigger.kind == "nouns" and text.endswith(tree.word(last)):
            # "one of the party's senators" is a senator
            text = text.removesuffix(tree.word(last)) + tree.lemma(last).lower()
        return text

    def ideology(self, trigger: Trigger) -> str:
        """What kind of party the words before the noun, or the trigger itself, make it."""
        tree = self.tree
        words = self.lexicon.words["ideology"]
        named = {token for mention in self.mentions for token in range(mention.first, mention.last)}
        own = " ".join(tree.word(index) for index in trigger.words)
        if own in words and named.isdisjoint(trigger.words):
            return own
        tokens = [
            index
            for child in tree.children(trigger.token, "amod", "compound", "nmod:desc")
            if child < trigger.token
            for index in tree.subtree(child)
            if index not in named
        ]
        if not tokens:
            return ""
        tokens = [index for index in tokens if tree.word(index) not in ("a", "an", "the")]
        text = self._around_names(tokens, named)
        kept = [word for word in sorted(words, key=len, reverse=True) if _has(text, word)]
        return _longest_run(text, kept)

    def _around_names(self, tokens: Sequence[int], named: Set[int]) -> str:
        """The text of these tokens and what stands between them, without the names there."""
        runs: list[list[int]] = []
        for token in sorted(tokens):
            if not runs or any(index in named for index in range(runs[-1][-1], token)):
                runs.append([])
            runs[-1].append(token)
        return " ".join(self._text(run[0], run[-1]) for run in runs)


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text.lower().replace('-', ' ')} " or f" {phrase} " in (
        f" {text.lower()} "
    )


def _longest_run(text: str, kept: Sequence[str]) -> str:
    """The words of a text that say an ideology, as they stand there."""
    plain = {word: word.replace("-", " ") for word in kept}
    found = [
        word
        for word in kept
        if not any(word != other and plain[word] in plain[other] for other in kept)
        or (word in text.lower() and plain[word] == max(plain.values(), key=len))
    ]
    lowered = text.lower()
    positions = sorted((lowered.find(word.split("-")[0].split()[0]), word) for word in found)
    return " ".join(word for _, word in positions)
