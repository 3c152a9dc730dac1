"""Every step of the writer on a tiny random base: prepare, adapt, learn the tasks, go on, export, rewrite."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from models.training import export, prepare_writer, train_reader, train_writer
from summarizer.document import from_text
from summarizer.engines import weights
from summarizer.engines.writer import engine

Step = Callable[..., None]
TASKS = ("compress", "headline", "lead")


@pytest.fixture(autouse=True)
def _short_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_writer, "BLOCK", 128)


@pytest.fixture(scope="module")
def train(step: Step, writer_base: Path, writer_data: Path) -> Step:
    def run(out: Path, *more: object) -> None:
        fixed = ("--base", writer_base, "--data", writer_data, "--adapt-tokens", 256, "--tokens", 512)
        step(train_writer, *fixed, "--out", out, *more)

    return run


def log(run: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((run / f"{name}.json").read_text())
    return rows


def test_prepared_pairs_can_be_read_back(writer_base: Path, writer_data: Path) -> None:
    tokenizer = Tokenizer.from_file(str(writer_base / "tokenizer.json"))
    z = np.load(writer_data / "train.npz")
    pairs = json.loads((writer_data / "train.json").read_text("utf-8"))
    assert len(pairs) == len(z["task"]) >= 8
    sources = np.split(z["sources"], np.cumsum(z["source_tokens"])[:-1])
    targets = np.split(z["targets"], np.cumsum(z["target_tokens"])[:-1])
    for (task, source, target), number, s, t in zip(pairs, z["task"], sources, targets, strict=True):
        assert TASKS[number] == task
        assert tokenizer.decode(s.tolist()) == source
        assert tokenizer.decode(t.tolist()) == f" {target}"
    assert {task for task, _, _ in pairs} == set(TASKS)
    asked = [s for _, s, _ in pairs]
    assert all(s.endswith(("\nViết gọn:", "\nTiêu đề:", "\nMở đầu:")) for s in asked)
    assert not any("Mường Sơn" in s or "Chu Đậu" in s.upper() for s in asked)  # the test articles
    told = [t for task, _, t in pairs if task == "compress"]
    assert "Nhà thầu cam kết hoàn thành cầu Bình An sau 18 tháng." in told  # without its "Tuy nhiên,"
    plain = np.load(writer_data / "plain.npz")["tokens"]
    assert (plain == train_writer.BOS).sum() == (plain == train_writer.EOS).sum() == 9
    assert plain[0] == train_writer.BOS
    assert plain[-1] == train_writer.EOS


def test_adapt_then_tasks_then_export_then_rewrite(
    train: Step,
    step: Step,
    writer_base: Path,
    reader_base: Path,
    articles: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, out, reader = tmp_path / "run", tmp_path / "writer", tmp_path / "reader"
    train(run, "--steps", 2)
    for name in ("adapt", "tasks"):
        rows = log(run, name)
        assert [row["step"] for row in rows] == [1, 2]
        assert all(np.isfinite([row["loss"], *(row[t] for t in TASKS)]).all() for row in rows)
    assert sorted(p.name for p in run.iterdir()) == ["adapt.json", "adapted.pt", "best.pt", "tasks.json"]
    step(export, "writer", "--run", run, "--base", writer_base, "--out", out)
    trained = torch.load(run / "best.pt")
    assert "lm_head.weight" not in trained
    shipped = weights.load(out)
    assert shipped.keys() == trained.keys()
    for name, tensor in trained.items():
        assert float((shipped[name] - tensor.float()).abs().max()) <= float(tensor.abs().max()) / 250

    net = train_reader.build(reader_base, ("first",))
    weights.save(reader, net.state_dict())
    (reader / "config.json").write_text(json.dumps(net.config.as_dict()))
    (reader / "tokenizer.json").write_bytes((reader_base / "tokenizer.json").read_bytes())
    monkeypatch.setattr(engine, "shipped", lambda name: reader)
    loaded = engine.load(out, threads=1)
    assert loaded.rewriter is not None
    assert loaded.rewriter.revision == json.loads((out / "config.json").read_text())["revision"]
    (row,) = articles["brief-valid"]
    article = from_text(f"{row['title']}\n\n{row['body']}")
    groups = [[s] for s in article.body[:3]]
    answers = loaded.rewriter.rewrite(article, groups)
    assert len(answers) == 3
    for (sentence,), answer in zip(groups, answers, strict=True):
        held = set(re.findall(r"\d+", f"{article.title_text} {sentence.of(article.text)}"))
        assert set(re.findall(r"\d+", answer)) <= held


def test_a_run_cut_off_goes_on(
    train: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = 0
    validation = train_writer.validation

    def cut_off(*arguments: Any) -> dict[str, float]:
        nonlocal checks
        checks += 1
        if checks == 5:
            raise KeyboardInterrupt
        return validation(*arguments)

    monkeypatch.setattr(train_writer, "validation", cut_off)
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, "--steps", 2)
    assert (tmp_path / "tasks.last.pt").exists()
    monkeypatch.setattr(train_writer, "validation", lambda *_: {})
    monkeypatch.setattr(train_writer, "blocks", None)  # adapted already
    train(tmp_path, "--steps", 2)
    assert "tasks: going on from step 1" in capsys.readouterr().out
    assert [row["step"] for row in log(tmp_path, "tasks")] == [1, 2]
    assert not (tmp_path / "tasks.last.pt").exists()


def test_time_anneals_each_stage(train: Step, tmp_path: Path) -> None:
    train(tmp_path, "--seconds", 0.3, 0.3, "--limit", 4)
    for name in ("adapt", "tasks"):
        assert 1 <= len(log(tmp_path, name)) <= 10


def test_without_adapting(train: Step, tmp_path: Path) -> None:
    train(tmp_path, "--adapt-epochs", 0, "--steps", 1)
    assert not (tmp_path / "adapted.pt").exists()
    assert (tmp_path / "best.pt").exists()


def test_the_loss_falls(train: Step, tmp_path: Path) -> None:
    train(tmp_path, "--adapt-epochs", 0, "--steps", 20, "--lr", "5e-3")
    rows = log(tmp_path, "tasks")
    assert rows[-1]["loss"] < rows[0]["loss"] - 0.5


def test_nothing_to_learn_from_is_said(train: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="train: no pair"):
        prepare_writer._save(tmp_path / "train.npz", Tokenizer.from_str(_EMPTY), [])
    with pytest.raises(SystemExit, match="fewer than two blocks"):
        next(train_writer.blocks(np.zeros(200, np.uint16), 1024, np.random.default_rng(0)))
    monkeypatch.setattr(train_writer, "sequences", lambda *_: [])
    with pytest.raises(SystemExit, match="no pair to train on"):
        train(tmp_path)


_EMPTY = json.dumps({"version": "1.0", "model": {"type": "BPE", "vocab": {}, "merges": []}})
