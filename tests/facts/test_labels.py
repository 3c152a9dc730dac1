"""What a count is called: with what was done, or what was told of it."""

from __future__ import annotations

import pytest

from summarizer import facts
from summarizer.document import from_text
from tests.facts.scripted import Scripted


def labels(text: str) -> dict[str, str | None]:
    return {f.span.of(text): f.label for f in facts.find(from_text(text), Scripted()).figures}


@pytest.mark.parametrize(
    ("text", "amount", "label"),
    [
        ("Huyện đã kiểm tra 12 trường học.", "12 trường học", "Kiểm tra trường học"),
        ("Đến nay đã hỗ trợ được 45/60 hộ mất nhà, còn lại chờ vốn.", "45/60 hộ", "Hỗ trợ hộ mất nhà"),
        ("Có 9/11 chỉ tiêu đạt kế hoạch đề ra.", "9/11 chỉ tiêu", "Chỉ tiêu đạt kế hoạch đề ra"),
    ],
)
def test_a_bare_count_is_named_by_what_was_done(text: str, amount: str, label: str) -> None:
    assert labels(text)[amount] == label


def test_how_many_of_the_targets_were_reached_is_key() -> None:
    text = "Có 9/11 chỉ tiêu đạt kế hoạch, 3 xã chậm."
    found = facts.find(from_text(text), Scripted(key=0.1)).figures
    assert [f.span.of(text) for f in found if f.key] == ["9/11 chỉ tiêu"]


def test_the_border_of_a_cell_is_no_part_of_a_label() -> None:
    text = "Ghi chép trong ngày.\n\nTổng thu tại chợ | đạt 1.200 triệu đồng."
    assert labels(text)["1.200 triệu đồng"] == "Tổng thu tại chợ"
