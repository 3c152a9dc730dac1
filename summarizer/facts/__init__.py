"""Key figures and directives of an article, as spans with their parsed meaning.

`find` reads an article, `figures_in` any text. The names are resolved on first use (PEP 562), so that importing the
package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.facts.compare import Relation, relation
    from summarizer.facts.finding import figures_in, find, mark
    from summarizer.facts.model import (
        DateRange,
        Directive,
        Facts,
        Figure,
        FigureKind,
        Modifier,
        Polarity,
        Strength,
        Trend,
        Value,
    )

__all__ = [
    "DateRange",
    "Directive",
    "Facts",
    "Figure",
    "FigureKind",
    "Modifier",
    "Polarity",
    "Relation",
    "Strength",
    "Trend",
    "Value",
    "figures_in",
    "find",
    "mark",
    "relation",
]

_HOMES: Final = {
    "find": "finding",
    "mark": "finding",
    "figures_in": "finding",
    "Relation": "compare",
    "relation": "compare",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value
