"""The corpora beside the rule tables: texts with every figure that is read of them, and texts that hold none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.facts import figures_in
from summarizer.facts.model import Figure

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2024, 7, 10)


def lines(name: str) -> Iterator[Any]:
    """Each line of a corpus: the text and the figures listed for it."""
    for rows in tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8")).values():
        for text, *figures in rows:
            yield pytest.param(text, figures, id=text[:40])


def told(text: str, figure: Figure) -> list[object]:
    """A figure as the corpora write it."""
    span = figure.span.of(text)
    if figure.kind in ("date", "period"):
        days = figure.date
        ends = "" if days is None else f"{days.start}..{days.end}" if days.start != days.end else str(days.start)
        return [span, figure.kind, ends]
    value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    return [span, figure.kind, value, figure.unit or ""]


@pytest.mark.parametrize(("text", "figures"), lines("quantities"))
def test_quantities(text: str, figures: list[list[object]]) -> None:
    assert [told(text, f) for f in figures_in(text, TODAY)] == figures


@pytest.mark.parametrize(("text", "figures"), lines("times"))
def test_times(text: str, figures: list[list[object]]) -> None:
    """The times of a text; what counts or measures beside them is the other corpus's matter."""
    kinds = {"date", "period", *(row[1] for row in figures)}
    assert [told(text, f) for f in figures_in(text, TODAY) if f.kind in kinds] == figures
