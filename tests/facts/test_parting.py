"""Where a chain of clauses falls into tasks."""

from __future__ import annotations

from math import log

import pytest

from summarizer.document.model import Span
from summarizer.engines.base import Tags
from summarizer.facts import parting
from tests.costs import costs_within


def tasks(chain: str, *begun: str) -> list[str]:
    """The tasks of a chain in a document, where the marker began one at each of `begun`."""
    borders = {chain.index(piece) for piece in begun}
    return [s.of(chain) for s in parting.parted(chain, Span(0, len(chain)), borders, office=True)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["rà soát danh sách hộ nghèo của từng thôn", "xây dựng 40 căn nhà cho các hộ bị sập"],
        ["kiểm tra, rà soát các bếp ăn"],
        ["tuyên truyền cho người dân ở các xã, phường và thị trấn"],
        ["lập phương án sơ tán", "bố trí 12 xe cứu thương", "tổ chức trực ban 24/24 giờ"],
    ],
)
def test_clauses_with_an_object_of_their_own_are_tasks(wanted: list[str]) -> None:
    assert tasks("; ".join(wanted)) == wanted


def test_what_the_marker_began_stands_unless_the_chain_is_sure() -> None:
    chain = "xác minh vụ việc, xem xét nguyên nhân cháy"
    assert tasks(chain) == [chain]
    assert tasks(chain, "xem xét") == chain.split(", ")
    verbs = "kiểm tra, rà soát các bếp ăn"
    assert tasks(verbs, "rà soát") == [verbs]


def test_by_when_a_task_is_done_is_no_task() -> None:
    chain = "lắp 30 camera tại các ngã tư; hoàn thành trước ngày 30/9/2026"
    assert tasks(chain, "hoàn thành") == [chain]


def test_no_border_lies_within_a_name() -> None:
    chain = "giao Sở Giáo dục và Đào tạo tuyển đủ 420 giáo viên"
    assert tasks(chain, "Đào tạo") == [chain]


def test_time_grows_no_faster_than_the_chain() -> None:
    chain = "rà soát hộ nghèo, " * 20_000 + "xây nhà"
    costs_within(lambda: parting.parted(chain, Span(0, len(chain)), (), office=True), 20)


def in_news(chain: str, *, sure: float) -> list[str]:
    """The tasks of a chain in news, of whose second clause the marker says how likely it begins one."""
    second = chain.index(", ") + 2
    tags = {second: Tags(log(sure), log(0.99 - sure), log(0.01), -4.0)}
    begun = [second] if sure > 0.5 else []
    return [s.of(chain) for s in parting.parted(chain, Span(0, len(chain)), begun, office=False, tags=tags)]


def test_in_news_the_marker_has_a_say_in_what_is_a_task() -> None:
    chain = "thống kê số nhà bị tốc mái ở từng khu phố, liên hệ các chủ thầu"
    assert in_news(chain, sure=0.9) == chain.split(", ")
    assert in_news(chain, sure=0.0001) == [chain]
