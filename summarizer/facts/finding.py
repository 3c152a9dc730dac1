"""From an article, or any text, to its figures: the grammar run sentence by sentence, and what each figure means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from summarizer.document import split_sentences
from summarizer.document.model import Article, Span
from summarizer.engines.base import Marker
from summarizer.facts import cells, dates, modifiers, names, quantities, trends, units
from summarizer.facts.counting import WORDS, Quantity
from summarizer.facts.dates import TimeExpression
from summarizer.facts.model import Facts, Figure, Modifier, Trend
from summarizer.facts.numerals import STARTERS
from summarizer.text.tokens import NUMBER, Tokens, tokenize


class Found(NamedTuple):
    """A figure of a sentence, before it is given its place in the text."""

    item: Quantity | TimeExpression
    modifier: Modifier | None
    trend: Trend | None


def _scan(tokens: Tokens, months: frozenset[int]) -> Iterator[Quantity | TimeExpression]:
    """Quantities and time expressions from left to right, none overlapping."""
    i = 0
    while i < len(tokens):
        item = None
        around_the_clock = tokens.low(i - 1) == "/" and tokens.low(i) == tokens.low(i - 2) == "24"  # trực 24/24h
        if (tokens.kind(i) == NUMBER or tokens.low(i) in _openers()) and not around_the_clock:
            time = dates.match(tokens, i, months)
            item = time if time is not None and not _numbers_a_paper(tokens, time) else quantities.match(tokens, i)
        if item is not None:
            yield item
        i = i + 1 if item is None else item.end


def _numbers_a_paper(tokens: Tokens, time: TimeExpression) -> bool:
    """Whether what looks like a date is part of a document number: `30/2020/NĐ-CP`, `số 12/2023`."""
    named = tokens.low(time.start - 1) == "số" and time.when.near.month is not None
    return tokens.kind(time.start) == NUMBER and (named or names.is_code(tokens, time.start, time.end))


_NAMED_BEFORE: Final = 13  # tokens before a bare number that may name what it counts


@cache
def _openers() -> frozenset[str]:
    """Words and signs that a figure may begin with."""
    return dates.openers() | quantities.OPENERS | STARTERS


def scan(tokens: Tokens, months: frozenset[int] = frozenset()) -> list[Found]:
    """All figures of one sentence with their modifier and trend; `months` are those that the article names."""
    out: list[Found] = []
    for item in _with_articles(tokens, list(_scan(tokens, months))):
        if not isinstance(item, Quantity):
            out.append(Found(item, modifiers.before_time(tokens, item.start), None))
            continue
        scaled = item.kind == "money" and tokens.low(item.end - 1) in ("triệu", "tỷ", "tỉ")  # số người … từ 2,9 triệu
        if (item.bare or scaled) and (unit := _named_before(tokens, item.start, told=scaled)) is not None:
            item = replace(item, unit=unit.name, kind=unit.kind, bare=False)
        if item.unit in units.DURATIONS and tokens.phrase(item.start - 2, 2) in ("cao nhất", "thấp nhất"):
            out.append(Found(item, None, None))  # xuống thấp nhất 2 tháng: since when it is a record
            continue
        modifier, left = modifiers.find(tokens, item.start, item.end)
        trend = trends.find(tokens, item.start, item.end, left, counts=item.kind == "count")
        if trend in ("up", "down") and isinstance(item.value, int | float) and item.value < 0:
            trend = None  # tăng trưởng âm 2,9%: the sign says which way
        out.append(Found(item, modifier or _coordinated(tokens, out, item), trend))
    return out


def _named_before(tokens: Tokens, i: int, *, told: bool) -> units.Unit | None:
    """The unit of a bare number that the words before it name (`tổng số km cao tốc lên hơn 2.000`); or of what else is
    money (`told`), so that nothing may be paid between."""
    stops = (";", ".", ":", *(WORDS["paid"] if told else ()))
    for k in range(i - 1, max(-1, i - 1 - _NAMED_BEFORE), -1):
        if tokens.low(k) in stops or tokens.phrase(k, 2) == "số lượng":
            return None
        if tokens.low(k) == "số" and tokens.low(k - 1) not in ("một", "chỉ"):
            unit = units.measure(tokens, k + 1) or units.counted(tokens, k + 1)
            return unit if unit is not None and unit.known else None
    return None


def _with_articles(tokens: Tokens, items: list[Quantity | TimeExpression]) -> list[Quantity | TimeExpression]:
    """`items` and each `một` that counts beside another number of the same thing (`3 người chết, Hải Phòng một
    người`)."""
    counted = {item.unit for item in items if isinstance(item, Quantity) and item.kind == "count"}
    if not counted or "một" not in tokens.lows:
        return items
    taken = {k for item in items for k in range(item.start, item.end)}
    more: list[Quantity | TimeExpression] = []
    for i, token in enumerate(tokens.items):
        if token.low == "một" and i not in taken:
            unit = units.counted(tokens, i + 1)
            if unit is not None and unit.name in counted and tokens.low(i - 1) != "là":
                more.append(Quantity(i, unit.end, i, "count", 1, unit.name, words=True))
    return sorted([*items, *more], key=lambda item: item.start) if more else items


def _coordinated(tokens: Tokens, out: list[Found], item: Quantity) -> Modifier | None:
    """The modifier of the quantity before, where it holds for this one too (`ít nhất 20% … và 90% …`)."""
    if not out or tokens.low(item.start - 1) not in ("và", ","):
        return None
    last = out[-1]
    alike = isinstance(last.item, Quantity) and last.item.unit == item.unit
    parted = any(t.low in (";", ".", ":", ",") for t in tokens.items[last.item.end : item.start - 1])
    return None if not alike or last.modifier == "over" or parted else last.modifier


# A sentence without a digit or a number word holds no figure; most are passed by this alone.
_NUMERAL = re.compile(
    r"\d|quý [iv]|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hàng|vài|mấy|dăm|nửa"
    r"|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|giêng|chạp|rằm)\b",
    re.IGNORECASE,
)


def _sentence(
    text: str, span: Span, today: date | None, months: frozenset[int] = frozenset()
) -> list[tuple[Found, Figure]]:
    if _NUMERAL.search(text, span.start, span.end) is None:
        return []
    tokens = tokenize(text, span.start, span.end, breaks=False)
    return [(f, _figure(tokens, f, today, span.end)) for f in scan(tokens, months)]


def _figure(tokens: Tokens, found: Found, today: date | None, stop: int) -> Figure:
    item = found.item
    span = tokens.span(item.start, item.end)
    if isinstance(item, Quantity):
        compared = trends.basis_after(tokens.text, span.end, stop)
        return Figure(span, item.kind, item.value, item.unit, found.modifier, trend=found.trend, basis=compared)
    days = dates.days(tokens, item, today)
    return Figure(span, item.kind, " ".join(span.of(tokens.text).split()), modifier=found.modifier, date=days)


_MONTH_NAMED = re.compile(r"\b[Tt]háng (1[0-2]|[1-9])\b(?! năm)|\b(1[0-2]|[2-9]) tháng đầu năm")
_QUARTER_END = re.compile(r"\b(?:31[/-](?=3|12)|30[/-](?=6|9))(3|6|9|12)\b")


def _months(article: Article) -> frozenset[int]:
    """The months up to which an article reports: those it names, and those it counts from the start of the year."""
    named = {int(m[1] or m[2]) for m in _MONTH_NAMED.finditer(article.text) if int(m[1] or m[2]) > 1}
    return frozenset(named | {int(m[1]) for m in _QUARTER_END.finditer(article.text)})


def figures_in(text: str, today: date | None = None) -> tuple[Figure, ...]:
    """The figures of any text, in order, with spans into it; `today` dates what has no year of its own.

    Without an article around it nothing is key, and every salience is 0.
    """
    return tuple(figure for span in split_sentences(text) for _, figure in _sentence(text, span, today))


def _figures(article: Article) -> Iterator[Figure]:
    """The figures of the article proper in text order; furniture is passed over."""
    months = _months(article)
    for sentence in article.sentences:
        if sentence.role == "furniture":
            continue
        for found, figure in _sentence(article.text, sentence, article.date, months):
            item = found.item
            if (
                sentence.role == "table"
                and isinstance(item, Quantity)
                and (item.bare or cells.is_number(article, figure.span.start) or cells.is_factor(article, figure.span))
            ):
                continue  # its unit and its name stand in the heads of its table
            yield figure


def _quantities(words: str) -> list[Quantity]:
    """The quantities of a cell with its unit, or behind the words that say what it counts."""
    tokens = tokenize(words, 0, len(words), breaks=False)
    return [found.item for found in scan(tokens) if isinstance(found.item, Quantity)]


def find(article: Article, marker: Marker | None = None) -> Facts:
    """Everything found in `article`: figures by rule; with a marker directives, key figures and labels too."""
    told = [*_figures(article), *cells.figures(article, _quantities)]
    found = Facts(tuple(sorted(told, key=lambda figure: figure.span)))
    return found if marker is None else mark(article, found, marker)


def mark(article: Article, found: Facts, marker: Marker) -> Facts:
    """Facts whose figures were found by rule, with the marker's marks; those that are marked stay as they are."""
    if found.marked:
        return found
    from summarizer.facts.marked import marked

    return marked(article, found.figures, marker)
