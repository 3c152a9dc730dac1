"""The reader as an engine: on a tiny random network, and on the one that ships."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from summarizer.document import from_text, load
from summarizer.document.model import Article
from summarizer.engines import registry
from summarizer.engines.base import Cancelled
from summarizer.engines.reader import engine
from summarizer.engines.registry import EngineUnavailable


def test_scores_of_every_unit(tiny_reader: Path, report: Article) -> None:
    loaded = engine.load(tiny_reader, threads=1)
    assert (loaded.name, loaded.revision, loaded.fallback) == ("reader", "tiny", None)
    assert loaded.scorer is not None
    scores = loaded.scorer.score(report, report.body)
    assert scores.relevance.shape == (len(report.body),)
    assert np.isfinite(scores.relevance).all()
    lead = loaded.scorer.score(report, report.body, task="lead")
    assert not np.allclose(lead.relevance, scores.relevance)


def test_no_units_no_scores(tiny_reader: Path, report: Article) -> None:
    scorer = engine.load(tiny_reader).scorer
    assert scorer is not None
    assert scorer.score(report, []).relevance.shape == (0,)


def test_many_at_once_are_what_each_is_alone(tiny_reader: Path, report: Article) -> None:
    scorer = engine.load(tiny_reader, threads=1).scorer
    assert isinstance(scorer, engine.Reader)
    short = from_text("Tin ngắn\n\nMột câu thôi, dài vừa phải. Câu thứ hai nói thêm 7 điều.")
    long = from_text("\n\n".join([report.text] * 12))
    articles = [(a, a.body) for a in (report, short, long)]
    together = scorer.score_many(articles)
    for (article, units), found in zip(articles, together, strict=True):
        alone = scorer.score(article, units)
        assert np.allclose(alone.relevance, found.relevance, atol=1e-5)


def test_cancelled_at_once(tiny_reader: Path, report: Article) -> None:
    scorer = engine.load(tiny_reader).scorer
    assert scorer is not None
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        scorer.score(report, report.body, cancelled=stop)


@pytest.mark.parametrize("damage", ["config.json", "tokenizer.json", "weights-00.safetensors"])
def test_damaged_folder_gives_way_to_the_extractor(
    damage: str, tiny_reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(tiny_reader, folder)
    (folder / damage).write_bytes(b"{")
    with pytest.raises(EngineUnavailable) as caught:
        engine.load(folder)
    assert "\n" not in str(caught.value)
    monkeypatch.setattr(registry, "shipped", lambda name: folder)
    stand_in = registry.load("reader")
    assert stand_in.name == "extractive"
    assert "reader" in (stand_in.fallback or "")


def test_the_shipped_reader_briefs_the_report(samples: Path) -> None:
    loaded = registry.load("reader", threads=1)
    assert loaded.name == "reader", loaded.fallback
    assert loaded.scorer is not None
    article = load(samples / "soctrang-thanh-uy-2023.txt")
    relevance = loaded.scorer.score(article, article.body).relevance
    best = article.body[int(relevance.argmax())].of(article.text)
    assert "Thành ủy Sóc Trăng tổ chức Hội nghị" in best


def test_shipped_folder_is_small(samples: Path) -> None:
    files = list(registry.shipped("reader").iterdir())
    assert sum(f.stat().st_size for f in files) < 60_000_000
    assert all(f.stat().st_size < 50_000_000 for f in files)
