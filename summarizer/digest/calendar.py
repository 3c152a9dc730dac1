"""Who has to do what by when: the tasks with a deadline, by the body that they are addressed to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summarizer.digest.document.model import Body, Due
from summarizer.digest.home import is_one
from summarizer.digest.readable import body_key


def calendar(tasks: Iterable[Due], today: date) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
    """The tasks to come, and those whose day is past; bodies by their first day, within one the days in order.

    A task that is told twice (two articles, the same words and day) is kept once. Bodies of one name are one body where
    the name is one's alone, or the texts are of one place: `Sở Tài chính` of two provinces are two.
    """
    bodies: dict[tuple[bool, str, str], tuple[str, list[Due]]] = {}
    seen: set[tuple[str, str, date, str]] = set()
    for due in tasks:
        name = due.body
        key, whose = body_key(name), _whose(due)
        told = (key, whose, due.day, " ".join(due.task.action.lower().split()))
        if told in seen:
            continue
        seen.add(told)
        bodies.setdefault((due.day < today, key, whose), (name[:1].upper() + name[1:], []))[1].append(due)
    coming, past = (
        sorted(
            (
                Body(name, tuple(sorted(found, key=_order)))
                for (is_past, *_), (name, found) in bodies.items()
                if is_past == over
            ),
            key=lambda b: (b.tasks[0].day, b.name),
        )
        for over in (False, True)
    )
    return tuple(coming), tuple(past)


def _whose(due: Due) -> str:
    """What parts bodies of one name: the place of the text; where it is not known, the story."""
    if is_one(due.task.issuer, due.task.addressee):
        return ""
    return due.home or str(due.story)


def _order(due: Due) -> tuple[date, int]:
    return (due.day, due.story)
