"""Headlines, of texts that have none of their own above all."""

from __future__ import annotations

import pytest

from summarizer.brief import compose
from summarizer.brief.quoting import stated
from summarizer.document import from_text
from summarizer.engines.registry import load
from summarizer.facts import find
from tests.marking import PlainMarker


def headline(text: str) -> str:
    article = from_text(text)
    assert article.title is None
    brief = compose(article, load("extractive"), facts=find(article, PlainMarker()))
    assert brief.headline is not None
    evidence = brief.headline.evidence[0]
    source = article.text[evidence.start : evidence.end]
    assert brief.headline.text.casefold() == source.rstrip(".").casefold()
    assert brief.headline.status == "supported"
    for figure in brief.headline.figures:
        assert figure.source is not None
        assert figure.span.of(brief.headline.text).casefold() == figure.source.of(article.text).casefold()
    return brief.headline.text


REST = " Sức khỏe mọi người ổn định và đã được gia đình đón về nhà trong đêm."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Tối qua 4/6, lực lượng cứu hộ tỉnh đã đưa được 11 thuyền viên của tàu cá bị chìm ngoài khơi vào bờ an toàn, "
            "theo thông tin từ bộ đội biên phòng.",
            "Lực lượng cứu hộ tỉnh đã đưa được 11 thuyền viên của tàu cá bị chìm ngoài khơi vào bờ an toàn",
        ),
        (
            "Sau một thời gian điều tra bổ sung, sáng 3/5, Công an huyện Hồ Sen đã khởi tố ba bị can trong vụ phá rừng "
            "phòng hộ ở xã Tân Lâm, trong đó có một cán bộ xã và hai người buôn gỗ từ nơi khác đến thuê nhà trọ.",
            "Công an huyện Hồ Sen đã khởi tố ba bị can trong vụ phá rừng phòng hộ ở xã Tân Lâm",
        ),
        (
            "Bên cạnh đó, ông Lê Minh (giám đốc sở, trưởng ban tổ chức) đã trao 120 suất học bổng cho học sinh nghèo của "
            "tỉnh, mỗi suất 2 triệu đồng, trong buổi lễ khai giảng diễn ra tại nhà văn hóa của huyện vào sáng nay.",
            "Ông Lê Minh (giám đốc sở, trưởng ban tổ chức) đã trao 120 suất học bổng cho học sinh nghèo của tỉnh",
        ),
        (
            "UBND tỉnh yêu cầu các huyện hoàn thành sơ tán trước 18h ngày 6/9.",
            "UBND tỉnh yêu cầu các huyện hoàn thành sơ tán trước 18h ngày 6/9",
        ),
    ],
)
def test_the_clause_that_says_it(text: str, wanted: str) -> None:
    assert headline(text + REST) == wanted


def test_a_list_is_not_cut_in_two() -> None:
    text = (
        "Tập đoàn Sông Xanh hiện đang điều hành sáu công ty lớn tại miền Trung gồm công ty sản xuất phân bón, công ty xây dựng, "
        "công ty vận tải biển và ba công ty nhỏ hơn. Tập đoàn đạt doanh thu 1.200 tỷ đồng trong năm 2025."
    )
    assert headline(text) == "Tập đoàn đạt doanh thu 1.200 tỷ đồng trong năm 2025"


def test_a_heading_above_the_text_is_its_headline() -> None:
    body = "Ngày 9/12, huyện họp bàn việc thu ngân sách của năm sau và giao chỉ tiêu cho các xã."
    text = f"Bản nháp gửi lúc 17h40, chưa biên tập.\n\nHuyện Hồ Sen giao chỉ tiêu thu ngân sách\n{body} {REST.strip()}"
    assert headline(text) == "Huyện Hồ Sen giao chỉ tiêu thu ngân sách"
    numbered = f"Bản nháp gửi lúc 17h40, chưa biên tập.\n\nI. Kết quả thu ngân sách năm nay\n{body} {REST.strip()}"
    assert not headline(numbered).startswith("I.")


def test_runs_of_blanks_are_one_and_take_no_figure_along() -> None:
    article = from_text("Xã  Tân Lập chi 25  tỷ đồng xây cầu\n\nXã Tân Lập làm cầu qua sông.")
    facts = find(article)
    made = stated(article, facts, (article.title,))
    assert made.text.startswith("Xã Tân Lập chi 25 tỷ đồng xây cầu")
    assert [f.span.of(made.text) for f in made.figures] == ["25 tỷ đồng"]
    assert made.made == "copied"
