"""How torch runs here: windows side by side."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines import runtime
from summarizer.engines.marker import engine as marker
from summarizer.engines.reader import engine as reader

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    """The threads of torch as they were."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_as_many_go_at_a_time_as_there_are_threads_and_each_has_its_share() -> None:
    torch.set_num_threads(4)
    both = threading.Barrier(2, timeout=10)  # broken, were one to wait for the other

    def work(item: int) -> tuple[int, int, bool]:
        both.wait()
        return item, torch.get_num_threads(), torch.is_inference_mode_enabled()

    assert list(runtime.side_by_side(CPU, work, [1, 2])) == [(1, 2, True), (2, 2, True)]
    assert torch.get_num_threads() == 4


def test_with_one_thread_nothing_leaves_the_thread_that_asks() -> None:
    torch.set_num_threads(1)
    assert set(runtime.side_by_side(CPU, lambda _: threading.get_ident(), [1, 2])) == {threading.get_ident()}


def test_what_goes_wrong_with_one_item_is_raised_and_threads_are_given_back() -> None:
    torch.set_num_threads(2)
    with pytest.raises(ZeroDivisionError):
        list(runtime.side_by_side(CPU, lambda n: 1 // n, [1, 0, 2]))
    assert torch.get_num_threads() == 2


def test_marks_and_scores_are_the_same_with_any_number_of_threads(
    tiny_marker: Path, tiny_reader: Path, report: Article
) -> None:
    article = from_text("\n\n".join([report.text] * 12))
    found = []
    for threads in (1, 3):
        scorer = reader.load(tiny_reader, threads=threads).scorer
        assert scorer is not None
        scores = scorer.score(article, article.body)
        marks = marker.load(tiny_marker, tiny_reader, threads=threads).mark(article, [], [*article.body[:9]])
        found.append((scores.relevance.tolist(), marks))
    assert found[0] == found[1]


def test_torch_comes_without_what_only_compilers_and_shapes_without_values_need_until_it_is_asked_for() -> None:
    code = """
import sys
from summarizer.engines import runtime
runtime.prepare(1)
import torch
assert "torch._meta_registrations" not in [m.__name__ for m in sys.modules.values() if getattr(m, "__file__", None)]
{}
assert sys.modules["torch._meta_registrations"].__file__
assert torch.nn.Linear(3, 2, device="meta")(torch.empty(5, 3, device="meta")).shape == (5, 2)
"""
    for asking in ("runtime.prepare(1, meta=True)", "assert torch._meta_registrations.register_meta"):
        subprocess.run([sys.executable, "-c", code.format(asking)], check=True, timeout=60)


def test_more_threads_than_any_processor_has_are_not_made() -> None:
    code = (
        "from summarizer.engines import runtime; runtime.prepare(100_000); import torch; print(torch.get_num_threads())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) == runtime.MOST_THREADS
