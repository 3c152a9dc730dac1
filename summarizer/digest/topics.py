"""What an article is about: the topic whose words it uses most, weighed by how far each word tells topics apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from summarizer.document.model import Article
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

OTHER: Final = "other"
TITLE: Final = 3
OPENING: Final = 2_000
"""Code points from the start that are looked at: news says early what it is about."""
LEAST: Final = 3
"""Hits that a topic needs; fewer may be chance."""


@cache
def table() -> dict[str, re.Pattern[str]]:
    """One pattern a topic, in the order of the sections."""
    return {name: _either(topic["words"]) for name, topic in load(__package__, "topics.toml").items()}


def _either(words: Sequence[str]) -> re.Pattern[str]:
    """What finds the words: those with capitals as they stand (`AI` is not `ai`), the others whatever theirs."""
    exact = [w for w in words if w != w.lower()]
    anyhow = f"(?i:{alternatives(w for w in words if w == w.lower())})"
    return re.compile(rf"(?<!\w)(?:{'|'.join([anyhow, *map(re.escape, exact)])})(?!\w)")


def names() -> tuple[str, ...]:
    """The topics in the order of the sections, `other` last."""
    return (*table(), OTHER)


def topic(article: Article) -> str:
    """The topic of an article, or `other`. Repeats of a word count less and less."""
    title, opening = article.title_text, article.text[:OPENING]
    best, most = OTHER, 0.0
    for name, words in table().items():
        hits: dict[str, int] = {}
        for text, weight in ((title, TITLE), (opening, 1)):
            for found in words.findall(text):
                word = found.lower()
                hits[word] = hits.get(word, 0) + weight
        score = sum(count**0.5 for count in hits.values())
        if sum(hits.values()) >= LEAST and score > most:
            best, most = name, score
    return best
