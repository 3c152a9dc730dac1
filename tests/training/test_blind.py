"""A blind reading: the letters are those of the seed, and of the systems that were read."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from models.training import blind

OLD = ("reader", "writer", "lead", "newspaper")
"""What was read while there was a second engine."""


def verdict(systems: tuple[str, ...], article: str) -> dict[str, Any]:
    """A reading that puts the systems in their own order, and finds a wrong sentence in the last alone."""
    letter = {s: x for x, s in blind.letters(7, article, systems).items()}
    marks = {letter[s]: {"wrong": int(s == systems[-1]), "complete": 3, "reads": 4} for s in systems}
    return {**marks, "order": "".join(letter[s] for s in systems)}


def test_the_letters_are_the_same_for_the_same_seed_and_article() -> None:
    assert blind.letters(7, "a") == blind.letters(7, "a")
    assert set(blind.letters(7, "a").values()) == set(blind.SYSTEMS)
    assert len({tuple(blind.letters(7, f"a{n}").values()) for n in range(50)}) == 6  # every order comes


@pytest.mark.parametrize("systems", [blind.SYSTEMS, OLD])
def test_counting_undoes_the_shuffling_of_what_was_read(
    systems: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "verdicts.json"
    path.write_text(json.dumps({f"a{n}": verdict(systems, f"a{n}") for n in range(20)}))
    named = [] if systems == blind.SYSTEMS else ["--systems", *systems]
    monkeypatch.setattr(sys, "argv", ["blind", "--seed", "7", "count", str(path), *named])
    blind.main()
    told = capsys.readouterr().out
    assert "| newspaper | 20 | 3.0 | 4.0 |" in told
    for first, second in itertools.pairwise(systems):
        assert f"| {first} | {second} | 20 |" in told
        assert f"| {first} | 0 | 3.0 | 4.0 |" in told
