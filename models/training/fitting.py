"""What the training of marker and judge shares: options, first weights, schedule, averaged weights, checkpoints.

`last.pt` in the folder of a run holds all that is needed to go on, `best.pt` the weights that ship: the exponential
moving average, in half precision.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.training import corpus
from summarizer.engines import trunk as shared
from summarizer.engines import weights

Row = dict[str, Any]
Item = TypeVar("Item")
C = TypeVar("C")
N = TypeVar("N")
_WARM = 15
"""One part of so many of the steps warms up."""
_FLOOR = 0.05
"""Share of the learning rate that the cosine ends at."""


def options(parser: argparse.ArgumentParser, run: str) -> None:
    """Adds what both trainings can be told; `run` names the folder that they write to unless told."""
    parser.add_argument("--more", type=Path, default=None, help="a folder of rows that may grow while it trains")
    parser.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    parser.add_argument("--out", type=Path, default=corpus.CACHE / run)
    parser.add_argument("--start", type=Path, default=None, help="a shipped folder whose weights to go on from")
    parser.add_argument("--trunk", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--ema", type=float, default=0.99)
    parser.add_argument("--dropout", type=float, default=None, help="of the layers; unless told the reader's")
    parser.add_argument("--held", type=int, default=12, help="every n-th row is held out; 0 for none")
    parser.add_argument("--limit", type=int, default=None, help="rows of each set (for trying it out)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)


def begin(a: argparse.Namespace) -> torch.device:
    """Threads and seed as told; the device to train on."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def apart(rows: Sequence[Item], every: int) -> tuple[list[Item], list[Item]]:
    """The rows to learn from and those held out: every n-th, none for 0."""
    held = [r for i, r in enumerate(rows) if every and i % every == 0]
    return [r for i, r in enumerate(rows) if not every or i % every], held


def build(
    reader: Path, trunk: int, layers: int, config: Callable[..., C], network: Callable[[C], N], **names: Any
) -> tuple[shared.Trunk, N]:
    """The trunk, and a fresh net whose layers are the reader's next ones; `names` are those that its settings hold."""
    shape, encoder = shared.shape(reader), shared.encoder(reader)
    net: Any = network(
        config(
            vocab_size=shape.vocab_size,
            hidden=shape.hidden,
            trunk=trunk,
            layers=layers,
            heads=shape.heads,
            feed_forward=shape.feed_forward,
            positions=shape.positions,
            **names,
        )
    )
    for own, given in zip(net.upper["layer"], list(encoder.encoder["layer"])[trunk : trunk + layers], strict=True):
        own.load_state_dict(given.state_dict())
        own.attention["self"].dropout = 0.0  # as many random numbers as there are pairs of tokens take long
    nn.init.normal_(net.flags.weight, std=0.02)
    return shared.Trunk(encoder, trunk).eval(), net


class Growing:
    """A folder of rows, one a file, that may grow: each is taken once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.taken: set[str] = set()

    def fresh(self) -> list[Row]:
        """The rows that have come since the last call."""
        paths = sorted(self._folder.glob("*.json")) if self._folder is not None else []
        new = [p for p in paths if p.name not in self.taken]
        self.taken.update(p.name for p in new)
        return [json.loads(p.read_text(encoding="utf-8")) for p in new]


class Fit:
    """A run of `total` steps: AdamW with its own rate for what is not of the upper layers, warm-up and cosine.

    Goes on where `last.pt` of the folder left off. `losses` are the weights of the parts of the loss.
    """

    def __init__(
        self,
        net: Any,
        a: argparse.Namespace,
        total: int,
        losses: Mapping[str, float],
        device: torch.device,
    ) -> None:
        if a.start is not None:
            net.load_state_dict(weights.load(a.start))
        net.to(device).train()
        for part in net.modules():
            if isinstance(part, nn.Dropout) and a.dropout is not None:
                part.p = a.dropout
        upper = list(net.upper.parameters())
        heads = [p for n, p in net.named_parameters() if not n.startswith("upper.")]
        self.net, self.total, self.out, self._losses, self._device = net, total, a.out, losses, device
        self._optimizer = torch.optim.AdamW(
            [{"params": upper, "lr": a.lr}, {"params": heads, "lr": a.head_lr}], weight_decay=0.01, fused=True
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._rate)
        self._mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(a.ema), use_buffers=False)
        self._sums: dict[str, list[float]] = defaultdict(list)
        self._started = time.time()
        self.step, self._curve = 0, list[Row]()
        self.out.mkdir(parents=True, exist_ok=True)
        self._seed: Any = a.seed
        if (self.out / "last.pt").exists():
            self._go_on()
            self._seed = [a.seed, self.step]

    def _rate(self, step: int) -> float:
        warm = max(1, self.total // _WARM)
        cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, step / self.total)))
        return min(1.0, (step + 1) / warm) * (_FLOOR + (1 - _FLOOR) * cosine)

    def _parts(self) -> dict[str, Any]:
        return {"net": self.net, "mean": self._mean, "optimizer": self._optimizer, "schedule": self._schedule}

    def _go_on(self) -> None:
        state = torch.load(self.out / "last.pt", map_location=self._device, weights_only=False)
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        for group in self._optimizer.param_groups:
            group["fused"], group["foreach"] = True, None
        self.step, self._curve = state["step"], state["curve"]
        print(f"going on from step {self.step}", flush=True)

    @property
    def rng(self) -> np.random.Generator:
        """The order of the batches: another one after going on."""
        return np.random.default_rng(self._seed)

    def done(self) -> bool:
        """Whether all steps are made."""
        return self.step >= self.total

    def learn(self, parts: Mapping[str, Tensor]) -> None:
        """One step down the weighted sum of the parts of the loss."""
        loss = sum((self._losses[k] * v for k, v in parts.items()), torch.zeros((), device=self._device))
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._mean.update_parameters(self.net)
        self.step += 1
        for k, v in parts.items():
            self._sums[k].append(float(v.detach()))

    def tell(self, every: int) -> None:
        """Prints the mean losses since the last time, every so many steps and at the end."""
        if self.step % every == 0 or self.done():
            said = {k: round(float(np.mean(v)), 3) for k, v in self._sums.items()}
            self._sums.clear()
            print(self.step, self.total, round(time.time() - self._started), json.dumps(said), flush=True)

    def keep(self, every: int, validate: Callable[[Any], Mapping[str, float]]) -> None:
        """Validates the averaged net and writes curve and checkpoints, every so many steps and at the end."""
        if self.step % every and not self.done():
            return
        net = self._mean.module
        self._curve.append({"step": self.step, "seconds": round(time.time() - self._started), **validate(net)})
        print(json.dumps(self._curve[-1]), flush=True)
        (self.out / "curve.json").write_text(json.dumps(self._curve, indent=1))
        ships = {"config": self.net.config.as_dict(), "state": {k: v.half() for k, v in net.state_dict().items()}}
        torch.save(ships, self.out / "best.pt")
        state = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save(state | {"step": self.step, "curve": self._curve}, self.out / "last.pt")
