"""Reading: from a brief sentence to its evidence and back, cards, search, outline."""

from __future__ import annotations

from textual import on

from summarizer import locale
from summarizer.document.model import Span
from summarizer.facts.model import Directive, Figure
from summarizer.tui.layout import clip
from summarizer.tui.library import Entry
from summarizer.tui.screens.base import DeskBase
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.search import LIMIT, find
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.brief_lines import Item
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.searchbar import SearchBar
from summarizer.tui.widgets.source import SourceView
from summarizer.tui.words import directive_card, figure_card, number, one_line, said


class Reading(DeskBase):
    """The links between the panes."""

    # --- brief to source

    @on(BriefView.Chosen)
    def _brief_item_chosen(self) -> None:
        # What is chosen now: the message may come from an article that is no longer shown.
        self.show_evidence(self.brief_view.chosen, reveal=True)
        self.refresh_bars()

    def show_evidence(self, item: Item | None, *, reveal: bool) -> None:
        """Mark what an item of the brief rests on."""
        if self.entry is None:
            return
        self.source_view.mark_evidence(item.spans if item else (), _used(self.entry), reveal=reveal)

    def _brief_to_source(self) -> None:
        item = self.brief_view.chosen
        if item is None or not item.spans:
            self.tell("no_evidence")
            return
        self.focus_pane(1)
        # Where panes are tabs, the source is laid out only now.
        self.call_after_refresh(self.show_evidence, item, reveal=True)

    # --- source to brief

    @on(SourceView.SentenceChosen)
    def _sentence_chosen(self) -> None:
        index = self.source_view.sentence
        if self.entry is None or self.entry.article is None or index is None:
            return
        sentence = self.entry.article.sentences[index]
        self.brief_view.mark_used(self.brief_view.spans_used(sentence))
        self.refresh_bars()

    def _source_to_brief(self) -> None:
        source = self.source_view
        if self.entry is None or self.entry.article is None or source.sentence is None:
            self.tell("no_sentence")
            return
        used = self.brief_view.spans_used(self.entry.article.sentences[source.sentence])
        first = next((item.id for item in self.brief_view.sheet.items if item.id in used), None)
        if first is None:
            self.tell("not_used")
            return
        self.focus_pane(2)
        self.brief_view.choose(first)
        self.show_evidence(self.brief_view.chosen, reveal=False)

    # --- cards

    @on(SourceView.MarkChosen)
    def _mark_chosen(self, event: SourceView.MarkChosen) -> None:
        if event.kind is None:
            self.card.display = False
        elif event.asked or self.card.display:
            self._show_card()
        self.refresh_bars()

    def _toggle_card(self) -> None:
        if self.card.display:
            self.card.display = False
        elif self.source_view.fact is None:
            self.tell("no_mark")
        else:
            self._show_card()

    def _show_card(self) -> None:
        fact, entry = self.source_view.fact, self.entry
        if fact is None or entry is None or entry.article is None:
            return
        rows = list((figure_card if isinstance(fact, Figure) else directive_card)(entry.article, fact))  # type: ignore[arg-type]
        span = fact.trigger or fact.action if isinstance(fact, Directive) else fact.span
        self.card.display = True
        self.card.show(said(entry.article, span), rows)
        # The card took lines from the page: the mark must not be under it.
        self.call_after_refresh(self.source_view._reveal, span)

    # --- search in the source

    @on(SearchBar.Changed, "#source-search")
    def _search_typed(self, event: SearchBar.Changed) -> None:
        source = self.source_view
        if self.entry is None or self.entry.article is None:
            return
        hits = find(self.entry.article.text, event.query)
        at = source.offset_at_top
        now = next((n for n, hit in enumerate(hits) if hit.start >= at), 0) if hits else -1
        source.mark_hits(hits, now)
        self._tell_hits()

    @on(SearchBar.Stepped, "#source-search")
    def _search_stepped(self, event: SearchBar.Stepped) -> None:
        self.step_hit(event.by)

    @on(SearchBar.Done, "#source-search")
    def _search_done(self, event: SearchBar.Done) -> None:
        # Focus first: a line that is hidden with the focus in it takes the focus away with it.
        self.source_view.focus()
        if not event.kept:
            self.end_search()

    def end_search(self) -> None:
        """Close the search and unmark its hits."""
        self.source_search.close()
        self.source_view.mark_hits((), -1)

    def step_hit(self, by: int) -> None:
        """To the next hit, around the end."""
        source = self.source_view
        if not source.hits:
            self.tell("no_search" if not self.source_search.query_text else "no_hits")
            return
        source.mark_hits(source.hits, (source.hit + by) % len(source.hits))
        self._tell_hits()

    def _tell_hits(self) -> None:
        source, bar = self.source_view, self.source_search
        if not bar.query_text.strip():
            bar.tell("")
        elif not source.hits:
            bar.tell(locale.text("tui.source.no_hits"))
        else:
            more = "+" if len(source.hits) >= LIMIT else ""
            bar.tell(f"{number(source.hit + 1)}/{number(len(source.hits))}{more}")

    # --- outline and legend

    def _outline(self) -> None:
        article = self.entry.article if self.entry else None
        if article is None or not article.headings:
            self.tell("no_headings")
            return
        top = self.source_view.offset_at_top
        now = ""
        choices = []
        for heading in article.headings:
            if heading.start <= top:
                now = str(heading.start)
            title = clip(one_line(heading.of(article.text)), 160)
            choices.append(Choice(str(heading.start), title, indent=2 * max(0, heading.level - 1)))

        def go(offset: str | None) -> None:
            if offset is not None:
                self.source_view.go_to(int(offset))
                self.focus_pane(1)

        title = locale.text("tui.source.outline")
        self.app.push_screen(Choose(title, choices, now=now, typing=locale.text("tui.choose.filter")), go)

    @on(SourceView.Asked)
    def _source_asked(self, event: SourceView.Asked) -> None:
        match event.command:
            case "card":
                self._toggle_card()
            case "search":
                self.source_search.open()
            case "next_hit":
                self.step_hit(1)
            case "previous_hit":
                self.step_hit(-1)
            case "to_brief":
                self._source_to_brief()
            case "outline":
                self._outline()
            case "legend":
                from summarizer.tui.screens.help import LegendScreen

                self.app.push_screen(LegendScreen())


def _used(entry: Entry) -> list[tuple[Span, str]]:
    """Where the evidence of each brief sentence begins, with that sentence's number."""
    brief = entry.current()
    if brief is None:
        return []
    return [
        (Span(evidence.start, evidence.end), str(number))
        for number, sentence in enumerate(brief.summary, 1)
        for evidence in sentence.evidence
    ]
