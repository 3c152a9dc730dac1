"""Figures and directives as CSV for a spreadsheet: UTF-8 with BOM, no cell that would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from summarizer import locale
from summarizer.cli.facts_rows import directive_rows, figure_rows
from summarizer.document.model import Article
from summarizer.facts.model import Facts

BOM: Final = "\ufeff"
COLUMNS: Final = (
    *("source", "type", "place", "text", "key", "kind", "indicator", "value", "unit", "modifier", "trend", "basis"),
    *(
        "row",
        "column",
        "dates",
        "issuer",
        "addressee",
        "action",
        "deadline",
        "due",
        "strength",
        "polarity",
        "inherited",
        "start",
        "end",
    ),
)

# what spreadsheets take for a formula (OWASP, "CSV Injection"); `clean` has taken tabs and line ends
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


def header() -> str:
    """The first line, in the language in use, with the byte order mark by which spreadsheets know UTF-8."""
    return BOM + _lines([[locale.text(f"cli_facts.csv.{name}") for name in COLUMNS]])


def rows(article: Article, facts: Facts) -> str:
    """One line a figure, then one a directive."""
    found: list[dict[str, object]] = []
    for figure in figure_rows(article, facts):
        found.append({"type": locale.text("cli_facts.csv.figure"), **vars(figure)})
    for directive in directive_rows(article, facts):
        found.append({"type": locale.text("cli_facts.csv.directive"), "text": directive.action, **vars(directive)})
    return _lines(
        [_cell(row.get(name, "")) for name in COLUMNS] for row in ({"source": article.origin, **r} for r in found)
    )


def _lines(table: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
