"""The source pane: stepping through figures, directives, sentences and hits; cards, outline, into the brief."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from summarizer import locale
from summarizer.document.model import Span
from summarizer.facts.model import Directive, Figure
from summarizer.tui.bindings import bindings
from summarizer.tui.layout import clip
from summarizer.tui.panes.base import Pane
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.search import LIMIT, hits
from summarizer.tui.widgets.bars import PaneTitle
from summarizer.tui.widgets.card import Card
from summarizer.tui.widgets.page_view import BREATH, SLICE
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.searchbar import SearchBar
from summarizer.tui.widgets.source import SourceView
from summarizer.tui.words import directive_card, figure_card, number, one_line, said

if TYPE_CHECKING:
    from summarizer.tui.app import DeskApp


class SourcePane(Pane):
    """The source with its search and the card of a mark."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("source")]

    def compose(self) -> ComposeResult:
        """Title, page, card, search."""
        yield PaneTitle(2, locale.text("tui.pane.source"))
        yield SourceView(id="source")
        card = Card(id="card")
        card.display = False
        yield card
        yield SearchBar(locale.text("tui.source.find"), id="source-search")

    @property
    def view(self) -> SourceView:
        """The page."""
        return self.query_one(SourceView)

    @property
    def card(self) -> Card:
        """The card of a mark."""
        return self.query_one(Card)

    @property
    def search(self) -> SearchBar:
        """The line to search in."""
        return self.query_one(SearchBar)

    # --- stepping

    def action_next_figure(self) -> None:
        """To the next figure, around the end."""
        self.view.step("figure", True)

    def action_previous_figure(self) -> None:
        """To the figure before, around the beginning."""
        self.view.step("figure", False)

    def action_next_directive(self) -> None:
        """To the next directive."""
        self.view.step("directive", True)

    def action_previous_directive(self) -> None:
        """To the directive before."""
        self.view.step("directive", False)

    def action_next_sentence(self) -> None:
        """Put the cursor on the next sentence."""
        self.view.step_sentence(1)

    def action_previous_sentence(self) -> None:
        """Put the cursor on the sentence before."""
        self.view.step_sentence(-1)

    def action_furniture(self) -> None:
        """Show or fold what is no part of the article."""
        self.view.toggle_furniture()

    # --- into the brief

    def _sentence(self) -> Span | None:
        article, index = self.desk.entry.article if self.desk.entry else None, self.view.sentence
        if article is None or index is None:
            self.board.tell("no_sentence")
            return None
        return article.sentences[index]

    @on(SourceView.SentenceChosen)
    def _sentence_chosen(self) -> None:
        index = self.view.sentence
        entry = self.desk.entry
        if entry is not None and entry.article is not None and index is not None:
            brief = self.board.brief_view
            brief.mark_used(brief.spans_used(entry.article.sentences[index]))
            self.board.refresh_bars()

    def action_to_brief(self) -> None:
        """To the brief sentence that uses the sentence under the cursor."""
        if (sentence := self._sentence()) is None:
            return
        brief = self.board.brief_view
        used = brief.spans_used(sentence)
        first = next((item.id for item in brief.sheet.items if item.id in used), None)
        if first is None:
            self.board.tell("not_used")
            return
        self.board.focus_pane(2)
        brief.choose(first)
        self.board.show_evidence(brief.chosen, reveal=False)

    def action_add_to_brief(self) -> None:
        """Put the sentence under the cursor into the brief."""
        if (sentence := self._sentence()) is not None:
            self.desk.edits.include([sentence])

    # --- cards

    @on(SourceView.MarkChosen)
    def _mark_chosen(self, event: SourceView.MarkChosen) -> None:
        if event.kind is None:
            self.card.display = False
        elif event.asked or self.card.display:
            self._show_card()
        self.board.refresh_bars()

    def action_card(self) -> None:
        """Show the card of the mark under the cursor, or of the first in its sentence."""
        if self.view.choose_in_sentence():
            return
        if self.card.display:
            self.card.display = False
        elif self.view.fact is None:
            self.board.tell("no_mark")
        else:
            self._show_card()

    def _show_card(self) -> None:
        fact, entry = self.view.fact, self.desk.entry
        if fact is None or entry is None or entry.article is None:
            return
        rows = list((figure_card if isinstance(fact, Figure) else directive_card)(entry.article, fact))  # type: ignore[arg-type]
        span = fact.trigger or fact.action if isinstance(fact, Directive) else fact.span
        self.card.display = True
        self.card.show(said(entry.article, span), rows)
        # The card took lines from the page: the mark must not be under it.
        self.call_after_refresh(self.view.reveal, span)

    # --- search

    def action_search(self) -> None:
        """Open the search bar."""
        self.search.open()
        self._find()

    def action_next_hit(self) -> None:
        """To the next search hit."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """To the search hit before."""
        self._step_hit(-1)

    @on(SearchBar.Changed)
    def _typed(self, event: SearchBar.Changed) -> None:
        event.stop()
        self._find()

    def _find(self) -> None:
        """Mark what is searched for; in a book, as soon as it is found."""
        if (wanted := self._wanted()) is not None:
            self._go_on(wanted, hits(*wanted), [])

    def _wanted(self) -> tuple[str, str] | None:
        """What is searched, and for what."""
        entry = self.desk.entry
        if entry is None or entry.article is None or not self.search.display:
            return None
        return entry.article.text, self.search.query_text

    def _go_on(self, wanted: tuple[str, str], search: Iterator[Span | None], found: list[Span]) -> None:
        """Search a little, and the rest between the keys."""
        if wanted != self._wanted():
            return
        until = time.perf_counter() + SLICE
        for hit in search:
            if hit is not None:
                found.append(hit)
            if time.perf_counter() >= until:
                cast("DeskApp", self.app).beside_keys(BREATH, partial(self._go_on, wanted, search, found))
                return
        at = self.view.offset_at_top
        now = next((n for n, hit in enumerate(found) if hit.start >= at), 0) if found else -1
        self.view.mark_hits(found, now)
        self._tell_hits()

    @on(SearchBar.Stepped)
    def _stepped(self, event: SearchBar.Stepped) -> None:
        event.stop()
        self._step_hit(event.by)

    @on(SearchBar.Done)
    def _done(self, event: SearchBar.Done) -> None:
        event.stop()
        if event.kept:
            self.screen.set_focus(self.view)
        else:
            self.end_search()

    def end_search(self) -> None:
        """Close the search and unmark its hits."""
        if self.search.has_focus_within:
            # First: a line that is hidden with the focus in it takes the focus away with it.
            self.screen.set_focus(self.view)
        self.search.close()
        self.view.mark_hits((), -1)

    def _step_hit(self, by: int) -> None:
        """To the next hit, around the end."""
        if not self.view.hits:
            self.board.tell("no_search" if not self.search.query_text else "no_hits")
            return
        self.view.mark_hits(self.view.hits, (self.view.hit + by) % len(self.view.hits))
        self._tell_hits()

    def _tell_hits(self) -> None:
        found = self.view.hits
        if not self.search.query_text.strip():
            self.search.tell("")
        elif not found:
            self.search.tell(locale.text("tui.source.no_hits"))
        else:
            more = "+" if len(found) >= LIMIT else ""
            self.search.tell(f"{number(self.view.hit + 1)}/{number(len(found))}{more}")

    # --- outline and legend

    def action_outline(self) -> None:
        """The headings, to jump to one."""
        article = self.desk.entry.article if self.desk.entry else None
        if article is None or not article.headings:
            self.board.tell("no_headings")
            return
        top, now = self.view.offset_at_top, ""
        choices = []
        for heading in article.headings:
            if heading.start <= top:
                now = str(heading.start)
            title = clip(one_line(heading.of(article.text)), 160)
            choices.append(Choice(str(heading.start), title, indent=2 * max(0, heading.level - 1)))

        def go(offset: str | None) -> None:
            if offset is not None:
                self.view.go_to(int(offset))
                self.board.focus_pane(1)

        title = locale.text("tui.source.outline")
        self.app.push_screen(Choose(title, choices, now=now, typing=locale.text("tui.choose.filter")), go)

    def action_legend(self) -> None:
        """What the marks mean."""
        from summarizer.tui.screens.help import LegendScreen

        self.app.push_screen(LegendScreen())
