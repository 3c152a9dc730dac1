"""Names of bodies at the head of a line, and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.brief.bodies import body_at
from summarizer.document import from_text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tổ chức thực hiện", None),
        ("Tổ chức Công đoàn phối hợp các trường.", "Tổ chức Công đoàn"),
        ("Tổ công tác số 2 thực hiện kiểm tra.", "Tổ công tác số 2"),
        ("Sở Tài chính thẩm định dự toán.", "Sở Tài chính"),
    ],
)
def test_bodies(line: str, name: str | None) -> None:
    article = from_text(f"Quy chế mạng nội bộ\n\n{line}\n\nCác đơn vị gửi kết quả về huyện trước ngày 5/3.")
    start = article.text.index(line)
    found = body_at(article, start, start + len(line))
    assert (found.of(article.text) if found else None) == name
