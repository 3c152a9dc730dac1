"""The editor as an engine: loads the shipped folder, says which words of a sentence stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import Cancelled
from summarizer.engines.editor import decoding, told
from summarizer.engines.editor.windows import Window, window
from summarizer.engines.registry import EngineUnavailable
from summarizer.engines.tone import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from summarizer.engines.editor.network import EditorNet
    from summarizer.engines.trunk import Trunk

_STEP: Final = 32
"""Lengths are padded to multiples of it: oneDNN keeps about 2 MB of kernels for every length it has seen."""
_STYLE: Final = "hand"


class TrainedEditor:
    """An `Editor`. One lock: calls from several threads run one after the other."""

    def __init__(self, trunk: Trunk, net: EditorNet, tokenizer: Tokenizer, revision: str, bias: float = 0.0) -> None:
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

    def cut(self, article: Article, units: Sequence[Span], *, cancelled: Event | None = None) -> list[tuple[Span, ...]]:
        """What stays of each unit; see `Editor.cut`.

        Raises:
            Cancelled: `cancelled` was set.
        """
        text = newspaper(article.text)
        if len(text) != len(article.text):
            return [(Span(u.start, u.end),) for u in units]
        title = newspaper(article.title_text)
        found = []
        with self._lock, self._torch.inference_mode():
            for unit in units:
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled
                found.append(self._cut(text, title, self._before(article, text, unit), Span(unit.start, unit.end)))
        return found

    def _before(self, article: Article, text: str, unit: Span) -> str:
        number = article.sentence_at(unit.start)
        if number is None:
            return ""
        before = [s.of(text) for s in article.sentences[max(0, number - 2) : number] if s.role in ("body", "item")]
        return " ".join(before)

    def _cut(self, text: str, title: str, before: str, unit: Span) -> tuple[Span, ...]:
        sentence = unit.of(text).replace("\n", " ")
        read = window(self._tokenizer, title, before, sentence, _STYLE, bos=self._bos, eos=self._eos)
        words = told.words(sentence)
        if read is None or not words:
            return (unit,)
        stays = decoding.kept(words, self._chances(words, read), bias=self.bias)
        stays = decoding.lawful(sentence, words, stays)
        if all(stays):
            return (unit,)
        spans: list[Span] = []
        for i, (word, stay) in enumerate(zip(words, stays, strict=True)):
            if not stay:
                continue
            if spans and stays[i - 1]:
                spans[-1] = Span(spans[-1].start, unit.start + word.end)
            else:
                spans.append(Span(unit.start + word.start, unit.start + word.end))
        return tuple(spans)

    def _chances(self, words: Sequence[told.Word], read: Window) -> list[float]:
        torch = self._torch
        n = len(read.ids)
        length = -(-n // _STEP) * _STEP
        ids = np.full((1, length), self._pad, np.int64)
        ids[0, :n] = read.ids
        flags = np.zeros((1, length, len(told.NAMES)), np.float32)
        flags[0, :n] = read.flags
        mask = torch.zeros(1, length, dtype=torch.long, device=self._device)
        mask[0, :n] = 1
        vectors = self._trunk(torch.from_numpy(ids).to(self._device), mask)
        logits = self._net(vectors, torch.from_numpy(flags).to(self._device), mask)
        chance = logits[0, :n].float().sigmoid().cpu().numpy()
        out = []
        for word in words:
            inside = np.flatnonzero((read.starts >= 0) & (read.starts < word.end) & (read.ends > word.start))
            out.append(float(chance[inside].mean()) if len(inside) else 1.0)
        return out


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
        trunk = shared.Trunk(shared.encoder(reader), config.trunk)
        tokenizer = Tokenizer.from_file(str(reader / "tokenizer.json"))
        revision = str(raw.get("revision", ""))
        return TrainedEditor(trunk.to(device), net.to(device), tokenizer, revision, float(raw.get("bias", 0.0)))
    except Exception as error:  # whatever a damaged file makes torch or tokenizers raise
        raise EngineUnavailable("engine_damaged", name="editor", what=str(error).splitlines()[0][:200]) from error
