"""Saved pages in the manner of large papers and of provincial portals, old and new: `pages/`, with what each holds."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from summarizer import document
from summarizer.document import Article

PAGES: Final = Path(__file__).with_name("pages")
EXPECTED: Final[dict[str, dict[str, Any]]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))


@cache
def read(name: str) -> Article:
    return document.load(PAGES / f"{name}.html")


@cache
def proper(name: str) -> str:
    article = read(name)
    return "\n".join(s.of(article.text) for s in article.sentences if s.role != "furniture")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_article_is_read_whole(name: str) -> None:
    assert [words for words in EXPECTED[name]["has"] if words not in proper(name)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_what_stands_around_the_article_is_none_of_it(name: str) -> None:
    assert [words for words in EXPECTED[name]["lacks"] if words in proper(name)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_lead_comes_first_and_once(name: str) -> None:
    first, article = EXPECTED[name]["first"], read(name)
    assert article.body[0].of(article.text).startswith(first)
    assert proper(name).count(first.rpartition(" - ")[2]) == 1


@pytest.mark.parametrize("name", EXPECTED)
def test_title_date_and_author_are_those_of_the_page(name: str) -> None:
    expected, article = EXPECTED[name], read(name)
    assert article.title_text == expected["title"]
    assert article.date == expected["date"]
    assert article.byline == expected.get("author")


def test_there_is_an_expectation_for_every_page() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)
