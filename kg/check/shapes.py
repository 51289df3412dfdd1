"""What SHACL finds, and the report on everything in SHACL's words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.check.faults import Fault
from kg.errors import DataError, UsageError
from kg.vocab import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from rdflib.term import Node

SH = "http://www.w3.org/ns/shacl#"


def broken_shapes(union: ox.Store, shapes: Path) -> Iterator[Fault]:
    """What SHACL finds; rdflib and pyshacl are loaded only here.

    Raises:
        DataError: the shapes cannot be read.
    """
    import pyshacl  # noqa: PLC0415
    from rdflib import SH as sh  # noqa: N811, PLC0415 - the prefix that everybody writes
    from rdflib import Graph, URIRef  # noqa: PLC0415

    try:
        shapes_graph = Graph().parse(data=shapes.read_text(encoding="utf-8"), format="turtle")
    except (OSError, SyntaxError) as error:
        raise DataError(shapes, f"the shapes cannot be read: {error}") from error
    # rdflib's own store answers pyshacl's many small questions faster than a bridge to another
    lines = union.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data = Graph().parse(data=lines, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=False)
    for result in report.objects(None, sh.result):
        path = report.value(result, sh.resultPath)
        yield Fault(
            kind=f"shape: {report.value(result, sh.resultMessage)}",
            rule=str(report.value(result, sh.sourceConstraintComponent)),
            node=str(report.value(result, sh.focusNode)),
            path=str(path) if isinstance(path, URIRef) else None,
            value=_term(report.value(result, sh.value)),
        )


def _term(node: Node | None) -> NamedNode | BlankNode | Literal | None:
    from rdflib import BNode, URIRef  # noqa: PLC0415
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415

    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or XSD.string)))
    return None


def write_report(faults: Iterable[Fault], path: Path) -> int:
    """Write a SHACL validation report as Turtle, whole or not at all.

    Args:
        faults: all that was found, also what no shape can say: it has rules of ours.
        path: the file.

    Returns:
        How many results there are.

    Raises:
        UsageError: the file cannot be written.
    """
    results = sorted(set(faults), key=lambda f: (f.kind, f.node, f.detail, str(f.value)))
    triples = list(_report(results))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            ox.serialize(triples, stream, ox.RdfFormat.TURTLE, prefixes={"sh": SH, **PREFIXES})
        beside.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return len(results)


def _report(faults: list[Fault]) -> Iterator[Triple]:
    report, a = BlankNode("report"), NamedNode(RDF.type)
    yield Triple(report, a, NamedNode(f"{SH}ValidationReport"))
    conforms = Literal(str(not faults).lower(), datatype=NamedNode(XSD.boolean))
    yield Triple(report, NamedNode(f"{SH}conforms"), conforms)
    for number, fault in enumerate(faults, start=1):
        result = BlankNode(f"result{number}")
        yield Triple(report, NamedNode(f"{SH}result"), result)
        yield Triple(result, a, NamedNode(f"{SH}ValidationResult"))
        message = ": ".join(filter(None, (fault.kind.removeprefix("shape: "), fault.detail)))
        said: dict[str, NamedNode | BlankNode | Literal | Triple | None] = {
            "resultSeverity": NamedNode(f"{SH}Violation"),
            "sourceConstraintComponent": NamedNode(fault.rule),
            "focusNode": _iri_or_blank(fault.node),
            "resultPath": NamedNode(fault.path) if fault.path else None,
            "value": fault.value,
            "resultMessage": Literal(message),
        }
        for name, term in said.items():
            if term is not None:
                yield Triple(result, NamedNode(SH + name), term)


def _iri_or_blank(node: str) -> NamedNode | BlankNode:
    return NamedNode(node) if ":" in node else BlankNode(node)
