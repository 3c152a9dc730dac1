"""The reader's network: an encoder over windows of text, then a transformer over the units of the whole article.

BERTSUM (Liu & Lapata 2019) and HIBERT (Zhang et al. 2019) are models of its kind. The encoder sees windows of up to
512 tokens (title, then units); the vectors of a unit's tokens are averaged, joined with its surface features, and the
units of the article look at each other in a small transformer before each gets one score a task.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from summarizer.engines.reader.encoder import Encoder, EncoderConfig
from summarizer.engines.shape import Shape

TASKS = ("brief", "lead")


@dataclass(frozen=True, slots=True)
class ReaderConfig(Shape):
    """Shape of the network; `features` names the columns of `engines.surface` it takes, in order."""

    features: tuple[str, ...]
    vocab_size: int
    hidden: int = 384
    layers: int = 12
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    document_layers: int = 2
    document_heads: int = 6
    dropout: float = 0.1


def sinusoids(positions: Tensor, width: int) -> Tensor:
    """Sinusoidal encoding (Vaswani et al. 2017) of integer `positions` (…): (…, width)."""
    half = width // 2
    rate = torch.exp(torch.arange(half, device=positions.device) * (-math.log(10_000.0) / half))
    angle = positions.unsqueeze(-1).float() * rate
    return torch.cat([angle.sin(), angle.cos()], dim=-1)


def gathered(vectors: Tensor, owner: Tensor, rows: int) -> tuple[Tensor, Tensor]:
    """Of each row of a unit table the sum of its token vectors (rows, hidden) and their count (rows, 1).

    `vectors` is (windows, length, hidden), `owner` (windows, length) the row that a token belongs to, -1 for none.
    """
    flat = owner.reshape(-1)
    index = torch.where(flat >= 0, flat, rows)  # one row more takes what belongs to none
    values = vectors.reshape(-1, vectors.shape[-1]).float()
    total = values.new_zeros(rows + 1, values.shape[-1]).index_add_(0, index, values)
    count = values.new_zeros(rows + 1).index_add_(0, index, torch.ones_like(index, dtype=values.dtype))
    return total[:rows], count[:rows].unsqueeze(-1)


class ReaderNet(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """Scores units.

    Args of `forward`:
        ids: (windows, length) token ids, padded.
        mask: (windows, length), 1 where there is a token.
        owner: (windows, length) row of the unit table that a token belongs to: article a's title is row
            `a * (units + 1)`, its unit u is row `a * (units + 1) + 1 + u`; -1 for special tokens and padding.
        features: (articles, units, len(config.features)).
        present: (articles, units), True where there is a unit.

    Returns:
        relevance (articles, units, tasks), undefined where not present.
    """

    def __init__(self, config: ReaderConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = Encoder(
            EncoderConfig(
                vocab_size=config.vocab_size,
                hidden=config.hidden,
                layers=config.layers,
                heads=config.heads,
                feed_forward=config.feed_forward,
                positions=config.positions,
                dropout=config.dropout,
            )
        )
        self.join = nn.Linear(config.hidden + len(config.features), config.hidden)
        layer = nn.TransformerEncoderLayer(
            config.hidden,
            config.document_heads,
            2 * config.hidden,
            config.dropout,
            activation="gelu",
            batch_first=True,
            norm_first=True,
        )
        self.document = nn.TransformerEncoder(layer, config.document_layers, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(config.hidden)
        self.heads = nn.Linear(config.hidden, len(TASKS))

    def gather(self, ids: Tensor, mask: Tensor, owner: Tensor, rows: int) -> tuple[Tensor, Tensor]:
        """`gathered` of the encoder's vectors."""
        return gathered(self.encoder(ids, mask), owner, rows)

    def judge(self, pooled: Tensor, features: Tensor, present: Tensor) -> Tensor:
        """Relevance (articles, units, tasks) from the unit table `pooled` (articles, units + 1, hidden)."""
        articles, units = present.shape
        x = self.join(torch.cat([pooled[:, 1:], features], dim=-1))
        title = self.join(torch.cat([pooled[:, :1], features.new_zeros(articles, 1, features.shape[-1])], dim=-1))
        x = x + sinusoids(torch.arange(1, units + 1, device=x.device), x.shape[-1]).to(x.dtype)
        x = torch.cat([title, x], dim=1)
        absent = torch.cat([present.new_zeros(articles, 1), ~present], dim=1)
        x = self.norm(self.document(x, src_key_padding_mask=absent))
        relevance: Tensor = self.heads(x[:, 1:])
        return relevance

    def forward(self, ids: Tensor, mask: Tensor, owner: Tensor, features: Tensor, present: Tensor) -> Tensor:
        articles, units = present.shape
        total, count = self.gather(ids, mask, owner, articles * (units + 1))
        pooled = (total / count.clamp(min=1.0)).view(articles, units + 1, -1)
        return self.judge(pooled, features, present)
