"""The editor as an engine: loads the shipped folder, says of each word of a sentence how surely it stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import Cancelled, Word
from summarizer.engines.editor.reading import Reading, read
from summarizer.engines.registry import EngineUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from summarizer.engines.editor.network import EditorNet
    from summarizer.engines.trunk import Trunk

_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""
_ROWS: Final = 8


class TrainedEditor:
    """An `Editor`. One lock: calls from several threads run one after the other."""

    def __init__(self, trunk: Trunk, net: EditorNet, tokenizer: Tokenizer, revision: str) -> None:
        import torch

        self.revision = revision
        self._torch = torch
        self._trunk, self._net = trunk.eval(), net.eval()
        self._device = next(net.parameters()).device
        self._tokenizer = tokenizer
        self._pad = tokenizer.get_vocab()["<pad>"]
        self._lock = Lock()

    def weigh(
        self, article: Article, spans: Sequence[Span], *, cancelled: Event | None = None
    ) -> list[tuple[Word, ...]]:
        """The words of each span with their weight; see `Editor.weigh`.

        Raises:
            Cancelled: `cancelled` was set.
        """
        with self._lock, self._torch.inference_mode():
            readings = [self._read(article, span) for span in spans]
            order = sorted(range(len(spans)), key=lambda i: len(readings[i].ids))
            out: list[tuple[Word, ...]] = [()] * len(spans)
            for at in range(0, len(order), _ROWS):
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled
                part = order[at : at + _ROWS]
                for i, logits in zip(part, self._logits([readings[i] for i in part]), strict=True):
                    out[i] = _words(readings[i], spans[i].start, logits)
            return out

    def _read(self, article: Article, span: Span) -> Reading:
        """A span with the title and the sentence before it in its paragraph."""
        number = article.sentence_at(span.start)
        before = ""
        if number is not None and number:
            last, mine = article.sentences[number - 1], article.sentences[number]
            if last.paragraph == mine.paragraph and last.role == mine.role:
                before = last.of(article.text)
        return read(article.title_text, before, span.of(article.text), self._tokenizer)

    def _logits(self, readings: Sequence[Reading]) -> np.ndarray:
        torch = self._torch
        length = -(-max(len(r.ids) for r in readings) // _STEP) * _STEP
        ids = np.full((len(readings), length), self._pad, np.int64)
        flags = np.zeros((len(readings), length, readings[0].flags.shape[1]), np.float32)
        for i, r in enumerate(readings):
            ids[i, : len(r.ids)] = r.ids
            flags[i, : len(r.ids)] = r.flags
        tokens = torch.from_numpy(ids).to(self._device)
        mask = (tokens != self._pad).long()
        found = self._net(self._trunk(tokens, mask), torch.from_numpy(flags).to(self._device), mask)
        logits: np.ndarray = found.float().cpu().numpy()
        return logits


def _words(reading: Reading, start: int, logits: np.ndarray) -> tuple[Word, ...]:
    """Words beyond what was read stay."""
    return tuple(
        Word(Span(start + a, start + b), float(logits[first]) if first >= 0 else np.inf)
        for (a, b), first in zip(reading.words, reading.firsts.tolist(), strict=True)
    )


def load(folder: Path, reader: Path, *, threads: int | None = None) -> TrainedEditor:
    """The editor in `folder` on the trunk of the reader in `reader`.

    Raises:
        EngineUnavailable: a file is missing or damaged, or torch is not installed.
    """
    try:
        device = runtime.prepare(threads)
        from tokenizers import Tokenizer

        from summarizer.engines import trunk as shared
        from summarizer.engines import weights
        from summarizer.engines.editor.network import EditorConfig, EditorNet
    except ImportError as error:
        raise EngineUnavailable("engine_missing", name="editor", what=error.name or str(error)) from error
    try:
        raw = weights.read_json(folder / "config.json")
        config = EditorConfig.from_dict(raw)
        with weights.Unfilled():
            net = EditorNet(config)
        net.load_state_dict(weights.load(folder), assign=True)
        trunk = shared.lower(reader, config.trunk)
        tokenizer = Tokenizer.from_file(str(reader / "tokenizer.json"))
        return TrainedEditor(trunk.to(device), net.to(device), tokenizer, str(raw.get("revision", "")))
    except Exception as error:  # whatever a damaged file makes torch or tokenizers raise
        raise EngineUnavailable("engine_damaged", name="editor", what=str(error).splitlines()[0][:200]) from error
