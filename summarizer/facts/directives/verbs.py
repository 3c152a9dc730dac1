"""Where a verb phrase of action begins."""

from __future__ import annotations

from summarizer.facts.gazetteer import directive_words
from summarizer.facts.phrases import Line


def verb(line: Line, i: int) -> int:
    """Length of the verb or adverb that begins at `i`, 0 for none."""
    return directive_words().verbs.length(line, i)


def strong(line: Line, i: int) -> int:
    """The same, for words that hardly ever are part of a noun phrase."""
    words = directive_words()
    n = words.verbs.length(line, i)
    return 0 if n and n == words.weak.length(line, i) else n


def adverb(line: Line, i: int) -> int:
    """Length of the adverb or light verb at `i` (`khẩn trương`, `tiếp tục`), 0 for none."""
    return directive_words().adverbs.length(line, i)


def opens(line: Line, i: int) -> bool:
    """Whether a sentence or clause that begins at `i` is a bare verb phrase and not a noun's."""
    words = directive_words()
    n = words.verbs.length(line, i)
    return n > 0 and words.nominal.length(line, i) < n
