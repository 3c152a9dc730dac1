"""The figures of a source with what each is said of, read once a sentence."""

from __future__ import annotations

from summarizer.brief.gate.context import Contexts, places
from summarizer.brief.gate.mentions import proper_names
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source


class FigureBook:
    """The figures of a source by place, for looking up those of brief sentences."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._contexts: dict[int, Contexts] = {}

    def contexts(self, p: Passage) -> Contexts:
        """Contexts of the figures of source sentence `p`."""
        if p.index not in self._contexts:
            self._contexts[p.index] = Contexts(
                p, places(p, self.source.figures.get(p.index, [])), self.source.remembered("proper", proper_names)
            )
        return self._contexts[p.index]
