"""Gold files: what people wrote down that articles say (``*.gold.json``, each for one article)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.evaluate.likeness import Record, in_words

__all__ = ["Gold", "read_gold"]

_ENDING = ".gold.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What one article says, as a person wrote it down."""

    path: Path
    id: str  # of the article
    entities: Mapping[str, Record]  # by name
    claims: tuple[Record, ...]
    chars: int  # length of the text that its offsets count in

    @property
    def text_path(self) -> Path:
        """Where the article's text is, if it is beside the gold file."""
        return self.path.with_name(self.path.name.removesuffix(_ENDING) + ".txt")

    def words(self, claim: Record, *, text: str) -> str:
        """The words that a gold claim is about; empty where they cannot be found.

        Args:
            claim: one of these.
            text: of the article; the offsets may count in the file beside, header and all.
        """
        if len(text) != self.chars and self.text_path.is_file():
            text = self.text_path.read_text(encoding="utf-8")
        return text[claim.get("start", 0) : claim.get("end", 0)] if len(text) == self.chars else ""


def claim_words(claim: Record) -> str:
    """A gold claim on one line."""
    if "event" in claim:
        return in_words(claim["event"], claim["roles"], claim["status"], claim.get("by", ""))
    return in_words(claim["p"], (claim["s"], claim["o"]), claim["status"], claim.get("by", ""))


def read_gold(path: Path) -> list[Gold]:
    """Read a gold file, or every one below a folder, in order of path.

    Raises:
        DataError: there is none, or one is no gold file.
    """
    paths = sorted(path.rglob(f"*{_ENDING}")) if path.is_dir() else [path]
    if not paths:
        raise DataError(path, "has no gold file in it", advice=f"gold files end in {_ENDING}")
    return [_read_one(found) for found in paths]


def _read_one(path: Path) -> Gold:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        for claim in data["claims"]:
            claim_words(claim)
        return Gold(
            path=path,
            id=data["id"],
            entities={entity["name"]: entity for entity in data["entities"]},
            claims=tuple(data["claims"]),
            chars=int(data.get("chars", 0)),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError(path, f"is not a gold file: {type(error).__name__} {error}") from error
