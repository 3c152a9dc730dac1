"""Terms: the words of a text, folded and joined so that two ways to say one thing compare equal; the word lists.

A term is a syllable, a number literal, a sign, or a listed phrase (`ủy ban nhân dân` and `UBND` are both `ubnd`);
`data/same.toml` holds the phrases. Tokens are those of `summarizer.text`, folded by `fold.key`. Offsets are those of
the text given.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from summarizer.text import bodies
from summarizer.text.data import load
from summarizer.text.fold import key
from summarizer.text.phrases import Phrases
from summarizer.text.tokens import CODE, NUMBER, SIGN, WORD, scan

__all__ = [
    "DIGITS", "NUMBER", "SIGN", "WORD", "Term", "body_heads", "heads_body", "keys_of", "phrases", "syllables", "table",
    "terms", "word_set",
]  # fmt: skip

DIGITS: Final[dict[str, str]] = load(__package__, "data", "cues.toml")["digits"]
"""Number words as digits."""


class Term(NamedTuple):
    """A term: its place in the text, its key, its kind; `case` is 0, 1 or 2 for lower, Capital or CAPITALS."""

    start: int
    end: int
    key: str
    kind: str
    case: int


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Terms before any phrase is joined: words and codes are words, line ends signs."""
    return [
        Term(t.start, t.end, key(text[t.start : t.end]), WORD, t.case)
        if t.kind in (WORD, CODE)
        else Term(t.start, t.end, t.low, NUMBER if t.kind == NUMBER else SIGN, 0)
        for t in scan(text, start, end)
    ]


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The terms of `text[start:end]`, phrases joined."""
    plain = syllables(text, start, end)
    keys = tuple(t.key for t in plain)
    out: list[Term] = []
    i = 0
    while i < len(plain):
        size, form = next(_same().each(keys, i), (1, keys[i]))
        first = plain[i]
        joined = first._replace(end=plain[i + size - 1].end, key=form, kind=WORD)
        out.append(first if (size, form) == (1, first.key) else joined)
        i += size
    return out


def table(name: str) -> dict[str, Any]:
    """The word lists of `data/NAME.toml`."""
    return load(__package__, "data", f"{name}.toml")


@cache
def _same() -> Phrases[str]:
    """The phrases of `same.toml`, each with the key that stands for its group."""

    def plain(phrase: str) -> tuple[str, ...]:
        return tuple(t.key for t in syllables(phrase.replace("_", " ")))

    groups = [("_".join(plain(group[0])), group) for rows in table("same").values() for group in rows]
    rows = ((plain(phrase), form) for form, group in groups for phrase in group)
    return Phrases((keys, form) for keys, form in rows if keys != (form,))


@lru_cache(maxsize=4096)
def keys_of(phrase: str) -> tuple[str, ...]:
    """The keys of a listed phrase, as `terms` would give them."""
    return tuple(t.key for t in terms(phrase.replace("_", " ")))


@cache
def phrases(name: str) -> Phrases[str]:
    """The class `name` of cues.toml: each phrase stands for itself, or for the group of the class that it is in."""
    listed = table("cues")[name]
    groups = listed.items() if isinstance(listed, dict) else ((phrase, [phrase]) for phrase in listed)
    return Phrases((keys_of(phrase), group) for group, some in groups for phrase in some)


@cache
def word_set(*names: str) -> frozenset[str]:
    """The keys of all words of classes of cues.toml, for looking up single terms."""
    return frozenset(key for name in names for word in table("cues")[name] for key in keys_of(word))


@cache
def body_heads() -> frozenset[tuple[str, ...]]:
    """The keys that the name of a body begins with (`Sở`, `Công ty`, `UBND`), or that of a place that acts as one."""
    names = [*bodies.heads("bodies"), *table("cues")["levels"]]
    heads = tuple(f"{name.lower()} " for name in names)
    short = [group[0] for group in table("same")["bodies"] if any(f"{x} ".startswith(heads) for x in group)]
    return frozenset(keys_of(name) for name in (*names, *short))


def heads_body(keys: tuple[str, ...], k: int) -> bool:
    """Whether the name of a body may begin at term `k`."""
    return any(keys[k : k + n] in body_heads() for n in (1, 2))
