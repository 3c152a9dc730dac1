"""The writer as an engine: on a tiny random model, and on the one that ships."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import torch

from summarizer.document import load as load_article
from summarizer.document.model import Article
from summarizer.engines import registry, weights
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.constraint import Guard, NumberProcessor
from summarizer.engines.numbers import Numbers
from summarizer.engines.registry import EngineUnavailable
from summarizer.engines.writer import decoding, engine
from summarizer.engines.writer.network import WriterConfig, WriterNet, state_of
from summarizer.engines.writer.prompt import prompt

NUMBER = re.compile(r"\d+(?:[.,/:–-]\d+)*")


@pytest.fixture
def tiny(tiny_reader: Path, tiny_writer: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(engine, "shipped", lambda name: tiny_reader)
    return engine.load(tiny_writer, threads=1)


def transformers_model(folder: Path) -> Any:
    """The writer of a folder as transformers has it, in float32."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    model = Gemma3ForCausalLM(Gemma3TextConfig(**weights.read_json(folder / "config.json")))
    missing = model.load_state_dict(weights.load(folder), strict=False).missing_keys
    assert set(missing) <= {"lm_head.weight"}
    model.tie_weights()
    return model.eval()


def our_network(folder: Path) -> WriterNet:
    """The same as the engine has it, in float32."""
    net = WriterNet(WriterConfig.from_dict(weights.read_json(folder / "config.json")))
    net.load_state_dict(state_of(weights.load(folder)))
    return net.eval()


def step_by_step(model: Any, prompt: list[int], guard: Guard, room: int) -> list[int]:
    """The greedy answer under the constraint as transformers writes it, a token at a time."""
    ids = torch.tensor([prompt])
    out = model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        max_new_tokens=room,
        do_sample=False,
        logits_processor=[NumberProcessor([guard], len(prompt))],
    )
    answer: list[int] = out[0, len(prompt) :].tolist()
    return answer[: answer.index(1)] if 1 in answer else answer


def test_same_numbers_as_transformers(tiny_writer: Path) -> None:
    theirs, ours = transformers_model(tiny_writer), our_network(tiny_writer)
    torch.manual_seed(3)
    # longer than the sliding window of 64, and the second row ends before the first
    texts = [torch.randint(4, 260, (length,)) for length in (150, 90)]
    with torch.inference_mode():
        want = [theirs(input_ids=t.unsqueeze(0)).logits[0] for t in texts]
        cache = ours.cache(2, 160)
        for cuts in ((0, 100), (100, 103), (103, 150)):
            pieces = [t[slice(*cuts)].tolist() for t in texts]
            width = max(map(len, pieces))
            ids = torch.tensor([p + [-1] * (width - len(p)) for p in pieces])
            starts = torch.tensor([min(cuts[0], len(t)) for t in texts])
            got = ours(ids, starts, cache)
            expected = torch.cat([w[slice(*cuts)] for w in want])
            assert torch.allclose(got, expected, atol=1e-4)


@pytest.mark.parametrize("scale", [0.2, 1.0])
def test_checking_guesses_gives_the_answers_of_token_by_token(tiny: Engine, tiny_writer: Path, scale: float) -> None:
    writer = tiny.rewriter
    assert isinstance(writer, engine.Writer)
    theirs, ours = transformers_model(tiny_writer), our_network(tiny_writer)
    asked = [
        "Thu 1.250 tỷ đồng, tăng 8,4%. Thu 1.250 tỷ đồng, tăng 8,4%.",
        "Có 15/18 xã đạt chuẩn; còn 7 dự án chậm, 312 hộ nghèo.",
        "Không có số.",
    ]
    for net in (theirs.model, ours):  # the smaller the weights of the layers, the more a text repeats itself
        for layer in net.layers:
            for name, parameter in layer.named_parameters():
                if name.endswith("proj.weight"):
                    parameter.data *= scale
    prompts = [writer._ask("compress", text, "") for text in asked]
    guards = [Guard(writer._pieces, Numbers([text])) for text in asked]
    with torch.inference_mode():
        want = [step_by_step(theirs, p, g, 40) for p, g in zip(prompts, guards, strict=True)]
        assert decoding.decode(ours, prompts, guards, [40] * 3) == want


def test_the_processor_holds_with_beams_and_prompt_lookup(tiny: Engine, tiny_writer: Path) -> None:
    writer = tiny.rewriter
    assert isinstance(writer, engine.Writer)
    model = transformers_model(tiny_writer)
    for parameter in model.model.layers.parameters():
        parameter.data *= 0.2  # so that it copies, digits too
    source = "Thu 1.250 tỷ, tăng 8,4%. Thu 1.250 tỷ, tăng 8,4%. Có 15/18 xã."
    prompt = writer._ask("compress", source, "")
    ids = torch.tensor([prompt])

    def write(**how: Any) -> list[list[int]]:
        torch.manual_seed(5)
        processor = NumberProcessor([Guard(writer._pieces, Numbers([source]))], len(prompt))
        out = model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=60, logits_processor=[processor], **how
        )
        rows: list[list[int]] = out[:, len(prompt) :].tolist()
        return rows

    assert write(do_sample=False, prompt_lookup_num_tokens=6) == write(do_sample=False)
    answers = write(do_sample=False, num_beams=3, num_return_sequences=3)
    answers += write(do_sample=True, temperature=5.0, num_return_sequences=20)
    answers += write(do_sample=True, temperature=5.0, num_beams=4, num_return_sequences=4)
    held = NUMBER.findall(source)
    digits = 0
    for row in answers:
        found = NUMBER.findall(writer._text(row))
        digits += len(found)
        if found and 1 not in row:  # cut off by the length, perhaps within a number
            last = found.pop()
            assert any(n.startswith(last) for n in held)
        assert set(found) <= set(held)
    assert digits


def test_guesses_follow_the_source() -> None:
    guesses = decoding.Guesses([5, 6, 7, 8, 5, 6, 9, 4])
    assert guesses.next([5], 3) == [6, 7, 8]
    assert guesses.next([5, 6, 7], 9) == [8, 5, 6, 9, 4]
    assert guesses.next([7, 8, 5, 6], 2) == [9, 4]
    assert guesses.next([3, 6], 1) == [9]  # of two places the one that was not passed yet
    assert guesses.next([3], 2) == []
    assert guesses.next([6], 0) == []


def test_streams_every_group_and_invents_no_number(tiny: Engine, report: Article) -> None:
    assert tiny.name == "writer"
    assert tiny.revision == "tiny+tiny"
    assert tiny.rewriter is not None
    groups = [[s] for s in report.body]
    seen: dict[int, str] = {}
    answers = tiny.rewriter.rewrite(report, groups, on_text=lambda i, t: seen.__setitem__(i, t))
    assert len(answers) == len(groups)
    assert set(seen) == set(range(len(groups)))
    for (sentence,), answer in zip(groups, answers, strict=True):
        held = set(NUMBER.findall(sentence.of(report.text))) | set(NUMBER.findall(report.title_text))
        assert set(NUMBER.findall(answer)) <= held


def test_cancel_is_seen_within_a_step(tiny: Engine, report: Article) -> None:
    assert tiny.rewriter is not None
    stop = Event()
    steps: list[str] = []

    def watch(_: int, text: str) -> None:
        steps.append(text)
        stop.set()

    with pytest.raises(Cancelled):
        tiny.rewriter.rewrite(report, [[report.body[0]]], on_text=watch, cancelled=stop)
    assert len(steps) == 1


def test_damaged_folder(tiny_reader: Path, tiny_writer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "shipped", lambda name: tiny_reader)
    folder = tmp_path / "writer"
    shutil.copytree(tiny_writer, folder)
    (folder / "weights-00.safetensors").unlink()
    with pytest.raises(EngineUnavailable):
        engine.load(folder)


def test_prompt_is_one_line_of_source() -> None:
    assert prompt("compress", "một\n\n hai", "Tên") == "Bài: Tên\nNguồn: một hai\nViết gọn:"
    assert prompt("headline", "một", "") == "Nguồn: một\nTiêu đề:"


@pytest.mark.slow
def test_the_shipped_writer(samples: Path) -> None:
    loaded = registry.load("writer", threads=2)
    assert loaded.name == "writer", loaded.fallback
    assert loaded.rewriter is not None
    article = load_article(samples / "soctrang-thanh-uy-2023.txt")
    groups = [[s] for s in article.body if "378.125" in s.of(article.text) or "39.740" in s.of(article.text)]
    answers = loaded.rewriter.rewrite(article, groups)
    for (sentence,), answer in zip(groups, answers, strict=True):
        source = sentence.of(article.text)
        assert 5 <= len(answer.split()) <= len(source.split())
        assert set(NUMBER.findall(answer)) <= set(NUMBER.findall(source)) | set(NUMBER.findall(article.title_text))
    files = list(registry.shipped("writer").iterdir())
    assert sum(f.stat().st_size for f in files) < 125_000_000
    assert all(f.stat().st_size < 50_000_000 for f in files)


@pytest.mark.slow
def test_the_shipped_writer_in_float32_answers_as_transformers_does(samples: Path) -> None:
    folder = registry.shipped("writer")
    writer = registry.load("writer", threads=2).rewriter
    assert isinstance(writer, engine.Writer)
    article = load_article(samples / "soctrang-thanh-uy-2023.txt")
    sources = [s.of(article.text) for s in article.body[:6]]
    prompts = [writer._ask("compress", s, article.title_text) for s in sources]
    guards = [Guard(writer._pieces, Numbers([s, article.title_text])) for s in sources]
    theirs = transformers_model(folder)
    with torch.inference_mode():
        want = [step_by_step(theirs, p, g, 48) for p, g in zip(prompts, guards, strict=True)]
        del theirs
        assert decoding.decode(our_network(folder), prompts, guards, [48] * len(prompts)) == want


@pytest.mark.slow
def test_no_number_is_invented_even_at_temperature_five(samples: Path) -> None:
    writer = registry.load("writer", threads=2).rewriter
    assert isinstance(writer, engine.Writer)
    model = transformers_model(registry.shipped("writer"))
    article = load_article(samples / "soctrang-thanh-uy-2023.txt")
    source = next(s.of(article.text) for s in article.body if "39.740" in s.of(article.text))
    ids = torch.tensor([writer._ask("compress", source, "")])
    torch.manual_seed(0)
    for beams, answers in ((1, 4), (2, 2)):
        guard = Guard(writer._pieces, Numbers([source]))
        out = model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=24,
            do_sample=True,
            temperature=5.0,
            num_beams=beams,
            num_return_sequences=answers,
            logits_processor=[NumberProcessor([guard], ids.shape[1])],
        )
        held = NUMBER.findall(source)
        for row in out[:, ids.shape[1] :].tolist():
            ended = 1 in row
            found = NUMBER.findall(writer._text(row))
            if not ended and found:  # cut off by the length, perhaps within a number
                last = found.pop()
                assert any(n.startswith(last) for n in held)
            assert set(found) <= set(held)
