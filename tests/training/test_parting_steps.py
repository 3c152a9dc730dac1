"""Chains of annotated tasks, and the regression that is fitted to them."""

from __future__ import annotations

import numpy as np

from models.training import fit_parting


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
