"""What an article is about: the topic whose words it uses most, weighed by how far each word tells topics apart."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from summarizer.document.model import Article
from summarizer.text.data import load
from summarizer.text.phrases import pattern

OTHER: Final = "other"
TITLE: Final = 3
OPENING: Final = 2_000
"""Code points from the start that are looked at: news says early what it is about."""
LEAST: Final = 3
"""Hits that a topic needs; fewer may be chance."""


@cache
def table() -> dict[str, re.Pattern[str]]:
    """One pattern a topic, in the order of the sections."""
    return {name: pattern(topic["words"]) for name, topic in load(__package__, "topics.toml").items()}


def names() -> tuple[str, ...]:
    """The topics in the order of the sections, `other` last."""
    return (*table(), OTHER)


def topic(article: Article) -> str:
    """The topic of an article, or `other`. Repeats of a word count less and less."""
    title, opening = article.title_text.lower(), article.text[:OPENING].lower()
    best, most = OTHER, 0.0
    for name, words in table().items():
        hits: dict[str, int] = {}
        for text, weight in ((title, TITLE), (opening, 1)):
            for word in words.findall(text):
                hits[word] = hits.get(word, 0) + weight
        score = sum(count**0.5 for count in hits.values())
        if sum(hits.values()) >= LEAST and score > most:
            best, most = name, score
    return best
