"""The embeddings and lower layers of the reader's encoder, shared by marker and judge, trained by neither.

So each of those models is half as large on disk, and its training computes half of the encoder once only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from torch import Tensor, nn

from summarizer.engines import weights
from summarizer.engines.reader.encoder import Encoder, EncoderConfig


class Trunk(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """Token ids (rows, length) and a mask to vectors (rows, length, hidden), after the first `layers` layers."""

    def __init__(self, encoder: Encoder, layers: int) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = nn.ModuleList(list(encoder.encoder["layer"])[:layers])

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the tokens; where the mask is 0 they mean nothing."""
        allowed = mask.bool()[:, None, None, :]
        x: Tensor = self.embeddings(ids)
        for layer in self.layers:
            x = layer(x, allowed)
        return x


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


def encoder(reader: Path) -> Encoder:
    """The whole encoder of the reader's folder, in float32.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be.
    """
    with weights.Unfilled():
        net = Encoder(shape(reader))
    state = {k.removeprefix("encoder."): v for k, v in weights.load(reader).items() if k.startswith("encoder.")}
    net.load_state_dict({k: v for k, v in state.items() if k in net.state_dict()}, assign=True)
    return net


@cache
def lower(reader: Path, layers: int) -> Trunk:
    """The first layers of the reader in this folder, ready for inference and kept: marker and judge use the same.

    Raises:
        DamagedWeights: a file is missing, cut off, or not what it should be.
    """
    found: Trunk = Trunk(encoder(reader), layers).eval()
    return found
