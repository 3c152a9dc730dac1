"""One brief of several reports: what stands in it can be read without what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from summarizer.brief import compose
from summarizer.brief.model import Brief, Options
from summarizer.brief.story import story_brief
from summarizer.document import from_text
from summarizer.engines.registry import load

FIRE = "Cháy xưởng gỗ ở Tân Uyên\n\n"


def reports(*bodies: str) -> list[Brief]:
    engine = load("extractive")
    return [compose(from_text(f"{FIRE}{body}\n"), engine, Options(words=40)) for body in bodies]


def told(words: int, *bodies: str) -> list[str]:
    return [r.sentence.text for r in story_brief(reports(*bodies), words)]


EVENT = "Đêm 4/3, một xưởng gỗ rộng 2.000 m2 ở phường Tân Phước Khánh, thị xã Tân Uyên bốc cháy dữ dội."
POLICE = "Công an tỉnh Bình Dương huy động tám xe chữa cháy đến dập lửa."


def test_what_leans_on_a_sentence_is_told_behind_it_or_not_at_all():
    leaning = "Vụ việc này khiến giao thông trên đường ĐT746 tê liệt nhiều giờ."
    for words in (15, 30, 45, 80):
        found = told(words, f"{POLICE} {leaning} {EVENT}", f"Trời hôm ấy nắng to. {leaning} {EVENT}")
        assert leaning not in found or found[found.index(leaning) - 1] == POLICE


def test_a_word_that_ties_a_sentence_to_one_that_is_not_told_goes():
    linked = f"{EVENT} Ai đã gây ra? Tuy nhiên, {POLICE[0].lower()}{POLICE[1:]}"
    found = told(35, linked, linked)
    assert POLICE in found
    assert not any(text.startswith("Tuy nhiên") for text in found)


def test_questions_and_halves_of_quotations_are_not_told():
    body = f"{EVENT} Ai chịu trách nhiệm về xưởng gỗ ở Tân Uyên bốc cháy? “Tôi thấy lửa ở xưởng gỗ. Rồi tôi chạy.” {POLICE}"
    found = told(90, body, body.replace("dữ dội", "lớn"))
    assert found
    assert not any("?" in text or "“" in text or "”" in text for text in found)


def test_one_fact_in_two_wordings_is_told_once():
    found = told(
        80,
        f"{EVENT} Hiện chưa có thông tin về thương vong và thiệt hại do vụ cháy gây ra.",
        f"{EVENT} Hiện chưa có thông tin về thương vong.",
        f"{EVENT} {POLICE}",
    )
    assert sum("thương vong" in text for text in found) == 1


def test_other_figures_of_one_thing_do_not_stand_side_by_side():
    found = told(
        80,
        f"{EVENT} Vụ cháy xưởng gỗ làm 3 công nhân thiệt mạng, theo lãnh đạo thị xã.",
        f"{EVENT} Đến sáng, vụ cháy xưởng gỗ đã làm 5 công nhân thiệt mạng tại chỗ.",
        f"{EVENT} {POLICE}",
    )
    assert sum("thiệt mạng" in text for text in found) == 1


def test_the_newest_report_tells_how_things_stand():
    toll = "Vụ cháy xưởng gỗ làm {} công nhân thiệt mạng, theo lãnh đạo thị xã."
    made = reports(*(f"{EVENT} {toll.format(dead)}" for dead in (3, 5, 4)))
    dated = [
        replace(b, article=replace(b.article, date=date(2024, 3, day))) for b, day in zip(made, (5, 7, 6), strict=True)
    ]
    found = [r.sentence.text for r in story_brief(dated, 60)]
    assert [text for text in found if "thiệt mạng" in text] == [toll.format(5)]


def test_the_name_of_the_outlet_goes_from_the_head_of_a_report():
    found = told(60, f"TTO - {EVENT} {POLICE}", f"(Đời sống) - {EVENT} {POLICE}")
    assert EVENT in found


def test_the_event_is_told_first_as_a_report_opens():
    later = "Sau bốn giờ, ngọn lửa ở xưởng gỗ phường Tân Phước Khánh, thị xã Tân Uyên được khống chế hoàn toàn."
    found = told(
        60, f"{EVENT} {POLICE} Người dân cho biết xưởng gỗ mới xây. {later}", f"{EVENT} Gió thổi rất mạnh. {later}"
    )
    assert found[0] == EVENT


def test_a_report_that_says_nothing_else_may_lean():
    assert told(30, "Vụ việc này đang được điều tra làm rõ.") == ["Vụ việc này đang được điều tra làm rõ."]
