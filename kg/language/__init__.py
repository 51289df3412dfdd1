"""Article text -> parsed document: sentences, words with syntax, mentions.

``parse`` is the way in. Importing this package loads nothing heavy: names come when used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.language.annotate import read_conllu, to_conllu, to_jsonl
    from kg.language.document import parse, parse_all
    from kg.language.model import Model

__all__ = ["Model", "parse", "parse_all", "read_conllu", "to_conllu", "to_jsonl"]

_HOMES = {
    "Model": "model",
    "parse": "document",
    "parse_all": "document",
    "read_conllu": "annotate",
    "to_conllu": "annotate",
    "to_jsonl": "annotate",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # only where something heavy is asked for

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
