"""Choosing as learned: a tiny random network beside a tiny reader, and the one that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from summarizer.document.model import Article
from summarizer.engines import registry, weights
from summarizer.engines.reader import CHOICE, choosing, engine


@pytest.fixture
def choosing_reader(tiny_reader: Path, tmp_path: Path) -> Path:
    """The tiny reader with a tiny choosing in its folder."""
    folder = tmp_path / "reader"
    shutil.copytree(tiny_reader, folder)
    torch.manual_seed(3)
    raw = weights.read_json(folder / "config.json")
    heads = {"encoder_heads": raw["heads"], "feed_forward": raw["feed_forward"]}
    config = choosing.ChoiceConfig(tuple(raw["features"]), raw["hidden"], 1, 1, own=1, **heads)
    weights.save(folder / CHOICE, choosing.ChoiceNet(config).state_dict())
    (folder / CHOICE / "config.json").write_text(json.dumps({**config.as_dict(), "revision": "chosen"}))
    return folder


def test_what_comes_next_depends_on_what_is_taken_and_on_the_room_left(choosing_reader: Path, report: Article) -> None:
    loaded = engine.load(choosing_reader, threads=1)
    assert loaded.scorer is not None
    assert loaded.revision == "tiny+chosen"
    found = loaded.scorer.score(report, report.body).choosing
    assert found is not None
    first, leans = found.next((), 1.0)
    assert first.shape == (len(report.body) + 1,)
    assert leans.shape == (len(report.body),)
    assert ((leans > 0) & (leans < 1)).all()
    again, _ = found.next((), 1.0)
    assert np.array_equal(first, again)
    assert not np.allclose(first, found.next((0,), 1.0)[0])
    assert not np.allclose(first, found.next((), 0.1)[0])


def test_its_own_layers_change_nothing_of_relevance(choosing_reader: Path, tiny_reader: Path, report: Article) -> None:
    with_it, without = (engine.load(folder, threads=1).scorer for folder in (choosing_reader, tiny_reader))
    assert with_it is not None
    assert without is not None
    one, other = with_it.score(report, report.body), without.score(report, report.body)
    assert np.allclose(one.relevance, other.relevance, atol=1e-5)


def test_an_article_of_too_many_windows_is_not_chosen_from(
    choosing_reader: Path, report: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "KEPT_WINDOWS", 0)
    scorer = engine.load(choosing_reader, threads=1).scorer
    assert scorer is not None
    long = scorer.score(report, report.body)
    assert long.choosing is None
    monkeypatch.setattr(engine, "KEPT_WINDOWS", 16)
    assert np.allclose(scorer.score(report, report.body).relevance, long.relevance, atol=1e-5)


def test_a_reader_without_it_chooses_by_relevance(tiny_reader: Path, report: Article) -> None:
    scorer = engine.load(tiny_reader).scorer
    assert scorer is not None
    assert scorer.score(report, report.body).choosing is None


@pytest.mark.parametrize("damage", ["config.json", "weights-00.safetensors"])
def test_damaged_choosing_makes_no_engine(choosing_reader: Path, damage: str) -> None:
    (choosing_reader / CHOICE / damage).write_bytes(b"{")
    with pytest.raises(registry.EngineUnavailable):
        engine.load(choosing_reader)


def test_the_one_that_ships_wants_the_main_news_first(report: Article) -> None:
    scorer = registry.load("reader").scorer
    assert scorer is not None
    found = scorer.score(report, report.body).choosing
    assert found is not None
    following, leans = found.next((), 1.0)
    assert int(following.argmax()) < 2
    assert leans[0] < leans[-1]
