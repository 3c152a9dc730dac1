"""Several articles in one pass: the same briefs as one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.brief import compose, compose_many
from summarizer.document import from_text, load
from summarizer.engines import registry


@pytest.mark.parametrize("name", ["extractive", "reader"])
def test_many_are_what_each_is_alone(name: str, samples: Path) -> None:
    engine = registry.load(name, threads=1)
    assert engine.name == name, engine.fallback
    articles = [
        load(samples / "soctrang-thanh-uy-2023.txt"),
        from_text("Chỉ có một dòng tên bài"),
        load(samples / "thu-ngan-sach-6-thang.txt"),
    ]
    together = compose_many(articles, engine)
    assert together == [compose(a, engine) for a in articles]
