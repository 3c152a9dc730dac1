"""What the sentences of a report or an official document are worth in its brief.

A scorer that learned from news knows them badly: who must do what by when and what the figures say is background there,
and is all that is asked here. So they are weighed by a linear score over what is known of each (`brief.features`), key
figures, tasks and place above all. Its weights were fitted to the briefs of own documents by
`models/training/fit_reports.py`, which writes `reports.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from summarizer.brief.features import NAMES, features
from summarizer.brief.outline import unmarked
from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines.base import FloatArray
from summarizer.facts.model import Facts
from summarizer.text.data import load

MIN_RESULTS: Final = 5
"""Key figures with a trend or a basis that make a report of any article."""
MIN_PARTS: Final = 6
MIN_AMOUNTS: Final = 2
"""Directives and such figures together, with this many key quantities, that make one of an article with directives."""
DENSE: Final = 50
"""Words for each of them, at most: a speech, a market or an illness is told with as many, but in more words."""

PART: Final = 2.0
"""Lost by what is said of a part where the whole is reported of, gained by the figures that the whole is known by."""
_INDICATOR: Final = re.compile(
    r"(?:[^.;,]{0,40},\s)?(?:tốc độ tăng trưởng|tăng trưởng|tổng sản phẩm|GRDP|GDP|tổng thu ngân sách"
    r"|thu ngân sách nhà nước|kinh tế)"
    r"(?!\w)[^.;]{0,120}\d[\d.,]*\s?(?:%|tỷ)",
    re.IGNORECASE,
)


def is_report(article: Article, facts: Facts) -> bool:
    """Whether an article is an official document, or reports work done and to be done, rather than one happening."""
    return sets_tasks(article, facts) or (_dense(article, facts) and _measured(facts) >= MIN_RESULTS)


def sets_tasks(article: Article, facts: Facts) -> bool:
    """Whether an article is an official document, or tells what was reached and is to be done, as at a conference."""
    if article.card is not None:
        return True
    amounts = sum(1 for f in facts.figures if f.key and f.kind not in ("date", "period"))
    both = len(facts.directives) + _measured(facts)
    return bool(facts.directives) and amounts >= MIN_AMOUNTS and both >= MIN_PARTS and _dense(article, facts)


def _measured(facts: Facts) -> int:
    return sum(1 for f in facts.figures if f.key and f.kind not in ("date", "period") and (f.trend or f.basis))


def _dense(article: Article, facts: Facts) -> bool:
    words = sum(len(s.of(article.text).split()) for s in article.sentences if s.role in ("body", "item"))
    return (len(facts.directives) + _measured(facts)) * DENSE >= words


@cache
def _weights() -> FloatArray:
    table: dict[str, float] = load(__package__, "reports.toml")["weights"]
    return np.array([table.get(name, 0.0) for name in NAMES], dtype=np.float32)


def worth(article: Article, facts: Facts, units: Sequence[Unit]) -> FloatArray:
    """What each unit is worth in the brief of a report, comparable within the article only, (units,)."""
    return np.asarray(features(article, facts, units).values @ _weights(), dtype=np.float32)


def whole(article: Article, units: Sequence[Unit], placed: Sequence[bool]) -> FloatArray:
    """What to add where an article reports of a place and of the places in it (`placed`): the whole goes before parts.

    Of the whole, those figures that an economy is known by; nothing for an article that has no parts.
    """
    found = np.zeros(len(units), dtype=np.float32)
    if not any(placed):
        return found
    for i, unit in enumerate(units):
        if placed[i]:
            found[i] -= PART
        elif _INDICATOR.match(unmarked(article.text, Span(unit.start, unit.end)).of(article.text)):
            found[i] += PART
    return found
