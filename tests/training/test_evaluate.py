"""The measuring of systems, on rows written for this test."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.training import baselines, corpus, count_terms, evaluate, fit_extractive, oracle
from models.training.rouge import rouge, syllables

BODY = """Sáng 3/3, tỉnh Hàm Giang khởi công cầu Bình An dài 420 m bắc qua sông Cái, tổng vốn 186 tỷ đồng.
Cầu nối hai xã ven sông, thay bến đò đã chở khách suốt ba mươi năm qua.
Người dân hai bờ nhiều lần kiến nghị xây cầu sau những vụ lật đò mùa lũ.
Nhà thầu cam kết hoàn thành cầu Bình An sau 18 tháng thi công.
Một quán nước đầu bến vẫn đông khách như mọi ngày.
Chủ tịch UBND tỉnh yêu cầu bàn giao mặt bằng trước ngày 30/4."""
ROWS: dict[str, list[dict[str, Any]]] = {
    "brief": [
        {
            "id": f"b{i}",
            "title": "Hàm Giang khởi công cầu Bình An",
            "body": BODY,
            "summary": "Tỉnh Hàm Giang khởi công cầu Bình An dài 420 m, vốn 186 tỷ đồng. Cầu hoàn thành sau 18 tháng.",
        }
        for i in range(3)
    ],
    "cluster": [
        {
            "id": "c0",
            "docs": [
                {"title": "Khởi công cầu Bình An", "body": BODY},
                {"title": "Cầu mới qua sông Cái", "body": "Cầu Bình An có bốn nhịp. Tỉnh chi 186 tỷ đồng."},
            ],
            "summaries": ["Tỉnh khởi công cầu Bình An.", "Cầu Bình An khởi công, vốn 186 tỷ đồng."],
        }
    ],
}


@pytest.fixture(autouse=True)
def _rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(name: str, limit: int | None = None) -> Iterator[dict[str, Any]]:
        yield from ROWS["cluster" if "clusters" in name else "brief"][:limit]

    monkeypatch.setattr(corpus, "rows", rows)


def run(monkeypatch: pytest.MonkeyPatch, module: Any, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", [module.__name__, *arguments])
    module.main()


def test_tables_of_every_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    scores = tmp_path / "scores.json"
    names = ["lead-test", "brief-test", "vims-clusters"]
    run(monkeypatch, evaluate, *names, "--engine", "extractive", "--scores", str(scores))
    out = capsys.readouterr().out
    for heading in ("### lead-test (3)", "### brief-test (3)", "### vims-clusters (1)"):
        assert heading in out
    for row in ("Lead-1", "title + extractive", "LexRank", "oracle", "Lead, length of extractive", "extractive − Lead"):
        assert f"| {row} " in out
    assert "[a-z0-9]" in out
    assert "| extractive | 0.00 | 0.00 | 0.0 % | " in out
    kept = json.loads(scores.read_text(encoding="utf-8"))
    assert kept["brief-test"]["extractive"]["id"] == ["b0", "b1", "b2"]
    assert kept["brief-test"]["oracle"]["scores"][0][0] >= kept["brief-test"]["Lead"]["scores"][0][0]


def test_an_engine_that_is_not_there_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from summarizer.engines import base, registry

    def missing(request: registry.Request) -> base.Engine:
        raise registry.EngineUnavailable("engine_missing", name="reader", what="config.json")

    monkeypatch.setitem(registry.ENGINES, "reader", missing)
    with pytest.raises(SystemExit):
        run(monkeypatch, evaluate, "brief-test", "--engine", "reader")
    assert "reader" in capsys.readouterr().err


def test_the_oracle_takes_what_the_reference_says() -> None:
    units = [syllables(line) for line in BODY.splitlines()]
    reference = syllables(ROWS["brief"][0]["summary"])
    chosen = oracle.greedy(units, reference)
    assert chosen == [0, 3]
    assert oracle.greedy(units, reference, most=1) == [0]
    assert oracle.greedy(units, ["không", "liên", "hệ"][:0]) == []
    alone = oracle.relevance(units, reference)
    assert int(np.argmax(alone)) == 0
    together = [t for i in chosen for t in units[i]]
    assert sum(rouge(together, reference)) >= sum(rouge(units[0], reference))


def test_filling_a_budget_ends_near_it() -> None:
    texts = ["a " * 40, "b " * 40, "c " * 40]
    assert len(baselines.nearest(texts, 99)) == 2
    assert len(baselines.nearest(texts, 101)) == 3
    assert len(baselines.nearest(texts, 1)) == 1
    assert baselines.fill([2, 0, 1], texts, 85) == [2, 0]
    assert baselines.fill([1], texts, 10) == [1]


def test_lexrank_prefers_what_others_repeat() -> None:
    texts = ["cầu Bình An khởi công hôm nay", "khởi công cầu Bình An", "cầu Bình An", "khởi công nhà máy đường"]
    rank = baselines.lexrank(texts)
    assert min(range(4), key=lambda i: rank[i]) == 3
    assert max(range(4), key=lambda i: rank[i]) == 1
    assert sum(rank) == pytest.approx(1.0, abs=1e-6)
    assert baselines.lexrank(["một"]) == [1.0]


def test_fitting_learns_what_the_references_take(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "extractive.toml"
    run(monkeypatch, fit_extractive, "--steps", "60", "-o", str(target))
    weights = tomllib.loads(target.read_text(encoding="utf-8"))
    assert set(weights) == {"revision", "brief", "lead"}
    data = fit_extractive.examples("brief-train", "brief", None)
    assert len(data) == 3
    assert data[0].target.sum() == pytest.approx(1.0)
    fitted, loss = fit_extractive.fit(data, steps=60)
    _, before = fit_extractive.fit(data, steps=1)
    assert loss < before
    assert set(np.argsort(-(data[0].features @ fitted))[:2]) == {0, 3}


def test_a_reference_that_nothing_meets_is_no_example() -> None:
    assert fit_extractive.wanted([["một"], ["hai"]], ["ba"], "brief") is None
    assert fit_extractive.wanted([["một"], ["hai"]], ["ba"], "lead") is None


def test_counting_terms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "idf.tsv"
    run(monkeypatch, count_terms, "--corpora", "brief-train", "--one", "1", "--two", "2", "-o", str(target))
    first, *lines = target.read_text(encoding="utf-8").splitlines()
    assert first == "3\t1\t1"
    assert any("cầu_bình" in line.split("\t")[1].split() for line in lines)
    assert count_terms.rounded(1) == 1
    assert abs(count_terms.rounded(1000) - 1000) < 60


def test_what_the_source_lacks_is_counted() -> None:
    from summarizer.brief.units import candidates
    from summarizer.document import from_text
    from summarizer.facts import find

    article = from_text(
        "Cầu Bến Đình thông xe\n\n"
        "Sáng 12/5, ông Trần Văn Bình cắt băng thông xe cầu Bến Đình dài 1.240 m.\n"
        "Chủ đầu tư không tăng phí qua cầu trong năm nay.\n"
    )
    found = find(article)
    case = evaluate.Case("x", article, found, candidates(article, found), ("",), 100)
    copied = evaluate.faults(case, "Chủ đầu tư không tăng phí qua cầu trong năm nay.")
    assert (copied.numbers, copied.names) == (0, 0)
    made_up = evaluate.faults(
        case, "Ông Lê Quang Hải cắt băng thông xe cầu Bến Đình dài 1.350 m. Chủ đầu tư tăng phí qua cầu trong năm nay."
    )
    assert (made_up.numbers, made_up.names) == (1, 1)
