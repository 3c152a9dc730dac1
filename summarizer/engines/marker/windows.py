"""Windows of an article for the marker: every sentence once, with the context it needs to be understood.

A window is `<s> title </s> context </s> before own … </s>`: the title, the open headings and lead-ins (`yêu cầu:`,
`Giao Sở X:`, `QUYẾT ĐỊNH:`), so that item 14 of a list knows who orders, then the sentences just before, then the
window's own, which alone are marked. Docling's and unstructured's chunks carry their headings in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.document.model import Article
from summarizer.text.fold import newspaper

LENGTH: Final = 512
_TITLE: Final = 32
_BEFORE: Final = 96
"""Tokens of the sentences just before the own ones."""
_CONTEXT: Final = 4
"""Headings and lead-ins carried along."""
_CONTEXT_TOKENS: Final = 40
"""Tokens of each, counted from its end: a lead-in names who orders in its last words."""
_PIECE: Final = 256
"""A longer sentence is cut: tables without a full stop run to thousands of tokens."""

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Piece:
    """A sentence, or a part of a long one, in tokens: ids and character offsets, each (n,)."""

    ids: IntArray
    starts: IntArray
    ends: IntArray
    number: int
    carries: bool
    """Whether what follows may hang on it: a heading, or a line that ends in a colon."""


@dataclass(frozen=True)
class Window:
    """Tokens of a window, each (n,): ids, character offsets, the number of their sentence, whether they are its own.

    Offsets and numbers of special tokens are -1.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    sentence: IntArray
    own: npt.NDArray[np.bool_]


def pieces(article: Article, encode: object) -> list[Piece]:
    """The article proper in tokens; furniture is left out. `encode` is a `tokenizers.Tokenizer`."""
    text = newspaper(article.text)
    kept = [s for s in article.sentences if s.role != "furniture"]
    out: list[Piece] = []
    encoded = encode.encode_batch([s.of(text) for s in kept], add_special_tokens=False)  # type: ignore[attr-defined]
    for sentence, one in zip(kept, encoded, strict=True):
        if not one.ids:
            continue
        offsets = np.array(one.offsets, np.int64) + sentence.start
        starts, ends = offsets[:, 0], offsets[:, 1]
        for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            while a < b and text[a].isspace():  # a piece holds the blank before its word
                a += 1
            starts[i] = a
        carries = sentence.role == "heading" or sentence.of(text).rstrip().endswith(":")
        ids = np.array(one.ids, np.int64)
        for at in range(0, len(ids), _PIECE):
            part = slice(at, at + _PIECE)
            out.append(Piece(ids[part], starts[part], ends[part], len(out), carries))
    return out


def _context(before: Sequence[Piece]) -> list[Piece]:
    """The last headings and lead-ins among the pieces that stand before a window, in text order."""
    found: list[Piece] = []
    for piece in reversed(before):
        if piece.carries:
            found.append(_part(piece, slice(max(0, len(piece.ids) - _CONTEXT_TOKENS), None)))
            if len(found) == _CONTEXT:
                break
    return found[::-1]


def windows(parts: Sequence[Piece], *, bos: int, eos: int) -> list[Window]:
    """Windows of at most 512 tokens that own every piece once."""
    out: list[Window] = []
    at = 0
    while at < len(parts):
        first = at
        held = 0
        while first > 0 and held + len(parts[first - 1].ids) <= _BEFORE:
            first -= 1
            held += len(parts[first].ids)
        head = [] if at == 0 or first == 0 else [_part(parts[0], slice(_TITLE))]
        context = _context(parts[1:first]) if first > 0 else []
        before = list(parts[first:at])
        used = sum(len(p.ids) for p in (*head, *context, *before)) + 4
        own: list[Piece] = []
        while at < len(parts) and (not own or used + len(parts[at].ids) <= LENGTH):
            own.append(parts[at])
            used += len(parts[at].ids)
            at += 1
        out.append(_join(head, context, before, own, bos=bos, eos=eos))
    return out


def _part(piece: Piece, at: slice) -> Piece:
    return Piece(piece.ids[at], piece.starts[at], piece.ends[at], piece.number, piece.carries)


def _join(
    head: list[Piece], context: list[Piece], before: list[Piece], own: list[Piece], *, bos: int, eos: int
) -> Window:
    ids, starts, ends, numbers, mine = [bos], [-1], [-1], [-1], [False]
    for group, is_own in ((head, False), (context, False), ([*before], False), (own, True)):
        for piece in group:
            ids += piece.ids.tolist()
            starts += piece.starts.tolist()
            ends += piece.ends.tolist()
            numbers += [piece.number] * len(piece.ids)
            mine += [is_own] * len(piece.ids)
        if group and group is not before:
            ids.append(eos)
            starts.append(-1)
            ends.append(-1)
            numbers.append(-1)
            mine.append(False)
    return Window(
        np.array(ids[:LENGTH], np.int64),
        np.array(starts[:LENGTH], np.int64),
        np.array(ends[:LENGTH], np.int64),
        np.array(numbers[:LENGTH], np.int64),
        np.array(mine[:LENGTH], np.bool_),
    )
