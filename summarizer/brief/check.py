"""Any text against its source: a journalist's own brief, or one from another program."""

from __future__ import annotations

import re
import unicodedata
from threading import Event
from typing import Final

from summarizer.brief.evidence import align_to
from summarizer.brief.gate.checking import gate_for
from summarizer.brief.model import BriefSentence
from summarizer.document.model import Article
from summarizer.document.sentences import split_sentences
from summarizer.engines.base import Judge
from summarizer.facts.model import Facts

_MARK: Final = re.compile(r"(?:[•*\s]|[-–+](?!\d))*")
"""What a list puts before an entry; before a number a dash is its sign."""


def check_text(
    article: Article, facts: Facts, text: str, *, judge: Judge | None = None, cancelled: Event | None = None
) -> tuple[BriefSentence, ...]:
    """Every sentence of `text` with its evidence in `article`, its figures and the gate's verdict.

    `text` is brought to NFC; an empty one gives no sentences. Without a `judge` the meaning is not compared.

    Raises:
        Cancelled: `cancelled` was set.
    """
    brief = unicodedata.normalize("NFC", text)
    gate = gate_for(article, facts)
    told = (_MARK.sub("", span.of(brief), count=1).strip() for span in split_sentences(brief))
    sentences = [s for s in told if any(c.isalnum() for c in s)]
    if judge is not None:
        gate.ask(sentences, judge, cancelled)
    out: list[BriefSentence] = []
    for i, sentence in enumerate(sentences):
        evidence = align_to(sentence, gate.source)
        c = gate.check(sentence, evidence, judge, sentences[:i])
        out.append(BriefSentence(sentence, evidence, c.status, c.figures, c.reasons, c.made, c.faults, c.judged))
    return tuple(out)
