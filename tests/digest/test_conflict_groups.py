"""Facts in conflict in groups of reports that were marked by hand, and developments told from them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from models.training import conflicts as scorer
from summarizer.digest.claims import claims_of
from summarizer.digest.conflicts import facts_at_odds, in_order
from summarizer.document import from_text
from summarizer.facts import find

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def scored(*, written: bool) -> scorer.Score:
    total = scorer.Score()
    for group in scorer.groups():
        # rules were made on these; nobody has on `made` and `spare`, and `kept` is for measuring
        if group["half"] in ("tune", "report", "fresh", "last") and ("reports" in group) == written:
            reports = scorer.articles(group)
            scorer.score(group, reports, [find(a) for a in reports], total)
    return total


def test_written_groups():
    total = scored(written=True)
    assert total.precision >= 0.9, total.lines
    assert total.recall >= 0.7, total.lines
    assert total.of_kind >= 0.9 * total.right, total.lines


@pytest.mark.skipif(not SHARED.exists(), reason=f"missing: {SHARED}")
def test_groups_from_clusters():
    assert scored(written=False).precision >= 0.8


def order(*reports: tuple[str, str]) -> list[tuple[list[str], bool]]:
    """What is said of each fact, in order, and whether it is a development, of reports by day and text."""
    articles = [from_text(f"Tin mới\n\n{t}", date=datetime.date.fromisoformat(d)) for d, t in reports]
    told = []
    for fact in facts_at_odds([claims_of(a, find(a)) for a in articles]):
        values, grows = in_order(fact, [a.date for a in articles])
        told.append(([v[0][1].figure.span.of(articles[v[0][0]].text) for v in values], grows))
    return told


def test_a_count_that_grows_by_the_day_is_a_development():
    later = ("2024-09-11", "Vụ sạt lở làm 19 người chết.")
    assert order(later, ("2024-09-10", "Vụ sạt lở làm 12 người chết.")) == [(["12 người", "19 người"], True)]


def test_a_later_count_that_is_lower_is_a_conflict():
    told = order(("2024-09-10", "Vụ sạt lở làm 19 người chết."), ("2024-09-11", "Vụ sạt lở làm 12 người chết."))
    assert [grows for _, grows in told] == [False]
    three = order(
        ("2024-09-10", "Vụ sạt lở làm 12 người chết."),
        ("2024-09-11", "Vụ sạt lở làm 19 người chết."),
        ("2024-09-12", "Vụ sạt lở làm 15 người chết."),
    )
    assert [grows for _, grows in three] == [False]


def test_hours_of_one_day_tell_a_development():
    told = order(
        ("2024-09-10", "Đến 8h ngày 10/9/2024, lũ làm 3 người chết."),
        ("2024-09-10", "Tính đến 17h ngày 10/9/2024, lũ làm 5 người chết."),
    )
    assert told == [(["3 người", "5 người"], True)]
    assert order(("2024-09-10", "Lũ làm 3 người chết."), ("2024-09-10", "Lũ làm 5 người chết."))[0][1] is False


def test_what_is_planned_contradicts_nothing_that_was_done():
    assert not order(("2024-09-10", "Tỉnh sẽ xây 450 căn nhà."), ("2024-09-10", "Tỉnh đã xây 420 căn nhà."))
