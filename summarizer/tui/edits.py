"""What a journalist did to a brief: snapshots of its sentences, with undo and redo."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from summarizer.brief.model import Brief, BriefSentence, Evidence
from summarizer.document.model import Sentence

DEPTH: Final = 200
"""Snapshots kept for undo; they share their sentences, so one costs a tuple."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of a brief at one moment."""

    headline: BriefSentence | None
    summary: tuple[BriefSentence, ...]

    @classmethod
    def of(cls, brief: Brief) -> Draft:
        """The words of `brief`."""
        return cls(brief.headline, brief.summary)

    def with_sentence(self, index: int, *sentences: BriefSentence) -> Draft:
        """The sentence at `index` (-1: the headline) replaced; with no sentence given, removed."""
        if index < 0:
            return Draft(sentences[0] if sentences else None, self.summary)
        return Draft(self.headline, (*self.summary[:index], *sentences, *self.summary[index + 1 :]))

    def inserted(self, index: int, *sentences: BriefSentence) -> Draft:
        """With `sentences` before the one at `index`."""
        return Draft(self.headline, (*self.summary[:index], *sentences, *self.summary[index:]))

    @property
    def sentences(self) -> tuple[tuple[int, BriefSentence], ...]:
        """All sentences with their index, the headline's -1."""
        head = ((-1, self.headline),) if self.headline else ()
        return (*head, *enumerate(self.summary))

    def moved(self, index: int, to: int) -> Draft:
        """The sentence at `index` put where `to` is; unchanged where either is none of the summary."""
        if not (0 <= index < len(self.summary) and 0 <= to < len(self.summary)):
            return self
        rest = [*self.summary[:index], *self.summary[index + 1 :]]
        rest.insert(to, self.summary[index])
        return Draft(self.headline, tuple(rest))


@dataclass(slots=True)
class History:
    """The drafts of one brief. `original` is what the engine wrote."""

    original: Draft
    current: Draft
    _past: list[Draft] = field(default_factory=list)
    _future: list[Draft] = field(default_factory=list)

    @classmethod
    def of(cls, brief: Brief) -> History:
        """A history that begins with `brief` as it stands."""
        draft = Draft.of(brief)
        return cls(draft, draft)

    @property
    def edited(self) -> bool:
        """Whether the words differ from the engine's."""
        return self.current != self.original

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def push(self, draft: Draft) -> None:
        """Make `draft` the current one; a draft equal to it changes nothing."""
        if draft != self.current:
            self._past = [*self._past[-DEPTH + 1 :], self.current]
            self._future.clear()
            self.current = draft

    def amend(self, before: BriefSentence, *sentences: BriefSentence) -> bool:
        """Put the verdict on words in the place of those words, wherever they stand; no step of its own."""

        def amended(draft: Draft) -> Draft:
            for index, sentence in draft.sentences:
                if sentence == before:
                    return draft.with_sentence(index, *sentences)
            return draft

        now = amended(self.current)
        changed = now is not self.current
        self.current = now
        self._past, self._future = [*map(amended, self._past)], [*map(amended, self._future)]
        return changed

    def came_between(self, other: Draft) -> None:
        """Words that another desk wrote meanwhile: one step of undo away."""
        self._past.append(other)

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        if not self._past:
            return False
        self._future.append(self.current)
        self.current = self._past.pop()
        return True

    def redo(self) -> bool:
        """Take an undone step again; False where there is none."""
        if not self._future:
            return False
        self._past.append(self.current)
        self.current = self._future.pop()
        return True


def with_source(draft: Draft, words: str, span: Sentence) -> tuple[Draft, int]:
    """The draft with a source sentence where the source has it, and the place that it got."""
    # It is its own evidence, word for word; the recount finds its figures.
    sentence = BriefSentence(words, (Evidence(span.start, span.end, 1.0),), made="copied")
    at = next(
        (n for n, s in enumerate(draft.summary) if s.evidence and min(s.evidence).start > span.start),
        len(draft.summary),
    )
    return draft.inserted(at, sentence), at


def as_one(text: str, sentences: tuple[BriefSentence, ...]) -> tuple[BriefSentence, ...]:
    """The verdicts on parts of a sentence as one: the worst of them, with the evidence and reasons of all."""
    if len(sentences) < 2:
        return sentences
    worst = next((s for s in sentences if s.status == "unsupported"), sentences[0])
    evidence = tuple(dict.fromkeys(e for s in sentences for e in s.evidence))
    reasons = tuple(dict.fromkeys(reason for s in sentences for reason in s.reasons))
    return (replace(worst, text=text, evidence=evidence, figures=(), reasons=reasons, pieces=()),)
