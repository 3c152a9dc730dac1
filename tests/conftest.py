"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def part(path: Path) -> Path:
    """`path`, which must exist: under CI its absence is a failure, elsewhere the test is skipped."""
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"missing: {path}")
        pytest.skip(f"missing: {path}")
    return path


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the checkout."""
    return part(ROOT.parent / "shared")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample articles of the checkout."""
    return part(ROOT / "samples")
