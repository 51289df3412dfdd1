"""Articles in, graphs out: one bad article never stops a build, and order leaves no trace."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.derive import derive
from kg.errors import DataError, StoreError
from kg.export import dump
from kg.language import Model
from kg.language.model import Prediction
from kg.pipeline import Outcome, analyse, build
from kg.quads import read_articles, read_claims
from kg.read import bundled_sources, read
from kg.store import Store, open_store

SAMPLES = sorted((bundled_sources() / "harbour-ledger").glob("*.txt"))
A, B = SAMPLES[0], SAMPLES[2]


class Fragile:
    """The shipped model, which falls over a word."""

    def __init__(self, model: Model, *, word: str = "boom", sha256: str = "1" * 64) -> None:
        self._model, self._word = model, word
        self.name, self.sha256 = "fragile", sha256
        self.asked = 0

    def predict(self, sentences: Sequence[Sequence[str]], *, threads: int = 1) -> list[Prediction]:
        """Fail where the word is, else pass on."""
        self.asked += 1
        if any(self._word in words for words in sentences):
            raise RuntimeError("fell over")
        return self._model.predict(sentences, threads=threads)


def built(store: Store, *paths: Path, model: Model | Fragile) -> list[Outcome]:
    """The outcomes of a whole build."""
    return list(build(paths, store, model=model))


def bytes_of(store: Store) -> bytes:
    """The canonical export."""
    stream = io.BytesIO()
    dump(store, stream, "nq", canonical=True)
    return stream.getvalue()


def test_an_outcome_counts_the_claims_that_are_stored(model: Model) -> None:
    """As many claims by status as the store then holds."""
    with open_store(None) as store:
        (outcome,) = built(store, A, model=model)
        stored = [claim.claim.status for claim in read_claims(store)]
    assert stored
    assert {status: stored.count(status) for status in stored} == outcome.claims


def test_every_claim_quotes_its_article(model: Model) -> None:
    """The offsets of each claim give its quote."""
    (article,) = read([B])
    for claim in analyse(article, model=model).claims:
        assert article.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_removing_leaves_no_trace(model: Model) -> None:
    """Add A, add B, remove A equals add B, byte for byte."""
    with open_store(None) as both, open_store(None) as only:
        built(both, A, model=model)
        (first,) = read_articles(both)
        built(both, B, model=model)
        both.remove(first.iri)
        derive(both)
        built(only, B, model=model)
        assert bytes_of(both) == bytes_of(only)


def test_order_leaves_no_trace(model: Model) -> None:
    """A then B equals B then A, byte for byte."""
    with open_store(None) as one, open_store(None) as other:
        built(one, A, B, model=model)
        built(other, B, A, model=model)
        assert bytes_of(one) == bytes_of(other)


def test_a_second_build_parses_nothing_and_changes_nothing(model: Model) -> None:
    """An article that an equal run has stored is skipped."""
    counting = Fragile(model)
    with open_store(None) as store:
        built(store, A, model=counting)
        before, asked = bytes_of(store), counting.asked
        (outcome,) = built(store, A, model=counting)
        assert outcome.unchanged
        assert (bytes_of(store), counting.asked) == (before, asked)


def test_another_model_extracts_anew(model: Model) -> None:
    """What another model has made is not taken for ours."""
    with open_store(None) as store:
        built(store, A, model=Fragile(model))
        other = Fragile(model, sha256="2" * 64)
        built(store, A, model=other)
        assert other.asked


def test_a_changed_article_is_a_new_version(model: Model, tmp_path: Path) -> None:
    """Both versions stay, and the later date replaces the earlier."""
    path = tmp_path / "a.txt"
    with open_store(None) as store:
        for day in ("10", "11"):
            path.write_text(f"date 2024-02-{day} Ann Lee leads the Red Party.")
            built(store, path, model=model)
        assert [info.superseded for info in read_articles(store)] == [True, False]


def test_a_defect_in_one_article_is_its_error_and_is_logged(
    model: Model, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The article is named, the rest is built, the log has the trace."""
    (tmp_path / "bad.txt").write_text("It went boom.")
    with open_store(None) as store, caplog.at_level(logging.ERROR):
        bad, good = built(store, tmp_path / "bad.txt", A, model=Fragile(model))
    assert bad.article == "bad"
    assert "RuntimeError: fell over" in str(bad.error)
    assert isinstance(bad.error, Exception) and isinstance(bad.error.__cause__, RuntimeError)
    assert good.error is None and good.claims
    assert "article bad" in caplog.text


def test_what_cannot_be_read_is_an_outcome(model: Model, tmp_path: Path) -> None:
    """An empty file is told with its path, and the rest is built."""
    (tmp_path / "empty.txt").write_text("")
    with open_store(None) as store:
        empty, good = built(store, tmp_path / "empty.txt", A, model=model)
    assert "empty.txt: is empty" in str(empty.error)
    assert good.claims


def test_an_article_that_says_nothing_is_warned_of(model: Model, tmp_path: Path) -> None:
    """No claim is no error, but is told."""
    (tmp_path / "dull.txt").write_text("It rained.")
    with open_store(None) as store:
        (outcome,) = built(store, tmp_path / "dull.txt", model=model)
    assert outcome.error is None
    assert outcome.warnings == ("no claim found in it",)


def test_a_correction_without_a_date_is_warned_of(model: Model, tmp_path: Path) -> None:
    """Nothing tells which of two texts is the newer one, also where they come one by one."""
    path = tmp_path / "a.txt"
    with open_store(None) as store:
        for text in ("The Red Party won 5 seats.", "The Red Party won 6 seats."):
            path.write_text(f"date 2024-02-10 {text}")
            (outcome,) = built(store, path, model=model)
    assert any("`updated`" in warning for warning in outcome.warnings)


class _Full:
    """A store that cannot be written, but else is one in memory."""

    def __init__(self) -> None:
        self._store = open_store(None)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def replace(self, graph: str, quads: object) -> bool:
        raise StoreError("no space left")


def test_a_failing_store_stops_the_build(model: Model) -> None:
    """A full disk is not the fault of one article."""
    with pytest.raises(StoreError, match="no space left"):
        built(_Full(), A, B, model=model)  # type: ignore[arg-type]


def test_a_damaged_model_stops_the_build(tmp_path: Path) -> None:
    """Without a language model no article is tried."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(DataError, match="no language model"):
        Model.load(path)


def test_closing_early_leaves_a_whole_graph(model: Model) -> None:
    """After the first of two articles the derived graphs fit the one that is stored."""
    with open_store(None) as begun, open_store(None) as only:
        outcomes = build([A, B], begun, model=model)
        next(outcomes)
        outcomes.close()
        built(only, A, model=model)
        assert bytes_of(begun) == bytes_of(only)


def test_sources_give_their_titles(model: Model) -> None:
    """An article below a source's path carries the outlet's title."""
    with open_store(None) as store:
        built(store, bundled_sources() / "khyber-dispatch.toml", model=model)
        titles = {info.source_title for info in read_articles(store)}
    assert titles == {"Khyber Dispatch (sample)"}
