"""The writer as an engine: says groups of sentences again, one sentence each, all groups decoded as one batch.

Greedy decoding under the number constraint, a step at a time in our own loop: so the text streams for every group at
once and a cancel is seen within a step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.model import Article, Span
from summarizer.engines import runtime
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.constraint import Guard, Pieces, texts_of
from summarizer.engines.numbers import OUTSIDE, Numbers
from summarizer.engines.reader import engine as reader
from summarizer.engines.registry import EngineUnavailable, shipped
from summarizer.engines.tone import newspaper
from summarizer.engines.writer.prompt import WriterTask, prompt

if TYPE_CHECKING:
    from transformers import Gemma3ForCausalLM, PreTrainedTokenizerFast

GROUPS_AT_ONCE: Final = 8
SOURCE_TOKENS: Final = 300
ANSWER_TOKENS: Final = 96


class Writer:
    """A `Rewriter`. One lock: calls from several threads run one after the other."""

    constrained = True

    def __init__(self, model: Gemma3ForCausalLM, tokenizer: PreTrainedTokenizerFast, revision: str) -> None:
        import torch

        self.name = "writer"
        self.revision = revision
        self._torch = torch
        self._model = model.eval()
        self._device = model.device
        self._tokenizer = tokenizer
        self._end = int(tokenizer.eos_token_id)
        self._pad = int(tokenizer.pad_token_id)
        self._start = int(tokenizer.bos_token_id)
        self._pieces = Pieces(texts_of(tokenizer), [self._end])
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
        torch = self._torch
        guards = [Guard(self._pieces, Numbers((source, title))) for _, source, title in asked]
        prompts = [self._ask(*one) for one in asked]
        width = max(map(len, prompts))
        ids = torch.tensor([[self._pad] * (width - len(p)) + p for p in prompts])
        mask = (torch.arange(width) >= torch.tensor([[width - len(p)] for p in prompts])).long()
        position = (mask.cumsum(1) - 1).clamp(min=0)
        states = [OUTSIDE] * len(asked)
        answers: list[list[int]] = [[] for _ in asked]
        # a compressed sentence is no longer than its source
        room = [min(ANSWER_TOKENS, len(p)) for p in prompts]
        live = set(range(len(asked)))
        cache: Any = None
        while live:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            out = self._model(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                position_ids=position.to(self._device),
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=1,
            )
            cache = out.past_key_values
            logits = out.logits[:, -1].float().cpu()
            allowed = torch.stack([torch.from_numpy(g.allowed(s)) for g, s in zip(guards, states, strict=True)])
            chosen = logits.masked_fill(~allowed, float("-inf")).argmax(1).tolist()
            for row in sorted(live):
                token = chosen[row]
                if token == self._end:
                    live.discard(row)
                    continue
                answers[row].append(token)
                states[row] = guards[row].after(states[row], token)
                if on_text is not None:
                    on_text(names[row], self._text(answers[row]))
                if len(answers[row]) >= room[row]:
                    live.discard(row)
            ids = torch.tensor([[t] for t in chosen])
            mask = torch.cat([mask, torch.ones(len(asked), 1, dtype=torch.long)], dim=1)
            position = position[:, -1:] + 1
        return [self._text(a) for a in answers]

    def _ask(self, task: WriterTask, source: str, title: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(prompt(task, source, title), add_special_tokens=False)
        return [self._start, *ids] if len(ids) <= SOURCE_TOKENS else [self._start, *ids[: SOURCE_TOKENS - 8], *ids[-8:]]

    def _text(self, answer: list[int]) -> str:
        return str(self._tokenizer.decode(answer, skip_special_tokens=True)).strip()


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
        from transformers import Gemma3ForCausalLM, Gemma3TextConfig, PreTrainedTokenizerFast

        from summarizer.engines import weights
    except ImportError as error:
        raise EngineUnavailable("engine_missing", name="writer", what=error.name or str(error)) from error
    try:
        raw = weights.read_json(folder / "config.json")
        revision = str(raw.pop("revision", ""))
        model = build(Gemma3ForCausalLM, Gemma3TextConfig(**raw), weights.load(folder))
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(folder / "tokenizer.json"),
            bos_token="<bos>",
            eos_token="<eos>",
            pad_token="<pad>",
            unk_token="<unk>",
            split_special_tokens=True,  # `<eos>` in an article is text
        )
        writer = Writer(model.to(device, runtime.fast_dtype(device)), tokenizer, revision)
    except Exception as error:  # whatever a damaged file makes torch or tokenizers raise
        raise EngineUnavailable("engine_damaged", name="writer", what=str(error).splitlines()[0][:200]) from error
    return Engine(
        "writer",
        scorer=chooser.scorer,
        rewriter=writer,
        model="tomtat-reader + tomtat-writer",
        revision=f"{chooser.revision}+{revision}",
    )


def build(kind: Any, config: Any, state: dict[str, Any]) -> Any:
    """A model of class `kind` holding `state`, without first drawing random weights; embeddings are tied.

    Raises:
        ValueError: a tensor is missing.
    """
    from transformers.initialization import no_init_weights

    with no_init_weights():
        model = kind(config)
    missing = model.load_state_dict(state, strict=False, assign=True).missing_keys
    if set(missing) - {"lm_head.weight"}:
        raise ValueError(f"lacks {', '.join(sorted(missing)[:3])}")
    model.tie_weights()
    return model
