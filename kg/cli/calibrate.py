"""Fitting confidence to annotated articles: what ``kg evaluate --calibrate`` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.evaluate import Gold
    from kg.model import Article

_HEAD = """\
# How much each feature of a claim tells for it (kg/extract/confidence.py says what they are).
# Fitted, not written: kg evaluate {gold} --calibrate {path}
version = 1

[weights]
"""


def calibrated(pairs: Sequence[tuple[Gold, Article]], path: Path) -> Iterator[str]:
    """Fit, write the weights, and tell how they do on articles that they were not fitted to."""
    from kg.cli.measure import reliability_table
    from kg.evaluate import rightness
    from kg.evaluate.reliability import cross_validated, fit
    from kg.extract import observed
    from kg.pipeline import analyse
    from kg.record import claim_record

    articles = []
    for gold, article in pairs:
        analysis = analyse(article)
        found = observed(article, analysis.document, analysis.resolution)
        right = rightness(gold, [claim_record(claim) for claim, _ in found])
        articles.append([(one, is_right) for (_, one), is_right in zip(found, right, strict=True)])
    weights = fit([one for some in articles for one in some])
    folders = " ".join(sorted({gold.path.parent.as_posix() for gold, _ in pairs}))
    lines = "".join(f"{name} = {weight}\n" for name, weight in weights.items())
    path.write_text(_HEAD.format(gold=folders, path=path.as_posix()) + lines, encoding="utf-8")
    yield f"wrote {path}; on articles it was not fitted to, in ten folds:"
    yield from reliability_table(cross_validated(articles))
