"""The exact rules on honest and doctored briefs: what they must catch by kind, and how seldom they may be wrong.

Kinds that are no matter of exact rules (negation, swap, certainty, speaker …) are the judge's; they stand there as
material. All are sentences of this project's own; the rules have been mended on them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from summarizer import document, facts
from summarizer.brief.check import check_text

PAIRS = Path(__file__).parent / "pairs" / "briefs.toml"
EXACT = {"digit": 0.9, "unit": 0.9, "name": 0.95, "quote": 0.95, "modifier": 0.8, "date": 0.8}
"""Kinds of the exact rules and the share of them that is caught at least."""


class Pair(NamedTuple):
    """A brief of `source`, honest or doctored in the way `kind` says."""

    source: str
    brief: str
    kind: str


def pairs() -> Iterator[Pair]:
    for entry in tomllib.loads(PAIRS.read_text("utf-8"))["source"]:
        yield from (Pair(entry["text"], brief, "honest") for brief in entry["true"])
        yield from (Pair(entry["text"], brief, kind) for kind, brief in entry["false"])


@pytest.fixture(scope="module")
def flagged() -> dict[str, list[bool]]:
    """Whether each pair is flagged, by kind."""
    out: dict[str, list[bool]] = {}
    for pair in pairs():
        article = document.from_text(pair.source)
        checked = check_text(article, facts.find(article), pair.brief)
        assert checked
        out.setdefault(pair.kind, []).append(any(s.status == "unsupported" for s in checked))
    return out


@pytest.mark.parametrize("kind", EXACT)
def test_an_exact_kind_is_caught(flagged, kind):
    assert sum(flagged[kind]) >= EXACT[kind] * len(flagged[kind])


def test_honest_briefs_are_hardly_ever_flagged(flagged):
    assert len(flagged["honest"]) > 400
    assert sum(flagged["honest"]) <= 0.01 * len(flagged["honest"])
