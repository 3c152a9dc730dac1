"""Sources fetched at once: what does not answer holds up nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from summarizer.document.side_by_side import LANES, Late, side_by_side


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Closed while the test runs; opened behind it, so that no thread stays."""
    event = threading.Event()
    yield event
    event.set()


def test_results_come_in_the_order_given() -> None:
    assert list(side_by_side("abcdefgh" * 4, str.upper)) == list(enumerate("ABCDEFGH" * 4))


def test_what_is_raised_is_handed_on() -> None:
    def fetch(source: str) -> str:
        if source == "b":
            raise ValueError(source)
        return source

    found = dict(side_by_side("abc", fetch))
    assert (found[0], found[2]) == ("a", "c")
    assert isinstance(found[1], ValueError)


def test_the_silent_ones_come_last_are_named_once_and_given_up(gate: threading.Event) -> None:
    silent = [f"x{i}" for i in range(2 * LANES)]
    named: list[str] = []

    def fetch(source: str) -> str:
        if source.startswith("x"):
            gate.wait()
        return source

    sources = [*silent, "a", "b"]
    found = list(side_by_side(sources, fetch, late=named.append, patience=0.05, limit=0.5))
    assert [sources[i] for i, _ in found[:2]] == ["a", "b"]
    assert all(isinstance(result, Late) for _, result in found[2:])
    assert len(found) == len(sources)
    assert named == silent


def test_one_that_answers_late_is_taken_when_it_does(gate: threading.Event) -> None:
    def fetch(source: str) -> str:
        if source == "x":
            gate.wait()
        return source

    results = side_by_side("xab", fetch, patience=0.05, limit=30.0)
    assert [next(results), next(results)] == [(1, "a"), (2, "b")]
    gate.set()
    assert list(results) == [(0, "x")]


def test_no_more_results_are_held_than_some() -> None:
    begun: list[int] = []

    def fetch(i: int) -> int:
        begun.append(i)
        return i

    results = side_by_side(range(100), fetch)
    next(results)
    assert len(begun) < 30
    assert [i for i, _ in results] == list(range(1, 100))
