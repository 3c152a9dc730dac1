"""BERT's encoder (Devlin et al. 2019) in plain torch, with the parameter names of transformers' `BertModel`.

Written out here because importing transformers takes longer than briefing ten articles: a cold brief spends two
seconds less. `tests/engines/test_encoder.py` holds it against transformers, number by number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Shape of the encoder."""

    vocab_size: int
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int = 2
    dropout: float = 0.1
    epsilon: float = 1e-12


class _Embeddings(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(config.vocab_size, config.hidden)
        self.position_embeddings = nn.Embedding(config.positions, config.hidden)
        self.token_type_embeddings = nn.Embedding(config.types, config.hidden)
        self.LayerNorm = nn.LayerNorm(config.hidden, eps=config.epsilon)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word_embeddings(ids) + self.token_type_embeddings.weight[0] + self.position_embeddings(places)
        found: Tensor = self.dropout(self.LayerNorm(x))
        return found


class _SelfAttention(nn.Module):  # type: ignore[misc]
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads, self.dropout = config.heads, config.dropout
        self.query = nn.Linear(config.hidden, config.hidden)
        self.key = nn.Linear(config.hidden, config.hidden)
        self.value = nn.Linear(config.hidden, config.hidden)

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        q, k, v = (f(x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for f in (self.query, self.key, self.value))
        dropout, barred = self.dropout if self.training else 0.0, allowed
        if len(x) == 1 and x.device.type == "cpu":  # without its padding a window needs no mask, an eighth of this
            k, v = (side[:, :, : int(allowed.sum())] for side in (k, v))
            barred = None
        if q.requires_grad and q.device.type == "cpu":
            out = _learning(q, k, v, barred, dropout)
        else:
            out = functional.scaled_dot_product_attention(q, k, v, attn_mask=barred, dropout_p=dropout)
        found: Tensor = out.transpose(1, 2).flatten(-2)
        return found


def _learning(q: Tensor, k: Tensor, v: Tensor, allowed: Tensor | None, dropout: float) -> Tensor:
    """Attention in plain products: on a processor the way back through the fused kernel takes twice as long."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)
    if allowed is not None:
        scores = scores.masked_fill(~allowed, float("-inf"))
    return functional.dropout(scores.softmax(-1).to(v.dtype), dropout) @ v


class _Output(nn.Module):  # type: ignore[misc]
    """A projection back to the hidden width, added to what went in, and normalised."""

    def __init__(self, width: int, config: EncoderConfig) -> None:
        super().__init__()
        self.dense = nn.Linear(width, config.hidden)
        self.LayerNorm = nn.LayerNorm(config.hidden, eps=config.epsilon)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, before: Tensor) -> Tensor:
        found: Tensor = self.LayerNorm(self.dropout(self.dense(x)) + before)
        return found


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.attention = nn.ModuleDict({"self": _SelfAttention(config), "output": _Output(config.hidden, config)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(config.hidden, config.feed_forward)})
        self.output = _Output(config.feed_forward, config)

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        x = self.attention["output"](self.attention["self"](x, allowed), x)
        found: Tensor = self.output(functional.gelu(self.intermediate["dense"](x)), x)
        return found


class Encoder(nn.Module):  # type: ignore[misc]
    """Token ids (rows, length) and a mask, 1 where there is a token, to vectors (rows, length, hidden)."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.embeddings = _Embeddings(config)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(_Layer(config) for _ in range(config.layers))})

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return through(self.encoder["layer"], self.embeddings(ids), mask)


def through(layers: Iterable[nn.Module], x: Tensor, mask: Tensor) -> Tensor:
    """Vectors (rows, length, hidden) after some layers; `mask` (rows, length) is 1 where there is a token.

    A row's padding stands behind its tokens.
    """
    allowed = mask.bool()[:, None, None, :]
    for layer in layers:
        x = layer(x, allowed)
    return x
