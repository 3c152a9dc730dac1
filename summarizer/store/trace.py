"""What stories are found by, small enough to be stored: title, opening, names, numbers and days of a text as vectors.

Every term is weighed by how rare it is in news at large (`engines/idf.tsv`), never by how rare it is today: how alike
two articles are hangs on nothing but the two.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.document.model import Article

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FIELDS: Final = ("title", "text", "names", "numbers", "days")
VERSION: Final = 2
OPENING: Final = 2_000
"""Code points that tell what an article is about; what comes later is background."""
RARE: Final = 5.5
"""Inverse document frequency from which a term of the text is one to look articles up by: in one of 245 articles, or
fewer. Of 7,500 pairs of reports of one event all but 0.2 % share three such terms."""
_NUMBER: Final = re.compile(r"\d+(?:[.,/]\d+)*")
_DAY: Final = re.compile(
    r"(?<![\d/.,-])(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[/.-]\s?(?:19|20)\d\d)?(?![\d/,%-]|\.\d)",
    re.IGNORECASE,
)
"""`23/10`, `23-10`, `23.10.2013`, `23 tháng 10`: one day, however it is written."""
_NAME: Final = re.compile(r"[^\W\d_]\w*(?:[ -][^\W\d_]\w*)+")
_SHAPES: Final = {
    "99": 3.1,
    "999": 5.5,
    "9999": 8.6,
    "year": 3.8,
    "long": 9.0,
    "9/9": 6.2,
    "9/9/9": 8.7,
    "9,9": 6.9,
}
"""Inverse document frequency of the numbers of a shape, on average over 8,667 news articles."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Hashed terms (uint32) of an article with their weights (float32), field after field (`FIELDS`).

    `ends`: where each field ends in both; the vector of each field has length 1, or 0 where it holds nothing. The
    first `rare` terms of the text are those to look it up by. Hashes of different fields differ.
    """

    terms: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    ends: tuple[int, ...]
    rare: int


def trace(article: Article) -> bytes:
    """The trace of an article, packed: version, sizes, hashes, weights as float16; little-endian."""
    import numpy as np

    from summarizer.text.fold import newspaper

    opening = newspaper(_opening(article))
    title = newspaper(article.title_text)
    fields = (
        _words(title),
        _words(f"{title}\n{opening}"),
        _names(f"{title}\n{opening}"),
        _numbers(f"{title}\n{opening}"),
        _days(f"{title}\n{opening}"),
    )
    rare, counts, hashes, weights = 0, [], [], []
    for name, vector in zip(FIELDS, fields, strict=True):
        length = math.sqrt(sum(w * w for w, _ in vector.values())) or 1.0
        # hashed terms may fall together: the heavier stands for both
        hashed: dict[int, tuple[float, float]] = {}
        for term, (weight, idf) in vector.items():
            key = zlib.crc32(f"{name}:{term}".encode())
            hashed[key] = max(hashed.get(key, (0.0, 0.0)), (weight / length, idf))
        order = sorted(hashed, key=lambda k: (hashed[k][1] < RARE, k))
        if name == "text":
            rare = sum(idf >= RARE for _, idf in hashed.values())
        counts.append(len(order))
        hashes += order
        weights += [hashed[k][0] for k in order]
    head = np.array([VERSION, *counts, rare], "<u2")
    return head.tobytes() + np.array(hashes, "<u4").tobytes() + np.array(weights, "<f2").tobytes()


def unpack(data: bytes) -> Trace | None:
    """The trace again; None for one of another version (it is made anew from the text)."""
    import numpy as np

    length = len(FIELDS) + 2
    start = 2 * length
    head = np.frombuffer(data[:start], "<u2")
    if len(head) < length or head[0] != VERSION or len(data) != start + 6 * int(head[1:-1].sum(dtype=np.int64)):
        return None
    ends = tuple(np.cumsum(head[1:-1], dtype=np.int64).tolist())
    terms = np.frombuffer(data, "<u4", ends[-1], start)
    weights = np.frombuffer(data, "<f2", ends[-1], start + 4 * ends[-1]).astype(np.float32)
    return Trace(terms, weights, ends, int(head[-1]))


def _opening(article: Article) -> str:
    """The first `OPENING` code points of what is the article's own."""
    out: list[str] = []
    room = OPENING
    for sentence in article.sentences:
        if sentence.role == "furniture":
            continue
        out.append(sentence.of(article.text)[:room])
        room -= len(out[-1])
        if room <= 0:
            break
    return "\n".join(out)


def _weighed(counted: Iterable[str], idf: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    return {t: (idf[t] * (1 + math.log(n)), idf[t]) for t, n in Counter(counted).items() if idf[t] > 0}


def _words(text: str) -> dict[str, tuple[float, float]]:
    from summarizer.engines.lexical import idf, terms

    found = terms(text)
    return _weighed(found, {t: idf(t) for t in set(found)})


def _names(text: str) -> dict[str, tuple[float, float]]:
    """Neighbouring words of names: runs of capitalised words, two or more."""
    from summarizer.engines.lexical import idf

    found = []
    for run in _NAME.finditer(text):
        for a, b in pairwise(re.split("[ -]", run[0])):
            if a[:1].isupper() and b[:1].isupper():
                found.append(f"{a}_{b}".lower())
    return _weighed(found, {t: idf(t) for t in set(found)})


def _numbers(text: str) -> dict[str, tuple[float, float]]:
    """Numbers of two digits and more as they are written; figures, dates, numbers of documents."""
    found = [m[0] for m in _NUMBER.finditer(text) if len(m[0]) > 1]
    return _weighed(found, {n: _SHAPES[_shape(n)] for n in set(found)})


def _days(text: str) -> dict[str, tuple[float, float]]:
    """The days that are named, as day and month; a year alone is a number."""
    found = {f"{int(d)}/{int(m)}" for d, m in _DAY.findall(text) if 1 <= int(d) <= 31 and 1 <= int(m) <= 12}
    return _weighed(found, dict.fromkeys(found, _SHAPES["9/9"]))


def _shape(number: str) -> str:
    if "/" in number:
        return "9/9" if number.count("/") == 1 else "9/9/9"
    if "." in number or "," in number:
        return "9,9"
    if len(number) > 4:
        return "long"
    return "year" if len(number) == 4 and number[:2] in ("19", "20") else "9" * len(number)
