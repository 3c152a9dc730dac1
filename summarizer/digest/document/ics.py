"""The tasks to come as an iCalendar file (RFC 5545), for the desk's calendar."""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.digest.document import words
from summarizer.digest.document.model import Digest, Due
from summarizer.digest.home import placed
from summarizer.text.clean import clean

if TYPE_CHECKING:
    from icalendar import Event


def to_ics(digest: Digest) -> bytes:
    """One all-day event a task, body and task in its title.

    The same task has the same identity in every digest: a calendar that takes a second file has it once.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tomtat//digest//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", locale.text("digest.part.calendar"))
    for body in digest.calendar:
        for task in body.tasks:
            calendar.add_component(_event(digest, task))
    return bytes(calendar.to_ical())


def _event(digest: Digest, due: Due) -> Event:
    from icalendar import Event

    event = Event()
    body, action = clean(due.body), words.action(due)
    event.add("summary", f"{body}: {action}")
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("dtstamp", digest.made.astimezone(UTC))
    identity = "|".join((body.lower(), due.day.isoformat(), " ".join(action.lower().split())))
    event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@tomtat")
    issuer = f"{clean(placed(due.task.issuer, due.home))}. " if due.task.issuer else ""
    event.add(
        "description", f"{issuer}{clean(due.entry.headline)} ({digest.labels.get(due.entry.origin, '')} {due.place})"
    )
    event.add("transp", "TRANSPARENT")
    return event
