"""Key figures and directives of an article, as spans with their parsed meaning.

`find` reads an article, `figures_in` any text, `mark` adds a marker's marks, `relation` compares two figures. They are
imported on first use (PEP 562), so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.lazy import lazily

if TYPE_CHECKING:
    from summarizer.facts.compare import relation
    from summarizer.facts.finding import figures_in, find, mark

__all__ = ["figures_in", "find", "mark", "relation"]

__getattr__ = lazily(__name__, dict.fromkeys(__all__, "finding") | {"relation": "compare"})
