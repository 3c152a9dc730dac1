"""The lower layers that reader and marker share."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines import trunk
from summarizer.engines.marker import engine as marker
from summarizer.engines.reader import engine as reader
from summarizer.engines.windows import pieces, windows

LONG = "Họp giao ban\n\n" + "\n\n".join(
    f"Câu thứ {i} nói về xã số {i}. Chủ tịch xã {i} báo cáo rằng đê đã vững." for i in range(60)
)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """How often each window has passed the shared layers."""
    counted: Counter[bytes] = Counter()
    forward = trunk.Trunk.forward

    def count(self: trunk.Trunk, ids: Any, mask: Any) -> Any:
        counted[ids[mask.bool()].numpy().tobytes()] += 1
        return forward(self, ids, mask)

    monkeypatch.setattr(trunk.Trunk, "forward", count)
    return counted


def test_what_the_marker_has_read_the_reader_reads_no_more(
    tiny_reader: Path, tiny_marker: Path, passed: Counter[bytes]
) -> None:
    article = from_text(LONG)
    trunk._lower.cache_clear()
    scorer = reader.load(tiny_reader, threads=1).scorer
    assert scorer is not None
    alone = scorer.score(article, article.body)
    assert len(passed) > 1
    trunk._lower.cache_clear()
    passed.clear()
    scorer, marking = reader.load(tiny_reader, threads=1).scorer, marker.load(tiny_marker, tiny_reader, threads=1)
    assert scorer is not None
    marking.mark(article, (), ())
    after = scorer.score(article, article.body)
    assert set(passed.values()) == {1}
    assert np.allclose(alone.relevance, after.relevance, atol=1e-6)


def test_only_so_many_windows_are_kept(
    tiny_reader: Path, monkeypatch: pytest.MonkeyPatch, passed: Counter[bytes]
) -> None:
    trunk._lower.cache_clear()
    monkeypatch.setattr(trunk, "KEPT", 2)
    lower = trunk.lower(tiny_reader, 1)
    ids = [np.arange(4, 9 + i) for i in range(3)]
    for window in ids:
        lower.read(window)
    lower.read(ids[2])
    lower.read(ids[0])
    assert sorted(passed.values()) == [1, 1, 2]


def test_each_token_of_a_unit_is_its_own_and_the_title_is_wherever_it_stands(tiny_reader: Path) -> None:
    article = from_text(LONG)
    tokenizer = Tokenizer.from_file(str(tiny_reader / "tokenizer.json"))
    made = windows(pieces(article, tokenizer), bos=0, eos=2)
    assert len(made) > 1
    owners = [reader._owners(w, article.title, article.body) for w in made]
    for window, own in zip(made, owners, strict=True):
        assert (own == 0).any()
        for at in np.flatnonzero(own > 0):
            unit = article.body[own[at] - 1]
            assert unit.start <= window.starts[at] < unit.end
            assert window.own[at]
    assert set(np.concatenate(owners)) == {*range(-1, len(article.body) + 1)}


def test_an_article_without_title_or_units(tiny_reader: Path, report: Article) -> None:
    tokenizer = Tokenizer.from_file(str(tiny_reader / "tokenizer.json"))
    window = windows(pieces(report, tokenizer), bos=0, eos=2)[0]
    assert set(reader._owners(window, None, [])) == {-1}
