"""The package's face: names resolved on first use, nothing heavy imported before."""

from __future__ import annotations

import subprocess
import sys

import pytest

import summarizer.document as document


@pytest.mark.parametrize("name", document.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(document, name).__name__ == name or name in ("Role", "FurnitureKind")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="khong_co"):
        _ = document.khong_co


def test_from_text_needs_no_loader() -> None:
    """Splitting text must not pay for HTML, PDF, DOCX or HTTP libraries."""
    code = (
        "import sys; from summarizer.document import from_text; from_text('Một câu.');"
        "print([m for m in ('httpx', 'trafilatura', 'pypdfium2', 'olefile', 'docx', 'numpy', 'torch') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
