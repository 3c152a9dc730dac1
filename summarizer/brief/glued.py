"""Words of the source that have lost the blank between them: `dự ánLuật`, `năm 2025sẽ`, `Arsenalđạt`.

Pages taken down with their links stripped run words together, and plain text cannot say where. What is no syllable, but
two parts of which each is one or a word that the article writes by itself, is two words; a brief prints them apart,
each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.brief.drafting import Draft, Part
from summarizer.document.encodings.syllable import is_syllable
from summarizer.document.model import Article, Span

_WORD: Final = re.compile(r"(?<![^\W_])[^\W_]{4,40}(?![^\W_])")
_TIGHT: Final = re.compile(r"(?<=[^\W\d_]{2})(?=\([^\W\d_]{2})|(?<=[^\W\d_]{2}[,;:])(?=[^\W\d_]{2})")
"""Before a bracket, behind a comma or a colon; not behind a stop, which addresses have, nor a bracket (`L(one)ly`)."""
_ALONE: Final = re.compile(r"[^\W_]+")
_TURN: Final = re.compile(r"[^\W\d_A-Z][A-Z]")
_BEFORE_NAMES: Final = ("theo",)
"""Stands before the name of a source, a link as a rule, and has no mark that would tell it."""
_LEAST: Final = 2
"""Letters of either part where no capital parts them."""
_LONG: Final = 6
"""Letters of two words of which the article writes but one by itself; loan words are shorter (`môtơ`, `nitơ`)."""


def parted(article: Article, draft: Draft) -> Draft:
    """The draft with a border in each of its spans where two words are run together."""
    out: list[Part] = []
    known: frozenset[str] | None = None
    for part in draft:
        if not isinstance(part, Span):
            out.append(part)
            continue
        start = part.start
        borders = [m.start() for m in _TIGHT.finditer(article.text, part.start + 1, part.end)]
        for word in _suspicious(article.text, part):
            known = known or _known(article.text)
            borders += [word.start() + border for border in _borders(word[0], known)]
        for border in sorted(borders):
            out.append(Span(start, border))
            start = border
        out.append(Span(start, part.end))
    return tuple(out)


def _known(text: str) -> frozenset[str]:
    """The words of a text, as they stand and in small letters."""
    words = frozenset(_ALONE.findall(text))
    return words | {w.lower() for w in words}


def _suspicious(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Words that are no syllable and hold a letter outside ASCII, or a capital behind a small letter."""
    for word in _WORD.finditer(text, span.start, span.end):
        if (not word[0].isascii() or _TURN.search(word[0])) and not is_syllable(word[0]):
            yield word


def _borders(word: str, known: frozenset[str]) -> Iterator[int]:
    """Where the words begin that a word is run together from, but for the first."""
    start = 0
    for at in range(1, len(word) - 1):
        if is_syllable(word[start:]):
            return
        if at > start and _are_two(word[start:at], word[at:], known):
            yield at
            start = at


def _are_two(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether a word ends here and another begins: one of them surely Vietnamese, told by its capital or known.

    Known is what the article writes by itself elsewhere.
    """
    if left[-1].isdigit():
        return left.isdigit() and _marked(right) and right in known
    if right[0].isdigit():
        return right.isdigit() and _marked(left)
    if right[0].isupper() and left[-1].islower():
        return _marked(left) or left.lower() in _BEFORE_NAMES or (left in known and is_syllable(left))
    if _TURN.search(right) or min(len(left), len(right)) < _LEAST or not (_marked(left) or _marked(right)):
        return False
    said = (left in known or left.lower() in known, right in known)
    if all(said):
        return True
    return (
        any(said) and len(left + right) >= _LONG and (said[0] or is_syllable(left)) and (said[1] or is_syllable(right))
    )


def _marked(word: str) -> bool:
    """Whether a word is a syllable with a mark that no other language would write."""
    return not word.isascii() and is_syllable(word)
