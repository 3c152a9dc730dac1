"""What a text is about, by the vectors of its word pieces."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from summarizer.engines import vectors
from summarizer.engines.registry import EngineUnavailable


def cosine(one: str, other: str) -> float:
    found = [vectors.meaning(text) for text in (one, other)]
    a, b = (np.frombuffer(m.vector, "<f2").astype(float) for m in found if m is not None)
    return float(a @ b)


def test_texts_about_one_thing_are_nearer_than_others() -> None:
    asked = "trẻ em bị ngộ độc thức ăn"
    assert cosine(asked, "Học sinh đau bụng sau bữa trưa ở trường") > cosine(asked, "Giá vàng trong nước tăng mạnh")


def test_a_word_that_stands_everywhere_counts_little() -> None:
    assert cosine("lũ quét", "và của các lũ quét") > cosine("lũ quét", "ruộng vườn ao lũ quét") + 0.1


def test_the_vector_has_length_one_and_knows_whose_it_is() -> None:
    found = vectors.meaning("Mưa lớn ở vùng núi")
    assert found is not None
    assert found.model.endswith("/pieces")
    assert np.linalg.norm(np.frombuffer(found.vector, "<f2").astype(float)) == pytest.approx(1.0, abs=1e-2)


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_said_is_about_nothing(text: str) -> None:
    assert vectors.meaning(text) is None


def test_without_the_reader_nothing_is_known(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "shipped", lambda name: tmp_path)
    with pytest.raises(EngineUnavailable):
        vectors.meaning("Mưa lớn")
    assert vectors.meaning_if_any("Mưa lớn") is None


def test_torch_is_not_asked() -> None:
    code = (
        "import sys; from summarizer.engines.vectors import meaning; meaning('mưa'); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
