"""The number constraint over the pieces of any tokenizer, as masks and as a transformers logits processor.

Pieces may be bytes that make a character only together; what they make is looked at once it is whole.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from summarizer.engines.numbers import BROKEN, OUTSIDE, Numbers, State

if TYPE_CHECKING:
    import torch

Mask = npt.NDArray[np.bool_]
_DIGIT = re.compile(r"\d")
_CONTROL = re.compile(r"[\x00-\x1f]")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class Pieces:
    """What every token id of a tokenizer writes, sorted so that a mask needs few looks.

    Args:
        texts: what each id adds to the text; empty for those that are never allowed.
        end: ids that end the text.
        parts: the bytes of ids that write no whole characters.
    """

    def __init__(self, texts: Sequence[str], end: Sequence[int], parts: Mapping[int, bytes] | None = None) -> None:
        self.parts = dict(parts or {})
        self.texts = ["" if i in self.parts or _CONTROL.search(t) else t for i, t in enumerate(texts)]
        self.end = tuple(end)
        self.plain = np.array([bool(t) and _DIGIT.search(t) is None for t in self.texts])
        self.numeric = [i for i, t in enumerate(self.texts) if _DIGIT.search(t)]
        by_first: dict[str, list[int]] = defaultdict(list)
        for i, t in enumerate(self.texts):
            if self.plain[i]:
                by_first[t[0]].append(i)
        self.by_first = {c: np.array(ids) for c, ids in by_first.items()}

    @classmethod
    def of(
        cls,
        decode: Callable[[list[list[int]]], list[str]],
        anchor: Sequence[int],
        tokens: Sequence[str],
        special: Collection[int],
        end: Sequence[int],
    ) -> Pieces:
        """The pieces of a tokenizer.

        Args:
            decode: many lists of ids to their texts.
            anchor: ids of a text that pieces are decoded behind, since many decoders drop the space that opens a text.
            tokens: every id as the vocabulary names it.
            special: ids that write nothing.
        """
        alone = decode([list(anchor)])[0]
        texts = decode([[*anchor, i] for i in range(len(tokens))])
        texts = [t[len(alone) :] if t.startswith(alone) else t for t in texts]
        parts: dict[int, bytes] = {}
        for i, text in enumerate(texts):
            if i in special:
                texts[i] = ""
            elif BROKEN in text:
                texts[i], found = "", _bytes(tokens[i])
                if found and min(found) >= 0x20:
                    parts[i] = found
        return cls(texts, end, parts)


def _bytes(token: str) -> bytes | None:
    """The bytes of a piece: `<0xE1>` where a tokenizer falls back on bytes, or those that GPT-2's letters stand for."""
    single = _BYTE.fullmatch(token)
    if single:
        return bytes([int(single[1], 16)])
    letters = _letters()
    return bytes(letters[c] for c in token) if all(c in letters for c in token) else None


@cache
def _letters() -> dict[str, int]:
    """The bytes that GPT-2's byte-level vocabulary writes as letters (Radford et al. 2019): those that can be seen
    stand for themselves, the others for letters from U+0100 on."""
    seen = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in seen]
    return {chr(b): b for b in seen} | {chr(256 + n): b for n, b in enumerate(others)}


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

    def after(self, state: State, token: int) -> State:
        """The state once `token` is written; outside any number where it was not allowed (another hand wrote it)."""
        return self._then(state, token) or OUTSIDE

    def _then(self, state: State, token: int) -> State | None:
        part = self.pieces.parts.get(token)
        if part is None:
            text, before = self.pieces.texts[token], self._broken(state)
            return self.numbers.run(before, text) if text and before is not None else None
        decoder = getincrementaldecoder("utf-8")("replace")
        whole = decoder.decode(state.pending + part)
        pending = decoder.getstate()[0]
        then = self.numbers.run(replace(state, pending=b""), whole)
        if then is None or not pending:
            return then
        return replace(then, pending=pending) if self.numbers.leads_on(then, pending) else None

    def _broken(self, state: State) -> State | None:
        """The state where no further byte of a character comes."""
        return self.numbers.step(state, BROKEN) if state.pending else state

    def _make(self, state: State) -> Mask:
        pieces = self.pieces
        mask: Mask = np.zeros(len(pieces.texts), dtype=np.bool_)
        whole = self._broken(state)
        if whole is not None:
            self._add_whole(mask, whole)
            mask[list(pieces.end)] = self.numbers.may_end(whole)
        for i in pieces.parts:
            mask[i] = self._then(state, i) is not None
        return mask

    def _add_whole(self, mask: Mask, state: State) -> None:
        """Allow the pieces of whole characters."""
        pieces, numbers = self.pieces, self.numbers
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
