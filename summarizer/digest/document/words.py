"""Lines that all formats of the digest share."""

from __future__ import annotations

from datetime import date
from typing import Final

from summarizer import locale
from summarizer.digest.document.model import Body, Conflict, Digest, Due, Side
from summarizer.store.runs import Failure
from summarizer.text.clean import clean

NAMED: Final = 3
"""Sources that are named; of more the number is told."""


def overview(digest: Digest) -> list[str]:
    """What the document holds, in words."""
    counts = digest.counts
    lines = [
        locale.text(
            "digest.overview.articles",
            articles=locale.number(counts.articles),
            stories=locale.number(counts.stories),
            words=locale.number(counts.words),
        )
    ]
    for name, number in (
        ("conflicts", counts.conflicts),
        ("tasks", counts.tasks),
        ("failed", counts.failed),
        ("skipped", len(digest.skipped)),
    ):
        if number:
            lines.append(locale.text(f"digest.overview.{name}", count=number))
    return lines


def due(task: Due) -> str:
    """The day of a task."""
    return f"{task.day:%d/%m/%Y}"


def action(task: Due) -> str:
    """What is to be done, a ban marked as one."""
    ban = f"({locale.text('brief.directive.do_not')}) " if task.task.ban else ""
    return ban + clean(task.task.action)


def failure(digest: Digest, failed: Failure) -> tuple[str, str]:
    """A failed input by its short name, and why, without saying the name twice."""
    name = digest.labels.get(failed.origin, clean(failed.origin))
    why = clean(failed.message)
    for start in (failed.origin, name):
        why = why.removeprefix(f"{start}: ")
    return name, why


def calendars(digest: Digest) -> list[tuple[str, tuple[Body, ...]]]:
    """What is to come, then what is past, each with its title; those without tasks left out."""
    both = (("calendar", digest.calendar), ("past", digest.past))
    return [(locale.text(f"digest.part.{name}"), bodies) for name, bodies in both if bodies]


def others(digest: Digest, side: Side) -> str:
    """Who else says what a side of a conflict says, in words; empty where nobody does."""
    names = [digest.labels.get(e.origin, clean(e.origin)) for e in side.others]
    if not names:
        return ""
    more = locale.text("digest.and_more", count=len(names) - NAMED) if len(names) > NAMED else ""
    return locale.text("digest.also_says", names=", ".join(names[:NAMED]) + more)


def said_on(side: Side) -> str:
    """The moment that a side names, or the day of its report, and that it is the newest; empty where it has neither."""
    if side.as_of is not None:
        day, hour = side.as_of
        told = f"{hour}h {day:%d/%m/%Y}" if hour is not None else f"{day:%d/%m/%Y}"
    else:
        told = f"{date.fromisoformat(side.entry.date):%d/%m/%Y}" if side.entry.date else ""
    return f"{told}, {locale.text('digest.newest')}" if told and side.newest else told


def differing(conflict: Conflict) -> str:
    """What the sides differ on, in words; of a development it is said that it is one."""
    return locale.text("digest.development", what=conflict.what) if conflict.development else conflict.what


def skipped(digest: Digest) -> list[tuple[str, str]]:
    """Files that were found and not read, by their short names, and why."""
    return [
        (digest.labels.get(name, clean(name)), locale.text(f"digest.skipped.{why}")) for name, why in digest.skipped
    ]
