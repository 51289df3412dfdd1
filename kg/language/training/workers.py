"""Processes that turn units of examples into gradients, each on one core, in shared memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import torch
from torch import Tensor

#: Examples of one kind, and the seed of all that is random with them.
Unit = tuple[list[Any], float]


class Workers:
    """A context in which :meth:`gradients` works on as many cores as there are processes.

    Args:
        loss: what a unit's gradients are taken of.
        parameters: shared with the processes: a change to them in place is a change there.
        units: the most units that are worked on at a time.
    """

    def __init__(
        self,
        loss: Callable[[Unit], Tensor],
        parameters: Sequence[Tensor],
        units: int,
        *,
        processes: int,
    ) -> None:
        torch.set_num_threads(1)  # a forked process cannot use threads begun before
        self._loss = loss
        self._parameters = parameters
        for parameter in parameters:
            parameter.share_memory_()
        self._found = [
            [torch.zeros_like(parameter).share_memory_() for parameter in parameters]
            for _ in range(units)
        ]
        context = multiprocessing.get_context("fork")
        self._units: Any = context.SimpleQueue()
        self._losses: Any = context.SimpleQueue()
        self._processes = [
            context.Process(target=self._work, daemon=True) for _ in range(processes)
        ]

    def __enter__(self) -> Self:
        for process in self._processes:
            process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.terminate()
            process.join()

    def gradients(self, units: Sequence[Unit]) -> list[float]:
        """Set each parameter's gradient to the sum over `units`, in order; return their losses."""
        for task in enumerate(units):
            self._units.put(task)
        losses: dict[int, float] = {}
        for _ in units:
            number, loss = self._losses.get()
            if isinstance(loss, Exception):
                raise loss
            losses[number] = loss
        for parameter, *found in zip(self._parameters, *self._found[: len(units)], strict=True):
            total = found[0].clone()
            for gradient in found[1:]:
                total.add_(gradient)
            parameter.grad = total
        return [losses[number] for number in range(len(units))]

    def _work(self) -> None:
        while True:
            number, unit = self._units.get()
            try:
                loss = self._loss(unit)
                gradients = torch.autograd.grad(loss, self._parameters, allow_unused=True)
                for place, gradient in zip(self._found[number], gradients, strict=True):
                    if gradient is None:
                        place.zero_()
                    else:
                        place.copy_(gradient)
                self._losses.put((number, loss.item()))
            except Exception as error:  # the other side raises it
                self._losses.put((number, error))
