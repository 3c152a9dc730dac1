"""Selection: budget, redundancy, sections, order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.brief.composing import compose
from summarizer.brief.features import NAMES, features
from summarizer.brief.model import Options
from summarizer.brief.select import select
from summarizer.brief.units import Unit, candidates, groups
from summarizer.brief.weighing import WEIGHTS, Weights
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines.base import Scores
from summarizer.engines.extractive import Extractive
from summarizer.engines.registry import load
from summarizer.facts import find
from summarizer.facts.model import Facts
from tests.marking import PlainMarker

from .articles import facts, report
from .documents import REPORT as DOCUMENT


def scored(article: Article, found: Facts) -> tuple[tuple[Unit, ...], Scores]:
    units = candidates(article, found)
    return units, Extractive().score(article, units, features(article, found, units))


def words(article: Article, units: tuple[Unit, ...]) -> int:
    return sum(len(u.of(article.text).split()) for u in units)


def test_features_line_up_with_their_names() -> None:
    article = report()
    found = facts(article)
    units = candidates(article, found)
    table = features(article, found, units)
    assert table.names == NAMES
    assert table.values.shape == (len(units), len(NAMES))
    column = dict(zip(NAMES, table.values.T, strict=True))
    texts = [u.of(article.text) for u in units]
    revenue = next(i for i, t in enumerate(texts) if "186 tỷ đồng" in t)
    assert column["key_figures"][revenue] == 1.0
    assert column["trend"][revenue] == 1.0
    order = next(i for i, t in enumerate(texts) if "yêu cầu" in t)
    assert column["issues"][order] == 1.0
    assert column["first"].tolist() == [1.0] + [0.0] * (len(units) - 1)


def test_a_task_is_never_taken_without_who_gave_it() -> None:
    article = report()
    found = facts(article)
    units = candidates(article, found)
    leaning = [i for i, u in enumerate(units) if u.leans]
    assert len(leaning) == 2
    relevance = np.zeros(len(units), dtype=np.float32)
    relevance[leaning] = 5.0
    chosen = select(article, found, units, Scores(relevance), Options(sentences=1))
    assert not any(u.leans for u in chosen)


@pytest.mark.parametrize("item", ["giá vàng tăng, ", "giá vàng tăng ", "giavangtang"], ids=["list", "run", "word"])
def test_a_text_that_is_one_list_is_cut_to_what_can_be_read(item: str) -> None:
    article = from_text("Tin giá vàng\n\n" + "Hôm nay, " + item * 2_000 + "hết.")
    nothing = Facts()
    for unit in select(article, nothing, *scored(article, nothing), Options()):
        assert unit.start == article.sentences[unit.sentence].start
        assert len(unit.of(article.text)) <= 1_500
        assert len(unit.of(article.text).split()) <= 150


def test_what_repeats_is_left_out() -> None:
    text = (
        "Cháy chợ huyện Phú Hòa\n\nChợ trung tâm huyện Phú Hòa cháy lớn rạng sáng nay, 40 gian hàng bị thiêu rụi.\n\n"
        "Rạng sáng nay chợ trung tâm huyện Phú Hòa cháy lớn, thiêu rụi 40 gian hàng.\n\n"
        "Cảnh sát huy động 6 xe chữa cháy, dập tắt ngọn lửa sau 3 giờ; không ai bị thương.\n"
    )
    article = from_text(text)
    units = candidates(article)
    relevance = np.array([1.0, 0.95, 0.4], dtype=np.float32)
    chosen = select(article, Facts(), units, Scores(relevance), Options(sentences=2))
    assert [units.index(u) for u in chosen] == [0, 2]


STORM = from_text(
    "Bão số 5 làm sập 40 căn nhà\n\n"
    + "\n".join(
        (
            "Bão số 5 đổ bộ vào bờ biển huyện Tân Lập trong đêm qua với gió giật mạnh.",
            "Nhiều hàng cây ven đường bị quật đổ, điện mất trên diện rộng suốt đêm.",
            "Chính quyền xã mở cửa trường học cho người dân vào tránh trú từ chiều.",
            "Theo thống kê ban đầu, toàn huyện có 40 căn nhà bị sập và tốc mái hoàn toàn.",
        )
    )
)


def taken(relevance: list[float], options: Options, weights: Weights = WEIGHTS) -> list[int]:
    """Which sentences of the storm are taken, counted from its first."""
    units = candidates(STORM)
    scores = Scores(np.array(relevance, dtype=np.float32))
    return [units.index(u) for u in select(STORM, Facts(), units, scores, options, weights)]


def test_a_brief_of_news_opens_as_its_article_does() -> None:
    relevance = [-0.2, 0.0, 0.1, 1.0]
    assert taken(relevance, Options(sentences=3))[0] == 0
    assert taken(relevance, Options(sentences=3), replace(WEIGHTS, early=0.0, opening=0.0)) == [1, 2, 3]


def test_a_brief_of_one_sentence_is_the_one_that_says_most() -> None:
    assert taken([-0.2, 0.0, 0.1, 1.0], Options(sentences=1)) == [3]


def test_a_brief_that_is_nearly_long_enough_is_not_filled_up_with_what_is_worth_little() -> None:
    relevance, options = [1.0, 0.9, -1.5, 0.8], Options(words=60)
    assert taken(relevance, options) == [0, 1, 3]
    assert taken(relevance, options, replace(WEIGHTS, worth=-9.0)) == [0, 1, 2, 3]


def sections(count: int, sentences: int = 20) -> Article:
    parts = ["Báo cáo kết quả công tác năm 2024 của huyện Tân Lập"]
    for k in range(count):
        parts.append(f"{'I' * (k % 3 + 1)}.{k + 1}. LĨNH VỰC SỐ {k + 1}")
        parts.append(
            " ".join(
                f"Trong lĩnh vực số {k + 1}, huyện đã hoàn thành {7 * k + i} công việc của nhóm {chr(65 + i)}."
                for i in range(sentences)
            )
        )
    return from_text("\n\n".join(parts))


def test_every_section_has_its_say() -> None:
    article = sections(8)
    assert len(article.headings) >= 8
    units, scores = scored(article, Facts())
    chosen = select(article, Facts(), units, scores, Options(words=300))
    assert {u.section for u in chosen} == {u.section for u in units}
    assert words(article, chosen) <= 330


def test_a_small_budget_forgets_sections() -> None:
    article = sections(8)
    units, scores = scored(article, Facts())
    assert len(select(article, Facts(), units, scores, Options(sentences=2))) == 2


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_budget_by_sentences(count: int) -> None:
    article = report()
    found = facts(article)
    units, scores = scored(article, found)
    chosen = select(article, found, units, scores, Options(sentences=count))
    assert len(groups(article, chosen)) == count


@settings(deadline=None, max_examples=30)
@given(st.integers(5, 200), st.integers(0, 10_000))
def test_budget_by_words(budget: int, seed: int) -> None:
    article = report()
    units = candidates(article)
    relevance = np.random.default_rng(seed).normal(size=len(units)).astype(np.float32)
    chosen = select(article, Facts(), units, Scores(relevance), Options(words=budget))
    assert chosen
    assert len(chosen) == 1 or words(article, chosen) <= round(1.1 * budget)
    assert all(a.end <= b.start for a, b in pairwise(chosen))


def test_nothing_to_choose_from() -> None:
    article = report()
    empty = Scores(np.zeros(0, dtype=np.float32))
    assert select(article, Facts(), (), empty, Options()) == ()


def test_neighbouring_clauses_are_one_sentence() -> None:
    article = report()
    units = candidates(article)
    clause = next(i for i, u in enumerate(units) if u.clause)
    assert units[clause].sentence == units[clause + 1].sentence
    assert groups(article, units[clause : clause + 2]) == ((units[clause], units[clause + 1]),)
    assert len(groups(article, (units[0], units[clause + 1]))) == 2


def flat(article: Article) -> tuple[Facts, tuple[Unit, ...], Scores]:
    """What is found in an article, and scores that prefer no unit."""
    from summarizer.facts import find

    found = find(article, PlainMarker())
    units = candidates(article, found)
    return found, units, Scores(np.zeros(len(units), np.float32))


def test_a_figure_of_the_title_is_borne_out() -> None:
    article = from_text(
        "Giá vé xe buýt tăng lên 12.000 đồng\n\n"
        "Thành phố vừa công bố kế hoạch đổi mới mạng lưới vận tải hành khách công cộng.\n"
        "Các tuyến ngoại thành được sắp xếp lại theo nhu cầu đi học và đi làm.\n"
        "Từ tháng 7, mỗi lượt đi xe có giá 12.000 đồng, áp dụng cho mọi tuyến.\n"
        "Sở Giao thông sẽ lấy ý kiến hành khách trong mùa hè này.\n"
    )
    chosen = select(article, *flat(article), Options(sentences=1))
    assert "12.000 đồng" in chosen[0].of(article.text)


def test_questions_and_words_without_a_speaker_come_last() -> None:
    article = from_text(
        "Ngập nước ở khu phố mới\n\n"
        "Vì sao khu phố mới cứ mưa là ngập nước?\n"
        '"Chúng tôi đã quen lội nước về nhà".\n'
        "Ban quản lý cho biết cống thoát nước của khu phố mới bị đất lấp.\n"
        "Đơn vị thi công nhận lỗi và bắt đầu nạo vét tuyến cống chính.\n"
    )
    chosen = select(article, *flat(article), Options(sentences=2))
    said = " ".join(u.of(article.text) for u in chosen)
    assert "?" not in said
    assert "Chúng tôi" not in said


def test_one_sentence_of_a_document_is_one_sentence() -> None:
    article = from_text(DOCUMENT)
    found = find(article, PlainMarker())
    for count in (1, 2, 3):
        made = compose(article, load("extractive"), Options(sentences=count), facts=found)
        assert len(made.summary) <= count
