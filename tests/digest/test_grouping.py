"""Reports of one event become one story; bodies with tasks, topics, folding."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.digest.calendar import body_key, calendar
from summarizer.digest.card import Task
from summarizer.digest.document.model import Due, Entry
from summarizer.digest.grouping import groups
from summarizer.digest.topics import names, topic
from summarizer.document import Span, from_text
from summarizer.store.sketch import likeness, sketch
from summarizer.store.trace import Trace, trace, unpack
from summarizer.text.fold import plain

BASE = "Sáng 12/8, lũ quét tại xã Nậm Nhừ làm 12 người chết. Có 45 căn nhà bị cuốn trôi, 120 ha lúa bị ngập sâu. "
MORE = "Chính quyền huyện đã huy động 120 chiến sĩ cùng 8 xuồng máy tìm kiếm người mất tích suốt đêm qua tại các bản. "
RETOLD = (
    "Ít nhất 12 người đã thiệt mạng sau trận lũ quét rạng sáng 12/8 tại xã Nậm Nhừ. Nước lũ cuốn trôi 45 căn nhà bị "
    "dựng ven suối; huyện đã huy động 120 chiến sĩ, 8 xuồng máy tìm kiếm người mất tích."
)
OTHER = (
    "Thu ngân sách quý I của huyện Thạnh Phú đạt 186 tỷ đồng, tăng so với cùng kỳ; giải ngân vốn đầu tư công còn chậm. "
)


def traced(*texts: str) -> list[Trace]:
    found = [unpack(trace(from_text(t))) for t in texts]
    assert all(found)
    return [t for t in found if t]


def test_rewritten_reports_are_one_story_and_others_are_not():
    texts = traced(
        BASE + MORE, OTHER * 2, BASE.replace("12 người", "14 người") + MORE, OTHER.replace("186", "96") + BASE[:30]
    )
    assert groups(texts) == [[0, 2], [1, 3]]


def test_stories_of_one_kind_stay_apart(news):
    """Notices by one pattern share all words but names and numbers; only those of one place may be taken together."""
    folder = news(12)
    found = groups(traced(*(p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt")))))
    assert max(map(len, found)) <= 4
    assert len(found) >= 6


def test_two_papers_on_one_event_are_one_story():
    assert groups(traced(BASE + MORE, RETOLD, OTHER * 2)) == [[0, 1], [2]]


def test_reports_of_two_weeks_are_not_one_event():
    texts = traced(BASE + MORE, RETOLD)
    assert groups(texts, [date(2025, 8, 12), date(2025, 8, 14)]) == [[0, 1]]
    assert groups(texts, [date(2025, 8, 12), date(2025, 8, 30)]) == [[0], [1]]
    assert groups(texts, [date(2025, 8, 12), None]) == [[0, 1]]


def test_what_is_no_trace_of_this_version_is_made_anew():
    packed = trace(from_text(BASE))
    assert unpack(packed[:-1]) is None
    assert unpack(b"\x07" + packed[1:]) is None
    assert unpack(b"") is None


@pytest.fixture(scope="module")
def clusters(shared) -> tuple[list[Trace], list[str]]:
    """Traces of reports with the name of their cluster; of clusters that nothing was fitted to."""
    from models.training.stories import held

    texts, names = [], []
    with lzma.open(shared / "data" / "vims-clusters.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line, _ in zip((one for one in map(json.loads, lines) if held(one["id"])), range(30), strict=False):
            for doc in line["docs"]:
                texts.append(f"{doc['title']}\n\n{doc['sapo']}\n{doc['body']}")
                names.append(line["id"])
    return traced(*texts), names


def pairs(stories: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    return {(a, b) for story in stories for a in story for b in story if a < b}


def test_clusters_of_news_are_found_again(clusters):
    """On clusters of reports of one event, nearly all pairs come together and few others do."""
    traces, names = clusters
    found = pairs(groups(traces))
    possible = {(a, b) for b in range(len(names)) for a in range(b) if names[a] == names[b]}
    assert len(found & possible) >= 0.97 * len(found)
    assert len(found & possible) >= 0.85 * len(possible)


def test_a_large_event_holds_together_on_a_small_day(clusters):
    """Most of a day may be one event: what is common to it is no less telling for that."""
    traces, names = clusters
    largest = max(set(names), key=names.count)
    alone = [t for t, name in zip(traces, names, strict=True) if name == largest]
    assert max(map(len, groups(alone))) >= 0.9 * len(alone)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_adding_articles_never_splits_a_story(clusters, data):
    traces, _ = clusters
    few = data.draw(st.lists(st.integers(0, len(traces) - 1), min_size=2, max_size=60, unique=True))
    more = few + [i for i in range(0, len(traces), 7) if i not in few]
    order = data.draw(st.permutations(more))
    before = {(few[a], few[b]) for a, b in pairs(groups([traces[i] for i in few]))}
    after = {(order[a], order[b]) for a, b in pairs(groups([traces[i] for i in order]))}
    assert {frozenset(p) for p in before} <= {frozenset(p) for p in after}


def sketched(*texts: str) -> list[bytes]:
    return [sketch(plain(t)) for t in texts]


def test_likeness_estimates_jaccard():
    a, b = sketched(BASE + MORE, BASE + OTHER)
    assert likeness(a, a) == 1.0
    assert 0.1 < likeness(a, b) < 0.6


def due(addressee: str, day: date, action: str, story: int = 1) -> Due:
    task = Task(day.isoformat(), "trước ngày", "Chủ tịch", addressee, action, False, "do", Span(0, 1), 1.0)
    return Due(day, task, story, Entry(0, "a", "", 1, "x", "", 1, None), "đ1·c1", "tỉnh An Lạc")


def test_the_calendar_is_by_body_then_day_with_the_past_apart():
    tasks = [
        due("các sở, ngành", date(2025, 12, 31), "ban hành kế hoạch"),
        due("Sở Tài chính", date(2025, 10, 1), "trình phương án"),
        due("Sở Tài chính", date(2025, 9, 1), "báo cáo"),
        due("Sở, ngành", date(2025, 12, 31), "Ban hành kế hoạch", 2),
        due("Sở Tài chính", date(2025, 1, 1), "đã qua"),
    ]
    coming, past = calendar(tasks, date(2025, 8, 1))
    assert [b.name for b in coming] == ["Sở Tài chính (tỉnh An Lạc)", "Các sở, ngành (tỉnh An Lạc)"]
    assert [t.task.action for t in coming[0].tasks] == ["báo cáo", "trình phương án"]
    assert len(coming[1].tasks) == 1  # told twice, kept once
    assert [(b.name, len(b.tasks)) for b in past] == [("Sở Tài chính (tỉnh An Lạc)", 1)]
    assert body_key("Các Sở,  ngành") == body_key("sở, ngành")


def test_topics():
    assert (
        topic(
            from_text("Bệnh viện huyện quá tải\n\nBác sĩ bệnh viện cho biết bệnh nhân sốt xuất huyết nhập viện tăng.")
        )
        == "health"
    )
    assert topic(from_text("Một ngày\n\nTrời đẹp, ai cũng vui.")) == "other"
    assert topic(from_text("Ai cũng vui\n\nAi hỏi ai, ai nói với ai, ai biết ai là ai.")) == "other"
    assert topic(from_text("AI viết thơ\n\nMáy có AI biết đọc, AI biết vẽ.")) == "technology"
    assert topic(from_text("Lò nga nga\n\nThiên nga trắng, thiên nga đen, thiên nga con.")) == "other"
    assert names()[-1] == "other"
