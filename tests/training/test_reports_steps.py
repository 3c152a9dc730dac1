"""What sentences of reports are worth, fitted to briefs."""

from __future__ import annotations

import numpy as np

from models.training import fit_reports
from summarizer.brief.features import NAMES
from tests.brief.documents import REPORT
from tests.marking import PlainMarker

BRIEF = "Sản lượng lúa vụ đông xuân đạt 212.000 tấn, tăng 3,4% so với cùng kỳ."


def test_what_a_brief_has_is_worth_more() -> None:
    document = fit_reports.document({"id": "1", "text": REPORT, "brief": [BRIEF]}, PlainMarker())
    assert document.target.max() == 1.0
    weights = fit_reports.fit([document], penalty=0.1)
    value = document.known @ weights
    assert int(np.argmax(value)) == int(np.argmax(document.target))
    assert BRIEF in fit_reports.briefed(document, weights)


def test_folds_brief_every_document_once() -> None:
    rows = [{"id": str(k), "text": REPORT, "brief": [BRIEF]} for k in range(4)]
    found = fit_reports.crossed([fit_reports.document(row, PlainMarker()) for row in rows], 2)
    assert found.shape == (3,)
    assert (found > 0).all()


def test_the_file_names_every_feature() -> None:
    text = fit_reports.written(np.zeros(len(NAMES)))
    assert all(f"\n{name} = " in text for name in NAMES)
