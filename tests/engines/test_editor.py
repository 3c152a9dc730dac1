"""What may be cut of a sentence: exact vetoes, whole figures and names, few seams."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from summarizer.document import from_text
from summarizer.engines.base import Cancelled
from summarizer.engines.editor import told
from summarizer.engines.editor.decoding import kept
from summarizer.engines.editor.engine import load
from summarizer.engines.editor.told import words
from summarizer.engines.registry import EngineUnavailable

SENTENCE = (
    "Theo cáo buộc, ông Nguyễn Văn An, 45 tuổi, giám đốc công ty xây dựng, nhận khoảng 12,5 tỷ đồng và có thể bị phạt nếu"
    " không nộp lại trong 15 ngày."
)


def cut(sentence: str, dropped: str) -> str:
    """The sentence where the network would drop `dropped` and keep all else."""
    found = words(sentence)
    a = sentence.index(dropped)
    chances = [0.02 if a <= w.start < a + len(dropped) else 0.98 for w in found]
    return " ".join(sentence[w.start : w.end] for w, stay in zip(found, kept(found, chances), strict=True) if stay)


def test_an_aside_between_commas_goes() -> None:
    assert "45 tuổi" not in cut(SENTENCE, "45 tuổi, giám đốc công ty xây dựng,")


@pytest.mark.parametrize("held", ["Theo cáo buộc", "khoảng", "có thể", "không", "trong 15 ngày"])
def test_limits_hedges_negations_and_speakers_stay(held: str) -> None:
    assert held in cut(SENTENCE, held)


def test_a_figure_is_whole_or_gone() -> None:
    assert "12,5 tỷ đồng" in cut(SENTENCE, "tỷ đồng")


def test_a_name_is_whole_or_gone() -> None:
    assert "ông Nguyễn Văn An" in cut(SENTENCE, "Văn")


def test_nothing_is_cut_inside_a_quotation() -> None:
    sentence = 'Bà Lan nói "chúng tôi đã chờ rất lâu, mệt mỏi, mới có nước sạch" trong buổi gặp sáng nay tại xã.'
    assert "chờ rất lâu mệt mỏi mới có" in cut(sentence, "mệt mỏi,")


def test_what_would_keep_too_little_is_not_cut() -> None:
    found = words(SENTENCE)
    assert all(kept(found, [0.01] * len(found))) or sum(kept(found, [0.01] * len(found))) >= 0.4 * len(found)


def test_a_sentence_without_words_has_nothing_to_cut() -> None:
    assert kept(words("…"), []) == []


def test_flags_are_as_many_as_named() -> None:
    assert told.flags(SENTENCE, own=True, style="hand").shape == (len(SENTENCE), len(told.NAMES))


def test_what_stays_is_the_units_own_words_in_order(tiny_editor: Path, tiny_reader: Path) -> None:
    article = from_text(f"Xét xử vụ án xây dựng\n\n{SENTENCE}\n\nPhiên tòa dự kiến kéo dài ba ngày, từ 4/5 đến 6/5.")
    units = [s for s in article.sentences if s.role == "body"]
    made = load(tiny_editor, tiny_reader, threads=1).cut(article, units)
    assert len(made) == len(units)
    for unit, spans in zip(units, made, strict=True):
        assert spans
        assert all(unit.covers(s) for s in spans)
        assert all(a.end < b.start for a, b in pairwise(spans))
    assert "theo cáo buộc" in " ".join(s.of(article.text) for s in made[0]).lower()


def test_an_editor_stops_when_asked(tiny_editor: Path, tiny_reader: Path) -> None:
    article = from_text(f"Xét xử\n\n{SENTENCE}")
    asked = Event()
    asked.set()
    with pytest.raises(Cancelled):
        load(tiny_editor, tiny_reader, threads=1).cut(article, article.body, cancelled=asked)


def test_a_folder_without_weights_is_told(tmp_path: Path, tiny_reader: Path) -> None:
    with pytest.raises(EngineUnavailable):
        load(tmp_path, tiny_reader)
