"""Lines that all formats of the digest share."""

from __future__ import annotations

from summarizer import locale
from summarizer.brief.rendering.clean import clean
from summarizer.digest.document.model import Digest, Due, Story
from summarizer.store.runs import Failure

HEADLINES = 8


def overview(digest: Digest) -> list[str]:
    """What the document holds, in words."""
    counts = digest.counts
    lines = [
        locale.text("digest.overview.articles", articles=counts.articles, stories=counts.stories, words=counts.words)
    ]
    for name, number in (("conflicts", counts.conflicts), ("tasks", counts.tasks), ("failed", counts.failed)):
        if number:
            lines.append(locale.text(f"digest.overview.{name}", count=number))
    return lines


def headlines(digest: Digest) -> list[Story]:
    """The stories that weigh most, the weightiest first."""
    return sorted(digest.stories(), key=lambda s: (-s.weight, s.number))[:HEADLINES]


def due(task: Due) -> str:
    """The day of a task: as a date, and as the source words it where that says more."""
    if task.day is None:
        return clean(task.task.deadline)
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
