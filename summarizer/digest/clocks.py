"""When it happened, as reports of one event tell it: `khoảng 4h30`, `xảy ra lúc 5 giờ`.

A report sets its event at the first clock time, among its first sentences, that opens a clause or stands behind a word
of happening. Two days are compared only where both stand beside one clock time (`19h35 ngày 26/6`, `19h35 tối 25/6`);
lengths are not: news tells too many of them of one event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from summarizer.digest.lexicon import content_words, lexicon, weight
from summarizer.document.model import Article
from summarizer.facts.model import Facts, Figure
from summarizer.facts.times import when

_FIRST: Final = 12  # sentences that may tell the event
_LEAST, _ROUGHLY, _MOST, _DAY = 10, 30, 360, 1440  # minutes; `_ROUGHLY` of rough times, and of whole and half hours
_HAPPENED, _ELSE = 0.1, 0.6  # of what two sentences say, by weight, both have: where one says that it happened, or none
_ON_A_DAY = 0.25  # the same where none does, of two clock times with one day beside them
_AROUND = 60  # code points before a time that tell what it is
_LATE: Final = re.compile(r"(?<!\w)(?:chiều|tối|đêm)(?!\w)", re.IGNORECASE)
_ZONE: Final = re.compile(r"(?<!\w)giờ (?:địa phương|quốc tế|Việt Nam|VN|Hà Nội)|GMT", re.IGNORECASE)
_SET: Final = r"(?:^|[,;:.–(-]|{happening})\s*(?:(?:vào|lúc|khoảng|chừng|gần|hơn)\s+)*$"
_FOUND: Final = re.compile(r"(?<!\w)(?:phát hiện|tìm thấy|trình báo|(?:tiếp )?nhận (?:được )?(?:tin|tố giác))(?!\w)")
_DATES: Final = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})(?:[/.-]| tháng )(?P<month>1[0-2]|0?[1-9])(?!\d)")
_DATE: Final = re.compile(
    r"\d{1,2} ?(?:[hg:]|giờ) ?(?:\d{2})?(?: ?phút)?,?(?: (?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày|hôm nay|hôm qua))"
    rf"{{0,3}} ?\(?(?:ngày )?{_DATES.pattern}"
)
"""A clock time with its day."""
_OWN: Final = frozenset({"lúc", "giờ", "phút"})
_BORDER: Final = re.compile(r"(?<!\w)(?:đến|tới|sau|trước|từ|hết)(?!\w)[^,;.]*$", re.IGNORECASE)  # they set nothing


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of an event: its minute of the day, the words of its sentence, whose clock it is by, whether something
    `happened` there, whether it was but `found` then; `given`: the minutes of all clock times of its article; `day`:
    day and month beside it, `days` all that its article names."""

    figure: Figure
    minute: int
    words: frozenset[str]
    zone: str
    happened: bool
    found: bool
    given: frozenset[int]
    day: str
    days: frozenset[str]


def days_at_odds(reports: Sequence[tuple[Article, Facts]]) -> list[list[tuple[int, Clock]]]:
    """What reports say of the day of the event, where they give one clock time, to the minute, and two days: with the
    number of each report, day by day; empty where they do not differ."""
    told = [(k, clock) for k, report in enumerate(reports) if (clock := _clock(*report)) is not None and clock.day]
    values: dict[str, dict[int, Clock]] = {}
    for (i, a), (j, b) in combinations(told, 2):
        given = a.day in b.days or b.day in a.days
        if not given and a.minute == b.minute and _of_one_event(a, b, on_days=True):
            values.setdefault(a.day, {})[i] = a
            values.setdefault(b.day, {})[j] = b
    return sorted((list(value.items()) for value in values.values()), key=lambda value: -len(value))


def clocks_at_odds(reports: Sequence[tuple[Article, Facts]]) -> list[list[tuple[int, Clock]]]:
    """What reports say of when the event was, with the number of each report, value by value: what most say first;
    empty where they do not differ."""
    told = [(k, clock) for k, report in enumerate(reports) if (clock := _clock(*report)) is not None]
    odd = {k for (i, a), (j, b) in combinations(told, 2) if _odd(a, b) for k in (i, j)}
    values: list[list[tuple[int, Clock]]] = []
    for k, clock in sorted(told, key=lambda said: said[0] not in odd):
        same = next((v for v in values if _gap(v[0][1].minute, clock.minute) < _least(v[0][1], clock)), None)
        if same is None and k in odd:
            values.append([(k, clock)])
        elif same is not None and (k in odd or _of_one_event(same[0][1], clock)):
            same.append((k, clock))
    return sorted(values, key=lambda value: -len(value)) if len(values) > 1 else []


def _clock(article: Article, facts: Facts) -> Clock | None:
    """The time at which a report sets its event."""
    text, dates = article.text, [f for f in facts.figures if f.kind == "date"]
    times = [(f, m) for f in dates if (m := _minute(f)) is not None]
    happening = lexicon().happening
    for figure, minute in times:
        place = article.sentence_at(figure.span.start)
        if place is None or place >= _FIRST or article.sentences[place].role == "furniture":
            continue
        sentence, at = article.sentences[place], figure.span
        before = text[max(sentence.start, at.start - _AROUND) : at.start].lower()
        if re.search(_SET.format(happening=happening.pattern), before) and not _BORDER.search(before):
            zone = _ZONE.search(text, at.end, min(sentence.end, at.end + _AROUND // 2))
            said = f"{text[sentence.start : at.start]} {text[at.end : sentence.end]}".lower()
            given = frozenset(m for _, m in times)
            day = _DATE.match(text, at.start, sentence.end)
            happened = happening.search(said) is not None
            by = zone[0].lower() if zone else ""
            return Clock(
                figure,
                minute,
                content_words(said) - _OWN,
                by,
                happened,
                _FOUND.search(said) is not None,
                given,
                _day(day) if day else "",
                frozenset(map(_day, _DATES.finditer(text))),
            )
    return None


def _minute(figure: Figure) -> int | None:
    """The minute of the day; `7h tối` is nineteen hours."""
    told = when(figure)
    if told is None or told.hour is None:
        return None
    late = _LATE.search(str(figure.value)) is not None and 6 <= told.hour < 12  # `1h đêm` is one
    return (told.hour + 12 * late) % 24 * 60 + (told.minute or 0)


def _day(found: re.Match[str]) -> str:
    return f"{int(found['day'])}/{int(found['month'])}"


def _gap(a: int, b: int) -> int:
    return min((a - b) % _DAY, (b - a) % _DAY)


def _least(a: Clock, b: Clock) -> int:
    """The minutes from which on two times differ."""
    rough = a.figure.modifier or b.figure.modifier or (a.minute % _ROUGHLY == 0 and b.minute % _ROUGHLY == 0)
    return _ROUGHLY if rough else _LEAST


def _of_one_event(a: Clock, b: Clock, *, on_days: bool = False) -> bool:
    """Whether two clock times may be told of one event; on two days only with `on_days`."""
    days = not on_days and a.figure.date and b.figure.date and a.figure.date != b.figure.date
    if a.zone != b.zone or a.found != b.found or days:
        return False
    share = weight(a.words & b.words) / (min(weight(a.words), weight(b.words)) or 1.0)
    one_day = a.day == b.day and a.day != ""
    return share >= (_HAPPENED if a.happened or b.happened else _ON_A_DAY if one_day else _ELSE)


def _odd(a: Clock, b: Clock) -> bool:
    """Whether two reports set one event at two times, and neither gives the other's, too."""
    least, gap = _least(a, b), _gap(a.minute, b.minute)
    given = any(_gap(x.minute, m) < least for x, y in ((a, b), (b, a)) for m in y.given)
    return gap <= _MOST and not given and _of_one_event(a, b)
