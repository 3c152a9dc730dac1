"""Greedy decoding of several answers at once, with most tokens guessed from the source and only checked.

A brief's sentence mostly copies its source, so what followed the same words there is likely to follow here (prompt
lookup, Saxena 2023; checking as in Leviathan et al. 2023). One pass over some guessed tokens tells what the network
would have written after each of them; as far as the guesses agree with that, they are taken. The answer is the same as
token by token, in about a third of the passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Final

import torch

from summarizer.engines.base import Cancelled
from summarizer.engines.constraint import Guard
from summarizer.engines.numbers import OUTSIDE, State
from summarizer.engines.writer.network import WriterNet

CHECKED_AT_ONCE: Final = 32
"""Tokens that a pass may check over all rows: up to here a pass costs little more than one for a single token."""
FEWEST, MOST = 3, 12
"""Tokens guessed for a row."""
_LONGEST = 3


class Guesses:
    """What followed in a source text where the same tokens stood."""

    def __init__(self, source: Sequence[int]) -> None:
        self.source = source
        self._after: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place in range(1, len(source)):
            for size in range(1, min(_LONGEST, place) + 1):
                self._after[tuple(source[place - size : place])].append(place)
        self._place = 0

    def next(self, written: Sequence[int], count: int) -> list[int]:
        """Up to `count` tokens that may follow; none where the last token stands nowhere in the source.

        Of several places with the same tokens before them the first one behind the last guess.
        """
        for size in range(min(_LONGEST, len(written)), 0, -1):
            places = self._after.get(tuple(written[-size:]))
            if places:
                self._place = next((p for p in places if p >= self._place), places[0])
                return list(self.source[self._place : self._place + count])
        return []


@dataclass(slots=True)
class _Row:
    """One answer as it grows; `held` counts its tokens in the cache, prompt and all."""

    guard: Guard
    guesses: Guesses
    room: int
    fresh: list[int]
    held: int = 0
    answer: list[int] = field(default_factory=list)
    state: State = OUTSIDE
    done: bool = False

    def take(self, token: int) -> None:
        """Add a token that the network chose; the end, or the last one there is room for, closes the answer."""
        self.done = token in self.guard.pieces.end
        if not self.done:
            self.answer.append(token)
            self.state = self.guard.after(self.state, token)
            self.done = len(self.answer) >= self.room

    def look_ahead(self, count: int) -> None:
        """Set what the next pass is to look at: the last token, and guesses of what follows."""
        self.fresh = []
        if not self.done:
            guessed = self.guesses.next(self.answer, min(count, self.room - len(self.answer) - 1))
            self.fresh = [self.answer[-1], *guessed]


def decode(
    net: WriterNet,
    prompts: Sequence[Sequence[int]],
    guards: Sequence[Guard],
    rooms: Sequence[int],
    *,
    on_tokens: Callable[[int, list[int]], None] | None = None,
    cancelled: Event | None = None,
) -> list[list[int]]:
    """The answers' tokens, without the end.

    Args:
        rooms: how many tokens each answer may have at most.
        on_tokens: told of a row and its answer so far whenever that has grown.

    Raises:
        Cancelled: `cancelled` was set; seen before every pass.
    """
    rows = [
        _Row(guard, Guesses(prompt), room, list(prompt))
        for prompt, guard, room in zip(prompts, guards, rooms, strict=True)
    ]
    cache = net.cache(len(rows), max(len(r.fresh) + r.room for r in rows))
    device = net.embed_tokens.weight.device
    reading = True
    while not all(r.done for r in rows):
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        width = max(len(r.fresh) for r in rows)
        ids = torch.tensor([r.fresh + [-1] * (width - len(r.fresh)) for r in rows], device=device)
        starts = torch.tensor([r.held for r in rows], device=device)
        logits = net(ids, starts, cache, last=reading)
        best = logits.argmax(-1).tolist()
        first = 0
        for number, row in enumerate(rows):
            if row.done:
                continue
            if reading:
                row.held = len(row.fresh)
                row.take(_choose(row, best[number], logits[number]))
            else:
                _check(row, best[first : first + len(row.fresh)], logits[first : first + len(row.fresh)])
                first += len(row.fresh)
            if on_tokens is not None:
                on_tokens(number, row.answer)
        reading = False
        live = sum(not r.done for r in rows)
        for row in rows:
            row.look_ahead(max(FEWEST, min(MOST, CHECKED_AT_ONCE // max(1, live) - 1)))
    return [r.answer for r in rows]


def _check(row: _Row, best: Sequence[int], logits: torch.Tensor) -> None:
    """Take what the network chose after each new token, as far as the guesses agree with it."""
    for place, choice in enumerate(best):
        row.held += 1
        token = _choose(row, choice, logits[place])
        row.take(token)
        if row.done or place + 1 == len(best) or row.fresh[place + 1] != token:
            return


def _choose(row: _Row, best: int, logits: torch.Tensor) -> int:
    """The likeliest token that may come: nearly always the likeliest of all."""
    if row.guard.permits(row.state, best):
        return best
    allowed = torch.from_numpy(row.guard.allowed(row.state)).to(logits.device)
    return int(logits.float().masked_fill(~allowed, -torch.inf).argmax())
