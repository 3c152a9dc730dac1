"""Any model as a whole-article engine: tiny random ones saved to disk, loaded by their config."""

from __future__ import annotations

import json
import re
import socket
from copy import deepcopy
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import torch

from summarizer.document.model import Article
from summarizer.engines import registry
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.constraint import Guard, NumberProcessor
from summarizer.engines.hub import HubModel, HubModelError
from summarizer.engines.numbers import Numbers


def _with_tokenizer(folder: Path, tokenizer: Path) -> Path:
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_file=str(tokenizer), bos_token="<bos>", eos_token="<eos>", pad_token="<pad>", unk_token="<unk>"
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def seq2seq(tmp_path_factory: pytest.TempPathFactory, word_tokenizer: Path) -> Path:
    from transformers import T5Config, T5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("t5")
    torch.manual_seed(3)
    config = T5Config(
        vocab_size=260, d_model=32, d_kv=16, d_ff=64, num_layers=1, num_heads=2, pad_token_id=0, eos_token_id=1,
        decoder_start_token_id=0,
    )  # fmt: skip
    T5ForConditionalGeneration(config).save_pretrained(folder)
    return _with_tokenizer(folder, word_tokenizer)


@pytest.fixture(scope="module")
def causal(tmp_path_factory: pytest.TempPathFactory, word_tokenizer: Path) -> Path:
    from transformers import LlamaConfig, LlamaForCausalLM

    folder = tmp_path_factory.mktemp("llama")
    torch.manual_seed(4)
    config = LlamaConfig(
        vocab_size=260, hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
        max_position_embeddings=8192, pad_token_id=0, eos_token_id=1, bos_token_id=2,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return _with_tokenizer(folder, word_tokenizer)


def _load(folder: Path) -> Engine:
    return registry.load(model=str(folder), threads=1)


@pytest.mark.parametrize("kind", ["seq2seq", "causal"])
def test_writes_streams_and_invents_no_number(kind: str, report: Article, request: pytest.FixtureRequest) -> None:
    engine = _load(request.getfixturevalue(kind))
    assert (engine.name, engine.constrained) == ("hub", True)
    assert engine.generator is not None
    seen: list[str] = []
    text = engine.generator.generate(report, words=20, on_text=seen.append)
    assert len(seen) > 5
    number = re.compile(r"\d+(?:[.,/:–-]\d+)*")
    held = number.findall(report.text)
    for n in number.findall(text)[:-1]:  # the last may be cut off by the length
        assert n in held


def test_the_number_constraint_holds_with_beams_samples_and_prompt_lookup(causal: Path) -> None:
    generator = _load(causal).generator
    assert isinstance(generator, HubModel)
    model = deepcopy(generator._model).float()
    for parameter in model.model.layers.parameters():
        parameter.data *= 0.2  # so that it copies, digits too
    source = "Thu 1.250 tỷ, tăng 8,4%. Thu 1.250 tỷ, tăng 8,4%. Có 15/18 xã."
    prompt = generator._tokenizer(f"{source}\n")["input_ids"]
    ids = torch.tensor([prompt])

    def write(**how: Any) -> list[list[int]]:
        torch.manual_seed(5)
        processor = NumberProcessor([Guard(generator._pieces, Numbers([source]))], len(prompt))
        out = model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=60, logits_processor=[processor], **how
        )
        rows: list[list[int]] = out[:, len(prompt) :].tolist()
        return rows

    assert write(do_sample=False, prompt_lookup_num_tokens=6) == write(do_sample=False)
    answers = write(do_sample=False, num_beams=3, num_return_sequences=3)
    answers += write(do_sample=True, temperature=5.0, num_return_sequences=20)
    answers += write(do_sample=True, temperature=5.0, num_beams=4, num_return_sequences=4)
    number = re.compile(r"\d+(?:[.,/:–-]\d+)*")
    held = number.findall(source)
    digits = 0
    for row in answers:
        found = number.findall(generator._tokenizer.decode(row, skip_special_tokens=True))
        digits += len(found)
        if found and 1 not in row:  # cut off by the length, perhaps within a number
            last = found.pop()
            assert any(n.startswith(last) for n in held)
        assert set(found) <= set(held)
    assert digits


def test_long_articles_are_briefed_part_by_part(seq2seq: Path, report: Article) -> None:
    engine = _load(seq2seq)
    assert engine.generator is not None
    seen: list[str] = []
    engine.generator.generate(report, words=40, on_text=seen.append)  # a token a byte: more than 1,024
    assert len(seen) > 80


def test_cancelled(causal: Path, report: Article) -> None:
    engine = _load(causal)
    assert engine.generator is not None
    stop = Event()
    with pytest.raises(Cancelled):
        engine.generator.generate(report, words=50, on_text=lambda _: stop.set(), cancelled=stop)


def test_refusals(tmp_path: Path, causal: Path, word_tokenizer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transformers import BertConfig, BertModel

    def refused(name: str) -> str:
        with pytest.raises(HubModelError) as caught:
            registry.load(model=name)
        assert "\n" not in str(caught.value)
        return caught.value.code

    assert refused(str(tmp_path / "nowhere")) == "model_missing"
    assert refused("./nowhere") == "model_missing"
    encoder = tmp_path / "bert"
    BertModel(
        BertConfig(vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=1, intermediate_size=16)
    ).save_pretrained(encoder)
    assert refused(str(_with_tokenizer(encoder, word_tokenizer))) == "model_kind"
    (tmp_path / "empty").mkdir()
    assert refused(str(tmp_path / "empty")) == "model_damaged"
    holes = tmp_path / "holes"
    holes.mkdir()
    for file in causal.iterdir():
        (holes / file.name).write_bytes(file.read_bytes())
    config = json.loads((holes / "config.json").read_text())
    config["num_hidden_layers"] = 2  # the second layer is in no file
    (holes / "config.json").write_text(json.dumps(config))
    assert refused(str(holes)) == "model_damaged"
    config["auto_map"] = {"AutoConfig": "evil.Config"}
    config["model_type"] = "evil"
    (holes / "config.json").write_text(json.dumps(config))
    (holes / "evil.py").write_text("raise SystemExit('code of a model was run')")
    assert refused(str(holes)) == "model_damaged"


def test_a_name_on_the_hub(causal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx
    import huggingface_hub
    from huggingface_hub.errors import RepositoryNotFoundError

    def code() -> str:
        with pytest.raises(HubModelError) as caught:
            registry.load(model="nobody/no-such-model")
        return caught.value.code

    def no_network(*_: object, **__: object) -> None:
        raise OSError("no network")

    def no_name(*_: object, **__: object) -> None:
        error = httpx.ConnectError("[Errno -2] Name or service not known")
        raise error from socket.gaierror(-2, "Name or service not known")

    def not_found(*_: object, **__: object) -> None:
        raise RepositoryNotFoundError("no such model", response=httpx.Response(404, request=httpx.Request("GET", "x:")))

    monkeypatch.setattr(huggingface_hub, "model_info", not_found)
    assert code() == "model_missing"
    monkeypatch.setattr(huggingface_hub, "model_info", no_network)
    assert code() == "model_unreachable"
    monkeypatch.setattr(huggingface_hub, "model_info", no_name)
    with pytest.raises(HubModelError, match="không tới được kho mô hình \\(không tìm thấy máy chủ\\)"):
        registry.load(model="nobody/no-such-model")
    # downloaded before: what is there serves, and nothing is asked of the network
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *_: str(causal / "config.json"))
    assert code() == "model_damaged"
