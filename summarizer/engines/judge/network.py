"""The judge's network: layers above the shared trunk over `<s> heading evidence </s> claim </s>`.

FactCC (Kryściński et al. 2020) and MiniCheck (Tang et al. 2024) are models of its kind: a cross-encoder with a verdict,
a kind of error, and the words at fault. The verdict is the pooled reading and the worst word together. Where claim and
evidence have the same word, attention is drawn or pushed by a learned bias, in the manner of relative positions (Shaw
et al. 2018): whether two numbers have changed places is seen by looking from each at what stands beside it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from summarizer.engines.stack import Stack, StackConfig

KINDS = (
    *("number", "wrongthing", "entity", "role", "swap", "time", "certainty", "negation", "trend", "cause"),
    *("quantifier", "merge", "speaker", "invented", "condition"),
)

RELATIONS = 3
"""Same word; same word with two words more that agree; near such a word."""
_NEAR = 4
"""Tokens before and after a word that count as near it."""
_SCALE = 20.0
"""The biases are learned at this many times the rate of the heads: they have far to go from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeConfig(StackConfig):
    """Shape of the network; `relations` is 0 for one that does not know of `relations`."""

    relations: int = 0


def relations(words: Tensor, claim: Tensor) -> Tensor:
    """How tokens of claim and evidence stand to each other, (rows, RELATIONS, length, length) of 0 and 1.

    Args:
        words: (rows, length), the same number for the same word, -1 for a token of none.
        claim: (rows, length), 1 where a token is one of the claim's.
    """
    across = claim.bool()[:, :, None] != claim.bool()[:, None, :]
    there = (words >= 0)[:, :, None] & (words >= 0)[:, None, :]
    same = (words[:, :, None] == words[:, None, :]) & across & there
    three = same[:, :-2, :-2] & same[:, 1:-1, 1:-1] & same[:, 2:, 2:]
    run = torch.zeros_like(same)
    for k in range(3):
        stop = run.shape[1] - 2 + k
        run[:, k:stop, k:stop] |= three
    wide = nn.functional.max_pool1d(same.float().flatten(0, 1), 2 * _NEAR + 1, stride=1, padding=_NEAR)
    near = (wide.view(same.shape) > 0) & ~same & across & there
    return torch.stack([same, run, near], dim=1)


class JudgeNet(Stack):
    """The layers and heads above the trunk."""

    def __init__(self, config: JudgeConfig) -> None:
        super().__init__(config)
        self._related = config.relations > 0
        if self._related:
            self.match = nn.Parameter(torch.zeros(config.layers, config.heads, config.relations))
        self.word = nn.Linear(config.hidden, 1)
        self.pool = nn.Linear(3 * config.hidden, config.hidden)
        self.verdict = nn.Linear(config.hidden + 1, 1)
        self.kind = nn.Linear(config.hidden, len(KINDS))

    def forward(self, trunk: Tensor, flags: Tensor, mask: Tensor, claim: Tensor, words: Tensor) -> dict[str, Tensor]:
        """Logits of rows: `false` (rows,), `kind` (rows, kinds), `words` (rows, length).

        Args:
            trunk: (rows, length, hidden) vectors of the trunk; flags: (rows, length, flags).
            mask, claim: (rows, length), 1 where there is a token, and where it is one of the claim's.
            words: (rows, length), as `relations` takes them.
        """
        x = self.read(trunk, flags, mask, self._biases(words, claim, trunk.dtype) if self._related else None)
        faults = self.word(x).squeeze(-1)
        share = claim.to(x.dtype)
        mean = torch.einsum("rl,rlh->rh", share, x) / share.sum(1, keepdim=True).clamp(min=1)
        most = x.masked_fill(~claim.bool().unsqueeze(-1), -1e4).amax(1)
        pooled = nn.functional.gelu(self.pool(torch.cat([x[:, 0], mean, most], dim=-1)))
        worst = faults.masked_fill(~claim.bool(), -1e4).amax(1, keepdim=True).clamp(min=-10)
        return {
            "false": self.verdict(torch.cat([pooled, worst], dim=-1)).squeeze(-1),
            "kind": self.kind(pooled),
            "words": faults,
        }

    def _biases(self, words: Tensor, claim: Tensor, dtype: torch.dtype) -> Iterator[Tensor]:
        """Of each layer, what the relations add to attention (rows, heads, length, length)."""
        found = relations(words, claim).to(dtype)
        return (torch.einsum("hk,rkij->rhij", _SCALE * layer.to(dtype), found) for layer in self.match)
