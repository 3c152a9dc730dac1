"""What of an article's figures and tasks can be read without the article beside it; a digest shows nothing else.

In a brief a row stands under its sentences. In a digest it stands alone among a hundred others: a label that says no
more than the noun that is counted (`Nghị quyết: 21 nghị quyết`), or is cut out of the middle of a sentence, tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from summarizer.brief.directives import DirectiveBlock
from summarizer.brief.figures import FigureRow
from summarizer.facts.model import Facts, FigureKind
from summarizer.text.data import load
from summarizer.text.phrases import pattern

SURE: Final = 0.8
"""Confidence of the marker from which a task is shown without its sentence beside it. An editor who finds a wrong
deadline stops looking; better none than a wrong one."""
_LABEL: Final = range(2, 13)
"""Words of a label."""
_BODY: Final = 14
"""Words of whoever has to do something, at most; more are a sentence."""
_ACTION: Final = range(4, 41)
"""Words of a task: fewer are a stub, more a paragraph."""
_PUNCTUATED: Final = re.compile(r"[,;:?!…/]|^\W|\W$")
_PAIRS: Final = (("(", ")"), ("“", "”"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class _Words:
    """What `readable.toml` knows of words."""

    leads_on: frozenset[str]
    opens_no_label: frozenset[str]
    adds_nothing: frozenset[str]
    money: re.Pattern[str]
    vague: re.Pattern[str]
    no_body: re.Pattern[str]
    does: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load(__package__, "readable.toml")
    leads_on, opens_no_label, adds_nothing = (
        frozenset(data[name]) for name in ("leads_on", "opens_no_label", "adds_nothing")
    )
    money, vague, no_body, does = (pattern(data[name], re.IGNORECASE) for name in ("money", "vague", "no_body", "does"))
    return _Words(leads_on, opens_no_label, adds_nothing, money, vague, no_body, does)


def figures(rows: Iterable[FigureRow], facts: Facts) -> list[FigureRow]:
    """The rows whose label says by itself what is measured, each label once."""
    found: dict[str, FigureRow] = {}
    for row in rows:
        figure = facts.figures[row.index]
        if is_label(row.indicator, figure.unit or "", figure.kind) and not _words().vague.search(row.value):
            found.setdefault(row.indicator.lower(), row)
    return list(found.values())


def tasks(blocks: Sequence[DirectiveBlock], facts: Facts) -> tuple[DirectiveBlock, ...]:
    """The tasks that the marker is sure of, that are told whole, and of which it is said who sets or has them."""
    found = []
    for block in blocks:
        if block.addressee and not is_body(block.addressee):
            continue
        rows = tuple(r for r in block.rows if facts.directives[r.index].confidence >= SURE and is_task(r.action))
        if rows and any(facts.directives[r.index].issuer or block.addressee for r in rows):
            found.append(replace(block, rows=rows))
    return tuple(found)


def is_label(label: str, unit: str, kind: FigureKind) -> bool:
    """Whether a label says what is measured, beside the unit, and may be measured so: no debt is 183 km."""
    words = label.lower().split()
    if len(words) not in _LABEL or _PUNCTUATED.search(label) or not _closed(label):
        return False
    if words[0] in _words().opens_no_label or words[-1] in _words().leads_on:
        return False
    if kind in ("count", "measure") and "/" not in unit and _words().money.search(label):
        return False
    return bool(set(words) - set(unit.lower().split()) - _words().adds_nothing)


def is_body(name: str) -> bool:
    """Whether words name who has to act: an office or a person, and nothing of the task."""
    words = name.split()
    return (
        0 < len(words) <= _BODY
        and not _words().no_body.match(name)
        and not _words().does.search(name)
        and _closed(name)
    )


def is_task(action: str) -> bool:
    """Whether what is to be done can be read without its sentence: no stub, no question, not broken off."""
    words = action.lower().split()
    return len(words) in _ACTION and words[-1] not in _words().leads_on and not action.endswith("?") and _closed(action)


def _closed(words: str) -> bool:
    """Whether brackets and quotes that open in the words close there."""
    return all(words.count(a) == words.count(b) for a, b in _PAIRS) and words.count('"') % 2 == 0
