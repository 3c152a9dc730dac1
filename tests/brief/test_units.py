"""Units: sentences, and clauses that can stand alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.brief.units import candidates, clauses, incomplete, sentence_text, stands_alone, unlinked, voiceless
from summarizer.document import from_text
from summarizer.document.model import Span

from .articles import facts, report, span

ALONE = [
    "giá trị sản xuất công nghiệp ước đạt 16.817 tỷ đồng, tăng 5,1% so với cùng kỳ",
    "tình hình an ninh chính trị, trật tự an toàn xã hội giữ vững, ổn định",
    "lĩnh vực văn hóa - xã hội, cải cách hành chính được quan tâm",
    "Công an tỉnh đã bắt giữ 5 đối tượng trong đêm",
]
LEANING = [
    "đẩy mạnh phát triển thương mại, dịch vụ, công nghiệp, nông nghiệp theo hướng đô thị",
    "trong đó có 12 xã đạt chuẩn nông thôn mới nâng cao",
    "cùng dự có đại diện các ban xây dựng Đảng của Tỉnh ủy",
    "tăng 5,1% so với cùng kỳ năm trước và vượt kế hoạch đề ra",
    "các xã Bình An, Bình Minh, Tân Hòa, Tân Lập, Phú Mỹ, Phú Hội",
    "đạt 96%",
    "không để xảy ra tình trạng khiếu kiện đông người kéo dài",
]


@pytest.mark.parametrize("clause", ALONE)
def test_clauses_that_stand_alone(clause: str) -> None:
    assert stands_alone(clause)


@pytest.mark.parametrize("clause", LEANING)
def test_clauses_that_lean(clause: str) -> None:
    assert not stands_alone(clause)


@pytest.mark.parametrize(
    "text",
    [
        "Tăng cường kiểm tra an toàn thực phẩm.",
        "Ưu tiên diện tích tham gia đề án lúa.",
        'Các ngành phải làm ngay", ông nói.',
        "“Làm ngay.",
    ],
)
def test_incomplete_units(text: str) -> None:
    assert incomplete(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phối hợp với xã, Đồn Biên phòng đã cứu 5 người.",
        "Tổ chức Y tế Thế giới cảnh báo dịch.",
        "Đầu tư công đạt 95% kế hoạch.",
        '"Phải làm ngay", ông nói.',
    ],
)
def test_complete_units(text: str) -> None:
    assert not incomplete(text)


def test_long_sentences_come_apart_at_semicolons() -> None:
    article = report()
    texts = [u.of(article.text) for u in candidates(article, facts(article))]
    assert any(t.startswith("sản lượng lúa vụ Đông Xuân") and t.endswith("vụ trước.") for t in texts)
    assert any(t.startswith("Sáu tháng đầu năm") and t.endswith("cùng kỳ năm 2023") for t in texts)


def test_an_enumeration_stays_whole() -> None:
    line = (
        "Chính phủ cho nhà đầu tư xây chợ mới trên địa bàn ba huyện phía nam của tỉnh với đất vườn; đất ao không phải đất"
        " ở lâu dài; đất bãi cùng thửa theo thỏa thuận của chủ đất"
    )
    assert clauses(line, 0, len(line)) == [Span(0, len(line))]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Trong đó, cựu thủ kho khai nhận đã sửa sổ sách.", "cựu thủ kho"),
        ('Đặc biệt, "Chợ đêm Cái" bán 40 mặt hàng mới.', '"Chợ đêm Cái"'),
        ("Còn tại An Lạc, ba chợ mở cửa lại từ hôm qua.", "tại An Lạc"),
        ("Và đây là năm thứ hai chợ mở cửa đêm.", "đây là"),
        ("Còn 3 ngày nữa chợ đêm mới mở cửa lại.", "Còn 3 ngày"),
    ],
)
def test_what_ties_a_sentence_to_the_one_before_goes(line: str, left: str) -> None:
    article = from_text(f"Tin về chợ\n\n{line}\n\nMột câu nữa đứng ở đây.")
    assert unlinked(article, candidates(article)[0]).of(article.text).startswith(left)


def test_an_inherited_directive_leans_on_its_trigger() -> None:
    article = report()
    units = candidates(article, facts(article))
    leaning = [u.of(article.text) for u in units if u.leans]
    assert leaning == [
        "đẩy nhanh tiến độ giải ngân vốn đầu tư công.",
        "Tăng cường kiểm tra an toàn thực phẩm tại các chợ.",
    ]
    assert not any(u.leans for u in candidates(article))


def test_units_are_disjoint_ordered_and_of_the_body() -> None:
    article = report()
    units = candidates(article)
    assert all(a.end <= b.start for a, b in pairwise(units))
    assert all(article.sentences[u.sentence].covers(u) for u in units)
    assert article.title is not None
    assert not any(article.title.overlaps(u) for u in units)


def test_bullets_stay_outside_and_sections_are_counted() -> None:
    article = from_text(
        "Báo cáo công tác tháng 5\n\nI. KẾT QUẢ\n\n- Toàn xã trồng được 12 ha rừng mới trong tháng.\n\n"
        "II. NHIỆM VỤ\n\n- Hoàn thành việc cấp thẻ bảo hiểm cho người dân trong tháng 6.\n"
    )
    units = candidates(article)
    assert [u.of(article.text)[:3] for u in units] == ["Toà", "Hoà"]
    assert units[0].section != units[1].section


def test_brackets_and_quotations_are_not_cut() -> None:
    text = "Hội nghị (gồm các xã; các phường đã được sáp nhập trong năm nay; các ấp) kết thúc lúc 11 giờ trưa."
    assert clauses(text, 0, len(text)) == [Span(0, len(text))]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sản lượng lúa vụ Đông Xuân ước đạt 48.200 tấn", "Sản lượng lúa vụ Đông Xuân ước đạt 48.200 tấn."),
        ("Công tác giáo dục, y tế được quan tâm.", "Công tác giáo dục, y tế được quan tâm."),
    ],
)
def test_clauses_read_as_sentences(words: str, said: str) -> None:
    article = report()
    assert sentence_text(article, span(article, words)) == said


@given(st.text(alphabet='ab ;(“”)"đạt,.', max_size=200))
def test_clauses_cover_their_sentence(text: str) -> None:
    parts = clauses(text, 0, len(text))
    assert parts[0].start == 0
    assert parts[-1].end <= len(text)
    covered = "".join(p.of(text) for p in parts)
    assert [c for c in covered if c not in " ;"] == [c for c in text if c not in " ;"]


@pytest.mark.parametrize(
    "text",
    [
        "Vậy ai chịu trách nhiệm?",
        '"Chúng ta không thể chậm trễ hơn nữa".',
        "“Tôi đã nói rồi.”",
        '"Mục tiêu cao nhất là người dân có nhà ở.',  # the speaker comes after the next sentence
    ],
)
def test_questions_and_words_without_a_speaker_state_nothing(text: str) -> None:
    assert voiceless(text)


@pytest.mark.parametrize(
    "text",
    [
        '"Chúng ta không thể chậm trễ hơn nữa", ông Bình nói.',
        'Dự án "Sông xanh" khởi công tháng này.',
        "Ông Bình hỏi ai chịu trách nhiệm.",
    ],
)
def test_statements_have_a_voice(text: str) -> None:
    assert not voiceless(text)
