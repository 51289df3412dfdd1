"""The named queries of ``ontology/queries``: SPARQL files with a title and parameters.

A file begins with ``# title: ...``, ``# description: ...`` and a ``# parameter NAME: ...`` for each
``VALUES $NAME { UNDEF }`` in it.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError, QueryError
from kg.vocab import ontology_file

_HEADER = re.compile(r"^# (title|description|parameter (\w+)): *(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be asked for: "party: part of the party's name"."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name: "allies: who is allied with whom"."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def named_queries(folder: Path | None = None) -> list[NamedQuery]:
    """All named queries, by name.

    Args:
        folder: where their files are; the bundled ones where None.

    Raises:
        DataError: a file has no title.
    """
    folder = ontology_file("queries") if folder is None else folder
    return [_read(path) for path in sorted(folder.glob("*.rq"))]


@cache  # the bundled files are those of this version
def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises:
        QueryError: there is none of that name; names near ones.
    """
    files = {path.stem: path for path in sorted(ontology_file("queries").glob("*.rq"))}
    if name not in files:
        near = difflib.get_close_matches(name, files, n=3, cutoff=0.4)
        raise QueryError(
            f"there is no query named {name!r}",
            advice=f"near: {', '.join(near)}" if near else f"known: {', '.join(files)}",
        )
    return _read(files[name])


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    header = _HEADER.findall(text)
    words = {kind: value for kind, _, value in header}
    if "title" not in words:
        raise DataError(path, "a named query begins with '# title: ...'", line=1)
    return NamedQuery(
        name=path.stem,
        title=words["title"],
        description=words.get("description", ""),
        parameters=tuple(Parameter(name, value) for _, name, value in header if name),
        text=text,
    )
