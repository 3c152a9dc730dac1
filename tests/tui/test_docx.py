"""The Word document that the desk exports."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx

from summarizer import locale
from summarizer.brief.rendering.docx import to_docx
from tests.tui.conftest import make_article, make_brief, make_facts
from tests.tui.test_hostile import ALL, ESCAPES, hostile, hostile_brief


def read(data: bytes):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return document, [paragraph.text for paragraph in document.paragraphs], cells


def test_a_brief_in_word():
    article = make_article()
    facts = make_facts(article)
    named = replace(facts, figures=tuple(replace(f, label="Thu ngân sách") for f in facts.figures))
    document, texts, cells = read(to_docx(make_brief(article, named)))
    assert texts[0] == article.title_text
    assert any(text.startswith("Chín tháng năm 2025") and text.endswith("[1]") for text in texts)
    assert any(text.endswith("[3] ⚠") for text in texts)
    assert any("↳ nguồn không có số 84 dự án" in text for text in texts)
    assert any("8.250 tỷ đồng" in cell for cell in cells)
    assert any("trước ngày 15/11/2025" in text for text in texts)
    assert any("« Chủ tịch UBND tỉnh yêu cầu" in text for text in texts)
    assert document.core_properties.author == "tomtat"


def test_the_same_brief_gives_the_same_document():
    article = make_article()
    brief = make_brief(article, make_facts(article))
    parts = []
    for _ in range(2):
        with zipfile.ZipFile(io.BytesIO(to_docx(brief))) as archive:
            parts.append({name: archive.read(name) for name in archive.namelist()})
    assert parts[0] == parts[1]
    locale.use("en")
    assert "Key figures" in " ".join(read(to_docx(brief))[1])


def test_hostile_words_make_a_whole_document():
    for text in (ALL, ESCAPES):
        article, facts = hostile(text)
        _, texts, _ = read(to_docx(hostile_brief(article, facts, text)))
        assert texts
        assert not any(char in "".join(texts) for char in "\x1b\u202e\u200b")
