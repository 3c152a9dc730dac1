"""Train the editor: which words of a sentence stay in a brief, on the frozen trunk's vectors, computed once.

Usage: python -m models.training.train_editor --cuts ROWS --edits ROWS --mined ROWS … --out DIR
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.training import editor_data, fitting, marker_data
from models.training.editor_data import TRUST, Cut
from summarizer.engines import trunk as shared
from summarizer.engines.editor.network import EditorConfig, EditorNet
from summarizer.engines.editor.reading import NAMES, Reading, read

STEP = 16
WEIGHTS = {"keep": 1.0}
Example = tuple[Cut, Reading, Tensor]


def build(reader: Path, trunk: int, layers: int) -> tuple[shared.Trunk, EditorNet]:
    """The trunk, and a fresh net whose layers are the reader's next ones."""
    shape = shared.shape(reader)
    encoder = shared.encoder(reader)
    config = EditorConfig(
        flags=NAMES,
        vocab_size=shape.vocab_size,
        hidden=shape.hidden,
        trunk=trunk,
        layers=layers,
        heads=shape.heads,
        feed_forward=shape.feed_forward,
        positions=shape.positions,
    )
    net = EditorNet(config)
    fitting.take_layers(net, encoder, trunk, layers)
    return shared.Trunk(encoder, trunk).eval(), net


@torch.no_grad()
def examples(cuts: Sequence[Cut], tokenizer: Tokenizer, trunk: shared.Trunk, device: torch.device) -> list[Example]:
    """Each sentence as it is read, with the trunk's vectors (n, hidden) in half precision."""
    read_ones = [(c, read(c.title, c.before, c.sentence, tokenizer)) for c in cuts]
    out: list[Example] = []
    for cut, reading in read_ones:
        ids = torch.from_numpy(reading.ids)[None].to(device)
        out.append((cut, reading, trunk(ids, torch.ones_like(ids))[0].half().cpu()))
    return out


def collate(part: Sequence[Example], device: torch.device) -> dict[str, Tensor]:
    """One batch on the device; `known` is 1 at the first token of each word."""
    length = -(-max(len(r.ids) for _, r, _ in part) // STEP) * STEP
    hidden = part[0][2].shape[-1]
    vectors = torch.zeros(len(part), length, hidden)
    flags = torch.zeros(len(part), length, len(NAMES))
    mask = torch.zeros(len(part), length)
    known = torch.zeros(len(part), length)
    keep = torch.zeros(len(part), length)
    for i, (cut, reading, vector) in enumerate(part):
        n = len(reading.ids)
        vectors[i, :n] = vector.float()
        flags[i, :n] = torch.from_numpy(reading.flags)
        mask[i, :n] = 1
        for first, stays in zip(reading.firsts.tolist(), cut.keep, strict=True):
            if first >= 0:
                known[i, first] = TRUST[cut.source]
                keep[i, first] = float(stays)
    batch = {"vectors": vectors, "flags": flags, "mask": mask, "known": known, "keep": keep}
    return {k: v.to(device) for k, v in batch.items()}


def loss_of(net: EditorNet, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The mean over words of the trust in them times the cross-entropy."""
    logits = net(batch["vectors"], batch["flags"], batch["mask"])
    each = functional.binary_cross_entropy_with_logits(logits, batch["keep"], reduction="none")
    return {"keep": (each * batch["known"]).sum() / batch["known"].sum()}


def batches(items: Sequence[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Batches of like length without end."""
    while True:
        order = sorted(rng.permutation(len(items)), key=lambda i: len(items[i][1].ids) // 24)
        made = [order[at : at + size] for at in range(0, len(order), size)]
        for g in rng.permutation(len(made)):
            yield [items[i] for i in made[g]]


@torch.no_grad()
def logits(net: EditorNet, items: Sequence[Example], device: torch.device) -> list[np.ndarray]:
    """For each sentence the logits that its words stay."""
    net.eval()
    out: list[np.ndarray] = [np.zeros(0)] * len(items)
    order = sorted(range(len(items)), key=lambda i: len(items[i][1].ids))
    for at in range(0, len(order), 32):
        part = order[at : at + 32]
        batch = collate([items[i] for i in part], device)
        found = net(batch["vectors"], batch["flags"], batch["mask"]).cpu().numpy()
        for row, i in zip(found, part, strict=True):
            firsts = items[i][1].firsts
            out[i] = np.where(firsts >= 0, row[np.maximum(firsts, 0)], 9.0)
    net.train()
    return out


def validate(found: Sequence[np.ndarray], items: Sequence[Example]) -> dict[str, float]:
    """Of the words that annotators cut: precision, recall and F1 at the threshold 0, and the AUC."""
    pairs = [(f, np.array(c.keep)) for f, (c, _, _) in zip(found, items, strict=True) if c.source == "cuts"]
    if not pairs:
        return {}
    score = np.concatenate([f for f, _ in pairs])
    stays = np.concatenate([k for _, k in pairs])
    gone, right = score < 0, (score < 0) & ~stays
    precision, recall = right.sum() / max(1, gone.sum()), right.sum() / max(1, (~stays).sum())
    ranks = score.argsort().argsort() + 1
    n, m = int(stays.sum()), int((~stays).sum())
    return {
        "cut": round(float((~stays).mean()), 3),
        "precision": round(float(precision), 3),
        "recall": round(float(recall), 3),
        "f1": round(float(2 * precision * recall / max(1e-9, precision + recall)), 3),
        "auc": round(float((ranks[stays].sum() - n * (n + 1) / 2) / max(1, n * m)), 4),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--cuts", type=Path, nargs="*", default=[])
    ap.add_argument("--edits", type=Path, nargs="*", default=[])
    ap.add_argument("--mined", type=Path, nargs="*", default=[])
    fitting.options(ap, "editor-run")
    ap.set_defaults(layers=2)
    ap.add_argument("--steps", type=int, default=800)
    ap.add_argument("--size", type=int, default=32, help="sentences a step")
    a = ap.parse_args()
    device = fitting.begin(a)
    started = time.time()
    tokenizer = Tokenizer.from_file(str(a.reader / "tokenizer.json"))
    cuts: list[Cut] = []
    for paths, make in ((a.cuts, editor_data.annotated), (a.edits, editor_data.edits), (a.mined, editor_data.mined)):
        for path in paths:
            cuts += make(marker_data.read(path)[: a.limit])
    articles = sorted({c.article for c in cuts if c.source != "mined"})
    held = set(fitting.apart(articles, a.held)[1])
    trunk, net = build(a.reader, a.trunk, a.layers)
    trunk.to(device)
    found = examples(cuts, tokenizer, trunk, device)
    train = [e for e in found if e[0].article not in held]
    valid = [e for e in found if e[0].article in held]
    told = {s: sum(e[0].source == s for e in train) for s in TRUST}
    print(f"{told} to learn from, {len(valid)} held out, {time.time() - started:.0f} s", flush=True)
    fit = fitting.Fit(net, a, a.steps, WEIGHTS, device)
    todo = batches(train, a.size, fit.rng)
    while not fit.done():
        fit.learn(loss_of(net, collate(next(todo), device)))
        fit.tell(25)
        fit.keep(100, lambda mean: validate(logits(mean, valid, device), valid))


if __name__ == "__main__":
    main()
