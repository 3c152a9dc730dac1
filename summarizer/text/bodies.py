"""The heads of bodies: what their names begin with (`Sở`, `UBND`, `Chủ tịch`), one list for all who look for them."""

from __future__ import annotations

from functools import cache

from summarizer.text.data import entries, load
from summarizer.text.letters import UPPER
from summarizer.text.phrases import alternatives

NO_HEAD = rf"(?!Trường hợp|Tổ chức(?!\s(?-i:[{UPPER}])))"
"""`Trường hợp` and `Tổ chức thực hiện` name nobody, `Tổ chức Y tế thế giới` does."""


@cache
def heads(*groups: str) -> frozenset[str]:
    """The heads of groups of `data/bodies.toml` as they begin a name: `bodies`, `posts`, `many`."""
    lists = load(__package__, "data", "bodies.toml")
    return frozenset(head for group in groups for head in entries(lists[group]))


@cache
def pattern(*groups: str) -> str:
    """A regular expression of those heads as whole words; their later words may be in capitals too: `Tổng Giám đốc`."""
    both = {form for head in heads(*groups) for form in (head, _second_large(head))}
    return rf"{NO_HEAD}(?:{alternatives(both)})(?!\w)"


def _second_large(head: str) -> str:
    first, _, rest = head.partition(" ")
    return f"{first} {rest[:1].upper()}{rest[1:]}".strip()
