"""The editor: what it reads of a sentence, and a weight for every word of it."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from tokenizers import Tokenizer

from summarizer.document.model import Article, Span
from summarizer.engines.base import Cancelled
from summarizer.engines.editor.engine import load
from summarizer.engines.editor.reading import NAMES, read
from summarizer.engines.registry import EngineUnavailable

SAID = "Sở Tài chính (Hàm Giang) bố trí 85 tỷ đồng."


def flagged(title: str, sentence: str, name: str, tokenizer: Tokenizer) -> list[str]:
    """The words of a sentence that carry a flag."""
    reading = read(title, "Trời mưa.", sentence, tokenizer)
    column = reading.flags[:, NAMES.index(name)]
    return [sentence[a:b] for (a, b), first in zip(reading.words, reading.firsts, strict=True) if column[first]]


@pytest.fixture
def tokenizer(tiny_reader: Path) -> Tokenizer:
    return Tokenizer.from_file(str(tiny_reader / "tokenizer.json"))


def test_every_word_has_its_first_token_and_its_flags(tokenizer: Tokenizer) -> None:
    reading = read("Bố trí vốn", "Trời mưa.", SAID, tokenizer)
    assert [SAID[a:b] for a, b in reading.words] == SAID.split()
    assert (np.diff(reading.firsts) > 0).all()
    assert len(reading.ids) == len(reading.flags)
    assert flagged("Bố trí vốn", SAID, "said", tokenizer) == ["bố", "trí"]
    assert flagged("", SAID, "number", tokenizer) == ["85"]
    assert flagged("", SAID, "edge", tokenizer) == ["Sở", "(Hàm", "bố"]
    assert flagged("", SAID, "sentence", tokenizer) == SAID.split()


def test_words_beyond_what_is_read_have_no_token(tokenizer: Tokenizer) -> None:
    reading = read("", "", "dài lắm " * 200, tokenizer)
    assert reading.firsts[0] >= 0
    assert reading.firsts[-1] == -1


def test_words_are_weighed_where_they_stand(tiny_editor: Path, tiny_reader: Path, report: Article) -> None:
    editor = load(tiny_editor, tiny_reader)
    spans: list[Span] = list(report.sentences)
    weighed = editor.weigh(report, spans)
    for span, words in zip(spans, weighed, strict=True):
        assert [w.span.of(report.text) for w in words] == span.of(report.text).split()
        assert all(np.isfinite(w.keep) for w in words)
    alone = editor.weigh(report, spans[2:3])[0]
    assert [w.keep for w in alone] == pytest.approx([w.keep for w in weighed[2]], abs=1e-4)


def test_weighing_stops_where_it_is_told_to(tiny_editor: Path, tiny_reader: Path, report: Article) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        load(tiny_editor, tiny_reader).weigh(report, report.sentences[:1], cancelled=stop)


def test_a_damaged_editor_is_told(tiny_reader: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("[]")
    with pytest.raises(EngineUnavailable):
        load(tmp_path, tiny_reader)
