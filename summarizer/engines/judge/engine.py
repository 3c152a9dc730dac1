"""The judge as an engine: loads the shipped folder, reads claims beside an article."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import Cancelled, Verdict
from summarizer.engines.judge import pairs
from summarizer.engines.judge.reading import Reading, read
from summarizer.engines.registry import loading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from summarizer.engines.judge.network import JudgeNet
    from summarizer.engines.trunk import Trunk

_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""
_FURNITURE: Final = 2
"""Pieces of furniture that go with the evidence, at most."""
_COLUMN: Final = re.compile(r"\s{3,}")
_COPIES: Final = re.compile(r"\s*(?:[-–•*+]\s|Nơi nhận)")
_ARTICLES: Final = 4
"""Articles whose words are kept at hand: a brief is checked sentence by sentence."""


class _Source:
    """An article as the judge looks things up in it.

    Furniture is no evidence, but for what stands nowhere else: who signed, number and day of a document.
    """

    def __init__(self, article: Article) -> None:
        self.places = [i for i, s in enumerate(article.sentences) if s.role != "furniture"]
        self.sentences = [" ".join(article.sentences[i].of(article.text).split()) for i in self.places]
        self.index = pairs.Index([pairs.words(s) for s in self.sentences])
        self.title = article.title_text
        self._body = len(self.sentences)
        for i, text in _furniture(article):
            self.places.append(i)
            self.sentences.append(text)

    def beyond(self, claim: str) -> list[int]:
        """The furniture that holds numbers of a claim, or below the text names, which the body lacks."""
        missing = {w.low: w.upper for w in pairs.words(claim) if w.low not in self.index.all}
        found = []
        for i in range(self._body, len(self.sentences)):
            below = self.places[i] > self.places[0]  # a letterhead names body and place, which says nothing of a claim
            held = {w.low for w in pairs.words(self.sentences[i])} & missing.keys()
            share = sum(low[0].isdigit() or (below and missing[low]) for low in held)
            found += [(share, i)] if share else []
        return [i for _, i in sorted(found, reverse=True)[:_FURNITURE]]


def _furniture(article: Article) -> Iterator[tuple[int, str]]:
    """Furniture that stands together, as the place of its first line and its text without those who get a copy."""
    for role, group in groupby(enumerate(article.sentences), lambda x: x[1].role):
        if role == "furniture":
            lines = [(i, _COLUMN.split(s.of(article.text))) for i, s in group]
            kept = [(i, c.strip()) for i, columns in lines for c in columns if not _COPIES.match(c)]
            if kept:
                yield kept[0][0], " ".join(text for _, text in kept)


class TrainedJudge:
    """A `Judge`. One lock: calls from several threads run one after the other."""

    def __init__(
        self, trunk: Trunk, net: JudgeNet, tokenizer: Tokenizer, revision: str, threshold: float, word: float
    ) -> None:
        import torch

        self.revision = revision
        self.threshold, self._word = threshold, word
        self._torch = torch
        self._trunk, self._net = trunk.eval(), net.eval()
        self._device = next(net.parameters()).device
        self._tokenizer = tokenizer
        self._pad = tokenizer.get_vocab()["<pad>"]
        self._known: dict[str, _Source] = {}
        self._lock = Lock()

    def judge(self, article: Article, claims: Sequence[str], *, cancelled: Event | None = None) -> list[Verdict]:
        """A verdict on each claim; see `Judge.judge`.

        Raises:
            Cancelled: `cancelled` was set.
        """
        with self._lock, self._torch.inference_mode():
            source = self._source(article)
            out = []
            for claim in claims:
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled
                reading = read(
                    source.index, source.sentences, source.title, claim, self._tokenizer, given=source.beyond(claim)
                )
                out.append(self._verdict(source, claim, reading))
            return out

    def _source(self, article: Article) -> _Source:
        if article.id not in self._known:
            if len(self._known) >= _ARTICLES:
                del self._known[next(iter(self._known))]
            self._known[article.id] = _Source(article)
        return self._known[article.id]

    def _verdict(self, source: _Source, claim: str, reading: Reading) -> Verdict:
        from summarizer.engines.judge.network import KINDS

        torch = self._torch
        n = len(reading.ids)
        length = -(-n // _STEP) * _STEP
        ids = np.full((1, length), self._pad, np.int64)
        ids[0, :n] = reading.ids
        told = np.zeros((1, length, reading.flags.shape[1]), np.float32)
        told[0, :n] = reading.flags
        mine = np.zeros((1, length), np.float32)
        mine[0, :n] = reading.claim
        tokens = torch.from_numpy(ids).to(self._device)
        mask = torch.zeros(1, length, dtype=torch.long, device=self._device)
        mask[0, :n] = 1
        said = self._net(
            self._trunk(tokens, mask),
            torch.from_numpy(told).to(self._device),
            mask,
            torch.from_numpy(mine).to(self._device),
        )
        false = float(said["false"].sigmoid())
        evidence = tuple(source.places[i] for i in reading.evidence)
        if false < self.threshold:
            return Verdict(false, None, (), evidence, _log_odds(self.threshold) - _log_odds(false))
        words = said["words"].sigmoid()[0, :n].float().cpu().numpy()
        return Verdict(false, KINDS[int(said["kind"].argmax())], self._faults(claim, reading, words), evidence)

    def _faults(self, claim: str, reading: Reading, words: np.ndarray) -> tuple[Span, ...]:
        """The claim's words at fault, neighbours joined; the worst one where none is plainly at fault."""
        worst = float(words[reading.claim].max(initial=0.0))
        bar = min(self._word, worst)
        spans: list[Span] = []
        for word in pairs.words(claim):
            at = reading.claim & (reading.starts < word.end) & (reading.ends > word.start)
            if not at.any() or float(words[at].max()) < bar:
                continue
            if spans and not claim[spans[-1].end : word.start].strip():
                spans[-1] = Span(spans[-1].start, word.end)
            else:
                spans.append(Span(word.start, word.end))
        return tuple(spans)


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-9), 1 - 1e-9)
    return math.log(share / (1 - share))


@loading("judge")
def load(folder: Path, reader: Path, *, threads: int | None = None) -> TrainedJudge:
    """The judge in `folder` on the trunk of the reader in `reader`.

    Raises:
        EngineUnavailable: a file is missing or damaged, or torch is not installed.
    """
    device = runtime.prepare(threads)
    from summarizer.engines import trunk
    from summarizer.engines.judge.network import JudgeConfig, JudgeNet

    raw, lower, net, tokenizer = trunk.stacked(folder, reader, JudgeConfig, JudgeNet, device)
    return TrainedJudge(
        lower,
        net,
        tokenizer,
        str(raw.get("revision", "")),
        float(raw.get("threshold", 0.5)),
        float(raw.get("word", 0.5)),
    )
