"""Key figures by indicator: one row for each, with its value, how it moved and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts, Figure
from summarizer.text.clean import clean
from summarizer.text.data import load
from summarizer.text.phrases import alternatives, patterns
from summarizer.text.tokens import runs

_DATA = load(__package__, "figures.toml")
_TREND_WORD = re.compile(
    r"(?<!\w)(tăng lên|giảm xuống|giảm còn|tăng|giảm|lên|xuống|còn|đạt|chiếm|bằng|gấp|vượt|cao hơn|thấp hơn)"
    r"(?:\s+(?:tới|đến|hơn|trên|gần|khoảng|ước|dưới|chỉ|mức|thêm|tới hơn))*\s*$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|hạ|lên|xuống|sụt|vượt|mất|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?!\w)", re.IGNORECASE
)
_LIMIT = re.compile(
    r"(?<!\w)(?:(?:ước|dự kiến|dự báo|dự tính)(?:\s+(?:tính|chừng|đạt|là|có|thu|sẽ|còn))*(?:\s+|$))?"
    rf"(?:(?:{alternatives(_DATA['limits'])})\s+){{0,2}}$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:không|chưa|chẳng)\s*$", re.IGNORECASE)
_HEDGED = re.compile(r"(?:ước|dự kiến|dự báo|dự tính)(?!\w)", re.IGNORECASE)
_RE = patterns(_DATA)
_REACH = 60
"""Characters between a figure and what tells how it moved."""
_NUMBER: Final = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Change:
    """How a value moved and against what: `tăng 20,18%`, `so với cùng kỳ`."""

    text: str
    basis: str
    index: int

    @property
    def said(self) -> str:
        """Both in one."""
        return " ".join(filter(None, (self.text, self.basis)))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator with its value and what it is compared with; `index` of the value's figure.

    `told` says that it is called by the clause which the value stands in, not by a name.
    """

    indicator: str
    value: str
    changes: tuple[Change, ...]
    span: Span
    index: int
    left_out: bool
    salience: float
    told: bool = False

    @property
    def unsaid(self) -> str:
        """The value where the words beside it do not say it already."""
        words = self.indicator.lower()
        said = self.told and all(part in words or _told_in(part, words) for part in self.value.lower().split("; "))
        return "" if said else self.value

    @property
    def line(self) -> str:
        """The row on one line: its name, the value where that does not say it, and how it moved."""
        behind = "; ".join(filter(None, (self.unsaid, *(c.said for c in self.changes))))
        return ": ".join(filter(None, (self.indicator, behind)))


def _told_in(value: str, words: str) -> bool:
    """Whether a clause has the numbers of a value: which way it moved, and about how much, the clause says itself.

    What a bracket adds (`(mục tiêu)`) is not said so.
    """
    numbers = {n.rstrip(".,") for n in _NUMBER.findall(value)}
    return "(" not in value and bool(numbers) and numbers <= {n.rstrip(".,") for n in _NUMBER.findall(words)}


def indicators(brief: Brief) -> tuple[FigureRow, ...]:
    """Key quantities in source order; figures of one indicator in one sentence share a row.

    A figure without a clean label, or that holds under a condition only, has no row: better none than a bad one.
    """
    article, facts = brief.article, brief.facts
    missing = set(brief.left_out.figures)
    rows = []
    for group in gathered(article, facts):
        (index, main), rest = group[0], group[1:]
        if main.label is None or main.modality == "condition":
            continue
        moved = moves(article, main) and (main.trend in ("up", "down") or main.kind == "percent")
        changes = [change(article, i, f) for i, f in rest]
        if moved:
            changes.insert(0, change(article, index, main))
        elif main.basis:
            changes.insert(0, Change("", words_of(article, main.basis), index))
        named = max((f.label for _, f in group if f.label and _named_alike(main, f)), key=len, default=main.label)
        rows.append(
            FigureRow(
                clean(named),
                "" if moved else meant(article, main),
                tuple(changes),
                main.span,
                index,
                all(i in missing for i, _ in group),
                max(f.salience for _, f in group),
            )
        )
    return once(article, facts, rows)


_ALIKE = 2 / 3
"""The share of the shorter label's words that the other has, too, where both name one thing."""


def once(article: Article, facts: Facts, rows: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """Rows without those that tell an amount again, as the body does after the headline; the fuller label stays.

    A row that has but the name of another is left out.
    """
    kept: list[FigureRow] = []
    for row in rows:
        if any(_taken(article, facts, other, row) for other in kept):
            continue
        same = next((i for i, other in enumerate(kept) if _again(facts, other, row)), None)
        if same is None:
            kept.append(row)
            continue
        both = (kept[same], row)
        best = max(both, key=lambda r: (len(r.changes), len(r.indicator)))
        salience = max(r.salience for r in both)
        kept[same] = replace(best, left_out=all(r.left_out for r in both), salience=salience)
    return tuple(sorted(kept, key=lambda r: r.span))


def _taken(article: Article, facts: Facts, first: FigureRow, second: FigureRow) -> bool:
    """Whether a row has but the name of one before in its sentence: `nam cao từ 1,7 m, nữ từ 1,6 m`."""
    a, b = (facts.figures[row.index] for row in (first, second))
    if first.indicator != second.indicator or not (first.value and second.value):
        return False
    near = article.sentence_at(a.span.start) == article.sentence_at(b.span.start)
    return near and (a.unit, a.modality) == (b.unit, b.modality) and a.value != b.value


def _again(facts: Facts, first: FigureRow, second: FigureRow) -> bool:
    """Whether two rows tell one amount of one thing; a length or a rate may well be that of several."""
    a, b = (facts.figures[row.index] for row in (first, second))
    if (a.kind, a.value, a.unit, a.trend, a.modality) != (b.kind, b.value, b.unit, b.trend, b.modality):
        return False
    x, y = (set(runs(row.indicator.lower())) for row in (first, second))
    if first.told and second.told and x == y:
        return True  # a caption, or a sentence of the text shown once more
    if a.kind == "measure" or "/" in (a.unit or ""):
        return False
    return len(x & y) >= _ALIKE * min(len(x), len(y))


def times(brief: Brief) -> tuple[tuple[str, Span], ...]:
    """Key dates and periods, each once, in source order."""
    found: dict[str, Span] = {}
    for figure in brief.facts.figures:
        if figure.key and figure.kind in ("date", "period"):
            found.setdefault(words_of(brief.article, figure.span), figure.span)
    return tuple(found.items())


def shortened(rows: Sequence[FigureRow], most: int) -> tuple[FigureRow, ...]:
    """The `most` rows that matter most, in source order: those of the summary, then the most salient ones."""
    kept = sorted(range(len(rows)), key=lambda i: (rows[i].left_out, -rows[i].salience))[:most]
    return tuple(rows[i] for i in sorted(kept))


def gathered(article: Article, facts: Facts) -> list[list[tuple[int, Figure]]]:
    """Key quantities, those that tell of one thing together."""
    found: list[list[tuple[int, Figure]]] = []
    for i, figure in enumerate(facts.figures):
        if not figure.key or figure.kind in ("date", "period"):
            continue
        if found and _same_thing(article, found[-1], figure):
            found[-1].append((i, figure))
        else:
            found.append([(i, figure)])
    return found


def _same_thing(article: Article, group: Sequence[tuple[int, Figure]], figure: Figure) -> bool:
    """Whether a figure measures what the group before it does, or tells how that moved.

    It has the indicator of the group's first figure; or it is a change in the same clause without an indicator of
    its own, or with one that is but the basis or the thing counted of the one before (`187 đảng viên mới, đạt 103%`).
    """
    first, last = group[0][1], group[-1][1]
    if article.sentence_at(first.span.start) != article.sentence_at(figure.span.start):
        return False
    between = article.text[last.span.end : figure.span.start]
    if _named_alike(first, figure):
        return moves(article, figure) or _RE["again"].fullmatch(between) is not None
    if figure.kind == "percent" and between.endswith("(") and len(between) <= _REACH and ";" not in between:
        return True  # giảm 34 vụ (15,5%)
    if not figure.trend or ";" in between or len(between) > _REACH or (figure.kind == "ratio"):
        return False
    if (
        figure.kind != "percent"
        and figure.unit != "lần"
        and (figure.unit or "").split(" ")[0] != (first.unit or "").split(" ")[0]
    ):
        return False
    if figure.indicator is None or _nameless(article, figure):
        return figure.kind != "count" or first.trend is None  # giảm 12 người chết, giảm 29 người bị thương
    shared = (place for place in (last.basis, last.span, figure.basis) if place is not None)
    return any(figure.indicator.overlaps(place) for place in shared)


def _named_alike(first: Figure, second: Figure) -> bool:
    """Whether one name stands for both figures, or the one begins with the other."""
    a, b = first.indicator, second.indicator
    return a is not None and b is not None and a.start == b.start


def _nameless(article: Article, figure: Figure) -> bool:
    """Whether a figure's words name but its unit (`tăng 13 sản phẩm`), or the whole that it is a share of."""
    named = figure.indicator
    assert named is not None
    if figure.kind == "percent":
        return not article.text[figure.span.end : named.start].strip() and named.start >= figure.span.end
    return figure.span.covers(named)


def meant(article: Article, figure: Figure) -> str:
    """The amount, and whether it is a target or an estimate where its own words do not say so."""
    words = amount(article, figure)
    if figure.modality in (None, "result") or _HEDGED.match(words):
        return words
    return locale.text(f"brief.modality.{figure.modality}", value=words)


def amount(article: Article, figure: Figure) -> str:
    """A figure with what limits it, in the source's own words: `gần` says more than `khoảng`."""
    words = _words(article, figure)
    if (cell := article.cell_at(figure.span.start)) is not None and cell.span == figure.span:
        # here, since it brings the lexicon of units, which the desk's first screen does without
        from summarizer.facts.cells import unit_of

        unit = unit_of(article, cell) or ""
        return f"{words}{'' if unit == '%' else ' '}{unit}".rstrip()
    if figure.modifier is None:
        return words
    before = _LIMIT.search(article.text, max(0, figure.span.start - _REACH), figure.span.start)
    limit = clean(before[0]).lower() if before else ""
    return f"{limit or locale.text(f'brief.modifier.{figure.modifier}')} {words}"


def change(article: Article, index: int, figure: Figure) -> Change:
    return Change(moved(article, figure), words_of(article, figure.basis), index)


def moves(article: Article, figure: Figure) -> bool:
    """Whether the source says before a figure how it moved (`tăng thu ngân sách 10,9%`); `lớn hơn 97%` is no rise."""
    if figure.trend is None:
        return False
    if _TREND_WORD.search(article.text, *_ahead(figure)):
        return True
    clause = re.split(r"[,;:.](?=\s)", article.text[max(0, figure.span.start - _REACH) : figure.span.start])[-1]
    return figure.trend != "reach" and _MOVES.search(clause) is not None


def _ahead(figure: Figure) -> tuple[int, int]:
    return max(0, figure.span.start - 24), figure.span.start


def moved(article: Article, figure: Figure) -> str:
    """A figure with the source's own word for how it moved, and for that it did not (`không đạt 100%`).

    The word matters: `tăng lên 3.000 km` is no rise by 3.000 km, and `chiếm 39%` reaches no plan.
    """
    before = _TREND_WORD.search(article.text, *_ahead(figure))
    if before is None:
        words = amount(article, figure)
        return f"{locale.text(f'brief.trend.{figure.trend}')} {words}" if moves(article, figure) else words
    word = before[1].lower()
    if denied := _NEGATED.search(article.text, max(0, before.start() - 8), before.start()):
        word = f"{denied[0].strip().lower()} {word}"
    if word in ("vượt", "cao hơn", "thấp hơn"):  # these are the figure's modifier, too
        return f"{word} {_words(article, figure)}"
    between = clean(article.text[before.end(1) : figure.span.start])  # `khoảng`, `lên gần`
    if between:
        return f"{word} {between} {_words(article, figure)}"
    limited = amount(article, figure)  # `ước đạt` has the word already
    return limited if f" {word} " in f" {limited}" else f"{word} {limited}"


def _words(article: Article, figure: Figure) -> str:
    """The words of an amount, with what it is told per."""
    per = _RE["per"].match(article.text, figure.span.end) if figure.kind in ("money", "measure") else None
    return words_of(article, Span(figure.span.start, per.end() if per else figure.span.end))


def words_of(article: Article, span: Span | None) -> str:
    """The words of a span on one line, without the mark that ends a document; empty for None."""
    return clean(span.of(article.text)).removesuffix("./") if span is not None else ""
