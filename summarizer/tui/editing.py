"""Changing the words of a brief: one sentence at a time with the check running along, and whole moves; undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.brief.model import BriefSentence
from summarizer.brief.rendering.summary_lines import MARKS
from summarizer.brief.unchecked import is_unchecked, unchecked
from summarizer.document.model import Span
from summarizer.store.works import Typing
from summarizer.text.clean import clean
from summarizer.tui import protocol as p
from summarizer.tui.edits import Draft, History, as_one, with_source
from summarizer.tui.entry import Entry
from summarizer.tui.layout import shown
from summarizer.tui.words import one_line

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk


@dataclass(slots=True)
class Editing:
    """One sentence being edited. `index` -1 is the headline; `new` where it is not in the brief yet; `text` is what
    stands in the editor, `asked` what the worker was asked about, `checked` what it answered about.
    """

    entry: Entry
    index: int
    new: bool
    before: str
    text: str = ""
    checked: str = ""
    sentences: tuple[BriefSentence, ...] = ()
    asked: str = ""
    ticket: int = 0
    keep: bool = False

    @property
    def typing(self) -> Typing:
        """What is kept of it while it is going on."""
        return Typing(self.index, self.new, self.before, self.text)


class Edits:
    """The commands that change a brief."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.now: Editing | None = None
        """The sentence being edited."""
        self._rechecks: dict[int, tuple[Entry, BriefSentence]] = {}

    # --- in place

    def _to_change(self) -> tuple[Entry, History] | None:
        """The brief that a command is to change; None, and why, where there is none or it is being written anew."""
        eyes = self._desk.eyes
        chosen = eyes.chosen()
        self.leave()
        if chosen is not None:
            eyes.choose(chosen[0])
        entry = self._desk.entry
        if entry is not None and entry.busy:
            eyes.tell("being_briefed")
        elif entry is None or entry.history is None:
            eyes.tell("no_brief")
        else:
            return entry, entry.history
        return None

    def edit(self) -> bool:
        """Edit the chosen sentence; False where it is being edited already."""
        chosen = self._desk.eyes.chosen()
        if self.now is not None and chosen is not None and chosen[1] == self.now.index:
            return False
        if found := self._to_change():
            if chosen is None or chosen[1] is None:
                self._desk.eyes.tell("no_sentence_chosen")
            else:
                self._begin(Editing(found[0], chosen[1], False, chosen[2]), chosen[0], chosen[2])
        return True

    def new_sentence(self) -> None:
        """Write a new sentence after the chosen one."""
        if (found := self._to_change()) is None:
            return
        entry, history = found
        chosen = self._desk.eyes.chosen()
        at = chosen[1] + 1 if chosen and chosen[1] is not None else len(history.current.summary)
        # An empty sentence stands in the view while it is written, but not in the brief.
        history.current = history.current.inserted(at, BriefSentence("", status="unsupported"))
        self._desk.eyes.entry_changed(entry)
        self._desk.eyes.choose(f"s{at}")
        self._begin(Editing(entry, at, True, ""), f"s{at}", "")

    def _begin(self, editing: Editing, item: str, text: str) -> None:
        editing.before = editing.text = clean(text)
        self.now = editing
        self._desk.eyes.editor_opened(item, editing.before)
        self.check(editing.before)

    def typed(self, text: str) -> None:
        """The words in the editor changed: they are kept as they stand; checking waits for a pause."""
        if self.now is not None:
            self.now.text = text
            self._desk.memory.touch(self.now.entry, words=True)
            # The verdict there is was on other words.
            self._desk.eyes.verdict(locale.text("tui.edit.checking"), "busy")

    def check(self, text: str) -> None:
        """Ask what the source says of the words."""
        editing = self.now
        if editing is None or editing.entry.article is None:
            return
        editing.asked = text
        if not text:
            self._desk.eyes.verdict(locale.text("tui.edit.empty"), "note")
            return
        editing.ticket = self._desk.inference.check(editing.entry.article, editing.entry.facts, text)

    def checked(self, reply: p.CheckedText) -> None:
        """Show the verdict; finish where the reader waits for it."""
        if reply.ticket in self._rechecks:
            self._rechecked(reply)
            return
        editing = self.now
        if editing is None or reply.ticket != editing.ticket:
            return
        if reply.error or not reply.sentences:
            note = one_line(reply.error) if reply.error else ""
            doubtful = unchecked(editing.asked)
            sentences: tuple[BriefSentence, ...] = (replace(doubtful, reasons=(note,)) if note else doubtful,)
        else:
            sentences = reply.sentences
        editing.checked, editing.sentences = editing.asked, sentences
        if editing.keep:
            self._finish()
            return
        worst = next((s for s in sentences if s.status == "unsupported"), sentences[0])
        words = "; ".join(one_line(reason) for reason in worst.reasons) or locale.text(f"tui.status.{worst.status}")
        tone = "ok" if worst.status == "supported" else "bad"
        self._desk.eyes.verdict(shown(f"{MARKS[worst.status]} {words}"), tone)
        if self._desk.entry is editing.entry:
            self._desk.eyes.evidence([e for sentence in sentences for e in sentence.evidence])

    def finish(self, text: str, *, kept: bool) -> None:
        """The reader is done with the sentence: it is kept once it is checked, or given up."""
        editing = self.now
        if editing is None:
            return
        if not kept or text == editing.before:
            self._abandon()
            self.recheck(editing.entry)
        elif not text:
            editing.sentences = ()
            self._finish()
        elif editing.checked == text:
            self._finish()
        else:
            editing.keep = True
            self.check(text)

    def _abandon(self) -> None:
        editing = self.now
        assert editing is not None
        history = editing.entry.history
        if editing.new and history is not None:
            history.current = history.current.with_sentence(editing.index)
        # Back to where the reader was: a new sentence was asked for on the one before it.
        self._put_away(editing.entry, max(0, editing.index - 1) if editing.new else editing.index)

    def _finish(self) -> None:
        editing = self.now
        assert editing is not None
        history = editing.entry.history
        if history is not None:
            draft = history.current
            if editing.new:
                history.current = draft.with_sentence(editing.index)
                draft = history.current.inserted(editing.index, *editing.sentences)
            else:
                # A headline is one sentence, whatever stops are in it.
                headline = editing.index < 0
                kept = as_one(editing.asked, editing.sentences) if headline else editing.sentences
                draft = draft.with_sentence(editing.index, *kept)
            self.change(editing.entry, draft)
        self._put_away(editing.entry, editing.index)
        self.recheck(editing.entry)

    def _put_away(self, entry: Entry, index: int) -> None:
        self.now = None
        self._desk.memory.touch(entry, words=True)
        self._desk.eyes.entry_changed(entry)
        self._desk.eyes.editor_closed("h" if index < 0 else f"s{index}")

    def leave(self, entry: Entry | None = None) -> None:
        """Something else wants the brief or the screen: what was typed is kept, as if by Enter, but at once.

        Of `entry` alone where one is named. What is not checked yet is marked so, and checked as soon as it can be.
        """
        editing = self.now
        if editing is None or entry not in (None, editing.entry):
            return
        words = self._desk.eyes.editor_words()
        if words == editing.before:
            self._abandon()
            return
        if editing.checked != words:
            editing.asked = words
            editing.sentences = (unchecked(words),) if words else ()
        self._finish()

    # --- checking again

    def recheck(self, entry: Entry) -> None:
        """Have all sentences checked that nobody has checked yet."""
        if entry.article is None or entry.history is None:
            return
        asked = [sentence for owner, sentence in self._rechecks.values() if owner is entry]
        for _, sentence in entry.history.current.sentences:
            if is_unchecked(sentence) and sentence not in asked and sentence.text:
                ticket = self._desk.inference.recheck(entry.article, entry.facts, sentence.text)
                self._rechecks[ticket] = entry, sentence

    def _rechecked(self, reply: p.CheckedText) -> None:
        entry, before = self._rechecks.pop(reply.ticket)
        if reply.error or not reply.sentences or entry.history is None:
            return
        sentences = reply.sentences
        if entry.history.current.headline == before:
            sentences = as_one(before.text, sentences)
        if entry.history.amend(before, *sentences):
            self._recount(entry)

    @property
    def waits(self) -> bool:
        """Whether checks of words that were left are still under way."""
        return bool(self._rechecks)

    # --- changes

    def change(self, entry: Entry, draft: Draft) -> None:
        """Make `draft` the words of the brief, and count anew what they leave out."""
        if entry.history is None:
            return
        entry.history.push(draft)
        self._recount(entry)

    def _recount(self, entry: Entry) -> None:
        entry.settle()
        brief = entry.current()
        if brief is not None:
            entry.recount = self._desk.inference.recount(entry.key, brief)
        self._desk.changed(entry, words=True)

    def undo(self) -> None:
        """Take the last change of words back; where there is none, the last removal from the queue."""
        desk, entry = self._desk, self._desk.entry
        if self.now is None and not (entry is not None and entry.history is not None and entry.history.can_undo):
            if desk.undo_step():
                return
            if entry is not None and entry.before:
                desk.memory.recall_before(entry)
                return
        found = self._to_change()
        if found and found[1].undo():
            self._recount(found[0])
        elif found:
            desk.eyes.tell("nothing_to_undo")

    def redo(self) -> None:
        """Take it again."""
        found = self._to_change()
        if found and found[1].redo():
            self._recount(found[0])
        elif found:
            self._desk.eyes.tell("nothing_to_redo")

    def remove(self) -> None:
        """Take the chosen sentence out."""
        chosen = self._desk.eyes.chosen()
        if (found := self._to_change()) is None:
            return
        entry, history = found
        if chosen is None or chosen[1] is None:
            self._desk.eyes.tell("no_sentence_chosen")
            return
        self.change(entry, history.current.with_sentence(chosen[1]))
        if not self._desk.eyes.choose(chosen[0]):
            self._desk.eyes.choose(f"s{chosen[1] - 1}")

    def move(self, by: int) -> None:
        """The chosen sentence so many places down."""
        chosen = self._desk.eyes.chosen()
        if (found := self._to_change()) is None:
            return
        entry, history = found
        if chosen is None or chosen[1] is None or chosen[1] < 0:
            self._desk.eyes.tell("no_sentence_chosen")
            return
        draft = history.current.moved(chosen[1], chosen[1] + by)
        if draft is not history.current:
            self.change(entry, draft)
            self._desk.eyes.choose(f"s{chosen[1] + by}")

    def restore(self) -> None:
        """The engine's words again."""
        if (found := self._to_change()) is None:
            return
        entry, history = found
        if history.edited:
            self.change(entry, history.original)
            self._desk.eyes.tell("restored")
        else:
            self._desk.eyes.tell("nothing_to_restore")

    def include(self, places: Sequence[Span]) -> None:
        """Put the source sentences that these places stand in into the brief, in the order of the source."""
        entry = self._desk.entry
        if entry is None or entry.article is None:
            self._desk.eyes.tell("no_sentence")
            return
        article = entry.article
        sentences = [s for s in article.sentences if any(s.overlaps(place) for place in places[:1])]
        if not sentences:
            self._desk.eyes.tell("no_sentence")
            return
        if (found := self._to_change()) is None:
            return
        entry, history = found
        held = {sentence.text for _, sentence in history.current.sentences}
        draft, at = history.current, -1
        for span in sentences:
            words = " ".join(span.of(article.text).split())
            if words in held:
                continue
            draft, at = with_source(draft, words, span)
        if at < 0:
            self._desk.eyes.tell("there_already")
            return
        self.change(entry, draft)
        self._desk.eyes.choose(f"s{at}")
        self._desk.eyes.tell("added", n=at + 1)
