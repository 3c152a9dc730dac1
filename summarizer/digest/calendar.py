"""Who has to do what by when: the tasks with a deadline, by the body that they are addressed to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from summarizer import locale
from summarizer.digest.document.model import Body, Due

_LEADING: Final = re.compile(r"^(?:các|những|từng|mỗi|đồng chí|ông|bà)\s+", re.IGNORECASE)


def calendar(tasks: Iterable[Due], today: date) -> tuple[Body, ...]:
    """Bodies in the order of their first deadline that is not past; within one the days in order, open dates last.

    A task that is told twice (two articles, the same words and day) is kept once.
    """
    bodies: dict[str, tuple[str, list[Due]]] = {}
    seen: set[tuple[str, object, str]] = set()
    for due in tasks:
        name = due.task.addressee or locale.text("digest.calendar.nobody")
        key = body_key(name)
        told = (key, due.day or due.task.deadline, " ".join(due.task.action.lower().split()))
        if told in seen:
            continue
        seen.add(told)
        bodies.setdefault(key, (name[:1].upper() + name[1:], []))[1].append(due)
    found = [Body(name, tuple(sorted(members, key=_order))) for name, members in bodies.values()]
    return tuple(sorted(found, key=lambda b: (_first(b, today), b.name)))


def body_key(name: str) -> str:
    """A body's name without case and honorifics, so that `các sở, ngành` and `Sở, ngành` are one."""
    return _LEADING.sub("", " ".join(name.lower().split()))


def _order(due: Due) -> tuple[bool, date, int]:
    return (due.day is None, due.day or date.max, due.story)


def _first(body: Body, today: date) -> date:
    """The next day that counts; past ones come after all to come."""
    days = [d.day for d in body.tasks if d.day is not None]
    coming = [d for d in days if d >= today]
    return min(coming) if coming else date.max
