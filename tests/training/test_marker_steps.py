"""Annotations become rows, rows examples, and a tiny marker and a tiny judge learn from them, resume and are exported."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models.training import (
    annotated,
    export,
    false_claims,
    fit_figures,
    judge_data,
    label_scores,
    train_judge,
    train_marker,
)
from summarizer.engines import weights
from summarizer.engines.judge import network

Step = Any
TEXT = """UBND TỈNH AN LẠC

Chỉ đạo về phòng chống hạn mặn mùa khô

Chủ tịch UBND tỉnh yêu cầu:

1. Sở Tài chính bố trí 85 tỷ đồng trước ngày 20/9/2025.

2. Sở Nông nghiệp nạo vét 12 tuyến kênh, báo cáo kết quả
trước ngày 25 hằng tháng.
"""
NOTES = """D | order | trg=- | iss=Chủ tịch UBND tỉnh | add=Sở Tài chính | act=bố trí 85 tỷ đồng … ngày 20/9/2025 | dl=trước ngày 20/9/2025
D | order | trg=- | iss=Chủ tịch UBND tỉnh | add=Sở Nông nghiệp | act=nạo vét 12 tuyến kênh | dl=-
D | order | trg=- | iss=Chủ tịch UBND tỉnh | add=Sở Nông nghiệp | act=báo cáo kết quả … hằng tháng | dl=trước ngày 25 hằng tháng
K | 85 tỷ đồng | 85000000000 | VND | kinh phí phòng chống hạn | key
K | 12 tuyến kênh | 12 | tuyến kênh | tuyến kênh nạo vét | no
B | Sở Tài chính bố trí 85 tỷ đồng trước ngày 20/9/2025.
F | UBND TỈNH … AN LẠC
"""
CLAIMS = """@D000
T 1 | Sở Tài chính phải bố trí 85 tỷ đồng trước ngày 20/9.
T~ 1 | entity | Sở Y tế phải bố trí 85 tỷ đồng trước ngày 20/9.
F 2 | certainty | Sở Nông nghiệp đã nạo vét 12 tuyến kênh.
F~ 2 | Sở Nông nghiệp phải nạo vét 12 tuyến kênh.
"""
NUMBERED = """=== D000
[0] Chủ tịch UBND tỉnh yêu cầu:
[1] Sở Tài chính bố trí 85 tỷ đồng trước ngày 20/9.
[2] Sở Nông nghiệp nạo vét 12 tuyến kênh.
"""


def said(span: dict[str, Any] | None) -> str | None:
    return None if span is None else " ".join(span["text"].split())


@pytest.fixture(scope="module")
def row() -> dict[str, Any]:
    return annotated.document("d0", TEXT, NOTES.splitlines())


@pytest.fixture(scope="module")
def claim_rows() -> list[dict[str, Any]]:
    return annotated.claims(CLAIMS, annotated.numbered(NUMBERED))


def test_an_annotation_becomes_spans(row: dict[str, Any]) -> None:
    first, second, third = row["directives"]
    assert said(first["action"]) == "bố trí 85 tỷ đồng trước ngày 20/9/2025"
    assert [said(d["addressee"]) for d in row["directives"]] == ["Sở Tài chính", "Sở Nông nghiệp", "Sở Nông nghiệp"]
    assert second["deadline"] is None
    assert said(third["action"]) == "báo cáo kết quả trước ngày 25 hằng tháng"  # over a line break
    assert all(d["inherited"] for d in row["directives"])
    assert [(said(f["span"]), f["key"]) for f in row["figures"]] == [("85 tỷ đồng", True), ("12 tuyến kênh", False)]
    for span in [d["action"] for d in row["directives"]] + [f["span"] for f in row["figures"]]:
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_claims_become_twins(claim_rows: list[dict[str, Any]]) -> None:
    (row,) = claim_rows
    assert [(c["ok"], c["type"], c.get("twin_of")) for c in row["claims"]] == [
        (True, None, None),
        (False, "entity", 0),
        (False, "certainty", None),
        (True, None, 2),
    ]
    start, end = row["sentences"][1]
    assert row["text"][start:end].startswith("Sở Tài chính bố trí")


def test_a_marker_learns_resumes_and_is_exported(step: Step, row: dict[str, Any], reader: Path, tmp_path: Path) -> None:
    data = tmp_path / "rows.jsonl"
    data.write_text("\n".join(json.dumps({**row, "id": f"d{i}"}, ensure_ascii=False) for i in range(4)))
    run = tmp_path / "run"
    options = ("--data", data, "--reader", reader, "--out", run, "--trunk", 1, "--layers", 1, "--held", 4)
    step(train_marker, *options, "--steps", 3)
    step(train_marker, *options, "--steps", 5)  # goes on
    assert [r["step"] for r in json.loads((run / "curve.json").read_text())] == [3, 5]
    out = tmp_path / "marker"
    step(export, "marker", "--run", run, "--out", out, "--set", "bias=-0.5")
    config = json.loads((out / "config.json").read_text())
    assert config["bias"] == -0.5
    assert len(config["revision"]) == 12
    from summarizer.engines.marker.engine import load

    assert load(out, reader).bias == -0.5
    again = tmp_path / "figures"
    figures = ("--marker", out, "--reader", reader, "--out", again, "--ids", "d", "--lr", 0.01)
    step(fit_figures, "--data", data, *figures)
    before, after = weights.load(out), torch.load(again / "best.pt", weights_only=False)["state"]
    moved = {name.split(".")[0] for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    assert moved == set(fit_figures.HEADS)


def test_a_judge_learns_and_is_exported(
    step: Step, claim_rows: list[dict[str, Any]], reader: Path, data: Path, tmp_path: Path
) -> None:
    claims = tmp_path / "claims.jsonl"
    claims.write_text("\n".join(json.dumps({**claim_rows[0], "id": f"c{i}"}, ensure_ascii=False) for i in range(4)))
    run = tmp_path / "run"
    options = ("--articles", data / "brief-train.jsonl.xz", "--made", 20, "--size", 4, "--held", 4, "--steps", 3)
    step(train_judge, "--claims", claims, "--reader", reader, "--out", run, "--trunk", 1, "--layers", 1, *options)
    curve = json.loads((run / "curve.json").read_text())
    assert set(curve[-1]) >= {"auc", "caught@6", "ordered"}
    step(export, "judge", "--run", run, "--out", tmp_path / "judge", "--set", "threshold=0.7")
    from summarizer.engines.judge.engine import load

    assert load(tmp_path / "judge", reader).threshold == 0.7


SENTENCES = [
    "Ông Nguyễn Văn An cho biết tỉnh Hàm Giang dự kiến thu 85 tỷ đồng vào ngày 20/9, tăng 12% so với năm 2024.",
    "Phó chủ tịch Trần Thị Bình không đồng ý, nếu các xã chưa nộp báo cáo, thì một số dự án phải dừng.",
    "Tại Vàm Lẽo, hơn 40 hộ bị ngập, trong đó 12 hộ được di dời khẩn cấp trong đêm.",
    "Chiều qua, Nguyễn Văn Bình kiện Trần Văn Cường ra tòa vì khoản nợ cũ.",
    "Theo Sở Xây dựng, công trình chậm tiến độ vì thiếu vật liệu san lấp, phải lùi sang tháng 3.",
]


@pytest.mark.parametrize("kind", false_claims.KINDS)
def test_a_false_claim_names_the_place_of_its_change(kind: str) -> None:
    setting = false_claims.setting(SENTENCES, ["theo lời kể của nhân chứng có mặt"])
    made = 0
    for seed in range(30):
        for sentence in SENTENCES:
            change = false_claims.KINDS[kind](sentence, setting, random.Random(seed))
            if change is None:
                continue
            made += 1
            assert change.text != sentence
            assert change.kind in network.KINDS  # that of the judge: some functions make claims of one kind
            assert 0 <= change.start < change.end <= len(change.text)
            assert change.text[: change.start].rstrip(", ") in sentence  # nothing before it is touched
    assert made


def test_the_words_at_fault_are_those_that_differ_from_the_twin() -> None:
    false, true = "Sở Y tế phải bố trí 85 tỷ đồng.", "Sở Tài chính phải bố trí 85 tỷ đồng."
    assert [false[a:b] for a, b in judge_data.changed(false, true)] == ["Y tế"]
    assert judge_data.changed("Sở tăng giá", "Sở không tăng giá") == [(0, 7)]  # what is missing: the words beside
    assert judge_data.changed(true, true) == []


def test_scores_of_marks_count_what_overlaps_by_half() -> None:
    def span(start: int, end: int) -> dict[str, Any]:
        return {"text": "x" * (end - start), "start": start, "end": end}

    def directive(start: int, end: int) -> dict[str, Any]:
        return {"action": span(start, end), "span": span(start, end), "strength": "order", "inherited": False}

    tally = label_scores.Tally()
    gold = {"directives": [directive(0, 10), directive(20, 30)], "figures": []}
    tally.add(gold, {"directives": [directive(0, 8), directive(24, 40)], "figures": []})
    assert tally.result()["directives"] == 0.5
    assert tally.result()["strength"] == 1.0


def test_catches_at_a_rate_of_false_alarms() -> None:
    false = np.array([True] * 4 + [False] * 4)
    scores = np.array([0.9, 0.8, 0.3, 0.1, 0.85, 0.2, 0.15, 0.05])
    assert train_judge.caught(scores, false, 0.0) == 0.25
    assert train_judge.caught(scores, false, 0.25) == 0.75
    assert train_judge.auc(scores, false) == pytest.approx(11 / 16)
