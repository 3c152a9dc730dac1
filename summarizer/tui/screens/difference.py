"""The reader's words beside the engine's, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import ClassVar, Final

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from summarizer import locale
from summarizer.tui.edits import Draft
from summarizer.tui.layout import width_of
from summarizer.tui.screens.dialog import Dialog
from summarizer.tui.widgets.lines import LineView
from summarizer.tui.words import one_line

Piece = tuple[str, str]
_OPEN: Final = {"gone": "[-", "new": "[+"}


def compared(before: str, after: str) -> list[Piece]:
    """Words that both have (``""``), that went (`gone`) and that came (`new`), in reading order."""
    old, new = one_line(before).split(), one_line(after).split()
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces += [(word, "") for word in old[a:b]]
        else:
            pieces += [(word, "gone") for word in old[a:b]]
            pieces += [(word, "new") for word in new[c:d]]
    return pieces


def bracketed(pieces: list[Piece]) -> list[Piece]:
    """The same with brackets around each run that went or came: shape says it where there is no colour."""
    kinds = ["", *(what for _, what in pieces), ""]
    return [
        (
            (_OPEN[what] if what and kinds[n] != what else "") + word + ("]" if what and kinds[n + 2] != what else ""),
            what,
        )
        for n, (word, what) in enumerate(pieces)
    ]


def paired(original: Draft, current: Draft) -> list[tuple[str, str, str]]:
    """(label, the engine's sentence, the reader's) of all that differ; empty where one side has none."""
    out = []
    head = [draft.headline.text if draft.headline else "" for draft in (original, current)]
    if head[0] != head[1]:
        out.append((locale.text("tui.brief.headline"), head[0], head[1]))
    old, new = [s.text for s in original.summary], [s.text for s in current.summary]
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for n in range(max(b - a, d - c)):
            before = old[a + n] if a + n < b else ""
            after = new[c + n] if c + n < d else ""
            number = c + n + 1 if after else a + n + 1
            out.append((locale.text("tui.brief.sentence", n=number), before, after))
    return out


class DifferenceView(LineView, can_focus=True):
    """What went is struck out, what came stands out; shape says it, too."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"difference--head", "difference--gone", "difference--new"}

    def __init__(self, original: Draft, current: Draft) -> None:
        super().__init__()
        self._pairs = paired(original, current)
        self._rows: list[list[Piece]] = []

    def lay_out(self, width: int) -> int:
        """Words with spaces between, wrapped."""
        rows: list[list[Piece]] = []
        for label, before, after in self._pairs:
            if rows:
                rows.append([])
            rows.append([(label, "difference--head")])
            row, used = list[Piece](), 1
            for shown, what in bracketed(compared(before, after)):
                if used + width_of(shown) + 1 > width and row:
                    rows.append(row)
                    row, used = [], 1
                row += [(" ", ""), (shown, f"difference--{what}" if what else "")]
                used += width_of(shown) + 1
            rows.append(row)
        self._rows = rows
        return len(rows)

    def draw(self, line: int, width: int) -> list[Segment]:
        """One row."""
        return [self.seg(text, *([name] if name else [])) for text, name in self._rows[line]]


class DifferenceScreen(Dialog[str]):
    """The difference."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("v,q,enter", "close", show=False)]

    def __init__(self, original: Draft, current: Draft) -> None:
        super().__init__(locale.text("tui.difference.title"), hint=locale.text("tui.difference.hint"))
        self._drafts = original, current

    def inside(self) -> ComposeResult:
        """The list."""
        view = DifferenceView(*self._drafts)
        view.styles.height = 16
        yield view

    def on_mount(self) -> None:
        """Scroll with the keys."""
        self.query_one(DifferenceView).focus()
