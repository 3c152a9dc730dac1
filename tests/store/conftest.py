"""A brief of a real text, loaded and composed by the real thing."""

from __future__ import annotations

import pytest

from summarizer import facts
from summarizer.brief import compose
from summarizer.brief.model import Brief
from summarizer.document import from_text
from summarizer.engines.registry import load
from summarizer.store import open_store

TEXT = """Hàm Giang thu ngân sách vượt kế hoạch

Chín tháng năm 2025, tổng thu ngân sách tỉnh Hàm Giang đạt 8.250 tỷ đồng, tăng 12,4% so với cùng kỳ.

Chủ tịch UBND tỉnh yêu cầu Sở Tài chính rà soát các khoản nợ thuế, báo cáo trước ngày 15/11/2025.
"""


@pytest.fixture(scope="session")
def brief() -> Brief:
    article = from_text(TEXT, origin="/bai/ngan-sach.txt")
    return compose(article, load("extractive"), facts=facts.find(article))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "store.db") as opened:
        yield opened
