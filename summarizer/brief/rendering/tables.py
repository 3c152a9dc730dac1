"""Key figures and directives arranged for reading: one row an indicator, one block an issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.brief.rendering.clean import clean
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure

_TREND_WORD = re.compile(
    r"(?<!\w)(tăng lên|giảm xuống|giảm còn|tăng|giảm|lên|xuống|còn|đạt|chiếm|bằng|vượt|cao hơn|thấp hơn)"
    r"(?:\s+(?:tới|đến|hơn|trên|gần|khoảng|ước|dưới|chỉ|mức|thêm|tới hơn))*\s*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:Các|Những|Mọi|Từng|Toàn)\s")


@dataclass(frozen=True, slots=True)
class Change:
    """How a value moved and against what: `tăng 20,18%`, `so với cùng kỳ`."""

    text: str
    basis: str
    index: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator with its value and what it is compared with; `index` of the value's figure."""

    indicator: str
    value: str
    changes: tuple[Change, ...]
    span: Span
    index: int
    left_out: bool
    salience: float


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One task: what, by when; `index` into the directives."""

    action: str
    deadline: str
    span: Span
    index: int
    left_out: bool
    ban: bool


@dataclass(frozen=True, slots=True)
class DirectiveBlock:
    """Tasks that one issuer puts to one addressee, in words such as `Bí thư … đề nghị các đơn vị`."""

    heading: str
    issuer: str
    addressee: str
    rows: tuple[DirectiveRow, ...]


def figure_rows(brief: Brief) -> tuple[FigureRow, ...]:
    """Key quantities in source order; figures of one indicator in one sentence share a row."""
    article, facts = brief.article, brief.facts
    keyed = [(i, f) for i, f in enumerate(facts.figures) if f.key and f.kind not in ("date", "period")]
    missing = set(brief.left_out.figures)
    rows = []
    for _, members in groupby(keyed, key=lambda pair: _subject(article, facts, pair[0])):
        group = list(members)
        (index, main), rest = group[0], group[1:]
        moved = main.trend in ("up", "down") or (main.kind == "percent" and main.trend is not None)
        changes = [_change(article, i, f) for i, f in rest]
        if moved:
            changes.insert(0, _change(article, index, main))
        elif main.basis:
            changes.insert(0, Change("", _words(article, main.basis), index))
        rows.append(
            FigureRow(
                _words(article, main.indicator),
                "" if moved else _amount(article, main),
                tuple(changes),
                main.span,
                index,
                all(i in missing for i, _ in group),
                max(f.salience for _, f in group),
            )
        )
    return tuple(rows)


def times(brief: Brief) -> tuple[tuple[str, Span], ...]:
    """Key dates and periods, each once, in source order."""
    found: dict[str, Span] = {}
    for figure in brief.facts.figures:
        if figure.key and figure.kind in ("date", "period"):
            found.setdefault(_words(brief.article, figure.span), figure.span)
    return tuple(found.items())


def directive_blocks(brief: Brief) -> tuple[DirectiveBlock, ...]:
    """Directives in source order, neighbours with the same issuer, addressee and strength together."""
    article = brief.article
    missing = set(brief.left_out.directives)

    def parties(pair: tuple[int, Directive]) -> tuple[str, str, str]:
        directive = pair[1]
        return _words(article, directive.issuer), directive.strength, _words(article, directive.addressee)

    blocks = []
    for (issuer, strength, addressee), members in groupby(enumerate(brief.facts.directives), key=parties):
        who = issuer[:1].upper() + issuer[1:] if issuer else locale.text("brief.directive.unnamed")
        verb = locale.text(f"brief.strength.{strength}")
        form = "heading_to" if addressee else "heading"
        # who opens a sentence of the source with "Các …" does not open the heading
        whom = addressee[0].lower() + addressee[1:] if _GENERIC.match(addressee) else addressee
        heading = locale.text(f"brief.directive.{form}", issuer=who, strength=verb, addressee=whom)
        rows = tuple(
            DirectiveRow(
                _words(article, d.action), _deadline(article, d), d.span, i, i in missing, d.polarity == "do_not"
            )
            for i, d in members
        )
        blocks.append(DirectiveBlock(heading, who, addressee, rows))
    return tuple(blocks)


def _subject(article: Article, facts: Facts, index: int) -> tuple[int, int | None]:
    """What makes figures one row: the indicator, in one sentence; a figure without one stands alone."""
    figure = facts.figures[index]
    if figure.indicator is None:
        return (-1, index)
    return (figure.indicator.start, article.sentence_at(figure.span.start))


def _amount(article: Article, figure: Figure) -> str:
    words = _words(article, figure.span)
    return f"{locale.text(f'brief.modifier.{figure.modifier}')} {words}" if figure.modifier else words


def _change(article: Article, index: int, figure: Figure) -> Change:
    amount = _amount(article, figure)
    text = f"{_trend(article, figure)} {amount}" if figure.trend else amount
    return Change(text, _words(article, figure.basis), index)


def _trend(article: Article, figure: Figure) -> str:
    """The source's own word for the trend where one stands right before the figure, else the plain one.

    It matters: `tăng lên 3.000 km` is no rise by 3.000 km, and `chiếm 39%` reaches no plan.
    """
    before = article.text[max(0, figure.span.start - 24) : figure.span.start]
    found = _TREND_WORD.search(before)
    return found[1].lower() if found else locale.text(f"brief.trend.{figure.trend}")


def _deadline(article: Article, directive: Directive) -> str:
    if directive.deadline is None:
        return ""
    words = _words(article, directive.deadline)
    return f"{words} ({directive.due:%d/%m/%Y})" if directive.due else words


def _words(article: Article, span: Span | None) -> str:
    return clean(span.of(article.text)) if span is not None else ""


def shortened(rows: Sequence[FigureRow], most: int) -> tuple[FigureRow, ...]:
    """The `most` most salient rows, in source order."""
    if len(rows) <= most:
        return tuple(rows)
    kept = sorted(range(len(rows)), key=lambda i: -rows[i].salience)[:most]
    return tuple(rows[i] for i in sorted(kept))
