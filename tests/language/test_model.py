"""The shipped model, as extraction uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.language.model import SHIPPED, Model, Prediction

SENTENCES = [
    "The Pakistan Peoples Party will back Shehbaz Sharif for prime minister , officials said .",
    "Olaf Scholz 's SPD lost the vote in Berlin on Sunday .",
    "Yes .",
    "He resigned .",
]


@pytest.fixture(scope="module", name="model")
def _model() -> Model:
    return Model.load()


def _named(prediction: Prediction, words: list[str]) -> set[tuple[str, str | None]]:
    return {(" ".join(words[s.start : s.end]), s.type) for s in prediction.spans}


def test_mentions_have_the_project_s_classes(model: Model) -> None:
    """A party and a person of the news are found whole, with their classes."""
    words = SENTENCES[0].split()
    found = _named(model.predict([words])[0], words)
    assert {("Pakistan Peoples Party", "Party"), ("Shehbaz Sharif", "Person")} <= found


def test_syntax_of_a_plain_sentence(model: Model) -> None:
    """Who backs whom stands in the tree."""
    words = SENTENCES[0].split()
    found = model.predict([words])[0]
    back = words.index("back")
    assert (found.heads[words.index("Party")], found.deprels[words.index("Party")]) == (
        back,
        "nsubj",
    )
    assert found.pos[back] == "VERB"


def test_no_sentence_depends_on_its_neighbours(model: Model) -> None:
    """Alone, together, in another order, on two threads: always the same."""
    sentences = [text.split() for text in SENTENCES]
    alone = [model.predict([words])[0] for words in sentences]
    assert model.predict(sentences) == alone
    assert model.predict(sentences, threads=2) == alone
    assert model.predict(sentences[::-1])[::-1] == alone


@pytest.mark.parametrize(
    "words", [[""], ["\0", "\u200b"], ["\ud800", "x" * 5000], ["“", "”"], ["ไทย", "🙂", "日本"]]
)
def test_any_words_give_a_tree(model: Model, words: list[str]) -> None:
    """Dirt is parsed too: one root, a value for every word."""
    found = model.predict([words])[0]
    assert found.heads.count(-1) == found.deprels.count("root") == 1
    assert len(found.pos) == len(found.heads) == len(found.deprels) == len(words)


def test_nothing_in_nothing_out(model: Model) -> None:
    """No sentence gives no prediction, an empty sentence an empty one."""
    assert model.predict([]) == []
    assert model.predict([[]]) == [Prediction((), (), (), ())]


def test_a_long_sentence_is_one_tree(model: Model) -> None:
    """A thousand words without a full stop have one root, and every word reaches it."""
    words = ("Imran Khan met the PTI in Lahore , and " * 112).split()
    found = model.predict([words])[0]
    assert found.heads.count(-1) == 1
    for start in range(len(words)):
        word, steps = start, 0
        while found.heads[word] >= 0:
            word, steps = found.heads[word], steps + 1
            assert steps <= len(words)


def test_the_file_is_small_and_its_hash_known(model: Model) -> None:
    """What ships is at most 30 MB, and a run can record which file it used."""
    assert SHIPPED.stat().st_size <= 30e6
    assert len(model.sha256) == 64
    assert model.name


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    """A missing or broken file is our own error, with the file's path."""
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nothing")
    for path in (broken, tmp_path / "missing.onnx"):
        with pytest.raises(DataError, match=path.name):
            Model.load(path)
