"""Articles in, graphs out: the stages in the order in which an article walks through them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, cast

from kg.derive import replace_article, update
from kg.errors import DataError, KgError, ReadError, StoreError
from kg.extract import EXTRACTOR, extract
from kg.ids import article_iri, content_hash
from kg.language.document import parse
from kg.language.protocol import SyntaxModel
from kg.model import Article, Claim, Document, Source, Status
from kg.quads import Nodes, Run, article_quads, article_version, has_twin, record_run
from kg.read import READERS, Reader, bundled_sources, load_source, load_sources, read
from kg.resolve import Resolution, resolve
from kg.store import Store
from kg.vocab import POL, PROV, ontology_file

__all__ = ["Analysis", "Model", "Outcome", "analyse", "build", "sources_of"]

log = logging.getLogger(__name__)

_TWIN = (
    "another text of this id has the same date, so which one counts is chance:"
    " give the newer one `updated`, and remove the other with kg remove"
)


class Model(SyntaxModel, Protocol):
    """A language model that a run can name: ``kg.language.Model``, or a stand-in."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sha256(self) -> str:
        """Hash of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article: "14 claims, 9 of them factual", or why it is not there."""

    article: str  # its id; of one that could not be read, its place
    claims: Mapping[Status, int] = field(default_factory=dict)
    unchanged: bool = False  # the store had it already
    warnings: tuple[str, ...] = ()
    error: KgError | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the stages found in one article."""

    document: Document
    resolution: Resolution
    claims: list[Claim]


def build(
    paths: Sequence[Path | str],
    store: Store,
    *,
    model: Model | None = None,
    readers: Sequence[Reader] = READERS,
    started: str | None = None,
) -> Generator[Outcome, None, None]:
    """Read articles and put what they say into the store; a bad one never stops the rest.

    The derived graphs follow when the last outcome has been taken, or the generator is closed:
    close it before the store.

    Args:
        paths: as for ``kg.read.read``; none: the bundled sample sources.
        store: opened for writing.
        model: the language model; the shipped one where None.
        readers: what may read the paths.
        started: ISO date and time (UTC) of the run, kept as its provenance.

    Raises:
        StoreError: the store cannot be written.
        DataError: the model, the frames or the gazetteer are missing or damaged.
    """
    model = model or _shipped()
    run = Run(
        extractor=f"{EXTRACTOR}+{_knowledge()}",
        model=model.name,
        model_hash=model.sha256,
        started=started,
    )
    sources = {source.id: source for source in sources_of(paths)}
    record_run(store, run)
    try:
        for item in read(paths, readers=readers):
            if isinstance(item, ReadError):
                yield Outcome(article=str(item.path), error=item)
                continue
            outcome = _add(item, store, run=run, model=model, source=sources.get(item.source))
            if outcome.error is None and has_twin(store, item):
                outcome = replace(outcome, warnings=(*outcome.warnings, _TWIN))
            yield outcome
    finally:
        update(store)
        store.flush()


def analyse(article: Article, *, model: SyntaxModel | None = None) -> Analysis:
    """Parse an article, find who is meant in it, and extract what it says.

    Args:
        article: any.
        model: the language model; the shipped one where None.

    Raises:
        DataError: the model, the frames or the gazetteer are missing or damaged.
    """
    document = parse(article.text, model=model)
    # Before extraction, since a frame must know who "the party" or "she" is.
    resolution = resolve(document, article=article_iri(article.id, article_version(article)))
    return Analysis(document, resolution, extract(article, document, resolution))


def _knowledge() -> str:
    """A hash of the frames and the gazetteer: with other words, articles are read anew."""
    folders = (ontology_file("frames"), ontology_file("gazetteer"))
    files = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    return content_hash(*(path.read_text(encoding="utf-8") for path in files), length=8)


def _add(
    article: Article, store: Store, *, run: Run, model: Model, source: Source | None
) -> Outcome:
    graph = article_iri(article.id, article_version(article))
    try:
        if (stored := _stored(store, graph, run)) is not None:
            return Outcome(article=article.id, claims=stored, unchanged=True)
        analysis = analyse(article, model=model)
        quads = article_quads(
            article, analysis.resolution.links, analysis.claims, source=source, run=run
        )
        changed = replace_article(store, graph, quads)
    except (DataError, StoreError):
        raise
    except KgError as error:
        return Outcome(article=article.id, error=error)
    except Exception as error:  # a defect of ours, or a text beyond all limits
        log.exception("article %s", article.id)
        failure = KgError(f"{article.id}: {type(error).__name__}: {error}", advice="please report")
        failure.__cause__ = error
        return Outcome(article=article.id, error=failure)
    return Outcome(
        article=article.id,
        claims=Counter(claim.status for claim in analysis.claims),
        unchanged=not changed,
        warnings=() if analysis.claims else ("no claim found in it",),
    )


def _stored(store: Store, graph: str, run: Run) -> dict[Status, int] | None:
    """Claims by status of an article version that an equal run has stored; None for any other."""
    nodes = Nodes(store.quads(graph))
    claims = nodes.of_type(POL.Claim)
    if not claims or any(nodes.values(c, PROV.wasGeneratedBy) != [run.iri] for c in claims):
        return None
    return Counter(cast(Status, POL.local(nodes.one(c, POL.status) or "")) for c in claims)


def sources_of(paths: Sequence[Path | str]) -> Iterable[Source]:
    """The outlets that the paths describe; what is wrong with them is told when they are read."""
    for path in map(Path, paths or [bundled_sources()]):
        if path.is_dir():
            yield from load_sources(path)[0]
        elif path.suffix.lower() == ".toml":
            try:
                yield load_source(path)
            except ReadError:
                continue


def _shipped() -> Model:
    from kg.language.model import Model as Shipped  # noqa: PLC0415 - onnxruntime is slow to load

    return Shipped.load()
