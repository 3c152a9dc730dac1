"""What training learns from: test articles kept out, targets, batches, pairs for the writer."""

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

from models.training import corpus, prepare_writer, reader_data, rouge, targets, train_writer
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


class TestWriterBatches:
    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(1, 250), st.integers(1, 60)), min_size=1, max_size=40),
        st.integers(200, 3000),
        st.integers(0, 9),
    )
    def test_labels_are_the_answer_alone(self, shapes: list[tuple[int, int]], tokens: int, seed: int) -> None:
        own = []
        for n, (question, answer) in enumerate(shapes):
            ids = np.concatenate([[2, 10 + n], np.full(question, 5), np.full(answer, 6), [1]])
            own.append((ids, question + 2, 0))
        seen: Counter[int] = Counter()
        for ids, labels in train_writer.batches(own, tokens, np.random.default_rng(seed)):
            assert ids.shape == labels.shape
            assert ids.shape[1] in train_writer.LENGTHS
            assert (len(ids) - 1) * ids.shape[1] < tokens
            for row, wanted in zip(ids, labels, strict=True):
                n = int(row[1]) - 10
                seen[n] += 1
                question, answer = shapes[n]
                assert (row[question + 2 + answer + 1 :] == train_writer.PAD).all()
                assert wanted[wanted != -100].tolist() == [6] * answer + [train_writer.EOS]
                assert (row[wanted != -100] == wanted[wanted != -100]).all()
        assert seen == Counter(range(len(own)))

    @settings(max_examples=30, deadline=None)
    @given(st.integers(2, 40), st.integers(0, 50), st.integers(1, 5))
    def test_blocks_are_running_text(self, blocks: int, more: int, rows: int) -> None:
        size = train_writer.BLOCK
        text = np.arange(blocks * size + more)
        stream = train_writer.blocks(text, rows * size, np.random.default_rng(more))
        for _ in range(4):
            ids, labels = next(stream)
            assert ids is labels
            assert ids.shape == (min(rows, blocks - 1), size)
            assert (np.diff(ids, axis=1) == 1).all()
            assert len({int(r[0]) for r in ids}) == len(ids)


SOURCE = "Sáng 3/3, tỉnh Hàm Giang khởi công xây dựng cầu Bình An dài 420 m bắc qua sông Cái với tổng vốn 186 tỷ đồng."


class TestPairs:
    @pytest.mark.parametrize(
        ("target", "why"),
        [
            ("Tỉnh Hàm Giang khởi công cầu Bình An dài 420 m.", None),
            ("Hôm qua, tỉnh khởi công cầu Bình An dài 420 m.", None),  # the first word may be any
            ("Tỉnh đã được phép khởi công cầu Bình An dài 420 m.", None),  # đ is no capital
            ("Khởi công cầu Bình An dài.", "length"),
            (SOURCE, "not shorter"),
            ("Tỉnh Hàm Giang khởi công cầu Bình An dài 450 m.", "number"),
            ("Tỉnh Hàm Giang khởi công cầu Bình An dài 42 m.", "number"),
            ("Tỉnh Hàm Giang khởi công cầu Bình An ngày 3/3.", None),
            ("Tỉnh Hàm Giang khởi công cầu Bình An ngày 3/4.", "number"),
            ("Tỉnh Hàm Long khởi công cầu Bình An dài 420 m.", "name"),
            ("Tỉnh Hàm Giang khởi công cầu Đò dài 420 m.", "name"),
            ("420 m cầu Đò được tỉnh khởi công xây dựng.", "name"),
            ("tỉnh Lộc khởi công xây dựng cầu Bình An.", "name"),
        ],
    )
    def test_why_not(self, target: str, why: str | None) -> None:
        assert prepare_writer.why_not(target, SOURCE, "Cầu mới qua sông", 0.9) == why

    def test_too_few_words_covered(self) -> None:
        target = "Tỉnh Hàm Giang khởi công cầu Bình An dài 420 m."
        assert prepare_writer.why_not(target, SOURCE, "", prepare_writer.COVER - 0.01) == "words"
        assert prepare_writer.why_not(target, SOURCE, "", prepare_writer.COVER) is None

    def test_a_number_or_name_may_stand_in_the_title(self) -> None:
        target = "Tỉnh Hàm Giang khởi công cầu thứ 7 ở Lộc Xuân."
        assert prepare_writer.why_not(target, SOURCE, "", 0.9) == "number"
        assert prepare_writer.why_not(target, SOURCE, "Lộc Xuân có cầu thứ 7", 0.9) is None

    def test_group_takes_the_sentences_that_cover_best(self) -> None:
        units = [
            "Quán nước vẫn đông khách.",
            SOURCE,
            "Trời mưa to.",
            "Nhà thầu cam kết hoàn thành cầu sau 18 tháng thi công.",
        ]
        tokens = [rouge.syllables(u) for u in units]
        bags = [set(t) for t in tokens]
        grams = [set(itertools.pairwise(t)) for t in tokens]
        one = "Tỉnh Hàm Giang khởi công xây dựng cầu Bình An dài 420 m."
        two = "Tỉnh Hàm Giang khởi công cầu Bình An, nhà thầu cam kết hoàn thành sau 18 tháng thi công."
        assert prepare_writer.group(one, units, bags, grams, set()) == ([1], 1.0)
        chosen, cover = prepare_writer.group(two, units, bags, grams, set())
        assert chosen == [1, 3]
        assert cover == 1.0

    def test_a_short_headline_is_held_to_the_same_filters(self) -> None:
        row = {"title": "Cầu Bình An", "body": f"{SOURCE} Cầu nối hai xã. Nhà thầu thi công 18 tháng.", "summary": "x"}
        found, _ = prepare_writer.examples(row)
        assert [(task, target) for task, _, target in found] == [("headline", "Cầu Bình An")]
        for title in ("Cầu Bình An 500 m", "Cầu Bình An ở Lộc"):
            assert prepare_writer.examples({**row, "title": title})[0] == []

    def test_too_short_an_article_has_no_pairs(self) -> None:
        assert prepare_writer.examples({"title": "Tên", "body": SOURCE, "summary": SOURCE})[0] == []
