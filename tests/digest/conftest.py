"""Small articles, a store, and runs over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.brief.model import Options
from summarizer.digest import inputs, run
from summarizer.digest.loading import Limits
from summarizer.digest.work import Setup
from summarizer.engines.choice import EngineChoice
from summarizer.store import Store, open_store
from tests.here import Here

PLACES = ("Tân Phú", "Bình Hòa", "Mỹ Lộc", "Long Thới", "An Khánh", "Phước Sơn", "Đại Thành", "Vĩnh Trạch")
THINGS = ("đường liên xã", "trường tiểu học", "trạm bơm", "chợ trung tâm", "cầu dân sinh", "nhà văn hóa", "kênh tưới")


def article(n: int) -> str:
    """An article unlike the others, with figures and a directive with a deadline."""
    place, thing = PLACES[n % len(PLACES)], THINGS[n % len(THINGS)]
    return (
        f"Xã {place} khánh thành {thing} số {n}\n\n"
        f"Ngày {n % 27 + 1}/9/2025, Ủy ban nhân dân xã {place} khánh thành {thing} số {n} sau {n % 9 + 3} tháng thi công. "
        f"Công trình có tổng mức đầu tư {n * 7 + 12} tỷ đồng, phục vụ {n * 31 + 400} hộ dân.\n\n"
        f"Đại diện nhà thầu thứ {n} cho biết đã huy động {n + 20} công nhân làm việc {n % 3 + 1} ca mỗi ngày để kịp tiến độ.\n\n"
        f"Chủ tịch xã {place} yêu cầu Phòng Kinh tế hoàn thành quyết toán trước ngày {n % 20 + 5}/12/2025.\n"
    )


@pytest.fixture
def news(tmp_path: Path) -> Callable[[int], Path]:
    """A folder with so many articles."""

    def make(count: int) -> Path:
        folder = tmp_path / "news"
        folder.mkdir(exist_ok=True)
        for n in range(count):
            (folder / f"{n}.txt").write_text(article(n), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with open_store(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture
def setup(store: Store) -> Setup:
    """The plain extractor, on that store."""
    return Setup(EngineChoice("extractive"), Options(words=40), Limits(), "vi", store.path)


@pytest.fixture
def go(store: Store, setup: Setup) -> Callable[..., run.Outcome]:
    """Run over paths: in this process, or by workers where `jobs` are asked for."""

    def call(*paths: Path, jobs: int | None = None, **how: object) -> run.Outcome:
        workers = {} if jobs else {"workers": Here}
        return run.run(inputs.gather([str(p) for p in paths]), setup, store, jobs=jobs or 1, **workers | how)

    return call
