"""The command that shows the lexicon, and what its frames make of a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.ask import in_words
from kg.cli.shell import format_option, note, pour, say, table
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.extract import Frame
    from kg.extract.attempts import Attempt


@click.command()
@click.argument("sentence", required=False)
@click.option("--id", "only", metavar="FRAME", help="Ask about this one frame.")
@click.option("--relation", metavar="WORD", help="Only frames that make this relation or event.")
@click.option("--date", "published", metavar="DATE", help="Day on which SENTENCE was published.")
@format_option("table", "jsonl")
def frames(
    sentence: str | None, only: str | None, relation: str | None, published: str | None, form: str
) -> None:
    """Show which frame makes which claim of SENTENCE, and why others make none.

    SENTENCE can be longer; - reads it from standard input. Without it, list the frames.
    """
    from kg.extract import default_lexicon
    from kg.query.why import find_predicate

    predicate = find_predicate(relation or "")
    known = {
        frame.id: frame
        for frame in default_lexicon().frames
        if predicate is None or any(one.predicate == predicate for one in frame.patterns)
    }
    if only is not None and only not in known:
        raise UsageError(f"there is no frame {only!r}", advice="kg frames lists them")
    if sentence is None:
        chosen = [known[only]] if only else sorted(known.values(), key=lambda one: one.family)
        _print(map(_frame_record, chosen), map(_frame_row, chosen), _FRAME_HEADER, form)
        return
    text = _standard_input() if sentence == "-" else sentence
    found = [a for a in _attempts(text, only, published) if predicate is None or a.frame in known]
    found.sort(key=lambda attempt: not attempt.claims)
    _print(map(_record, found), (row for one in found for row in _rows(one)), _HEADER, form)
    if not found:
        note("no frame has its words here")


_HEADER = ("frame", "words", "claim", "status", "because")
_FRAME_HEADER = ("file", "frame", "claims", "words", "example")


def _standard_input() -> str:
    from kg.read import open_input

    with open_input(Path("-")) as stream:
        return stream.read().decode("utf-8", "replace")


def _attempts(text: str, only: str | None, published: str | None) -> Iterator[Attempt]:
    from kg.extract import EXTRACTOR, default_lexicon
    from kg.extract.attempts import attempts
    from kg.language import parse
    from kg.model import Article
    from kg.resolve import resolve

    article = Article(id="sentence", text=text, published=published)
    document = parse(text)
    resolution = resolve(document, article="https://w3id.org/polkg/id/article/sentence")
    lexicon = default_lexicon()
    return attempts(article, document, resolution, lexicon=lexicon, extractor=EXTRACTOR, only=only)


def _print(
    records: Iterable[dict[str, Any]],
    rows: Iterable[tuple[object, ...]],
    header: tuple[str, ...],
    form: str,
) -> None:
    if form == "jsonl":
        pour(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    else:
        say(table(header, rows))


def _rows(attempt: Attempt) -> Iterator[tuple[object, ...]]:
    filled = "; ".join(f"{argument} {who} ({slot})" for argument, slot, who in attempt.filled)
    because = "; ".join(part for part in (attempt.reason, filled) if part)
    if not attempt.claims:
        yield attempt.frame, attempt.words, "–", "", because
    for number, claim in enumerate(attempt.claims):
        named = (attempt.frame, attempt.words) if number == 0 else ("", "")
        yield *named, in_words(claim), claim.status, "" if number else because


def _record(attempt: Attempt) -> dict[str, Any]:
    from kg.record import claim_record

    return {
        "frame": attempt.frame,
        "words": attempt.words,
        "filled": [list(one) for one in attempt.filled],
        "claims": [claim_record(claim) for claim in attempt.claims],
        "reason": attempt.reason,
    }


def _frame_row(frame: Frame) -> tuple[object, ...]:
    record = _frame_record(frame)
    words = record["words"]
    shown = ", ".join(words[:6]) + (", …" if len(words) > 6 else "")
    return frame.family, frame.id, ", ".join(record["claims"]), shown, frame.example


def _frame_record(frame: Frame) -> dict[str, Any]:
    return {
        "file": f"{frame.family}.toml",
        "frame": frame.id,
        "claims": list(dict.fromkeys(pattern.predicate for pattern in frame.patterns)),
        "words": [*(" ".join(words) for _, words in frame.triggers), *frame.mentions],
        "example": frame.example,
    }
