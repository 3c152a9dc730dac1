"""Packing an article's units into windows that the encoder can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TITLE_TOKENS = 48
UNIT_TOKENS = 256


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids, and for each the unit it belongs to: 0 the title, 1 + u a unit, -1 a special token."""

    ids: tuple[int, ...]
    owner: tuple[int, ...]


def pack(
    title: Sequence[int], units: Sequence[Sequence[int]], *, bos: int, eos: int, length: int = 512
) -> list[Window]:
    """Windows of at most `length` tokens: `<s> title </s> unit unit … </s>`; every unit whole in one window.

    The title opens every window and is cut at 48 tokens, a unit at 256. Units keep their order.
    """
    head = [bos, *title[:TITLE_TOKENS], eos]
    owners = [-1, *([0] * (len(head) - 2)), -1]
    windows: list[Window] = []
    ids, owner = list(head), list(owners)
    for u, unit in enumerate(units, start=1):
        tokens = list(unit[:UNIT_TOKENS])
        if len(ids) + len(tokens) + 1 > length and len(ids) > len(head):
            windows.append(Window((*ids, eos), (*owner, -1)))
            ids, owner = list(head), list(owners)
        ids += tokens
        owner += [u] * len(tokens)
    windows.append(Window((*ids, eos), (*owner, -1)))
    return windows
