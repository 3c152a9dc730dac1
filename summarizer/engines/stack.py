"""What stands above the shared trunk: layers of its own over the trunk's vectors and flags of the tokens."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from summarizer.engines.reader.encoder import Encoder, EncoderConfig, through
from summarizer.engines.shape import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class StackConfig(Shape):
    """Shape of such a network; `flags` names the token flags it takes, in order, `trunk` the layers below it."""

    flags: tuple[str, ...]
    vocab_size: int
    hidden: int = 384
    trunk: int = 6
    layers: int = 6
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    dropout: float = 0.1


class Stack(nn.Module):  # type: ignore[misc]  # torch is not followed by mypy
    """The layers; who builds on them adds heads. Of the encoder that they are taken from the embeddings go unused."""

    def __init__(self, config: StackConfig, *, vocab_size: int = 1, positions: int = 1) -> None:
        super().__init__()
        self.config = config
        shape = EncoderConfig(
            vocab_size=vocab_size,
            hidden=config.hidden,
            layers=config.layers,
            heads=config.heads,
            feed_forward=config.feed_forward,
            positions=positions,
            dropout=config.dropout,
        )
        self.flags = nn.Linear(len(config.flags), config.hidden, bias=False)
        self.upper = nn.ModuleDict(Encoder(shape).encoder.items())

    def read(self, trunk: Tensor, flags: Tensor, mask: Tensor) -> Tensor:
        """Vectors (rows, length, hidden) from the trunk's, flags (rows, length, flags) and a mask (rows, length)."""
        return through(self.upper["layer"], trunk + self.flags(flags).to(trunk.dtype), mask)
