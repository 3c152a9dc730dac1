"""What an article is about: the topic whose words it uses most, weighed by how far each word tells topics apart."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from summarizer.document.model import Article

OTHER: Final = "other"
TITLE: Final = 3
OPENING: Final = 2_000
"""Code points from the start that are looked at: news says early what it is about."""
LEAST: Final = 3
"""Hits that a topic needs; fewer may be chance."""


@cache
def table() -> dict[str, re.Pattern[str]]:
    """One pattern a topic, in the order of the sections."""
    data = tomllib.loads(resources.files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, t['words']), key=len, reverse=True))})(?!\w)")
        for name, t in data.items()
    }


def names() -> tuple[str, ...]:
    """The topics in the order of the sections, `other` last."""
    return (*table(), OTHER)


def topic(article: Article) -> str:
    """The topic of an article, or `other`. Repeats of a word count less and less."""
    title, opening = article.title_text.lower(), article.text[:OPENING].lower()
    best, most = OTHER, 0.0
    for name, pattern in table().items():
        hits: dict[str, int] = {}
        for text, weight in ((title, TITLE), (opening, 1)):
            for word in pattern.findall(text):
                hits[word] = hits.get(word, 0) + weight
        score = sum(count**0.5 for count in hits.values())
        if sum(hits.values()) >= LEAST and score > most:
            best, most = name, score
    return best
