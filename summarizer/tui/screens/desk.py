"""The desk: three panes side by side, or as tabs where the terminal is narrow; bars above and below."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus, Key, Resize
from textual.widget import Widget

from summarizer import locale
from summarizer.facts.model import Facts
from summarizer.tui.bindings import bindings
from summarizer.tui.commands import BY_ID, TABLE, Command, Scope, key_label
from summarizer.tui.library import FILTERS, SORTS, Entry, Filter, Sort, State
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.screens.editing import EditingDesk
from summarizer.tui.screens.help import HelpScreen
from summarizer.tui.screens.reading import Reading
from summarizer.tui.screens.working import Working
from summarizer.tui.search import fold
from summarizer.tui.themes import NAMES
from summarizer.tui.widgets.bars import KeyBar, TopBar, pane_names
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.panes import BriefPane, QueuePane, SourcePane
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.searchbar import SearchBar
from summarizer.tui.widgets.source import SourceView
from summarizer.tui.words import number, place

TABS_BELOW: Final = 96
"""Terminals narrower than this show one pane at a time."""
_SHARES: Final = (24, 42, 34)
_SMALLEST: Final = 12
_STEP: Final = 4


class DeskScreen(Reading, EditingDesk, Working):
    """The one screen of the application."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    def __init__(self) -> None:
        super().__init__()
        self._exports = {}
        self._shares = list(_SHARES)
        self._folded: set[int] = set()
        self._zoomed: int | None = None
        self._front = 0

    def compose(self) -> ComposeResult:
        """Bars and panes."""
        yield TopBar(id="top")
        with Horizontal(id="panes"):
            yield QueuePane(id="queue-pane")
            yield SourcePane(id="source-pane")
            yield BriefPane(id="brief-pane")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begin with the queue."""
        self._arrange()
        self.relist()
        self.queue_view.focus()
        self.desk.ready()

    # --- layout

    def on_resize(self, event: Resize) -> None:
        """Side by side or tabs."""
        self.set_class(event.size.width < TABS_BELOW, "-tabs")
        self.set_class(event.size.height < 22, "-low")
        self._arrange()

    def _arrange(self) -> None:
        single = self._front if self.tabbed else self._zoomed
        for index, pane in enumerate(self.panes):
            pane.display = index == single if single is not None else index not in self._folded
            pane.styles.width = f"{self._shares[index]}fr"
        visible = [pane for pane in self.panes if pane.display]
        for pane in self.panes:
            pane.set_class(bool(visible) and pane is visible[0], "-first")
        self.brief_view.quoting = self.tabbed
        if self.tabbed:
            self.top_bar.tabs(tuple(f"{n} {name}" for n, name in enumerate(pane_names(), 1)), self._front)
        else:
            self.top_bar.tabs((), 0)
        self.refresh_bars()

    @property
    def _views(self) -> tuple[Widget, Widget, Widget]:
        return self.queue_view, self.source_view, self.brief_view

    @property
    def focused_pane(self) -> int:
        """The pane that has the focus, or had it last."""
        node: Widget | None = self.focused
        for index, pane in enumerate(self.panes):
            if node is not None and pane in node.ancestors_with_self:
                return index
        return self._front

    def focus_pane(self, index: int) -> None:
        """Bring a pane to the front, unfolded."""
        self._folded.discard(index)
        self._front = index
        if self._zoomed is not None:
            self._zoomed = index
        self._arrange()
        self._views[index].focus()

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        self._front = self.focused_pane
        self.refresh_bars()

    @on(TopBar.TabChosen)
    def _tab_chosen(self, event: TopBar.TabChosen) -> None:
        self.focus_pane(event.index)

    def action_pane_queue(self) -> None:
        """To the queue."""
        self.focus_pane(0)

    def action_pane_source(self) -> None:
        """To the source."""
        self.focus_pane(1)

    def action_pane_brief(self) -> None:
        """To the brief."""
        self.focus_pane(2)

    def action_next_pane(self) -> None:
        """To the pane on the right."""
        self._cycle(1)

    def action_previous_pane(self) -> None:
        """To the pane on the left."""
        self._cycle(-1)

    def _cycle(self, by: int) -> None:
        index = self.focused_pane
        for _ in range(3):
            index = (index + by) % 3
            if self.tabbed or self._zoomed is not None or index not in self._folded:
                self.focus_pane(index)
                return

    def action_fold(self) -> None:
        """Fold the pane away; its number brings it back."""
        index = self.focused_pane
        if self.tabbed or len(self._folded) >= 2:
            self.tell("cannot_fold")
            return
        self._folded.add(index)
        self._zoomed = None
        rest = next(n for n in (2, 1, 0) if n not in self._folded)
        self._front = rest
        self._arrange()
        self._views[rest].focus()

    def action_zoom(self) -> None:
        """One pane over the whole width, or all again."""
        self._zoomed = None if self._zoomed is not None else self.focused_pane
        self._arrange()

    def action_wider(self) -> None:
        """More room for the pane in use."""
        self._resize_pane(_STEP)

    def action_narrower(self) -> None:
        """Less room for it."""
        self._resize_pane(-_STEP)

    def _resize_pane(self, by: int) -> None:
        index = self.focused_pane
        if self.tabbed:
            self.tell("cannot_fold")
        elif _SMALLEST <= self._shares[index] + by <= 100 - 2 * _SMALLEST:
            self._shares[index] += by
            others = [n for n in range(3) if n != index]
            giver = max(others, key=lambda n: self._shares[n] if by > 0 else -self._shares[n])
            self._shares[giver] = max(_SMALLEST, self._shares[giver] - by)
            self._arrange()

    def action_reset_panes(self) -> None:
        """The panes as they were at first."""
        self._shares, self._folded, self._zoomed = list(_SHARES), set(), None
        self._arrange()

    def layout_data(self) -> dict[str, object]:
        """The layout, for the session."""
        return {"shares": list(self._shares), "folded": sorted(self._folded)}

    def take_layout(self, data: dict[str, object]) -> None:
        """The layout of the last session."""
        shares, folded = data.get("shares"), data.get("folded")
        if isinstance(shares, list) and len(shares) == 3 and all(isinstance(s, int) and 8 <= s <= 84 for s in shares):
            self._shares = shares
        if isinstance(folded, list) and len(folded) < 3:
            self._folded = {n for n in folded if n in (0, 1, 2)}
        self._arrange()

    # --- showing

    def show_entry(self, entry: Entry | None) -> None:
        """Read this one; where the reader was in the other is kept."""
        self.leave_editor()
        self.keep_place()
        self.entry = entry
        if entry is not None:
            self.queue_view.choose(entry)
            self.inference.hurry(entry.key)
        self.card.display = False
        if self.source_search.display:
            self.source_search.close()
        article = entry.article if entry else None
        facts = entry.facts if entry else None
        self.source_view.show(article, facts or Facts(), entry.place.offset if entry else 0)
        self.brief_view.show(entry, entry.place.item if entry else "")
        self.show_evidence(self.brief_view.chosen, reveal=False)
        self.refresh_bars()
        self.dwell()

    def keep_place(self) -> None:
        """Note where the reader is."""
        if self.entry is not None and self.entry.article is not None and self.source_view.page is not None:
            self.entry.place.offset = self.source_view.offset_at_top
            chosen = self.brief_view.chosen
            self.entry.place.item = chosen.id if chosen else self.entry.place.item

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Draw it again wherever it is shown."""
        if listed and (self.library.sort != "added" or self.library.filter != "all" or self.library.query):
            self.queue_view.show(self.library.view(), self.entry)
        else:
            self.queue_view.update(entry)
        self.desk.dirty = self.desk.dirty or listed
        if entry is self.entry:
            self.brief_view.refresh_entry()
            if self.editing is None and entry.state is not State.BRIEFING:
                self.show_evidence(self.brief_view.chosen, reveal=False)
            self.dwell()
        self.refresh_bars()

    @on(QueueView.Chosen)
    def _queue_chosen(self, event: QueueView.Chosen) -> None:
        self.show_entry(event.entry)

    # --- bars

    def refresh_bars(self) -> None:
        """Titles, top and keys; cheap where nothing changed."""
        if not self.is_mounted:
            return
        self._tell_top()
        self._tell_titles()
        self._tell_keys()

    def _tell_top(self) -> None:
        text = locale.text
        total, done = self.library.counts()
        failed = sum(entry.state is State.FAILED for entry in self.library.entries)
        left = [(text("tui.top.counts", total=number(total), done=number(done)), "top--note")] if total else []
        if failed:
            left.append((f" · ✗ {number(failed)}", "top--note"))
        right: list[tuple[str, str]] = []
        if busy := self.inference.busy:
            right.append((text("tui.top.busy", n=busy) + " ", "top--busy"))
        if self.engine_state.loading:
            right.append((text("tui.top.loading") + " ", "top--busy"))
        engine = self.preferences.engine
        name = self.engine_state.name or engine.name
        if engine.endpoints:
            name = engine.endpoint_model or "endpoint"
        elif engine.model:
            name = engine.model.rpartition("/")[2]
        length = self.preferences.length
        words = text("tui.top.words", n=self.preferences.words)
        right.append((f"{name} · {text(f'tui.length.{length}') if length else words} ", "top--note"))
        self.top_bar.tell(left, right)

    def _tell_titles(self) -> None:
        text = locale.text
        queue, source, brief = (pane.title() for pane in self.panes)
        library = self.library
        note: list[tuple[str, str]] = []
        if library.filter != "all" or library.query:
            note.append((f"{number(len(library.view()))}/{number(len(library.entries))}", "title--note"))
        detail = "" if library.sort == "added" else text(f"tui.sort.{library.sort}")
        if library.filter != "all":
            detail = " · ".join(filter(None, [detail, text(f"tui.filter.{library.filter}")]))
        queue.tell(detail, note)
        entry = self.entry
        page = self.source_view.page
        if entry is None or page is None:
            source.tell(place(entry) if entry else "")
            brief.tell("")
            return
        facts = text("tui.source.counts", figures=number(len(page.figures)), directives=number(len(page.directives)))
        mark = self.source_view.mark
        if mark is not None:
            kind, index = mark
            of = len(page.figures) if kind == "figure" else len(page.directives)
            facts = f"{text(f'tui.source.{kind}')} {number(index + 1)}/{number(of)}"
        source.tell(place(entry), [(facts, "title--note")])
        now = entry.current()
        if now is None:
            brief.tell("")
            return
        sentences = (*([now.headline] if now.headline else []), *now.summary)
        bad = sum(s.status == "unsupported" for s in sentences)
        verdict = (f"⚠ {bad}", "title--warn") if bad else ("✓", "title--note")
        edited = text("tui.queue.edited") if entry.history and entry.history.edited else ""
        brief.tell(edited, [(text("tui.brief.count", n=len(now.summary)) + " ", "title--note"), verdict])

    def _tell_keys(self) -> None:
        scope = self.scope
        keys = self.preferences.keys
        shown = [
            (command, keys[command.id][0])
            for command in TABLE
            if command.rank and keys[command.id] and self._shows(command, scope)
        ]
        self.key_bar.tell(shown)

    @property
    def scope(self) -> Scope:
        """The pane whose commands apply."""
        if self.editing is not None:
            return "edit"
        return ("queue", "source", "brief")[self.focused_pane]  # type: ignore[return-value]

    def _shows(self, command: Command, scope: Scope) -> bool:
        """Whether a command is worth a place in the footer now."""
        if command.scope != scope and (command.scope != "desk" or scope == "edit"):
            return False
        entry = self.entry
        busy = entry is not None and entry.state in (State.QUEUED, State.BRIEFING)
        match command.id:
            case "desk.cancel":
                return busy
            case "desk.brief":
                return entry is not None and entry.article is not None and not busy
            case "desk.copy" | "desk.export":
                return entry is not None and entry.brief is not None
            case "desk.brief_all":
                return any(e.state is State.WAITING for e in self.library.entries)
            case "source.next_hit":
                return bool(self.source_view.hits)
            case "source.next_figure":
                return bool(self.source_view.page and self.source_view.page.figures)
            case "source.next_directive":
                return bool(self.source_view.page and self.source_view.page.directives)
            case "source.card" | "source.to_brief" | "source.add_to_brief":
                return self.source_view.sentence is not None
            case "source.outline":
                return bool(entry and entry.article and entry.article.headings)
            case "source.furniture":
                return bool(self.source_view.page and self.source_view.page.folded_paragraphs)
            case "brief.edit" | "brief.remove" | "brief.new_sentence":
                chosen = self.brief_view.chosen
                return bool(entry and entry.history and chosen and chosen.sentence is not None)
            case "queue.read" | "queue.remove" | "queue.sort" | "queue.filter" | "queue.search":
                return bool(self.library.entries)
        return True

    # --- queue

    @on(QueueView.Asked)
    def _queue_asked(self, event: QueueView.Asked) -> None:
        chosen = self.queue_view.chosen
        match event.command:
            case "read" if chosen is not None:
                if chosen is not self.entry:
                    self.show_entry(chosen)
                self.focus_pane(1 if chosen.brief is None else 2)
            case "search":
                self.queue_search.open()
            case "sort":
                self._choose_sort()
            case "filter":
                self._choose_filter()
            case "reload" if chosen is not None:
                self.reload(chosen)
            case "remove" if chosen is not None:
                self._remove_entries([chosen])
            case "remove_done":
                self._remove_entries([e for e in self.library.entries if e.state in (State.DONE, State.WARNED)])

    def _choose_sort(self) -> None:
        choices = [Choice(name, locale.text(f"tui.sort.{name}")) for name in SORTS]

        def chosen(name: str | None) -> None:
            if name in SORTS:
                sort: Sort = name
                self.library.sort = sort
                self.relist()

        self.app.push_screen(Choose(locale.text("tui.sort.by"), choices, now=self.library.sort), chosen)

    def _choose_filter(self) -> None:
        choices = [Choice(name, locale.text(f"tui.filter.{name}")) for name in FILTERS]

        def chosen(name: str | None) -> None:
            if name in FILTERS:
                only: Filter = name
                self.library.filter = only
                self.relist()

        self.app.push_screen(Choose(locale.text("tui.filter.by"), choices, now=self.library.filter), chosen)

    def _remove_entries(self, entries: list[Entry]) -> None:
        if not entries:
            self.tell("nothing_done")
            return
        self.inference.cancel(entry.key for entry in entries)
        view = self.library.view()
        at = next((n for n, entry in enumerate(view) if entry is entries[0]), 0)
        self.desk.remember()
        self.library.remove(entries)
        if self.entry in entries:
            rest = self.library.view()
            self.show_entry(rest[min(at, len(rest) - 1)] if rest else None)
        self.relist()
        self.tell("removed", n=len(entries))

    @on(SearchBar.Changed, "#queue-search")
    def _queue_narrowed(self, event: SearchBar.Changed) -> None:
        self.library.query = event.query
        self.relist()

    @on(SearchBar.Stepped, "#queue-search")
    def _queue_stepped(self, event: SearchBar.Stepped) -> None:
        self.queue_view.step(event.by)

    @on(SearchBar.Done, "#queue-search")
    def _queue_found(self, event: SearchBar.Done) -> None:
        if not event.kept:
            self.library.query = ""
            self.queue_search.close()
            self.relist()
        self.queue_view.focus()
        chosen = self.queue_view.chosen
        if chosen is not None and chosen is not self.entry:
            self.show_entry(chosen)

    def action_next_article(self) -> None:
        """To the next article from any pane."""
        self.queue_view.step(1)

    def action_previous_article(self) -> None:
        """To the article before."""
        self.queue_view.step(-1)

    def action_next_warning(self) -> None:
        """To the next sentence that is not supported, in this brief or the next."""
        view = self.library.view()
        start = next((n for n, entry in enumerate(view) if entry is self.entry), -1)
        for step in range(len(view) + 1):
            entry = view[(start + step) % len(view)] if view else None
            brief = entry.current() if entry else None
            if entry is None or brief is None:
                continue
            after = -2
            chosen = self.brief_view.chosen
            if step == 0 and chosen is not None and chosen.sentence is not None:
                after = chosen.sentence
            both = [(-1, brief.headline), *enumerate(brief.summary)]
            bad = [n for n, s in both if s is not None and s.status == "unsupported" and n > after]
            if bad:
                if entry is not self.entry:
                    self.show_entry(entry)
                self.focus_pane(2)
                self.brief_view.choose("h" if bad[0] < 0 else f"s{bad[0]}")
                self.show_evidence(self.brief_view.chosen, reveal=True)
                return
        self.tell("no_warnings")

    # --- commands

    def run_command(self, command: Command) -> None:
        """Carry out a command as if its key had been pressed in its pane."""
        if command.scope == "desk":
            self.call_next(self.run_action, command.action)
            return
        target: Widget = {
            "queue": self.queue_view,
            "source": self.source_view,
            "brief": self.brief_view,
            "edit": self.editor,
        }[command.scope]
        if command.scope != "edit":
            self.focus_pane(("queue", "source", "brief").index(command.scope))
        elif self.editing is None:
            return
        target.call_next(target.run_action, command.action)

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.run_command(event.command)

    @on(SourceView.Asked)
    def _add_asked(self, event: SourceView.Asked) -> None:
        if event.command == "add_to_brief":
            self.add_from_source()

    @on(BriefView.Asked)
    def _to_source_asked(self, event: BriefView.Asked) -> None:
        if event.command == "to_source":
            self._brief_to_source()

    def on_key(self, event: Key) -> None:
        """Escape closes what is open, the innermost first; a composed letter is the key it was typed with."""
        if event.key == "escape":
            event.stop()
            self._escape()
        elif (char := event.character) and not char.isascii() and not isinstance(self.focused, Editor):
            # With a Vietnamese input method on, `dd` arrives as `đ` and `w` as `ư`: meant was the key.
            plain = fold(char)
            if plain.isascii() and plain.isalpha():
                event.stop()
                key = plain.upper() if char.isupper() else plain
                self.app.simulate_key(key)

    def _escape(self) -> None:
        if self.source_search.display:
            self.end_search()
        elif self.queue_search.display:
            self.library.query = ""
            self.queue_search.close()
            self.relist()
        elif self.card.display:
            self.card.display = False
        elif self._zoomed is not None:
            self.action_zoom()

    def action_palette(self) -> None:
        """All commands, found by typing."""
        keys = self.preferences.keys
        scope = self.scope
        order = sorted(TABLE, key=lambda c: (c.scope not in (scope, "desk"), c.scope == "desk"))
        choices = [
            Choice(
                command.id,
                command.title,
                f"{locale.text(f'tui.help.short.{command.scope}')}  {' '.join(key_label(k) for k in keys[command.id])}",
            )
            for command in order
            if command.id not in ("desk.palette", "edit.save", "edit.discard")
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.run_command(BY_ID[name])

        self.app.push_screen(
            Choose(locale.text("tui.palette.title"), choices, typing=locale.text("tui.palette.typing")), chosen
        )

    def action_help(self) -> None:
        """The keys of this pane, then of the others."""
        self.app.push_screen(HelpScreen(self.scope, self.preferences.keys))

    def action_theme(self) -> None:
        """Choose a theme; the next start remembers it."""
        choices = [Choice(name, name) for name in NAMES]

        def chosen(name: str | None) -> None:
            if name:
                self.desk.preferences.theme = name
                self.app.theme = name

        self.app.push_screen(Choose(locale.text("tui.theme.title"), choices, now=self.app.theme), chosen)

    def action_quit(self) -> None:
        """Leave; nothing is asked, all is kept."""
        self.desk.leave()
