"""Syllables that came in two."""

from __future__ import annotations

import pytest

from summarizer.document.encodings.rejoin import rejoined


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("giá trị công nghi ệp ước đ ạt 39 tỷ", "giá trị công nghiệp ước đạt 39 tỷ"),
        ("V iệt Nam xuất khẩu; C ó thể; còn m ột số", "Việt Nam xuất khẩu; Có thể; còn một số"),
        ("Liên H ợp Q uốc", "Liên Hợp Quốc"),
    ],
)
def test_parts_of_a_syllable_are_put_together(line: str, read: str) -> None:
    assert rejoined(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "viêm gan virus B ở nước ta, từ 4h uống thuốc, sang thế hệ 6G ước đạt 1 Tbps",
        "xã ở ven sông, chi ăn ở, gây ồn ào, nhà cao ốc, ra án phạt, thu ít ỏi",
        "the usual apple of a user",
        "a) ấp 3, b) ốp đá, điểm đ ở trên",
    ],
)
def test_words_stay_apart(line: str) -> None:
    assert rejoined(line) == line
