"""Features that can be read off the text of the units: place, title, centrality, figures, form.

Each is a plain number between about -1 and 3, so that a linear model over them can be read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines.base import FloatArray
from summarizer.engines.lexical import Vectors, coverage, syllables, terms
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

NAMES: tuple[str, ...] = (
    "first",  # 1 for the first unit
    "early",  # 1 / (1 + index)
    "depth",  # index / (units - 1)
    "late",  # 1 for the last unit
    "opens",  # first unit of its paragraph
    "length",  # logarithm of the syllables, 0 at 20
    "short",  # under 10 syllables, up to 1
    "long",  # over 40 syllables, up to 1
    "title_cosine",
    "title_held",  # share of the title's words, by weight
    "title_part",  # share of the unit's words that the title has, by weight
    "centroid",  # cosine with the sum of all units
    "lead",  # cosine with the first three units
    "around",  # cosine with the units before and after
    "novel",  # share of the unit's words, by weight, that no earlier unit has
    "rare",  # mean weight of its words
    "digits",  # share of syllables that hold a digit
    "numbers",  # logarithm of 1 + numbers
    "names",  # share of syllables with a capital inside the sentence
    "quote",  # holds a quotation
    "quoted",  # share of letters inside quotation marks
    "question",
    "colon",  # ends in a colon: something follows that it needs
    "dangling",  # begins with a word that leans on the sentence before
    "personal",  # speaks in the first person
    "attributed",  # cho biết, theo …
    "summing",  # tổng, toàn, kết quả, …: words of results and totals
    "outcome",  # verbs of decision and occurrence
    "background",  # trước đó, từng, vốn …
)

_AT_START = ("dangling", "addressed", "not_addressed")
_NO_FEATURE = (*_AT_START, "pointing")
# "… này", but not of times: dịp này, thời gian này
_THIS = re.compile(
    r"(?<!\w)(?!(?:dịp|lần|ngày|tháng|năm|gian|điểm|mùa|đợt|tuần|đoạn|lúc|khóa|kỳ) )"
    r"\w+ (?:này|nói trên|nêu trên)(?!\w)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"(?:(?<!\w)(?:sau|sau đây|dưới đây|như sau)\s*[:.;]?|:"
    r"|(?<!\w)(?:một số|các|những) (?:nhiệm vụ|nội dung|giải pháp|công việc)(?: \w+){0,6}\s*\.?)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,/]*")
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{2,})[\"“”«»]")


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Cue phrases by kind, from `cues.toml`; `dangling` and the addresses are anchored at the start."""
    found = {}
    for kind, phrases in load(__package__, "cues.toml").items():
        start = r"^\W*" if kind in _AT_START else r"(?<!\w)"
        found[kind] = re.compile(rf"{start}(?:{alternatives(phrases)})(?!\w)", re.IGNORECASE)
    return found


def dangling(text: str) -> bool:
    """Whether a sentence begins with a word that leans on the one before (`Theo đó`, `Tuy nhiên`, `Ông An nói` …)."""
    patterns = cues()
    if patterns["dangling"].match(text):
        return True
    address = patterns["addressed"].match(text)
    if address is None or patterns["not_addressed"].match(text):
        return False
    following = text[address.end() :].split(maxsplit=2)[:2]
    return not (len(following) == 2 and all(w[:1].isupper() for w in following))


def pointing(text: str) -> bool:
    """Whether a sentence points at what another one says: back (`tình trạng này`) or on (`các nội dung sau:`)."""
    return cues()["pointing"].search(text) is not None or _THIS.search(text) is not None or introducing(text)


def introducing(text: str) -> bool:
    """Whether a sentence but announces what follows it (`… thực hiện các nhiệm vụ sau:`)."""
    return _FOLLOWING.search(text) is not None


def table(article: Article, units: Sequence[Span]) -> FloatArray:
    """Surface features of every unit, (units, len(NAMES)).

    Time is linear in the length of the units.
    """
    texts = [u.of(article.text) for u in units]
    return describe(texts, article.title_text, _openings(article, units), Vectors(texts))


def _openings(article: Article, units: Sequence[Span]) -> list[bool]:
    starts = {p.start for p in article.paragraphs}
    return [u.start in starts for u in units]


def describe(texts: Sequence[str], title: str, opens: Sequence[bool], vectors: Vectors) -> FloatArray:
    """The table for texts given apart from an article; `vectors` are those of `texts`."""
    n = len(texts)
    values = np.zeros((n, len(NAMES)), dtype=np.float32)
    if not n:
        return values
    column = {name: i for i, name in enumerate(NAMES)}
    everything = vectors.sum()
    values[:, column["centroid"]] = vectors.dot(_unit(everything))
    lead = np.zeros(n, dtype=np.float32)
    lead[:3] = 1.0
    values[:, column["lead"]] = vectors.dot(_unit(vectors.sum(lead)))
    title_terms = set(terms(title))
    if title_terms:
        values[:, column["title_cosine"]] = vectors.dot(vectors.vector(title))
    patterns = cues()
    flags = [k for k in patterns if k not in _NO_FEATURE]
    seen: set[str] = set()
    for i, text in enumerate(texts):
        row = dict.fromkeys(NAMES, 0.0)
        own = set(terms(text))
        words = syllables(text)
        count = len(words) or 1
        row["first"] = float(i == 0)
        row["early"] = 1.0 / (1.0 + i)
        row["depth"] = i / max(1, n - 1)
        row["late"] = float(i == n - 1)
        row["opens"] = float(opens[i])
        row["length"] = math.log(count / 20.0)
        row["short"] = max(0.0, 1.0 - count / 10.0)
        row["long"] = min(1.0, max(0.0, (count - 40) / 40.0))
        if title_terms:
            row["title_held"] = coverage(title_terms, own)
            row["title_part"] = coverage(own, title_terms)
        row["novel"] = 1.0 - coverage(own, seen)
        seen |= own
        ones = [t for t in own if "_" not in t]
        row["rare"] = float(np.mean([vectors.idf[vectors.index[t]] for t in ones])) / 5.0 if ones else 0.0
        row["digits"] = sum(w[0].isdigit() for w in words) / count
        row["numbers"] = math.log1p(len(_NUMBER.findall(text)))
        row["names"] = sum(w[:1].isupper() for w in text.split()[1:]) / count
        inside = sum(len(m.group(1)) for m in _QUOTED.finditer(text))
        row["quote"] = float(inside > 0)
        row["quoted"] = inside / max(1, len(text))
        row["question"] = float("?" in text)
        row["colon"] = float(text.rstrip().endswith(":"))
        row["dangling"] = float(dangling(text))
        for kind in flags:
            row[kind] = float(patterns[kind].search(text) is not None)
        values[i] = [row[name] if row[name] else values[i, j] for j, name in enumerate(NAMES)]
    if n > 1:
        values[:, column["around"]] = vectors.neighbours()
    return values


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)
