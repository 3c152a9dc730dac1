"""What the bars say: counts and engine above, titles of the panes, the keys that apply now below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from summarizer import locale
from summarizer.engines.choice import ENGINES
from summarizer.tui.commands import TABLE, Command, Scope
from summarizer.tui.entry import State
from summarizer.tui.screens.hands import Hand
from summarizer.tui.screens.showing import instead
from summarizer.tui.words import number, place

if TYPE_CHECKING:
    from summarizer.brief.model import Brief
    from summarizer.document.model import Article
    from summarizer.tui.edits import History
    from summarizer.tui.page import Page
    from summarizer.tui.widgets.sheet import Item


class Telling(Hand):
    """Bars and titles."""

    _waiting = False

    def refresh(self) -> None:
        """Titles, top and keys; cheap where nothing changed."""
        self._tell_top()
        self._tell_titles()
        self._tell_keys()

    def _tell_top(self) -> None:
        text = locale.text
        total, done = self.desk.library.counts()
        states = self.desk.library.states()
        failed, loading = states.count(State.FAILED), states.count(State.LOADING)
        self._waiting = State.WAITING in states
        left = [(text("tui.top.counts", total=number(total), done=number(done)), "top--note")] if total else []
        if failed:
            left.append((f" · ✗ {number(failed)}", "top--note"))
        opening = text("tui.top.opening", n=number(total - loading), total=number(total))
        opening = opening if loading and total > 1 else ""
        if opening:
            left.append((f" · {opening}", "top--busy"))
        if trouble := self.desk.memory.trouble:
            why = f" · {trouble}" if left else trouble
            left = [(f"⚠ {text('tui.top.unsaved')} · ", "top--busy"), *left, (why, "top--note")]
        self.board.top_bar.tell(left, self._top_right(total, done, failed, opening))

    def _top_right(self, total: int, done: int, failed: int, opening: str) -> list[tuple[str, str]]:
        """What is going on, and how briefs are made; where there is little room the last gives way first."""
        text = locale.text
        parts: list[tuple[str, str]] = []
        if self.board.tabbed:
            # The tabs take the place of what stands at the left elsewhere.
            if self.desk.memory.trouble:
                parts.append((f"⚠ {text('tui.top.unsaved')}", "top--busy"))
            if total:
                parts.append((f"{number(done)}/{number(total)}{f' ✗ {number(failed)}' if failed else ''}", "top--note"))
            if opening:
                parts.append((opening, "top--busy"))
        if busy := self.desk.inference.busy:
            parts.append((text("tui.top.busy", n=busy), "top--busy"))
        if self.desk.engine_state.loading:
            parts.append((text("tui.top.loading"), "top--busy"))
        engine = self.desk.preferences.engine
        name = self.desk.engine_state.name or engine.name
        if name in ENGINES:
            name = text(f"tui.engine.{name}").lower()
        if engine.endpoints:
            name = engine.endpoint_model or "endpoint"
        elif engine.model:
            name = engine.model.rpartition("/")[2]
        length = self.desk.preferences.length
        words = text("tui.top.words", n=self.desk.preferences.words)
        parts.append((f"{name} · {text(f'tui.length.{length}') if length else words}", "top--note"))
        return [(f"{'· ' if n else ''}{words} ", tone) for n, (words, tone) in enumerate(parts)]

    def _tell_titles(self) -> None:
        text = locale.text
        queue, source, brief = (pane.title() for pane in self.board.panes)
        library = self.desk.library
        note: list[tuple[str, str]] = []
        if library.filter != "all" or library.query:
            note.append((f"{number(self.board.queue_view.listed)}/{number(len(library.entries))}", "title--note"))
        marked = sum(entry.marked for entry in library.entries)
        if marked:
            note.append((f" {text('tui.queue.marked', n=number(marked))}", "title--note"))
        detail = "" if library.sort == "added" else text(f"tui.sort.{library.sort}")
        if library.filter != "all":
            detail = " · ".join(filter(None, [detail, text(f"tui.filter.{library.filter}")]))
        queue.tell(detail, note)
        entry = self.desk.entry
        page = self.board.source_view.page
        if entry is None or page is None:
            source.tell(place(entry) if entry else "")
            brief.tell("")
            if entry is None:
                self.board.source_view.say(instead(None, self.desk.memory.trouble))
            return
        # How many directives there are is known once they have been looked for.
        known = entry.facts.marked or bool(page.directives)
        counts = "tui.source.counts" if known else "tui.source.figures"
        facts = text(counts, figures=number(len(page.figures)), directives=number(len(page.directives)))
        mark = self.board.source_view.mark
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
        count = text("tui.brief.count", n=len(now.summary))
        since = text(f"tui.queue.{entry.since}") if entry.since else ""
        edited = text("tui.queue.edited") if entry.edited else ""
        brief.tell(
            " · ".join(filter(None, [edited, since])),
            [(f"{count} ", "title--note"), verdict],
        )

    def _tell_keys(self) -> None:
        scope = self.scope
        keys = self.desk.preferences.keys
        shown = [
            (command, keys[command.id][0])
            for command in TABLE
            if command.rank and keys[command.id] and self._shows(command, scope)
        ]
        self.board.key_bar.tell(shown)

    @property
    def scope(self) -> Scope:
        """The pane whose commands apply."""
        if self.desk.edits.now is not None and self.board.editor.has_focus:
            return "edit"
        return ("queue", "source", "brief")[self.board.focused_pane]

    def _shows(self, command: Command, scope: Scope) -> bool:
        """Whether a command is worth a place in the footer now."""
        if command.scope != scope and (command.scope != "desk" or scope == "edit"):
            return False
        offered = _OFFERED.get(command.id)
        return offered is None or bool(offered(self))

    @property
    def _busy(self) -> bool:
        entry = self.desk.entry
        return entry is not None and entry.state in (State.QUEUED, State.BRIEFING)

    @property
    def _article(self) -> Article | None:
        return self.desk.entry.article if self.desk.entry else None

    @property
    def _brief(self) -> Brief | None:
        return self.desk.entry.brief if self.desk.entry else None

    @property
    def _history(self) -> History | None:
        return self.desk.entry.history if self.desk.entry else None

    @property
    def _page(self) -> Page | None:
        return self.board.source_view.page

    @property
    def _chosen(self) -> Item | None:
        """What is chosen in the brief, where that can be edited."""
        return self.board.brief_view.chosen if self._history else None

    @property
    def _own(self) -> bool:
        """Whether a sentence of the brief is chosen, and not one that it could have."""
        return self._chosen is not None and self._chosen.sentence is not None


_OFFERED: Final[dict[str, Callable[[Telling], object]]] = {
    "desk.cancel": lambda now: now._busy,
    "desk.brief": lambda now: now._article and not now._busy,
    "desk.brief_all": lambda now: now._waiting,
    "desk.copy": lambda now: now._brief,
    "desk.export": lambda now: now._brief,
    "desk.undo": lambda now: now.desk.steps or (now._history and now._history.can_undo),
    **dict.fromkeys(
        ("queue.read", "queue.remove", "queue.sort", "queue.filter", "queue.search"),
        lambda now: now.desk.library.entries,
    ),
    "source.next_figure": lambda now: now._page and now._page.figures,
    "source.next_directive": lambda now: now._page and now._page.directives,
    "source.next_hit": lambda now: now.board.source_view.hits,
    **dict.fromkeys(
        ("source.card", "source.to_brief", "source.add_to_brief"),
        lambda now: now.board.source_view.sentence is not None,
    ),
    "source.outline": lambda now: now._article and now._article.headings,
    "source.furniture": lambda now: now._page and now._page.folds,
    **dict.fromkeys(("brief.edit", "brief.remove", "brief.new_sentence"), lambda now: now._own),
    "brief.include": lambda now: now._chosen and now._chosen.spans and not now._own,
}
"""When a command would do something; the others always do."""
