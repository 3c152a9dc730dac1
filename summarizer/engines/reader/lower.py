"""Windows that are through the reader's lower layers, which relevance and choosing share, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from summarizer.engines import runtime
from summarizer.engines.reader.encoder import through
from summarizer.engines.reader.network import gathered


@dataclass(frozen=True)
class Lower:
    """A window after the encoder's lower layers: vectors (1, length, hidden), mask and unit table row (1, length)."""

    vectors: Tensor
    mask: Tensor
    owner: Tensor


def sums(layers: Iterable[nn.Module], window: Lower, rows: int) -> tuple[Tensor, Tensor]:
    """`gathered` of the window's vectors after further layers."""
    with runtime.mixed(window.vectors.device):
        return gathered(through(layers, window.vectors, window.mask), window.owner, rows)


def unit_table(layers: Sequence[nn.Module], windows: Sequence[Lower], rows: int) -> Tensor:
    """The unit table (rows, hidden), the title first, of an article whose windows go on through other layers."""
    device = windows[0].vectors.device
    return mean(list(runtime.side_by_side(device, lambda w: sums(layers, w, rows), windows)))


def mean(parts: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
    """What sums and counts of the same rows come to."""
    total, count = (torch.stack(side).sum(0) for side in zip(*parts, strict=True))
    return total / count.clamp(min=1.0)
