"""The plain extractor: features, vectors, scores."""

from __future__ import annotations

import subprocess
import sys
from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import from_text
from summarizer.engines import base, choice, lexical, registry, surface
from summarizer.engines.base import Cancelled, Features
from summarizer.engines.extractive import Extractive, weights
from summarizer.errors import TomtatError

ARTICLE = """Bão số 3 làm 12 nhà dân ở xã Phú Lâm tốc mái

Rạng sáng 4/9, bão số 3 đổ bộ vào xã Phú Lâm, làm 12 nhà dân tốc mái, thiệt hại ước tính 2,3 tỷ đồng.

Ông vốn sống ở đây từ nhỏ. "Chúng tôi chưa từng thấy gió mạnh như vậy", một người dân nói.

Chính quyền xã Phú Lâm đã huy động 150 người giúp các hộ có nhà tốc mái do bão số 3 sửa lại mái ngay trong ngày.
"""


def test_the_news_scores_above_the_aside() -> None:
    article = from_text(ARTICLE)
    units = article.body
    scores = Extractive().score(article, units)
    assert scores.relevance.shape == (len(units),)
    assert int(np.argmax(scores.relevance)) in (0, 3)
    assert scores.relevance[0] > scores.relevance[1]
    assert scores.relevance[0] > scores.relevance[2]


def test_features_are_taken_by_name() -> None:
    article = from_text(ARTICLE)
    units = article.body
    table = surface.table(article, units)
    plain = Extractive().score(article, units)
    named = Extractive().score(article, units, Features(surface.NAMES[::-1], table[:, ::-1]))
    unknown = Extractive().score(article, units, Features(("unheard",), np.ones((len(units), 1), dtype=np.float32)))
    assert np.allclose(plain.relevance, named.relevance, atol=1e-5)
    assert not unknown.relevance.any()


@pytest.mark.parametrize("task", ["brief", "lead"])
def test_every_weight_is_of_a_known_feature(task: str) -> None:
    from summarizer.brief.features import NAMES

    assert set(weights().tasks[task]) <= set(NAMES)


def test_cancelling() -> None:
    article = from_text(ARTICLE)
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        Extractive().score(article, article.body, cancelled=stop)


def test_no_units() -> None:
    article = from_text(ARTICLE)
    assert Extractive().score(article, ()).relevance.shape == (0,)


def test_cosines() -> None:
    vectors = lexical.Vectors(["bão số 3 vào Phú Lâm", "bão vào Phú Lâm", "giá vàng tăng", "…"])
    first = vectors.similarity(0)
    assert first[0] == pytest.approx(1.0, abs=1e-5)
    assert first[1] > 0.5
    assert first[2] == 0.0
    assert first[3] == 0.0
    assert vectors.dot(vectors.vector("bão vào Phú Lâm"))[1] == pytest.approx(1.0, abs=1e-5)


def test_neighbours_agree_with_plain_cosines() -> None:
    texts = ["mưa lớn ở xã", "mưa ở huyện", "giá lúa ở chợ huyện", "chợ đông"]
    vectors = lexical.Vectors(texts)
    rows = np.stack([vectors.row(i) for i in range(4)])
    expected = []
    for i in range(4):
        around = sum((rows[j] for j in (i - 1, i + 1) if 0 <= j < 4), np.zeros(rows.shape[1]))
        expected.append(float(rows[i] @ around / np.linalg.norm(around)))
    assert np.allclose(vectors.neighbours(), expected, atol=1e-5)


def test_tone_style_does_not_matter() -> None:
    assert lexical.terms("hoà giải") == lexical.terms("hòa giải")


def test_rare_terms_weigh_more() -> None:
    assert 0 <= lexical.idf("của") < lexical.idf("ngân_sách") < lexical.idf("zzzz")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_features_are_finite_whatever_the_text(texts: list[str]) -> None:
    values = surface.describe(texts, texts[0], [True] * len(texts), lexical.Vectors(texts))
    assert values.shape == (len(texts), len(surface.NAMES))
    assert np.isfinite(values).all()


@pytest.mark.parametrize("text", ["Theo đó, giá tăng.", "Ông nói thêm về vụ việc.", "Tuy nhiên, mưa vẫn lớn."])
def test_dangling(text: str) -> None:
    assert surface.dangling(text)


@pytest.mark.parametrize("text", ["Ông Nguyễn Văn An nói thêm.", "UBND tỉnh họp.", "Bà Rịa có mưa.", "Anh quốc họp."])
def test_not_dangling(text: str) -> None:
    assert not surface.dangling(text)


def test_loading_by_name() -> None:
    engine = registry.load("extractive")
    assert (engine.name, engine.fallback) == ("extractive", None)
    assert engine.scorer is not None
    with pytest.raises(TomtatError) as error:
        registry.load("no-such")
    assert error.value.code == "engine_unknown"


def test_the_names_to_choose_from_are_those_that_can_be_loaded() -> None:
    assert set(choice.ENGINES) == set(registry.ENGINES)


def test_a_missing_model_gives_way_to_the_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(request: registry.Request) -> base.Engine:
        raise registry.EngineUnavailable("engine_missing", name="reader", what="config.json")

    monkeypatch.setitem(registry.ENGINES, "reader", missing)
    engine = registry.load("reader")
    assert engine.name == "extractive"
    assert engine.fallback is not None
    assert "reader" in engine.fallback


def test_neither_torch_nor_transformers_is_needed() -> None:
    code = (
        "import sys; from summarizer.engines.registry import load; load('extractive');"
        "sys.exit(any(m in sys.modules for m in ('torch', 'transformers', 'textual')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
