"""Network, training and export; needs the extra "train"."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from kg.language.model import Model  # noqa: E402
from kg.language.training.batches import Classes, collate, groups  # noqa: E402
from kg.language.training.corpora import TAGS, Named, Syntax  # noqa: E402
from kg.language.training.export import export  # noqa: E402
from kg.language.training.names import Names  # noqa: E402
from kg.language.training.network import Network  # noqa: E402
from kg.language.training.titles import Titles  # noqa: E402
from kg.language.training.train import Settings, Trainer  # noqa: E402
from kg.language.words import Pieces  # noqa: E402

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "he", "won", "p", "##ti", "."]
CLASSES = Classes(("PRON", "PUNCT", "VERB"), ("nsubj", "punct", "root"), TAGS)
SYNTAX = [
    Syntax(("He", "won", "."), ("PRON", "VERB", "PUNCT"), (1, -1, 1), ("nsubj", "root", "punct"))
]
NAMED = [Named(("PTI", "won", "."), ((0, 1, "Party"),), "own")]


def _network() -> Network:
    torch.manual_seed(0)
    return Network(vocabulary=len(VOCABULARY), pos=3, deprels=3, tags=len(TAGS))


def test_training_is_the_same_on_one_process_and_two() -> None:
    """Units are added up in order, whichever process was first."""
    weights = []
    for processes in (1, 2):
        trained = _network()
        trainer = Trainer(trained, Pieces(VOCABULARY), CLASSES, Names({}, {}), Titles())
        trainer.train(SYNTAX * 9, NAMED * 9, Settings(steps=2, decay=1, processes=processes))
        weights.append(trained.pos.weight.detach().clone())
    assert torch.equal(*weights)
    assert not torch.equal(weights[0], _network().pos.weight)


def test_padding_changes_nothing() -> None:
    """A sentence scores alone as it does beside a longer one."""
    batch = collate([["He", "won"], ["PTI", "won", "."]], Pieces(VOCABULARY))
    alone = collate([["He", "won"]], Pieces(VOCABULARY))
    untrained = _network()
    padded = untrained(batch.pieces, batch.pool, batch.shapes, batch.piece_mask)
    single = untrained(alone.pieces, alone.pool, alone.shapes)
    torch.testing.assert_close(padded.arcs[0, :2, :3], single.arcs[0], atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(padded.mentions[0, 0], single.mentions[0, 0], atol=1e-4, rtol=1e-4)


def test_groups_hold_every_example_once() -> None:
    """Groups cover all examples and keep to their size."""
    lengths = [3, 9, 1, 7, 5, 30]
    found = groups(lengths, 20, random.Random(1))  # noqa: S311  # a fixed order
    assert sorted(i for group in found for i in group) == list(range(6))
    assert all(len(g) == 1 or max(lengths[i] for i in g) * len(g) <= 20 for g in found)


@pytest.mark.filterwarnings("ignore")  # the exporter warns of its own future
def test_an_exported_network_is_a_model(tmp_path: Path) -> None:
    """The file alone is enough: classes, vocabulary and name are in it."""
    path = tmp_path / "model.onnx"
    export(_network(), path, classes=CLASSES, vocabulary=VOCABULARY, name="test-1")
    model = Model.load(path)
    (found,) = model.predict([["He", "won", "."]])
    assert model.name == "test-1"
    assert set(found.deprels) <= set(CLASSES.deprels)
    assert found.heads.count(-1) == 1
