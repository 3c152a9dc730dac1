"""Train the reader's choosing on briefs by choosing: a pointer over sentences, told what the brief has already.

The reader's encoder is frozen, so each article goes through it once. Of each chosen set, parts of it are shown, and any
of the rest may come next; of the whole set, the end. Rows: `data/choices.jsonl.xz` (sets of sentences that editors
chose, and all that lean on others), and the articles of `train/edits` (the sentences that were cut and joined).

Usage: python -m models.training.train_choice [--edits ROWS] [--out DIR]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.training import corpus, fitting, marker_data
from summarizer import document
from summarizer.brief.units import candidates
from summarizer.engines import weights
from summarizer.engines.reader.choosing import ChoiceConfig, ChoiceNet
from summarizer.engines.reader.engine import load

WORDS = 100
LEANING = 0.3
"""Weight of telling which units lean."""
PARTS = 2
"""Parts of each chosen set that are shown in a step."""


@dataclass(frozen=True)
class Example:
    """An article: unit table (u + 1, hidden), features (u, f), words (u,), chosen sets (u,), leaning (u,) or None."""

    table: Tensor
    features: Tensor
    words: np.ndarray
    sets: tuple[np.ndarray, ...]
    leaning: np.ndarray | None


def _reader(folder: Path, threads: int) -> Any:
    """The reader as it ships; its pooling is used from inside."""
    return load(folder, threads=threads).scorer


def example(reader: Any, text: str, sets: Sequence[Sequence[int]], leaning: Sequence[int] | None) -> Example | None:
    """An article with what was chosen, all as offsets where sentences start; None where nothing was."""
    article = document.from_text(text)
    units = candidates(article)
    if not units:
        return None
    starts = np.array([article.sentences[u.sentence].start for u in units])
    found = tuple(m for chosen in sets if (m := np.isin(starts, list(chosen))).any())
    if not found:
        return None
    prepared = reader._prepare(article, units)
    with torch.inference_mode():
        table = reader._pool([prepared], [len(units)], None)[0]
    return Example(
        table.float().cpu().clone(),
        torch.from_numpy(prepared.features.astype(np.float32)),
        np.array([len(u.of(article.text).split()) for u in units]),
        found,
        None if leaning is None else np.isin(starts, list(leaning)),
    )


def read(choices: Path, edits: Path | None) -> list[tuple[str, list[list[int]], list[int] | None]]:
    """Text, chosen sets, leaning sentences of every row."""
    rows = [(r["text"], [list(c) for c in r["choices"]], list(r["leaning"])) for r in marker_data.read(choices)]
    out: list[tuple[str, list[list[int]], list[int] | None]] = list(rows)
    for r in marker_data.read(edits) if edits is not None else []:
        taken = {r["sentences"][i][0] for b in r["brief"] for i in b["sentences"]}
        out.append((r["text"], [sorted(taken)], None))
    return out


def states(e: Example, rng: random.Random) -> list[tuple[np.ndarray, np.ndarray]]:
    """What is taken, and what may come next (nothing: the end), of parts of each set; nothing taken comes last."""
    out = []
    for chosen in e.sets:
        places = [int(i) for i in np.flatnonzero(chosen)]
        for _ in range(PARTS):
            part = np.zeros(len(chosen), bool)
            part[rng.sample(places, rng.randint(0, len(places)))] = True
            out.append((part, chosen & ~part))
    out.append((e.sets[0], np.zeros_like(e.sets[0])))
    out.append((np.zeros_like(e.sets[0]), e.sets[0]))
    return out


def loss_of(net: ChoiceNet, e: Example, rng: random.Random) -> Tensor:
    """Cross entropy of what comes next, uniform over the rest of the set, and of leaning."""
    shown = states(e, rng)
    taken = torch.from_numpy(np.stack([t for t, _ in shown]))
    room = torch.tensor([1 - min(1.2, float(e.words[t].sum()) / WORDS) for t, _ in shown])
    following, lean = net(e.table, e.features, taken.long(), room)
    target = torch.zeros_like(following)
    for i, (_, rest) in enumerate(shown):
        if rest.any():
            target[i, :-1][torch.from_numpy(rest)] = 1 / int(rest.sum())
        else:
            target[i, -1] = 1
    barred = torch.cat([taken, torch.zeros(len(taken), 1, dtype=torch.bool)], dim=1)
    loss = -(target * following.masked_fill(barred, -1e4).log_softmax(-1)).sum(-1).mean()
    if e.leaning is not None:
        wanted = torch.from_numpy(e.leaning.astype(np.float32))
        loss = loss + LEANING * functional.binary_cross_entropy_with_logits(lean[-1], wanted)
    return loss


@torch.no_grad()
def validate(net: ChoiceNet, items: Sequence[Example]) -> dict[str, float]:
    """Units F1 with the nearest chosen set, taken greedily to `WORDS`; the share that lean."""
    net.eval()
    f1, leans = [], []
    for e in items:
        taken = np.zeros(len(e.words), bool)
        while True:
            left = 1 - float(e.words[taken].sum()) / WORDS
            following, _ = net(e.table, e.features, torch.from_numpy(taken[None]).long(), torch.tensor([left]))
            values = following[0].numpy().copy()
            values[:-1][taken | (e.words > max(12.0, (left + 0.15) * WORDS))] = -np.inf
            best = int(values[:-1].argmax())
            if left <= 0 or not np.isfinite(values[best]) or (left < 0.2 and values[-1] > values[best]):
                break
            taken[best] = True
        f1.append(max(2 * int((taken & s).sum()) / max(1, int(taken.sum() + s.sum())) for s in e.sets))
        if e.leaning is not None:
            leans.append(float((e.leaning & taken).sum() / max(1, taken.sum())))
    net.train()
    return {"f1": round(float(np.mean(f1)), 4), "leans": round(float(np.mean(leans or [0])), 4)}


def build(folder: Path) -> ChoiceNet:
    """A fresh network whose layers are the reader's over its sentences, and whose pointer is its relevance."""
    raw = weights.read_json(folder / "config.json")
    net = ChoiceNet(ChoiceConfig(tuple(raw["features"]), raw["hidden"], raw["document_layers"], raw["document_heads"]))
    state = {k: v.float() for k, v in weights.load(folder).items() if not k.startswith("encoder.")}
    net.load_state_dict({k: v for k, v in state.items() if k in net.state_dict()}, strict=False)
    with torch.no_grad():
        net.next.weight.copy_(state["heads.weight"][:1])
        net.next.bias.copy_(state["heads.bias"][:1])
        for fresh in (net.taken.weight, net.room.weight, net.stop.weight):
            nn.init.zeros_(fresh)
    return net


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--choices", type=Path, default=Path(__file__).parent / "data" / "choices.jsonl.xz")
    ap.add_argument("--edits", type=Path, default=None)
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "choice-run")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--size", type=int, default=8, help="articles a step")
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--ema", type=float, default=0.97)
    ap.add_argument("--held", type=int, default=15, help="every n-th row is held out; 0 for none")
    ap.add_argument("--limit", type=int, default=None, help="rows (for trying it out)")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    fitting.begin(a)
    rng = random.Random(a.seed)
    reader = _reader(a.reader, a.threads)
    found = [e for row in read(a.choices, a.edits)[: a.limit] if (e := example(reader, *row)) is not None]
    train, held = fitting.apart(found, a.held)
    print(f"{len(train)} articles to learn from, {len(held)} held out", flush=True)
    net = build(a.reader)
    fresh = ("next", "stop", "lean", "taken", "room")
    groups: list[list[nn.Parameter]] = [[], []]
    for name, parameter in net.named_parameters():
        groups[name.split(".")[0] in fresh].append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": groups[0], "lr": a.lr}, {"params": groups[1], "lr": a.head_lr}], weight_decay=0.05
    )
    steps = max(1, a.epochs * (len(train) // a.size))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 20) * max(0.05, 1 - s / steps))
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(a.ema), use_buffers=False)
    started, curve = time.time(), []
    for epoch in range(a.epochs):
        rng.shuffle(train)
        losses = []
        for at in range(0, len(train) - a.size + 1, a.size):
            part = [loss_of(net, e, rng) for e in train[at : at + a.size]]
            loss = torch.stack(part).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(net)
            losses.append(float(loss.detach()))
        now = {"epoch": epoch + 1, "seconds": round(time.time() - started), "loss": round(float(np.mean(losses)), 3)}
        curve.append(now | (validate(mean.module, held) if held else {}))
        print(json.dumps(curve[-1]), flush=True)
    a.out.mkdir(parents=True, exist_ok=True)
    state = {k: v.half() for k, v in mean.module.state_dict().items()}
    torch.save({"config": net.config.as_dict(), "state": state}, a.out / "best.pt")
    (a.out / "curve.json").write_text(json.dumps(curve, indent=1))


if __name__ == "__main__":
    main()
