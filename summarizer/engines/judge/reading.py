"""What the judge reads of a claim: `<s> heading </s> evidence </s> claim </s>`, in tokens with flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from summarizer.engines.judge import pairs
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_TITLE: Final = 28
_SENTENCE: Final = 110
"""Tokens of a sentence of evidence that are read."""
_CLAIM: Final = 120

Array = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """Tokens, each (n,): ids, flags (n, flags), whether they are the claim's, and their characters in it (-1 else).

    `evidence` are the indices of the sentences that are read.
    """

    ids: Array
    flags: npt.NDArray[np.float32]
    claim: npt.NDArray[np.bool_]
    starts: Array
    ends: Array
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    ids: Array
    flags: npt.NDArray[np.float32]
    starts: Array
    ends: Array
    claim: bool


def _part(text: str, flags: pairs.Flags, tokenizer: Tokenizer, most: int, *, claim: bool = False) -> _Part:
    one = tokenizer.encode(newspaper(text), add_special_tokens=False)
    offsets = np.array(one.offsets[:most], np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0].copy(), offsets[:, 1]
    for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        while a < b and text[a].isspace():  # a piece holds the blank before its word
            a += 1
        starts[i] = min(a, len(text) - 1)
    return _Part(np.array(one.ids[:most], np.int64), pairs.table(flags, starts), starts, ends, claim)


def read(
    article: pairs.Index,
    sentences: Sequence[str],
    title: str,
    claim: str,
    tokenizer: Tokenizer,
    *,
    given: Sequence[int] = (),
) -> Reading:
    """The claim beside the sentences that hold most of it; `given` ones come first."""
    said = pairs.words(claim)
    chosen = list(dict.fromkeys([*given, *article.evidence(said)]))[: pairs.SENTENCES]
    chosen = sorted(i for i in chosen if i < len(sentences))
    source = [pairs.words(sentences[i]) for i in chosen]
    together = [w for words in source for w in words]
    nothing: frozenset[str] = frozenset()
    parts: list[_Part] = []
    if title and 0 not in chosen:
        flags = pairs.heading(pairs.marks(title, pairs.words(title), said, nothing, claim=False))
        parts.append(_part(title, flags, tokenizer, _TITLE))
    for i, words in zip(chosen, source, strict=True):
        flags = pairs.marks(sentences[i], words, said, nothing, claim=False)
        parts.append(_part(sentences[i], flags, tokenizer, _SENTENCE))
    flags = pairs.marks(claim, said, together, article.all, claim=True)
    parts.append(_part(claim, flags, tokenizer, _CLAIM, claim=True))
    return _joined(parts, tokenizer, tuple(chosen))


def _joined(parts: Sequence[_Part], tokenizer: Tokenizer, chosen: tuple[int, ...]) -> Reading:
    """`<s>`, then each part and `</s>`."""
    bos, eos = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    ids, mine, starts, ends = [bos], [False], [-1], [-1]
    blank = np.zeros((1, len(pairs.NAMES)), np.float32)
    table = [blank]
    for part in parts:
        ids += [*part.ids.tolist(), eos]
        mine += [*([part.claim] * len(part.ids)), False]
        starts += [*(part.starts.tolist() if part.claim else [-1] * len(part.ids)), -1]
        ends += [*(part.ends.tolist() if part.claim else [-1] * len(part.ids)), -1]
        table += [part.flags, blank]
    return Reading(
        np.array(ids, np.int64),
        np.concatenate(table),
        np.array(mine, np.bool_),
        np.array(starts, np.int64),
        np.array(ends, np.int64),
        chosen,
    )
