"""When an event was, as reports of it tell it."""

from __future__ import annotations

import datetime

import pytest

from summarizer.brief import compose
from summarizer.digest.clocks import clocks_at_odds, days_at_odds
from summarizer.digest.conflicts import Told, conflicts
from summarizer.digest.document.model import Entry
from summarizer.document import from_text
from summarizer.engines import registry
from summarizer.facts import find

DAY = datetime.date(2025, 11, 12)


def told(*reports: str) -> list[list[str]]:
    """The clock times that reports of one day differ on, value by value."""
    articles = [from_text(f"Cháy chợ Tân Lập\n\n{text}", date=DAY) for text in reports]
    found = clocks_at_odds([(a, find(a)) for a in articles])
    return [[clock.figure.span.of(articles[k].text) for k, clock in value] for value in found]


FIRE = "Vụ cháy xảy ra lúc 5 giờ sáng 12/11 tại chợ Tân Lập."
LATER = "Khoảng 7 giờ 30 ngày 12/11, chợ Tân Lập bốc cháy dữ dội."


def test_two_times_of_one_event_are_at_odds_and_most_come_first() -> None:
    assert told(FIRE, LATER) == [["5 giờ sáng 12/11"], ["7 giờ 30 ngày 12/11"]]
    third = "Theo công an, đám cháy chợ Tân Lập bùng phát khoảng 7h30 sáng nay."
    assert told(FIRE, LATER, third) == [["7 giờ 30 ngày 12/11", "7h30 sáng nay"], ["5 giờ sáng 12/11"]]


@pytest.mark.parametrize(
    "other",
    [
        "Vụ cháy xảy ra khoảng 5h10 ngày 12/11 tại chợ Tân Lập.",  # no more than rough
        "Vụ cháy xảy ra lúc 7 giờ ngày 10/11 tại chợ Tân Lập.",  # another day
        "Vụ cháy xảy ra lúc 7 giờ sáng 12/11 (giờ địa phương) tại chợ Tân Lập.",  # another clock
        "Vụ cháy xảy ra lúc 18 giờ ngày 12/11 tại chợ Tân Lập.",  # half a day later
        "Chợ Tân Lập cháy từ 7 giờ ngày 12/11 đến 9 giờ.",  # how long
        "Lúc 7 giờ sáng 12/11, chủ tịch tỉnh thăm hỏi tiểu thương.",  # what came of it
        "Lúc 7 giờ 30 ngày 12/11, người dân phát hiện chợ Tân Lập bốc cháy.",  # when it was found
        "Lúc 7 giờ 12/11, lửa tắt. Vụ cháy chợ Tân Lập xảy ra lúc 5 giờ.",  # both
    ],
)
def test_times_that_may_both_be_right_are_not(other: str) -> None:
    assert told(FIRE, other) == []


def test_the_part_of_the_day_makes_the_hour() -> None:
    assert told("Vụ cháy xảy ra lúc 7h tối 12/11 ở chợ.", "Vụ cháy xảy ra lúc 19 giờ ngày 12/11 ở chợ.") == []
    assert told("Vụ cháy xảy ra lúc 14h 30, ngày 12/11 ở chợ.", "Vụ cháy xảy ra lúc 14 giờ 30 ở chợ.") == []
    assert told("Vụ cháy xảy ra lúc 1h đêm 12/11 ở chợ.", "Vụ cháy xảy ra lúc 2h30 sáng 12/11 ở chợ.")


def test_a_digest_shows_both_with_their_sentences() -> None:
    engine = registry.load("extractive")
    told = []
    for k, text in enumerate((FIRE, LATER, FIRE)):
        brief = compose(from_text(f"Cháy chợ Tân Lập\n\n{text}", date=DAY), engine)
        told.append(Told(Entry(k, f"{k}.txt", ".", k, brief.article.id, "Cháy chợ", 20, str(DAY)), brief))
    (found,) = conflicts(told)
    assert (found.what, found.development) == ("thời điểm xảy ra", False)
    assert [(side.figure, side.sentence, len(side.others)) for side in found.sides] == [
        ("5 giờ sáng 12/11", FIRE, 1),
        ("Khoảng 7 giờ 30 ngày 12/11", LATER, 0),
    ]


def test_one_clock_time_on_two_days_is_told() -> None:
    reports = [
        "Khoảng 19h35, ngày 26-6, xe máy va vào ô tô tại thôn Đông Phú, hai người chết.",
        "Khoảng 19h35 tối 25/6, ô tô va vào xe máy tại thôn Đông Phú, hai người chết.",
    ]
    articles = [from_text(f"Tai nạn\n\n{text}", date=DAY) for text in reports]
    found = days_at_odds([(a, find(a)) for a in articles])
    assert [[(k, clock.day) for k, clock in value] for value in found] == [[(0, "26/6")], [(1, "25/6")]]
    both = from_text(f"Tai nạn\n\n{reports[1]} Báo trước ghi ngày 26/6.", date=DAY)
    assert not days_at_odds([(a, find(a)) for a in (articles[0], both)])


def test_two_times_of_one_day_are_compared_in_fewer_words() -> None:
    first = "Khoảng 4h sáng 12/11, xe khách chạy hướng Bắc Nam đâm vào đuôi xe tải ở Tân Lập."
    assert told(first, "Lúc 3h15 ngày 12/11, một xe khách giường nằm tông mạnh vào xe tải dừng ven đường Tân Lập.")
    assert not told(first, "Lúc 3h15 ngày 12/11, cán bộ khuyến nông họp bàn giống lúa vụ đông.")
