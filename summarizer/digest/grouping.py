"""Articles that tell one story: copies of one text, and reports of one event.

Copies are found by locality-sensitive hashing of MinHash sketches: sketches are cut into bands, and two texts that
agree in a whole band are compared (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, ch. 3). Reports that papers
wrote each for itself share few shingles; they are found by the cosine of their rarer word pairs, weighed by how rare
the day's articles have them (TF-IDF). Copies of one are joined to all; reports are joined where the groups are alike on
average (average linkage), the likest first, so that no chain of neighbours makes one story of a week's politics.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

from summarizer.store.sketch import PERMUTATIONS, likeness

ROWS: Final = 4
"""Numbers a band. With 32 bands of four, texts of likeness 0.5 are compared with probability 0.87, of 0.6 with 0.99."""
COPY: Final = 0.5
"""Likeness from which one text is the other's copy: a wire report printed again, cut or with a new head."""
EVENT: Final = 0.09
"""Average cosine from which two groups of texts report one event. Of 150 ViMs clusters it brings together 78 % of the
pairs of one cluster, and 95 % of the pairs it brings together are of one; among 1,500 other articles 77 % and 83 %,
where most of the rest are of one affair told on several days. Lower, and small days join what only sounds alike."""
FLOOR: Final = 0.02
"""Cosines below this are taken for none."""
COMMON: Final = 0.02
"""Word pairs in more than this share of the day's articles, and in more than `FEW`, tell no event."""
FEW: Final = 5
MANY: Final = 24
PRIOR: Final = 50
"""Articles that a small day is thought to be part of: what two of three share is not common for that."""
_BYTES: Final = 4
_CROWD: Final = 200
"""A band that more texts share says nothing (the furniture of one site): only neighbours in it are compared."""


def groups(sketches: Sequence[bytes], terms: Sequence[bytes] | None = None) -> list[list[int]]:
    """Indices of the texts of each story, every text in one; in order of the first, each story in order."""
    parent = list(range(len(sketches)))
    members = {i: [i] for i in parent}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(a: int, b: int) -> None:
        low, high = sorted((a, b))
        parent[high] = low
        members[low] += members.pop(high)

    for a, b in _in_one_band(sketches):
        if root(a) != root(b) and likeness(sketches[a], sketches[b]) >= COPY:
            join(root(a), root(b))
    alike = _alike(terms or ())
    for (a, b), cosine in sorted(alike.items(), key=lambda pair: (-pair[1], pair[0])):
        if cosine < EVENT:
            break
        ours, theirs = root(a), root(b)
        if ours != theirs and _average(alike, members[ours], members[theirs]) >= EVENT:
            join(ours, theirs)
    return [sorted(found) for _, found in sorted(members.items())]


def _average(alike: Mapping[tuple[int, int], float], ours: Sequence[int], theirs: Sequence[int]) -> float:
    """How alike two groups are, pair by pair."""
    total = sum(alike.get((min(a, b), max(a, b)), 0.0) for a in ours for b in theirs)
    return total / (len(ours) * len(theirs))


def _in_one_band(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs that agree in a band, each once."""
    bands: dict[Hashable, list[int]] = {}
    width = ROWS * _BYTES
    for i, one in enumerate(sketches):
        for band in range(PERMUTATIONS // ROWS):
            bands.setdefault((band, one[band * width : (band + 1) * width]), []).append(i)
    compared: set[tuple[int, int]] = set()
    for members in bands.values():
        reach = len(members) if len(members) <= _CROWD else 2
        for k, a in enumerate(members):
            for b in members[k + 1 : k + reach]:
                if (a, b) not in compared:
                    compared.add((a, b))
                    yield a, b


def _alike(terms: Sequence[bytes]) -> dict[tuple[int, int], float]:
    """Pairs that share rarer word pairs: cosine of binary vectors weighed by inverse document frequency."""
    import numpy as np

    n = len(terms)
    if n < 2:
        return {}
    lists = [np.frombuffer(t, "<u4") for t in terms]
    owner = np.repeat(np.arange(n), [len(one) for one in lists])
    _, term, count = np.unique(np.concatenate(lists), return_inverse=True, return_counts=True)
    most = min(MANY, max(FEW, int(COMMON * n)))
    weight = np.log(1.0 + (n + PRIOR) / count) ** 2
    rare = count <= most
    norm = np.sqrt(np.bincount(owner, weights=np.where(rare, weight, 0.0)[term], minlength=n))
    order = np.argsort(term, kind="stable")
    starts = np.concatenate([[0], np.cumsum(count)[:-1]])
    keys, values = [], []
    for size in range(2, most + 1):  # all terms that so many articles have, at once
        of_size = np.flatnonzero(count == size)
        if not len(of_size):
            continue
        members = owner[order[starts[of_size][:, None] + np.arange(size)]]
        a, b = np.triu_indices(size, 1)
        keys.append((members[:, a] * n + members[:, b]).ravel())
        values.append(np.repeat(weight[of_size], len(a)))
    if not keys:
        return {}
    pairs, place = np.unique(np.concatenate(keys), return_inverse=True)
    dot = np.bincount(place, weights=np.concatenate(values))
    first, second = pairs // n, pairs % n
    cosine = dot / np.maximum(norm[first] * norm[second], 1e-9)
    kept = cosine >= FLOOR
    return {(int(i), int(j)): float(c) for i, j, c in zip(first[kept], second[kept], cosine[kept], strict=True)}
