"""The embeddings and lower layers of the reader's encoder, shared by marker and judge, trained by neither.

So each of those models is half as large on disk, and its training computes half of the encoder once only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from summarizer.engines import runtime, weights
from summarizer.engines.reader.encoder import Encoder, EncoderConfig, through
from summarizer.engines.shape import Shape


class Trunk(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """Token ids (rows, length) and a mask to vectors (rows, length, hidden), after the first `layers` layers."""

    def __init__(self, encoder: Encoder, layers: int) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = nn.ModuleList(list(encoder.encoder["layer"])[:layers])

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the tokens; where the mask is 0 they mean nothing."""
        return through(self.layers, self.embeddings(ids), mask)


def shape(reader: Path, layers: int | None = None) -> EncoderConfig:
    """The shape of the encoder in the reader's folder, with as many layers as asked for."""
    raw = weights.read_json(reader / "config.json")
    return EncoderConfig(
        vocab_size=raw["vocab_size"],
        hidden=raw["hidden"],
        layers=raw["layers"] if layers is None else layers,
        heads=raw["heads"],
        feed_forward=raw["feed_forward"],
        positions=raw["positions"],
        dropout=raw["dropout"],
    )


def encoder(reader: Path, layers: int | None = None, products: torch.dtype = torch.float32) -> Encoder:
    """The encoder of the reader's folder, whole or as many of its lower layers as asked for, their matrices as
    `products`, all else in float32.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be.
    """
    with weights.Unfilled():
        net = Encoder(shape(reader, layers))
    own = {f"encoder.{name}" for name in net.state_dict()}
    state = weights.load(reader, products, "encoder.encoder.", wanted=own.__contains__)
    net.load_state_dict({name.removeprefix("encoder."): tensor for name, tensor in state.items()}, assign=True)
    return net


def stacked(
    folder: Path,
    reader: Path,
    config: type[Shape],
    network: Callable[[Any], Any],
    device: torch.device,
    products: torch.dtype = torch.float32,
) -> tuple[dict[str, Any], Trunk, Any, Tokenizer]:
    """The network in a folder on the trunk of the reader: its settings, the trunk, itself, the reader's tokenizer.

    `products` is the type of the matrix products in their layers, as `runtime.mixed` computes them.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be.
    """
    raw = weights.read_json(folder / "config.json")
    with weights.Unfilled():
        net = network(config.from_dict(raw))
    net.load_state_dict(weights.load(folder, products, "upper."), assign=True)
    runtime.multiplying(net.upper, products)
    trunk = lower(reader, net.config.trunk, products).to(device)
    return raw, trunk, net.to(device), Tokenizer.from_file(str(reader / "tokenizer.json"))


_KEPT: Final[dict[Path, nn.Module]] = {}
"""Embeddings by reader: half of a trunk, and the same whatever its products are in."""


@cache
def lower(reader: Path, layers: int, products: torch.dtype = torch.float32) -> Trunk:
    """The first layers of the reader in this folder, ready for inference and kept for whoever asks for the same.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be.
    """
    found: Trunk = Trunk(encoder(reader, layers, products), layers).eval()
    found.embeddings = _KEPT.setdefault(reader, found.embeddings)
    runtime.multiplying(found, products)
    return found
