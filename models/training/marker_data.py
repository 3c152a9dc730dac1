"""The marker's examples: windows with flags, the actions and figures in them, and what each points at."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.training import heldout
from summarizer import document, facts
from summarizer.document.model import Article, Span
from summarizer.engines.base import STRENGTHS
from summarizer.engines.marker import flags
from summarizer.engines.marker.network import BEGIN, INSIDE, SLOTS
from summarizer.engines.marker.traits import NAMES as TRAITS
from summarizer.engines.marker.traits import traits
from summarizer.engines.marker.windows import Window, pieces, windows
from summarizer.text.tokens import RUN

IGNORE = -100
LABEL_MATCH = 0.6
"""A label is pointed at where a stretch of the text has this word F1 with it."""


@dataclass(frozen=True)
class Example:
    """A window with its targets.

    Shapes: flags (n, flags); action (n,), -100 where not the window's own; tags (n, 4); spans of actions (a, 2) with
    slots (a, 4, 2) as token places, -1 none, strength (a,), inherited (a,); spans of figures (f, 2) with traits,
    key (f,), -1 unknown, and label (f, 2), -1 none, -2 unknown.
    """

    window: Window
    flags: np.ndarray
    action: np.ndarray
    tags: np.ndarray
    actions: np.ndarray
    slots: np.ndarray
    strength: np.ndarray
    inherited: np.ndarray
    figures: np.ndarray
    traits: np.ndarray
    key: np.ndarray
    label: np.ndarray
    row: int


def read(path: Path) -> list[dict[str, Any]]:
    """Rows of a .jsonl, .jsonl.xz or a folder of .json files; texts that may not be copied are put back."""
    if path.is_dir():
        return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(path.glob("*.json"))]
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        return heldout.with_texts([json.loads(line) for line in lines if line.strip()])


def label_span(text: str, label: str, near: Span) -> tuple[int, int] | None:
    """The stretch of the paragraph around `near` that says `label` best, by word F1."""
    wanted = Counter(m.group().lower() for m in RUN.finditer(label))
    start = max(text.rfind("\n", 0, near.start) + 1, near.start - 300)
    stop = text.find("\n", near.end)
    stop = min(len(text) if stop < 0 else stop, near.end + 200)
    found = [(m.group().lower(), m.start() + start, m.end() + start) for m in RUN.finditer(text[start:stop])]
    best, place = LABEL_MATCH, None
    total = sum(wanted.values())
    for i in range(len(found)):
        held: Counter[str] = Counter()
        common = 0
        for j in range(i, min(len(found), i + 18)):
            word = found[j][0]
            held[word] += 1
            common += held[word] <= wanted[word]
            f1 = 2 * common / (j - i + 1 + total)
            inside = found[i][1] < near.end and near.start < found[j][2]
            if f1 - 0.1 * inside > best:
                best, place = f1 - 0.1 * inside, (found[i][1], found[j][2])
    return place


def _range(window: Window, start: int, end: int, *, own: bool | None = None) -> tuple[int, int] | None:
    """Token places [first, last] of characters [start, end) in the window, the latest where there are several."""
    inside = (window.starts >= 0) & (window.starts < end) & (window.ends > start)
    if own is not None:
        inside &= window.own == own
    at = np.flatnonzero(inside)
    if not len(at):
        return None
    run = np.flatnonzero(np.diff(at) > 1)
    first = at[run[-1] + 1] if len(run) else at[0]
    return int(first), int(at[-1])


def examples(number: int, row: dict[str, Any], tokenizer: Tokenizer, *, bos: int, eos: int) -> Iterator[Example]:
    """The windows of one annotated article. A text that loading would change is passed over."""
    article = document.from_text(row["text"], origin=str(row["id"]))
    if article.text != row["text"]:
        return
    found = facts.find(article).figures
    times = [f.span for f in found if f.kind in ("date", "period")]
    table = flags.of(article, times, [f.span for f in found if f.kind not in ("date", "period")])
    gold = [(Span(f["span"]["start"], f["span"]["end"]), f) for f in row["figures"]]
    labels = {span: label_span(article.text, f["label"], span) for span, f in gold if f.get("key") and f.get("label")}
    for window in windows(pieces(article, tokenizer), bos=bos, eos=eos):
        yield _example(number, article, window, table, row, gold, labels)


def _example(
    number: int,
    article: Article,
    window: Window,
    table: np.ndarray,
    row: dict[str, Any],
    gold: Sequence[tuple[Span, dict[str, Any]]],
    labels: dict[Span, tuple[int, int] | None],
) -> Example:
    n = len(window.ids)
    action = np.where(window.own, 0, IGNORE)
    tags = np.zeros((n, len(SLOTS)), np.float32)
    spans, slots, strengths, inherited = [], [], [], []
    for d in row["directives"]:
        act = d.get("action") or d["span"]
        at = _range(window, act["start"], act["end"], own=True)
        places = []
        for k, name in enumerate(SLOTS):
            slot = d.get(name)
            words = _range(window, slot["start"], slot["end"]) if slot else None
            places.append(words or (-1, -1))
            if words:
                tags[words[0] : words[1] + 1, k] = 1
        if at is None:
            continue
        action[at[0]] = BEGIN
        action[at[0] + 1 : at[1] + 1] = INSIDE
        spans.append((at[0], at[1] + 1))
        slots.append(places)
        strengths.append(STRENGTHS.index(d["strength"]))
        inherited.append(float(d["inherited"]))
    figures, traits_, keys, named = [], [], [], []
    for span, f in gold:
        at = _range(window, span.start, span.end, own=True)
        if at is None:
            continue
        figures.append((at[0], at[1] + 1))
        traits_.append(traits(article, span, f["span"]["text"]))
        keys.append(float(bool(f.get("key"))) if f.get("key") is not None else -1.0)
        place: tuple[int, int] | None = (-2, -2)
        if span in labels:
            target = labels[span]
            place = _range(window, *target) if target else (-2, -2)
        named.append(place or (-2, -2))
    return Example(
        window,
        flags.table(table, window.starts),
        action,
        tags,
        np.array(spans, np.int64).reshape(-1, 2),
        np.array(slots, np.int64).reshape(-1, len(SLOTS), 2),
        np.array(strengths, np.int64),
        np.array(inherited, np.float32),
        np.array(figures, np.int64).reshape(-1, 2),
        np.array(traits_, np.float32).reshape(len(figures), len(TRAITS)),
        np.array(keys, np.float32),
        np.array(named, np.int64).reshape(-1, 2),
        number,
    )


def all_examples(rows: Iterable[dict[str, Any]], tokenizer: Tokenizer) -> list[Example]:
    """The windows of every row, in order."""
    vocab = tokenizer.get_vocab()
    bos, eos = vocab["<s>"], vocab["</s>"]
    return [e for n, row in enumerate(rows) for e in examples(n, row, tokenizer, bos=bos, eos=eos)]
