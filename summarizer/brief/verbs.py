"""Whether a clause opens with a verb, as one whose subject stands before it does; by counts of words in news."""

from __future__ import annotations

import re
from typing import Final

from summarizer.text.data import entries, load

_DATA: Final = load(__package__, "verbs.toml")
_ONE, _TWO, _NONE = (frozenset(entries(_DATA[name])) for name in ("one", "two", "none"))
_WORDS: Final = re.compile(r"\W*([^\W\d_]+)(?:\s([^\W\d_]+))?")


def opens_with_verb(clause: str) -> bool:
    """Whether the first word, or the first two together, are a verb: `Gây thiệt hại …`, `được trả lại …`."""
    found = _WORDS.match(clause)
    if found is None:
        return False
    first, second = found[1].lower(), found[2] or ""
    return f"{first} {second}" in _TWO or (first in _ONE and f"{first} {second}" not in _NONE)
