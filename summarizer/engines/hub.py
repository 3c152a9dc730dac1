"""Any Hugging Face seq2seq or causal model as an engine that writes from the whole article (`--model`).

By its config: an encoder-decoder takes the article (with the prefix its family was trained with), a causal model the
request in its chat template. No number that the article lacks can be written; evidence is found afterwards by
alignment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.model import Article
from summarizer.engines import runtime
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.constraint import Guard, NumberProcessor, Pieces
from summarizer.engines.numbers import Numbers
from summarizer.engines.whole import Part, parts, request
from summarizer.errors import TomtatError, unreachable
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from summarizer.engines.registry import Request

# ViT5-large was fine-tuned with a prefix, base without one; BARTpho and mT5-XLSum take plain text
_PREFIX: Final = ((re.compile(r"vit5-large", re.IGNORECASE), "vietnews: "),)
_LONGEST: Final = 1024  # relative positions have no end, but the models were trained up to about here
_TOKENS_A_WORD: Final = 2.2
_HUB_SECONDS: Final = 10.0


class HubModelError(TomtatError):
    """The model asked for cannot be used."""


class HubModel:
    """A `Generator` over one model. One lock: calls from several threads run one after the other."""

    constrained = True

    def __init__(self, name: str, model: Any, tokenizer: Any) -> None:
        self.name = name
        self.revision = str(getattr(model.config, "_commit_hash", "") or "")
        self._model = model.eval()
        self._tokenizer = tokenizer
        self._seq2seq = bool(model.config.is_encoder_decoder)
        ends = {tokenizer.eos_token_id, *_ids(model.generation_config.eos_token_id)} - {None}
        anchor = tokenizer.encode("a", add_special_tokens=False)
        special = set(tokenizer.all_special_ids)
        tokens = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
        self._pieces = Pieces.of(tokenizer.batch_decode, anchor, tokens, special, sorted(ends))
        self._lock = Lock()

    def generate(
        self,
        article: Article,
        *,
        words: int,
        on_text: Callable[[str], None] | None = None,
        cancelled: Event | None = None,
    ) -> str:
        """A brief of about `words` syllables; long articles are briefed by groups of sections.

        Raises:
            Cancelled: `cancelled` was set.
        """
        found: list[str] = []
        with self._lock:
            for part in parts(article, words=words, fits=self._fits):
                if cancelled is not None and cancelled.is_set():
                    raise Cancelled
                found.append(self._write(part, found, on_text, cancelled))
        return " ".join(found)

    def _prompt(self, text: str, words: int) -> list[int]:
        if self._seq2seq:
            prefix = next((p for pattern, p in _PREFIX if pattern.search(self.name)), "")
            return list(self._tokenizer(prefix + newspaper(text), truncation=False)["input_ids"])
        asked = request(newspaper(text), words)
        if self._tokenizer.chat_template:
            chat = [{"role": "user", "content": asked}]
            out = self._tokenizer.apply_chat_template(
                chat,
                add_generation_prompt=True,
                return_dict=True,
                enable_thinking=False,  # templates of models that do not think aloud pay no heed
            )
            return list(out["input_ids"])
        return list(self._tokenizer(f"{asked}\n\nTóm tắt:")["input_ids"])

    def _room(self) -> int:
        config = self._model.config.get_text_config()
        longest = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None) or _LONGEST
        return int(min(longest, _LONGEST if self._seq2seq else 8192))

    def _fits(self, text: str) -> bool:
        return len(self._prompt(text, 100)) <= self._room() - (0 if self._seq2seq else 300)

    def _write(
        self, part: Part, before: list[str], on_text: Callable[[str], None] | None, cancelled: Event | None
    ) -> str:
        import torch
        from transformers import StoppingCriteriaList

        ids = torch.tensor([self._prompt(part.text, part.words)[: self._room()]], device=self._model.device)
        start = 1 if self._seq2seq else ids.shape[1]
        stream = _Stream(self._tokenizer, start, before, on_text, cancelled)
        with torch.inference_mode():
            out = self._model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                max_new_tokens=int(part.words * _TOKENS_A_WORD) + 16,
                do_sample=False,
                num_beams=1,
                no_repeat_ngram_size=4 if self._seq2seq else 0,
                logits_processor=[NumberProcessor([Guard(self._pieces, Numbers([part.text]))], start)],
                stopping_criteria=StoppingCriteriaList([stream]),
            )
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        text = str(self._tokenizer.decode(out[0, start:], skip_special_tokens=True))
        return " ".join(text.split())


class _Stream:
    """A stopping criterion that also tells the text so far: one look a step serves both."""

    def __init__(
        self,
        tokenizer: Any,
        start: int,
        before: list[str],
        on_text: Callable[[str], None] | None,
        cancelled: Event | None,
    ) -> None:
        self.tokenizer, self.start, self.before = tokenizer, start, before
        self.on_text, self.cancelled = on_text, cancelled

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        import torch

        if self.on_text is not None:
            text = self.tokenizer.decode(input_ids[0, self.start :], skip_special_tokens=True)
            self.on_text(" ".join([*self.before, *text.split()]))
        stop = self.cancelled is not None and self.cancelled.is_set()
        return torch.full((input_ids.shape[0],), stop, dtype=torch.bool, device=input_ids.device)


def _ids(value: Any) -> tuple[int, ...]:
    return () if value is None else tuple(value) if isinstance(value, list | tuple) else (int(value),)


def load(request: Request) -> Engine:
    """The model in a folder or on the hub, by its config.

    Raises:
        HubModelError: no such folder, hub not reachable, wrong kind of model, or weights missing from its files.
    """
    assert request.model is not None
    name = request.model
    folder = Path(name).expanduser()
    local = folder.exists() or name.startswith((".", "/", "~")) or name.count("/") != 1
    if local and not folder.is_dir():
        raise HubModelError("model_missing", name=name)
    device = runtime.prepare(request.threads, meta=True)  # transformers makes its models on `meta`
    import transformers

    transformers.utils.logging.disable_progress_bar()
    where = str(folder) if local else name
    # no code from a hub is run; transformers would ask at the terminal whether it may
    options = {"local_files_only": local or not _on_hub(name), "trust_remote_code": False}
    try:
        config = transformers.AutoConfig.from_pretrained(where, **options)
    except Exception as error:  # whatever a damaged or foreign file raises
        raise HubModelError("model_damaged", name=name, what=_first(error)) from error
    kind: Any = None
    if type(config) in transformers.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING and config.is_encoder_decoder:
        kind = transformers.AutoModelForSeq2SeqLM
    elif type(config) in transformers.MODEL_FOR_CAUSAL_LM_MAPPING and _causal(config):
        kind = transformers.AutoModelForCausalLM
    if kind is None:
        raise HubModelError("model_kind", name=name, what=config.model_type)
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(where, **options)
        model, info = kind.from_pretrained(where, dtype=runtime.fast_dtype(device), output_loading_info=True, **options)
    except Exception as error:  # whatever a damaged file raises
        raise HubModelError("model_damaged", name=name, what=_first(error)) from error
    if info["missing_keys"]:
        raise HubModelError("model_damaged", name=name, what=f"missing {sorted(info['missing_keys'])[0]}")
    generator = HubModel(name, model.to(device), tokenizer)
    return Engine("hub", generator=generator, model=name, revision=generator.revision)


def _on_hub(name: str) -> bool:
    """Whether the hub has a model; False where it cannot be reached but the model has been downloaded before.

    Asked first and once: transformers would try for half a minute, and tell each time.

    Raises:
        HubModelError: no such model, or the hub is not reachable and nothing downloaded.
    """
    import huggingface_hub
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        huggingface_hub.model_info(name, timeout=_HUB_SECONDS)
    except RepositoryNotFoundError as error:
        raise HubModelError("model_missing", name=name) from error
    except Exception as error:  # the network's errors, those of two HTTP libraries, and the switch to offline
        if isinstance(huggingface_hub.try_to_load_from_cache(name, "config.json"), str):
            return False
        raise HubModelError("model_unreachable", name=name, what=unreachable(error)[:200]) from error
    return True


def _causal(config: Any) -> bool:
    """Whether a config is of a decoder: its architectures say so, as encoders share the causal mapping."""
    named = getattr(config, "architectures", None) or []
    return bool(getattr(config, "is_decoder", False)) or any(
        str(a).endswith(("ForCausalLM", "LMHeadModel")) for a in named
    )


def _first(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
