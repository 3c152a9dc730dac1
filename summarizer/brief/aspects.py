"""The parts that the brief of a report should not lack: the event, the results, the plan, the directives.

Of what is reported of a meeting or a year, that is: an official document opens with whose it is and what it orders.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from summarizer.brief.units import Unit, voiceless
from summarizer.document.model import Article
from summarizer.engines.surface import introducing
from summarizer.facts.model import Facts
from summarizer.text.data import load
from summarizer.text.phrases import pattern

Aspect = Literal["event", "results", "plan", "directives"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
OPENING = 3
"""Units among which the event stands: the first, or a sentence soon after it that tells of a meeting or an act."""


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {kind: pattern(phrases, re.IGNORECASE) for kind, phrases in load(__package__, "aspects.toml").items()}


def aspects(article: Article, facts: Facts, units: Sequence[Unit]) -> list[frozenset[Aspect]]:
    """The aspects of a report that each unit shows."""
    found: list[set[Aspect]] = [set() for _ in units]
    cues = _cues()
    results, tasks = _results(facts), _tasks(facts)
    for i, unit in enumerate(units):
        text = unit.of(article.text)
        if voiceless(text) or introducing(text):
            continue
        if i == 0 or (i < OPENING and cues["event"].search(text)):
            found[i].add("event")
        if _any_within(tasks, unit):
            found[i].add("directives")
        elif "event" not in found[i] and cues["plan"].search(text) and not cues["done"].search(text):
            found[i].add("plan")  # the agenda of a meeting names plans without saying them
        elif _any_within(results, unit):
            found[i].add("results")
    return [frozenset(f) for f in found]


def _results(facts: Facts) -> list[int]:
    """Where the figures stand that measure something, in order."""
    return [f.span.start for f in facts.figures if f.key and (f.trend or f.basis) and f.kind not in ("date", "period")]


def _tasks(facts: Facts) -> list[int]:
    """Where the directives begin that say who acts or by what word, in order; exhortations for want of others."""
    named = [d for d in facts.directives if d.trigger or (d.addressee and d.span.covers(d.addressee))]
    given = [d for d in named if d.strength != "exhort"]
    return sorted(d.span.start for d in given or named)


def trimmed(article: Article, unit: Unit) -> Unit | None:
    """The sentence that tells of a meeting, without the agenda after it; None where it has none.

    `Ngày 9/12, Thành ủy tổ chức hội nghị …, đánh giá …, triển khai …` ends before `đánh giá`: what stays is a whole
    sentence, still as it stands in the source.
    """
    cues = _cues()
    meeting = cues["meeting"].search(article.text, unit.start, unit.end)
    if meeting is None:
        return None
    for comma in re.compile(r",\s+").finditer(article.text, meeting.end(), unit.end):
        if cues["agenda"].match(article.text, comma.end(), unit.end):
            return replace(unit, end=comma.start())
    return None


def first_order(article: Article, facts: Facts, unit: Unit) -> Unit | None:
    """The sentence that gives several tasks, up to the semicolon behind the first of them; None where it gives one."""
    for d in facts.directives:
        if unit.start <= d.action.start and d.action.end < unit.end:
            rest = article.text[d.action.end : unit.end]
            return replace(unit, end=d.action.end) if rest.lstrip().startswith(";") else None
    return None


def _any_within(starts: Sequence[int], unit: Unit) -> bool:
    """Whether one of `starts`, in order, lies inside the unit."""
    return bisect_left(starts, unit.start) < bisect_left(starts, unit.end)
