"""Figures of two reports that are likely of one thing, in whatever words, and ages against years of birth."""

from __future__ import annotations

import datetime
from dataclasses import replace

from summarizer.digest.claims import claims_of
from summarizer.digest.conflicts import facts_at_odds
from summarizer.digest.differing import slipped
from summarizer.digest.likely import odds
from summarizer.digest.same import same_thing
from summarizer.document import from_text
from summarizer.facts import find

DAY = datetime.date(2026, 3, 17)


def contradicted(*texts: str, day: datetime.date | None = DAY) -> list[set[str]]:
    """What reports contradict each other on: the figures of each fact."""
    articles = [from_text(f"Tin mới\n\n{t}", date=day) for t in texts]
    facts = facts_at_odds([claims_of(a, find(a)) for a in articles])
    return [{c.figure.span.of(articles[k].text) for k, c in fact} for fact in facts]


def test_what_one_thing_is_worth_is_compared_in_whatever_words():
    first = "Kẻ gian lấy đi số vàng trị giá 2,4 tỷ đồng của tiệm Phú Hòa."
    second = "Chủ tiệm Phú Hòa cho biết số vàng bị mất trị giá {}."
    assert contradicted(first, second.format("3 tỷ đồng")) == [{"2,4 tỷ đồng", "3 tỷ đồng"}]
    assert not contradicted(first, second.format("11 tỷ đồng"))  # too far for one thing
    assert not contradicted("Cầu Suối Mơ dài 210 m.", "Đường dẫn vào Suối Mơ dài 260 m.")


def test_cases_that_ended_in_death_are_the_dead():
    assert contradicted(
        "Dịch sởi ở Nậm Pồ đã có 11 trường hợp tử vong.", "Sở Y tế báo cáo 13 ca tử vong vì sởi ở Nậm Pồ."
    ) == [{"11 trường hợp tử vong", "13 ca tử vong"}]
    assert not contradicted("Đã có 11 trường hợp tử vong vì sởi.", "Đã có 13 ca mắc sởi.")


def test_a_year_of_birth_and_an_age_are_compared():
    born = "Tài xế Lò Văn Pành (SN 1985) lái xe khách."
    assert contradicted(born, "Lái xe là Lò Văn Pành, 33 tuổi, trú xã Ẳng Nưa.") == [{"SN 1985", "33 tuổi"}]
    for age in (40, 41, 42):  # by any way of counting
        assert not contradicted(born, f"Lái xe là Lò Văn Pành, {age} tuổi, trú xã Ẳng Nưa.")
    assert not contradicted(born, "Lái xe là Lò Văn Pành, 33 tuổi.", day=None)
    later = "Tài xế Lò Văn Pành (SN 1985) bị xét xử ngày 5/6/2031."  # its day is not what was taken for it
    assert not contradicted(later, "Lái xe là Lò Văn Pành, 46 tuổi.", day=datetime.date(2020, 1, 1))


def test_how_long_something_took_is_compared():
    first = "Sau gần 3 giờ nỗ lực, lính cứu hỏa dập tắt đám cháy ở xưởng gỗ Bình Lục."
    assert contradicted(first, first.replace("gần 3 giờ", "gần 2 giờ")) == [{"3 giờ", "2 giờ"}]
    assert not contradicted(first, "Xưởng gỗ Bình Lục nhập gỗ về, mỗi chuyến xe mất 2 giờ.")


def test_how_strong_an_earthquake_was_needs_no_unit():
    first = "Trận động đất có độ lớn 4,7 xảy ra ở huyện Sơn Động, không gây thiệt hại."
    assert contradicted(first, "Trận động đất mạnh 5,2 độ Richter xảy ra ở huyện Sơn Động.") == [
        {"4,7", "5,2 độ Richter"}
    ]
    assert not contradicted(first, "Trận động đất mạnh 4,7 độ Richter xảy ra ở huyện Sơn Động.")
    assert not contradicted(first, "Vật lộn với độ lớn 5,2 của tập tin, kỹ sư ở huyện Sơn Động bỏ cuộc.")


def slip(a: str, b: str) -> bool:
    """Whether two amounts are written with the same digits but for one, or two that changed places."""
    x, y = (next(f for f in find(from_text(f"Tin mới\n\n{t}")).figures if f.unit) for t in (a, b))
    return slipped(x, y)


def test_a_slip_is_one_digit_or_two_that_changed_places():
    assert slip("Có 1.120 hộ dân.", "Có 1.210 hộ dân.")
    assert slip("Chi 6.352 tỷ đồng.", "Chi 6.532 tỷ đồng.")
    assert slip("Có 215 hộ dân.", "Có 205 hộ dân.")
    assert not slip("Có 1.120 hộ dân.", "Có 1.120 hộ dân.")
    assert not slip("Có 215 hộ dân.", "Có 504 hộ dân.")
    assert not slip("Có 12 hộ dân.", "Có 13 hộ dân.")  # two digits are often like two others
    assert not slip("Có 1.200 hộ dân.", "Có 1.300 hộ dân.")  # so are round numbers
    assert not slip("Có khoảng 215 hộ dân.", "Có 205 hộ dân.")


def test_a_slip_is_told_though_words_set_one_apart_but_not_of_prices():
    first = "Thị xã Cửa Tùng khởi công tuyến đường ven biển, vốn 2.150 tỷ đồng."
    second = "Thị xã Cửa Tùng làm tuyến đường ven biển, vốn {} tỷ đồng theo kế hoạch năm 2024."
    assert contradicted(first, second.format("2.510")) == [{"2.150 tỷ đồng", "2.510 tỷ đồng"}]
    assert not contradicted(first, second.format("2.690"))
    price = "Giá vàng Cửa Tùng sáng nay là {} đồng/lượng."
    assert not contradicted(price.format("66.150.000"), price.format("66.510.000"))


def test_one_of_several_counts_nothing():
    assert not contradicted(
        "Đêm nhạc ở Hồ Xanh có 11 nhóm nhạc.", "Ở Hồ Xanh, Gió Lạ là 1 trong 6 nhóm nhạc được chọn."
    )


def test_shared_words_make_one_thing_likelier():
    def of(a: str, b: str) -> float:
        x, y = (claims_of(t, find(t))[0] for t in (from_text(f"Tin mới\n\n{s}") for s in (a, b)))
        return odds(x, y)

    near = of("Bão làm tốc mái 640 ngôi nhà ở Cẩm Thành.", "Bão đã tốc mái 690 ngôi nhà ở Cẩm Thành.")
    far = of("Bão làm tốc mái 640 ngôi nhà ở Cẩm Thành.", "Tỉnh xây 690 ngôi nhà tình nghĩa năm nay.")
    assert near > 0 > far


def test_the_least_of_those_harmed_is_a_side_too():
    told = contradicted(
        "Nổ súng ở Vân Hồ làm 19 người bị thương.",
        "Nổ súng ở Vân Hồ làm 21 người bị thương.",
        "Nổ súng ở Vân Hồ làm ít nhất 14 người bị thương.",
    )
    assert told == [{"19 người", "21 người", "14 người"}]
    assert not contradicted("Nổ súng làm 19 người bị thương.", "Nổ súng làm ít nhất 14 người bị thương.")


def test_one_fate_is_compared_however_its_row_is_called():
    x, y = (claims_of(a, find(a))[0] for a in (from_text(f"Tin\n\nVụ lật đò làm {n} người chết.") for n in (3, 4)))
    x, y = replace(x, head=frozenset({"chỗ"})), replace(y, head=frozenset({"hành khách"}))
    assert same_thing(x, y)
    assert not same_thing(*(replace(c, near=c.near - {"chết"}) for c in (x, y)))
