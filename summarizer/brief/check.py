"""Any text against its source: a journalist's own brief, or one from another program."""

from __future__ import annotations

import unicodedata

from summarizer.brief.evidence import align_to
from summarizer.brief.gate.checking import gate_for
from summarizer.brief.gate.source import prepare
from summarizer.brief.model import BriefSentence
from summarizer.document.model import Article
from summarizer.document.sentences import split_sentences
from summarizer.facts.model import Facts


def check_text(article: Article, facts: Facts, text: str) -> tuple[BriefSentence, ...]:
    """Every sentence of `text` with its evidence in `article`, its figures and the gate's verdict.

    `text` is brought to NFC; an empty one gives no sentences.
    """
    brief = unicodedata.normalize("NFC", text)
    source = prepare(article, facts)
    gate = gate_for(source)
    out: list[BriefSentence] = []
    before = ""
    for span in split_sentences(brief):
        sentence = span.of(brief).strip().lstrip("-•*+– ").strip()
        if not any(c.isalnum() for c in sentence):
            continue
        evidence = align_to(sentence, source)
        checked = gate.check(sentence, evidence, before)
        out.append(BriefSentence(sentence, evidence, checked.status, checked.figures, checked.reasons))
        before = sentence
    return tuple(out)
