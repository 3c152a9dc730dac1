"""Train the reader: listwise loss over the sentences of an article, leads and briefs together.

One script for CPU and CUDA; checkpoints resume. The shipped weights are the exponential moving average of the
checkpoint with the best validation ROUGE.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig

from models.training import corpus, reader_data, rouge
from summarizer.engines import weights
from summarizer.engines.reader.network import TASKS, ReaderConfig, ReaderNet

WORDS = 100


def build(base: Path, features: tuple[str, ...]) -> ReaderNet:
    """A fresh network on the pruned encoder in `base`."""
    config = BertConfig.from_pretrained(base)
    net = ReaderNet(
        ReaderConfig(
            features=features,
            vocab_size=config.vocab_size,
            hidden=config.hidden_size,
            layers=config.num_hidden_layers,
            heads=config.num_attention_heads,
            feed_forward=config.intermediate_size,
            positions=config.max_position_embeddings,
            document_heads=max(1, config.hidden_size // 64),
        )
    )
    net.encoder.load_state_dict(weights.load(base))
    return net


def loss_of(relevance: torch.Tensor, batch: reader_data.Batch) -> torch.Tensor:
    """Mean KL divergence (up to the target's entropy) of each article's distribution under its own task's head."""
    pick = batch.task.view(-1, 1, 1).expand(-1, relevance.shape[1], 1)
    logits = relevance.gather(2, pick).squeeze(2).float().masked_fill(~batch.present, -1e4)
    return -(batch.target * logits.log_softmax(-1)).sum(-1).mean()


def choose(scores: np.ndarray, tokens: list[list[str]], words: int, penalty: float = 1.0) -> list[int]:
    """Units by score less word overlap with those chosen, up to about `words` syllables, in source order."""
    order: list[int] = []
    used: set[str] = set()
    left = set(range(len(tokens)))
    total = 0
    spread = float(scores.std()) or 1.0
    while left and total < words - 12:
        fit = [i for i in left if total + len(tokens[i]) <= words + 20] if order else list(left)
        if not fit:
            break
        value = {
            i: scores[i] / spread - penalty * (sum(t in used for t in set(tokens[i])) / max(1, len(set(tokens[i]))))
            for i in fit
        }
        best = max(fit, key=lambda i: value[i])
        order.append(best)
        left.discard(best)
        used |= set(tokens[best])
        total += len(tokens[best])
    return sorted(order)


@torch.no_grad()
def predict(net: ReaderNet, items: list[reader_data.Item], pad: int, device: torch.device) -> list[np.ndarray]:
    """Relevance of every unit under the article's own task."""
    net.eval()
    out: list[np.ndarray] = []
    for start in range(0, len(items), 16):
        part = items[start : start + 16]
        b = reader_data.collate(part, pad, device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            relevance = net(b.ids, b.mask, b.owner, b.features, b.present)
        for i, item in enumerate(part):
            out.append(relevance[i, : len(item.target), item.task].float().cpu().numpy())
    net.train()
    return out


def validate(kind: str, scores: list[np.ndarray], lines: list[dict[str, Any]]) -> tuple[float, float, float]:
    """Mean ROUGE-1/2/L of the chosen sentences: one for a lead, about 100 words for a brief."""
    results = []
    for s, line in zip(scores, lines, strict=True):
        tokens = [rouge.syllables(u) for u in line["units"]][: len(s)]
        picked = [int(s.argmax())] if kind == "lead" else choose(s, tokens, WORDS)
        results.append(rouge.rouge([t for i in picked for t in tokens[i]], rouge.syllables(line["reference"])))
    return tuple(100 * float(np.mean([r[k] for r in results])) for k in range(3))  # type: ignore[return-value]


def _sets(
    a: argparse.Namespace, features: tuple[str, ...], special: dict[str, int]
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """The articles of each set, and of those for validation what was written of them."""
    sets: dict[str, list[Any]] = {}
    for name in ("brief-valid", "lead-valid", "brief-train", "lead-train"):
        kind, part = name.split("-")
        windows = 8 if part == "valid" else 4
        found = reader_data.load(
            a.data / f"{name}.npz", TASKS.index(kind), features=features, windows=windows, **special
        )
        sets[name] = found[: a.limit] if a.limit else found
    lines = {}
    for name in ("brief-valid", "lead-valid"):
        written = json.loads((a.data / f"{name}.json").read_text(encoding="utf-8"))
        lines[name] = [written[item.row] for item in sets[name]]
    return sets, lines


def _trained(net: Any, frozen: int) -> list[Any]:
    """The encoder's parameters that are trained: all but the `frozen` lowest layers and what lies below them."""
    for layer in list(net.encoder.encoder["layer"])[:frozen]:
        layer.requires_grad_(False)
    if frozen:
        net.encoder.embeddings.requires_grad_(False)
    return [p for p in net.encoder.parameters() if p.requires_grad]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", type=Path, default=corpus.CACHE / "reader-base")
    ap.add_argument("--data", type=Path, default=corpus.CACHE / "reader-data")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "reader-run")
    ap.add_argument("--epochs", type=float, default=2)
    ap.add_argument("--windows", type=int, default=64, help="windows of 512 tokens a step")
    ap.add_argument("--lr", type=float, default=1e-4, help="of the encoder")
    ap.add_argument("--head-lr", type=float, default=5e-4)
    ap.add_argument("--briefs", type=int, default=3, help="times that a brief article is seen in an epoch")
    ap.add_argument("--frozen", type=int, default=0, help="encoder layers, from below, kept as they are")
    ap.add_argument("--ema", type=float, default=0.998)
    ap.add_argument("--limit", type=int, default=None, help="articles of each set (for trying it out)")
    ap.add_argument("--steps", type=int, default=None, help="stop after so many")
    ap.add_argument("--seconds", type=float, default=None, help="anneal over this much time instead of the epochs")
    ap.add_argument("--evaluate-every", type=int, default=400)
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    vocab: dict[str, int] = tokenizer.get_vocab()
    special = {"bos": vocab["<s>"], "eos": vocab["</s>"], "pad": vocab["<pad>"]}
    features = tuple(str(n) for n in np.load(a.data / "brief-valid.npz")["names"])
    net = build(a.base, features).to(device)
    sets, lines = _sets(a, features, special)
    train = sets["brief-train"] * a.briefs + sets["lead-train"]
    if not train:
        raise SystemExit(f"{a.data}: no article to train on")
    print({k: len(v) for k, v in sets.items()}, f"{sum(len(i.ids) for i in train)} windows an epoch", flush=True)

    encoder = _trained(net, a.frozen)
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": a.lr}, {"params": heads, "lr": a.head_lr}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device.type == "cuda")
    per_epoch = sum(1 for _ in reader_data.batches(train, a.windows, np.random.default_rng(0)))
    total = a.steps or max(1, int(per_epoch * a.epochs))
    warm = max(1, total // 20)
    started = time.time()

    def rate(s: int) -> float:
        done = (time.time() - started) / a.seconds if a.seconds else s / total
        return min(1.0, (s + 1) / warm) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(a.ema), use_buffers=False
    )

    a.out.mkdir(parents=True, exist_ok=True)
    step, best, curve = 0, -1.0, []
    resume = a.out / "last.pt"
    if resume.exists():
        state = torch.load(resume, map_location=device, weights_only=False)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, best, curve = state["step"], state["best"], state["curve"]
        rng = np.random.default_rng([a.seed, step])
        started -= curve[-1]["seconds"]
        print(f"going on from step {step}", flush=True)
    losses: list[torch.Tensor] = []

    def finished() -> bool:
        return time.time() - started > a.seconds if a.seconds else step >= total

    over = finished()
    while not over:
        for b in reader_data.ahead(reader_data.batches(train, a.windows, rng), special["pad"], device):
            with torch.autocast(device.type, torch.bfloat16):
                relevance = net(b.ids, b.mask, b.owner, b.features, b.present)
            loss = loss_of(relevance, b)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(net)
            losses.append(loss.detach())
            step += 1
            over = finished()
            if step % a.evaluate_every == 0 or over:
                loss_now = float(torch.stack(losses).mean())
                row: dict[str, Any] = {"step": step, "seconds": round(time.time() - started), "loss": loss_now}
                losses = []
                for kind in TASKS:
                    key = f"{kind}-valid"
                    row[kind] = [
                        round(x, 2)
                        for x in validate(kind, predict(mean.module, sets[key], special["pad"], device), lines[key])
                    ]
                curve.append(row)
                print(json.dumps(row), flush=True)
                value = row["brief"][2] + row["brief"][0] / 3 + 0.5 * row["lead"][2]
                if value > best:
                    best = value
                    torch.save(
                        {
                            "config": net.config.as_dict(),
                            "state": {k: v.half() for k, v in mean.module.state_dict().items()},
                            "row": row,
                        },
                        a.out / "best.pt",
                    )
                (a.out / "curve.json").write_text(json.dumps(curve, indent=1))
                state = {
                    "net": net.state_dict(),
                    "mean": mean.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                }
                torch.save(state | {"step": step, "best": best, "curve": curve}, resume)
            if over:
                break


if __name__ == "__main__":
    main()
