"""Finding by vectors: exact, by model, the best first, and gone with the article."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from summarizer.document import from_text
from summarizer.engines.vectors import Meaning
from summarizer.store import briefs, meanings, open_store, purging
from summarizer.store.rows import of_article


def meaning(vector: np.ndarray, model: str = "m1") -> Meaning:
    return Meaning(model, (vector / np.linalg.norm(vector)).astype("<f2").tobytes())


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def filled(store, count: int) -> np.ndarray:
    vectors = np.random.default_rng(3).normal(size=(count, 16)).astype(np.float32)
    with store.write() as db:
        for n, vector in enumerate(vectors):
            number = briefs.put_article(db, of_article(from_text(f"Bài {n}\n\nMột câu về việc số {n}.")))
            meanings.put(db, number, meaning(vector))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_all_are_compared_however_many_at_a_time(store, monkeypatch):
    vectors = filled(store, 40)
    wanted = np.ones(16, np.float32)
    expected = np.argsort(-vectors @ wanted)[:5]
    for at_once in (1, 7, 8192):
        monkeypatch.setattr(meanings, "_AT_ONCE", at_once)
        found = meanings.search(store.db, "?", meaning(wanted), 5)
        assert [h.title for h in found] == [f"Bài {n}" for n in expected]


def test_words_in_common_count_beside_the_vectors(store):
    filled(store, 6)
    even = meaning(np.ones(16))
    by_words, without = (
        {h.title: h.score for h in meanings.search(store.db, words, even, 9)} for words in ("việc số 4", "?")
    )
    assert max(by_words, key=lambda title: by_words[title] - without[title]) == "Bài 4"
    assert len(meanings.search(store.db, '"không" có* (gì)', even, 9)) == 6


def test_vectors_of_another_model_are_not_compared(store):
    filled(store, 3)
    assert meanings.search(store.db, "bài", replace(meaning(np.ones(16)), model="m2")) == []
    assert meanings.count(store.db, "m2") == (0, 3)


def test_a_forgotten_article_leaves_no_vector(store):
    filled(store, 3)
    purging.forget(store, [1, 2])
    assert store.db.execute("SELECT article FROM meanings").fetchall() == [(3,)]
