"""Shortened sentences become examples, and a tiny editor learns from them and is exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.training import editor_data, export, train_editor

SENTENCE = "Chiều qua, bão số 5 đổ bộ vào đất liền, làm sập hơn 40 căn nhà ở xã Tân Lập."
SHORT = "Bão số 5 làm sập hơn 40 căn nhà."


def kept(sentence: str, wanted: str) -> str:
    tokens = editor_data.tokens(sentence)
    keep = editor_data.kept([w for _, w in tokens], [w for _, w in editor_data.tokens(wanted)])
    words = editor_data.by_words(sentence, tokens, keep)
    return " ".join(w for w, stays in zip(sentence.split(), words, strict=True) if stays)


def test_what_stays_is_found_by_its_words() -> None:
    assert kept(SENTENCE, SHORT) == "bão số 5 làm sập hơn 40 căn nhà"
    assert kept(SENTENCE, SENTENCE) == SENTENCE


def test_words_said_twice_are_kept_where_their_neighbours_are() -> None:
    assert kept("Ông An gặp ông Bình, ông Bình nhận lời.", "ông Bình nhận lời") == "ông Bình nhận lời."


def test_edited_briefs_become_cuts() -> None:
    text = f"Bão số 5\n\n{SENTENCE} Trời đã tạnh vào sáng nay ở nhiều nơi trong tỉnh."
    start = text.index(SENTENCE)
    spans = [[0, 8], [start, start + len(SENTENCE)], [start + len(SENTENCE) + 1, len(text)]]
    row = {"article": "a", "text": text, "sentences": spans, "brief": [{"text": SHORT, "sentences": [1]}]}
    (cut,) = editor_data.edits([row])
    assert cut.title == "Bão số 5"
    stays = [w for w, held in zip(cut.sentence.split(), cut.keep, strict=True) if held]
    assert " ".join(stays) == "bão số 5 làm sập hơn 40 căn nhà"


def test_a_reference_that_is_cut_from_a_sentence_is_mined() -> None:
    row = {
        "id": "a",
        "title": "Bão số 5",
        "body": f"{SENTENCE}\nMột câu khác không dính dáng gì.",
        "summary": SHORT + " Trời đã tạnh.",
    }
    (cut,) = editor_data.mined([row])
    assert sum(cut.keep) == 9
    assert list(editor_data.mined([{**row, "summary": "Một bản tin khác hẳn về giá vàng trong nước hôm nay."}])) == []


def test_an_editor_learns_and_is_exported(step: Any, reader: Path, tmp_path: Path) -> None:
    rows = tmp_path / "edits.jsonl"
    text = f"Bão số 5\n\n{SENTENCE}"
    spans = [[0, 8], [10, len(text)]]
    row = {"text": text, "sentences": spans, "brief": [{"text": SHORT, "sentences": [1]}]}
    rows.write_text("\n".join(json.dumps({**row, "article": f"a{i}"}, ensure_ascii=False) for i in range(4)))
    run = tmp_path / "run"
    options = ("--edits", rows, "--reader", reader, "--out", run, "--trunk", 1, "--layers", 1, "--held", 4)
    step(train_editor, *options, "--steps", 3)
    assert json.loads((run / "curve.json").read_text())[-1]["step"] == 3
    step(export, "editor", "--run", run, "--out", tmp_path / "editor")
    from summarizer.engines.editor.engine import load

    assert load(tmp_path / "editor", reader).revision
