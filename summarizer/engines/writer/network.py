"""Gemma 3's text decoder (Gemma Team 2025) in plain torch, made for a few short rows on a processor.

Written out here for the same reason as the reader's encoder: importing transformers takes longer than a brief. The
products run over the new tokens of all rows in one flat list, without padding, so rows may take different numbers of
tokens in a step (`decoding` needs that) and finished ones cost nothing. `tests/engines/test_writer.py` holds it
against transformers, number by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

_FEW: Final = 64


@dataclass(frozen=True, slots=True)
class WriterConfig:
    """Shape of the decoder, under the names of transformers' `Gemma3TextConfig`. One head of keys and values."""

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    head_dim: int
    query_pre_attn_scalar: float
    rms_norm_eps: float
    sliding_window: int
    layer_types: tuple[str, ...]
    rope_parameters: Mapping[str, Mapping[str, Any]]

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> WriterConfig:
        """The fields among `raw`, as JSON knows them; others are left aside.

        Raises:
            ValueError: another shape than this decoder can take.
        """
        if raw.get("num_key_value_heads") != 1 or raw.get("hidden_activation") != "gelu_pytorch_tanh":
            raise ValueError("not the shape of Gemma 3 270M")
        known = {f.name: raw[f.name] for f in fields(cls)}
        return cls(**{**known, "layer_types": tuple(known["layer_types"])})


class Cache:
    """Keys and values of every layer, (layers, rows, room, head). What a row holds is known to who fills it."""

    def __init__(self, config: WriterConfig, rows: int, room: int, like: Tensor) -> None:
        self.keys = like.new_zeros(config.num_hidden_layers, rows, room, config.head_dim)
        self.values = torch.zeros_like(self.keys)


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the new tokens of one pass stand: `row` and `column` in the table of new tokens, `place` in their text."""

    row: Tensor
    column: Tensor
    place: Tensor
    rows: int
    width: int
    used: int
    rotation: Mapping[str, tuple[Tensor, Tensor]]
    barred: Mapping[str, Tensor]


class _Norm(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """Root mean square norm, in float32 whatever the products run in."""

    def __init__(self, size: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(size))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x.float(), x.shape[-1:], self.weight, self.epsilon)


class _Attention(nn.Module):  # type: ignore[misc]
    def __init__(self, config: WriterConfig, kind: str) -> None:
        super().__init__()
        self.kind, self.heads, self.size = kind, config.num_attention_heads, config.head_dim
        self.scale = config.query_pre_attn_scalar**-0.5
        self.qkv_proj = nn.Linear(config.hidden_size, (self.heads + 2) * self.size, bias=False)
        self.o_proj = nn.Linear(self.heads * self.size, config.hidden_size, bias=False)
        self.q_norm = _Norm(self.size, config.rms_norm_eps)
        self.k_norm = _Norm(self.size, config.rms_norm_eps)

    def forward(self, x: Tensor, step: _Step, keys: Tensor, values: Tensor) -> Tensor:
        tokens = len(step.row)
        heads = self.qkv_proj(x)[:tokens].view(tokens, -1, self.size)
        cos, sin = step.rotation[self.kind]
        query = _rotated(self.q_norm(heads[:, : self.heads]), cos, sin).to(x.dtype)
        keys[step.row, step.place] = _rotated(self.k_norm(heads[:, -2:-1]), cos, sin).to(x.dtype).squeeze(1)
        values[step.row, step.place] = heads[:, -1]
        table = query.new_zeros(step.rows, step.width, self.heads, self.size)
        table[step.row, step.column] = query
        # all heads look at the same keys, so they stand in one row as so many more queries
        found = functional.scaled_dot_product_attention(
            table.view(step.rows, 1, -1, self.size),
            keys[:, None, : step.used],
            values[:, None, : step.used],
            attn_mask=step.barred[self.kind],
            scale=self.scale,
        )
        flat = found.view(step.rows, step.width, -1)[step.row, step.column]
        back: Tensor = self.o_proj(functional.pad(flat, (0, 0, 0, len(x) - tokens)))
        return back


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, config: WriterConfig, kind: str) -> None:
        super().__init__()
        size, epsilon = config.hidden_size, config.rms_norm_eps
        self.self_attn = _Attention(config, kind)
        self.mlp = nn.ModuleDict(
            {
                "gate_up_proj": nn.Linear(size, 2 * config.intermediate_size, bias=False),
                "down_proj": nn.Linear(config.intermediate_size, size, bias=False),
            }
        )
        self.input_layernorm = _Norm(size, epsilon)
        self.post_attention_layernorm = _Norm(size, epsilon)
        self.pre_feedforward_layernorm = _Norm(size, epsilon)
        self.post_feedforward_layernorm = _Norm(size, epsilon)

    def forward(self, x: Tensor, step: _Step, keys: Tensor, values: Tensor) -> Tensor:
        dtype = self.self_attn.o_proj.weight.dtype
        seen = self.self_attn(self.input_layernorm(x).to(dtype), step, keys, values)
        x = x + self.post_attention_layernorm(seen)
        gate, up = self.mlp["gate_up_proj"](self.pre_feedforward_layernorm(x).to(dtype)).chunk(2, dim=-1)
        thought = self.mlp["down_proj"](functional.gelu(gate, approximate="tanh") * up)
        found: Tensor = x + self.post_feedforward_layernorm(thought)
        return found


class WriterNet(nn.Module):  # type: ignore[misc]
    """New tokens of some rows to the logits of what follows each."""

    def __init__(self, config: WriterConfig) -> None:
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(_Layer(config, kind) for kind in config.layer_types)
        self.norm = _Norm(config.hidden_size, config.rms_norm_eps)

    def cache(self, rows: int, room: int) -> Cache:
        """An empty cache for texts of up to `room` tokens."""
        return Cache(self.config, rows, room, self.embed_tokens.weight)

    def forward(self, ids: Tensor, starts: Tensor, cache: Cache, *, last: bool = False) -> Tensor:
        """Logits (tokens, vocabulary) after every new token, row by row, or with `last` after the last of each row.

        Args:
            ids: (rows, width) the new tokens of every row of the cache, then -1; a row may have none.
            starts: (rows,) how many tokens a row has before them. What the cache holds from there on is forgotten.
            cache: gets the new tokens' keys and values.
        """
        step = self._step(ids, starts)
        tokens = len(step.row)
        x = self.embed_tokens(ids[step.row, step.column]) * self._scale()
        # shapes are few: oneDNN keeps about 2 MB of kernels for every length it has seen
        unit = 8 if tokens <= _FEW else _FEW
        x = functional.pad(x.float(), (0, 0, 0, -tokens % unit))
        for number, layer in enumerate(self.layers):
            x = layer(x, step, cache.keys[number], cache.values[number])
        x = x[:tokens]
        if last:
            x = x[(ids >= 0).sum(1).cumsum(0)[(ids >= 0).any(1)] - 1]
        found: Tensor = functional.linear(self.norm(x).to(self.embed_tokens.weight.dtype), self.embed_tokens.weight)
        return found

    def _scale(self) -> Tensor:
        return torch.tensor(self.config.hidden_size**0.5).to(self.embed_tokens.weight)

    def _step(self, ids: Tensor, starts: Tensor) -> _Step:
        rows, width = ids.shape
        row, column = (ids >= 0).nonzero(as_tuple=True)
        places = starts[:, None] + torch.arange(width, device=ids.device)
        place = places[row, column]
        used = int(place.max()) + 1
        rotation = {}
        for kind, rope in self.config.rope_parameters.items():
            half = torch.arange(0, self.config.head_dim, 2, dtype=torch.float, device=ids.device)
            angle = place[:, None, None].float() * (1.0 / rope["rope_theta"] ** (half / self.config.head_dim))
            rotation[kind] = (angle.cos(), angle.sin())
        distance = places[:, :, None] - torch.arange(used, device=ids.device)
        past = distance >= 0
        seen = {"full_attention": past, "sliding_attention": past & (distance < self.config.sliding_window)}
        barred = {kind: self._barred(allowed) for kind, allowed in seen.items()}
        return _Step(row, column, place, rows, width, used, rotation, barred)

    def _barred(self, allowed: Tensor) -> Tensor:
        """(rows, 1, width · heads, used), what to add to the attention scores."""
        bar = self.embed_tokens.weight.new_zeros(allowed.shape).masked_fill_(~allowed, -torch.inf)
        return bar.repeat_interleave(self.config.num_attention_heads, dim=1).unsqueeze(1)


def _rotated(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions (Su et al. 2021) over the two halves of the last dimension."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


_JOINED: Final = {
    "self_attn.qkv_proj": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "mlp.gate_up_proj": ("mlp.gate_proj", "mlp.up_proj"),
}


def state_of(raw: dict[str, Tensor]) -> dict[str, Tensor]:
    """transformers' parameters as this network names them: products of the same input in one, norms as they multiply.

    `raw` is used up, so that no weight is held twice.
    """
    state: dict[str, Tensor] = {}
    for joined, parts in _JOINED.items():
        firsts = [name for name in raw if name.endswith(f"{parts[0]}.weight")]
        for first in firsts:
            names = [first.replace(parts[0], part) for part in parts]
            held = [raw.pop(name) for name in names if name in raw]
            state[first.removeprefix("model.").replace(parts[0], joined)] = torch.cat(held)
    for name, tensor in raw.items():
        state[name.removeprefix("model.")] = 1.0 + tensor if "norm" in name else tensor
    return state
