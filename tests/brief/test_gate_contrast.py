"""Whether something else of the source would stand better in a place of the sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
import pytest

from models.training.fit_contrast import logistic
from summarizer import document, facts
from summarizer.brief.check import check_text
from summarizer.brief.gate.contrast import Contrast, Exchange, check
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import prepare
from summarizer.document.model import Article, Span
from summarizer.engines.base import Verdict

SOURCE = (
    "Sau trận mưa, xã Tân Hòa sơ tán 45 hộ dân ven suối, còn xã Bình Lợi sơ tán 120 hộ dân dưới chân đồi. "
    "Nhà máy nước Sông Cầu tăng công suất từ ngày 5/6, nhà máy Suối Trai ngừng bơm từ ngày 9/7. "
    "Trạm y tế Hòa An báo cáo với bệnh viện Tâm Phúc về ba ca sốt phát ban. "
    "Huyện không cấp phép khai thác cát trên đoạn sông qua thị trấn. "
    "Ban quản lý chợ đã thu phí vệ sinh của các sạp hàng trong tháng này. "
    "Giá thuê sạp hàng giảm nhẹ ở khu phía bắc chợ."
)
GIVER_AND_TAKER = "Bệnh viện Tâm Phúc báo cáo với trạm y tế Hòa An về ba ca sốt phát ban."


@dataclass
class Doubting:
    """A judge that never objects; `short` is what it lacks."""

    short: float
    revision: str = "doubting"

    def judge(self, article: Article, claims: Sequence[str], *, cancelled: Event | None = None) -> list[Verdict]:
        return [Verdict(0.4, None, (), (0,), self.short) for _ in claims]


def told(text: str, judge: Doubting | None = None):
    article = document.from_text(SOURCE)
    (sentence,) = check_text(article, facts.find(article), text, judge=judge)
    return sentence


@pytest.mark.parametrize(
    ("brief", "kind", "words", "source"),
    [
        ("Xã Tân Hòa sơ tán 120 hộ dân ven suối.", "number", "120 hộ dân", "45 hộ dân"),
        ("Nhà máy nước Sông Cầu tăng công suất từ ngày 9/7.", "time", "ngày 9/7", "ngày 5/6"),
        ("Giá thuê sạp hàng tăng nhẹ ở khu phía bắc chợ.", "opposite", "tăng", "giảm"),
        ("Huyện cấp phép khai thác cát trên đoạn sông qua thị trấn.", "negation", "cấp", "không cấp"),
        ("Ban quản lý chợ không thu phí vệ sinh của các sạp hàng trong tháng này.", "negation", "không thu", "thu"),
    ],
)
def test_what_the_source_has_of_another_is_an_objection(brief, kind, words, source):
    sentence = told(brief)
    assert sentence.status == "unsupported"
    (fault,) = [f for f in sentence.faults if f.gravity == "error"]
    assert fault.kind == kind
    assert fault.words[0].of(brief).startswith(words)
    assert fault.source[0].of(SOURCE).startswith(source)


@pytest.mark.parametrize(
    "brief",
    [
        "Tân Hòa có 45 hộ dân ven suối phải sơ tán.",
        "Từ ngày 5/6, nhà máy nước Sông Cầu tăng công suất.",
        "Ba ca sốt phát ban được trạm y tế Hòa An báo cáo với bệnh viện Tâm Phúc.",
        "Trên đoạn sông qua thị trấn, huyện không cấp phép khai thác cát.",
        "Bình Lợi sơ tán nhiều hộ hơn Tân Hòa: 120 so với 45 hộ dân.",
    ],
)
def test_the_same_told_in_another_order_passes(brief):
    assert told(brief).status == "supported"


def test_points_make_up_for_what_the_judge_lacks():
    assert told(GIVER_AND_TAKER).status == "supported"
    assert told(GIVER_AND_TAKER, Doubting(math.inf)).status == "supported"
    doubted = told(GIVER_AND_TAKER, Doubting(0.5))
    assert doubted.status == "unsupported"
    assert [f.kind for f in doubted.faults] == ["swap"]


def test_without_anything_better_the_judges_doubts_alone_are_no_objection():
    assert told("Ở khu phía bắc chợ, giá thuê sạp hàng giảm nhẹ.", Doubting(0.0)).status == "supported"


def test_what_a_rule_has_said_is_not_said_again():
    sentence = told("Giá thuê sạp hàng tăng nhẹ 70% ở khu phía bắc chợ.")
    assert [f.kind for f in sentence.faults if f.gravity == "error"] == ["number"]


def test_a_sentence_without_end_is_left_alone():
    endless = " ".join(f"xã Tân Hòa {n} hộ" for n in range(200))
    article = document.from_text(f"{SOURCE}\n\n{endless}")
    source = prepare(article, facts.find(article))
    s = Passage(endless, 0, len(endless))
    assert check(s, source.passages, source).exchanges == ()
    assert check(Passage(SOURCE[:99], 0, 99), source.passages, source).points == 0.0


def test_points_grow_with_the_gain_above_a_knot():
    def points(gain: float) -> float:
        return Contrast((Exchange("swapped_name", gain, 0, 1, Span(0, 1)),)).points

    assert points(0.0) == 0.0
    assert 0.0 < points(0.2) < points(0.4)
    assert Contrast(()).points == 0.0


def test_a_logistic_regression_finds_the_odds():
    rng = np.random.default_rng(0)
    x = np.c_[rng.normal(size=4000), np.ones(4000)]
    y = (rng.random(4000) < 1 / (1 + np.exp(-(2 * x[:, 0] - 1)))).astype(float)
    assert logistic(x, y, 0.1) == pytest.approx([2, -1], abs=0.2)
