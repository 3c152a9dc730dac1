"""From an article, or any text, to its figures: the grammar run sentence by sentence, and what each figure means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from summarizer.document import split_sentences
from summarizer.document.model import Article, Span
from summarizer.facts import dates, modifiers, names, quantities, trends
from summarizer.facts.model import DateRange, Facts, Figure, Modifier, Trend
from summarizer.facts.numerals import SCALES
from summarizer.facts.quantities import Quantity
from summarizer.facts.resolve import resolve
from summarizer.facts.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class Found:
    """A figure over tokens `[start, end)` of its sentence, before it is given its place in the text.

    `left` is where its modifier starts (`start` where there is none).
    """

    start: int
    end: int
    left: int
    item: Quantity | dates.TimeExpression
    modifier: Modifier | None
    trend: Trend | None


def _scan(tokens: Tokens) -> Iterator[Quantity | dates.TimeExpression]:
    """Quantities and time expressions from left to right, none overlapping."""
    i = 0
    n = len(tokens)
    while i < n:
        item = _at(tokens, i)
        if item is None:
            i = _past(tokens, i)
        else:
            yield item
            i = item.end


def _past(tokens: Tokens, i: int) -> int:
    """The next token at which a figure may start: number words of one numeral are passed together."""
    return i + 1


def _at(tokens: Tokens, i: int) -> Quantity | dates.TimeExpression | None:
    token = tokens.items[i]
    if token.kind != "number" and token.low not in _OPENERS:
        return None
    time = dates.match(tokens, i)
    if time is not None and not _named(tokens, time):
        return time
    return quantities.match(tokens, i)


_OPENERS = frozenset(
    [
        *("ngày", "mùng", "mồng", "tháng", "năm", "quý", "từ", "cấp", "giai", "nhiệm", "thời", "niên", "mùa", "vụ", "khóa", "khoá"),
        *("hàng", "vài", "mấy", "dăm", "nửa", "mười", "một", "hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín"),
        *("$", "€", "£", "us", "usd"),
        *SCALES,
    ]
)


def _named(tokens: Tokens, time: dates.TimeExpression) -> bool:
    """Whether what looks like a date is part of a document number: `30/2020/NĐ-CP`, `số 12/2023`."""
    if tokens.kind(time.start) != "number":
        return False
    if names.is_code(tokens, time.start, time.end):
        return True
    return tokens.low(time.start - 1) in ("số", "quyết", "nghị") and time.when.month is not None


def scan(tokens: Tokens) -> list[Found]:
    """All figures of one sentence with their modifier and trend."""
    out: list[Found] = []
    for item in _scan(tokens):
        if isinstance(item, Quantity):
            modifier, left = modifiers.find(tokens, item.start, item.end)
            trend = trends.find(tokens, item.start, item.end, left)
            if modifier is None and (held := _coordinated(tokens, out, item)) is not None:
                modifier = held
            out.append(Found(item.start, item.end, left, item, modifier, trend))
        else:
            modifier, left = modifiers.before(tokens, item.start)
            if modifier not in ("approx", "estimate"):
                modifier, left = None, item.start
            out.append(Found(item.start, item.end, left, item, modifier, None))
    return out


def _coordinated(tokens: Tokens, out: list[Found], item: Quantity) -> Modifier | None:
    """The modifier of the quantity before, where it holds for this one too (`ít nhất 20% … và 90% …`)."""
    if not out or tokens.low(item.start - 1) not in ("và", ","):
        return None
    last = out[-1]
    if not isinstance(last.item, Quantity) or last.item.unit != item.unit or last.modifier in (None, "estimate", "over"):
        return None
    between = tokens.items[last.end : item.start - 1]
    return last.modifier if len(between) < 12 and not any(t.low in (";", ".", ":", ",") for t in between) else None


def _figure(tokens: Tokens, found: Found, today: date | None) -> Figure:
    item = found.item
    span = tokens.span(found.start, found.end)
    if isinstance(item, Quantity):
        return Figure(span, item.kind, item.value, item.unit, found.modifier, trend=found.trend)
    days: DateRange | None = resolve(item.when, today)
    return Figure(span, item.kind, span.of(tokens.text), modifier=found.modifier, date=days)


def _sentence(text: str, span: Span, today: date | None) -> list[Figure]:
    tokens = tokenize(text, span.start, span.end)
    return [_figure(tokens, found, today) for found in scan(tokens)]


def figures_in(text: str, today: date | None = None) -> tuple[Figure, ...]:
    """The figures of any text, in order, with spans into it; `today` dates what has no year of its own."""
    return tuple(f for span in split_sentences(text) for f in _sentence(text, span, today))


def figures(article: Article) -> tuple[Figure, ...]:
    """The figures of the article proper; furniture is passed over."""
    out: list[Figure] = []
    for sentence in article.sentences:
        if sentence.role != "furniture":
            out.extend(_sentence(article.text, sentence, article.date))
    return tuple(out)


def find(article: Article) -> Facts:
    """Everything found in `article`: figures and directives, in text order."""
    return Facts(figures(article))
