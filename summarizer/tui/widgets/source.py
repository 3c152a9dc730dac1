"""The source: the whole article, with figures, directives, evidence and search hits marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

from rich.segment import Segment
from textual.binding import BindingType
from textual.events import Click
from textual.message import Message

from summarizer import locale
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure
from summarizer.tui.layers import KINDS, Mark
from summarizer.tui.layout import clip, lines, offset_at
from summarizer.tui.page import MarkKind, Page, Row
from summarizer.tui.widgets.lines import MOVES
from summarizer.tui.widgets.page_view import SLICE, PageView
from summarizer.tui.words import BARS

MARGIN: Final = 5
"""Cells left of the text: two for the number of the brief sentence, one for evidence, one for a directive's bar."""

_TONES: Final[tuple[tuple[int, str], ...]] = (
    (Mark.TITLE, "source--title"),
    (Mark.HEADING, "source--heading"),
    (Mark.DIRECTIVE, "source--directive"),
    (Mark.SENTENCE, "source--sentence"),
    (Mark.EVIDENCE, "source--evidence"),
    (Mark.ROLE, "source--role"),
    (Mark.TRIGGER, "source--trigger"),
)
_OVER: Final[tuple[tuple[int, str], ...]] = (
    (Mark.FURNITURE, "source--furniture"),
    (Mark.DOUBTFUL, "source--doubtful"),
    (Mark.CHOSEN, "source--chosen"),
    (Mark.HIT, "source--hit"),
    (Mark.HIT_NOW, "source--hit-now"),
)


@lru_cache(1024)
def tones(mark: int) -> tuple[str, ...]:
    """The component classes of a piece, the strongest last."""
    names = [name for bit, name in _TONES if mark & bit]
    kind = mark & Mark.KIND
    if kind:
        names.append(f"source--{KINDS[kind - 1]}")
        if mark & Mark.KEY:
            names.append("source--key")
    names += [name for bit, name in _OVER if mark & bit]
    return tuple(names)


class SourceView(PageView, can_focus=True, inherit_bindings=False):
    """A scrolling page with a cursor on a sentence and on a mark."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source--margin",
        "source--number",
        "source--bar",
        "source--fold",
        "source--instead",
        "source--key",
        *(name for _, name in (*_TONES, *_OVER)),
        *(f"source--{kind}" for kind in KINDS),
    }
    # Sentence by sentence, not line by line: `j` and `k` are commands of the pane.
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    @dataclass
    class SentenceChosen(Message):
        """The cursor came to a sentence; `index` into `Article.sentences`."""

        index: int

    @dataclass
    class MarkChosen(Message):
        """The cursor came to a figure or directive (`index` into the facts), or left them (None)."""

        kind: MarkKind | None
        index: int
        asked: bool = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sentence: int | None = None
        self.mark: tuple[MarkKind, int] | None = None
        self.hits: Sequence[Span] = ()
        self.hit = -1
        self._evidence: tuple[Span, ...] = ()
        self._words = ""
        self._instead: list[str] = []

    # --- what it shows

    def show(self, article: Article | None, facts: Facts, offset: int = 0, words: str = "") -> None:
        """Show an article from `offset` on; where there is none, `words`."""
        self._words = words
        self.page = Page(article, facts) if article else None
        self.sentence = self.mark = None
        self.hits, self.hit = (), -1
        self._evidence = ()
        self._wanted = offset
        self.reset()
        if not offset:
            self.go_to(0)

    def know(self, facts: Facts) -> None:
        """More was found in the same article."""
        if self.page is not None and self.page.facts is not facts:
            self.page.know(facts)
            self._choose_nothing()
            self.redraw()

    def say(self, words: str) -> None:
        """Other words where there is no article."""
        if words != self._words:
            self._words = words
            if self.page is None:
                self.reset()

    def mark_evidence(self, chosen: Sequence[Span], used: Sequence[tuple[Span, str]], *, reveal: bool) -> None:
        """Mark the evidence of the chosen brief sentence and number that of all; `reveal` scrolls to it."""
        if self.page is None:
            return
        self._evidence = tuple(chosen)
        self.page.mark_evidence(chosen, used)
        if reveal and chosen:
            self._choose_nothing()
            self.reveal(min(chosen))
        self.redraw()

    def mark_hits(self, hits: Sequence[Span], now: int) -> None:
        """Mark search hits and go to the one being looked at."""
        if self.page is None:
            return
        self.hits, self.hit = hits, now
        self.page.mark_hits(hits, now)
        if 0 <= now < len(hits):
            self._unfold(hits[now])
            self._put_sentence(hits[now].start)
            self.reveal(hits[now])
        self.redraw()

    def choose_mark(self, kind: MarkKind, index: int, *, asked: bool = False) -> None:
        """Put the cursor on a figure or directive and show it."""
        if self.page is None:
            return
        fact: Figure | Directive = (self.page.figures if kind == "figure" else self.page.directives)[index]
        self.mark = (kind, index)
        self._unfold(fact.span)
        self._put_sentence(fact.span.start)
        self.reveal(fact.span)
        self.redraw()
        self.post_message(self.MarkChosen(kind, index, asked))

    def _choose_nothing(self) -> None:
        if self.mark is not None:
            self.post_message(self.MarkChosen(None, -1))
        self.sentence = self.mark = None
        self._mark_chosen()

    def _put_sentence(self, offset: int) -> None:
        if self.page is None:
            return
        index = self.page.article.sentence_at(offset)
        if index is not None and index != self.sentence:
            self.sentence = index
            self.post_message(self.SentenceChosen(index))
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        if self.page is None:
            return
        fact = self.fact
        if isinstance(fact, Figure):
            roles = [fact.indicator, fact.basis]
        elif isinstance(fact, Directive):
            roles = [fact.issuer, fact.addressee, fact.deadline]
        else:
            roles = []
        sentence = self.page.article.sentences[self.sentence] if self.sentence is not None else None
        # A directive is as long as its sentence: its trigger is marked in its stead.
        mark = (fact.trigger or fact.action) if isinstance(fact, Directive) else fact.span if fact else None
        self.page.mark_chosen(sentence, mark, roles)

    @property
    def fact(self) -> Figure | Directive | None:
        """The figure or directive under the cursor."""
        if self.page is None or self.mark is None:
            return None
        kind, index = self.mark
        return self.page.figures[index] if kind == "figure" else self.page.directives[index]

    def _unfold(self, span: Span) -> None:
        if self.page is None or self.furniture or not self.page.reach(span.start, SLICE):
            return
        if self.page.rows[self.page.row_of(span.start)].folded:
            self.toggle_furniture()

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Lay the page out."""
        if self.page is None:
            self._instead = [row for part in self._words.split("\n") for row in lines(part, width - 4)]
            return max(1, len(self._instead))
        return self.lay_out_page(width - MARGIN - 1)

    def draw(self, line: int, width: int) -> list[Segment]:
        """Margin and text of a row."""
        if self.page is None:
            return [self.seg(f"  {self._instead[line]}", "source--instead")] if line < len(self._instead) else []
        if line >= len(self.page.rows):
            return []
        row = self.page.rows[line]
        if row.folded:
            return [
                self.seg(clip(" " * MARGIN + locale.text("tui.source.folded", n=row.folded), width), "source--fold")
            ]
        text = self.page.article.text
        segments = self._margin(row)
        for start, end, mark in self.page.pieces(row):
            segments.append(self.seg(text[start:end], *tones(mark)))
        return segments

    def _margin(self, row: Row) -> list[Segment]:
        assert self.page is not None
        if row.end <= row.start:
            return [self.seg(" " * MARGIN)]
        number = self.page.number_at(row)
        number = number if len(number) <= 2 else number.split(",")[0][:1] + "+"
        evidence = any(span.start < row.end and row.start < span.end for span in self._evidence)
        directive = self.page.directive_at(row)
        return [
            self.seg(f"{number:>2}", "source--number", *(["source--evidence"] if evidence and number else [])),
            self.seg("▌" if evidence else " ", "source--margin"),
            self.seg(BARS[directive.strength] if directive else " ", "source--bar"),
            self.seg(" "),
        ]

    # --- moving

    def _from(self) -> tuple[int, int]:
        """Where stepping starts: the cursor where it is on the screen, else the edges of the screen."""
        assert self.page is not None
        top = self.scroll_offset.y
        last = min(len(self.page.rows), top + max(1, self.size.height)) - 1
        fact = self.fact
        at = fact.span.start if fact else None
        if at is None and self.sentence is not None:
            at = self.page.article.sentences[self.sentence].start
            if top <= self.page.row_of(at) <= last:
                return at - 1, at
        if at is not None and top <= self.page.row_of(at) <= last:
            return at, at
        return self.page.rows[top].start - 1, self.page.rows[last].end

    def step(self, kind: MarkKind, forward: bool) -> None:
        """To the next figure or directive, or the one before, around the end."""
        if self.page is None or not self.page.rows:
            return
        facts: Sequence[Figure | Directive] = self.page.figures if kind == "figure" else self.page.directives
        if not facts:
            self.notify(locale.text(f"tui.notice.no_{kind}"), markup=False)
            return
        after, before = self._from()
        if self.mark is not None and self.mark[0] == kind and after == before:
            index = self.mark[1] + (1 if forward else -1)
        else:
            index = bisect_right(facts, after, key=_start) if forward else bisect_left(facts, before, key=_start) - 1
        self.choose_mark(kind, index % len(facts))

    def step_sentence(self, by: int) -> None:
        """Put the cursor so many sentences on."""
        if self.page is None or not self.page.article.sentences:
            return
        sentences = self.page.article.sentences
        if self.sentence is None:
            start = self.page.rows[self.scroll_offset.y].start if self.page.rows else 0
            index = bisect_left(sentences, start, key=lambda sentence: sentence.start)
        else:
            index = self.sentence + by
        while 0 <= index < len(sentences) and not self.furniture and self._hidden(sentences[index]):
            index += by
        if 0 <= index < len(sentences):
            if self.mark is not None:
                self.mark = None
                self.post_message(self.MarkChosen(None, -1))
            self._put_sentence(sentences[index].start)
            first, last = self.page.rows_of(sentences[index])
            self._grow()
            self.show_lines(first, last)
            self.redraw()

    def _hidden(self, sentence: Span) -> bool:
        return self.page is not None and bool(self.page.rows[self.page.row_of(sentence.start)].folded)

    def on_click(self, event: Click) -> None:
        """A click chooses the sentence, and shows the card of a mark."""
        if self.page is None:
            return
        line = self.line_at(event.y)
        if line >= len(self.page.rows):
            return
        row = self.page.rows[line]
        if row.folded:
            self.toggle_furniture()
            return
        if row.end <= row.start:
            return
        offset = offset_at(self.page.article.text, row.start, row.end, event.x - MARGIN)
        found = self.page.mark_at(offset) if event.x >= MARGIN and offset < row.end else None
        if found:
            self.choose_mark(*found, asked=True)
            return
        self.mark = None
        self.post_message(self.MarkChosen(None, -1))
        self._put_sentence(min(offset, row.end - 1))
        self.redraw()

    # --- for the pane

    def choose_in_sentence(self) -> bool:
        """Put the cursor on the first mark of the sentence under it; False where it is on one, or there is none."""
        if self.mark is not None or self.page is None or self.sentence is None:
            return False
        found = self.page.first_in(self.page.article.sentences[self.sentence])
        if found is None:
            return False
        self.choose_mark(*found, asked=True)
        return True

    def toggle_furniture(self) -> None:
        """Show or fold what is no part of the article."""
        self.furniture = not self.furniture
        self.reset()


def _start(fact: Figure | Directive) -> int:
    return fact.span.start
