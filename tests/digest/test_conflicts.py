"""Conflicts between articles of one story: eighty hand-written pairs, half of them false."""

from __future__ import annotations

import tomllib
from pathlib import Path

from summarizer.digest.conflicts import claims_of, facts_at_odds, pairs
from summarizer.digest.lexicon import content_words
from summarizer.document import from_text
from summarizer.facts import find

PAIRS = tomllib.loads((Path(__file__).parent / "pairs" / "conflicts.toml").read_text(encoding="utf-8"))["pair"]
HEAD = "Tin trong ngày\n\n"


def claims(sentence: str):
    article = from_text(HEAD + sentence)
    return claims_of(article, find(article))


def test_hand_written_pairs():
    assert len(PAIRS) >= 80
    said = [(bool(pairs(claims(p["a"]), claims(p["b"]))), p["conflict"], p) for p in PAIRS]
    reported = [s for s in said if s[0]]
    right = [s for s in reported if s[1]]
    missed = [p for told, true, p in said if true and not told]
    false = [p for told, true, p in said if told and not true]
    assert len(right) >= 0.9 * len(reported), false
    assert len(missed) <= 0.15 * sum(true for _, true, _ in said), missed


def test_words_of_several_amounts_in_one_article_tell_nothing():
    several = "Con cá ngừ nặng 350 kg. Năm đó một con cá ngừ nặng 222 kg đã bán giá cao."
    assert not pairs(claims(several), claims("Con cá ngừ nặng 310 kg."))
    assert pairs(claims("Con cá ngừ nặng 350 kg."), claims("Con cá ngừ nặng 310 kg."))


def test_names_and_bounds_tell_apart():
    for a, b in (
        ("Mã KAC tăng mạnh nhất, tăng 400 đồng.", "Mã PXM tăng mạnh nhất, tăng 100 đồng."),
        ("Vụ cháy làm ít nhất 12 người chết.", "Vụ cháy làm 14 người chết."),
        ("Tàu có trọng tải 32.279 DWT.", "Tàu có trọng tải 32.200 DWT."),
        ("Năm 2007, một vụ nổ làm 25 người bị thương.", "Vụ nổ làm 19 người bị thương."),
        ("Di dời dân trong phạm vi 500 m.", "Di dời dân trong phạm vi 0 - 500 m."),
    ):
        assert not pairs(claims(a), claims(b)), (a, b)


def test_what_is_told_of_a_person_is_compared_by_name():
    a = "Nghi phạm Nguyễn Duy Lâm (46 tuổi) bị bắt cùng Trần Văn Khang (35 tuổi)."
    b = "Nguyễn Duy Lâm (47 tuổi) cầm đầu; Khang (35 tuổi) giúp sức."
    assert [(x.who, y.who) for x, y in pairs(claims(a), claims(b))] == [("nguyễn duy lâm", "nguyễn duy lâm")]


def test_a_pair_reads_the_same_from_both_sides():
    for p in PAIRS:
        assert bool(pairs(claims(p["a"]), claims(p["b"]))) == bool(pairs(claims(p["b"]), claims(p["a"]))), p


def told(*texts: str) -> list[set[str]]:
    """The figures that stand against each other, fact by fact, in articles of these texts."""
    articles = [from_text(HEAD + t) for t in texts]
    facts = facts_at_odds([claims_of(a, find(a)) for a in articles])
    return [{c.figure.span.of(articles[k].text).lower() for k, c in fact} for fact in facts]


def test_a_fact_is_one_table_with_all_its_sides():
    assert told(
        "Động đất làm 100 người chết.",
        "Số người chết vì động đất là 120 người.",
        "Trận động đất khiến 148 người thiệt mạng.",
        "Động đất làm 120 người thiệt mạng.",
    ) == [{"100 người", "120 người", "148 người"}]


def test_that_nobody_was_harmed_is_a_side():
    found = told("Vụ cháy làm 10 người bị thương.", "Theo cảnh sát, vụ cháy không có thương vong.")
    assert found == [{"10 người", "không có thương vong"}]
    assert told("Vụ cháy làm 3 người chết.", "Rất may vụ cháy không gây thiệt hại về người.")
    assert told("Vụ tai nạn làm 3 người bị thương.", "Vụ tai nạn không ai bị thương.")
    assert not told("Vụ tai nạn làm 3 người chết.", "Vụ tai nạn không ai bị thương.")
    assert not told("Vụ cháy làm 3 người chết.", "Chưa có thông tin về thương vong trong vụ cháy.")
    assert not told("Vụ cháy không có thương vong.", "Đám cháy không gây thiệt hại về người.")


def test_other_things_of_one_unit_are_no_conflict():
    assert not told("Toàn tỉnh ghi nhận 12 ca mắc sởi.", "Toàn tỉnh ghi nhận 15 ca mắc cúm A.")
    assert told("Toàn tỉnh ghi nhận 12 ca mắc sởi.", "Toàn tỉnh ghi nhận 15 ca mắc sởi.")


def test_offices_and_hospitals_of_the_sentence_do_not_part_the_dead_of_one_event():
    assert told(
        "Công an huyện Than Thượng xác nhận vụ tai nạn làm 6 người tử vong.",
        "Theo Sở Y tế Lai Sơn, vụ tai nạn khiến 7 người chết.",
    )
    assert not told("Lũ làm 40 người chết tại Lai Sơn.", "Lũ làm 98 người chết tại Than Thượng.")


def test_that_one_man_did_not_die_counts_nobody():
    assert not told("Nghi phạm tự sát nhưng không tử vong.", "Vụ án làm 1 người tử vong.")
    assert not told("Vụ va chạm không ai bị thương.", "May mắn 4 hành khách trên xe không bị thương.")


def test_a_list_of_sorts_of_people_is_no_count_of_all():
    assert not told("Máy bay chở 66 người.", "Máy bay chở 56 hành khách, 7 phi công và 3 nhân viên an ninh.")


def test_what_stands_in_brackets_behind_a_name_is_of_that_name():
    assert not told(
        "Giá xe nhập khẩu giảm ở các xe nhập khẩu từ Ấn Độ (giảm 66%).", "Giá xe nhập khẩu giảm 23% so với tháng trước."
    )


def test_the_term_of_prison_is_of_the_last_full_name_before_it():
    assert told(
        "TAND tỉnh Phú Lâm tuyên phạt Lê Quang Tuấn, cựu phó giám đốc Sở, 7 năm tù về tội nhận hối lộ.",
        "Chiều nay, Lê Quang Tuấn bị tuyên phạt 8 năm tù.",
    )


def test_two_reports_that_differ_on_everything_tell_of_two_moments():
    session = "VN-Index giảm {} điểm. HNX-Index giảm {} điểm. Mã BVH giảm {} đồng. Mã STB tăng {} đồng. Mã SHB khớp {} cổ phiếu."
    morning, noon = ("1,92", "0,86", "500", "200", "429.800"), ("1,15", "0,95", "700", "300", "558.800")
    assert not told(session.format(*morning), session.format(*noon))


def test_a_toll_without_a_noun_of_its_own_is_one():
    assert told("Vụ nổ làm 12 người chết.", "Cảnh sát cho biết số người chết là 9, hơn 30 người bị thương.")
    assert not told("Vụ nổ làm 12 người chết.", "Số người chết tăng lên 9% so với năm ngoái.")
    assert not told("Vụ nổ làm 12 người chết.", "Số người chết tính đến 10 giờ là 12.")


def test_houses_are_counted_by_any_word_for_a_house():
    assert told("Mưa lớn làm 640 ngôi nhà ở huyện Sơn Lĩnh bị ngập.", "Huyện Sơn Lĩnh có 900 căn nhà bị ngập.")


def test_ranks_winds_scores_and_crowds_of_changes_contradict_nothing():
    assert not told("Đội tuyển lên vị trí 101 thế giới.", "Đội tuyển lên vị trí 133 thế giới.")
    assert not told("Ở vịnh có gió mạnh cấp 4.", "Ở vịnh có gió mạnh cấp 6.")
    rises = "Xuất khẩu tăng {}%. Nhập khẩu tăng {}%. Bán lẻ tăng {}%. Du lịch tăng {}%."
    assert not told(rises.format(5, 6, 7, 8), rises.format(5, 6, 9, 8))


def test_others_who_died_and_days_of_the_week_are_apart():
    assert not told("Vụ nổ ở cảng làm 78 người chết.", "Vụ nổ ở cảng làm 48 người khác chết.")
    draw = "Xổ số {} hàng tuần được mở thưởng bởi {} công ty xổ số."
    assert not told(draw.format("Chủ nhật", 3), draw.format("thứ Hai", 2))


def test_the_blanks_of_a_form_are_no_words():
    assert content_words("____ số tiền ____") == content_words("số tiền")


def contradicted(*texts: str) -> list[set[str]]:
    """What articles contradict each other on: the figures of each fact."""
    articles = [from_text(t) for t in texts]
    facts = facts_at_odds([claims_of(a, find(a)) for a in articles])
    return [{c.figure.span.of(articles[k].text) for k, c in fact} for fact in facts]


FIRE = "Cháy chợ Phú Lộc\n\nLửa bùng lên ở chợ Phú Lộc đêm 4/6. Theo ban quản lý chợ Phú Lộc, {} bị thiêu rụi.\n"
AGAIN = "Tiểu thương Phú Lộc trắng tay\n\nHỏa hoạn đêm 4/6 xóa sổ {} của chợ Phú Lộc.{}\n"


def test_the_only_amount_of_a_telling_noun_is_one_thing_in_other_words():
    assert contradicted(FIRE.format("86 ki-ốt"), AGAIN.format("112 ki-ốt", "")) == [{"86 ki-ốt", "112 ki-ốt"}]
    assert not contradicted(FIRE.format("86 ki-ốt"), AGAIN.format("112 ki-ốt", " Huyện dựng tạm 60 ki-ốt."))  # which?
    assert not contradicted(FIRE.format("86 hộ"), AGAIN.format("112 hộ", ""))  # households there are many of
    assert not contradicted(FIRE.format("86 ki-ốt"), AGAIN.format("112 ki-ốt", "").replace("Phú Lộc", "Bà Chiểu"))


def test_a_size_of_one_thing_is_compared_whatever_happened_to_it():
    first = "Xe khách rơi vực\n\nChiều 17/3, xe khách mất phanh ở đèo Ô Quý, lao xuống vực sâu 40 m.\n"
    second = "Tai nạn ở đèo Ô Quý\n\nChiều 17/3, xe khách rơi xuống vực sâu chừng {} ở đèo Ô Quý.\n"
    assert contradicted(first, second.format("70 m")) == [{"40 m", "70 m"}]
    assert not contradicted(first, second.format("70 m").replace("vực sâu", "hồ sâu"))


def test_what_adds_up_is_no_conflict():
    first = "Xe tải tông xe buýt\n\nVụ tai nạn ở ngã tư Hòa Lợi làm 6 người bị thương.\n"
    second = "Nổ lốp ở Hòa Lợi\n\nTại ngã tư Hòa Lợi, 5 người trên xe buýt và 1 người đi xe máy bị thương.\n"
    assert not contradicted(first, second)


def test_a_name_that_opens_a_sentence_is_the_one_who_goes_to_prison():
    first = "Tòa tuyên án\n\nChiều 20/11, tòa tuyên phạt Nguyễn Hữu Tâm 7 năm tù về tội nhận hối lộ.\n"
    second = "Cựu giám đốc lĩnh án\n\nNguyễn Hữu Tâm bị tuyên 9 năm tù vì nhận hối lộ.\n"
    assert contradicted(first, second) == [{"7 năm tù", "9 năm tù"}]


def test_one_number_of_people_is_one_side_whatever_they_are_called():
    sides = told(
        "Cháy kho ở Tân Phú: 17 người thiệt mạng.",
        "Cháy kho ở Tân Phú: 17 binh sĩ thiệt mạng.",
        "Cháy kho ở Tân Phú: 20 người thiệt mạng.",
        "Cháy kho ở Tân Phú: 20 binh lính thiệt mạng.",
    )
    assert [len(s) for s in sides] == [2]


def test_years_of_birth_are_compared_by_name():
    a = "Công an tạm giữ Đỗ Văn Sáng (SN 1971) và Lý Thị Hoa (SN 1980)."
    b = "Hai người là Đỗ Văn Sáng, sinh năm 1972, và Lý Thị Hoa (sinh năm 1980)."
    assert [(x.who, y.who) for x, y in pairs(claims(a), claims(b))] == [("đỗ văn sáng", "đỗ văn sáng")]
    assert not pairs(claims("Trường thành lập, sinh năm 1971 là khóa đầu."), claims("Khóa sau sinh năm 1975 đông hơn."))


def test_an_age_is_one_whatever_was_before_and_a_first_inquiry_is_no_older_count():
    a = "Theo điều tra ban đầu, tài xế Lò Văn Panh (31 tuổi) lái xe khách."
    assert pairs(claims(a), claims("Trước đó, tài xế Lò Văn Panh (29 tuổi) lái xe khách."))
    a = "Theo thông tin ban đầu, sạt lở làm 12 người chết."
    assert pairs(claims(a), claims("Sạt lở làm 15 người chết."))


def test_what_both_tell_beside_a_count_is_none_of_its_parts():
    a, b = "Vụ lật xe làm 2 người chết, 8 người bị thương.", "Vụ lật xe làm 2 người chết, 10 người bị thương."
    assert pairs(claims(a), claims(b))
    assert not pairs(claims("Vụ lật xe làm 10 người chết."), claims("Vụ lật xe làm 8 người chết và 2 người chết."))
