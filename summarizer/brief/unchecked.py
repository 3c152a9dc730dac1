"""Sentences that nobody has compared with the source yet: a reader's words between the keystroke and the check."""

from __future__ import annotations

from dataclasses import replace

from summarizer import locale
from summarizer.brief.model import BriefSentence


def unchecked(text: str) -> BriefSentence:
    """Words that nobody has compared with the source yet: they count as not supported until somebody has."""
    return BriefSentence(text, status="unsupported", reasons=(locale.text("brief.reason.unchecked"),))


def is_unchecked(sentence: BriefSentence) -> bool:
    """Whether a sentence still waits for its check, in whatever language that was noted."""
    notes = (locale.catalog(language, "brief")["reason"]["unchecked"] for language in locale.LANGUAGES)
    return sentence.status == "unsupported" and len(sentence.reasons) == 1 and sentence.reasons[0] in notes


def in_words(sentence: BriefSentence) -> BriefSentence:
    """The sentence; one that waits for its check says so in the language in use, whichever it was noted in."""
    return replace(sentence, reasons=unchecked("").reasons) if is_unchecked(sentence) else sentence
