"""Train the editor on pairs of `editor_data`: layers and a head above the reader's frozen lower layers.

The trunk's output is computed once and kept on disk, so a step costs a few small layers. Checkpoints resume; the
exponential moving average of the weights is what ships.

Usage: python -m models.training.train_editor --pairs .cache/models/editor-pairs.jsonl --out DIR
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from models.training import corpus
from summarizer.engines import trunk as shared
from summarizer.engines.editor import decoding, told
from summarizer.engines.editor.network import EditorConfig, EditorNet
from summarizer.engines.editor.windows import Window, window

STEP = 16
WEIGHT = {"hand": 3.0, "brief": 1.0, "lead": 1.0, "title": 0.5}
"""What a pair of each style counts; a title drops what a sentence needs, so it teaches less."""


@dataclass
class Example:
    """A window with its target: 1 kept, 0 dropped, -100 not asked, (n,); and the sentence, for scoring whole cuts."""

    window: Window
    target: np.ndarray
    weight: float
    sentence: str
    kept: tuple[tuple[int, int], ...]
    style: str
    vectors: Tensor | None = None


def examples(rows: list[dict[str, Any]], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of pairs, with what is kept of each."""
    vocab = tokenizer.get_vocab()
    for row in rows:
        found = window(
            tokenizer, row["title"], row["before"], row["source"], row["style"], bos=vocab["<s>"], eos=vocab["</s>"]
        )
        if found is None:
            continue
        target = np.full(len(found.ids), -100, np.int64)
        held = np.zeros(len(row["source"]) + 1, bool)
        for a, b in row["kept"]:
            held[a:b] = True
        word = np.zeros(len(row["source"]) + 1, bool)
        for w in told.words(row["source"]):
            word[w.start : w.end] = True
        for i, (a, b) in enumerate(zip(found.starts, found.ends, strict=True)):
            if a >= 0 and word[a:b].any():
                target[i] = int(held[a:b].any())
        kept = tuple((a, b) for a, b in row["kept"])
        yield Example(found, target, WEIGHT[row["style"]], row["source"], kept, row["style"])


def build(reader: Path, trunk: int, layers: int) -> tuple[shared.Trunk, EditorNet]:
    """The trunk, and a fresh net whose layers are the reader's next ones."""
    shape = shared.shape(reader)
    config = EditorConfig(
        told.NAMES,
        shape.vocab_size,
        hidden=shape.hidden,
        heads=shape.heads,
        feed_forward=shape.feed_forward,
        positions=shape.positions,
        trunk=trunk,
        layers=layers,
    )
    encoder = shared.encoder(reader)
    net = EditorNet(config)
    for own, given in zip(net.upper["layer"], list(encoder.encoder["layer"])[trunk : trunk + layers], strict=True):
        own.load_state_dict(given.state_dict())
        own.attention["self"].dropout = 0.0  # attention with dropout falls back to a slow kernel on a processor
    nn.init.normal_(net.flags.weight, std=0.02)
    return shared.Trunk(encoder, trunk).eval(), net


@torch.no_grad()
def through_trunk(trunk: shared.Trunk, made: list[Example], pad: int, cache: Path) -> None:
    """Give each example the trunk's vectors (n, hidden), in float16; those of an earlier run are read back."""
    held: list[Tensor] = torch.load(cache) if cache.exists() else []
    for i, e in enumerate(made):
        n = len(e.window.ids)
        if i < len(held) and len(held[i]) == n:
            e.vectors = held[i]
            continue
        length = -(-n // STEP) * STEP
        ids = torch.full((1, length), pad)
        ids[0, :n] = torch.from_numpy(e.window.ids)
        e.vectors = trunk(ids, (torch.arange(length) < n).long()[None])[0, :n].half()
        if i % 500 == 0:
            print(f"trunk {i} of {len(made)}", flush=True)
    cache.parent.mkdir(parents=True, exist_ok=True)
    torch.save([e.vectors for e in made], cache)


def collate(part: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Vectors, flags, mask, target and weight of a batch, padded to one length."""
    length = -(-max(len(e.target) for e in part) // STEP) * STEP
    assert part[0].vectors is not None
    vectors = torch.zeros(len(part), length, part[0].vectors.shape[1])
    flags = torch.zeros(len(part), length, len(told.NAMES))
    mask = torch.zeros(len(part), length)
    target = torch.full((len(part), length), -100.0)
    for i, e in enumerate(part):
        n = len(e.target)
        assert e.vectors is not None
        vectors[i, :n] = e.vectors.float()
        flags[i, :n] = torch.from_numpy(e.window.flags)
        mask[i, :n] = 1
        target[i, :n] = torch.from_numpy(e.target)
    return vectors, flags, mask, target, torch.tensor([e.weight for e in part])


def loss_of(net: EditorNet, part: list[Example]) -> Tensor:
    """Weighted mean cross entropy over the words of the sentences."""
    vectors, flags, mask, target, weight = collate(part)
    logits = net(vectors, flags, mask)
    asked = (target >= 0).float() * weight[:, None]
    loss = functional.binary_cross_entropy_with_logits(logits, target.clamp(min=0), reduction="none")
    return (loss * asked).sum() / asked.sum().clamp(min=1)


def batches(items: list[Example], tokens: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Shuffled batches of about `tokens` tokens, windows of like length together."""
    order = sorted(rng.permutation(len(items)), key=lambda i: len(items[i].target) // STEP)
    groups: list[list[Example]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(items[i].target) > tokens:
            groups.append([])
        groups[-1].append(items[i])
    for g in rng.permutation(len(groups)):
        yield groups[g]


@torch.no_grad()
def validate(net: EditorNet, items: list[Example]) -> dict[str, float]:
    """By style: accuracy of tokens, and F1 of dropped words of whole decoded cuts."""
    net.eval()
    out: dict[str, float] = {}
    for style in told.STYLES:
        held = [e for e in items if e.style == style]
        right = asked = hit = said = gold = 0
        for e in held:
            vectors, flags, mask, target, _ = collate([e])
            chance = net(vectors, flags, mask)[0].sigmoid()
            known = target[0] >= 0
            right += int(((chance > 0.5).float() == target[0])[known].sum())
            asked += int(known.sum())
            words = told.words(e.sentence)
            stays = decoding.lawful(e.sentence, words, decoding.kept(words, by_word(words, e.window, chance.numpy())))
            truth = [any(a <= w.start < b for a, b in e.kept) for w in words]
            hit += sum(not s and not t for s, t in zip(stays, truth, strict=True))
            said += sum(not s for s in stays)
            gold += sum(not t for t in truth)
        if held:
            out[f"{style}_tokens"] = round(right / max(1, asked), 4)
            out[f"{style}_drop_p"] = round(hit / max(1, said), 4)
            out[f"{style}_drop_r"] = round(hit / max(1, gold), 4)
    net.train()
    return out


def by_word(words: list[told.Word], found: Window, chance: np.ndarray) -> list[float]:
    """The mean chance of each word's tokens; 1 for a word without any."""
    out = []
    for w in words:
        inside = np.flatnonzero((found.starts >= 0) & (found.starts < w.end) & (found.ends > w.start))
        out.append(float(chance[inside].mean()) if len(inside) else 1.0)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pairs", type=Path, default=corpus.CACHE / "editor-pairs.jsonl")
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "editor-run")
    ap.add_argument("--most", type=int, default=1500, help="pairs of each style")
    ap.add_argument("--trunk", type=int, default=6)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--epochs", type=float, default=4)
    ap.add_argument("--tokens", type=int, default=2048, help="a step")
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--ema", type=float, default=0.99)
    ap.add_argument("--held", type=int, default=10, help="every n-th article is held out")
    ap.add_argument("--steps", type=int, default=None, help="stop after so many")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    tokenizer = Tokenizer.from_file(str(a.reader / "tokenizer.json"))
    rows: list[dict[str, Any]] = []
    count = dict.fromkeys(told.STYLES, 0)
    for line in a.pairs.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        count[row["style"]] += 1
        if count[row["style"]] <= a.most:
            rows.append(row)
    made = list(examples(rows, tokenizer))
    trunk, net = build(a.reader, a.trunk, a.layers)
    a.out.mkdir(parents=True, exist_ok=True)
    through_trunk(trunk, made, tokenizer.get_vocab()["<pad>"], a.out / "trunk.pt")
    number = {name: i for i, name in enumerate(dict.fromkeys(r["article"] for r in rows))}
    held = {name for name, i in number.items() if i % a.held == 0}
    names = {r["source"]: r["article"] for r in rows}
    valid = [e for e in made if names[e.sentence] in held]
    train = [e for e in made if names[e.sentence] not in held]
    print(f"{len(train)} to learn from, {len(valid)} held out, {count}", flush=True)
    upper = list(net.upper.parameters())
    others = [p for n, p in net.named_parameters() if not n.startswith("upper.")]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": a.lr}, {"params": others, "lr": a.head_lr}], weight_decay=0.01
    )
    total = a.steps or int(sum(1 for _ in batches(train, a.tokens, np.random.default_rng(0))) * a.epochs)
    warm = max(1, total // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min(1.0, (s + 1) / warm) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, s / total)))),
    )
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.ema))
    step, curve = 0, []
    resume = a.out / "last.pt"
    if resume.exists():
        state = torch.load(resume, weights_only=False)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, curve = state["step"], state["curve"]
        rng = np.random.default_rng([a.seed, step])
        print(f"going on from step {step}", flush=True)
    started, sums = time.time(), []
    while step < total:
        for part in batches(train, a.tokens, rng):
            loss = loss_of(net, part)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(net)
            step += 1
            sums.append(float(loss.detach()))
            if step % 20 == 0:
                print(step, total, round(time.time() - started), round(float(np.mean(sums)), 4), flush=True)
                sums = []
            if step % 100 == 0 or step == total:
                row = {"step": step, "seconds": round(time.time() - started), **validate(mean.module, valid[:300])}
                curve.append(row)
                print(json.dumps(row), flush=True)
                (a.out / "curve.json").write_text(json.dumps(curve, indent=1), encoding="utf-8")
                torch.save({"config": net.config.as_dict(), "state": mean.module.state_dict()}, a.out / "best.pt")
                torch.save(
                    {
                        "net": net.state_dict(),
                        "mean": mean.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "schedule": schedule.state_dict(),
                        "step": step,
                        "curve": curve,
                    },
                    resume,
                )
            if step >= total:
                break


if __name__ == "__main__":
    main()
