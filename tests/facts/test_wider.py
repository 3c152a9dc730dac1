"""Kinds of expression that blind readings of further articles taught, told with our own examples."""

from __future__ import annotations

import pytest

from summarizer.document import from_text
from summarizer.facts import figures_in
from summarizer.facts.directives import find_directives


@pytest.mark.parametrize(
    ("text", "modifier", "trend"),
    [
        ("Xe buýt nhanh chất lượng cao hơn 67 tỷ đồng", "over", None),
        ("Đưa ra ngoài 5 thi thể", None, None),
        ("Lãi suất cao nhất là 6,2%", None, None),
        ("Hãng đạt lợi nhuận sau thuế hơn 769 tỷ đồng", "over", "reach"),
        ("Giá bạc mất 2% về 30 USD", None, "down"),
    ],
)
def test_modifier_and_trend(text: str, modifier: str | None, trend: str | None) -> None:
    figure = figures_in(text)[-1]
    assert (figure.modifier, figure.trend) == (modifier, trend)


@pytest.mark.parametrize(
    ("text", "indicator", "basis"),
    [
        ("Nợ công bằng 37% GDP", "Nợ công", "GDP"),
        ("Nếu so với tháng trước, giá gạo giảm 2%", "giá gạo", "so với tháng trước"),
        ("Lãi suất kỳ hạn 12 tháng là 6%/năm", "Lãi suất kỳ hạn 12 tháng", None),
        ("Số thanh niên thất nghiệp là 610.000", "Số thanh niên thất nghiệp", None),
        ("Thời gian ủ bệnh khoảng 2-12 ngày", "Thời gian ủ bệnh", None),
        ("Doanh thu thuần gấp 2,2 lần so với năm 2023", "Doanh thu thuần", "so với năm 2023"),
        ("Hệ số nợ trên vốn là 1,02 lần", "Hệ số nợ trên vốn", None),
        ("Bão Yagi mạnh cấp 14", "Bão Yagi", None),
        ("vướng mắc của tuyến cao tốc Nậm Sum - Bản Lè dài 55 km", "tuyến cao tốc Nậm Sum - Bản Lè", None),
        ("Từ đầu năm, vàng đã tăng 35%", "vàng", None),
        ("Vàng miếng vượt 92 triệu đồng", "Vàng miếng", None),
    ],
)
def test_indicator_and_basis(text: str, indicator: str | None, basis: str | None) -> None:
    figure = next(f for f in figures_in(text)[::-1] if f.kind not in ("date", "period"))
    found = tuple(span.of(text) if span else None for span in (figure.indicator, figure.basis))
    assert found == (indicator, basis)


PRIME = "Thủ tướng chủ trì cuộc họp sáng nay.\n"
ORDER = "Thủ tướng giao Bộ Công Thương kiểm tra kho hàng. "


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    """Issuer, addressee and action of each directive."""
    article = from_text(text)
    return [
        (
            d.issuer.of(article.text) if d.issuer else None,
            d.addressee.of(article.text) if d.addressee else None,
            d.action.of(article.text),
        )
        for d in find_directives(article)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bodies counted, also as those to whom a letter goes
        (
            PRIME + "Thủ tướng yêu cầu 25 tỉnh thành phía Bắc khẩn trương kêu gọi tàu thuyền vào bờ.",
            [("Thủ tướng", "25 tỉnh thành phía Bắc", "khẩn trương kêu gọi tàu thuyền vào bờ")],
        ),
        (
            PRIME + "Thủ tướng gửi công điện đến 12 tỉnh miền Trung và 5 bộ ngành, yêu cầu quyết liệt chống hạn.",
            [("Thủ tướng", "12 tỉnh miền Trung và 5 bộ ngành", "quyết liệt chống hạn")],
        ),
        # verbs that the list lacked, sectors that no verb swallows
        (PRIME + "Thủ tướng yêu cầu đón dòng khí đầu tiên.", [("Thủ tướng", None, "đón dòng khí đầu tiên")]),
        (
            PRIME + "Thủ tướng đề nghị các sở, ngành kiểm tra, giám định nguyên nhân.",
            [("Thủ tướng", "các sở, ngành", "kiểm tra, giám định nguyên nhân")],
        ),
        (
            ORDER + "Ngành điện khẩn trương tiết kiệm chi phí, giá bán phải phù hợp thu nhập.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Thủ tướng", "Ngành điện", "khẩn trương tiết kiệm chi phí"),
                ("Thủ tướng", "Ngành điện", "phù hợp thu nhập"),
            ],
        ),
        # two duties with subjects of their own
        (
            ORDER + "Cụ thể, tuyến Nậm Sum - Bản Lè phải xong tháng 6, tuyến Hà Trung phải xong năm nay.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Thủ tướng", None, "xong tháng 6"),
                ("Thủ tướng", None, "xong năm nay"),
            ],
        ),
        # who is told stands before the one who tells
        (
            PRIME + "Ban Nội chính Trung ương được Thủ tướng giao phối hợp xây dựng đề án.",
            [("Thủ tướng", "Ban Nội chính Trung ương", "phối hợp xây dựng đề án")],
        ),
        (
            ORDER + "Các tiểu ban chuẩn bị cho đại hội được yêu cầu tiến hành công việc đúng lộ trình.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Thủ tướng", "Các tiểu ban chuẩn bị cho đại hội", "tiến hành công việc đúng lộ trình"),
            ],
        ),
        # who is turned to stands ahead of the speaker, behind a date, in a headline, behind an opinion
        (
            PRIME + "Đối với chính quyền các địa phương, Thủ tướng yêu cầu phải chủ động ứng phó.",
            [("Thủ tướng", "chính quyền các địa phương", "chủ động ứng phó")],
        ),
        (
            "Thủ tướng Lê Văn Bình: Địa phương phải chịu trách nhiệm tổ chức kỳ thi\nSáng nay, ông dự họp ở Hà Nội.",
            [("Thủ tướng Lê Văn Bình", "Địa phương", "chịu trách nhiệm tổ chức kỳ thi")],
        ),
        (
            "Chủ tịch UBND tỉnh có ý kiến chỉ đạo và giao Giám đốc Sở Y tế khẩn trương kiểm tra.",
            [("Chủ tịch UBND tỉnh", "Giám đốc Sở Y tế", "khẩn trương kiểm tra")],
        ),
        (
            ORDER + "Các tỉnh, thành đặc biệt lưu ý bảo đảm an toàn thực phẩm.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Thủ tướng", "Các tỉnh, thành", "đặc biệt lưu ý bảo đảm an toàn thực phẩm"),
            ],
        ),
        # told in quoted words behind a colon, with a date ahead of the duty
        (
            ORDER + "Bộ trưởng Lê Văn Bình chỉ đạo: “Tháng 10 phải vận hành tuyến đường sắt, tháng 12 bán vé”.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Bộ trưởng Lê Văn Bình", None, "vận hành tuyến đường sắt, tháng 12 bán vé"),
            ],
        ),
        # work named with nouns
        (
            PRIME + "Thủ tướng quán triệt tinh thần sử dụng hiệu quả nguồn lực.",
            [("Thủ tướng", None, "sử dụng hiệu quả nguồn lực")],
        ),
        (
            PRIME + "Thủ tướng lưu ý một số nội dung liên quan việc đa dạng hóa nguồn điện.",
            [("Thủ tướng", None, "đa dạng hóa nguồn điện")],
        ),
        # a heading under a title that orders, a source behind a comma
        (
            "Thủ tướng: Dứt khoát không được để thiếu điện\nCần chuẩn bị từ sớm\nÔng Nam, 40 tuổi, nói ông không biết việc này.",
            [("Thủ tướng", None, "thiếu điện"), ("Thủ tướng", None, "chuẩn bị từ sớm")],
        ),
        (
            ORDER + "Việc này phải được hoàn thành đúng quy định, theo yêu cầu của Thủ tướng.",
            [
                ("Thủ tướng", "Bộ Công Thương", "kiểm tra kho hàng"),
                ("Thủ tướng", "Bộ Công Thương", "được hoàn thành đúng quy định"),
            ],
        ),
        # none: concessions, one business asking another, a case, a guess, what somebody does
        (PRIME + "Thủ tướng nói dù Chính phủ, Thủ tướng chỉ đạo quyết liệt bảo đảm điện, kết quả chưa tốt.", []),
        ("Năm nay, Bộ Giáo dục trực tiếp chỉ đạo tổ chức chấm bài thi trắc nghiệm.", []),
        ("Hợp tác xã Minh Tân đã đề nghị Ngân hàng An Phát thu hồi 51 xe buýt.", []),
        ("Khi đó, bà Hạnh chỉ đạo Nguyễn Văn Nam, nhân viên công ty, chuẩn bị tiền.", []),
        ("Đại học Minh Khai thường yêu cầu học sinh nộp bảng điểm.", []),
        ("Bác sĩ bệnh viện nói kỹ thuật này không để lại sẹo.", []),
        ("Chi cục trưởng Lê Văn Bình nói hàng chục cán bộ phải đến nhiều tỉnh xác minh.", []),
        ("Vụ đề nghị thanh lý xe buýt: thuế cũng siết nợ", []),
        (PRIME + "Thủ tướng cho rằng con số ắt phải lên tới hàng nghìn người.", []),
    ],
)
def test_directives(text: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        (ORDER + "Năm 2025, Chính phủ cần ban hành nghị định mới.", "Năm 2025"),
        (ORDER + "Tuyến đường phải xong trong thời hạn 6 tháng.", "trong thời hạn 6 tháng"),
    ],
)
def test_deadlines(text: str, deadline: str) -> None:
    article = from_text(text)
    last = find_directives(article)[-1]
    assert last.deadline is not None
    assert last.deadline.of(article.text) == deadline


def test_a_person_with_an_office_petitions_who_stands_higher() -> None:
    text = "Ông Lê Văn Bình, Giám đốc Sở Y tế tỉnh, đề nghị Bộ Y tế chỉ đạo cấp thuốc.\nSáng nay có mưa lớn."
    assert [d.strength for d in find_directives(from_text(text))] == ["petition"]
