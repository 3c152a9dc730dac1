"""The judge's examples: evidence and claim in tokens with flags, the verdict, its kind, and the words at fault."""

from __future__ import annotations

import difflib
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.training import false_claims
from summarizer import document
from summarizer.engines.judge import pairs
from summarizer.engines.judge.network import KINDS
from summarizer.engines.judge.reading import Reading, read

UNKNOWN = -1


@dataclass(frozen=True)
class Example:
    """One claim: how it is read, 1 where it is false, its kind (-1 unknown), faulty words (n,; -1 unknown).

    `weight` is how far the label is trusted; `pair` numbers twins alike, -1 for a claim without one; `origin` is
    `annotator`, `twin`, `writer` or `made`.
    """

    reading: Reading
    false: int
    kind: int
    words: np.ndarray
    weight: float
    pair: int
    origin: str
    name: str


def changed(false: str, true: str) -> list[tuple[int, int]]:
    """The characters of `false` that its true twin has otherwise; a gap marks the words beside it."""
    a, b = pairs.words(false), pairs.words(true)
    out = []
    for tag, i, j, _, _ in difflib.SequenceMatcher(None, [w.low for w in a], [w.low for w in b], False).get_opcodes():
        if tag == "equal" or not a:
            continue
        first, last = (i, j - 1) if j > i else (max(0, i - 1), min(len(a) - 1, i))
        out.append((a[first].start, a[last].end))
    return out


def example(
    article: pairs.Index,
    sentences: Sequence[str],
    title: str,
    claim: str,
    tokenizer: Tokenizer,
    *,
    false: bool,
    kind: str | None = None,
    faults: Sequence[tuple[int, int]] | None = None,
    weight: float = 1.0,
    pair: int = -1,
    origin: str = "made",
    name: str = "",
    given: Sequence[int] = (),
) -> Example:
    """A claim about an article; `faults` are characters of the claim, None where they are not known.

    `given` are sentences known to bear on it: read as well, where the search does not find them.
    """
    reading = read(article, sentences, title, claim, tokenizer, given=given)
    n = len(reading.ids)
    words = np.full(n, UNKNOWN, np.int8)
    mine = reading.claim
    if not false:
        words[mine] = 0
    elif faults is not None:
        words[mine] = 0
        for a, b in faults:
            words[mine & (reading.starts < b) & (reading.ends > a)] = 1
    return Example(
        reading, int(false), KINDS.index(kind) if false and kind else UNKNOWN, words, weight, pair, origin, name
    )


def annotated(
    rows: Iterable[dict[str, Any]], tokenizer: Tokenizer, first_pair: int = 0, *, told: float = 0.0
) -> Iterator[Example]:
    """The claims of rows of `train/claims.jsonl.xz`, twins sharing a pair number.

    In a share `told` of them the sentences that the annotator named are read, in the others those that are found.
    """
    number = first_pair
    rng = random.Random(first_pair)
    for row in rows:
        text = row["text"]
        sentences = [text[a:b] for a, b in row["sentences"]]
        index = pairs.Index([pairs.words(s) for s in sentences])
        title = sentences[0] if sentences else ""
        groups: dict[int, int] = {}
        claims = row["claims"]
        for c in claims:
            if c.get("twin_of") is not None:
                groups.setdefault(c["twin_of"], number)
                number += 1
        for k, c in enumerate(claims):
            twin = c.get("twin_of")
            other = claims[twin] if twin is not None else next((x for x in claims if x.get("twin_of") == k), None)
            faults = changed(c["claim"], other["claim"]) if other is not None and not c["ok"] else None
            yield example(
                index,
                sentences,
                title,
                unicodedata.normalize("NFC", c["claim"]),
                tokenizer,
                false=not c["ok"],
                kind=c.get("type"),
                faults=faults,
                pair=groups.get(twin if twin is not None else k, -1),
                origin=c["by"],
                name=f"{row['id']}.{k}",
                given=c.get("sentences", ()) if rng.random() < told else (),
            )


_ASIDE = re.compile(r"\s?\([^()]{3,60}\)")
_OPENING = re.compile(
    r"^(?:Trước đó|Ngoài ra|Bên cạnh đó|Đồng thời|Theo đó|Cụ thể|Tuy nhiên|Trong khi đó|Đáng chú ý|Hiện nay|Hiện),? "
)


def cut(sentence: str, rng: random.Random) -> str:
    """An honest shortening: an aside or an opening goes, or a last part without which the rest still holds."""
    text = _OPENING.sub("", _ASIDE.sub("", sentence))
    text = text[0].upper() + text[1:] if text else text
    parts = text.rstrip(".").split(", ")
    if len(parts) > 2 and rng.random() < 0.4 and len(", ".join(parts[:-1]).split()) >= 10:
        text = ", ".join(parts[:-1]) + "."
    return text


def _numbers_held(text: str, article: str) -> bool:
    return all(n in article for n in re.findall(r"\d+", text))


def made(rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, seed: int, first_pair: int) -> Iterator[Example]:
    """Twins made by program of reference sentences and of copied and cut ones, from rows of `brief-train`."""
    rng = random.Random(seed)
    number = first_pair
    strange: list[str] = []
    for row in rows:
        article = document.from_text(unicodedata.normalize("NFC", f"{row['title'].strip()}\n\n{row['body'].strip()}"))
        sentences = [" ".join(s.of(article.text).split()) for s in article.sentences if s.role != "furniture"]
        body = [s for s in sentences[1:] if 10 <= len(s.split()) <= 45]
        if len(body) < 5:
            continue
        index = pairs.Index([pairs.words(s) for s in sentences])
        offered = false_claims.setting(body, rng.sample(strange, min(20, len(strange))))
        known = set(index.all)
        summary = unicodedata.normalize("NFC", row["summary"])
        written = [
            s
            for s in (span.of(summary) for span in document.split_sentences(summary))
            if 10 <= len(s.split()) <= 45
            and _numbers_held(s, article.text)
            and sum(w.low in known for w in pairs.words(s)) >= 0.85 * len(pairs.words(s))
        ]
        bases = [(s, 0.7) for s in rng.sample(written, min(2, len(written)))]
        bases += [(cut(s, rng), 1.0) for s in rng.sample(body, 2)]
        for base, weight in bases:
            change = false_claims.falsify(base, offered, rng)
            if change is None:
                continue
            args = (index, sentences, sentences[0], base, tokenizer)
            yield example(*args, false=False, weight=weight, pair=number)
            yield example(
                *(*args[:3], change.text, tokenizer),
                false=True,
                kind=change.kind,
                faults=[(change.start, change.end)],
                weight=weight,
                pair=number,
            )
            number += 1
        clauses = [c for s in body for c in re.split(r"[,;:]", s) if 5 <= len(c.split()) <= 12]
        strange = [*strange[-200:], *(c.strip(" .\"'“”") for c in rng.sample(clauses, min(3, len(clauses))))]
