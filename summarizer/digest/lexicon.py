"""What `conflicts.toml` knows of words, and the content words of a stretch of text by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.engines.lexical import idf
from summarizer.text.data import load
from summarizer.text.phrases import pattern

TOKEN: Final = re.compile(r"\w+(?:[./]\w+)*|[,;:()\n]|\.(?=\s|$)")
BORDER: Final = frozenset(",;:().\n")
HENCE: Final = frozenset({"làm", "khiến"})
"""They part a cause from what came of it."""
_RANKED: Final = re.compile(
    r"(?<!\w)(?:(?:(?:một|1) trong(?: số)?|vòng|nhóm|top|tốp|trong số)(?: các| những)? "
    r"|(?:thứ|hạng|vị trí) (?:thứ )?(?:\d+/)?)$",
    re.IGNORECASE,
)
_REACH: Final = 24
"""Code points before a number that say what it is of."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What `conflicts.toml` knows of words."""

    same: re.Pattern[str]
    stands_for: dict[str, str]
    apart: tuple[frozenset[str], ...]
    fates: frozenset[str]
    part: re.Pattern[str]
    stop: frozenset[str]
    sizes: frozenset[str]
    people: re.Pattern[str]
    happening: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data = load(__package__, "conflicts.toml")
    stands_for = {word: group[0] for group in reversed(data["same"]) for word in group}
    apart = tuple(frozenset(row) for row in (data["fates"], *data["apart"]))
    phrases = {w for row in (*apart, data["sizes"]) for w in row if " " in w} | set(stands_for) | {*data["compounds"]}
    return Lexicon(
        same=pattern(phrases),
        stands_for=stands_for,
        apart=apart,
        fates=apart[0],
        part=pattern(data["part"]),
        stop=frozenset(data["stop"]),
        sizes=frozenset(data["sizes"]),
        people=pattern(data["people"]),
        happening=pattern(data["happening"]),
    )


def content_words(text: str) -> frozenset[str]:
    """Content words, synonyms by one form; names, numbers and words that say nothing left out."""
    known = lexicon()
    lower = text.lower()
    found = set()
    kept = []
    at = 0
    for m in known.same.finditer(lower):
        kept.append(lower[at : m.start()])
        found.add(known.stands_for.get(m[0], m[0]))
        at = m.end()
    kept.append(lower[at:])
    for word in TOKEN.findall(" ".join(kept)):
        if word not in BORDER and word not in known.stop and not any(c.isdigit() for c in word) and word.strip("_"):
            found.add(word)  # a form's blanks (`____`) are no word
    return frozenset(found)


@cache
def _weight(word: str) -> float:
    parts = word.replace("_", " ").split()
    return sum(idf(p) for p in parts) / len(parts) * (1 + (len(parts) > 1) / 2)


def weight(words: Iterable[str]) -> float:
    """How much words say, by how rare they are in news at large; a phrase says more than one of its syllables."""
    return sum(_weight(w) for w in words)


def phrases(text: str) -> list[str]:
    """The words of a text; a phrase that the lexicon knows is one."""
    joined = lexicon().same.sub(lambda m: m[0].replace(" ", "_"), text.lower())
    return [w.replace("_", " ") for w in joined.split()]


def first(text: str, most: int = 3) -> str:
    """The first words of what follows a figure."""
    return " ".join(phrases(text)[:most])


def last(text: str, most: int = 4) -> str:
    """The last words of what goes before a figure."""
    return " ".join(phrases(text)[-most:])


def ranked(text: str, at: int) -> bool:
    """Whether the number there says how far a list goes, and counts nothing: `một trong 40 nền kinh tế lớn nhất`."""
    return _RANKED.search(text, max(0, at - _REACH), at) is not None
