"""The source as rows with marks."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summarizer.document.model import Span
from summarizer.facts.model import Facts
from summarizer.tui.layers import KINDS, Layer, Mark
from summarizer.tui.page import Page
from summarizer.tui.widgets.source import tones
from tests.tui.conftest import make_article, make_facts, span


def page(width: int = 60, **more: object) -> Page:
    article = make_article()
    out = Page(article, make_facts(article))
    out.arrange(width, **more)
    return out


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20))), st.integers(0, 70), st.integers(0, 20))
def test_layers_find_what_overlaps(pairs, start, length):
    spans = [Span(a, a + n) for a, n in pairs]
    layer = Layer((one, 1) for one in spans)
    found = sorted(one for one, _ in layer.within(start, start + length))
    assert found == sorted(one for one in spans if one.start < start + length and start < one.end)


def test_pieces_cover_a_row_and_know_what_they_are():
    one = page()
    text = one.article.text
    money = span(one.article, "8.250 tỷ đồng")
    for row in one.rows:
        pieces = one.pieces(row)
        if row.end > row.start:
            assert (pieces[0][0], pieces[-1][1]) == (row.start, row.end)
            assert all(before[1] == after[0] for before, after in itertools.pairwise(pieces))
    found = {}
    for row in one.rows:
        for start, end, mark in one.pieces(row):
            found[text[start:end]] = mark
    mark = found["8.250 tỷ đồng"]
    assert KINDS[(mark & Mark.KIND) - 1] == "money"
    assert mark & Mark.KEY
    assert tones(mark) == ("source--money", "source--key")
    assert found["yêu cầu"] & Mark.TRIGGER
    assert not found["3,2%"] & Mark.KEY
    assert one.rows[one.row_of(money.start)].start <= money.start


def test_furniture_folds_by_runs():
    folded = [row.folded for row in page().rows if row.folded]
    assert folded == [1, 2]
    assert not any(row.folded for row in page(furniture=True).rows)


def test_evidence_hits_and_choice_lie_over_each_other():
    one = page()
    place = span(one.article, "8.250 tỷ đồng")
    one.mark_evidence([place], [(place, "1"), (place, "2")])
    one.mark_hits([place], 0)
    one.mark_chosen(place, place, [place, None])
    row = one.rows[one.row_of(place.start)]
    marks = [mark for start, _, mark in one.pieces(row) if start == place.start]
    assert marks[0] & Mark.EVIDENCE
    assert marks[0] & Mark.HIT_NOW
    assert marks[0] & Mark.CHOSEN
    assert marks[0] & Mark.ROLE
    assert one.number_at(row) == "1,2"
    assert tones(marks[0])[-1] == "source--hit-now"


def test_blank_rows_stand_between_paragraphs_but_not_after_headings():
    one = page(200)
    kinds = ["blank" if row.start == row.end else one.article.paragraphs[row.paragraph].role for row in one.rows]
    assert kinds[:2] == ["title", "blank"]
    at = kinds.index("heading")
    assert kinds[at + 1] == "body"
    assert kinds[at - 1] == "blank"


def test_an_empty_article():
    one = Page(make_article([]), Facts())
    one.arrange(40)
    assert one.rows == []
    assert one.row_of(10) == 0


def test_directives_at_rows():
    one = page(200)
    bars = [one.directive_at(row).strength for row in one.rows if one.directive_at(row)]
    assert bars[0] == "order"


def test_words_that_ocr_is_not_sure_of_are_marked():
    article = make_article()
    word = article.sentences[1]
    one = Page(replace(article, doubtful=(Span(word.start, word.start + 4),)), Facts())
    one.arrange(60)
    found = [piece for row in one.rows for piece in one.pieces(row) if piece[2] & Mark.DOUBTFUL]
    assert [(start, end) for start, end, _ in found] == [(word.start, word.start + 4)]
    assert "source--doubtful" in tones(Mark.DOUBTFUL)


def test_a_long_text_is_laid_out_bit_by_bit_and_what_is_asked_for_at_once():
    article = make_article([("body", [f"Câu số {number} của đoạn này."]) for number in range(3_000)])
    whole, one = Page(article, Facts()), Page(article, Facts())
    whole.arrange(60)
    one.arrange(60, seconds=0.0)
    assert len(one.rows) < len(whole.rows)
    asked = article.sentences[1_500]
    assert not one.reaches(asked.start)
    assert one.rows_of(asked) == whole.rows_of(asked)
    assert one.reaches(asked.start)
    assert len(one.rows) < len(whole.rows)
    while not one.go_on(0.001):
        pass
    assert one.rows == whole.rows


def test_marks_are_found_where_they_stand():
    one = page()
    figures, directives = one.figures, one.directives
    assert one.mark_at(figures[3].span.start) == ("figure", 3)
    assert one.mark_at(directives[0].trigger.start) == ("directive", 0)
    assert one.mark_at(0) is None
    first, order, task, title = (one.article.sentences[n] for n in (1, 5, 7, 0))
    assert one.first_in(first) == ("figure", 0)
    assert one.first_in(order) == ("figure", 6)
    assert one.first_in(task) == ("directive", 2)
    assert one.first_in(title) is None
