"""Articles that tell one story: copies of one text, and reports of one event.

Copies are found by locality-sensitive hashing of MinHash sketches: sketches are cut into bands, and two texts that
agree in a whole band are compared (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, ch. 3). Reports that papers
wrote each for itself share few shingles; they are found by the cosine of their rarer word pairs, weighed by how rare
the day's articles have them (TF-IDF). What is joined to one is joined to all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from summarizer.digest.sketch import PERMUTATIONS, likeness

ROWS: Final = 4
"""Numbers a band. With 32 bands of four, texts of likeness 0.5 are compared with probability 0.87, of 0.6 with 0.99."""
COPY: Final = 0.5
"""Likeness from which one text is the other's copy: a wire report printed again, cut or with a new head."""
EVENT: Final = 0.15
"""Cosine from which two texts report one event. On 979 articles of 150 ViMs clusters it brings together 61 % of the
pairs of one cluster, and 91 % of the pairs it brings together are of one; some clusters there are of the same event."""
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

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(a: int, b: int) -> None:
        low, high = sorted((root(a), root(b)))
        parent[high] = low

    for a, b in _in_one_band(sketches):
        if root(a) != root(b) and likeness(sketches[a], sketches[b]) >= COPY:
            join(a, b)
    for a, b in _of_one_event(terms or ()):
        join(a, b)
    found: dict[int, list[int]] = {}
    for i in range(len(sketches)):
        found.setdefault(root(i), []).append(i)
    return list(found.values())


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


def _of_one_event(terms: Sequence[bytes]) -> list[tuple[int, int]]:
    """Pairs whose rarer word pairs are alike: cosine of binary vectors weighed by inverse document frequency."""
    import numpy as np

    n = len(terms)
    if n < 2:
        return []
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
        return []
    pairs, place = np.unique(np.concatenate(keys), return_inverse=True)
    dot = np.bincount(place, weights=np.concatenate(values))
    first, second = pairs // n, pairs % n
    alike = dot >= EVENT * np.maximum(norm[first] * norm[second], 1e-9)
    return [(int(i), int(j)) for i, j in zip(first[alike], second[alike], strict=True)]
