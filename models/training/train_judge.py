"""Train the judge on claims with twins: annotated ones and ones made by program in each step.

The loss has four parts: the verdict, the order within a pair of twins, the kind of error, the words at fault.

Usage: python -m models.training.train_judge --claims ROWS … --out DIR
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.training import corpus, fitting, judge_data, marker_data
from models.training.judge_data import UNKNOWN, Example
from summarizer.engines import runtime
from summarizer.engines import trunk as shared
from summarizer.engines.judge import pairs
from summarizer.engines.judge.network import JudgeConfig, JudgeNet

STEP = 32
WEIGHTS = {"false": 1.0, "order": 0.7, "kind": 0.3, "words": 0.7}
WORD_WEIGHT = 6.0


def build(reader: Path, trunk: int, layers: int) -> tuple[shared.Trunk, JudgeNet]:
    """The trunk, and a fresh net whose layers are the reader's next ones."""
    return fitting.build(reader, trunk, layers, JudgeConfig, JudgeNet, flags=pairs.NAMES)


def collate(part: Sequence[Example], pad: int, device: torch.device) -> dict[str, Tensor]:
    """One batch on the device."""
    length = -(-max(len(e.reading.ids) for e in part) // STEP) * STEP
    ids = torch.full((len(part), length), pad)
    flags = torch.zeros(len(part), length, len(pairs.NAMES))
    claim = torch.zeros(len(part), length)
    words = torch.full((len(part), length), UNKNOWN, dtype=torch.int8)
    for i, e in enumerate(part):
        n = len(e.reading.ids)
        ids[i, :n] = torch.from_numpy(e.reading.ids)
        flags[i, :n] = torch.from_numpy(e.reading.flags)
        claim[i, :n] = torch.from_numpy(e.reading.claim)
        words[i, :n] = torch.from_numpy(e.words)
    batch = {
        "ids": ids,
        "mask": (ids != pad).long(),
        "flags": flags,
        "claim": claim,
        "words": words,
        "false": torch.tensor([float(e.false) for e in part]),
        "kind": torch.tensor([e.kind for e in part]),
        "weight": torch.tensor([e.weight for e in part]),
        "pair": torch.tensor([e.pair for e in part]),
    }
    return {k: v.to(device) for k, v in batch.items()}


def run(trunk: shared.Trunk, net: JudgeNet, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The net's answers; the trunk learns nothing."""
    with runtime.mixed(batch["ids"].device):
        with torch.no_grad():
            vectors = trunk(batch["ids"], batch["mask"])
        found: dict[str, Tensor] = net(vectors, batch["flags"], batch["mask"], batch["claim"])
    return {name: answer.float() for name, answer in found.items()}


def loss_of(found: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The parts of the loss, each a mean."""
    weight = batch["weight"]
    verdict = functional.binary_cross_entropy_with_logits(found["false"], batch["false"], reduction="none")
    parts = {"false": (verdict * weight).sum() / weight.sum()}
    same = (batch["pair"][:, None] == batch["pair"][None]) & (batch["pair"][:, None] >= 0)
    apart = same & (batch["false"][:, None] > batch["false"][None])
    if bool(apart.any()):
        gap = found["false"][:, None] - found["false"][None]
        parts["order"] = functional.softplus(-gap[apart]).mean()
    known = batch["kind"] >= 0
    if bool(known.any()):
        parts["kind"] = functional.cross_entropy(found["kind"][known], batch["kind"][known])
    told = batch["words"] >= 0
    if bool(told.any()):
        parts["words"] = functional.binary_cross_entropy_with_logits(
            found["words"][told],
            batch["words"][told].float(),
            pos_weight=torch.tensor(WORD_WEIGHT, device=weight.device),
        )
    return parts


def batches(items: list[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Batches of about `size` claims without end, twins together, of like length."""
    groups: dict[Any, list[Example]] = defaultdict(list)
    for n, e in enumerate(items):
        groups[e.pair if e.pair >= 0 else ("alone", n)].append(e)
    units = list(groups.values())
    while True:
        order = sorted(rng.permutation(len(units)), key=lambda i: len(units[i][0].reading.ids) // 48)
        made: list[list[Example]] = [[]]
        for i in order:
            if len(made[-1]) + len(units[i]) > size:
                made.append([])
            made[-1].extend(units[i])
        for g in rng.permutation(len(made)):
            if made[g]:
                yield made[g]


@torch.no_grad()
def scores(trunk: shared.Trunk, net: JudgeNet, items: Sequence[Example], pad: int, device: torch.device) -> np.ndarray:
    """The logit that each claim is false."""
    net.eval()
    out = np.zeros(len(items))
    order = sorted(range(len(items)), key=lambda i: len(items[i].reading.ids))
    for at in range(0, len(order), 16):
        part = order[at : at + 16]
        out[part] = run(trunk, net, collate([items[i] for i in part], pad, device))["false"].cpu().numpy()
    net.train()
    return out


def auc(s: np.ndarray, false: np.ndarray) -> float:
    """Area under the ROC curve of scores for being false."""
    ranks = s.argsort().argsort() + 1
    n, m = int(false.sum()), int((~false).sum())
    return float((ranks[false].sum() - n * (n + 1) / 2) / max(1, n * m))


def caught(s: np.ndarray, false: np.ndarray, alarms: float) -> float:
    """The share of false claims above the threshold that flags this share of the honest ones."""
    honest = np.sort(s[~false])[::-1]
    threshold = honest[min(len(honest) - 1, int(alarms * len(honest)))]
    return float((s[false] > threshold).mean())


def validate(s: np.ndarray, items: Sequence[Example]) -> dict[str, float]:
    """AUC, catches at 6 % of false alarms, and twins in the right order."""
    false = np.array([bool(e.false) for e in items])
    groups: dict[int, list[int]] = defaultdict(list)
    for i, e in enumerate(items):
        if e.pair >= 0:
            groups[e.pair].append(i)
    ordered = [s[a] > s[b] for g in groups.values() for a in g for b in g if items[a].false and not items[b].false]
    return {
        "auc": round(auc(s, false), 4),
        "caught@6": round(caught(s, false, 0.06), 4),
        "ordered": round(float(np.mean(ordered)) if ordered else 0.0, 4),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--claims", type=Path, nargs="+", required=True)
    fitting.options(ap, "judge-run")
    ap.add_argument("--articles", type=Path, default=corpus.ROOT / "../shared/data/brief-train.jsonl.xz")
    ap.add_argument("--made", type=int, default=2400, help="articles of which twins are made")
    ap.add_argument("--steps", type=int, default=1200)
    ap.add_argument("--size", type=int, default=12, help="annotated claims a step")
    ap.add_argument("--made-size", type=int, default=12, help="made ones a step")
    a = ap.parse_args()
    device = fitting.begin(a)
    tokenizer = Tokenizer.from_file(str(a.reader / "tokenizer.json"))
    pad = tokenizer.token_to_id("<pad>") or 0
    started = time.time()
    rows, held = fitting.apart([row for path in a.claims for row in marker_data.read(path)[: a.limit]], a.held)
    valid = list(judge_data.annotated(held, tokenizer))
    train = list(judge_data.annotated(rows, tokenizer, 10**6, told=0.5))
    made = list(judge_data.made(marker_data.read(a.articles)[: a.made], tokenizer, a.seed, 10**8)) if a.made else []
    print(f"{len(train)} claims, {len(made)} made, {len(valid)} held out, {time.time() - started:.0f} s", flush=True)
    trunk, net = build(a.reader, a.trunk, a.layers)
    trunk.to(device)
    fit = fitting.Fit(net, a, a.steps, WEIGHTS, device)
    rng = fit.rng
    more = fitting.Growing(a.more)
    human, program = batches(train, a.size, rng), batches(made, a.made_size, rng) if made else None
    while not fit.done():
        if fit.step % 50 == 0 and (fresh := more.fresh()):
            train += judge_data.annotated(fresh, tokenizer, 2 * 10**6 + 10**4 * len(more.taken), told=0.5)
            human = batches(train, a.size, rng)
            print(f"{len(fresh)} more articles: {len(train)} claims", flush=True)
        batch = collate([*next(human), *(next(program) if program else ())], pad, device)
        fit.learn(loss_of(run(trunk, net, batch), batch))
        fit.tell(50)
        fit.keep(200, lambda mean: validate(scores(trunk, mean, valid, pad, device), valid))


if __name__ == "__main__":
    main()
