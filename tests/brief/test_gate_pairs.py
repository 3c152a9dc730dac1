"""The gate on honest and doctored briefs: precision and recall of `unsupported`, and every pair by name.

`dev.toml` was tuned on. `heldout.toml` was written blind and run once before the gate was corrected on it (0.93 and 0.88 then).
`fresh.toml` is by another hand, who had not read the gate (see its head for what each batch gave at first sight).
`blind.toml` was written blind again, later. All are sentences of this project's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from summarizer import document, facts
from summarizer.brief.check import check_text

PAIRS = Path(__file__).parent / "pairs"


class Pair(NamedTuple):
    """A brief of `source`, honest or doctored in the way `kind` says."""

    source: str
    brief: str
    kind: str

    @property
    def doctored(self) -> bool:
        return self.kind != "honest"


def pairs(name: str) -> Iterator[Pair]:
    for entry in tomllib.loads((PAIRS / f"{name}.toml").read_text("utf-8"))["source"]:
        yield from (Pair(entry["text"], brief, "honest") for brief in entry["true"])
        yield from (Pair(entry["text"], brief, kind) for kind, brief in entry["false"])


def flagged(pair: Pair) -> bool:
    article = document.from_text(pair.source)
    checked = check_text(article, facts.find(article), pair.brief)
    assert checked
    return any(s.status == "unsupported" for s in checked)


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("dev", 0.95, 0.90), ("heldout", 0.95, 0.90), ("fresh", 0.95, 0.90), ("blind", 0.95, 0.90)],
)
def test_doctored_briefs_are_told_from_honest_ones(name, precision, recall):
    told = [(pair, flagged(pair)) for pair in pairs(name)]
    hits = sum(pair.doctored and found for pair, found in told)
    alarms = sum(not pair.doctored and found for pair, found in told)
    missed = sum(pair.doctored and not found for pair, found in told)
    assert len(told) >= 80

    assert hits / (hits + alarms) >= precision
    assert hits / (hits + missed) >= recall


def test_the_table_covers_every_way_of_doctoring():
    kinds = {pair.kind for name in ("dev", "heldout") for pair in pairs(name)}
    assert kinds >= {
        "digit", "unit", "trend", "swap", "negation", "modality", "wrong_thing", "number_word", "name", "date", "quote", "attribution"
    }  # fmt: skip
