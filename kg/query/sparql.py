"""SPARQL of users: parameters bound as terms, requests to elsewhere refused, answers written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import accumulate, islice
from typing import IO, Any, TypeAlias, TypeVar

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg.errors import QueryError, UsageError
from kg.query.named import named_query
from kg.store import Dataset, Results, Store
from kg.vocab import PREFIXES, XSD

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")
GRAPH_FORMATS = {
    "table": RdfFormat.TURTLE,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
WIDTH = 60  # characters of a table's cell; the other formats give all

_NATIVE = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_NAME = re.compile(r"[\w-]+")
_PROLOGUE = r"(?:\s|#[^\n]*\n|(?:prefix|base)\b[^>]*>)*"
# Oxigraph's parser recurses: some 2,000 nested groups or 6,000 chained ones end the process
_BRACKET = re.compile(r"[{(\[\])}]")
_CHAINED = ("union", "&&", "||", "!")
_DEEPEST, _LONGEST_CHAIN = 200, 1000
_UPDATE = re.compile(
    _PROLOGUE + r"(?:insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE
)
# Strings, IRIs and comments, in which a dollar sign is no parameter; then the parameters.
_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*"
    r"|VALUES\s+\$(?P<values>\w+)\s*\{\s*UNDEF\s*\}"
    r"|\$(?P<name>\w+)",
    re.IGNORECASE | re.DOTALL,
)

T = TypeVar("T")
Term: TypeAlias = NamedNode | Literal | BlankNode | Triple


class Answer:
    """What a query found: rows, yes or no, or triples; can be read once.

    Args:
        results: of the store.
        limit: rows or triples at most; None for all.
    """

    def __init__(self, results: Results, *, limit: int | None = None) -> None:
        self._results = results
        self._limit = limit
        self.truncated = False  # after reading: whether the limit left something out

    @property
    def kind(self) -> str:
        """What was found: "rows", "boolean" or "triples"."""
        if isinstance(self._results, ox.QuerySolutions):
            return "rows"
        return "boolean" if isinstance(self._results, ox.QueryBoolean) else "triples"

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; none for yes or no, and for triples."""
        if isinstance(self._results, ox.QuerySolutions):
            return tuple(variable.value for variable in self._results.variables)
        return ()

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows, up to the limit; nothing for yes or no, and for triples."""
        if isinstance(self._results, ox.QuerySolutions):
            yield from map(tuple, self._limited(self._results))

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows as Python values by column: strings, numbers, truth values, None."""
        for row in self.rows():
            yield {name: _value(term) for name, term in zip(self.columns, row, strict=True)}

    def __repr__(self) -> str:
        return f"<Answer: {', '.join(self.columns) or self.kind}>"

    def _repr_html_(self) -> str:
        """The answer as a table, in a notebook."""
        if isinstance(self._results, ox.QueryBoolean):
            return "<p>yes</p>" if self._results else "<p>no</p>"
        if isinstance(self._results, ox.QueryTriples):
            triples = list(self._limited(self._results))
            names = [term.value for each in triples for term in each if isinstance(term, NamedNode)]
            used = {p: ns for p, ns in PREFIXES.items() if any(n.startswith(ns) for n in names)}
            text = ox.serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b""
            return f"<pre>{escape(text.decode())}</pre>"
        lines = [self.columns, *(tuple(map(_text, row)) for row in self.rows())]
        rows = [
            "".join(f'<{tag} style="text-align: left">{escape(cell)}</{tag}>' for cell in line)
            for tag, line in ((("td" if i else "th"), line) for i, line in enumerate(lines))
        ]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def _limited(self, items: Iterator[T]) -> Iterator[T]:
        yield from islice(items, self._limit)
        if self._limit is not None and next(items, None) is not None:
            self.truncated = True

    def write(self, stream: IO[bytes], form: str) -> None:
        """Write the answer as UTF-8.

        Args:
            stream: where to, binary.
            form: one of FORMATS; for triples one of GRAPH_FORMATS, "table" being Turtle.

        Raises:
            UsageError: the format is unknown, or cannot hold this kind of answer.
        """
        if form not in FORMATS and form not in GRAPH_FORMATS:
            raise UsageError(f"there is no format {form!r}", advice=f"use {', '.join(FORMATS)}")
        if isinstance(self._results, ox.QueryTriples):
            if form not in GRAPH_FORMATS:
                raise UsageError("this query gives triples", advice="use --format ttl")
            triples = self._limited(self._results)
            ox.serialize(triples, stream, GRAPH_FORMATS[form], prefixes=PREFIXES)
        elif form not in FORMATS or form == "ttl":
            raise UsageError("only CONSTRUCT and DESCRIBE give Turtle", advice="use --format table")
        elif isinstance(self._results, ox.QueryBoolean):
            if form == "table":
                stream.write(b"yes\n" if self._results else b"no\n")
            else:
                self._results.serialize(stream, _NATIVE[form])
        elif form == "table":
            stream.writelines(f"{line}\n".encode() for line in self._table())
        elif self._limit is None:
            self._results.serialize(stream, _NATIVE[form])
        else:
            again = ox.parse_query_results(self._tsv(), QueryResultsFormat.TSV)
            again.serialize(stream, _NATIVE[form])

    def _table(self) -> Iterator[str]:
        columns = self.columns
        lines = [columns, *(tuple(map(_cell, row)) for row in self.rows())]
        widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
        lines.insert(1, tuple("─" * width for width in widths))
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            yield "  ".join(cells).rstrip()

    def _tsv(self) -> bytes:
        """The rows as tab-separated values, from which the other formats can be made."""
        lines = ["\t".join(f"?{name}" for name in self.columns)]
        lines += ["\t".join(map(_tsv_term, row)) for row in self.rows()]
        return "\n".join([*lines, ""]).encode()


def run_query(
    store: Store,
    text: str,
    *,
    bindings: Mapping[str, str] | None = None,
    limit: int | None = None,
    dataset: Dataset | None = None,
) -> Answer:
    """Answer a named query or a SPARQL text.

    Args:
        store: asked, never changed.
        text: a name of ``named_queries``, or SPARQL. Prefixes of ``kg.vocab`` need no declaration,
            and without GRAPH it sees the union of all graphs.
        bindings: values of ``$name`` in the text. A value in angle brackets, a web address and a
            prefixed name are IRIs, digits an integer, anything else a string.
        limit: rows at most.
        dataset: the graphs that it is about, in place of what FROM says; None for all.

    Raises:
        QueryError: the name or a parameter is unknown, the text is not SPARQL, changes something,
            or would ask another server.
    """
    if _NAME.fullmatch(text.strip()):
        text = named_query(text.strip()).text
    if "service" in text.casefold() and _asks_elsewhere(text):
        raise QueryError(
            "SERVICE is refused, since it asks another server",
            advice="a word in a string is best given with --bind",
        )
    if _UPDATE.match(text):
        raise QueryError(
            "a query cannot change the graph", advice="use kg build, remove, same or different"
        )
    bound = bind(text, bindings or {})
    _within_limits(bound)
    return Answer(store.query(bound, dataset=dataset), limit=limit)


def _asks_elsewhere(text: str) -> bool:
    """Whether a query with the word in it is one that Oxigraph might send to another server.

    Only a full parse tells a keyword from data. rdflib's gives the tree that shows it; what it does
    not understand, and escapes that the two may read differently, count as a request.
    """
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    _within_limits(text)
    if "\\u" in text.casefold():
        return True
    try:
        open_: list[object] = [parseQuery(text)]
    except Exception:
        return True
    while open_:
        node = open_.pop()
        if isinstance(node, CompValue):
            if node.name == "ServiceGraphPattern":
                return True
            open_.extend(node.values())
        elif not isinstance(node, str) and isinstance(node, Iterable):
            open_.extend(node)
    return False


def _within_limits(text: str) -> None:
    """Refuse what would overflow the parser's stack and end the process without a word."""
    steps = (1 if bracket in "{([" else -1 for bracket in _BRACKET.findall(text))
    deepest = max(accumulate(steps), default=0)
    folded = text.casefold()
    chained = sum(folded.count(word) for word in _CHAINED)
    if deepest > _DEEPEST or chained > _LONGEST_CHAIN:
        raise QueryError(
            f"the query is nested {deepest} deep and chains {chained} times",
            advice=f"at most {_DEEPEST} and {_LONGEST_CHAIN} are answered",
        )


def bind(text: str, bindings: Mapping[str, str]) -> str:
    """A query's text with terms in the place of parameters.

    A value becomes one complete term, so it cannot end a string or add a pattern.

    Args:
        text: SPARQL with ``VALUES $name { UNDEF }`` or ``$name`` where a value may stand.
        bindings: values by name, read as ``run_query`` says.

    Raises:
        QueryError: the text has no such parameter, or the value is a wrong IRI.
    """
    if not bindings:
        return text
    terms = {name: str(_term(value)) for name, value in bindings.items()}
    used: set[str] = set()
    # A parameter that is declared by VALUES stays a variable elsewhere.
    declared = {m["values"] for m in _TOKENS.finditer(text) if m["values"]}

    def put(match: re.Match[str]) -> str:
        name = match["values"] or match["name"]
        if name is None or name not in terms or (match["name"] and name in declared):
            return match[0]
        used.add(name)
        return f"VALUES ${name} {{ {terms[name]} }}" if match["values"] else terms[name]

    bound = _TOKENS.sub(put, text)
    for name in terms.keys() - used:
        known = ", ".join(f"${other}" for other in sorted(declared)) or "none"
        raise QueryError(f"the query has no parameter ${name}", advice=f"it has {known}")
    return bound


def _term(value: str) -> NamedNode | Literal:
    try:
        if value.startswith("<") and value.endswith(">"):
            return NamedNode(value[1:-1])
        if re.match(r"https?://\S+$", value):
            return NamedNode(value)
        prefix, colon, local = value.partition(":")
        if colon and prefix in PREFIXES and re.fullmatch(r"[\w-]+", local):
            return NamedNode(PREFIXES[prefix] + local)
    except ValueError as error:
        raise QueryError(f"{value!r} is not an IRI") from error
    if re.fullmatch(r"[+-]?[0-9]+", value):
        return Literal(value, datatype=NamedNode(XSD.integer))
    return Literal(value)


def shorten(iri: str) -> str:
    """An IRI as people read it: with its prefix, where it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _cell(term: Term | None) -> str:
    text = _text(term)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    text = shorten(term.value) if isinstance(term, NamedNode) else str(getattr(term, "value", term))
    # Escape sequences in an article's words must not reach a terminal.
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _value(term: Term | None) -> Any:
    """A term as Python has it; an IRI with its prefix, an odd number as its text."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return shorten(term.value)
    text = str(getattr(term, "value", term))
    kind = shorten(term.datatype.value) if isinstance(term, Literal) else ""
    if kind == "xsd:boolean":
        return text in ("true", "1")
    try:
        return {"xsd:integer": int, "xsd:decimal": float, "xsd:double": float}.get(kind, str)(text)
    except ValueError:
        return text


def _tsv_term(term: Term | None) -> str:
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(_tsv_term, term))} )>>"
    return "" if term is None else str(term)
