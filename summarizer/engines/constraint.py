"""The number constraint over the pieces of any tokenizer, as masks and as a transformers logits processor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from summarizer.engines.numbers import OUTSIDE, Numbers, State

if TYPE_CHECKING:
    import torch

Mask = npt.NDArray[np.bool_]
_DIGIT = re.compile(r"\d")
_CONTROL = re.compile(r"[\x00-\x1f]")


class Pieces:
    """What every token id of a tokenizer writes, sorted so that a mask needs few looks.

    Args:
        texts: what each id adds to the text; empty for special tokens, which are never allowed but for the end.
        end: ids that end the text.
    """

    def __init__(self, texts: Sequence[str], end: Sequence[int]) -> None:
        self.texts = texts
        self.end = tuple(end)
        numeric = [_DIGIT.search(t) is not None for t in texts]
        self.plain = np.array([self.sayable(i) and not numeric[i] for i in range(len(texts))])
        self.numeric = [i for i, n in enumerate(numeric) if n and self.sayable(i)]
        by_first: dict[str, list[int]] = defaultdict(list)
        for i, t in enumerate(texts):
            if self.plain[i]:
                by_first[t[0]].append(i)
        self.by_first = {c: np.array(ids) for c, ids in by_first.items()}

    def sayable(self, token: int) -> bool:
        """Whether an id writes anything, and no control character."""
        text = self.texts[token]
        return bool(text) and _CONTROL.search(text) is None


class Guard:
    """The masks of one group of source texts: which ids may come next in each state. Masks are made once a state."""

    def __init__(self, pieces: Pieces, numbers: Numbers) -> None:
        self.pieces = pieces
        self.numbers = numbers
        self._masks: dict[State, Mask] = {}

    def allowed(self, state: State) -> Mask:
        """(vocabulary,), True where the id may come next."""
        mask = self._masks.get(state)
        if mask is None:
            mask = self._masks[state] = self._make(state)
        return mask

    def permits(self, state: State, token: int) -> bool:
        """Whether one id may come next, without a mask of all."""
        if token in self.pieces.end:
            return self.numbers.may_end(state)
        return self.pieces.sayable(token) and self.numbers.run(state, self.pieces.texts[token]) is not None

    def after(self, state: State, token: int) -> State:
        """The state once `token` is written; outside any number where it was not allowed (another hand wrote it)."""
        return self.numbers.run(state, self.pieces.texts[token]) or OUTSIDE

    def _make(self, state: State) -> Mask:
        pieces, numbers = self.pieces, self.numbers
        mask: Mask = np.zeros(len(pieces.texts), dtype=np.bool_)
        if state == OUTSIDE:
            mask |= pieces.plain
        else:
            for c, ids in pieces.by_first.items():
                then = numbers.step(state, c)
                if then == OUTSIDE:
                    mask[ids] = True
                elif then is not None:
                    for i in ids:
                        mask[i] = numbers.run(then, pieces.texts[i][1:]) is not None
        for i in pieces.numeric:
            mask[i] = numbers.run(state, pieces.texts[i]) is not None
        if numbers.may_end(state):
            mask[list(pieces.end)] = True
        return mask


class NumberProcessor:
    """A logits processor for `generate`, with beams and samples alike: `-inf` where a number would be made up.

    Args:
        guards: one a prompt; with beams or several answers a prompt, rows of one prompt stand together.
        start: tokens before the answer (the prompt of a causal model, the start token of a seq2seq one).
    """

    def __init__(self, guards: Sequence[Guard], start: int) -> None:
        self.guards = list(guards)
        self.start = start
        self._states: dict[tuple[int, tuple[int, ...]], State] = {}

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        import torch

        rows = input_ids[:, self.start :].tolist()
        each = max(1, len(rows) // len(self.guards))
        for row, ids in enumerate(rows):
            guard = self.guards[row // each]
            mask = guard.allowed(self._state(row // each, guard, tuple(ids)))
            width = scores.shape[-1]
            banned = torch.ones(width, dtype=torch.bool)
            banned[: min(width, len(mask))] = ~torch.from_numpy(mask[:width])
            scores[row] = scores[row].masked_fill(banned.to(scores.device), float("-inf"))
        return scores

    def _state(self, prompt: int, guard: Guard, ids: tuple[int, ...]) -> State:
        state = self._states.get((prompt, ids))
        if state is None:
            state = guard.after(self._state(prompt, guard, ids[:-1]), ids[-1]) if ids else OUTSIDE
            self._states[prompt, ids] = state
        return state


def texts_of(
    decode: Callable[[list[list[int]]], list[str]], anchor: Sequence[int], size: int, special: Collection[int]
) -> list[str]:
    """What each id of a tokenizer adds to a text; nothing for the special ones.

    Args:
        decode: many lists of ids to their texts.
        anchor: ids of a text that pieces are decoded behind, since many decoders drop the space that opens a text.
        size: how many ids there are.
    """
    alone = decode([list(anchor)])[0]
    texts = decode([[*anchor, i] for i in range(size)])
    return [
        "" if i in special else text[len(alone) :] if text.startswith(alone) else text for i, text in enumerate(texts)
    ]
