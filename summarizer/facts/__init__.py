"""Key figures and directives of an article, as spans with their parsed meaning.

`find` reads an article, `figures_in` any text, `mark` adds a marker's marks, `relation` compares two figures. They are
imported on first use (PEP 562), so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.facts.compare import relation
    from summarizer.facts.finding import figures_in, find, mark

__all__ = ["figures_in", "find", "mark", "relation"]

_HOMES: Final = {"relation": "compare"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'finding')}"), name)
    globals()[name] = value
    return value
