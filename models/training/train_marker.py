"""Train the marker on annotated articles: layers and heads above the reader's frozen lower layers.

The trunk's output is computed once and kept, so a step costs half of the encoder. One script for CPU and CUDA;
checkpoints resume. The exponential moving average of the weights is what ships.

Usage: python -m models.training.train_marker --data ROWS … --out DIR   (rows as in `marker_data.read`)
"""

from __future__ import annotations

import argparse
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
from torch import Tensor
from torch.nn import functional

from models.training import fitting, marker_data
from models.training.marker_data import IGNORE, Example
from summarizer.engines import runtime
from summarizer.engines import trunk as shared
from summarizer.engines.marker import flags, traits
from summarizer.engines.marker.decoding import TAG_WEIGHTS, actions
from summarizer.engines.marker.network import SLOTS, MarkerConfig, MarkerNet
from summarizer.engines.marker.relations import relations

STEP = 32
TAG_WEIGHT = 4.0


def build(reader: Path, trunk: int, layers: int) -> tuple[shared.Trunk, MarkerNet]:
    """The trunk, and a fresh net whose layers are the reader's next ones."""
    return fitting.build(reader, trunk, layers, MarkerConfig, MarkerNet, flags=flags.NAMES, figures=traits.NAMES)


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
        with runtime.mixed(device):
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


def spans_of(examples: list[Example], name: str, device: torch.device, length: int) -> tuple[Tensor, ...]:
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


def pointing(scores: Tensor, gold: Tensor) -> Tensor:
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
    with runtime.mixed(device):
        x = net(batch.vectors, batch.flags, batch.mask)
    x = x.float()
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
    window, start, end, relation = spans_of(batch.examples, "actions", device, length)
    if len(window):
        found = net.directives(x, batch.mask, window, start, end, relation)
        gold = torch.from_numpy(np.concatenate([e.slots for e in batch.examples])).to(device)
        strength = torch.from_numpy(np.concatenate([e.strength for e in batch.examples])).to(device)
        inherited = torch.from_numpy(np.concatenate([e.inherited for e in batch.examples])).to(device)
        parts["slots"] = pointing(found["slots"], gold)
        parts["strength"] = functional.cross_entropy(found["strength"], strength)
        parts["inherited"] = functional.binary_cross_entropy_with_logits(found["inherited"], inherited)
    window, start, end, relation = spans_of(batch.examples, "figures", device, length)
    if len(window):
        traits_ = torch.from_numpy(np.concatenate([e.traits for e in batch.examples])).to(device)
        key = torch.from_numpy(np.concatenate([e.key for e in batch.examples])).to(device)
        label = torch.from_numpy(np.concatenate([e.label for e in batch.examples])).to(device)
        found = net.figures(x, batch.mask, window, start, end, relation, traits_)
        known = key >= 0
        if bool(known.any()):
            parts["key"] = functional.binary_cross_entropy_with_logits(found["key"][known], key[known])
        parts["label"] = pointing(found["label"], label[:, None])
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
            window, start, end, relation = spans_of([e], "actions", device, x.shape[1])
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
            window, start, end, relation = spans_of([e], "figures", device, x.shape[1])
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
    fitting.options(ap, "marker-run")
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--tokens", type=int, default=2048, help="a step")
    ap.add_argument("--steps", type=int, default=None, help="stop after so many")
    a = ap.parse_args()
    device = fitting.begin(a)
    tokenizer = Tokenizer.from_file(str(a.reader / "tokenizer.json"))
    pad = tokenizer.get_vocab()["<pad>"]
    trunk, net = build(a.reader, a.trunk, a.layers)
    trunk.to(device)

    def prepared(rows: list[dict[str, Any]]) -> list[tuple[Example, Tensor]]:
        made = marker_data.all_examples(rows, tokenizer)
        return list(zip(made, through_trunk(trunk, made, pad, device), strict=True))

    rows, held = fitting.apart([row for path in a.data for row in marker_data.read(path)[: a.limit]], a.held)
    started = time.time()
    valid, train = prepared(held), prepared(rows)
    print(f"{len(train)} windows to learn from, {len(valid)} held out, {time.time() - started:.0f} s", flush=True)
    more = fitting.Growing(a.more)

    def grown() -> None:
        if fresh := more.fresh():
            train.extend(prepared(fresh))
            print(f"{len(fresh)} more rows: {len(train)} windows", flush=True)

    grown()
    per_epoch = sum(1 for _ in batches(train, a.tokens, np.random.default_rng(0)))
    fit = fitting.Fit(net, a, a.steps or int(per_epoch * a.epochs), WEIGHTS, device)
    rng = fit.rng
    while not fit.done():
        grown()
        for part in batches(train, a.tokens, rng):
            fit.learn(loss_of(net, collate(part, device)))
            fit.tell(100)
            fit.keep(300, lambda mean: validate(mean, valid, device))
            if fit.done():
                break


if __name__ == "__main__":
    main()
