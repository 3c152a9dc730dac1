"""What an editor reads first: front page, calendar, calendar file, what earlier digests had due, the newsroom's weights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from summarizer.brief import compose
from summarizer.brief.model import Brief, Options
from summarizer.brief.story import story_brief
from summarizer.digest import card
from summarizer.digest.document.assembling import Arrangement, assemble
from summarizer.digest.document.ics import to_ics
from summarizer.digest.document.model import Digest, Entry
from summarizer.digest.document.rendering import render
from summarizer.digest.document.views import address, told_first
from summarizer.digest.newsroom import NewsroomWrong, default, own
from summarizer.document import Span, from_text
from summarizer.engines.registry import load
from summarizer.facts import find
from summarizer.facts.model import Directive, Facts, Strength
from summarizer.store import Store, briefs, runs
from summarizer.store.rows import rows
from summarizer.store.runs import RunBrief

NOW = datetime(2025, 8, 12, 17, 30, tzinfo=UTC)
FLOOD = (
    "Lũ quét ở Nậm Nhừ làm {dead} người chết\n\nSáng 12/8, lũ quét tại xã Nậm Nhừ, huyện Nậm Pồ làm {dead} người chết."
    " Có 45 căn nhà bị cuốn trôi, 120 ha lúa bị ngập.\n\nChủ tịch UBND huyện yêu cầu Ban Chỉ huy Quân sự huyện"
    " tìm kiếm người mất tích trước ngày {day}/8/2025.\n"
)
LAW = (
    "Quốc hội thông qua nghị quyết về đầu tư công\n\nNgày 12/8, Quốc hội thông qua nghị quyết về phân bổ vốn đầu tư"
    " công. Tổng Bí thư dự phiên họp.\n\nQuốc hội giao Bộ Tài chính báo cáo phương án phân bổ trước ngày 15/8/2025.\n"
)
STABBING = (
    "Đâm người trong quán nhậu\n\nTối 11/8, công an bắt giữ nghi phạm đâm 2 người bị thương tại quán nhậu ở xã Bình Hòa."
    " Nạn nhân được đưa đi cấp cứu.\n"
)


def marked(
    text: str, *tasks: tuple[str, str, str, str, date], sure: float = 0.95, strength: Strength = "order"
) -> Brief:
    """A brief of a text whose tasks are marked: issuer, addressee, action, deadline in its words, and the day."""
    article = from_text(text)
    found = find(article)

    def span(words: str) -> Span:
        at = article.text.rindex(words)
        return Span(at, at + len(words))

    directives = tuple(
        Directive(
            Span(span(issuer).start, span(until).end),
            span(action),
            issuer=span(issuer),
            addressee=span(addressee),
            deadline=span(until),
            due=day,
            strength=strength,
            confidence=sure,
        )
        for issuer, addressee, action, until, day in tasks
    )
    return compose(article, load("extractive"), Options(words=40), facts=Facts(found.figures, directives))


def flood(dead: int, day: int, sure: float = 0.95) -> Brief:
    task = (
        "Chủ tịch UBND huyện",
        "Ban Chỉ huy Quân sự huyện",
        "tìm kiếm người mất tích",
        f"trước ngày {day}/8/2025",
        date(2025, 8, day),
    )
    return marked(FLOOD.format(dead=dead, day=day), task, sure=sure)


def law(sure: float = 0.95) -> Brief:
    task = ("Quốc hội", "Bộ Tài chính", "báo cáo phương án phân bổ", "trước ngày 15/8/2025", date(2025, 8, 15))
    return marked(LAW, task, sure=sure)


def digest(store: Store, made: Sequence[Brief], now: datetime = NOW) -> Digest:
    """A run over these briefs, put together."""
    entries = []
    with store.write() as db:
        run = runs.begin(db, {}, len(made))
        for i, brief in enumerate(made):
            number = briefs.put(
                db, rows(brief, Options(words=40), card.pack(card.make(brief))), f"/day/{i}.txt", str(i)
            )
            entries.append(RunBrief(i, f"/day/{i}.txt", "/day", number))
            runs.add(db, run, entries[-1], made=True)
        runs.finish(db, run)
    return assemble(store, run, entries, [], Arrangement(), made=now)


def part(made: Digest, name: str) -> list[str]:
    return [f"{i.bold} — {i.text}" for p in made.front if p.name == name for i in p.items]


def test_a_text_without_a_title_is_called_by_its_first_words(store):
    made = digest(store, [marked("Lũ quét tại xã Nậm Nhừ làm hai người chết.")])
    assert made.sections[0].stories[0].lead.headline.startswith("Lũ quét tại xã")


def test_the_front_page_says_what_happened_what_was_ordered_what_contradicts_and_what_is_due(store):
    made = digest(store, [flood(12, 20), flood(14, 20), law(), marked(STABBING)])
    assert [p.name for p in made.front] == ["things", "orders", "contradicts", "due"]
    assert part(made, "things")[0].startswith("Quốc hội thông qua nghị quyết")
    assert part(made, "things")[-1].startswith("Đâm người")
    assert part(made, "orders")[0] == "Quốc hội — Bộ Tài chính: báo cáo phương án phân bổ"
    assert "12 người / 14 người" in part(made, "contradicts")[0]
    assert part(made, "due") == ["15/08/2025 — Bộ Tài chính: báo cáo phương án phân bổ"]  # the 20th is not this week


def test_a_sentence_that_leans_on_another_is_not_on_the_front_page(store):
    leaning = marked("Quốc hội bàn về đầu tư công\n\nĐây là nội dung được đại biểu quan tâm nhất ở kỳ họp này.\n")
    assert part(digest(store, [leaning]), "things") == ["Quốc hội bàn về đầu tư công — "]


def test_a_wish_is_no_order(store):
    task = (
        "Thủ tướng",
        "các doanh nghiệp",
        "tăng cường đầu tư vào Việt Nam",
        "trước ngày 15/8/2025",
        date(2025, 8, 15),
    )
    text = "Thủ tướng gặp doanh nghiệp\n\nThủ tướng mong các doanh nghiệp tăng cường đầu tư vào Việt Nam"
    wish = marked(f"{text} trước ngày 15/8/2025.\n", task, strength="request")
    assert not part(digest(store, [wish]), "orders")


def test_the_front_page_has_600_words_at_most(store):
    many = [
        marked(f"Quốc hội bàn việc số {n}\n\n" + f"Đại biểu thứ {n} nói về dự án số {n} và nhiều điều khác nữa. " * 9)
        for n in range(8)
    ]
    made = digest(store, [*many, law(), flood(12, 14)])
    text = " ".join(f"{i.bold} {i.text} {i.note}" for p in made.front for i in p.items)
    assert 0 < len(text.split()) <= 600


def test_only_what_the_marker_is_sure_of_is_in_the_calendar(store):
    made = digest(store, [law(sure=0.5), flood(12, 20)])
    assert [b.name for b in made.calendar] == ["Ban Chỉ huy Quân sự huyện"]
    assert not any("Bộ Tài chính" in line for line in part(made, "orders"))


def test_what_is_past_stands_apart_and_what_two_reports_demand_once(store):
    made = digest(store, [flood(12, 10), flood(14, 10), law()])
    assert [(b.name, len(b.tasks)) for b in made.past] == [("Ban Chỉ huy Quân sự huyện", 1)]
    assert [b.name for b in made.calendar] == ["Bộ Tài chính"]
    text = "".join(render(made, store, "markdown"))
    assert text.index("## Lịch việc phải làm") < text.index("## Việc đã qua hạn")


def test_the_calendar_file_holds_each_task_once_under_a_lasting_identity(store):
    from icalendar import Calendar

    made = digest(store, [law(), flood(12, 20)])
    events = list(Calendar.from_ical(to_ics(made)).walk("VEVENT"))
    assert [str(e["summary"]) for e in events] == [
        "Bộ Tài chính: báo cáo phương án phân bổ",
        "Ban Chỉ huy Quân sự huyện: tìm kiếm người mất tích",
    ]
    assert events[0].decoded("dtstart") == date(2025, 8, 15)
    again = Calendar.from_ical(to_ics(digest(store, [law()])))
    assert [str(e["uid"]) for e in again.walk("VEVENT")] == [str(events[0]["uid"])]


def test_what_earlier_digests_had_due_is_followed_up(store):
    digest(store, [law(), flood(12, 13)])
    answer = marked(
        "Bộ Tài chính báo cáo phương án phân bổ vốn\n\nNgày 15/8, Bộ Tài chính báo cáo Quốc hội phương án phân bổ.\n"
    )
    made = digest(store, [answer, marked(STABBING)], datetime(2025, 8, 16, 17, tzinfo=UTC))
    followed = next(p for p in made.front if p.name == "followed")
    assert [i.bold for i in followed.items] == ["15/08/2025", "13/08/2025"]
    assert followed.items[0].note == "→ Bộ Tài chính báo cáo phương án phân bổ vốn"
    assert followed.items[0].story
    assert followed.items[1].note == "→ các bài hôm nay chưa nhắc đến"


def test_a_decision_of_the_national_assembly_outranks_a_stabbing():
    newsroom = default()
    politics, crime = card.make(law()), card.make(marked(STABBING))
    assert newsroom.weight(politics, 1, []) > newsroom.weight(crime, 4, [])
    local = own({"keywords": {"quán nhậu": 20}, "sources": {"tinh.vn": 1.5}})
    assert local.weight(crime, 1, []) > local.weight(politics, 1, [])
    assert local.weight(crime, 1, ["https://tinh.vn/1"]) == local.weight(crime, 1, []) + 1.5


@pytest.mark.parametrize("tables", [{"x": {}}, {"topics": {"law": "much"}}, {"balance": {"y": 1}}, {"places": 3}])
def test_weights_that_cannot_be_used_are_named(tables):
    with pytest.raises(NewsroomWrong, match=r"newsroom\."):
        own(tables)


def test_a_storys_brief_is_of_all_reports_each_sentence_with_its_own():
    reports = [
        flood(12, 20),
        flood(12, 21),
        marked(FLOOD.format(dead=12, day=22) + "Đường vào bản bị sạt lở ba điểm.\n"),
    ]
    told = story_brief(reports, 60)
    assert told
    for one in told:
        article = reports[one.report].article
        for e in one.sentence.evidence:
            assert article.text[e.start : e.end] == one.sentence.text
    texts = [t.sentence.text for t in told]
    assert len(texts) == len(set(texts))  # nothing twice
    assert story_brief([marked("Tiêu đề\n")], 40) == ()


def test_links_are_told_from_the_folder_of_the_document():
    assert address("/day/news/a b.txt", "/day/out") == "../news/a%20b.txt"
    assert address("/day/news/a.txt") == "file:///day/news/a.txt"
    assert address("/mnt/a.txt", "/day/out") == "file:///mnt/a.txt"


def test_the_sentence_of_the_front_page_has_somebody_who_acts(store):
    tale = "Đón khách đầu năm tại cảng Phú Hậu với lễ nhạc và 300 bó hoa tươi.\n\nCảng Phú Hậu đón 300 khách đầu tiên của năm trong sáng 12/8, theo ban quản lý cảng."
    things = part(digest(store, [marked(f"Cảng mở cửa\n\n{tale}\n")]), "things")
    assert things == [
        "Cảng mở cửa — Cảng Phú Hậu đón 300 khách đầu tiên của năm trong sáng 12/8, theo ban quản lý cảng."
    ]


def test_a_sentence_of_something_else_does_not_tell_the_story():
    labels = {"/0.txt": "0"}
    long = "Lửa cháy chợ Tân Phú " + "và lan sang dãy ki-ốt bên cạnh " * 9
    article = from_text(
        f"Cháy chợ Tân Phú thiêu rụi 20 ki-ốt\n\n{long}.\n\nNgười mua vé có 60 ngày để nhận tiền từ công ty.\n"
    )
    report = compose(article, load("extractive"), Options(words=120), facts=find(article))
    assert len(report.summary) == 2
    entry = Entry(0, "/0.txt", "/", 1, "x", "Cháy chợ Tân Phú thiêu rụi 20 ki-ốt", 9, None)
    assert told_first(labels, [entry], [report]) == ""
