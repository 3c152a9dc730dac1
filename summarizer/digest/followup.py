"""What earlier digests had due by today, and what today's articles say of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from summarizer.digest.card import Card, Task, unpack
from summarizer.digest.document.model import Story
from summarizer.digest.readable import body_key
from summarizer.store import Store, runs

BACK: Final = timedelta(days=14)
"""So long a task stays on the list after its day."""
ALIKE: Final = 0.25
"""Cosine of a task, with its body, and an article's title and opening from which the article speaks of it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A task of an earlier digest that was due on `day`; `story` and `headline` of today speak of it (0, "": none)."""

    task: Task
    day: date
    origin: str
    run: int
    story: int = 0
    headline: str = ""


def followed(
    store: Store, run: int, today: date, stories: Sequence[Story], cards: Mapping[int, Card]
) -> tuple[Followed, ...]:
    """The tasks, sure ones only, that earlier runs had due in the two weeks to today; the latest first, each once.

    Raises:
        StoreError: the store cannot be read.
    """
    with store.explained() as db:
        rows = runs.earlier_cards(db, run)
    found: dict[tuple[str, date, str], Followed] = {}
    for number, origin, packed in rows:
        for task in unpack(packed).tasks:
            day = date.fromisoformat(task.due) if task.due else None
            if day is None or not task.sure or not today - BACK <= day <= today:
                continue
            key = (body_key(task.addressee), day, " ".join(task.action.lower().split()))
            found.setdefault(key, Followed(task, day, origin, number))
    told = [(s, _vector(cards[e.brief].opening)) for s in stories for e in s.entries] if found else []
    answered = [_answered(one, told) for one in found.values()]
    return tuple(sorted(answered, key=lambda f: (f.story == 0, -f.day.toordinal())))


def _answered(one: Followed, told: Sequence[tuple[Story, Mapping[str, float]]]) -> Followed:
    asked = _vector(f"{one.task.addressee} {one.task.action}")
    best = max(((_cosine(asked, v), s) for s, v in told), key=lambda p: p[0], default=None)
    if best is None or best[0] < ALIKE:
        return one
    return Followed(one.task, one.day, one.origin, one.run, best[1].number, best[1].lead.headline)


def _vector(text: str) -> dict[str, float]:
    from summarizer.engines.lexical import idf, terms

    counts = Counter(terms(text))
    raw = {t: idf(t) * (1 + math.log(n)) for t, n in counts.items()}
    length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
    return {t: w / length for t, w in raw.items()}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(w * b.get(t, 0.0) for t, w in a.items())
