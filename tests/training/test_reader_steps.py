"""Every step of the reader on a tiny random base: prepare, train, go on, export, score."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models.training import export, prepare_reader, reader_data, train_reader
from summarizer.document import from_text
from summarizer.engines import surface, weights
from summarizer.engines.reader import engine
from summarizer.engines.reader.network import TASKS, ReaderConfig, ReaderNet
from summarizer.text.fold import newspaper

Step = Callable[..., None]
CPU = torch.device("cpu")
SPECIAL = {"bos": 0, "pad": 1, "eos": 2}


@pytest.fixture(scope="module")
def train(step: Step, reader_base: Path, reader_data: Path) -> Step:
    def run(out: Path, *more: object) -> None:
        fixed = ("--base", reader_base, "--data", reader_data, "--windows", 4, "--evaluate-every", 1)
        step(train_reader, *fixed, "--out", out, *more)

    return run


def curve(run: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((run / "curve.json").read_text())
    return rows


def items(folder: Path, name: str, windows: int = 4) -> list[reader_data.Item]:
    task = TASKS.index(name.split("-")[0])  # type: ignore[arg-type]
    return reader_data.load(folder / f"{name}.npz", task, features=surface.NAMES, windows=windows, **SPECIAL)


def test_prepared_are_all_articles_but_those_near_a_test_set(
    reader_data: Path, articles: dict[str, list[dict[str, Any]]]
) -> None:
    for name, count in (("brief-valid", 1), ("lead-valid", 1), ("brief-train", 5), ("lead-train", 4)):
        z = np.load(reader_data / f"{name}.npz")
        assert tuple(z["names"]) == surface.NAMES
        assert len(z["article_units"]) == len(z["title_tokens"]) == count, name
        units = int(z["article_units"].sum())
        assert z["features"].shape == (units, len(surface.NAMES))
        assert len(z["unit_tokens"]) == len(z["words"]) == len(z["target"]) == units
        assert z["unit_tokens"].sum() == len(z["tokens"])
        assert not (z["tokens"] == 3).any()  # no unknown piece
        ends = np.cumsum(z["article_units"])
        for part in np.split(z["target"], ends[:-1]):
            assert part.sum() == pytest.approx(1.0, abs=1e-5)
    (line,) = json.loads((reader_data / "brief-valid.json").read_text("utf-8"))
    (row,) = articles["brief-valid"]
    assert line["id"] == row["id"]
    assert all(unit in row["body"] for unit in line["units"])


def test_the_target_favours_what_the_reference_says(reader_data: Path) -> None:
    (item,) = items(reader_data, "brief-valid")
    assert {int(i) for i in np.argsort(-item.target)[:2]} == {0, 2}


def test_an_example_is_cut_to_what_the_network_takes(reader_base: Path) -> None:
    prepare_reader._start(str(reader_base / "tokenizer.json"))
    others = "".join(f"Bản thứ {i} có {3 * i} nhà. " for i in range(200))
    title = " ".join(["Ngưhảo"] * 12)  # no piece: told letter by letter
    row = {
        "title": title,
        "body": f"Câu đầu nói về cầu. Chuyện {' '.join(['dài'] * 399)}. {others}",
        "summary": "Câu nói về cầu.",
    }
    found = prepare_reader.example(("brief", row))
    assert found is not None
    assert len(found.title) == 48
    assert len(found.units) == len(found.texts) == len(found.words) == len(found.target) == prepare_reader.MAX_UNITS
    assert len(found.units[1]) == 256
    assert found.words[1] == 400
    assert found.features.shape == (prepare_reader.MAX_UNITS, len(surface.NAMES))
    assert max(range(len(found.target)), key=found.target.__getitem__) == 0
    assert sum(found.target) == pytest.approx(1.0)
    assert prepare_reader.example(("lead", {**row, "body": "Một câu. Hai câu."})) is None


def test_too_few_articles_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="brief-valid: no article"):
        prepare_reader._save(tmp_path / "brief-valid.npz", [])


def test_training_goes_on_where_it_stopped(train: Step, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train(tmp_path, "--steps", 2)
    assert [row["step"] for row in curve(tmp_path)] == [1, 2]
    train(tmp_path, "--steps", 3)
    assert "going on from step 2" in capsys.readouterr().out
    rows = curve(tmp_path)
    assert [row["step"] for row in rows] == [1, 2, 3]
    assert all(np.isfinite(row["loss"]) and len(row["brief"]) == len(row["lead"]) == 3 for row in rows)
    state = torch.load(tmp_path / "last.pt", weights_only=False)
    assert state["schedule"]["last_epoch"] == state["step"] == 3
    before = (tmp_path / "last.pt").read_bytes()
    train(tmp_path, "--steps", 3)  # done already
    assert (tmp_path / "last.pt").read_bytes() == before


def test_the_loss_falls(train: Step, tmp_path: Path) -> None:
    train(tmp_path, "--steps", 16, "--evaluate-every", 8, "--lr", "1e-3", "--head-lr", "3e-3", "--ema", 0.5)
    first, last = curve(tmp_path)
    assert last["loss"] < first["loss"]


def test_time_already_spent_counts(train: Step, tmp_path: Path) -> None:
    train(tmp_path, "--seconds", 0.5, "--evaluate-every", 1000)
    (row,) = curve(tmp_path)
    state = torch.load(tmp_path / "last.pt", weights_only=False)
    state["curve"][-1]["seconds"] = 100
    torch.save(state, tmp_path / "last.pt")
    train(tmp_path, "--seconds", 99)
    assert curve(tmp_path) == [row]


def test_frozen_layers_stay(train: Step, tmp_path: Path, reader_base: Path) -> None:
    train(tmp_path, "--steps", 2, "--frozen", 1)
    state = torch.load(tmp_path / "best.pt", weights_only=False)["state"]
    base = weights.load(reader_base)
    moved = {n for n, v in base.items() if not torch.equal(v.half(), state[f"encoder.{n}"])}
    assert moved
    assert all(n.startswith("encoder.layer.1.") for n in moved)


def test_export_and_engine(
    train: Step,
    step: Step,
    reader_base: Path,
    reader_data: Path,
    articles: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    run, out = tmp_path / "run", tmp_path / "out"
    train(run, "--steps", 2, "--limit", 3)
    step(export, "reader", "--run", run, "--base", reader_base, "--out", out)
    first = engine.load(out, threads=1)
    assert first.fallback is None
    assert len(first.revision) == 12
    (row,) = articles["brief-valid"]
    article = from_text(f"{newspaper(row['title'])}\n\n{newspaper(row['body'])}")
    assert first.scorer is not None
    scores = first.scorer.score(article, article.body)
    # the engine sees an article as training did: same units, tokens, features, within int8 and half precision
    best = torch.load(run / "best.pt", weights_only=False)
    net = ReaderNet(ReaderConfig.from_dict(best["config"]))
    net.load_state_dict(best["state"])
    (expected,) = train_reader.predict(net, items(reader_data, "brief-valid"), SPECIAL["pad"], CPU)
    np.testing.assert_allclose(scores.relevance, expected, atol=0.05)
    step(export, "reader", "--run", run, "--base", reader_base, "--out", out)  # again, over what is there
    assert engine.load(out, threads=1).revision == first.revision


def test_nothing_to_train_on_is_said(train: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_data, "load", lambda *_, **__: [])
    with pytest.raises(SystemExit, match="no article to train on"):
        train(tmp_path)


def test_choosing_keeps_the_budget_and_avoids_repeats() -> None:
    tokens = [[f"a{i}" for i in range(40)], [f"a{i}" for i in range(40)], [f"b{i}" for i in range(40)], ["c"] * 90]
    assert train_reader.choose(np.array([3.0, 2.9, 2.0, 2.5]), tokens, 80, penalty=3.0) == [0, 2]
    assert train_reader.choose(np.array([3.0, 2.9, 2.0, 2.5]), tokens, 80, penalty=0.0) == [0, 1]
    assert train_reader.choose(np.array([0.0, 0.0, 0.0, 9.0]), tokens, 100) == [3]
