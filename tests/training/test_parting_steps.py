"""Chains of annotated tasks, and the regression that is fitted to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.training import fit_borders, fit_parting
from summarizer.document.model import Article, Span
from summarizer.engines.base import Marks, Tags
from summarizer.facts import parting


def test_borders_are_where_one_action_meets_the_next() -> None:
    text = "Các xã rà soát, lập danh sách hộ nghèo, xây 40 căn nhà; riêng xã An Vinh kiểm điểm trưởng thôn."
    actions = ["rà soát, lập danh sách hộ nghèo", "xây 40 căn nhà", "kiểm điểm trưởng thôn"]
    spans = [{"start": text.index(a), "end": text.index(a) + len(a)} for a in actions]
    first, second = fit_parting.chains({"text": text, "directives": [{"action": s} for s in spans]})
    assert [text[j.start : j.end].strip() for j in first.joints] == [",", ","]
    assert first.borders == (False, True)
    assert second.borders == ()


def test_the_fit_weighs_what_tells_borders() -> None:
    places = [["always", "border" if k % 3 == 0 else "none", f"noise {k % 7}"] for k in range(210)]
    weights = fit_parting.fit(places, np.array([k % 3 == 0 for k in range(210)]), penalty=1.0)
    assert weights["border"] - weights.get("none", 0.0) > 3
    assert all(abs(weights.get(f"noise {k}", 0.0)) < 0.3 for k in range(7))


def test_in_news_only_places_are_learned_from_that_the_marker_tells_of() -> None:
    text = "Chủ tịch quận yêu cầu các phường thống kê nhà tốc mái, liên hệ chủ thầu, mua thêm 300 tấm bạt."
    actions = ["thống kê nhà tốc mái", "liên hệ chủ thầu, mua thêm 300 tấm bạt"]
    spans = [{"start": text.index(a), "end": text.index(a) + len(a)} for a in actions]
    row = {"id": "one", "text": text, "directives": [{"action": s} for s in spans]}

    class Marking:
        revision = "scripted"

        def mark(self, article: Article, times: Sequence[Span], quantities: Sequence[Span], **_: object) -> Marks:
            return Marks((), (), {text.index("liên hệ"): Tags(-0.1, -3.0, -4.0, -2.0)})

    first = parting.Heads({}, {}), {"always": 1.25}
    ((signs, border),) = fit_borders.places(row, Marking(), first)
    assert border
    assert {"odds 10", "mark 8", "begun 0"} <= set(signs)
