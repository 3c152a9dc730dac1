"""The writer as an engine: says groups of sentences again, one sentence each, all groups decoded as one batch.

Greedy decoding under the number constraint, in our own loop (`decoding`): so the text streams for every group at once
and a cancel is seen within a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import Engine
from summarizer.engines.constraint import Guard, Pieces
from summarizer.engines.numbers import Numbers
from summarizer.engines.reader import engine as reader
from summarizer.engines.registry import EngineUnavailable, shipped
from summarizer.engines.writer.prompt import WriterTask, prompt
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from summarizer.engines.writer.network import WriterNet

GROUPS_AT_ONCE: Final = 8
SOURCE_TOKENS: Final = 300
ANSWER_TOKENS: Final = 96


class Writer:
    """A `Rewriter`. One lock: calls from several threads run one after the other."""

    constrained = True

    def __init__(self, net: WriterNet, tokenizer: Tokenizer, revision: str) -> None:
        import torch

        self.name = "writer"
        self.revision = revision
        self._torch = torch
        self._net = net.eval()
        self._tokenizer = tokenizer
        tokenizer.encode_special_tokens = True  # `<eos>` in an article is text
        vocab = tokenizer.get_vocab()
        self._start, end = vocab["<bos>"], vocab["<eos>"]
        special = {i for i, token in tokenizer.get_added_tokens_decoder().items() if token.special}
        anchor = tokenizer.encode("a", add_special_tokens=False).ids
        tokens = sorted(vocab, key=vocab.__getitem__)
        self._pieces = Pieces.of(tokenizer.decode_batch, anchor, tokens, special, [end])
        self._lock = Lock()

    def rewrite(
        self,
        article: Article,
        groups: Sequence[Sequence[Span]],
        *,
        on_text: Callable[[int, str], None] | None = None,
        cancelled: Event | None = None,
    ) -> list[str]:
        """One sentence a group, in the order of the groups. `on_text(group, text so far)` streams.

        Raises:
            Cancelled: `cancelled` was set.
        """
        return self.answer(_asked(article, groups), on_text=on_text, cancelled=cancelled)

    def rewrite_many(
        self, articles: Sequence[tuple[Article, Sequence[Sequence[Span]]]], *, cancelled: Event | None = None
    ) -> list[list[str]]:
        """`rewrite` of several articles: groups of like length are decoded together, whatever article they are of.

        Raises:
            Cancelled: `cancelled` was set.
        """
        asked = [_asked(article, groups) for article, groups in articles]
        found = iter(self.answer([one for some in asked for one in some], cancelled=cancelled))
        return [[next(found) for _ in some] for some in asked]

    def answer(
        self,
        asked: Sequence[tuple[WriterTask, str, str]],
        *,
        on_text: Callable[[int, str], None] | None = None,
        cancelled: Event | None = None,
    ) -> list[str]:
        """Answers to (task, source, title), in order. Groups of like length are decoded together.

        Raises:
            Cancelled: `cancelled` was set.
        """
        found = [""] * len(asked)
        order = sorted(range(len(asked)), key=lambda i: len(asked[i][1]))
        with self._lock, self._torch.inference_mode():
            for start in range(0, len(order), GROUPS_AT_ONCE):
                part = order[start : start + GROUPS_AT_ONCE]
                texts = self._decode([asked[i] for i in part], part, on_text, cancelled)
                for i, text in zip(part, texts, strict=True):
                    found[i] = text
        return found

    def _decode(
        self,
        asked: Sequence[tuple[WriterTask, str, str]],
        names: Sequence[int],
        on_text: Callable[[int, str], None] | None,
        cancelled: Event | None,
    ) -> list[str]:
        from summarizer.engines.writer.decoding import decode

        prompts = [self._ask(*one) for one in asked]
        guards = [Guard(self._pieces, Numbers((source, title))) for _, source, title in asked]
        # a compressed sentence is no longer than its source
        rooms = [min(ANSWER_TOKENS, len(p)) for p in prompts]

        def on_tokens(row: int, answer: list[int]) -> None:
            if on_text is not None:
                on_text(names[row], self._text(answer))

        return [
            self._text(a) for a in decode(self._net, prompts, guards, rooms, on_tokens=on_tokens, cancelled=cancelled)
        ]

    def _ask(self, task: WriterTask, source: str, title: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(prompt(task, source, title), add_special_tokens=False).ids
        return [self._start, *ids] if len(ids) <= SOURCE_TOKENS else [self._start, *ids[: SOURCE_TOKENS - 8], *ids[-8:]]

    def _text(self, answer: list[int]) -> str:
        return str(self._tokenizer.decode(answer)).strip()


def _asked(article: Article, groups: Sequence[Sequence[Span]]) -> list[tuple[WriterTask, str, str]]:
    title = newspaper(article.title_text)
    return [("compress", newspaper(" ".join(s.of(article.text) for s in group)), title) for group in groups]


def load(folder: Path, *, threads: int | None = None) -> Engine:
    """The writer in `folder`, with the reader that chooses what it words.

    Raises:
        EngineUnavailable: a file of either is missing or damaged, or torch is not installed.
    """
    chooser = reader.load(shipped("reader"), threads=threads)
    try:
        device = runtime.prepare(threads)
        from tokenizers import Tokenizer

        from summarizer.engines import weights
        from summarizer.engines.writer.network import WriterConfig, WriterNet, state_of
    except ImportError as error:
        raise EngineUnavailable("engine_missing", name="writer", what=error.name or str(error)) from error
    try:
        raw = weights.read_json(folder / "config.json")
        revision = str(raw.get("revision", ""))
        with weights.Unfilled():
            net = WriterNet(WriterConfig.from_dict(raw))
        net.load_state_dict(state_of(weights.load(folder, runtime.fast_dtype(device))), assign=True)
        writer = Writer(net.to(device), Tokenizer.from_file(str(folder / "tokenizer.json")), revision)
    except Exception as error:  # whatever a damaged file makes torch or tokenizers raise
        raise EngineUnavailable("engine_damaged", name="writer", what=str(error).splitlines()[0][:200]) from error
    return Engine(
        "writer",
        scorer=chooser.scorer,
        rewriter=writer,
        model="tomtat-reader + tomtat-writer",
        revision=f"{chooser.revision}+{revision}",
    )
