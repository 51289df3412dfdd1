"""The training loop.

A step is made of four units, two of syntax and two of mentions, each small enough for one core. Two
processes (:mod:`kg.language.training.workers`) take units as they become free, so that a busy core
slows training by its share only. Units have their own random numbers and their gradients are added
in order: the result is the same however the processes were scheduled.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from kg.language.training.batches import (
    Classes,
    collate,
    mention_targets,
    recase,
    rounds,
    syntax_targets,
)
from kg.language.training.corpora import Named, Syntax, permitted
from kg.language.training.names import Names
from kg.language.training.network import Dropout, Network, Scores
from kg.language.training.titles import Titles
from kg.language.training.workers import Unit, Workers
from kg.language.words import Pieces

log = logging.getLogger(__name__)

UNIT_WORDS = 350
SYNTAX_UNITS, MENTION_UNITS = 2, 2
UNITS = SYNTAX_UNITS + MENTION_UNITS
ENCODER_RATE, HEADS_RATE, WARM_UP, CLIP, DROPOUT = 1.5e-4, 1e-3, 100, 1.0, 0.2
LONGEST_SENTENCE = 150  # words; the few longer ones of the corpora are lists
LOGGED, SAVED = 25, 100  # steps


@dataclass(frozen=True)
class Settings:
    """What a run of training may vary."""

    steps: int
    decay: int  # last steps, in which the rates fall to nothing
    seed: int = 1
    processes: int = 2
    checkpoint: Path | None = None  # written now and then; a run that finds it goes on from there
    average: Path | None = None  # an earlier checkpoint that is mixed into the final weights
    share: float = 0.0  # of the earlier one in the mix

    def rate(self, step: int) -> float:
        """Return the share of the full learning rates at a step."""
        return min(step / WARM_UP, 1.0, (self.steps - step + 1) / self.decay)


@dataclass(frozen=True)
class Trainer:
    """The network being trained and what its examples need."""

    network: Network
    pieces: Pieces
    classes: Classes
    names: Names
    titles: Titles

    def train(self, syntax: Sequence[Syntax], named: Sequence[Named], settings: Settings) -> None:
        """Train the network in place."""
        syntax = [s for s in syntax if len(s.words) <= LONGEST_SENTENCE]
        named = [s for s in named if len(s.words) <= LONGEST_SENTENCE]
        rng = random.Random(settings.seed)
        syntax_rounds = rounds([len(s.words) for s in syntax], UNIT_WORDS, rng)
        named_rounds = rounds([len(s.words) for s in named], UNIT_WORDS, rng)
        parameters = [p for p in self.network.parameters() if p.requires_grad]
        optimizer = _optimizer(self.network)
        rates = [group["lr"] for group in optimizer.param_groups]
        done = self._resume(optimizer, settings.checkpoint)
        sums, began = [0.0, 0.0], time.monotonic()
        with Workers(self.loss, parameters, UNITS, processes=settings.processes) as workers:
            for step in range(1, settings.steps + 1):
                units: list[Unit] = []
                for examples, order, count in (
                    (syntax, syntax_rounds, SYNTAX_UNITS),
                    (named, named_rounds, MENTION_UNITS),
                ):
                    for _ in range(count):
                        units.append(([examples[i] for i in next(order)], rng.random()))
                if step <= done:
                    continue  # the same numbers are drawn, so that going on changes nothing
                losses = workers.gradients(units)
                sums[0] += sum(losses[:SYNTAX_UNITS]) / SYNTAX_UNITS / LOGGED
                sums[1] += sum(losses[SYNTAX_UNITS:]) / MENTION_UNITS / LOGGED
                torch.nn.utils.clip_grad_norm_(parameters, CLIP)
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * settings.rate(step)
                optimizer.step()
                if step % LOGGED == 0:
                    log.info(
                        "step %d of %d: syntax %.3f, mentions %.3f, %.2f s a step",
                        step, settings.steps, *sums, (time.monotonic() - began) / LOGGED,
                    )  # fmt: skip
                    sums, began = [0.0, 0.0], time.monotonic()
                if settings.checkpoint and step % SAVED == 0:
                    self._save(optimizer, step, settings.checkpoint)

        if settings.average is not None:
            self._mix(torch.load(settings.average)["network"], settings.share)

    def _mix(self, earlier: Mapping[str, Tensor], share: float) -> None:
        """Average the weights with earlier ones of the same run (Wortsman et al. 2022)."""
        with torch.no_grad():
            for name, weight in self.network.state_dict().items():
                if weight.is_floating_point():
                    weight.lerp_(earlier[name], share)

    def _save(self, optimizer: torch.optim.Optimizer, step: int, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def _resume(self, optimizer: torch.optim.Optimizer, path: Path | None) -> int:
        """Return how many steps were done before."""
        if path is None or not path.exists():
            return 0
        state = torch.load(path)
        self.network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])

    def loss(self, unit: Unit) -> Tensor:
        """Return the loss of a unit: examples of one kind, and a seed for all that is random."""
        examples, seed = unit
        rng = random.Random(seed)
        if isinstance(examples[0], Syntax):
            return self._syntax_loss(examples, rng)
        return self._mention_loss(examples, rng)

    def _scores(
        self, sentences: Sequence[Sequence[str]], rng: random.Random
    ) -> tuple[Scores, Tensor]:
        batch = collate([recase(words, rng) for words in sentences], self.pieces, rng)
        dropout = Dropout(DROPOUT, rng.getrandbits(32))
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.network(batch.pieces, batch.pool, batch.shapes, batch.piece_mask, dropout)
        return scores, batch.word_mask

    def _syntax_loss(self, sentences: Sequence[Syntax], rng: random.Random) -> Tensor:
        scores, mask = self._scores([s.words for s in sentences], rng)
        pos, heads, deprels = syntax_targets(sentences, self.classes, mask.shape[1])
        possible = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)  # the root and real words
        arcs = scores.arcs.float().masked_fill(~possible[:, None, :], -1e4)
        chosen = heads.clamp(min=0)[..., None].expand(-1, -1, scores.label_heads.shape[-1])
        label_heads = scores.label_heads.gather(1, chosen)
        # A product and a sum: as a matrix product of single rows, bfloat16 is many times slower.
        labels = (scores.label_queries.float() * label_heads.float()[:, :, None]).sum(-1)
        return sum(
            (
                functional.cross_entropy(of.flatten(0, 1).float(), to.flatten())
                for of, to in ((scores.pos, pos), (arcs, heads), (labels, deprels))
            ),
            start=torch.zeros(()),
        )

    def _mention_loss(self, sentences: Sequence[Named], rng: random.Random) -> Tensor:
        """Minus the log of the probability that lies on the tags each word permits, per word."""
        sentences = [self.titles.put(self.names.swapped(s, rng), rng) for s in sentences]
        scores, mask = self._scores([s.words for s in sentences], rng)
        allowed = mention_targets(
            [permitted(s) for s in sentences], len(self.classes.tags), mask.shape[1]
        )
        logits = scores.mentions.float()
        inside = logits.masked_fill(~allowed, -1e4).logsumexp(-1)
        return (logits.logsumexp(-1) - inside)[mask].mean()


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in inside]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEADS_RATE}],
        weight_decay=0.01,
        fused=True,
    )
