"""What is known exactly about the text, as flags a character: kinds of words, places of figures, layout.

Language is learned, but a network need not learn from 500 documents that `chậm nhất` opens a deadline or that a line
under `NHIỆM VỤ` is no result. So each token is told what the lexicon, the quantities and the layout say of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.document.model import Article, Sentence, Span
from summarizer.text.data import entries, load
from summarizer.text.fold import newspaper
from summarizer.text.phrases import Phrases, flagged
from summarizer.text.tokens import RUN

_KINDS: Final = (
    *("order", "request", "exhort", "petition", "trap", "speech", "report", "done", "future", "negation"),
    *("deadline", "opener", "verb", "person", "body", "layman", "paper", "determiner"),
)
_LAYOUT: Final = (
    *("time", "quantity", "capitalised", "title", "heading", "item", "table", "colon", "roman", "number", "letter"),
    *("dash", "article", "results", "shortcomings", "tasks", "preamble", "lead_near", "lead_open", "first"),
)
NAMES: Final = (*_KINDS, *_LAYOUT)
"""Flags by bit, lowest first; a trained network holds to this order."""
_BIT: Final = {name: 1 << i for i, name in enumerate(NAMES)}

_MARKERS: Final = (
    ("roman", re.compile(r"[IVX]{1,5}[.)/-]\s")),
    ("number", re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)/]\s")),
    ("letter", re.compile(r"[a-zđ]\)\s|[a-zđ]\.\s")),
    ("dash", re.compile(r"[-–—+*•]\s?")),
    ("article", re.compile(r"(?:Điều|ĐIỀU|Khoản|Thứ)\s+\w+")),
)
_SECTIONS: Final = (
    ("shortcomings", re.compile(r"hạn chế|tồn tại|khó khăn|vướng mắc|nguyên nhân|khuyết điểm")),
    ("tasks", re.compile(r"nhiệm vụ|giải pháp|phương hướng|kiến nghị|đề nghị|yêu cầu|tổ chức thực hiện|kế hoạch")),
    ("results", re.compile(r"kết quả|tình hình|đánh giá|thành tích|đã đạt|đã làm")),
    ("preamble", re.compile(r"^\s*(?:căn cứ|xét|theo đề nghị|thực hiện)")),
)
_NEAR: Final = 3
"""Sentences after a lead-in (`… yêu cầu:`) that count as near."""


@cache
def _phrases() -> Phrases[int]:
    lists = load(__package__, "lexicon.toml")
    return flagged((_BIT[kind], entries(lists[kind])) for kind in _KINDS)


def _named(low: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, bits) of the phrases of the lexicon in lower-cased text; of one length all kinds, longest first."""
    places = list(RUN.finditer(low))
    words = tuple(m.group() for m in places)
    for i, place in enumerate(places):
        for length, bits in _phrases().each(words, i):
            yield place.start(), places[i + length - 1].end(), bits


def _section(sentence: str) -> str | None:
    low = sentence.lower()
    return next((name for name, pattern in _SECTIONS if pattern.search(low)), None)


def _layout(article: Article) -> Iterator[tuple[Sentence, int]]:
    """The bits that hold for every character of a sentence."""
    text = article.text
    section: str | None = None
    since_lead: int | None = None
    for sentence in article.sentences:
        if sentence.role == "furniture":
            continue
        raw = sentence.of(text).strip()
        bits = _BIT.get(sentence.role, 0)
        marker = next((name for name, pattern in _MARKERS if pattern.match(raw)), None)
        if marker:
            bits |= _BIT[marker]
        if sentence.role == "heading" or (raw.isupper() and len(raw) > 8):
            section = _section(raw)
        elif _section(raw) == "preamble":
            bits |= _BIT["preamble"]
        if section is not None:
            bits |= _BIT[section]
        if since_lead is not None:
            since_lead += 1
            bits |= _BIT["lead_near"] if since_lead <= _NEAR else _BIT["lead_open"]
        if raw.endswith(":"):
            bits |= _BIT["colon"]
            since_lead = 0
        yield sentence, bits


def of(article: Article, times: Sequence[Span], quantities: Sequence[Span]) -> npt.NDArray[np.uint64]:
    """Flags of every character of the article's text (len(text),); bit i is `NAMES[i]`.

    `times` and `quantities` are the spans of the figures: dates and periods, and the rest.
    """
    low = newspaper(article.text).lower()
    flags = np.zeros(len(article.text), np.uint64)
    if len(low) == len(flags):  # a letter whose lower case is longer would shift everything: better no hints
        for start, end, bits in _named(low):
            flags[start:end] |= np.uint64(bits)
    for spans, name in ((times, "time"), (quantities, "quantity")):
        for span in spans:
            flags[span.start : span.end] |= np.uint64(_BIT[name])
    for word in re.finditer(r"\b[^\W\d_]\w*", article.text):
        if word.group()[0].isupper():
            flags[word.start() : word.end()] |= np.uint64(_BIT["capitalised"])
    for sentence, bits in _layout(article):
        flags[sentence.start : sentence.end] |= np.uint64(bits)
        opening = RUN.search(article.text, sentence.start, sentence.end)
        if opening:
            flags[opening.start() : opening.end()] |= np.uint64(_BIT["first"])
    return flags


def table(flags: npt.NDArray[np.uint64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Flags of the tokens that start at `starts` (n,; -1 where there is none) as (n, len(NAMES)) of 0 and 1."""
    at = np.where(starts >= 0, flags[np.maximum(starts, 0)], np.uint64(0))
    bits = np.arange(len(NAMES), dtype=np.uint64)
    return ((at[:, None] >> bits) & np.uint64(1)).astype(np.float32)
