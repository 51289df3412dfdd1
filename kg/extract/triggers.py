"""Where a frame's words stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.frames import Frame, Lexicon
from kg.model import Mention
from kg.resolve import head_of
from kg.syntax import Tree

_KINDS = {
    "verbs": ("VERB", "AUX", "ADJ"),
    "nouns": ("NOUN", "PROPN"),
    "adjectives": ("ADJ", "VERB", "ADV"),
}
# mentions that are phrases of common nouns, whose words mean what they say
_DESCRIPTIVE = ("Event", "Office", "Election")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame's words found in a sentence: "forge" with the noun "alliance"."""

    frame: Frame
    kind: str  # verbs, nouns, adjectives or mention
    token: int  # head of the words
    words: tuple[int, ...]  # all tokens of the words, in order
    noun: int | None = None  # the argument that the frame asks for with with_nouns


class TriggerFinder:
    """Finds the triggers of one sentence.

    Args:
        tree: its syntax.
        mentions: its names, whose words trigger nothing by themselves.
        lexicon: the frames.
        beside: syntax of the sentences before and after it.
    """

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        beside: Sequence[Tree] = (),
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.lexicon = lexicon
        self._around = (tree, *beside)

    def triggers(self) -> Iterator[Trigger]:
        """The frames' words in this sentence, the longest expression of a frame at a place."""
        return (trigger for trigger, obstacle in self.candidates() if not obstacle)

    def candidates(self) -> Iterator[tuple[Trigger, str]]:
        """The triggers with nothing; and words that are none, with what forbids it."""
        tree = self.tree
        for token in range(len(tree)):
            for kind, positions in _KINDS.items():
                if tree.tokens[token].pos not in positions:
                    continue
                yield from self._triggers_at(token, kind)
        for mention in self.mentions:
            head = head_of(tree, mention)
            for frame in self.lexicon.on_mentions(mention.cls):
                tokens = tuple(range(mention.first, mention.last))
                yield Trigger(frame, "mention", head, tokens), ""

    def _triggers_at(self, token: int, kind: str) -> Iterator[tuple[Trigger, str]]:
        tree = self.tree
        forms = (
            {tree.lemma(token), tree.word(token)} if kind == "adjectives" else {tree.lemma(token)}
        )
        found: dict[str, Trigger] = {}
        refused: dict[str, tuple[Trigger, str]] = {}
        for form in sorted(forms):
            for words, frame in self.lexicon.triggered(kind, form):
                tokens = (
                    self._noun_words(token, words)
                    if kind == "nouns"
                    else self._verb_words(token, words)
                )
                if tokens is None:
                    continue
                noun = self._argument_noun(frame, tokens, kind)
                trigger = Trigger(frame, kind, token, tokens, noun)
                forbidding = self._forbidding(frame, tokens if noun is None else (*tokens, noun))
                if forbidding is not None:
                    refused[frame.id] = trigger, f'unless: "{self.tree.word(forbidding)}"'
                elif frame.with_nouns and noun is None:
                    refused[frame.id] = trigger, "with_nouns: none of them is its argument"
                elif frame.near and not self._near(frame.near):
                    refused[frame.id] = trigger, f"near: no word of {frame.near!r}"
                elif frame.unless_near and self._near(frame.unless_near):
                    refused[frame.id] = trigger, f"unless_near: a word of {frame.unless_near!r}"
                elif frame.named_object and not self._named_object(token):
                    refused[frame.id] = trigger, "named_object: it has none"
                else:
                    kept = found.get(frame.id)
                    if kept is None or len(tokens) > len(kept.words):
                        found[frame.id] = trigger
        for trigger in found.values():
            yield trigger, ""
        yield from (pair for name, pair in refused.items() if name not in found)

    def _noun_words(self, token: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        """The tokens of a noun expression with this head: words in a row."""
        tree = self.tree
        if self._in_name(token):
            return None
        for place, word in enumerate(words):
            if word != tree.lemma(token):
                continue
            tokens = range(token - place, token - place + len(words))
            if tokens.start < 0 or tokens.stop > len(tree):
                continue
            if all(
                word in (tree.lemma(index), tree.word(index))
                for index, word in zip(tokens, words, strict=True)
            ) and all(tree.head(index) in tokens for index in tokens if index != token):
                return tuple(tokens)
        return None

    def _in_name(self, token: int) -> bool:
        """Whether a token is part of a name: "Forward" of "Move Forward"."""
        return any(
            token in range(mention.first, mention.last)
            for mention in self.mentions
            if mention.cls not in _DESCRIPTIVE
        )

    def _verb_words(self, token: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        """The tokens of a verb expression: the verb, and its other words among its dependents."""
        tree = self.tree
        if self._in_name(token):
            return None
        if len(words) == 1:
            return None if self._called(token) else (token,)
        below = list(tree.children(token))
        below += [inner for child in below for inner in tree.children(child)]
        # "closed ranks behind X": the preposition belongs to X
        below += [case for inner in below for case in tree.children(inner, "case")]
        found = [token]
        for word in words[1:]:
            if word in ("the", "a"):
                continue
            match = next(
                (
                    index
                    for index in below
                    if index not in found
                    and word in (tree.word(index), tree.lemma(index))
                    # "resign as", but not "as he resigned"
                    and not (word == "as" and tree.relation(index) == "mark")
                ),
                None,
            )
            if match is None:
                return None
            found.append(match)
        return tuple(found)

    def _called(self, token: int) -> bool:
        """Whether a verb only gives the name of what stands before it: "a man named Patil"."""
        tree = self.tree
        return (
            tree.word(token) in ("named", "called", "dubbed", "titled")
            and tree.tokens[token].deprel == "acl"
            and token + 1 < len(tree)
            and tree.tokens[token + 1].pos == "PROPN"
        )

    def _near(self, words: str) -> bool:
        """Whether a word of a class stands in the sentence or in those beside it."""
        wanted = self.lexicon.words[words]
        return any(
            token.lemma.lower() in wanted or token.text.lower() in wanted
            for tree in self._around
            for token in tree.tokens
        )

    def _named_object(self, verb: int) -> bool:
        """Whether a verb has a bare name as its object that names no body: "won Clacton"."""
        tree = self.tree
        for token in tree.children(verb, "obj"):
            bare = not tree.children(token, "det", "nmod:poss", "nummod", "amod", "nmod:desc")
            known = {
                mention.cls
                for mention in self.mentions
                if token in range(mention.first, mention.last)
            }
            again = [other for near in self._around for other in near.tokens]
            if "Person" in known and sum(o.text == tree.tokens[token].text for o in again) > 1:
                continue  # whom the text goes on to speak of is no place
            begins = min([token, *tree.children(token, "flat", "compound", "appos")]) == verb + 1
            if (
                bare
                and begins
                and tree.tokens[token].pos == "PROPN"
                and not known & {"Party", "Organization", "Legislature", "Office", "Election"}
            ):
                return True
        return False

    def _forbidding(self, frame: Frame, tokens: tuple[int, ...]) -> int | None:
        """The word beside a trigger that its frame does not suffer; None where there is none."""
        if not frame.unless:
            return None
        near = {child for token in tokens for child in self.tree.children(token)} - set(tokens)
        return next(
            (
                child
                for child in sorted(near)
                if frame.unless
                & {
                    self.tree.lemma(child),
                    self.tree.word(child),
                    self.tree.case(child),
                    *(self.tree.word(mark) for mark in self.tree.children(child, "mark")),
                }
            ),
            None,
        )

    def _argument_noun(self, frame: Frame, tokens: tuple[int, ...], kind: str) -> int | None:
        """The noun that a frame asks for, among the trigger's arguments."""
        tree = self.tree
        if not frame.with_nouns:
            return None
        token = tokens[0]
        relations = (
            ("obj", "obl", "nsubj", "nmod", "compound")
            if kind == "nouns"
            else (
                "obj",
                "obl",
                "nsubj",
                "xcomp",
                "ccomp",
            )
        )
        near = [
            part for child in tree.children(token, *relations) for part in tree.conjuncts(child)
        ]
        if kind == "verbs" and tree.tokens[token].deprel in ("acl", "acl:relcl", "amod"):
            near.append(tree.head(token))
        for child in near:
            for words in frame.with_nouns:
                if self._noun_words(child, words) is not None:
                    return child
        return None
