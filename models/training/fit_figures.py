"""Learn what the marker says of figures once more, on articles that its layers never saw: which are key, how named.

Layers know an article that they learned from better than one that they meet, and heads that learned with them count on
that. So the heads of figures alone learn again, above the shipped layers, which stay as they are, from rows that these
did not learn from; the mean of the old and the new heads ships (Wortsman et al. 2022 for means of weights).

Usage: python -m models.training.fit_figures --data ROWS --ids D --out DIR   (then `export marker --run DIR`)
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.training import corpus, fitting, marker_data
from models.training.marker_data import Example
from models.training.train_marker import collate, pointing, spans_of, through_trunk
from summarizer.engines import runtime, weights
from summarizer.engines import trunk as shared
from summarizer.engines.marker.network import MarkerConfig, MarkerNet

HEADS = ("figure", "label", "key")
BATCH = 8
"""Windows a step."""
Item = tuple[Example, Tensor]


@torch.no_grad()
def through(
    trunk: shared.Trunk, net: MarkerNet, rows: list[dict[str, Any]], tokenizer: Tokenizer, device: torch.device
) -> list[Item]:
    """The windows of the rows that hold figures, with the vectors (n, hidden) that the heads see, in float16."""
    pad = tokenizer.get_vocab()["<pad>"]
    found = []
    for row in rows:
        made = [e for e in marker_data.all_examples([row], tokenizer) if len(e.figures)]
        for item in zip(made, through_trunk(trunk, made, pad, device), strict=True):
            batch = collate([item], device)
            with runtime.mixed(device):
                vectors = net(batch.vectors, batch.flags, batch.mask)
            found.append((item[0], vectors[0, : len(item[1])].half().cpu()))
    return found


def loss_of(net: MarkerNet, item: Item, device: torch.device) -> Tensor:
    """Of which figures are key, and of the first and last word that name the key ones."""
    e, vectors = item
    window, start, end, relation = spans_of([e], "figures", device, len(vectors))
    mask = torch.ones(1, len(vectors), device=device)
    told = torch.from_numpy(e.traits).to(device)
    said = net.figures(vectors.to(device).float()[None], mask, window, start, end, relation, told)
    key = torch.from_numpy(e.key).to(device)
    loss: Tensor = pointing(said["label"], torch.from_numpy(e.label).to(device)[:, None])
    known = key >= 0
    if bool(known.any()):
        loss = loss + functional.binary_cross_entropy_with_logits(said["key"][known], key[known])
    return loss


def learn(
    net: MarkerNet, items: list[Item], epochs: int, rate: float, device: torch.device, seed: int
) -> nn.ModuleDict:
    """The exponential mean of the heads as they learn; those of `net` are moved."""
    heads = nn.ModuleDict({name: getattr(net, name) for name in HEADS})
    mean = AveragedModel(heads, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    optimizer = torch.optim.AdamW(heads.parameters(), rate, weight_decay=0.01)
    rng, started = random.Random(seed), time.time()
    for epoch in range(epochs):
        rng.shuffle(items)
        total = 0.0
        for at in range(0, len(items), BATCH):
            part = items[at : at + BATCH]
            loss = torch.stack([loss_of(net, item, device) for item in part]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            mean.update_parameters(heads)
            total += float(loss.detach()) * len(part)
        print(f"epoch {epoch}: loss {total / len(items):.3f}, {time.time() - started:.0f} s", flush=True)
    found: nn.ModuleDict = mean.module
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--data", type=Path, nargs="+", required=True)
    ap.add_argument("--ids", default="", help="how the ids of rows begin that the layers did not learn from")
    ap.add_argument("--marker", type=Path, default=corpus.ROOT / "models" / "marker")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--share", type=float, default=0.5, help="of the new heads in the mean with the old ones")
    fitting.options(ap, "figures-run")
    ap.set_defaults(lr=3e-4)
    a = ap.parse_args()
    device = fitting.begin(a)
    config, trunk, net, tokenizer = shared.stacked(a.marker, a.reader, MarkerConfig, MarkerNet, device)
    rows = [row for path in a.data for row in marker_data.read(path)[: a.limit]]
    rows = [row for row in rows if row["figures"] and str(row["id"]).startswith(a.ids)]
    items = through(trunk, net, rows, tokenizer, device)
    print(f"{len(rows)} rows, {len(items)} windows", flush=True)
    heads = learn(net, items, a.epochs, a.lr, device, a.seed)
    state = weights.load(a.marker)
    for name, tensor in heads.state_dict().items():
        state[name] = (1 - a.share) * state[name] + a.share * tensor.cpu()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": state, "config": config}, a.out / "best.pt")


if __name__ == "__main__":
    main()
