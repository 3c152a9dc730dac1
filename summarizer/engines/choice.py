"""Which engine is asked for, as command line, desk and workers hand it on before any is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.engines.base import Engine

ENGINES: Final = ("reader", "extractive")
"""Those that ship with the program, by name."""
THREADS: Final = "tomtat-engine"
"""How the names of threads begin that load an engine or compute: a process that ends does not wait for them."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The arguments of `registry.load`."""

    name: str = "reader"
    model: str | None = None
    endpoints: tuple[str, ...] = ()
    endpoint_model: str | None = None
    threads: int | None = None

    def load(self) -> Engine:
        """The engine, or the plain extractor in its place (`Engine.fallback` says why).

        Raises:
            TomtatError: one that was asked for outright cannot be used.
        """
        from summarizer.engines import registry

        return registry.load(
            self.name,
            threads=self.threads,
            model=self.model,
            endpoints=self.endpoints,
            endpoint_model=self.endpoint_model,
        )
