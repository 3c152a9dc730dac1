"""Fit how likely two articles report one event, and measure the stories of whole days.

    python -m models.training.stories --fit      # writes summarizer/digest/stories.toml
    python -m models.training.stories            # measures on the third of the clusters that nothing was fitted to

Articles: the clusters of ViMs, VietnameseMDS and AbMuSu, and other news of 2024 as the rest of a day. A cluster is held
out by a hash of its name, one in three. `NEIGHBOURS` are clusters that a reader calls one event, or one affair told on
two days; pairs between them are counted neither way, nor are pairs within the other news, which nobody has sorted. The
column "all joined pairs" counts all of these as wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from models.training import corpus
from models.training.conflicts import day_of
from summarizer.digest import grouping
from summarizer.document import from_text
from summarizer.store.trace import Trace, trace, unpack

SETS: Final = ("data/vims-clusters", "data/vietnamesemds-clusters", "public/abmusu-clusters")
TARGET: Final = corpus.ROOT / "summarizer" / "digest" / "stories.toml"
DAYS: Final = (20, 160, 500, 2000)
SHARE: Final = 0.6
"""Of a day's articles, those of clusters at most."""
UNLIKELY: Final = 1.0
"""Logarithm of the odds under which pairs of other news are taken to be of two events; of 14 stories
of two above that were read, 8 were of one."""
CUT: Final = (2, 3)
"""Reports that are left of large events."""
OTHERS: Final = 1_500
NEIGHBOURS: Final = {
    frozenset(pair)
    for pair in (
        ("vims-Cluster_029", "vims-Cluster_030"),
        ("vims-Cluster_036", "vims-Cluster_076"),
        ("vims-Cluster_068", "vims-Cluster_069"),
        ("vims-Cluster_081", "vims-Cluster_082"),
        ("vims-Cluster_087", "vims-Cluster_124"),
        ("vims-Cluster_095", "vims-Cluster_148"),
        ("vims-Cluster_143", "vims-Cluster_205"),
        ("vims-Cluster_149", "vims-Cluster_198"),
        ("vims-Cluster_299", "vims-Cluster_300"),
        ("vmds-cluster_2", "vmds-cluster_15"),
        ("vmds-cluster_82", "vmds-cluster_84"),
        ("vmds-cluster_90", "vmds-cluster_93"),
        ("vmds-cluster_118", "vmds-cluster_174"),
        ("abmusu-015", "abmusu-021"),
        ("abmusu-036", "abmusu-192"),
        ("abmusu-087", "abmusu-101"),
        ("abmusu-164", "abmusu-185"),
        ("abmusu-268", "abmusu-298"),
    )
}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Report:
    """An article; `cluster` is None for other news."""

    cluster: str | None
    title: str
    body: str
    day: date | None = None


def reports() -> list[Report]:
    """All articles of the clusters, then `OTHERS` of other news."""
    found = []
    for name in SETS:
        with lzma.open(corpus.DATA.parent / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for doc in row["docs"]:
                    body = "\n".join(filter(None, (doc.get("sapo"), doc["body"])))
                    found.append(Report(row["id"], (doc.get("title") or "").strip(), body, day_of(doc.get("date", ""))))
    others = [Report(None, row["title"], row["body"]) for row in corpus.rows("plain-news")]
    random.Random(1).shuffle(others)
    return found + others[:OTHERS]


def held(cluster: str) -> bool:
    """Whether nothing is fitted to a cluster."""
    return int(hashlib.sha256(cluster.encode()).hexdigest(), 16) % 3 == 0


def traced(found: Sequence[Report]) -> list[Trace]:
    """The traces of articles."""
    packed = (trace(from_text(f"{r.title}\n\n{r.body}", title=r.title or None)) for r in found)
    return [t for t in map(unpack, packed) if t is not None]


def fit(found: Sequence[Report], traces: Sequence[Trace]) -> tuple[Floats, float]:
    """Weights and bias of the likeness, fitted to all pairs that are compared, of articles of clusters that are not
    held out and of other news.

    Pairs within the other news come in by a second pass, as of two events, where the first finds them not too likely
    (`UNLIKELY`): a year of one office's news is much alike, and nearly all of it is of other events.
    """
    measures, one, sorted_ = [], [], []
    for ours, theirs, alike in grouping.compared(traces):
        names = [(found[i].cluster, found[j].cluster) for i, j in zip(ours, theirs, strict=True)]
        used = np.array([not any(c and held(c) for c in ab) and frozenset(ab) not in NEIGHBOURS for ab in names])
        measures.append(grouping.table(alike)[used])
        one.append(np.array([a == b and a is not None for a, b in names], np.float64)[used])
        sorted_.append(np.array([a is not None or b is not None for a, b in names])[used])
    x, y, known = np.concatenate(measures), np.concatenate(one), np.concatenate(sorted_)
    weights, bias = regression(x[known], y[known])
    known |= x @ weights + bias < UNLIKELY
    return regression(x[known], y[known])


def regression(x: Floats, y: Floats) -> tuple[Floats, float]:
    """Weights, (m,), and bias of a logistic regression of `y`, (n,), on standardised `x`, (n, m): Newton's method, a
    ridge of 1."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    ridge = np.diag([1.0] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(z @ w)))
        step = np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + ridge, z.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def write(weights: Floats, bias: float) -> None:
    """The shipped file with these weights; what it says of itself stays."""
    comment = "".join(line for line in TARGET.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    numbers = ", ".join(f"{w:.4f}" for w in weights)
    TARGET.write_text(f"{comment}bias = {bias:.4f}\nweights = [{numbers}]\n", encoding="utf-8")


@dataclass
class Score:
    """Pairs of one story: `right` by size of the event, `wrong`, of `neighbours`, of other news (`unsorted`)."""

    right: Counter[int]
    possible: Counter[int]
    wrong: int = 0
    neighbours: int = 0
    unsorted: int = 0

    @property
    def precision(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.wrong)

    @property
    def strict(self) -> float:
        """Precision with everything that is not of one cluster counted as wrong."""
        joined = self.right.total() + self.wrong + self.neighbours + self.unsorted
        return self.right.total() / max(1, joined)

    @property
    def recall(self) -> float:
        return self.right.total() / max(1, self.possible.total())


def score(day: Sequence[Report], stories: Sequence[Sequence[int]], into: Score) -> None:
    """Count the pairs of a day's stories."""
    sizes = Counter(r.cluster for r in day if r.cluster)
    for size in sizes.values():
        into.possible[size] += size * (size - 1) // 2
    for story in stories:
        for k, i in enumerate(story):
            for j in story[k + 1 :]:
                a, b = day[i].cluster, day[j].cluster
                if a is not None and a == b:
                    into.right[sizes[a]] += 1
                elif a is None and b is None:
                    into.unsorted += 1
                elif frozenset((a, b)) in NEIGHBOURS:
                    into.neighbours += 1
                else:
                    into.wrong += 1


def days(found: Sequence[Report], size: int, times: int, *, of_held: bool) -> Iterator[list[int]]:
    """Days of `size` articles: whole clusters, and other news."""
    clusters: dict[str, list[int]] = defaultdict(list)
    others = [i for i, r in enumerate(found) if r.cluster is None]
    for i, r in enumerate(found):
        if r.cluster is not None and held(r.cluster) == of_held:
            clusters[r.cluster].append(i)
    for seed in range(times):
        chance = random.Random(seed)
        names = sorted(clusters)
        chance.shuffle(names)
        day: list[int] = []
        for name in names:
            if len(day) + len(clusters[name]) <= SHARE * size:
                day += clusters[name]
        yield day + chance.sample(others, min(len(others), size - len(day)))


BANDS: Final = ((2, 2), (3, 3), (4, 5), (6, 10), (11, 40))


def row(name: str, total: Score) -> str:
    """A line of the table."""
    by_size = []
    for low, high in BANDS:
        possible = sum(n for k, n in total.possible.items() if low <= k <= high)
        right = sum(n for k, n in total.right.items() if low <= k <= high)
        by_size.append(f"{right / possible:.2f}" if possible else "-")
    cells = [f"{total.precision:.3f}", f"{total.strict:.3f}", f"{total.recall:.3f}", *by_size]
    return f"| {name} | {' | '.join(cells)} |"


def measure(found: Sequence[Report], traces: Sequence[Trace], *, of_held: bool) -> None:
    """Print pairwise precision and recall by size of day and event."""
    sizes = " | ".join(f"of {low}" if low == high else f"of {low}–{high}" for low, high in BANDS)
    print(f"| articles a day | precision | all joined pairs | recall | {sizes} |")
    print(f"| {' | '.join(['---'] * (4 + len(BANDS)))} |")
    for size in DAYS:
        total = Score(Counter(), Counter())
        for day in days(found, size, max(2, min(30, 3000 // size)), of_held=of_held):
            stories = grouping.groups([traces[i] for i in day], [found[i].day for i in day])
            score([found[i] for i in day], stories, total)
        print(row(str(size), total))
    for size in CUT:
        print(cut(found, traces, size, of_held=of_held))
    pooled(found, traces)


def cut(found: Sequence[Report], traces: Sequence[Trace], size: int, *, of_held: bool) -> str:
    """The same for small events: the first reports of each cluster of ViMs, which are of one event, on days of 500.

    The clusters of two and three in the other sets are as often of one subject as of one event.
    """
    kept: list[int] = []
    told: Counter[str] = Counter()
    for i, r in enumerate(found):
        if r.cluster is None or r.cluster.startswith("vims"):
            told[r.cluster or ""] += 1
            if r.cluster is None or told[r.cluster] <= size:
                kept.append(i)
    few = [found[i] for i in kept]
    total = Score(Counter(), Counter())
    for day in days(few, 500, 6, of_held=of_held):
        stories = grouping.groups([traces[kept[i]] for i in day], [few[i].day for i in day])
        score([few[i] for i in day], stories, total)
    return row(f"500, ViMs cut to {size}", total)


def pooled(found: Sequence[Report], traces: Sequence[Trace]) -> None:
    """The same for large events: neighbouring clusters, of both parts, taken as one event each, among other news."""
    event: dict[str, str] = {}

    def first(name: str) -> str:
        return first(event[name]) if name in event else name

    for pair in NEIGHBOURS:
        a, b = sorted(map(first, pair))
        if a != b:
            event[b] = a
    named = {*event, *event.values()}
    chosen = [i for i, r in enumerate(found) if r.cluster in named]
    others = [i for i, r in enumerate(found) if r.cluster is None][:300]
    day = [replace(found[i], cluster=first(found[i].cluster or "")) for i in chosen] + [found[i] for i in others]
    total = Score(Counter(), Counter())
    score(day, grouping.groups([traces[i] for i in (*chosen, *others)], [r.day for r in day]), total)
    print(row(f"{len(day)}, pooled", total))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit, and write the weights")
    parser.add_argument("--seen", action="store_true", help="measure on the clusters that were fitted to")
    args = parser.parse_args()
    found = reports()
    traces = traced(found)
    if args.fit:
        write(*fit(found, traces))
        grouping._weights.cache_clear()
    measure(found, traces, of_held=not args.seen)


if __name__ == "__main__":
    main()
