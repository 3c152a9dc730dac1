"""Actors: bodies, offices, persons with a title, groups and places as phrases."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from summarizer.facts.actors import Actor, actor_at, actors_in
from summarizer.facts.phrases import Line, Phrases, plain


def first(text: str, *, lists: bool = False) -> tuple[str, Actor]:
    line = Line.of(text)
    actor = actor_at(line, 0, lists=lists)
    assert actor is not None, text
    return line.span(actor.start, actor.end).of(text), actor


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "name"),
    [
        ("Thủ tướng Phạm Văn An yêu cầu các bộ", "Thủ tướng Phạm Văn An", "office", "an"),
        (
            "Phó chủ tịch UBND tỉnh Hà Tĩnh Dương Tất Minh giao",
            "Phó chủ tịch UBND tỉnh Hà Tĩnh Dương Tất Minh",
            "office",
            "minh",
        ),
        ("Chủ tịch UBND tỉnh Lê Văn Bình chủ trì", "Chủ tịch UBND tỉnh Lê Văn Bình", "office", "bình"),
        ("Chủ tịch UBND huyện Lê Chân chủ trì", "Chủ tịch UBND huyện Lê Chân", "office", None),
        ("Chủ tịch UBND TP Hà Nội chủ trì", "Chủ tịch UBND TP Hà Nội", "office", None),
        (
            "Phó Thủ tướng Thường trực Trương Hòa Bình nói",
            "Phó Thủ tướng Thường trực Trương Hòa Bình",
            "office",
            "bình",
        ),
        ("Tổng Bí thư, Chủ tịch nước Trần Văn Long nói", "Tổng Bí thư, Chủ tịch nước Trần Văn Long", "office", "long"),
        (
            "Phó Thủ tướng, Bộ trưởng Ngoại giao Lê Văn Sơn tiếp",
            "Phó Thủ tướng, Bộ trưởng Ngoại giao Lê Văn Sơn",
            "office",
            "sơn",
        ),
        (
            "Đại biểu Quốc hội Lê Minh Khoa (Cà Mau) đề nghị",
            "Đại biểu Quốc hội Lê Minh Khoa (Cà Mau)",
            "office",
            "khoa",
        ),
        (
            "ông Trần Văn Tú - phó chủ tịch UBND TP. HCM, nhấn mạnh",
            "ông Trần Văn Tú - phó chủ tịch UBND TP. HCM",
            "person",
            "tú",
        ),
        (
            "Ông Nguyễn Văn Phương, Chủ tịch UBND tỉnh Thừa Thiên Huế, nhận định",
            "Ông Nguyễn Văn Phương, Chủ tịch UBND tỉnh Thừa Thiên Huế",
            "person",
            "phương",
        ),
        ("Bộ Tài nguyên và Môi trường được giao", "Bộ Tài nguyên và Môi trường", "body", None),
        ("Bộ Nông nghiệp và Môi trường phối hợp", "Bộ Nông nghiệp và Môi trường", "body", None),
        ("bộ Tài chính tiếp tục rà soát", "bộ Tài chính", "body", None),
        ("Sở VH - TT & DL Đắk Nông chịu trách nhiệm", "Sở VH - TT & DL Đắk Nông", "body", None),
        ("UBND thành phố Nha Trang đã chỉ đạo", "UBND thành phố Nha Trang", "body", None),
        ("Công an tỉnh Khánh Hòa gửi Văn phòng", "Công an tỉnh Khánh Hòa", "body", None),
        ("Ban Cán sự Đảng TAND thành phố trực tiếp theo dõi", "Ban Cán sự Đảng TAND thành phố", "body", None),
        ("cấp ủy các cơ quan tư pháp tiếp tục", "cấp ủy các cơ quan tư pháp", "body", None),
        ("Ban chỉ đạo các chương trình cần triển khai", "Ban chỉ đạo các chương trình", "body", None),
        ("trường mầm non Hoa Sen phải hoàn trả", "trường mầm non Hoa Sen", "body", None),
        ("quận 1 nghiên cứu phương án", "quận 1", "body", None),
        ("các bộ, ngành, địa phương cần", "các bộ, ngành, địa phương", "group", None),
        ("các quận huyện, sở ngành liên quan sớm trình", "các quận huyện, sở ngành liên quan", "group", None),
        ("Các cấp các ngành phải", "Các cấp các ngành", "group", None),
        ("từng địa phương phải chủ động", "từng địa phương", "group", None),
        ("các đơn vị thi công khẩn trương", "các đơn vị thi công", "group", None),
        ("Lâm Đồng chủ động phối hợp", "Lâm Đồng", "place", None),
        ("bị cáo Lê Văn Tám khai", "bị cáo Lê Văn Tám", "party", "tám"),
        ("người dân cần cảnh giác", "người dân", "layman", None),
    ],
)
def test_phrase(text: str, phrase: str, kind: str, name: str | None) -> None:
    found, actor = first(text)
    assert (found, actor.kind, actor.name) == (phrase, kind, name)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Bộ Công Thương, Bộ Tài chính và các địa phương rà soát", "Bộ Công Thương, Bộ Tài chính và các địa phương"),
        ("Hà Nội, Cao Bằng phối hợp", "Hà Nội, Cao Bằng"),
        ("Đồng Nai và Bà Rịa - Vũng Tàu phối hợp", "Đồng Nai và Bà Rịa - Vũng Tàu"),
        ("Các tỉnh Sơn La, Thái Bình, Bình Dương đẩy nhanh", "Các tỉnh Sơn La, Thái Bình, Bình Dương"),
        ("Sở Xây dựng, Sở Tài chính kiểm tra", "Sở Xây dựng, Sở Tài chính"),
    ],
)
def test_list(text: str, phrase: str) -> None:
    assert first(text, lists=True)[0] == phrase


@pytest.mark.parametrize(
    "text",
    [
        "vụ án xảy ra từ năm trước",
        "phòng chống dịch bệnh",
        "xã hội ngày càng phát triển",
        "đã tập trung lãnh đạo, chỉ đạo",
        "giá cà phê tăng",
        "tổ chức hội nghị",
    ],
)
def test_no_actor(text: str) -> None:
    line = Line.of(text)
    assert actor_at(line, 0) is None


def test_verbs_end_a_name() -> None:
    assert first("Bộ Nội vụ kiểm tra, rà soát")[0] == "Bộ Nội vụ"
    assert first("Sở Tài chính kiểm tra tham mưu")[0] == "Sở Tài chính"
    assert first("các đơn vị tổ chức thực hiện")[0] == "các đơn vị"


def test_two_persons_stay_two() -> None:
    text = "Thủ tướng Lào Sonexay Siphandone, Thủ tướng Phạm Văn An"
    assert "Phạm Văn An" not in first(text)[0]


def test_actors_in_gives_spans() -> None:
    text = "Sáng nay, Bộ Y tế làm việc với UBND tỉnh Nghệ An."
    assert [(s.of(text), k) for s, k in actors_in(text)] == [("Bộ Y tế", "body"), ("UBND tỉnh Nghệ An", "body")]


def test_old_and_new_tone_marks_are_one() -> None:
    assert [plain(s) for s in ("hoà", "thuý", "uỷ", "quý", "hoàn", "toà")] == [
        "hòa",
        "thúy",
        "ủy",
        "quý",
        "hoàn",
        "tòa",
    ]
    assert first("Uỷ ban nhân dân tỉnh Hoà Bình đề nghị")[0] == "Uỷ ban nhân dân tỉnh Hoà Bình"


def test_phrases_take_the_longest() -> None:
    found = Phrases({"bộ": 1, "bộ y tế": 2})
    assert found.at(Line.of("Bộ Y tế họp"), 0) == (3, 2)
    assert found.before(Line.of("họp Bộ Y tế"), 4) == 3
    assert found.at(Line.of("họp"), 0) is None


def test_provinces_before_and_after_the_merger() -> None:
    places = tomllib.loads((resources.files("summarizer.facts") / "data" / "places.toml").read_text(encoding="utf-8"))
    assert len(set(places["until_2025"])) == 63
    assert len(set(places["since_2025"])) == 34
