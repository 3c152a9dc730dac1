"""Chosen sentences become examples, and a tiny choosing learns from them, is exported, and chooses."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from models.training import export, train_choice
from summarizer.document import from_text

TEXT = (
    "Cháy chợ ở thị xã An Lạc\n\n"
    "Rạng sáng 3/5, chợ trung tâm thị xã An Lạc bốc cháy, thiêu rụi hơn bốn mươi gian hàng vải. "
    "Ngọn lửa bùng lên từ dãy phía đông rồi lan sang các dãy bên trong khi tiểu thương còn ngủ. "
    "Lực lượng cứu hỏa huy động mười hai xe, dập tắt đám cháy sau gần ba giờ. "
    "Trước đó, chợ này từng cháy hai lần."
)
STARTS = [s.start for s in from_text(TEXT).sentences]
ROW = {
    "text": TEXT,
    "choices": [[STARTS[1], STARTS[3]], [STARTS[1]]],
    "short": [[STARTS[1]]],
    "leaning": [STARTS[4]],
}


def test_parts_of_a_set_are_shown_and_any_of_the_rest_may_come_next(reader: Path, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False))
    (row,) = train_choice.read(path, None)
    net = train_choice.build(reader, 1, None)
    example = train_choice.example(train_choice.reading(reader, net, 1), *row)
    assert example is not None
    first = [True, False, False, False]
    assert [(s.tolist(), words) for s, words in example.sets] == [
        ([True, False, True, False], train_choice.WORDS),
        (first, train_choice.WORDS),
        (first, train_choice.SHORT),
    ]
    assert example.leaning is not None
    assert example.leaning.tolist() == [False, False, False, True]
    shown = train_choice.states(example, random.Random(1))
    for taken, rest, words in shown:
        assert not (taken & rest).any()
        assert any(np.array_equal(taken | rest, s) and words == budget for s, budget in example.sets)
    assert not shown[-1][0].any()
    assert not shown[-2][1].any()


def test_what_is_worth_taking_by_itself_is_told_by_grades(reader: Path, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW | {"worth": "3120", "standing": ".-.^"}, ensure_ascii=False))
    (row,) = train_choice.read(path, None)
    example = train_choice.example(train_choice.reading(reader, train_choice.build(reader, 1, None), 1), *row)
    assert example is not None
    assert example.worth is not None
    assert example.leaning is not None
    assert example.worth.tolist() == [1.0, 0.03, 0.3, 0.0]
    assert example.leaning.tolist() == [False, True, False, True]
    taken = np.array([True, False, False, False])
    rest = np.array([False, True, False, True])
    wanted = train_choice._wanted(rest, taken, example.worth)
    share = train_choice.WORTH
    mixed = (1 - share) * rest / 2 + share * np.array([0, 0.03, 0.3, 0.0]) / 0.33
    assert np.allclose(wanted, mixed)
    assert train_choice._wanted(rest, taken, None).tolist() == [0, 0.5, 0, 0.5]


def test_choosing_learns_and_is_exported(step: Any, reader: Path, tmp_path: Path) -> None:
    choices = tmp_path / "choices.jsonl"
    choices.write_text("\n".join(json.dumps(ROW, ensure_ascii=False) for _ in range(6)))
    edits = tmp_path / "edits.jsonl"
    sentences = [[s.start, s.end] for s in from_text(TEXT).sentences]
    edits.write_text(json.dumps({"text": TEXT, "sentences": sentences, "brief": [{"sentences": [1, 2]}]}))
    run = tmp_path / "run"
    options = ["--own", 1, "--size", 2, "--valid", choices, "--epochs", 4, "--lr", 1e-3]
    step(train_choice, "--choices", choices, "--edits", edits, "--reader", reader, "--out", run, *options)
    curve = json.loads((run / "curve.json").read_text())
    assert [r["epoch"] for r in curve] == [1, 2, 3, 4]
    assert {"f1", "short", "leans"} <= set(curve[-1])
    assert curve[-1]["loss"] < curve[0]["loss"]
    step(export, "choice", "--run", run, "--out", tmp_path / "choice")
    config = json.loads((tmp_path / "choice" / "config.json").read_text())
    assert len(config["revision"]) == 12
