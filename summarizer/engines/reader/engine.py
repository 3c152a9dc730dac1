"""The reader as an engine: loads the shipped folder, scores the units of articles of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines import runtime, surface
from summarizer.engines.base import Cancelled, Engine, Features, FloatArray, Scores, Task
from summarizer.engines.reader.windows import TITLE_TOKENS, Window, pack
from summarizer.engines.registry import loading
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from summarizer.engines.reader.choosing import ChoiceNet
    from summarizer.engines.reader.lower import Lower
    from summarizer.engines.reader.network import ReaderNet

WINDOWS_AT_ONCE: Final = 16
"""On a GPU. A processor is as fast with one at a time, and pads less."""
KEPT_WINDOWS: Final = 16
"""Of longer articles, which are not chosen as news are, the lower layers' vectors are not kept."""
_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""


@dataclass(frozen=True)
class _Prepared:
    windows: list[Window]
    features: FloatArray


@dataclass(frozen=True)
class _Read:
    """An article that was read: its windows after the lower layers, or, of a long one, its unit table after all."""

    features: FloatArray
    lower: list[Lower]
    table: Tensor | None


class Reader:
    """A `Scorer`: relevance under the head of the task asked for, and choosing.

    One lock: calls from several threads run one after the other.
    """

    reads_features = False

    def __init__(self, net: ReaderNet, tokenizer: Tokenizer, revision: str, choice: ChoiceNet | None = None) -> None:
        import torch

        self.name = "reader"
        self.revision = revision
        self._torch = torch
        self._net, self._choice = net.eval(), choice
        self._device = next(net.parameters()).device
        self._tokenizer = tokenizer
        vocab = tokenizer.get_vocab()
        self._special = (vocab["<s>"], vocab["</s>"], vocab["<pad>"])
        layers = list(net.encoder.encoder["layer"])
        below = len(layers) - (choice.config.own if choice is not None else 0)
        self._lower, self._upper = layers[:below], layers[below:]
        self._columns = [surface.NAMES.index(name) for name in net.config.features]
        self._lock = Lock()

    def score(
        self,
        article: Article,
        units: Sequence[Span],
        features: Features | None = None,
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> Scores:
        """Score every unit; units are disjoint and in text order. The reader takes its own surface features.

        Raises:
            Cancelled: `cancelled` was set.
        """
        return self.score_many([(article, units)], task=task, cancelled=cancelled)[0]

    def score_many(
        self,
        articles: Sequence[tuple[Article, Sequence[Span]]],
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> list[Scores]:
        """`score` of several articles: their windows go through the encoder sorted by length.

        Raises:
            Cancelled: `cancelled` was set.
        """
        prepared = [self._prepare(article, units) for article, units in articles]
        with self._lock, self._torch.inference_mode():
            return [self._scores(one, task) for one in self._read(prepared, cancelled)]

    def _scores(self, one: _Read, task: Task) -> Scores:
        """What is to be said of an article's units; their relevance is found when it is asked for."""
        from summarizer.engines.reader.choosing import Choices

        if not len(one.features):
            return Scores(np.zeros(0, np.float32))
        values = self._torch.from_numpy(one.features).to(self._device)
        choosing = Choices(self._choice, one.lower, values) if self._choice is not None and one.lower else None
        return Scores(partial(self._relevance, one, values, task), choosing)

    def _relevance(self, one: _Read, values: Tensor, task: Task) -> FloatArray:
        """(units,) by the head of a task."""
        from summarizer.engines.reader.lower import unit_table
        from summarizer.engines.reader.network import TASKS

        with self._lock, self._torch.inference_mode():
            rows = len(values) + 1
            table = one.table if one.table is not None else unit_table(self._upper, one.lower, rows)
            present = self._torch.ones(1, len(values), dtype=self._torch.bool, device=self._device)
            found = self._net.judge(table.unsqueeze(0), values.unsqueeze(0), present)[0, :, TASKS.index(task)]
            relevance: FloatArray = found.float().cpu().numpy()
            return relevance

    def _prepare(self, article: Article, units: Sequence[Span]) -> _Prepared:
        # the style of tone marks that the model knows; the length stays, so spans hold
        styled = replace(article, text=newspaper(article.text))
        texts = [styled.title_text, *(u.of(styled.text) for u in units)]
        ids = [e.ids for e in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        bos, eos, _ = self._special
        windows = pack(ids[0][:TITLE_TOKENS], ids[1:], bos=bos, eos=eos)
        return _Prepared(windows, surface.table(styled, units)[:, self._columns].astype(np.float32))

    def _read(self, prepared: list[_Prepared], cancelled: Event | None) -> list[_Read]:
        """The windows of every article through the lower layers, by length; those of long articles through all."""
        from summarizer.engines.reader.encoder import through
        from summarizer.engines.reader.lower import Lower, mean, sums

        torch = self._torch
        jobs = [(w, number) for number, one in enumerate(prepared) for w in one.windows]
        jobs.sort(key=lambda job: len(job[0].ids))
        at_once = 1 if self._device.type == "cpu" else WINDOWS_AT_ONCE
        long = [len(one.windows) > KEPT_WINDOWS for one in prepared]

        def read(part: list[tuple[Window, int]]) -> list[tuple[int, Lower | tuple[Tensor, Tensor]]]:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            length = -(-max(len(w.ids) for w, _ in part) // _STEP) * _STEP
            ids = np.full((len(part), length), self._special[2], np.int64)
            own = np.full((len(part), length), -1, np.int64)
            for row, (window, _) in enumerate(part):
                ids[row, : len(window.ids)] = window.ids
                own[row, : len(window.owner)] = window.owner
            tokens, owner = (torch.from_numpy(x).to(self._device) for x in (ids, own))
            mask = (tokens != self._special[2]).long()
            with runtime.mixed(self._device):
                vectors = through(self._lower, self._net.encoder.embeddings(tokens), mask)
            found: list[tuple[int, Lower | tuple[Tensor, Tensor]]] = []
            for row, (_, number) in enumerate(part):
                one = slice(row, row + 1)
                low = Lower(vectors[one], mask[one], owner[one])
                rows = len(prepared[number].features) + 1
                found.append((number, sums(self._upper, low, rows) if long[number] else low))
            return found

        kept: list[list[Lower]] = [[] for _ in prepared]
        through_all: list[list[tuple[Tensor, Tensor]]] = [[] for _ in prepared]
        parts = [jobs[start : start + at_once] for start in range(0, len(jobs), at_once)]
        for some in runtime.side_by_side(self._device, read, parts):
            for number, low in some:
                if isinstance(low, Lower):
                    kept[number].append(low)
                else:
                    through_all[number].append(low)
        return [
            _Read(one.features, lower, mean(done) if done else None)
            for one, lower, done in zip(prepared, kept, through_all, strict=True)
        ]


@loading("reader")
def load(folder: Path, *, threads: int | None = None) -> Engine:
    """The reader in `folder` (config.json, tokenizer.json, weights-*.safetensors).

    Raises:
        EngineUnavailable: a file is missing or damaged, or torch is not installed.
    """
    device = runtime.prepare(threads)
    from tokenizers import Tokenizer

    from summarizer.engines import weights
    from summarizer.engines.reader import choosing
    from summarizer.engines.reader.network import ReaderConfig, ReaderNet

    raw = weights.read_json(folder / "config.json")
    with weights.Unfilled():
        net = ReaderNet(ReaderConfig.from_dict(raw))
    fast = runtime.fast_dtype(device)
    net.load_state_dict(weights.load(folder, fast, "encoder."), assign=True)
    runtime.multiplying(net.encoder, fast)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    choice, chosen = choosing.load(folder, net.config, device, fast)
    reader = Reader(net.to(device), tokenizer, str(raw.get("revision", "")), choice)
    revision = "+".join(filter(None, (reader.revision, chosen)))
    return Engine("reader", scorer=reader, model="tomtat-reader", revision=revision)
