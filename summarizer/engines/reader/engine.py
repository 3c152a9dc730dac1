"""The reader as an engine: loads the shipped folder, scores and embeds the units of articles of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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

    from summarizer.engines.reader.choosing import ChoiceNet, Lower
    from summarizer.engines.reader.network import ReaderNet

WINDOWS_AT_ONCE: Final = 16
"""On a GPU. A processor is as fast with one at a time, and pads less."""
CHOOSING_WINDOWS: Final = 16
"""Of longer articles, which are not chosen as news are, the lower layers' vectors are not kept for `Choices`."""
_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""


@dataclass(frozen=True)
class _Prepared:
    windows: list[Window]
    features: FloatArray


class Reader:
    """A `Scorer`: relevance under the head of the task asked for, and embeddings, L2-normalised.

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
        from summarizer.engines.reader.choosing import Choices
        from summarizer.engines.reader.network import TASKS

        prepared = [self._prepare(article, units) for article, units in articles]
        with self._lock, self._torch.inference_mode():
            pooled, lower = self._pool(prepared, [len(units) for _, units in articles], cancelled)
            found = []
            for table, low, one in zip(pooled, lower, prepared, strict=True):
                if not len(one.features):
                    found.append(Scores(np.zeros(0, np.float32), np.zeros((0, table.shape[-1]), np.float32)))
                    continue
                present = self._torch.ones(1, len(one.features), dtype=self._torch.bool, device=self._device)
                values = self._torch.from_numpy(one.features).to(self._device).unsqueeze(0)
                relevance = self._net.judge(table.unsqueeze(0), values, present)[0, :, TASKS.index(task)]
                vectors = self._torch.nn.functional.normalize(table[1:], dim=-1)
                choosing = Choices(self._choice, low, values[0]) if self._choice is not None and low else None
                found.append(Scores(relevance.float().cpu().numpy(), vectors.float().cpu().numpy(), choosing))
        return found

    def _prepare(self, article: Article, units: Sequence[Span]) -> _Prepared:
        # the style of tone marks that the model knows; the length stays, so spans hold
        styled = replace(article, text=newspaper(article.text))
        texts = [styled.title_text, *(u.of(styled.text) for u in units)]
        ids = [e.ids for e in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        bos, eos, _ = self._special
        windows = pack(ids[0][:TITLE_TOKENS], ids[1:], bos=bos, eos=eos)
        return _Prepared(windows, surface.table(styled, units)[:, self._columns].astype(np.float32))

    def _pool(
        self, prepared: list[_Prepared], counts: list[int], cancelled: Event | None
    ) -> tuple[list[Tensor], list[list[Lower]]]:
        """The unit table (units + 1, hidden) of every article, and its windows as `Choices` takes them."""
        from summarizer.engines.reader.choosing import Lower
        from summarizer.engines.reader.encoder import through
        from summarizer.engines.reader.network import gathered

        torch = self._torch
        offsets = np.cumsum([0, *(n + 1 for n in counts)])
        rows = int(offsets[-1])
        hidden = self._net.config.hidden
        total = torch.zeros(rows, hidden, device=self._device)
        count = torch.zeros(rows, 1, device=self._device)
        layers = list(self._net.encoder.encoder["layer"])
        below = len(layers) - (self._choice.config.own if self._choice is not None else 0)
        kept: list[list[Lower]] = [[] for _ in prepared]
        jobs = [(w, number) for number, one in enumerate(prepared) for w in one.windows]
        jobs.sort(key=lambda job: len(job[0].ids))
        at_once = 1 if self._device.type == "cpu" else WINDOWS_AT_ONCE

        def read(part: list[tuple[Window, int]]) -> tuple[Tensor, Tensor, list[tuple[int, Lower]]]:
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
                low = through(layers[:below], self._net.encoder.embeddings(tokens), mask)
                vectors = through(layers[below:], low, mask)
            choosing = []
            for row, (_, number) in enumerate(part):
                if self._choice is not None and len(prepared[number].windows) <= CHOOSING_WINDOWS:
                    one = slice(row, row + 1)
                    choosing.append((number, Lower(low[one], mask[one], owner[one])))
            base = torch.tensor([int(offsets[number]) for _, number in part], device=self._device).unsqueeze(1)
            owner = torch.where(owner >= 0, owner + base, -1)
            return *gathered(vectors, owner, rows), choosing

        parts = [jobs[start : start + at_once] for start in range(0, len(jobs), at_once)]
        for s, c, choosing in runtime.side_by_side(self._device, read, parts):
            total += s
            count += c
            for number, lower in choosing:
                kept[number].append(lower)
        table = total / count.clamp(min=1.0)
        return [table[a:b] for a, b in pairwise(offsets)], kept


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
