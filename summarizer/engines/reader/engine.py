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
from summarizer.engines.registry import loading
from summarizer.engines.windows import IntArray, Window, pieces, room, windows
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from summarizer.engines.reader.choosing import ChoiceNet, Lower
    from summarizer.engines.reader.network import ReaderNet
    from summarizer.engines.trunk import Trunk

CHOOSING_WINDOWS: Final = 16
"""Of longer articles, which are not chosen as news are, the lower layers' vectors are not kept for `Choices`."""


@dataclass(frozen=True)
class _Prepared:
    """The windows of an article, and of each of their tokens the row of the unit table that it belongs to."""

    windows: list[tuple[IntArray, IntArray]]
    features: FloatArray


class Reader:
    """A `Scorer`: relevance under the head of the task asked for, and embeddings, L2-normalised.

    One lock: calls from several threads run one after the other.
    """

    reads_features = False

    def __init__(
        self, trunk: Trunk, net: ReaderNet, tokenizer: Tokenizer, revision: str, choice: ChoiceNet | None = None
    ) -> None:
        import torch

        self.name = "reader"
        self.revision = revision
        self._torch = torch
        self._trunk, self._net, self._choice = trunk.eval(), net.eval(), choice
        self._upper = list(net.encoder.encoder["layer"])[len(trunk.layers) :]
        self._device = next(net.parameters()).device
        self._tokenizer = tokenizer
        vocab = tokenizer.get_vocab()
        self._bos, self._eos = vocab["<s>"], vocab["</s>"]
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
        """`score` of several articles, whose windows go through the encoder side by side.

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
        parts = windows(pieces(article, self._tokenizer), bos=self._bos, eos=self._eos)
        owned = [(w.ids, _owners(w, article.title, units)) for w in parts]
        features = surface.table(styled, units)[:, self._columns].astype(np.float32)
        return _Prepared([(ids, own) for ids, own in owned if (own > 0).any()], features)

    def _pool(
        self, prepared: list[_Prepared], counts: list[int], cancelled: Event | None
    ) -> tuple[list[Tensor], list[list[Lower]]]:
        """The unit table (units + 1, hidden) of every article, and its windows as `Choices` takes them."""
        from summarizer.engines.reader.encoder import through
        from summarizer.engines.reader.network import gathered

        torch = self._torch
        offsets = np.cumsum([0, *(n + 1 for n in counts)])
        rows, hidden = int(offsets[-1]), self._net.config.hidden
        total = torch.zeros(rows, hidden, device=self._device)
        count = torch.zeros(rows, 1, device=self._device)
        middle = len(self._upper) - (self._choice.config.own if self._choice is not None else 0)

        def read(job: tuple[int, IntArray, IntArray]) -> tuple[Tensor, Tensor, int, Lower]:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            number, ids, own = job
            low = self._scored(ids, own)
            with runtime.mixed(self._device):
                low = replace(low, vectors=through(self._upper[:middle], low.vectors, low.mask))
                vectors = through(self._upper[middle:], low.vectors, low.mask)
            placed = torch.where(low.owner >= 0, low.owner + int(offsets[number]), -1)
            return *gathered(vectors, placed, rows), number, low

        kept: list[list[Lower]] = [[] for _ in prepared]
        jobs = [(number, *window) for number, one in enumerate(prepared) for window in one.windows]
        for s, c, number, lower in runtime.side_by_side(self._device, read, jobs):
            total += s
            count += c
            if self._choice is not None and len(prepared[number].windows) <= CHOOSING_WINDOWS:
                kept[number].append(lower)
        table = total / count.clamp(min=1.0)
        return [table[a:b] for a, b in pairwise(offsets)], kept

    def _scored(self, ids: IntArray, own: IntArray) -> Lower:
        """What the upper layers read of a window: its units and the title. What stands around them, the shared layers
        have read."""
        from summarizer.engines.reader.choosing import Lower

        torch = self._torch
        below, _ = self._trunk.read(ids)
        read = np.flatnonzero((own >= 0) | (ids == self._bos) | (ids == self._eos))
        n, length = len(read), room(len(read))
        vectors = below.new_zeros(1, length, below.shape[-1])
        vectors[0, :n] = below[0, torch.from_numpy(read).to(self._device)]
        row = torch.full((1, length), -1, device=self._device)
        row[0, :n] = torch.from_numpy(own[read])
        mask = (torch.arange(length, device=self._device) < n).long()[None]
        return Lower(vectors, mask, row)


def _owners(window: Window, title: Span | None, units: Sequence[Span]) -> IntArray:
    """The row of the unit table that each token of a window belongs to: 0 the title, wherever it is repeated, 1 + u a
    unit among the window's own sentences, -1 none."""
    found = np.full(len(window.ids), -1, np.int64)
    if units:
        bounds = np.array([(u.start, u.end) for u in units], np.int64)
        last = np.searchsorted(bounds[:, 0], window.starts, "right") - 1
        held = window.own & (last >= 0) & (window.starts < bounds[last, 1])
        found[held] = last[held] + 1
    if title is not None:
        found[(window.starts >= title.start) & (window.starts < title.end)] = 0
    return found


@loading("reader")
def load(folder: Path, *, threads: int | None = None) -> Engine:
    """The reader in `folder` (config.json, tokenizer.json, weights-*.safetensors).

    Raises:
        EngineUnavailable: a file is missing or damaged, or torch is not installed.
    """
    device = runtime.prepare(threads)
    from tokenizers import Tokenizer

    from summarizer.engines import trunk, weights
    from summarizer.engines.reader import choosing
    from summarizer.engines.reader.network import ReaderConfig, ReaderNet

    raw = weights.read_json(folder / "config.json")
    with weights.Unfilled():
        net = ReaderNet(ReaderConfig.from_dict(raw))
    fast = runtime.fast_dtype(device)
    lower = trunk.lower(folder, net.config.layers // 2, fast)
    shared = {f"encoder.{name}": tensor for name, tensor in lower.of_encoder().items()}
    own = weights.load(folder, fast, "encoder.", wanted=lambda name: name not in shared)
    net.load_state_dict(own | shared, assign=True)
    trunk.multiplying(net.encoder, fast)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    choice, chosen = choosing.load(folder, net.config, device, fast)
    reader = Reader(lower.to(device), net.to(device), tokenizer, str(raw.get("revision", "")), choice)
    revision = "+".join(filter(None, (reader.revision, chosen)))
    return Engine("reader", scorer=reader, model="tomtat-reader", revision=revision)
