"""The editor's network: the reader's lower layers, shared and frozen, a few of its own, and keep or drop a token."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from torch import Tensor, nn

from summarizer.engines.reader.encoder import Encoder, EncoderConfig


@dataclass(frozen=True, slots=True)
class EditorConfig:
    """Shape of the network; `flags` names the token flags it takes, in order."""

    flags: tuple[str, ...]
    vocab_size: int
    hidden: int = 384
    trunk: int = 6
    layers: int = 3
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    dropout: float = 0.1

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> EditorConfig:
        """The fields among `raw`, as JSON knows them; others are left aside."""
        known = {f.name: raw[f.name] for f in fields(cls) if f.name in raw}
        return cls(**{**known, "flags": tuple(known["flags"])})

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON knows them."""
        return {**asdict(self), "flags": list(self.flags)}

    def encoder(self) -> EncoderConfig:
        """The shape of the layers of its own."""
        return EncoderConfig(
            vocab_size=self.vocab_size,
            hidden=self.hidden,
            layers=self.layers,
            heads=self.heads,
            feed_forward=self.feed_forward,
            positions=self.positions,
            dropout=self.dropout,
        )


class EditorNet(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """The layers and head above the shared trunk (`engines.trunk`), which is not trained here."""

    def __init__(self, config: EditorConfig) -> None:
        super().__init__()
        self.config = config
        self.flags = nn.Linear(len(config.flags), config.hidden, bias=False)
        self.upper = nn.ModuleDict({"layer": Encoder(config.encoder()).encoder["layer"]})
        self.keep = nn.Linear(config.hidden, 1)

    def forward(self, trunk: Tensor, flags: Tensor, mask: Tensor) -> Tensor:
        """Logits (rows, length) that a token is kept, of the trunk's vectors (rows, length, hidden)."""
        x: Tensor = trunk + self.flags(flags).to(trunk.dtype)
        allowed = mask.bool()[:, None, None, :]
        for layer in self.upper["layer"]:
            x = layer(x, allowed)
        found: Tensor = self.keep(x).squeeze(-1)
        return found
