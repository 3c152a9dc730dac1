"""Train the marker on annotated articles: layers and heads above the reader's frozen lower layers.

The trunk's output is computed once and kept, so a step costs half of the encoder. One script for CPU and CUDA;
checkpoints resume. The exponential moving average of the weights is what ships.

Usage: python -m models.training.train_marker --data ROWS … --out DIR   (rows as in `marker_data.read`)
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

from models.training import corpus, marker_data
from models.training.marker_data import IGNORE, Example
from summarizer.engines import trunk as shared
from summarizer.engines import weights
from summarizer.engines.marker import flags, traits
from summarizer.engines.marker.decoding import TAG_WEIGHTS, actions
from summarizer.engines.marker.network import SLOTS, MarkerConfig, MarkerNet
from summarizer.engines.marker.relations import relations

STEP = 32
TAG_WEIGHT = 4.0


def build(reader: Path, trunk: int, layers: int) -> tuple[shared.Trunk, MarkerNet]:
    """The trunk, and a fresh net whose layers are the reader's next ones."""
    shape = shared.shape(reader)
    config = MarkerConfig(
        flags=flags.NAMES,
        figures=traits.NAMES,
        vocab_size=shape.vocab_size,
        hidden=shape.hidden,
        heads=shape.heads,
        feed_forward=shape.feed_forward,
        positions=shape.positions,
        trunk=trunk,
        layers=layers,
    )
    encoder = shared.encoder(reader)
    net = MarkerNet(config)
    for own, given in zip(net.upper["layer"], list(encoder.encoder["layer"])[trunk : trunk + layers], strict=True):
        own.load_state_dict(given.state_dict())
        own.attention["self"].dropout = 0.0  # attention with dropout falls back to a slow kernel on a processor
    nn.init.normal_(net.flags.weight, std=0.02)
    return shared.Trunk(encoder, trunk).eval(), net


@torch.no_grad()
def through_trunk(trunk: shared.Trunk, examples: list[Example], pad: int, device: torch.device) -> list[Tensor]:
    """The trunk's vectors of each window (n, hidden), in float16 on the CPU."""
    out: list[Tensor] = []
    for e in examples:
        n = len(e.window.ids)
        length = -(-n // STEP) * STEP
        ids = torch.full((1, length), pad)
        ids[0, :n] = torch.from_numpy(e.window.ids)
        mask = (torch.arange(length) < n).long()[None]
        out.append(trunk(ids.to(device), mask.to(device))[0, :n].half().cpu())
    return out


@dataclass
class Batch:
    """Examples padded to one length."""

    vectors: Tensor
    flags: Tensor
    mask: Tensor
    examples: list[Example]


def collate(part: list[tuple[Example, Tensor]], device: torch.device) -> Batch:
    """One batch on the device."""
    length = -(-max(len(v) for _, v in part) // STEP) * STEP
    hidden = part[0][1].shape[1]
    vectors = torch.zeros(len(part), length, hidden)
    marks = torch.zeros(len(part), length, part[0][0].flags.shape[1])
    mask = torch.zeros(len(part), length)
    for i, (e, v) in enumerate(part):
        vectors[i, : len(v)] = v.float()
        marks[i, : len(v)] = torch.from_numpy(e.flags)
        mask[i, : len(v)] = 1
    return Batch(vectors.to(device), marks.to(device), mask.to(device), [e for e, _ in part])


def _spans(examples: list[Example], name: str, device: torch.device, length: int) -> tuple[Tensor, ...]:
    """Window, start, end (each (n,)) and relation (n, length, 3) of the spans of a batch."""
    spans = [getattr(e, name) for e in examples]
    window = np.repeat(np.arange(len(spans)), [len(s) for s in spans])
    flat = np.concatenate(spans)
    relation = np.zeros((len(flat), length, 3), np.int64)
    at = 0
    for e, own in zip(examples, spans, strict=True):
        relation[at : at + len(own), : len(e.window.ids)] = relations(e.window.sentence, own) if len(own) else 0
        at += len(own)
    arrays = (window, flat[:, 0], flat[:, 1], relation)
    return tuple(torch.from_numpy(a).to(device) for a in arrays)


def _pointing(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean cross entropy of places gold (n, slots, 2): -1 is none (the last place), -2 is left out."""
    last = scores.shape[-1] - 1
    target = torch.where(gold == -1, last, gold)
    target = torch.where(gold == -2, IGNORE, target)
    if bool((target == IGNORE).all()):
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, 2), target.flatten(), ignore_index=IGNORE)


def loss_of(net: MarkerNet, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss, each a mean."""
    device = batch.vectors.device
    x = net(batch.vectors, batch.flags, batch.mask)
    length = x.shape[1]
    action = torch.full(x.shape[:2], IGNORE)
    tags = torch.zeros(*x.shape[:2], len(SLOTS))
    for i, e in enumerate(batch.examples):
        action[i, : len(e.action)] = torch.from_numpy(e.action)
        tags[i, : len(e.tags)] = torch.from_numpy(e.tags)
    weight = torch.tensor(TAG_WEIGHTS, device=device)
    parts = {
        "action": functional.cross_entropy(
            net.action(x).flatten(0, 1), action.to(device).flatten(), weight, ignore_index=IGNORE
        )
    }
    tag = functional.binary_cross_entropy_with_logits(
        net.tags(x), tags.to(device), pos_weight=torch.tensor(TAG_WEIGHT, device=device), reduction="none"
    ).mean(-1)
    parts["tags"] = (tag * batch.mask).sum() / batch.mask.sum()
    window, start, end, relation = _spans(batch.examples, "actions", device, length)
    if len(window):
        found = net.directives(x, batch.mask, window, start, end, relation)
        gold = torch.from_numpy(np.concatenate([e.slots for e in batch.examples])).to(device)
        strength = torch.from_numpy(np.concatenate([e.strength for e in batch.examples])).to(device)
        inherited = torch.from_numpy(np.concatenate([e.inherited for e in batch.examples])).to(device)
        parts["slots"] = _pointing(found["slots"], gold)
        parts["strength"] = functional.cross_entropy(found["strength"], strength)
        parts["inherited"] = functional.binary_cross_entropy_with_logits(found["inherited"], inherited)
    window, start, end, relation = _spans(batch.examples, "figures", device, length)
    if len(window):
        traits_ = torch.from_numpy(np.concatenate([e.traits for e in batch.examples])).to(device)
        key = torch.from_numpy(np.concatenate([e.key for e in batch.examples])).to(device)
        label = torch.from_numpy(np.concatenate([e.label for e in batch.examples])).to(device)
        found = net.figures(x, batch.mask, window, start, end, relation, traits_)
        known = key >= 0
        if bool(known.any()):
            parts["key"] = functional.binary_cross_entropy_with_logits(found["key"][known], key[known])
        parts["label"] = _pointing(found["label"], label[:, None])
    return parts


WEIGHTS = {"action": 1.0, "tags": 0.3, "slots": 1.0, "strength": 0.3, "inherited": 0.3, "key": 0.5, "label": 0.5}


def batches(items: list[tuple[Example, Tensor]], tokens: int, rng: np.random.Generator) -> Iterator[list[Any]]:
    """Shuffled batches of about `tokens` tokens, windows of like length together."""
    order = sorted(rng.permutation(len(items)), key=lambda i: len(items[i][1]) // 64)
    groups: list[list[Any]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(items[i][1]) > tokens:
            groups.append([])
        groups[-1].append(items[i])
    for g in rng.permutation(len(groups)):
        yield groups[g]


def _prf(found: int, predicted: int, gold: int) -> float:
    return 2 * found / max(1, predicted + gold)


@torch.no_grad()
def validate(net: MarkerNet, items: list[tuple[Example, Tensor]], device: torch.device) -> dict[str, float]:
    """Token-level figures for choosing among checkpoints: actions by overlap of a half, slots given the gold action."""
    net.eval()
    n: dict[str, int] = dict.fromkeys(("found", "predicted", "gold"), 0)
    right = {name: [0, 0] for name in (*SLOTS, "strength", "inherited", "label")}
    key = [0, 0, 0, 0]
    for item in items:
        b = collate([item], device)
        e = item[0]
        x = net(b.vectors, b.flags, b.mask)
        scores = net.action(x)[0, : len(e.action)].cpu().numpy()
        runs = [(a, z) for a, z, _ in actions(scores, e.window.own)]
        golds = [tuple(s) for s in e.actions.tolist()]
        n["predicted"] += len(runs)
        n["gold"] += len(golds)
        for a, z in golds:
            n["found"] += any(min(z, y) - max(a, w) >= 0.5 * (max(z, y) - min(a, w)) for w, y in runs)
        if len(e.actions):
            window, start, end, relation = _spans([e], "actions", device, x.shape[1])
            found = net.directives(x, b.mask, window, start, end, relation)
            places = found["slots"].argmax(-1).cpu().numpy()
            none = found["slots"].shape[-1] - 1
            for i in range(len(e.actions)):
                for k, name in enumerate(SLOTS):
                    g = [int(v) if v >= 0 else none for v in e.slots[i, k]]
                    if g[0] == none and places[i, k, 0] == none:
                        continue
                    right[name][1] += 1
                    right[name][0] += bool((places[i, k] == g).all())
                right["strength"][1] += 1
                right["strength"][0] += int(found["strength"][i].argmax()) == e.strength[i]
                right["inherited"][1] += 1
                right["inherited"][0] += bool(found["inherited"][i] > 0) == bool(e.inherited[i])
        if len(e.figures):
            window, start, end, relation = _spans([e], "figures", device, x.shape[1])
            found = net.figures(x, b.mask, window, start, end, relation, torch.from_numpy(e.traits).to(device))
            said = (found["key"] > 0).cpu().numpy()
            for j, k in enumerate(e.key):
                if k >= 0:
                    key[0] += bool(said[j]) and bool(k)
                    key[1] += bool(said[j])
                    key[2] += bool(k)
                    key[3] += 1
                if e.label[j, 0] >= 0:
                    s, z = found["label"][j, 0].argmax(-1).tolist()
                    a, y = e.label[j].tolist()
                    right["label"][1] += 1
                    right["label"][0] += 2 * max(0, min(z, y) - max(s, a) + 1) >= 0.5 * (max(0, z - s) + y - a + 2)
    net.train()
    out = {"directives": _prf(n["found"], n["predicted"], n["gold"]), "key": _prf(*key[:3])}
    out |= {name: a / max(1, b) for name, (a, b) in right.items()}
    return {k: round(v, 4) for k, v in out.items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--data", type=Path, nargs="+", required=True)
    ap.add_argument("--more", type=Path, default=None, help="a folder of rows that may grow: read again each epoch")
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "marker-run")
    ap.add_argument("--start", type=Path, default=None, help="a shipped folder whose weights to go on from")
    ap.add_argument("--trunk", type=int, default=6)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--tokens", type=int, default=2048, help="a step")
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--ema", type=float, default=0.99)
    ap.add_argument("--held", type=int, default=12, help="every n-th row is held out; 0 for none")
    ap.add_argument("--limit", type=int, default=None, help="rows of each set (for trying it out)")
    ap.add_argument("--steps", type=int, default=None, help="stop after so many")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(a.reader / "tokenizer.json"))
    pad = tokenizer.get_vocab()["<pad>"]
    trunk, net = build(a.reader, a.trunk, a.layers)
    if a.start is not None:
        net.load_state_dict(weights.load(a.start))
    trunk.to(device)
    net.to(device)
    net.train()

    def prepared(rows: list[dict[str, Any]]) -> list[tuple[Example, Tensor]]:
        made = marker_data.all_examples(rows, tokenizer)
        return list(zip(made, through_trunk(trunk, made, pad, device), strict=True))

    rows = [row for path in a.data for row in marker_data.read(path)[: a.limit]]
    held = [r for i, r in enumerate(rows) if a.held and i % a.held == 0]
    started = time.time()
    valid = prepared(held)
    train = prepared([r for i, r in enumerate(rows) if not a.held or i % a.held])
    print(f"{len(train)} windows to learn from, {len(valid)} held out, {time.time() - started:.0f} s", flush=True)
    taken: set[str] = set()

    def grown() -> None:
        if a.more is None or not a.more.is_dir():
            return
        fresh = [p for p in sorted(a.more.glob("*.json")) if p.name not in taken]
        taken.update(p.name for p in fresh)
        if fresh:
            train.extend(prepared([json.loads(p.read_text(encoding="utf-8")) for p in fresh]))
            print(f"{len(fresh)} more rows: {len(train)} windows", flush=True)

    grown()
    upper = list(net.upper.parameters())
    others = [p for n, p in net.named_parameters() if not n.startswith("upper.")]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": a.lr}, {"params": others, "lr": a.head_lr}], weight_decay=0.01
    )
    per_epoch = sum(1 for _ in batches(train, a.tokens, np.random.default_rng(0)))
    total = a.steps or int(per_epoch * a.epochs)
    warm = max(1, total // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min(1.0, (s + 1) / warm) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, s / total)))),
    )
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.ema), use_buffers=False
    )
    a.out.mkdir(parents=True, exist_ok=True)
    step, curve = 0, []
    resume = a.out / "last.pt"
    if resume.exists():
        state = torch.load(resume, map_location=device, weights_only=False)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, curve = state["step"], state["curve"]
        rng = np.random.default_rng([a.seed, step])
        print(f"going on from step {step}", flush=True)
    sums: dict[str, list[float]] = {}
    while step < total:
        grown()
        for part in batches(train, a.tokens, rng):
            parts = loss_of(net, collate(part, device))
            loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros((), device=device))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(net)
            step += 1
            for k, v in parts.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if step % 100 == 0 or step == total:
                said = {k: round(float(np.mean(v)), 3) for k, v in sums.items()}
                sums = {}
                print(step, total, round(time.time() - started), json.dumps(said), flush=True)
            if step % 300 == 0 or step == total:
                row = {"step": step, "seconds": round(time.time() - started), **validate(mean.module, valid, device)}
                curve.append(row)
                print(json.dumps(row), flush=True)
                (a.out / "curve.json").write_text(json.dumps(curve, indent=1))
                torch.save(
                    {
                        "config": net.config.as_dict(),
                        "state": {k: v.half() for k, v in mean.module.state_dict().items()},
                    },
                    a.out / "best.pt",
                )
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
