"""The marker's network: the reader's lower layers, shared and frozen, and layers and heads of its own above them.

Actions are tagged token by token (B, I, O: Ramshaw & Marcus 1995). An action then *points* at its slots, as an answer
is pointed at in extractive question answering (Devlin et al. 2019): trigger, issuer, addressee and deadline each get a
start and an end among the window's tokens, or none. A figure points at the words that name it in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from summarizer.engines.base import STRENGTHS
from summarizer.engines.marker.relations import BETWEEN, DISTANCES, SENTENCES
from summarizer.engines.stack import Stack, StackConfig

SLOTS = ("trigger", "issuer", "addressee", "deadline")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerConfig(StackConfig):
    """Shape of the network; `figures` names the traits of a figure, in order."""

    figures: tuple[str, ...]
    pointer: int = 96


class Pointer(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """From spans to the start and end of each of `slots` things they point at, or to none."""

    def __init__(self, hidden: int, width: int, slots: int) -> None:
        super().__init__()
        self.slots, self.width = slots, width
        self.query = nn.Linear(hidden, slots * 2 * width)
        self.key = nn.Linear(hidden, slots * 2 * width)
        self.none = nn.Linear(hidden, slots)
        sizes = (DISTANCES, SENTENCES, BETWEEN)
        self.relations = nn.ParameterList(nn.Parameter(torch.zeros(size, slots, 2)) for size in sizes)

    def forward(self, spans: Tensor, tokens: Tensor, window: Tensor, mask: Tensor, relation: Tensor) -> Tensor:
        """Scores (n, slots, 2, length + 1) of n spans; the last place is none.

        Args:
            spans: (n, hidden), `window` (n,) says in which row of tokens (rows, length, hidden) each stands.
            mask: (rows, length), True where a token may be pointed at.
            relation: (n, length, 3), where each token stands as seen from the span (`relations`).
        """
        shape = (self.slots, 2, self.width)
        query = self.query(spans).unflatten(-1, shape)
        key = self.key(tokens).unflatten(-1, shape)
        if len(key) == 1:  # a window by itself: no copy of it for every span
            scores = torch.einsum("nsed,lsed->nsel", query, key[0]) / math.sqrt(self.width)
        else:
            scores = torch.einsum("nsed,nlsed->nsel", query, key[window]) / math.sqrt(self.width)
        for k, table in enumerate(self.relations):
            scores = scores + table[relation[..., k]].permute(0, 2, 3, 1)
        scores = scores.masked_fill(~mask[window][:, None, None, :], -1e4)
        none = self.none(spans)[:, :, None, None].expand(-1, -1, 2, 1)
        return torch.cat([scores, none], dim=-1)


class MarkerNet(Stack):
    """The layers and heads above the shared trunk (`engines.trunk`), which is not trained here."""

    def __init__(self, config: MarkerConfig) -> None:
        super().__init__(config, vocab_size=config.vocab_size, positions=config.positions)
        self.action = nn.Linear(config.hidden, 3)
        self.tags = nn.Linear(config.hidden, len(SLOTS))
        self.span = nn.Linear(2 * config.hidden, config.hidden)
        self.slots = Pointer(config.hidden, config.pointer, len(SLOTS))
        self.strength = nn.Linear(config.hidden, len(STRENGTHS))
        self.inherited = nn.Linear(config.hidden, 1)
        self.figure = nn.Linear(2 * config.hidden + len(config.figures), config.hidden)
        self.label = Pointer(config.hidden, config.pointer, 1)
        self.key = nn.Linear(config.hidden, 1)

    def forward(self, trunk: Tensor, flags: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the tokens, which the heads are asked about."""
        return self.read(trunk, flags, mask)

    @staticmethod
    def pooled(tokens: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """First and mean vector (n, 2 * hidden) of spans [start, end) of tokens (rows, length, hidden)."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        inside = ((places >= start[:, None]) & (places < end[:, None])).to(tokens.dtype)
        total = inside @ tokens[0] if len(tokens) == 1 else torch.einsum("nl,nlh->nh", inside, tokens[window])
        return torch.cat([tokens[window, start], total / inside.sum(1, keepdim=True).clamp(min=1)], dim=-1)

    def directives(
        self, tokens: Tensor, mask: Tensor, window: Tensor, start: Tensor, end: Tensor, relation: Tensor
    ) -> dict[str, Tensor]:
        """Of n actions: `slots` (n, 4, 2, length + 1), `strength` (n, 4), `inherited` (n,), all as logits."""
        a = nn.functional.gelu(self.span(self.pooled(tokens, window, start, end)))
        return {
            "slots": self.slots(a, tokens, window, mask.bool(), relation),
            "strength": self.strength(a),
            "inherited": self.inherited(a).squeeze(-1),
        }

    def figures(
        self,
        tokens: Tensor,
        mask: Tensor,
        window: Tensor,
        start: Tensor,
        end: Tensor,
        relation: Tensor,
        traits: Tensor,
    ) -> dict[str, Tensor]:
        """Of n figures with traits (n, figures): `label` (n, 1, 2, length + 1) and `key` (n,), as logits."""
        a = nn.functional.gelu(self.figure(torch.cat([self.pooled(tokens, window, start, end), traits], dim=-1)))
        return {"label": self.label(a, tokens, window, mask.bool(), relation), "key": self.key(a).squeeze(-1)}
