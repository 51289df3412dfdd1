"""Commands that show what the language part sees, and how good the claims are."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shell import FAILED, Place, cell, complain, format_option, pour, say, table
from kg.errors import ReadError, UsageError
from kg.model import Article

if TYPE_CHECKING:
    from kg.evaluate import Counts, Gold, Ratio, Score
    from kg.evaluate.reliability import Estimate


@click.command()
@click.argument("file", type=click.Path(exists=True, allow_dash=True, path_type=Path), default="-")
@click.option("--pretokenized", is_flag=True, help="FILE is CoNLL-U, and its words are kept.")
@format_option("conllu", "jsonl", default="conllu")
@click.pass_context
def annotate(ctx: click.Context, file: Path, pretokenized: bool, form: str) -> None:
    """Print sentences, words, syntax and mentions of articles."""
    from kg import language
    from kg.read import open_input, read

    write = language.to_conllu if form == "conllu" else language.to_jsonl
    if pretokenized:
        with open_input(file) as stream:
            for given in language.read_conllu(stream.read().decode("utf-8"), path=str(file)):
                document = given.parse()
                pour(
                    [
                        given.to_conllu(document)
                        if form == "conllu"
                        else write(document, id=given.id)
                    ]
                )
        return
    failed = False
    for item in read([file]):
        if isinstance(item, Article):
            pour([write(language.parse(item.text), id=item.id)])
        else:
            failed = True
            complain(str(item))
    if failed:
        ctx.exit(FAILED)


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--claims", "claims_file", type=click.Path(exists=True, path_type=Path),
              metavar="FILE", help="Score these claim records (JSON Lines).")  # fmt: skip
@click.option("--store", type=Place(servers=True), metavar="DIR|URL",
              help="Score the claims of this graph.")  # fmt: skip
@click.option("--articles", type=click.Path(exists=True, path_type=Path), multiple=True,
              metavar="PATH", help="Where the articles are, if not beside.")  # fmt: skip
@click.option("--errors", is_flag=True, help="Print each claim that is missing or wrong.")
@click.option("--calibrate", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Fit confidence to GOLD and write its weights to this file.")  # fmt: skip
@format_option("table", "json")
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: tuple[Path, ...],
    claims_file: Path | None,
    store: Path | str | None,
    articles: tuple[Path, ...],
    errors: bool,
    calibrate: Path | None,
    form: str,
) -> None:
    """Score claims against GOLD, gold files or folders of *.gold.json.

    An article's text is beside its gold file (.txt), or found by id among --articles, by default
    the sample articles; its claims are extracted anew, unless --claims or --store gives them.
    """
    from kg.evaluate import read_gold, score, total

    if sum(map(bool, (claims_file, store, calibrate))) > 1:
        raise UsageError("--claims, --store and --calibrate exclude each other")
    wanted = [one for path in gold for one in read_gold(path)]
    texts = _texts(wanted, articles)
    if calibrate:
        from kg.cli.calibrate import calibrated

        say(calibrated([(one, texts[one.id]) for one in wanted if one.id in texts], calibrate))
        return
    given = _of_file(claims_file) if claims_file else _of_store(store) if store else None
    scores = []
    for one in wanted:
        if one.id not in texts:
            complain(f"{one.path}: article {one.id!r} is nowhere; say where with --articles")
            continue
        article = texts[one.id]
        records = _extracted(article) if given is None else given.get(one.id, [])
        scores.append(score(one, records, text=article.text))
    if form == "json":
        pour([json.dumps(_as_json(total(scores)), ensure_ascii=False, indent=1) + "\n"])
    else:
        say(_as_text(total(scores), len(scores), errors=errors))
    if len(scores) < len(wanted):
        ctx.exit(FAILED)


def _texts(wanted: Iterable[Gold], paths: Sequence[Path]) -> dict[str, Article]:
    """The articles that gold files are about, by the id that gold gives them."""
    from kg.read import read

    found: dict[str, Article] = {}
    for one in wanted:
        if one.text_path.is_file():
            for item in read([one.text_path]):
                if isinstance(item, Article):
                    found[one.id] = dataclasses.replace(item, id=one.id)
    lacking = {one.id: one for one in wanted if one.id not in found}
    for item in read(paths) if lacking else ():
        # Of several versions the one that gold was made for.
        if isinstance(item, Article) and item.id in lacking:
            chars = lacking[item.id].chars
            if item.id not in found or (len(item.text) == chars != len(found[item.id].text)):
                found[item.id] = item
    return found


def _extracted(article: Article) -> list[dict[str, Any]]:
    from kg.pipeline import analyse
    from kg.record import claim_record

    return [claim_record(claim) for claim in analyse(article).claims]


def _of_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    from kg.record import claim_record, read_lines

    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for item in read_lines(lines, path=str(path)):
            if isinstance(item, ReadError):
                complain(str(item))
            else:
                found[item.article].append(claim_record(item))
    return found


def _of_store(path: Path | str) -> dict[str, list[dict[str, Any]]]:
    from kg.quads import read_claims
    from kg.record import stored_record
    from kg.store import open_store

    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with open_store(path) as store:
        for stored in read_claims(store):
            found[stored.article.id].append(stored_record(stored))
    return found


def _as_text(score: Score, articles: int, *, errors: bool) -> Iterator[str]:
    if errors:
        for mistake in score.mistakes:
            yield f"{mistake.kind:8} {mistake.article}: {cell(mistake.claim)}"
            yield f"         “{cell(mistake.words)}”"
        yield ""
    rows = [
        (name, *dataclasses.astuple(counts), *map(_figure, _rates(counts)))
        for name, counts in score.counts.items()
    ]
    header = ("", "found", "missed", "wrong", "precision", "recall", "F1")
    yield from table(header, rows, right=header[1:])
    yield ""
    yield from reliability_table(score.estimates)
    yield ""
    ratios = [(name, f"{one.right}/{one.of}", _figure(one.share)) for name, one in _ratios(score)]
    yield from table(
        (f"of {articles} articles", "right", "share"), ratios, right=("right", "share")
    )


def reliability_table(estimates: Sequence[Estimate]) -> Iterator[str]:
    """Whether confidence means what it says, by bins of it."""
    from kg.evaluate.reliability import bins, calibration_error

    rows = [
        (f"{one.low:.2f} to {one.high:.2f}", one.claims, *map(_figure, (one.confidence, one.right)))
        for one in bins(estimates)
    ]
    error = _figure(calibration_error(estimates))
    header = ("confidence", "claims", "mean", "right")
    yield from table(header, [*rows, ("calibration error", "", "", error)], right=header[1:])


def _rates(counts: Counts) -> tuple[float | None, ...]:
    return counts.precision, counts.recall, counts.f1


def _ratios(score: Score) -> list[tuple[str, Ratio]]:
    return [("status", score.status), ("speaker", score.speaker), ("quotes", score.quotes)]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _as_json(score: Score) -> dict[str, Any]:
    from kg.evaluate.reliability import bins, calibration_error

    return {
        "counts": {
            name: dataclasses.asdict(counts)
            | dict(zip(("precision", "recall", "f1"), _rates(counts), strict=True))
            for name, counts in score.counts.items()
        },
        **{
            name: dataclasses.asdict(ratio) | {"share": ratio.share}
            for name, ratio in _ratios(score)
        },
        "calibration": {
            "error": calibration_error(score.estimates),
            "bins": [dataclasses.asdict(one) for one in bins(score.estimates)],
        },
        "mistakes": [dataclasses.asdict(mistake) for mistake in score.mistakes],
    }
