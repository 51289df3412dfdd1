"""The language model at run time: words of sentences -> parts of speech, syntax, mentions.

One ONNX file holds weights (int8), vocabulary and class names; how it came to be stands beside it
in ``models/README.md``. Each sentence runs alone, on one thread: int8 scales its values by what
else is in a batch, so batches would make a sentence's result depend on its neighbours. With more
than one thread sentences run side by side, never one sentence on two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import DataError
from kg.language import decode
from kg.language.words import Pieces, shape

#: The model file that the package ships.
SHIPPED = Path(str(files("kg.language"))) / "models" / "news-en.onnx"
#: The project's class of each label of the model; a label that is missing here has none.
CLASS_OF = {
    "politician": "Person",
    "person": "Person",
    "party": "Party",
    "alliance": "Alliance",
    "organisation": "Organization",
    "legislature": "Legislature",
    "office": "Office",
    "country": "Place",
    "location": "Place",
    "election": "Election",
    "event": "Event",
}
_MOST_WORDS, _MOST_PIECES = 200, 510  # of one window; the encoder has 512 places, two are marks
_STITCH = "parataxis"


@dataclass(frozen=True)
class Span:
    """A mention in words of its sentence. "words 3 to 5 are a party, 0.93"."""

    start: int  # first word
    end: int  # after the last word
    label: str  # fine: politician, person, party, ..., country, location, ..., misc
    score: float  # mean probability of its words' tags, 0 to 1

    @property
    def type(self) -> str | None:
        """The project's class (Person, Party, ...), None for ``misc``."""
        return CLASS_OF.get(self.label)


@dataclass(frozen=True)
class Prediction:
    """What the model says of one sentence: a value a word, and mentions in order."""

    pos: tuple[str, ...]  # universal parts of speech
    heads: tuple[int, ...]  # index of the head's word; -1 for the one root
    deprels: tuple[str, ...]  # universal dependencies, with subtypes
    spans: tuple[Span, ...]  # never overlapping


_EMPTY = Prediction((), (), (), ())


class Model:
    """A loaded model file; immutable, and safe to use from several threads."""

    def __init__(self, path: Path, session: onnxruntime.InferenceSession) -> None:
        self.path = path
        self._session = session
        found = session.get_modelmeta().custom_metadata_map
        self.name: str = found["name"]
        self._pos: list[str] = json.loads(found["pos"])
        self._deprels: list[str] = json.loads(found["deprels"])
        tags: list[str] = json.loads(found["tags"])
        self._labels = [tag[2:] for tag in tags[1::2]]
        self._pieces = Pieces(found["vocabulary"].split("\n"))
        self._root = self._deprels.index("root")
        self._classes = list(dict.fromkeys(CLASS_OF.get(name, name) for name in self._labels))
        self._labels_of = {
            name: [i for i, label in enumerate(self._labels) if CLASS_OF.get(label, label) == name]
            for name in self._classes
        }
        self._fold = self._folding()

    @classmethod
    def load(cls, path: Path | str | None = None) -> Model:
        """Load a model file, by default the shipped one.

        Raises:
            DataError: the file is missing or is no model of this kind.
        """
        path = SHIPPED if path is None else Path(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                str(path),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # slower than its two parts
            )
            return cls(path, session)
        except Exception as error:  # onnxruntime raises its own kinds, all of Exception
            raise DataError(path, f"no language model: {error}") from error

    @cached_property
    def sha256(self) -> str:
        """Hash of the model file, as every extraction run records it."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def predict(self, sentences: Sequence[Sequence[str]], *, threads: int = 1) -> list[Prediction]:
        """Return a prediction for each sentence, given as its words.

        The result of a sentence depends on nothing but its words. Any text is a word, an empty one
        too; a sentence of more than about 200 words is read in windows, joined to one tree.
        """
        if threads <= 1 or len(sentences) < 2:
            return [self._sentence(words) for words in sentences]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self._sentence, sentences))

    def _sentence(self, words: Sequence[str]) -> Prediction:
        if not words:
            return _EMPTY
        pieces = [self._pieces(word) for word in words]
        cuts = decode.windows(
            words, list(map(len, pieces)), most_words=_MOST_WORDS, most_pieces=_MOST_PIECES
        )
        parts = [self._window(words[a:b], pieces[a:b]) for a, b in cuts]
        return parts[0] if len(parts) == 1 else _joined(parts, [a for a, _ in cuts])

    def _window(self, words: Sequence[str], pieces: Sequence[Sequence[int]]) -> Prediction:
        sizes = np.array([len(word) for word in pieces], dtype=np.intp)
        row = [self._pieces.start, *(one for word in pieces for one in word), self._pieces.stop]
        pool = np.zeros((len(words), len(row)), dtype=np.float32)
        owner = np.repeat(np.arange(len(words)), sizes)
        pool[owner, np.arange(1, len(row) - 1)] = 1 / sizes[owner]
        pos, arcs, queries, label_heads, mentions = self._session.run(
            None,
            {
                "pieces": np.array(row, dtype=np.int64),
                "pool": pool,
                "shapes": np.array([shape(word) for word in words], dtype=np.int64),
            },
        )
        heads = decode.tree(arcs)
        deprels = decode.labels(queries, label_heads, heads, self._root)
        return Prediction(
            pos=tuple([self._pos[i] for i in pos.argmax(1).tolist()]),
            heads=tuple((heads - 1).tolist()),
            deprels=tuple([self._deprels[i] for i in deprels.tolist()]),
            spans=tuple(self._spans(np.exp(mentions))),
        )

    def _spans(self, fine: NDArray[np.float32]) -> Iterator[Span]:
        """Decide on classes, where labels of one class stand together; then on the label."""
        for start, end, number, score in decode.spans(fine @ self._fold):
            possible = self._labels_of[self._classes[number]]
            best = possible[0]
            if len(possible) > 1:
                sums = [
                    fine[start, 1 + 2 * i] + fine[start + 1 : end, 2 + 2 * i].sum()
                    for i in possible
                ]
                best = possible[int(np.argmax(sums))]
            yield Span(start, end, self._labels[best], min(score, 1.0))

    def _folding(self) -> NDArray[np.float32]:
        """Matrix from the tags of labels to the tags of classes."""
        fold = np.zeros((1 + 2 * len(self._labels), 1 + 2 * len(self._classes)), dtype=np.float32)
        fold[0, 0] = 1
        for i, label in enumerate(self._labels):
            j = self._classes.index(CLASS_OF.get(label, label))
            fold[1 + 2 * i, 1 + 2 * j] = fold[2 + 2 * i, 2 + 2 * j] = 1
        return fold


def _joined(parts: Sequence[Prediction], starts: Sequence[int]) -> Prediction:
    """Join the windows of one sentence: later roots hang on the first window's root."""
    root = parts[0].heads.index(-1)
    heads: list[int] = []
    deprels: list[str] = []
    spans: list[Span] = []
    for part, start in zip(parts, starts, strict=True):
        for head, deprel in zip(part.heads, part.deprels, strict=True):
            later_root = head < 0 and start > 0
            heads.append(root if later_root else head if head < 0 else head + start)
            deprels.append(_STITCH if later_root else deprel)
        spans += [Span(s.start + start, s.end + start, s.label, s.score) for s in part.spans]
    pos = tuple(tag for part in parts for tag in part.pos)
    return Prediction(pos, tuple(heads), tuple(deprels), tuple(spans))
