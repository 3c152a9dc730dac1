"""Choosing learned from briefs by choosing: which sentence goes into a brief next, given those that it has.

A pointer over the sentences of an article, as in extractive summarization with a decoder (Cheng & Lapata 2016): upper
encoder layers of its own above the reader's lower ones, then layers over the units, told which are taken and how much
room is left. It learned from editors who chose whole sentences that read well one after the other, so it knows what a
score for each sentence by itself cannot: that the second half of a story wants the first, and when to stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from summarizer.engines import runtime, weights
from summarizer.engines.base import FloatArray
from summarizer.engines.reader import CHOICE
from summarizer.engines.reader.encoder import Encoder, EncoderConfig
from summarizer.engines.reader.lower import Lower, unit_table
from summarizer.engines.reader.network import ReaderConfig, sinusoids
from summarizer.engines.shape import Shape


@dataclass(frozen=True, slots=True)
class ChoiceConfig(Shape):
    """Shape of the network; `features` names the columns of `engines.surface` it takes, in order.

    `own` counts the encoder's upper layers that are its own, with `encoder_heads` and `feed_forward`; `layers` and
    `heads` are those over the units.
    """

    features: tuple[str, ...]
    hidden: int = 384
    layers: int = 2
    heads: int = 6
    dropout: float = 0.2
    own: int = 0
    encoder_heads: int = 12
    feed_forward: int = 1536


class ChoiceNet(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """Upper encoder layers, and layers over the unit table that they are pooled to, title first."""

    def __init__(self, config: ChoiceConfig) -> None:
        super().__init__()
        self.config = config
        hidden = config.hidden
        shape = EncoderConfig(1, hidden, config.own, config.encoder_heads, config.feed_forward, positions=1)
        self.upper = Encoder(shape).encoder["layer"]
        self.join = nn.Linear(hidden + len(config.features), hidden)
        layer = nn.TransformerEncoderLayer(
            hidden, config.heads, 2 * hidden, config.dropout, activation="gelu", batch_first=True, norm_first=True
        )
        self.document = nn.TransformerEncoder(layer, config.layers, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(hidden)
        self.taken = nn.Embedding(2, hidden)
        self.room = nn.Linear(1, hidden, bias=False)
        self.next = nn.Linear(hidden, 1)
        self.stop = nn.Linear(hidden, 1)
        self.lean = nn.Linear(hidden, 1)

    def forward(self, table: Tensor, features: Tensor, taken: Tensor, room: Tensor) -> tuple[Tensor, Tensor]:
        """Of k states of the brief of one article: logits of the next unit, or the end, and of units that lean.

        Args:
            table: (units + 1, hidden), the title first; features: (units, len(config.features)).
            taken: (k, units), 1 where the brief has the unit; room: (k,), the share of the budget that is left.

        Returns:
            (k, units + 1), the end last, and (k, units).
        """
        x = self.join(torch.cat([table[1:], features], dim=-1))
        title = self.join(torch.cat([table[:1], features.new_zeros(1, features.shape[-1])], dim=-1))
        x = x + sinusoids(torch.arange(1, len(x) + 1, device=x.device), x.shape[-1]).to(x.dtype)
        x = x.unsqueeze(0) + self.taken(taken)
        title = (title + self.room(room.unsqueeze(-1))).unsqueeze(1)
        x = self.norm(self.document(torch.cat([title, x], dim=1)))
        units = x[:, 1:]
        following = torch.cat([self.next(units).squeeze(-1), self.stop(x[:, 0])], dim=1)
        return following, self.lean(units).squeeze(-1)


class Choices:
    """A `Choosing` of one article; its windows go through the upper layers when it is first asked."""

    def __init__(self, net: ChoiceNet, windows: Sequence[Lower], features: Tensor) -> None:
        self._net, self._windows, self._features = net, windows, features

    @cached_property
    def _table(self) -> Tensor:
        return unit_table(self._net.upper, self._windows, len(self._features) + 1)

    def next(self, taken: Sequence[int], room: float) -> tuple[FloatArray, FloatArray]:
        """See `Choosing.next`."""
        with torch.inference_mode():
            mask = torch.zeros(1, len(self._features), dtype=torch.long, device=self._features.device)
            mask[0, list(taken)] = 1
            left = torch.tensor([room], dtype=torch.float32, device=self._features.device)
            following, lean = self._net(self._table, self._features, mask, left)
            return following[0].cpu().numpy(), lean[0].sigmoid().cpu().numpy().astype(np.float32)


def load(
    folder: Path, reader: ReaderConfig, device: torch.device, products: torch.dtype
) -> tuple[ChoiceNet | None, str]:
    """The network in the folder of a reader of this shape, and its revision; None where it has none.

    `products` is the type of its encoder layers.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be, or it was made for another reader.
    """
    own = folder / CHOICE
    if not own.is_dir():
        return None, ""
    raw = weights.read_json(own / "config.json")
    config = ChoiceConfig.from_dict(raw)
    if (config.features, config.hidden) != (reader.features, reader.hidden):
        raise weights.DamagedWeights(f"{own}: for another reader")
    with weights.Unfilled():
        net = ChoiceNet(config)
    net.load_state_dict(weights.load(own, products, "upper."), assign=True)
    runtime.multiplying(net.upper, products)
    ready: ChoiceNet = net.to(device).eval()
    return ready, str(raw.get("revision", ""))
