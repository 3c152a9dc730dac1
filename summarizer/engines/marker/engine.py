"""The marker as an engine: loads the shipped folder, marks articles of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import STRENGTHS, Cancelled, DirectiveMark, FigureMark, Marks, Slot, Tags
from summarizer.engines.marker import flags, traits
from summarizer.engines.marker.decoding import actions, pointed, tags
from summarizer.engines.marker.relations import relations
from summarizer.engines.marker.windows import Window, pieces, windows
from summarizer.engines.registry import loading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from summarizer.engines.marker.network import MarkerNet
    from summarizer.engines.trunk import Trunk

_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""
_EDGES: Final = " \t\n,;:.…-–—\"'“”‘’()[]"


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of one window: their place in the list given, and token places (n, 2)."""

    numbers: list[int]
    places: npt.NDArray[np.int64]


class TrainedMarker:
    """A `Marker`. One lock: calls from several threads run one after the other."""

    def __init__(self, trunk: Trunk, net: MarkerNet, tokenizer: Tokenizer, revision: str, bias: float = 0.0) -> None:
        import torch

        self.revision = revision
        self.bias = bias
        self._torch = torch
        self._trunk, self._net = trunk.eval(), net.eval()
        self._device = next(net.parameters()).device
        self._tokenizer = tokenizer
        vocab = tokenizer.get_vocab()
        self._bos, self._eos, self._pad = vocab["<s>"], vocab["</s>"], vocab["<pad>"]
        self._lock = Lock()

    def mark(
        self, article: Article, times: Sequence[Span], quantities: Sequence[Span], *, cancelled: Event | None = None
    ) -> Marks:
        """Mark an article whose figures are given; see `Marker.mark`.

        Raises:
            Cancelled: `cancelled` was set.
        """
        table = flags.of(article, times, quantities)
        figures = [*times, *quantities]
        bounds = np.array([(f.start, f.end) for f in figures], np.int64).reshape(-1, 2)
        directives: list[DirectiveMark] = []
        marked: dict[int, FigureMark] = {}
        begun: dict[int, Tags] = {}
        parts = windows(pieces(article, self._tokenizer), bos=self._bos, eos=self._eos)

        def read(window: Window) -> tuple[list[DirectiveMark], dict[int, Tags], dict[int, FigureMark]]:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            vectors, mask = self._vectors(window, flags.table(table, window.starts))
            named = self._figures(article, window, vectors, mask, figures, bounds)
            return *self._directives(article, window, vectors, mask), named

        with self._lock:
            for ordered, places, named in runtime.side_by_side(self._device, read, parts):
                directives += ordered
                begun |= places
                marked |= named
        found = (marked.get(i, FigureMark(0.0)) for i in range(len(figures)))
        return Marks(tuple(sorted(directives, key=lambda d: d.action.start)), tuple(found), begun)

    def _vectors(self, window: Window, known: npt.NDArray[np.float32]) -> tuple[Any, Any]:
        torch = self._torch
        n = len(window.ids)
        length = -(-n // _STEP) * _STEP
        ids = np.full((1, length), self._pad, np.int64)
        ids[0, :n] = window.ids
        told = np.zeros((1, length, known.shape[1]), np.float32)
        told[0, :n] = known
        mask = torch.zeros(1, length, dtype=torch.long, device=self._device)
        mask[0, :n] = 1
        with runtime.mixed(self._device):  # on development rows every score as in float32, to 0.003
            trunk = self._trunk(torch.from_numpy(ids).to(self._device), mask)
            vectors = self._net(trunk, torch.from_numpy(told).to(self._device), mask)
        return vectors.float(), mask

    def _directives(
        self, article: Article, window: Window, vectors: Any, mask: Any
    ) -> tuple[list[DirectiveMark], dict[int, Tags]]:
        from summarizer.engines.marker.network import SLOTS

        torch = self._torch
        n = len(window.ids)
        scores = self._net.action(vectors)[0, :n].cpu().numpy()
        found = actions(scores, window.own, self.bias)
        if not found:
            return [], {}
        row = torch.zeros(len(found), dtype=torch.long, device=self._device)
        start = torch.tensor([a for a, _, _ in found], device=self._device)
        end = torch.tensor([b for _, b, _ in found], device=self._device)
        spans = np.array([(a, b) for a, b, _ in found], np.int64)
        said = self._net.directives(vectors, mask, row, start, end, self._relation(window, spans, vectors.shape[1]))
        # scores of the padding lie between the last token and none
        slots = torch.cat([said["slots"][..., :n], said["slots"][..., -1:]], dim=-1).cpu().numpy()
        inherited = said["inherited"].sigmoid().cpu().tolist()
        strength = said["strength"].argmax(-1).cpu().tolist()
        out = []
        for i, (a, b, confidence) in enumerate(found):
            action = _trimmed(article.text, int(window.starts[a]), int(window.ends[b - 1]))
            if action is None:
                continue
            pointing = {name: _slot(article.text, window, slots[i, k]) for k, name in enumerate(SLOTS)}
            out.append(DirectiveMark(action, confidence, STRENGTHS[strength[i]], inherited[i], **pointing))
        return out, tags(scores, window.starts, found)

    def _relation(self, window: Window, spans: npt.NDArray[np.int64], length: int) -> Any:
        found = np.zeros((len(spans), length, 3), np.int64)
        found[:, : len(window.ids)] = relations(window.sentence, spans)
        return self._torch.from_numpy(found).to(self._device)

    def _figures(
        self,
        article: Article,
        window: Window,
        vectors: Any,
        mask: Any,
        figures: Sequence[Span],
        bounds: npt.NDArray[np.int64],
    ) -> dict[int, FigureMark]:
        torch = self._torch
        held = _own_figures(window, bounds)
        if not held.numbers:
            return {}
        told = [traits.traits(article, figures[i], figures[i].of(article.text)) for i in held.numbers]
        row = torch.zeros(len(held.numbers), dtype=torch.long, device=self._device)
        places = torch.from_numpy(held.places).to(self._device)
        values = torch.tensor(told, dtype=vectors.dtype, device=self._device)
        relation = self._relation(window, held.places, vectors.shape[1])
        said = self._net.figures(vectors, mask, row, places[:, 0], places[:, 1], relation, values)
        n = len(window.ids)
        label = torch.cat([said["label"][..., :n], said["label"][..., -1:]], dim=-1).cpu().numpy()
        key = said["key"].sigmoid().cpu().tolist()
        named = [_slot(article.text, window, scores) for scores in label[:, 0]]
        return {number: FigureMark(key[i], named[i]) for i, number in enumerate(held.numbers)}


def _own_figures(window: Window, bounds: npt.NDArray[np.int64]) -> _Figures:
    """The figures that have a token of the window's own; `bounds` are their starts and ends."""
    numbers: list[int] = []
    places = []
    if not window.own.any():
        return _Figures(numbers, np.zeros((0, 2), np.int64))
    first, last = window.starts[window.own].min(), window.ends[window.own].max()
    for i in np.flatnonzero((bounds[:, 0] < last) & (bounds[:, 1] > first)).tolist():
        at = np.flatnonzero(window.own & (window.starts < bounds[i, 1]) & (window.ends > bounds[i, 0]))
        if len(at):
            numbers.append(i)
            places.append((int(at[0]), int(at[-1]) + 1))
    return _Figures(numbers, np.array(places, np.int64).reshape(-1, 2))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span on whole words, without punctuation at its edges but for what closes a bracket of its own."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return Span(start, end) if end > start else None


def _slot(text: str, window: Window, scores: npt.NDArray[np.float32]) -> Slot | None:
    first, last, confidence = pointed(scores, window.sentence)
    if first < 0 or window.starts[first] < 0 or window.starts[last] < 0 or window.ends[last] <= window.starts[first]:
        return None
    span = _trimmed(text, int(window.starts[first]), int(window.ends[last]))
    return None if span is None else Slot(span, confidence)


@loading("marker")
def load(folder: Path, reader: Path, *, threads: int | None = None) -> TrainedMarker:
    """The marker in `folder` on the trunk of the reader in `reader`.

    Raises:
        EngineUnavailable: a file is missing or damaged, or torch is not installed.
    """
    device = runtime.prepare(threads)
    from summarizer.engines import trunk
    from summarizer.engines.marker.network import MarkerConfig, MarkerNet

    products = runtime.fast_dtype(device)  # what `runtime.mixed` multiplies in
    raw, lower, net, tokenizer = trunk.stacked(folder, reader, MarkerConfig, MarkerNet, device, products)
    return TrainedMarker(lower, net, tokenizer, str(raw.get("revision", "")), float(raw.get("bias", 0.0)))
