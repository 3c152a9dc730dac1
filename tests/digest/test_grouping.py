"""Near-duplicates become one story; bodies with tasks, topics, folding."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summarizer.digest.calendar import body_key, calendar
from summarizer.digest.card import Task
from summarizer.digest.document.model import Due, Entry
from summarizer.digest.grouping import groups
from summarizer.digest.topics import names, topic
from summarizer.document import Span, from_text
from summarizer.store.fold import fold
from summarizer.store.sketch import likeness, sketch, terms

BASE = "Sáng 12/8, lũ quét tại xã Nậm Nhừ làm 12 người chết. Có 45 căn nhà bị cuốn trôi, 120 ha lúa bị ngập sâu. "
MORE = "Chính quyền huyện đã huy động 120 chiến sĩ cùng 8 xuồng máy tìm kiếm người mất tích suốt đêm qua tại các bản. "
RETOLD = (
    "Ít nhất 12 người đã thiệt mạng sau trận lũ quét rạng sáng 12/8 tại xã Nậm Nhừ. Nước lũ cuốn trôi 45 căn nhà bị "
    "dựng ven suối; huyện đã huy động 120 chiến sĩ, 8 xuồng máy tìm kiếm người mất tích."
)
OTHER = (
    "Thu ngân sách quý I của huyện Thạnh Phú đạt 186 tỷ đồng, tăng so với cùng kỳ; giải ngân vốn đầu tư công còn chậm. "
)


def sketched(*texts: str) -> list[bytes]:
    return [sketch(fold(t)) for t in texts]


def test_rewritten_reports_are_one_story_and_others_are_not():
    texts = sketched(
        BASE + MORE, OTHER * 2, BASE.replace("12 người", "14 người") + MORE, OTHER.replace("186", "96") + BASE[:30]
    )
    assert groups(texts) == [[0, 2], [1, 3]]


def test_stories_of_one_kind_stay_apart(news):
    """Reports by one pattern, different facts: not one story."""
    folder = news(12)
    texts = [fold(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))]
    found = groups([sketch(t) for t in texts], [terms(t) for t in texts])
    assert max(map(len, found)) <= 2


def test_two_papers_on_one_event_are_one_story():
    texts = [fold(t) for t in (BASE + MORE, RETOLD, OTHER * 2)]
    assert groups([sketch(t) for t in texts], [terms(t) for t in texts]) == [[0, 1], [2]]
    assert groups([sketch(t) for t in texts]) == [[0], [1], [2]]  # no copies


def test_clusters_of_news_are_found_again(shared):
    """On clusters of reports of one event, most pairs come together and few others do."""
    import json
    import lzma

    texts, cluster = [], []
    with lzma.open(shared / "data" / "vims-clusters.jsonl.xz", "rt", encoding="utf-8") as lines:
        for i, line in zip(range(40), lines, strict=False):
            for doc in json.loads(line)["docs"]:
                texts.append(fold(f"{doc['title']}\n{doc['body']}"))
                cluster.append(i)
    found = groups([sketch(t) for t in texts], [terms(t) for t in texts])
    pairs = [(cluster[a], cluster[b]) for story in found for a in story for b in story if a < b]
    possible = sum(cluster[a] == cluster[b] for a in range(len(cluster)) for b in range(a))
    right = sum(a == b for a, b in pairs)
    assert right >= 0.95 * len(pairs)
    assert right >= 0.3 * possible


def test_likeness_estimates_jaccard():
    a, b = sketched(BASE + MORE, BASE + OTHER)
    assert likeness(a, a) == 1.0
    assert 0.1 < likeness(a, b) < 0.6


@given(st.text())
def test_folding_keeps_every_offset(text):
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(text)


def test_folding_vietnamese():
    assert fold("Thủ tướng ĐỖ Ưu Ặ ỷ") == "thu tuong do uu a y"


def due(addressee: str, day: date | None, action: str, story: int = 1) -> Due:
    task = Task(day.isoformat() if day else None, "trước ngày", "Chủ tịch", addressee, action, False, "do", Span(0, 1))
    return Due(day, task, story, Entry(0, "a", "", 1, "x", "", 1, None), "đ1·c1")


def test_the_calendar_is_by_body_then_day():
    tasks = [
        due("các sở, ngành", date(2025, 12, 31), "ban hành kế hoạch"),
        due("Sở Tài chính", date(2025, 10, 1), "trình phương án"),
        due("Sở Tài chính", None, "hướng dẫn"),
        due("Sở Tài chính", date(2025, 9, 1), "báo cáo"),
        due("Sở, ngành", date(2025, 12, 31), "Ban hành kế hoạch", 2),
        due("", date(2025, 1, 1), "đã qua"),
    ]
    bodies = calendar(tasks, date(2025, 8, 1))
    assert [b.name for b in bodies] == ["Sở Tài chính", "Các sở, ngành", "Chưa nêu ai thực hiện"]
    assert [t.task.action for t in bodies[0].tasks] == ["báo cáo", "trình phương án", "hướng dẫn"]
    assert len(bodies[1].tasks) == 1  # told twice, kept once
    assert body_key("Các Sở,  ngành") == body_key("sở, ngành")


def test_topics():
    assert (
        topic(
            from_text("Bệnh viện huyện quá tải\n\nBác sĩ bệnh viện cho biết bệnh nhân sốt xuất huyết nhập viện tăng.")
        )
        == "health"
    )
    assert topic(from_text("Một ngày\n\nTrời đẹp, ai cũng vui.")) == "other"
    assert names()[-1] == "other"
