"""The reader's examples in memory: windows made once, batches of articles padded to a few fixed shapes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from summarizer.engines.reader.windows import pack

LENGTH = 512


@dataclass(frozen=True)
class Item:
    """An article: windows (w, 512) of ids and owners, features (u, f), words (u,), target (u,), its row in the file."""

    ids: np.ndarray
    owner: np.ndarray
    features: np.ndarray
    words: np.ndarray
    target: np.ndarray
    task: int
    row: int


@dataclass(frozen=True)
class Batch:
    """Tensors for `ReaderNet.forward`, with targets (articles, units) and the task of each article."""

    ids: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    features: torch.Tensor
    present: torch.Tensor
    target: torch.Tensor
    task: torch.Tensor


def load(
    path: Path, task: int, *, bos: int, eos: int, pad: int, features: tuple[str, ...], windows: int = 5
) -> list[Item]:
    """The articles of one file, at most `windows` windows of each (units past them are left out).

    Left out are articles of which fewer than two units, or none with a target, remain.
    """
    z = np.load(path)
    columns = [list(z["names"]).index(f) for f in features]
    z = {k: z[k] for k in z.files}
    tokens = np.split(z["tokens"], np.cumsum(z["unit_tokens"])[:-1])
    titles = np.split(z["titles"], np.cumsum(z["title_tokens"])[:-1])
    items: list[Item] = []
    at = 0
    for number, (title, count) in enumerate(zip(titles, z["article_units"].tolist(), strict=True)):
        span = slice(at, at + count)
        at += count
        packed = pack(title.tolist(), [t.tolist() for t in tokens[span]], bos=bos, eos=eos, length=LENGTH)[:windows]
        n = max(max(w.owner) for w in packed)
        if n < 2:
            continue
        ids = np.full((len(packed), LENGTH), pad, np.int32)
        owner = np.full((len(packed), LENGTH), -1, np.int32)
        for row, w in enumerate(packed):
            ids[row, : len(w.ids)], owner[row, : len(w.ids)] = w.ids, w.owner
        target = z["target"][span][:n]
        total = target.sum()
        if total <= 0:
            continue
        items.append(
            Item(ids, owner, z["features"][span][:n, columns], z["words"][span][:n], target / total, task, number)
        )
    return items


def collate(items: list[Item], pad: int, device: torch.device) -> Batch:
    """One batch; lengths are padded to multiples of 64 tokens and 32 units, so that shapes are few."""
    units = -(-max(len(i.target) for i in items) // 32) * 32
    ids = torch.from_numpy(np.concatenate([i.ids for i in items]))
    longest = int((ids != pad).sum(1).max())
    length = min(LENGTH, -(-longest // 64) * 64)
    ids = ids[:, :length]
    owners = []
    features = np.zeros((len(items), units, items[0].features.shape[1]), np.float32)
    present = np.zeros((len(items), units), bool)
    target = np.zeros((len(items), units), np.float32)
    for a, i in enumerate(items):
        owners.append(np.where(i.owner[:, :length] >= 0, i.owner[:, :length] + a * (units + 1), -1))
        n = len(i.target)
        features[a, :n], present[a, :n], target[a, :n] = i.features, True, i.target

    def move(tensor: torch.Tensor) -> torch.Tensor:
        return tensor.to(device, non_blocking=True)

    return Batch(
        move(ids.long()),
        move((ids != pad).long()),
        move(torch.from_numpy(np.concatenate(owners)).long()),
        move(torch.from_numpy(features)),
        move(torch.from_numpy(present)),
        move(torch.from_numpy(target)),
        move(torch.tensor([i.task for i in items])),
    )


def ahead(groups: Iterator[list[Item]], pad: int, device: torch.device, depth: int = 4) -> Iterator[Batch]:
    """The groups as batches, a few made ahead in threads while the device computes."""
    with ThreadPoolExecutor(2) as pool:
        waiting: deque[Future[Batch]] = deque()
        for group in groups:
            waiting.append(pool.submit(collate, group, pad, device))
            if len(waiting) >= depth:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def batches(items: list[Item], windows: int, rng: np.random.Generator) -> Iterator[list[Item]]:
    """Shuffled batches of about `windows` windows, articles of like length together."""
    order = rng.permutation(len(items))
    groups: list[list[Item]] = []
    for start in range(0, len(order), 512):
        chunk = sorted((items[i] for i in order[start : start + 512]), key=lambda i: (len(i.ids), len(i.target)))
        group: list[Item] = []
        held = 0
        for item in chunk:
            if group and held + len(item.ids) > windows:
                groups.append(group)
                group, held = [], 0
            group.append(item)
            held += len(item.ids)
        groups.append(group)
    for g in rng.permutation(len(groups)):
        yield groups[g]
