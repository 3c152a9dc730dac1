"""Train the writer: first the language of the news (articles as plain text), then the tasks (loss on the answer).

One script for CPU and CUDA; checkpoints resume. AdamW, warm-up and cosine, bf16 autocast over fp32 masters, a few
fixed lengths (ever-changing shapes made the process grow and slow down threefold).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from models.training import corpus
from summarizer.engines import weights

LENGTHS = (96, 128, 160, 192, 256, 320)
BLOCK = 1024
BOS, EOS, PAD = 2, 1, 0


def build(folder: Path) -> Gemma3ForCausalLM:
    """The model in `folder` (config.json and our int8 shards), in float32; input and output embeddings are one."""
    model = Gemma3ForCausalLM(Gemma3TextConfig.from_pretrained(folder))
    missing = model.load_state_dict(weights.load(folder), strict=False).missing_keys
    if set(missing) - {"lm_head.weight"}:
        raise SystemExit(f"{folder}: lacks {missing}")
    model.tie_weights()
    return model


def sequences(path: Path, limit: int | None = None) -> list[tuple[np.ndarray, int, int]]:
    """(ids, length of the question, task) of every pair that fits the longest length."""
    z = np.load(path)
    z = {k: z[k] for k in z.files}
    sources = np.split(z["sources"], np.cumsum(z["source_tokens"])[:-1])
    targets = np.split(z["targets"], np.cumsum(z["target_tokens"])[:-1])
    out = []
    for s, t, task in zip(sources[:limit], targets, z["task"], strict=False):
        ids = np.concatenate([[BOS], s, t, [EOS]]).astype(np.int64)
        if len(ids) <= LENGTHS[-1]:
            out.append((ids, len(s) + 1, int(task)))
    return out


def batches(
    items: list[tuple[np.ndarray, int, int]], tokens: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shuffled batches of one length each: ids (n, length) and labels, -100 where there is nothing to learn."""
    buckets: dict[int, list[int]] = {}
    plan: list[tuple[int, list[int]]] = []
    for i in rng.permutation(len(items)):
        length = next(x for x in LENGTHS if x >= len(items[i][0]))
        bucket = buckets.setdefault(length, [])
        bucket.append(int(i))
        if len(bucket) * length >= tokens:
            plan.append((length, buckets.pop(length)))
    plan += list(buckets.items())
    for p in rng.permutation(len(plan)):
        length, chosen = plan[p]
        ids = np.full((len(chosen), length), PAD, np.int64)
        labels = np.full((len(chosen), length), -100, np.int64)
        for row, i in enumerate(chosen):
            seq, question, _ = items[i]
            ids[row, : len(seq)] = seq
            labels[row, question : len(seq)] = seq[question:]
        yield ids, labels


def loss_of(model: Gemma3ForCausalLM, ids: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy of the labelled tokens. Padding stands at the end, so causal attention needs no mask."""
    hidden = model.model(input_ids=ids).last_hidden_state[:, :-1]
    wanted = labels[:, 1:]
    at = wanted != -100
    logits = model.lm_head(hidden[at]).float()
    return functional.cross_entropy(logits, wanted[at])


@torch.no_grad()
def validation(
    model: Gemma3ForCausalLM, items: list[tuple[np.ndarray, int, int]], device: torch.device
) -> dict[str, float]:
    """Mean loss a token of each task."""
    model.eval()
    found = {}
    for task, name in enumerate(("compress", "headline", "lead")):
        part = [i for i in items if i[2] == task][:400]
        total, count = 0.0, 0
        for ids, labels in batches(part, 8192, np.random.default_rng(0)):
            y = torch.from_numpy(labels).to(device)
            with torch.autocast(device.type, torch.bfloat16):
                loss = loss_of(model, torch.from_numpy(ids).to(device), y)
            n = int((y != -100).sum())
            total += float(loss) * n
            count += n
        found[name] = round(total / max(1, count), 4)
    model.train()
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", type=Path, default=corpus.CACHE / "writer-base")
    ap.add_argument("--data", type=Path, default=corpus.CACHE / "writer-data")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "writer-run")
    ap.add_argument("--adapt-epochs", type=float, default=2)
    ap.add_argument("--adapt-lr", type=float, default=3e-4)
    ap.add_argument("--adapt-tokens", type=int, default=32_768, help="tokens a step")
    ap.add_argument("--epochs", type=float, default=4)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--tokens", type=int, default=8192, help="tokens a step")
    ap.add_argument("--limit", type=int, default=None)
    ap.add_argument("--seconds", type=float, nargs=2, default=(None, None), help="anneal each stage over this time")
    ap.add_argument("--steps", type=int, default=None, help="stop each stage after so many")
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
    a.out.mkdir(parents=True, exist_ok=True)
    adapted = a.out / "adapted.pt"
    model = build(a.base).to(device)
    model.config.use_cache = False
    model.train()
    valid = sequences(a.data / "valid.npz", a.limit)
    train = sequences(a.data / "train.npz", a.limit)
    if not train:
        raise SystemExit(f"{a.data}: no pair to train on")
    print(
        f"{len(train)} pairs, {len(valid)} for validation; at the start {validation(model, valid, device)}", flush=True
    )

    if adapted.exists():
        model.load_state_dict(torch.load(adapted, map_location=device))
    elif a.adapt_epochs > 0:
        text = np.load(a.data / "plain.npz")["tokens"]
        total = a.steps or max(1, int(a.adapt_epochs * len(text) / a.adapt_tokens))
        stage = Stage(a.out / "adapt.json", total, a.seconds[0], a.adapt_lr)
        fit(
            model,
            lambda step: blocks(text, a.adapt_tokens, np.random.default_rng([a.seed, 1, step])),
            stage,
            device,
            lambda: validation(model, valid, device),
        )
        torch.save(model.state_dict(), adapted)
        stage.checkpoint.unlink(missing_ok=True)

    def pairs(step: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        rng = np.random.default_rng([a.seed, 2, step])
        while True:
            yield from batches(train, a.tokens, rng)

    per_epoch = sum(1 for _ in batches(train, a.tokens, np.random.default_rng(0)))
    stage = Stage(a.out / "tasks.json", a.steps or max(1, int(a.epochs * per_epoch)), a.seconds[1], a.lr)
    fit(model, pairs, stage, device, lambda: validation(model, valid, device))
    torch.save(
        {k: v.to(torch.bfloat16) for k, v in model.state_dict().items() if k != "lm_head.weight"}, a.out / "best.pt"
    )
    stage.checkpoint.unlink(missing_ok=True)


def blocks(text: np.ndarray, tokens: int, rng: np.random.Generator) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shuffled blocks of running text without end, about `tokens` a batch: ids (n, 1024), which are the labels too."""
    count = (len(text) - BLOCK) // BLOCK
    if count < 1:
        raise SystemExit(f"{len(text)} tokens of plain text are fewer than two blocks of {BLOCK}")
    rows = min(count, max(1, tokens // BLOCK))
    while True:
        starts = rng.permutation(count) * BLOCK + int(rng.integers(0, BLOCK))
        for at in range(0, count - rows + 1, rows):
            ids = np.stack([text[s : s + BLOCK] for s in starts[at : at + rows]]).astype(np.int64)
            yield ids, ids


@dataclass(frozen=True)
class Stage:
    """One of the two stages: where its loss goes, for how many steps or seconds, at which peak rate."""

    log: Path
    total: int
    seconds: float | None
    lr: float

    @property
    def checkpoint(self) -> Path:
        """What the stage goes on from when it was cut off."""
        return self.log.with_suffix(".last.pt")


def fit(
    model: Gemma3ForCausalLM,
    stream: Callable[[int], Iterator[tuple[np.ndarray, np.ndarray]]],
    stage: Stage,
    device: torch.device,
    check: Callable[[], dict[str, float]],
) -> None:
    """AdamW with warm-up and cosine over `stream(first step)`; ten rows of loss and as many checkpoints are written."""
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=stage.lr, weight_decay=0.01, betas=(0.9, 0.95), fused=device.type == "cuda"
    )
    started = time.time()
    done = 0.0

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / max(1, stage.total // 20)) * (
            0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
        )

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    losses: list[torch.Tensor] = []
    curve: list[dict[str, float]] = []
    first = 0
    if stage.checkpoint.exists():
        state = torch.load(stage.checkpoint, map_location=device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first, curve = state["step"], state["curve"]
        started -= curve[-1]["seconds"]
        print(f"{stage.log.stem}: going on from step {first}", flush=True)
    for step, (ids, labels) in enumerate(stream(first), start=first + 1):
        with torch.autocast(device.type, torch.bfloat16):
            loss = loss_of(model, torch.from_numpy(ids).to(device), torch.from_numpy(labels).to(device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.detach())
        done = (time.time() - started) / stage.seconds if stage.seconds else step / stage.total
        schedule.step()
        if done >= 0.1 * (len(curve) + 1) or done >= 1:
            mean = round(float(torch.stack(losses).mean()), 4)
            row = {"step": step, "seconds": round(time.time() - started), "loss": mean, **check()}
            losses = []
            curve.append(row)
            stage.log.write_text(json.dumps(curve, indent=1))
            print(json.dumps(row), flush=True)
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save(state | {"step": step, "curve": curve}, stage.checkpoint)
        if done >= 1:
            return


if __name__ == "__main__":
    main()
