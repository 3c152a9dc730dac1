"""The lines of a brief: a sentence lights the words of the source that it is made of, not those cut from between."""

from __future__ import annotations

from dataclasses import replace

from summarizer.brief import compose
from summarizer.brief.drafting import realise
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.engines import registry
from summarizer.tui.body import Body
from summarizer.tui.entry import Entry, State
from summarizer.tui.widgets.brief_lines import sheet
from summarizer.tui.widgets.sheet import Look

PARTS = ("Bão số 5 đổ bộ vào đất liền", " trong đêm,", " làm sập hơn 40 căn nhà ở xã Tân Lập.")


def test_the_words_of_an_edited_sentence_are_lit_and_what_was_cut_is_not():
    article = from_text(f"Bão số 5 đổ bộ\n\n{''.join(PARTS)}\n")
    brief = compose(article, registry.load("extractive"))
    start = article.text.index(PARTS[0])
    end = start + len("".join(PARTS))
    made = realise(article, brief.facts, (Span(start, start + len(PARTS[0])), Span(end - len(PARTS[2]), end)))
    entry = Entry(1, "a.txt", body=Body(article, brief=replace(brief, summary=(made,))), state=State.DONE)
    item = next(i for i in sheet(entry, Look(80)).items if i.id == "s0")
    assert [s.of(article.text) for s in item.spans] == [PARTS[0], PARTS[2].strip()]
