"""What official documents say by formula, and what only sounds like it."""

from __future__ import annotations

import pytest

from summarizer.brief import official
from summarizer.brief.outline import outline
from summarizer.brief.units import candidates
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.facts.model import Directive, Facts
from tests.brief.documents import REPORT

_REPLACED = "Sản lượng lúa vụ đông xuân đạt 212.000 tấn, tăng 3,4% so với cùng kỳ."


def barred(sentence: str, *, directed: bool = False) -> bool:
    """Whether a document's sentence is barred from its brief; `directed` where it is a directive too."""
    article = from_text(REPORT.replace(_REPLACED, sentence))
    at = article.text.index(sentence)
    task = Span(at, at + len(sentence))
    facts = Facts((), (Directive(task, task),)) if directed else Facts()
    units = candidates(article, facts)
    found = official.extra(article, facts, units, outline(article))
    return any(
        extra <= -official.FORMULA
        for unit, extra in zip(units, found, strict=True)
        if article.sentences[unit.sentence].of(article.text) in sentence
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2024, tỉnh đã thay thế 12 cầu yếu trên các tuyến huyện, kinh phí 41 tỷ đồng.",
        "Quy định này có hiệu lực từ ngày 20 tháng 4 năm 2026, thay thế Quyết định số 12/2020/QĐ-UBND.",
        "Toàn tỉnh đã bãi bỏ 32 thủ tục hành chính, rút ngắn 15 ngày làm việc.",
        "Mưa lớn kèm theo dông lốc làm tốc mái 120 căn nhà ở ba xã ven biển.",
        "Tỉnh hỗ trợ 385 tỷ đồng cho dân vùng hạn (theo Phụ lục), cấp trước 75 tỷ đồng.",
    ],
)
def test_what_says_something_is_barred_by_no_word_of_formulas(sentence: str) -> None:
    assert not barred(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết định này thay thế Quyết định số 12/2020/QĐ-UBND ngày 05 tháng 3 năm 2020.",
        "Nay bãi bỏ khoản 1 Điều 3 Nghị quyết số 22/2024/NQ-HĐND của Hội đồng nhân dân tỉnh.",
        "Các quy định trước đây trái với Quyết định này đều bị bãi bỏ.",
        "Mức chi cho các kỳ thi thực hiện theo biểu ban hành kèm theo Nghị quyết này.",
        "Danh mục thủ tục hành chính của ngành nêu tại Phụ lục II.",
        "Số liệu của từng huyện có trong danh sách kèm theo báo cáo.",
    ],
)
def test_a_formula_of_acts_and_annexes_is_barred(sentence: str) -> None:
    assert barred(sentence)


def test_a_formula_that_is_a_directive_too_stays_barred() -> None:
    assert barred("Văn phòng UBND tỉnh thông báo để các sở, ngành liên quan biết, thực hiện.", directed=True)


def test_a_decision_in_a_list_of_replaced_ones_is_not_told_as_if_it_held() -> None:
    listed = "Quyết định số 34/QĐ-UBND ngày 06 tháng 4 năm 2022 về cấp giống lúa cho các xã."
    article = from_text(
        REPORT.replace(_REPLACED, f"Thay thế Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2021.\n\n{listed}")
    )
    units = candidates(article, Facts())
    found = official.extra(article, Facts(), units, outline(article))
    worth = {u.of(article.text): float(e) for u, e in zip(units, found, strict=True)}
    assert worth[listed] <= -official.FORMULA
    assert not barred(listed)
