"""A parsed document as CoNLL-U or JSON, and CoNLL-U files whose words are kept as they are.

Ids of words count from 1 in each sentence and a root's head is 0, in both formats, as Universal
Dependencies does it. Mentions stand in CoNLL-U's last column: ``Entity=B-Person``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import ReadError
from kg.language.document import Word, assemble
from kg.language.protocol import SyntaxModel
from kg.model import Document, Sentence, Token

_COLUMNS = 10


def to_conllu(document: Document, *, id: str = "") -> str:  # noqa: A002  # the article's own word
    """Write a document as CoNLL-U, one block a sentence.

    Args:
        document: parsed by :func:`kg.language.parse`.
        id: of the article, for the comment ``newdoc id``.
    """
    entities = _entities(document)
    blocks: list[str] = []
    for number, sentence in enumerate(document.sentences):
        lines = [f"# newdoc id = {id}".rstrip(" =")] if number == 0 else []
        lines.append(f"# sent_id = {number + 1}")
        lines.append(f"# text = {' '.join(document.text[sentence.start : sentence.end].split())}")
        ends = [after.start for after in sentence.tokens[1:]] + [-1]
        for index, (token, after) in enumerate(zip(sentence.tokens, ends, strict=True)):
            misc = [f"Entity={entities[number, index]}"] if (number, index) in entities else []
            misc += ["SpaceAfter=No"] if token.end == after else []
            lines.append(_row(str(index + 1), token, str(token.head + 1), misc))
        blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks)


def to_jsonl(document: Document, *, id: str = "") -> str:  # noqa: A002  # the article's own word
    """Write a document as one line of JSON.

    ``sentences`` hold ``tokens``; ``mentions`` give class, offsets in ``text``, and the ids of
    their first and last word (inclusive) in their sentence (counted from 1).
    """
    record = {
        "id": id,
        "text": document.text,
        "sentences": [
            {"start": sentence.start, "end": sentence.end, "tokens": list(_tokens(sentence))}
            for sentence in document.sentences
        ],
        "mentions": [
            {
                "class": mention.cls,
                "label": mention.label,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "score": round(mention.score, 4),
                "sentence": mention.sentence + 1,
                "first": mention.first + 1,
                "last": mention.last,
            }
            for mention in document.mentions
        ],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Pretokenized:
    """One document of a CoNLL-U file: its words stay as they are, we say the rest."""

    id: str
    text: str  # of the file's ``# text`` where its words are slices of it, else of its words
    words: tuple[tuple[Word, ...], ...]  # of each sentence, as start and end in the text
    blocks: tuple[tuple[str, ...], ...]  # the file's lines of each sentence

    def parse(self, *, model: SyntaxModel | None = None, threads: int = 1) -> Document:
        """Parse the document with its own sentences and words."""
        return assemble(self.text, self.words, model=model, threads=threads)

    def to_conllu(self, document: Document) -> str:
        """Write the file's lines with `document`'s parts of speech, lemmas, trees and mentions.

        Comments, multiword ranges, empty nodes and the last column are kept; columns that we do not
        fill (XPOS, FEATS, DEPS) are emptied, for they belonged to another analysis.
        """
        entities = _entities(document)
        sentences = iter(enumerate(document.sentences))
        return "".join(
            "\n".join(_filled(block, sentences, entities)) + "\n\n" for block in self.blocks
        )


def read_conllu(source: str, *, path: str = "-") -> Iterator[Pretokenized]:
    """Read the documents of a CoNLL-U file, divided by ``# newdoc``.

    Args:
        source: what the file holds.
        path: its name, for messages.

    Raises:
        ReadError: a line has not ten columns, or an id is none.
    """
    blocks: list[tuple[str, ...]] = []
    for block in _blocks(source, path):
        if blocks and any(line.startswith("# newdoc") for line in block):
            yield _document(blocks)
            blocks = []
        blocks.append(block)
    if blocks:
        yield _document(blocks)


def _blocks(source: str, path: str) -> Iterator[tuple[str, ...]]:
    block: list[str] = []
    for number, raw in enumerate(source.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.rstrip("\r")
        if not line.strip():
            if block:
                yield tuple(block)
            block = []
            continue
        if not line.startswith("#"):
            columns = line.split("\t")
            if len(columns) != _COLUMNS:
                reason = f"a word has {len(columns)} columns, not {_COLUMNS}"
                raise ReadError(path, reason, line=number, advice="separate them by tabs")
            if not columns[0].replace("-", "").replace(".", "").isdecimal():
                raise ReadError(path, f"{columns[0]!r} is no id of a word", line=number)
        block.append(line)
    if block:
        yield tuple(block)


def _document(blocks: Sequence[tuple[str, ...]]) -> Pretokenized:
    text = ""
    words: list[tuple[Word, ...]] = []
    name = ""
    for block in blocks:
        said, places = _sentence(block)
        name = name or next((_value(line) for line in block if line.startswith("# newdoc")), "")
        if places:
            start = len(text) + 1 if text else 0
            text = f"{text}\n{said}" if text else said
            words.append(tuple((start + a, start + b) for a, b in places))
    return Pretokenized(name, text, tuple(words), tuple(blocks))


def _sentence(block: Iterable[str]) -> tuple[str, list[Word]]:
    """Return a sentence's text and where its words are in it."""
    said = ""
    rows = []
    for line in block:
        if line.startswith("# text ="):
            said = _value(line)
        elif not line.startswith("#"):
            rows.append(line.split("\t"))
    forms = [row[1] for row in rows if row[0].isdecimal()]
    places: list[Word] = []
    end = 0
    for form in forms:
        start = said.find(form, end)
        if start < 0 or said[end:start].strip():
            break
        end = start + len(form)
        places.append((start, end))
    if len(places) == len(forms) and not said[end:].strip():
        return said, places
    return _spelled(rows)


def _spelled(rows: Iterable[Sequence[str]]) -> tuple[str, list[Word]]:
    """Return a text made of the words, where the file's text does not contain them."""
    said, gap = "", ""
    places: list[Word] = []
    for row in rows:
        if row[0].isdecimal():
            said += gap
            places.append((len(said), len(said) + len(row[1])))
            said += row[1]
            gap = "" if "SpaceAfter=No" in row[9].split("|") else " "
    return said, places


def _filled(
    block: Iterable[str],
    sentences: Iterator[tuple[int, Sentence]],
    entities: dict[tuple[int, int], str],
) -> Iterator[str]:
    ids = [line.split("\t", 1)[0] for line in block if not line.startswith("#")]
    words = [one for one in ids if one.isdecimal()]
    number, sentence = next(sentences) if words else (0, Sentence(0, 0, ()))
    index = 0
    for line in block:
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdecimal():
            yield line
            continue
        token = sentence.tokens[index]
        misc = [part for part in columns[9].split("|") if part != "_"]
        if (number, index) in entities:
            misc = [part for part in misc if not part.startswith("Entity=")]
            misc.append(f"Entity={entities[number, index]}")
        head = words[token.head] if token.head >= 0 else "0"
        yield _row(columns[0], token, head, misc, form=columns[1])
        index += 1


def _row(id: str, token: Token, head: str, misc: Iterable[str], *, form: str = "") -> str:  # noqa: A002
    columns = (id, form or token.text, token.lemma or "_", token.pos, "_", "_", head, token.deprel)
    return "\t".join((*columns, "_", "|".join(misc) or "_"))


def _tokens(sentence: Sentence) -> Iterator[dict[str, object]]:
    for number, token in enumerate(sentence.tokens, start=1):
        yield {
            "id": number,
            "form": token.text,
            "start": token.start,
            "end": token.end,
            "upos": token.pos,
            "lemma": token.lemma,
            "head": token.head + 1,
            "deprel": token.deprel,
        }


def _entities(document: Document) -> dict[tuple[int, int], str]:
    """Return B- and I- with the class for each word of a mention, by sentence and index."""
    found: dict[tuple[int, int], str] = {}
    for mention in document.mentions:
        for index in range(mention.first, mention.last):
            half = "B" if index == mention.first else "I"
            found[mention.sentence, index] = f"{half}-{mention.cls}"
    return found


def _value(comment: str) -> str:
    return comment.partition("=")[2].strip()
