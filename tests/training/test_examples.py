"""What training learns from: test articles kept out, targets, batches."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.training import corpus, reader_data, rouge, targets
from models.training.overlap import TestArticles

WORDS = st.lists(
    st.sampled_from(["xã", "huyện", "tỉnh", "cầu", "vốn", "tỷ", "đồng", "186", "420", "mới"]), min_size=1, max_size=12
)


@pytest.fixture
def known(data: Path, monkeypatch: pytest.MonkeyPatch) -> TestArticles:
    monkeypatch.setattr(corpus, "DATA", data)
    return TestArticles()


class TestKeepingTestArticlesOut:
    def test_all_others_stay(self, known: TestArticles, articles: dict[str, list[dict[str, Any]]]) -> None:
        dropped = {r["id"] for n in ("brief-train", "lead-train") for r in articles[n] if known.near(r)}
        assert dropped == {"near", "titled"}

    def test_what_is_near(self, known: TestArticles, articles: dict[str, list[dict[str, Any]]]) -> None:
        (test,) = articles["brief-test"]
        own = articles["brief-train"][0]
        words, others = test["body"].split(), own["body"].split()
        half = len(others) // 2

        def near(body: str, title: str = "Không trùng ai") -> bool:
            return known.near({"title": title, "body": body})

        assert near(test["body"])
        assert near(test["body"].upper().replace(",", " -"))  # case and punctuation do not hide it
        assert near(" ".join(others[:half] + words[:40]))
        assert not near(own["body"])
        assert not near(" ".join(reversed(words)))
        assert not near(" ".join(others * 2 + words[:12]))  # a quoted sentence
        assert not near("Một mẩu tin ngắn.")
        assert not near("")

    def test_equal_titles(self, known: TestArticles, articles: dict[str, list[dict[str, Any]]]) -> None:
        body = articles["brief-train"][0]["body"]
        assert known.near({"title": "  thị trấn MƯỜNG SƠN, ngầm hóa lưới điện!", "body": body})
        assert known.near({"title": "Suối Bạc có trạm đo mưa", "body": body})  # a document of a cluster
        assert not known.near({"title": "", "body": body})  # though a document of the cluster has no title either


class TestTargets:
    @given(st.lists(st.floats(0, 2), min_size=1, max_size=30))
    def test_softened_is_a_distribution_in_the_same_order(self, values: list[float]) -> None:
        found = targets.softened(values)
        assert sum(found) == pytest.approx(1.0)
        assert all(x >= 0 for x in found)
        order = sorted(range(len(values)), key=lambda i: values[i])
        assert all(found[a] <= found[b] + 1e-12 for a, b in itertools.pairwise(order))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(WORDS, min_size=1, max_size=8), WORDS, st.integers(5, 30))
    def test_near_best_sets(self, units: list[list[str]], reference: list[str], budget: int) -> None:
        ranked = targets.near_best(units, reference, words=budget)
        values = [v for v, _ in ranked]
        assert values == sorted(values, reverse=True)
        assert len({k for _, k in ranked}) == len(ranked)
        for value, chosen in ranked:
            assert list(chosen) == sorted(set(chosen))
            tokens = [t for i in chosen for t in units[i]]
            assert len(chosen) == 1 or len(tokens) <= budget  # a unit alone may be longer
            assert value == pytest.approx(sum(rouge.rouge(tokens, reference)) / 3)
        member = targets.membership(ranked, len(units))
        assert len(member) == len(units)
        assert all(x >= 0 for x in member)
        assert sum(member) == pytest.approx(1.0 if ranked else 0.0)
        assert bool(ranked) == any(set(u) & set(reference) for u in units)

    def test_membership_prefers_the_best_set_and_counts_the_others(self) -> None:
        member = targets.membership([(0.50, (0, 2)), (0.49, (0, 3)), (0.10, (1,))], 5)
        assert member[0] == max(member)
        assert member[2] > member[3] > 10 * member[1]
        assert member[4] == 0.0


def item(rng: np.random.Generator, number: int, windows: int, units: int, length: int = 40) -> reader_data.Item:
    ids = np.full((windows, reader_data.LENGTH), 1, np.int32)
    owner = np.full((windows, reader_data.LENGTH), -1, np.int32)
    for w in range(windows):
        ids[w, :length] = rng.integers(4, 90, length)
        ids[w, 0], ids[w, length - 1] = 0, 2
        owner[w, 1 : length - 1] = np.sort(rng.integers(0, units + 1, length - 2))
    target = rng.random(units).astype(np.float32)
    features = rng.random((units, 3)).astype(np.float16)
    return reader_data.Item(ids, owner, features, np.ones(units), target / target.sum(), number % 2, number)


class TestReaderBatches:
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(1, 4), st.integers(2, 9)), max_size=40), st.integers(1, 12), st.integers(0, 9)
    )
    def test_every_article_once(self, shapes: list[tuple[int, int]], windows: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        own = [item(rng, n, w, u) for n, (w, u) in enumerate(shapes)]
        groups = list(reader_data.batches(own, windows, rng))
        assert Counter(i.row for g in groups for i in g) == Counter(range(len(own)))
        assert all(len(g) == 1 or sum(len(i.ids) for i in g) <= windows for g in groups)

    def test_collate(self) -> None:
        rng = np.random.default_rng(0)
        own = [item(rng, 0, 2, 5), item(rng, 1, 1, 40, length=70)]
        b = reader_data.collate(own, 1, torch.device("cpu"))
        units = 64  # 40, to the next multiple of 32
        assert b.ids.shape == b.mask.shape == b.owner.shape == (3, 128)
        assert b.features.shape == (2, units, 3)
        assert b.present.sum(1).tolist() == [5, 40]
        np.testing.assert_allclose(b.target.sum(1), 1.0, atol=1e-5)
        assert not b.target[~b.present].any()
        assert b.task.tolist() == [0, 1]
        assert torch.equal(b.mask.bool(), b.ids != 1)
        for row, (article, window) in enumerate(((0, 0), (0, 1), (1, 0))):
            before = own[article].owner[window, :128]
            expected = np.where(before >= 0, before + article * (units + 1), -1)
            assert b.owner[row].tolist() == expected.tolist()
        assert (b.owner[b.mask == 0] == -1).all()

    def test_made_ahead_in_order(self) -> None:
        rng = np.random.default_rng(1)
        groups = [[item(rng, n, 1, 2 + n)] for n in range(9)]
        made = reader_data.ahead(iter(groups), 1, torch.device("cpu"))
        assert [int(b.present.sum()) for b in made] == [2 + n for n in range(9)]

    def test_load_leaves_out_what_has_nothing_to_choose(self, tmp_path: Path) -> None:
        counts, target = [3, 3, 3], np.array([0.5, 0.3, 0.2, 0, 0, 0, 0.2, 0.2, 0.6], np.float32)
        unit_tokens = np.array([200, 200, 200] + [4] * 6, np.uint16)
        np.savez(
            tmp_path / "x.npz",
            names=np.array(["a", "b"]),
            tokens=np.full(int(unit_tokens.sum()), 9, np.uint16),
            unit_tokens=unit_tokens,
            titles=np.full(6, 8, np.uint16),
            title_tokens=np.array([2, 2, 2], np.uint16),
            article_units=np.array(counts, np.uint16),
            features=np.arange(18, dtype=np.float16).reshape(9, 2),
            words=np.ones(9, np.uint16),
            target=target,
        )
        found = reader_data.load(tmp_path / "x.npz", 1, bos=0, eos=2, pad=1, features=("b",), windows=1)
        assert [i.row for i in found] == [0, 2]  # the second has no target
        first, last = found
        assert len(first.target) == 2  # its third unit stands in a second window
        np.testing.assert_allclose(first.target, [0.625, 0.375])
        assert last.features[:, 0].tolist() == [13, 15, 17]
        assert first.ids.shape == first.owner.shape == (1, reader_data.LENGTH)
