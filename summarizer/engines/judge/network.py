"""The judge's network: layers above the shared trunk over `<s> heading evidence </s> claim </s>`.

FactCC (Kryściński et al. 2020) and MiniCheck (Tang et al. 2024) are models of its kind: a cross-encoder with a verdict,
a kind of error, and the words at fault. The verdict is the pooled reading and the worst word together.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from summarizer.engines.stack import Stack, StackConfig

KINDS = (
    *("number", "wrongthing", "entity", "role", "swap", "time", "certainty", "negation", "trend", "cause"),
    *("quantifier", "merge", "speaker", "invented", "condition"),
)


class JudgeConfig(StackConfig):
    """Shape of the network."""


class JudgeNet(Stack):
    """The layers and heads above the trunk."""

    def __init__(self, config: JudgeConfig) -> None:
        super().__init__(config)
        self.word = nn.Linear(config.hidden, 1)
        self.pool = nn.Linear(3 * config.hidden, config.hidden)
        self.verdict = nn.Linear(config.hidden + 1, 1)
        self.kind = nn.Linear(config.hidden, len(KINDS))

    def forward(self, trunk: Tensor, flags: Tensor, mask: Tensor, claim: Tensor) -> dict[str, Tensor]:
        """Logits of rows: `false` (rows,), `kind` (rows, kinds), `words` (rows, length).

        Args:
            trunk: (rows, length, hidden) vectors of the trunk; flags: (rows, length, flags).
            mask, claim: (rows, length), 1 where there is a token, and where it is one of the claim's.
        """
        x = self.read(trunk, flags, mask)
        words = self.word(x).squeeze(-1)
        share = claim.to(x.dtype)
        mean = torch.einsum("rl,rlh->rh", share, x) / share.sum(1, keepdim=True).clamp(min=1)
        most = x.masked_fill(~claim.bool().unsqueeze(-1), -1e4).amax(1)
        pooled = nn.functional.gelu(self.pool(torch.cat([x[:, 0], mean, most], dim=-1)))
        worst = words.masked_fill(~claim.bool(), -1e4).amax(1, keepdim=True).clamp(min=-10)
        return {
            "false": self.verdict(torch.cat([pooled, worst], dim=-1)).squeeze(-1),
            "kind": self.kind(pooled),
            "words": words,
        }
