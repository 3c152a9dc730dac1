"""The front page: what an editor reads first, in at most `WORDS` syllables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from summarizer import locale
from summarizer.digest.card import Card, Task
from summarizer.digest.document import words
from summarizer.digest.document.model import Body, Due, FrontItem, FrontPart, Story
from summarizer.digest.followup import Followed
from summarizer.digest.home import placed
from summarizer.digest.objects import one_day
from summarizer.digest.readable import is_office, orders
from summarizer.text.clean import clean

WORDS: Final = 600
"""Syllables of the whole page."""
THINGS: Final = 5
ORDERS: Final = 5
CONFLICTS: Final = 4
DUE: Final = 6
FOLLOWED: Final = 5
WEEK: Final = timedelta(days=7)
_SENTENCE: Final = 55
"""Syllables of a sentence that stands on the page; a longer one gives way to the headline alone."""


def front(
    stories: Sequence[Story],
    cards: Mapping[int, Card],
    coming: Sequence[Body],
    followed: Sequence[Followed],
    today: date,
    first: Callable[[Story], str],
) -> tuple[FrontPart, ...]:
    """The parts of the page, those without anything in them left out.

    `stories` with the weightiest first; `first` gives a sentence that tells a story. What does not fit goes: the last
    line of the longest part, and so on.
    """
    parts = [
        FrontPart("things", tuple(_thing(s, first(s)) for s in stories[:THINGS])),
        FrontPart("orders", tuple(_orders(stories, cards, today))[:ORDERS]),
        FrontPart("contradicts", tuple(_contradicts(stories))[:CONFLICTS]),
        FrontPart("due", tuple(_due(coming, today))[:DUE]),
        FrontPart("followed", tuple(_followed(f) for f in followed)[:FOLLOWED]),
    ]
    while sum(map(_size, parts)) > WORDS:
        longest = max(range(len(parts)), key=lambda i: (len(parts[i].items) > 1, _size(parts[i])))
        parts[longest] = FrontPart(parts[longest].name, parts[longest].items[:-1])
    return tuple(p for p in parts if p.items)


def _size(part: FrontPart) -> int:
    title = locale.text(f"digest.part.{part.name}")
    return len(title.split()) + sum(len(f"{i.bold} {i.text} {i.note}".split()) for i in part.items) if part.items else 0


def _thing(story: Story, sentence: str) -> FrontItem:
    told = clean(sentence) if 0 < len(sentence.split()) <= _SENTENCE else ""
    count = len(story.entries)
    note = locale.text("digest.front.reports", count=count) if count > 1 else ""
    return FrontItem(story.lead.headline, "" if told.startswith(story.lead.headline) else told, story.number, note)


def _orders(stories: Sequence[Story], cards: Mapping[int, Card], today: date) -> list[FrontItem]:
    """What was ordered and by whom: of each story its first sure order (a wish is none), with both bodies named; those
    with a deadline first. What was due before today is no news; it stands behind the calendar."""
    found = []
    nobody = locale.text("brief.directive.unnamed")
    for story in stories:
        tasks = [(t, cards[e.brief].home) for e in story.entries for t in cards[e.brief].tasks]
        given = [
            (t, home)
            for t, home in tasks
            if t.sure
            and t.strength == "order"
            and not (t.due and date.fromisoformat(t.due) < today)
            and is_office(t.issuer)
            and t.issuer != nobody
            and orders(t.issuer, t.addressee)
        ]
        if given:
            task, home = min(given, key=lambda g: _telling(g[0]))
            ban = f"({locale.text('brief.directive.do_not')}) " if task.ban else ""
            until = clean(task.deadline)
            told = not until or until.lower() in clean(task.action).lower()
            by_when = "" if told else locale.text("digest.front.by", deadline=until)
            text = f"{clean(task.addressee)}: {ban}{clean(task.action)}"
            found.append(FrontItem(clean(placed(task.issuer, home)), text, story.number, by_when))
    return found


def _telling(task: Task) -> tuple[bool, bool, int]:
    """What is due on a day before the rest, what waits for a meeting last; of the others what says most."""
    return not task.due, not one_day(task.action, task.deadline), -len(task.action.split())


def _contradicts(stories: Sequence[Story]) -> list[FrontItem]:
    return [
        FrontItem(" / ".join(s.figure for s in conflict.sides), conflict.what, story.number, story.lead.headline)
        for story in stories
        for conflict in story.conflicts[:1]
        if not conflict.development
    ]


def _due(coming: Sequence[Body], today: date) -> list[FrontItem]:
    """What is due this week, the next day first."""
    tasks: list[Due] = [t for b in coming for t in b.tasks if t.day is not None and today <= t.day <= today + WEEK]
    return [
        FrontItem(words.due(t), f"{clean(t.body)}: {words.action(t)}", t.story)
        for t in sorted(tasks, key=lambda t: (t.day or date.max, t.story))
    ]


def _followed(one: Followed) -> FrontItem:
    told = one.headline or locale.text("digest.front.nothing")
    text = f"{clean(one.task.addressee)}: {clean(one.task.action)}"
    return FrontItem(f"{one.day:%d/%m/%Y}", text, one.story, f"→ {told}")
