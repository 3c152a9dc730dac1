"""The digest as JSON, `tomtat.digest/1`: written a story at a time; each story holds its brief by the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from summarizer.brief.rendering.contract import brief_document
from summarizer.digest.asof import Moment
from summarizer.digest.document.model import Conflict, Digest, Due, Entry, Section, Story
from summarizer.digest.document.views import lines as lines_of
from summarizer.digest.document.views import reports_of
from summarizer.document.model import Span
from summarizer.store import Store, briefs

Json = dict[str, Any]


def pieces(digest: Digest, store: Store) -> Iterator[str]:
    """The document; absent is null, never missing."""
    counts = digest.counts
    head: Json = {
        "schema": "tomtat.digest/1",
        "run": digest.run,
        "made": digest.made.isoformat(timespec="seconds"),
        "title": digest.title,
        "note": digest.note,
        "counts": {
            "articles": counts.articles,
            "stories": counts.stories,
            "conflicts": counts.conflicts,
            "tasks": counts.tasks,
            "failed": counts.failed,
            "words": counts.words,
            "unsupported": counts.unsupported,
        },
        "front": [
            {
                "part": part.name,
                "items": [
                    {"bold": i.bold, "text": i.text, "note": i.note, "story": i.story or None} for i in part.items
                ],
            }
            for part in digest.front
        ],
        "calendar": [{"addressee": b.name, "tasks": [_task(t) for t in b.tasks]} for b in digest.calendar],
        "past": [{"addressee": b.name, "tasks": [_task(t) for t in b.tasks]} for b in digest.past],
        "skipped": [{"source": name, "why": why} for name, why in digest.skipped],
        "failures": [{"source": f.origin, "code": f.code, "message": f.message} for f in digest.failures],
    }
    yield f'{_dumps(head)[:-1]},"sections":['
    for i, section in enumerate(digest.sections):
        yield from _section(digest, store, section, first=i == 0)
    yield "]}\n"


def lines(store: Store, entries: Iterator[tuple[int, str]]) -> Iterator[str]:
    """JSON Lines: the brief of each (number, origin) as `tomtat.brief/1`."""
    for number, origin in entries:
        with store.explained() as db:
            yield f"{_dumps(brief_document(briefs.get(db, number, origin)))}\n"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _section(digest: Digest, store: Store, section: Section, *, first: bool) -> Iterator[str]:
    yield f'{"" if first else ","}\n{{"name":{_dumps(section.name)},"stories":['
    for i, story in enumerate(section.stories):
        yield f"{',' if i else ''}\n{_dumps(_story(digest, store, story))}"
    yield "]}"


def _story(digest: Digest, store: Store, story: Story) -> Json:
    entries, reports = reports_of(store, story)
    return {
        "number": story.number,
        "headline": story.lead.headline,
        "topic": story.topic,
        "weight": round(story.weight, 4),
        "in_full": story.in_full,
        "sources": [_entry(e) for e in story.entries],
        "conflicts": [_conflict(c) for c in story.conflicts],
        "summary": [
            {
                "text": line.text,
                "status": line.sentence.status,
                "source": {"id": line.entry.id, "origin": line.entry.origin},
                "evidence": [_range(e) for e in line.sentence.evidence],
            }
            for line in lines_of(digest.labels, entries, reports)
        ],
        "brief": brief_document(reports[0]),
    }


def _entry(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "origin": entry.origin,
        "folder": entry.folder,
        "headline": entry.headline,
        "words": entry.words,
        "date": entry.date,
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "what": conflict.what,
        "development": conflict.development,
        "sides": [
            {
                "id": s.entry.id,
                "origin": s.entry.origin,
                "figure": s.figure,
                "sentence": s.sentence,
                "place": s.place,
                "span": _range(s.span),
                "date": s.entry.date,
                "as_of": _moment(s.as_of),
                "newest": s.newest,
                "others": [{"id": e.id, "origin": e.origin} for e in s.others],
            }
            for s in conflict.sides
        ],
    }


def _moment(moment: Moment | None) -> str | None:
    """ISO, with the hour where it is known."""
    if moment is None:
        return None
    day, hour = moment
    return day.isoformat() if hour is None else f"{day.isoformat()}T{hour:02}:00"


def _task(due: Due) -> Json:
    task = due.task
    return {
        "due": task.due,
        "deadline": task.deadline,
        "issuer": task.issuer,
        "action": task.action,
        "polarity": task.polarity,
        "confidence": task.confidence,
        "story": due.story,
        "source": {"id": due.entry.id, "origin": due.entry.origin},
        "span": _range(task.span),
    }


def _range(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
