"""The editor's network: layers above the shared trunk over `<s> title </s> sentence before </s> sentence </s>`."""

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
    layers: int = 2
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


class EditorNet(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """The layers and the head above the trunk."""

    def __init__(self, config: EditorConfig) -> None:
        super().__init__()
        self.config = config
        shape = EncoderConfig(
            vocab_size=1,
            hidden=config.hidden,
            layers=config.layers,
            heads=config.heads,
            feed_forward=config.feed_forward,
            positions=1,
            dropout=config.dropout,
        )
        self.flags = nn.Linear(len(config.flags), config.hidden, bias=False)
        self.upper = nn.ModuleDict(Encoder(shape).encoder.items())
        self.keep = nn.Linear(config.hidden, 1)

    def forward(self, trunk: Tensor, flags: Tensor, mask: Tensor) -> Tensor:
        """Logits that a token stays, (rows, length).

        Args:
            trunk: (rows, length, hidden) vectors of the trunk; flags: (rows, length, flags).
            mask: (rows, length), 1 where there is a token.
        """
        x: Tensor = trunk + self.flags(flags).to(trunk.dtype)
        allowed = mask.bool()[:, None, None, :]
        for layer in self.upper["layer"]:
            x = layer(x, allowed)
        found: Tensor = self.keep(x).squeeze(-1)
        return found
