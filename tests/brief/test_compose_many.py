"""Several articles in one pass: the same briefs as one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.brief import compose, compose_many
from summarizer.document import from_text, load
from summarizer.engines import registry, runtime


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


@pytest.mark.slow
def test_the_writer_too_in_float32(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(runtime, "fast_dtype", lambda device: torch.float32)
    engine = registry.load("writer", threads=2)
    assert engine.name == "writer", engine.fallback
    names = ("soctrang-thanh-uy-2023.txt", "hoc-phi.nfd.txt", "thu-ngan-sach-6-thang.txt")
    articles = [load(samples / name) for name in names]
    together = compose_many(articles, engine)
    assert all(b.summary for b in together)
    assert together == [compose(a, engine) for a in articles]
