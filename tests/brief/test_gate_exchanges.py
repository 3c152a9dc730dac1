"""Numbers exchanged between what they count, and the offices of one who bears several."""

from __future__ import annotations

import pytest

from summarizer import document
from summarizer.brief.gate.contrast import exchanged
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import prepare
from summarizer.facts.model import Facts
from tests.brief.test_gate import verdict

SOURCE = (
    "Vụ lật thuyền làm 5 người chết, 12 người bị thương. "
    "Đội bóng xã Hòa Bắc thắng đội xã Tân Phú 3-1. "
    "Ông Trần Văn Mười, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện, dự họp."
)


def test_an_exchange_is_objected_to():
    sentence, _ = verdict(SOURCE, "Lật thuyền khiến 12 người chết và 5 người bị thương.")
    assert sentence.status == "unsupported"
    assert [f.kind for f in sentence.faults] == ["swap"]


@pytest.mark.parametrize(
    "brief",
    [
        "Lật thuyền khiến 5 người chết và 12 người bị thương.",
        "12 người bị thương, 5 người chết vì lật thuyền.",
        "Chủ tịch UBND huyện Trần Văn Mười dự họp.",
        "Phó Bí thư Huyện ủy Trần Văn Mười dự họp.",
    ],
)
def test_the_same_in_other_words_passes(brief):
    sentence, _ = verdict(SOURCE, brief)
    assert sentence.status == "supported", sentence.reasons


def test_a_score_told_from_the_other_side_is_no_exchange():
    source = prepare(document.from_text("Tỷ số chung cuộc 3-1 cho Hòa Bắc."), Facts())
    brief = "Tỷ số chung cuộc 1-3 nghiêng về Hòa Bắc."
    assert not exchanged(Passage(brief, 0, len(brief)), source.passages, source)
