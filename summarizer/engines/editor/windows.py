"""What the editor reads of a sentence: `<s> title </s> before </s> sentence </s>`, with where each token stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from summarizer.engines.editor import told

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TITLE: Final = 24
BEFORE: Final = 48
OWN: Final = 144
"""Tokens at most; a longer sentence is not cut."""


@dataclass(frozen=True)
class Window:
    """Tokens, each (n,): ids, character offsets into the sentence (-1 for all others), flags (n, flags)."""

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    flags: npt.NDArray[np.float32]


def window(
    tokenizer: Tokenizer, title: str, before: str, sentence: str, style: str, *, bos: int, eos: int
) -> Window | None:
    """The window of a sentence; None where it is too long. All three texts have their tone marks in one style."""
    encoded = tokenizer.encode_batch([title, before, sentence], add_special_tokens=False)
    own = encoded[2]
    if not own.ids or len(own.ids) > OWN:
        return None
    tables = [
        told.flags(title, own=False, style=style, title=True),
        told.flags(before, own=False, style=style),
        told.flags(sentence, own=True, style=style),
    ]
    parts = [(encoded[0], slice(0, TITLE)), (encoded[1], slice(max(0, len(encoded[1].ids) - BEFORE), None))]
    ids, starts, ends = [bos], [-1], [-1]
    rows = [np.zeros(len(told.NAMES), np.float32)]
    for k, (one, part) in enumerate([*parts, (own, slice(None))]):
        text = (title, before, sentence)[k]
        for token, (a, b) in zip(one.ids[part], one.offsets[part], strict=True):
            while a < b and text[a].isspace():
                a += 1
            ids.append(token)
            starts.append(a if k == 2 else -1)
            ends.append(b if k == 2 else -1)
            rows.append(tables[k][min(a, len(text) - 1)])
        ids.append(eos)
        starts.append(-1)
        ends.append(-1)
        rows.append(np.zeros(len(told.NAMES), np.float32))
    return Window(np.array(ids), np.array(starts), np.array(ends), np.array(rows, np.float32))
