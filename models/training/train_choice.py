"""Train the reader's choosing on briefs by choosing: a pointer over sentences, told what the brief has already.

The upper encoder layers that are its own learn too; the lower ones are the reader's and frozen, so each article goes
through them once. Of each chosen set, parts of it are shown, and any of the rest may come next; of the whole set, the
end. Where it was told what each sentence is worth by itself, a part of what may come next follows that. Rows:
`data/choices.jsonl.xz` (sets of sentences that editors chose for about 100 words and, `short`, for 60; all that lean on
others; of some, grades), and the articles of `train/edits` (the sentences that were cut and joined).

Usage: python -m models.training.train_choice [--edits ROWS] [--start models/reader/choice] [--out DIR]
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
from summarizer.engines.reader.engine import Reader, load
from summarizer.engines.reader.lower import Lower, mean, sums

WORDS, SHORT = 100, 60
"""Budgets of the sets: `room` is the share of `WORDS` that is left."""
LEANING = 0.5
"""Weight of telling which units lean."""
WORTHS = {"3": 1.0, "2": 0.3, "1": 0.03, "0": 0.0}
"""What a sentence is worth that a brief must have, would like, could do without, and never takes."""
WORTH = 0.6
"""Share of the target that follows what sentences are worth by themselves, where that was told."""
PARTS = 2
"""Parts of each chosen set that are shown in a step."""

Sets = Sequence[tuple[Sequence[int], int]]
Grades = tuple[str, str]
"""Of each sentence of the body what it is worth (`WORTHS`), and `.` where it stands by itself, else another sign."""
Told = tuple[str, Sets, list[int] | None, Grades | None]
"""Text, chosen sets with their budgets, leaning sentences, grades."""


@dataclass(frozen=True)
class Example:
    """An article: windows after the lower layers, features (u, f), words (u,), leaning (u,) or None.

    `sets` are the units chosen (u,), each with the words that there were to fill; `worth` is what each unit adds to a
    brief by itself, 0…1 (u,), or None.
    """

    windows: list[Lower]
    features: Tensor
    words: np.ndarray
    sets: tuple[tuple[np.ndarray, int], ...]
    leaning: np.ndarray | None
    worth: np.ndarray | None = None


def reading(folder: Path, net: ChoiceNet, threads: int) -> Any:
    """The reader as it ships, its windows kept after the layers below those of `net`; used from inside."""
    shipped: Any = load(folder, threads=threads).scorer
    return Reader(shipped._net, shipped._tokenizer, "", net)


def example(
    reader: Any, text: str, sets: Sets, leaning: Sequence[int] | None, grades: Grades | None = None
) -> Example | None:
    """An article with what was chosen, all as offsets where sentences start; None where nothing was.

    Grades tell more of what leans than `leaning`, and go before it.
    """
    article = document.from_text(text)
    units = candidates(article)
    if not units:
        return None
    starts = np.array([article.sentences[u.sentence].start for u in units])
    found = tuple((m, words) for chosen, words in sets if (m := np.isin(starts, list(chosen))).any())
    if not found:
        return None
    prepared = reader._prepare(article, units)
    with torch.no_grad():
        (read,) = reader._read([prepared], None)
    if not read.lower:
        return None
    leans = None if leaning is None else np.isin(starts, list(leaning))
    worth = None
    if grades is not None:
        graded = {s.start: (WORTHS[grade], sign != ".") for s, grade, sign in zip(article.body, *grades, strict=True)}
        told = [graded.get(start, (0.0, False)) for start in starts.tolist()]
        worth, leans = np.array([w for w, _ in told]), np.array([lean for _, lean in told])
    return Example(
        read.lower,
        torch.from_numpy(prepared.features.astype(np.float32)),
        np.array([len(u.of(article.text).split()) for u in units]),
        found,
        leans,
        worth,
    )


def read(choices: Path, edits: Path | None) -> list[Told]:
    """What is told of every row."""
    out: list[Told] = []
    for r in marker_data.read(choices):
        sets = [(c, WORDS) for c in r["choices"]] + [(c, SHORT) for c in r.get("short", ())]
        grades = (r["worth"], r["standing"]) if "worth" in r else None
        out.append((r["text"], sets, list(r["leaning"]), grades))
    for r in marker_data.read(edits) if edits is not None else []:
        taken = {r["sentences"][i][0] for b in r["brief"] for i in b["sentences"]}
        out.append((r["text"], [(sorted(taken), WORDS)], None, None))
    return out


def left(e: Example, taken: np.ndarray, words: int) -> float:
    """The room that a budget of so many words leaves a brief that has these units; little less than none counts."""
    return (words - min(1.2 * words, float(e.words[taken].sum()))) / WORDS


def states(e: Example, rng: random.Random) -> list[tuple[np.ndarray, np.ndarray, int]]:
    """What is taken, what may come next (nothing: the end) and the budget, of parts of each set; nothing taken last."""
    out = []
    for chosen, words in e.sets:
        places = [int(i) for i in np.flatnonzero(chosen)]
        for _ in range(PARTS):
            part = np.zeros(len(chosen), bool)
            part[rng.sample(places, rng.randint(0, len(places)))] = True
            out.append((part, chosen & ~part, words))
    chosen, words = e.sets[0]
    out.append((chosen, np.zeros_like(chosen), words))
    out.append((np.zeros_like(chosen), chosen, words))
    return out


def table(net: ChoiceNet, e: Example) -> Tensor:
    """The unit table of an article, learned through."""
    # copies: what was made for inference cannot be learned through
    windows = [Lower(w.vectors.float().clone(), w.mask.clone(), w.owner.clone()) for w in e.windows]
    return mean([sums(net.upper, w, len(e.words) + 1) for w in windows])


def _wanted(rest: np.ndarray, taken: np.ndarray, worth: np.ndarray | None) -> np.ndarray:
    """What comes next, as a distribution: any of the rest of the set, and what is worth taking by itself."""
    found: np.ndarray = rest / rest.sum()
    free = np.zeros_like(found) if worth is None else np.where(taken, 0.0, worth)
    if free.any():
        found = (1 - WORTH) * found + WORTH * free / free.sum()
    return found


def loss_of(net: ChoiceNet, e: Example, rng: random.Random) -> Tensor:
    """Cross entropy of what comes next, uniform over the rest of the set, and of leaning."""
    shown = states(e, rng)
    taken = torch.from_numpy(np.stack([t for t, _, _ in shown]))
    room = torch.tensor([left(e, t, words) for t, _, words in shown])
    following, lean = net(table(net, e), e.features, taken.long(), room)
    target = torch.zeros_like(following)
    for i, (_, rest, _) in enumerate(shown):
        if rest.any():
            target[i, :-1] = torch.from_numpy(_wanted(rest, shown[i][0], e.worth))
        else:
            target[i, -1] = 1
    barred = torch.cat([taken, torch.zeros(len(taken), 1, dtype=torch.bool)], dim=1)
    loss = -(target * following.masked_fill(barred, -1e4).log_softmax(-1)).sum(-1).mean()
    if e.leaning is not None:
        wanted = torch.from_numpy(e.leaning.astype(np.float32)).expand_as(lean)
        loss = loss + LEANING * functional.binary_cross_entropy_with_logits(lean, wanted)
    return loss


@torch.no_grad()
def chosen(net: ChoiceNet, e: Example, words: int) -> np.ndarray:
    """The units taken greedily to so many words, by what was learned alone."""
    found, taken = table(net, e), np.zeros(len(e.words), bool)
    while True:
        room = left(e, taken, words)
        following, _ = net(found, e.features, torch.from_numpy(taken[None]).long(), torch.tensor([room]))
        values = following[0].numpy().copy()
        values[:-1][taken | (e.words > max(12.0, room * WORDS + 0.15 * words))] = -np.inf
        best = int(values[:-1].argmax())
        if room <= 0 or not np.isfinite(values[best]) or (room * WORDS < 0.2 * words and values[-1] > values[best]):
            return taken
        taken[best] = True


def validate(net: ChoiceNet, items: Sequence[Example]) -> dict[str, float]:
    """Units F1 with the nearest chosen set of either budget; the share of units that lean."""
    net.eval()
    f1: dict[int, list[float]] = {WORDS: [], SHORT: []}
    leans = []
    for e in items:
        for words, found in f1.items():
            sets = [s for s, budget in e.sets if budget == words]
            if not sets:
                continue
            taken = chosen(net, e, words)
            found.append(max(2 * int((taken & s).sum()) / max(1, int(taken.sum() + s.sum())) for s in sets))
            if e.leaning is not None and words == WORDS:
                leans.append(float((e.leaning & taken).sum() / max(1, taken.sum())))
    net.train()
    told = {"f1": f1[WORDS], "short": f1[SHORT], "leans": leans}
    return {name: round(float(np.mean(values or [0])), 4) for name, values in told.items()}


def build(folder: Path, own: int, start: Path | None, dropout: float | None = None) -> ChoiceNet:
    """A network whose layers are the reader's, and whose pointer is its relevance; or what `start` has of it.

    `dropout` is that of the encoder layers, unless told the reader's.
    """
    raw = weights.read_json(folder / "config.json")
    names = {"features": tuple(raw["features"]), "hidden": raw["hidden"], "own": own}
    units = {"layers": raw["document_layers"], "heads": raw["document_heads"]}
    net = ChoiceNet(ChoiceConfig(**names, **units, encoder_heads=raw["heads"], feed_forward=raw["feed_forward"]))
    below = "encoder.encoder.layer.{}."
    state = weights.load(folder)
    first = raw["layers"] - own
    given = {k: v for k, v in state.items() if not k.startswith("encoder.")}
    for k in range(own):
        prefix = below.format(first + k)
        given |= {f"upper.{k}.{n.removeprefix(prefix)}": v for n, v in state.items() if n.startswith(prefix)}
    given |= {"next.weight": state["heads.weight"][:1], "next.bias": state["heads.bias"][:1]}
    for fresh in (net.taken.weight, net.room.weight, net.stop.weight):
        nn.init.zeros_(fresh)
    if start is not None:
        given |= weights.load(start)
    net.load_state_dict({k: v.float() for k, v in given.items() if k in net.state_dict()}, strict=False)
    for layer in net.upper:
        layer.attention["self"].dropout = 0.0  # as many random numbers as there are pairs of tokens take long
        for part in layer.modules():
            if isinstance(part, nn.Dropout) and dropout is not None:
                part.p = dropout
    return net


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--choices", type=Path, default=Path(__file__).parent / "data" / "choices.jsonl.xz")
    ap.add_argument("--valid", type=Path, default=None, help="rows that are not learned from")
    ap.add_argument("--edits", type=Path, default=None)
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--start", type=Path, default=None, help="a shipped folder whose weights to go on from")
    ap.add_argument("--own", type=int, default=6, help="upper encoder layers that learn")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "choice-run")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--size", type=int, default=8, help="articles a step")
    ap.add_argument("--lr", type=float, default=1e-4, help="of the encoder layers; twice that of the others")
    ap.add_argument("--head-lr", type=float, default=5e-4)
    ap.add_argument("--dropout", type=float, default=None, help="of the encoder layers; unless told the reader's")
    ap.add_argument("--ema", type=float, default=0.985)
    ap.add_argument("--limit", type=int, default=None, help="rows (for trying it out)")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args()
    fitting.begin(a)
    rng = random.Random(a.seed)
    net = build(a.reader, a.own, a.start, a.dropout)
    reader = reading(a.reader, net, a.threads)

    def examples(choices: Path | None, edits: Path | None = None) -> list[Example]:
        rows = read(choices, edits)[: a.limit] if choices is not None else []
        return [e for row in rows if (e := example(reader, *row)) is not None]

    train, held = examples(a.choices, a.edits), examples(a.valid)
    print(f"{len(train)} articles to learn from, {len(held)} held out", flush=True)
    net.train()
    fresh = ("next", "stop", "lean", "taken", "room")
    groups: dict[float, list[nn.Parameter]] = {a.lr: [], 2 * a.lr: [], a.head_lr: []}
    for name, parameter in net.named_parameters():
        part = name.split(".")[0]
        groups[a.lr if part == "upper" else a.head_lr if part in fresh else 2 * a.lr].append(parameter)
    optimizer = torch.optim.AdamW([{"params": ps, "lr": lr} for lr, ps in groups.items()], weight_decay=0.02)
    steps = max(1, a.epochs * (len(train) // a.size))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 30) * max(0.05, 1 - s / steps))
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(a.ema), use_buffers=False)
    started, curve = time.time(), []
    for epoch in range(a.epochs):
        rng.shuffle(train)
        losses = []
        for at in range(0, len(train) - a.size + 1, a.size):
            optimizer.zero_grad(set_to_none=True)
            for e in train[at : at + a.size]:
                loss = loss_of(net, e, rng) / a.size
                loss.backward()
                losses.append(a.size * float(loss.detach()))
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(net)
        now = {"epoch": epoch + 1, "seconds": round(time.time() - started), "loss": round(float(np.mean(losses)), 3)}
        curve.append(now | (validate(mean.module, held) if held else {}))
        print(json.dumps(curve[-1]), flush=True)
        keep(mean.module, curve, a.out)


def keep(net: ChoiceNet, curve: Sequence[dict[str, Any]], out: Path) -> None:
    """Writes weights, shape and curve, as `export` takes them."""
    out.mkdir(parents=True, exist_ok=True)
    state = {k: v.half() for k, v in net.state_dict().items()}
    torch.save({"config": net.config.as_dict(), "state": state}, out / "best.pt")
    (out / "curve.json").write_text(json.dumps(curve, indent=1))


if __name__ == "__main__":
    main()
