"""Packing units into windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.reader.windows import TITLE_TOKENS, UNIT_TOKENS, pack

tokens = st.lists(st.integers(3, 99), max_size=300)


@given(st.lists(st.integers(3, 99), max_size=80), st.lists(tokens, max_size=20))
def test_every_unit_stands_whole_in_one_window(title: list[int], units: list[list[int]]) -> None:
    windows = pack(title, units, bos=0, eos=2, length=512)
    for w in windows:
        assert len(w.ids) == len(w.owner) <= 512
        assert w.ids[0] == 0
        assert w.ids[-1] == 2
        assert [i for i, o in zip(w.ids, w.owner, strict=True) if o == 0] == title[:TITLE_TOKENS]
    for u, unit in enumerate(units, start=1):
        held = [[i for i, o in zip(w.ids, w.owner, strict=True) if o == u] for w in windows]
        held = [h for h in held if h]
        assert held == ([unit[:UNIT_TOKENS]] if unit else [])
    order = [o for w in windows for o in w.owner if o > 0]
    assert order == sorted(order)
