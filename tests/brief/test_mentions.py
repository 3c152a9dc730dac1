"""Who is named in full in an article."""

from __future__ import annotations

import pytest

from summarizer.brief.mentions import Mentions
from summarizer.document import from_text


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Chủ tịch tỉnh Hà Giang Lê Văn Tám dự họp.", ["Lê Văn Tám"]),  # the place is no part of the name
        ("Chủ tịch UBND thành phố Hồ Chí Minh Trần Thị Mười Hai dự họp.", ["Trần Thị Mười Hai"]),
        ("Bí thư TP Huế Phan Văn Bảy dự họp.", ["Phan Văn Bảy"]),
        ("Bí thư Hà Giang Lê Văn Tám dự họp.", ["Lê Văn Tám"]),
        ("Chị Nguyễn Trần Minh Anh dự họp.", ["Nguyễn Trần Minh Anh"]),
        ("Mưa lớn ở tỉnh Hà Giang và xã Nguyễn Văn Linh.", []),
    ],
)
def test_a_name_begins_at_the_family_name(words: str, people: list[str]) -> None:
    assert [p.name for p in Mentions(from_text(f"Tin trong ngày\n\n{words}")).people] == people
