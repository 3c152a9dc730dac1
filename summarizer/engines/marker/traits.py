"""What is told of a figure beside its words: where it stands, whether it was told before, what it looks like."""

from __future__ import annotations

import re
from typing import Final

from summarizer.document.model import Article, Span

NAMES: Final = (
    *(
        "place",
        "early",
        "title",
        "in_title",
        "repeated",
        "digits",
        "percent",
        "money",
        "date",
        "words",
        "table",
        "item",
    ),
)
"""Traits by column; a trained network holds to this order."""

_MONEY: Final = re.compile(r"đồng|USD|tỷ|triệu|VND|\$|€")
_DATE: Final = re.compile(r"\d/\d|ngày|tháng|năm|quý|giai đoạn|nhiệm kỳ|\dh")


def traits(article: Article, span: Span, text: str) -> tuple[float, ...]:
    """The traits of a figure at `span`, which reads `text`, in the order of `NAMES`."""
    whole = article.text
    index = article.sentence_at(span.start)
    role = article.sentences[index].role if index is not None else "body"
    title = article.title
    return (
        span.start / max(1, len(whole)),
        float(span.start < 600),
        float(role == "title"),
        float(title is not None and not title.covers(span) and text in title.of(whole)),
        float(text in whole[: span.start]),
        float(any(c.isdigit() for c in text)),
        float("%" in text),
        float(bool(_MONEY.search(text))),
        float(bool(_DATE.search(text))),
        min(len(text.split()), 8) / 8,
        float(role == "table"),
        float(role == "item"),
    )
