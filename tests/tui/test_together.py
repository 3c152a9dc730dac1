"""Several briefs of the desk as one document: what was not borne out is marked there, too."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pytest

from summarizer.brief.model import Brief
from summarizer.brief.unchecked import unchecked
from summarizer.store import open_store
from summarizer.tui import together
from tests.tui.conftest import make_article, make_brief, make_facts


@pytest.fixture
def chosen() -> list[Brief]:
    """One brief with a claim that the source does not bear out, one with words that nobody has checked."""
    article = make_article()
    first = make_brief(article, make_facts(article))
    other = make_article(
        [("title", ["Huyện mở đường mới"]), ("body", ["Đường dài 12 km.", "Xe chạy từ tháng 5."])], "b.txt"
    )
    made = make_brief(article, make_facts(article))
    second = replace(
        made, article=other, facts=type(made.facts)(), headline=None, summary=(unchecked("Đường dài 21 km."),),
        left_out=type(made.left_out)((), ()),
    )  # fmt: skip
    return [first, second]


def written(chosen: list[Brief], tmp_path, form: str) -> str:
    origins = {brief.article.id: brief.article.origin for brief in chosen}
    with open_store(tmp_path / "store.db") as store:
        data = together.document(store, chosen, origins, form)
    if form != "docx":
        return re.sub(r"<(?!\?)[^>]*>", "", data.decode("utf-8"))
    with ZipFile(io.BytesIO(data)) as packed:
        return packed.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("form", ["html", "markdown", "docx"])
def test_warnings_go_into_the_document(chosen, tmp_path, form):
    words = written(chosen, tmp_path, form)
    for claim in ("Tỉnh còn 84 dự án chậm tiến độ", "Đường dài 21 km"):
        assert claim in words
        around = words[max(0, words.index(claim) - 400) : words.index(claim) + 600]
        assert "⚠" in around, claim


def test_what_was_borne_out_has_no_warning(chosen, tmp_path):
    clean = replace(chosen[0], summary=chosen[0].summary[:2])
    assert "⚠" not in written([clean], tmp_path, "markdown").partition("8.250")[2].split("\n")[0]
