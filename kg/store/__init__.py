"""Where the quads live: named graphs that are replaced or removed whole, and SPARQL over them.

The default graph is the union of all named graphs, each triple once, so that a query without
``GRAPH`` sees everything and counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeAlias, TypeGuard

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import StoreError

__all__ = ["Dataset", "Results", "Store", "Term", "is_address", "open_store"]

Results: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
Term: TypeAlias = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is about (SPARQL 1.1, section 13).

    Attributes:
        default: IRIs of the graphs whose union is the default graph.
        named: IRIs of the graphs that GRAPH can name.
    """

    default: Sequence[str] = ()
    named: Sequence[str] = ()


class Store(Protocol):
    """Named graphs, each the unit of change; blank nodes are not stored.

    Every implementation passes ``kg.store.contract.StoreContract``. Every method raises StoreError
    where the storage fails.
    """

    def replace(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make a named graph hold exactly these triples, in one transaction.

        Args:
            graph: IRI of the graph.
            quads: all of its quads; each names the graph.

        Returns:
            Whether anything changed; the same quads again change nothing.
        """

    def remove(self, graph: str) -> bool:
        """Drop a named graph; False where there is none."""

    def change(self, *, added: Iterable[Quad] = (), removed: Iterable[Quad] = ()) -> None:
        """Take quads out and put quads in, of any named graphs, in one transaction.

        Args:
            added: those that are there already stay; so does what is also in ``removed``.
            removed: those that are not there are passed over.
        """

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""

    def match(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: Term | None = None,  # noqa: A002 - what it is called in RDF
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """The quads of named graphs that have these terms, each graph's own, in no order.

        None stands for any. The time is that of what is found, whatever else is stored.
        """

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all of them, in no order."""

    def lines(self, graph: str | None = None) -> bytes:
        """The triples of one named graph, or those of all, each once: N-Triples, in no order."""

    def query(self, text: str, *, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query; the default graph is the union of the named graphs.

        A dataset stands in place of FROM and FROM NAMED. A graph that is not stored is empty;
        nothing is fetched.

        The prefixes of ``kg.vocab.PREFIXES`` need no declaration.
        The text is trusted: ``kg.query.run_query`` is the door for texts of users.

        Raises:
            QueryError: the text is no valid query, or an update.
        """

    def flush(self) -> None:
        """Make all changes durable and visible to readers; call it before success is told."""

    def close(self) -> None:
        """Flush and let go; further calls raise StoreError."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_store(place: Path | str | None, *, write: bool = False, wait: float = 0) -> Store:
    """Open the embedded store, or one on a server.

    Args:
        place: a folder; None for a store in memory, empty, which may always be written; the http://
            or https:// address of a server, as ``kg.store.servers`` lists them.
        write: whether to change it. Only one process may; only then is a missing folder created.
            Readers see what the last flush published, also while another process writes. A
            server lets several processes write: see to it that one does.
        wait: seconds that a writer of a folder waits for another one to end.

    Raises:
        StoreError: the folder is missing (reading), not a store, written by a newer version, or
            being written by another process; the server does not answer as one.
    """
    if is_address(place):
        try:
            from kg.store.remote import RemoteStore  # noqa: PLC0415 - it imports this module
        except ImportError as error:
            raise StoreError(
                f"a store on a server needs {error.name}", advice="pip install 'polkg[remote]'"
            ) from error
        return RemoteStore(place, write=write)
    from kg.store.embedded import MemoryStore, open_folder  # noqa: PLC0415 - as above

    return MemoryStore() if place is None else open_folder(Path(place), write=write, wait=wait)


def is_address(place: object) -> TypeGuard[str]:
    """Whether a store's place is a server, no folder."""
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))
