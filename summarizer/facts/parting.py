"""Where one task ends and the next begins: `rà soát hộ nghèo, hỗ trợ vay vốn | mở ba lớp dạy nghề`.

Clauses joined by a comma, a semicolon or `và` are tasks of their own where each has an action and an object, and one
task where they share it (`docs/guidelines.md`). A logistic regression tells them apart by what stands on either side
of each such place: how often words like these open an action, how much follows them, and what joins them. It was
fitted to annotated tasks by `models/training/fit_parting.py`, which writes `parting.toml`. In news a second one weighs
that against what the marker says of the same place; `models/training/fit_borders.py` writes its `borders.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from summarizer.document.model import Span
from summarizer.engines.base import Tags
from summarizer.facts.formulas import DONE_BY
from summarizer.text.data import load
from summarizer.text.tokens import runs

SEPARATOR: Final = re.compile(
    r"\s*[,;]\s+(?:và\s+|đồng thời\s+|cũng như\s+)?|\s+(?:và|hoặc|đồng thời|cũng như)\s+", re.IGNORECASE
)
MARGIN: Final = 1.0
"""Log odds from which this is surer than the marker, whose borders stand otherwise: of nine annotated sets none lost by
it, while without a margin two did (models/README.md)."""
ONE: Final = (-6.0, -5.0, -4.0, -3.2, -2.5, -1.8)
TWO: Final = (-4.0, -3.0, -2.0, -1.2, -0.6)
"""Bounds of the classes of words by the log odds that an action opens with them: the first word, the first two."""
_VERB: Final = 4
"""From this class on a first word opens actions so often that it is a verb."""
_MAY_BE_VERB: Final = 2
OPENING: Final = 40
"""Characters in which the first two words of a clause stand."""
_SIZES: Final = (1, 2, 3, 4, 6, 9)
_REACH: Final = (1, 2, 3, 4, 5, 7, 10, 15)
NEWS: Final = -0.3
"""Log odds from which there is a border in running text of news; chosen on articles held out."""
_ODDS: Final = (-6, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3)
_RATIOS: Final = (-6, -4, -3, -2, -1, 0, 1, 2, 3)
_LOGS: Final = (-6, -5, -4, -3, -2, -1, -0.5)
_NONE: Final[Mapping[int, Tags]] = MappingProxyType({})
_BESIDE: Final = 3
"""Characters between what joins two clauses and the word that begins the next, less one: a quotation mark."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The class of words as the opening of an action: 0 never, up to `len(ONE)` and `len(TWO)`."""

    one: Mapping[str, int]
    two: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two places: its words, the classes of its first ones, where it opens and closes."""

    words: tuple[str, ...]
    one: int
    two: int
    digits: bool


def places(text: str, chain: Span) -> list[Span]:
    """What joins the clauses of a chain, in text order."""
    return [Span(m.start(), m.end()) for m in SEPARATOR.finditer(text, chain.start, chain.end)]


def _parts(text: str, chain: Span, joints: Sequence[Span], heads: Heads) -> list[_Part]:
    found = []
    starts, ends = [chain.start, *(j.end for j in joints)], [*(j.start for j in joints), chain.end]
    for start, end in zip(starts, ends, strict=True):
        said = text[start:end]
        words = tuple(runs(said.lower()))
        # the first two words may reach over a place: `rà soát` in `rà, soát`
        opening = runs(text[start : min(chain.end, start + OPENING)].lower())[:2]
        one, two = heads.one.get(" ".join(opening[:1]), 0), heads.two.get(" ".join(opening), 0)
        found.append(_Part(words, one, two, any(map(str.isdigit, said))))
    return found


def signs(text: str, chain: Span, joints: Sequence[Span], heads: Heads, *, office: bool) -> list[list[str]]:
    """What speaks for or against a border at each joint, as the names of the weights that it adds."""
    parts = _parts(text, chain, joints, heads)
    verbs = [k for k, part in enumerate(parts) if part.one >= _VERB]
    counted = [0]
    for part in parts:
        counted.append(counted[-1] + len(part.words))
    depth = straight = 0
    share = round(4 * len(verbs) / len(parts))
    semicolons = any(";" in j.of(text) for j in joints)
    found = []
    at = chain.start
    for k, joint in enumerate(joints):
        piece = text[at : joint.start]
        depth += sum(piece.count(c) for c in "(“") - sum(piece.count(c) for c in ")”")
        straight += piece.count('"')
        at = joint.start
        left, right = parts[k], parts[k + 1]
        following = parts[k + 2] if k + 2 < len(parts) else None
        last = bisect_right(verbs, k) - 1
        back = bisect_right(_REACH, counted[k + 1] - counted[verbs[last] if last >= 0 else 0])
        later = bisect_right(verbs, k + 1)
        ahead = bisect_right(_REACH, counted[verbs[later] if later < len(verbs) else -1] - counted[k + 1])
        size = bisect_right(_SIZES, len(right.words))
        join = _join(joint.of(text))
        then = 0 if following is None else 1 + bisect_right((1, 4, 5), following.one)
        opening = " ".join(right.words[:2])
        found.append(
            [
                "always",
                f"join {join}",
                f"one {right.one}",
                f"two {right.two}",
                f"one two {right.one} {right.two}",
                f"then {then}",
                f"left {bisect_right((1, 4, 5), left.one)}",
                f"back {back}",
                f"ahead {ahead}",
                f"size {size}",
                f"left size {bisect_right(_SIZES, len(left.words))}",
                f"one back {right.one} {back}",
                f"one ahead {right.one} {ahead}",
                f"two back {right.two} {back}",
                f"two ahead {right.two} {ahead}",
                f"two back ahead {right.two} {min(back, 5)} {min(ahead, 5)}",
                f"one then size {right.one} {then} {size}",
                f"join one {join} {right.one}",
                f"join two {join} {right.two}",
                f"join back {join} {back}",
                f"join size {join} {size}",
                f"office join two {office:d} {join} {right.two}",
                f"office {office:d}",
                f"digits {left.digits:d} {right.digits:d} {right.two}",
                f"share two {share} {right.two}",
                f"word {right.words[0] if right.words else ''}",
                f"words {opening}",
                f"words short {opening} {len(right.words) <= 3:d}",
                f"left word {left.words[0] if left.words else ''}",
                f"first word {parts[0].words[0] if parts[0].words else ''}",
                f"last word {left.words[-1] if left.words else ''}",
                f"inside {depth > 0 or straight % 2 == 1:d}",
                f"places {min(len(joints), 8)}",
                f"semicolons {semicolons:d} {join}",
                f"next {_join(joints[k + 1].of(text)) if k + 1 < len(joints) else 'end'}",
            ]
        )
    return found


def seen(text: str, joint: Span, tags: Mapping[int, Tags]) -> Tags | None:
    """What the marker says of the word after a joint."""
    if text[joint.end : joint.end + 1].isupper() or DONE_BY.match(text, joint.end):
        return None
    return next((tags[k] for k in range(joint.end, joint.end + _BESIDE) if k in tags), None)


def weighed(told: Sequence[str], odds: float, begun: bool, tags: Tags) -> list[str]:
    """The signs of a place in news: those of `signs`, how much they say together, and what the marker says."""
    own, mark = bisect_right(_ODDS, odds), bisect_right(_RATIOS, tags.begin - tags.inside)
    return [
        *told,
        f"odds {own}",
        f"mark {mark}",
        f"begin {bisect_right(_LOGS, tags.begin)}",
        f"out {bisect_right(_LOGS, tags.before)} {bisect_right(_LOGS, tags.outside)}",
        f"begun {begun:d}",
        f"odds mark {own // 2} {mark // 2}",
        f"begun odds {begun:d} {own // 2}",
    ]


def _join(words: str) -> str:
    """`,` `;` or nothing, and the word that joins."""
    sign = words.strip()[:1] if words.strip()[:1] in (",", ";") else ""
    return sign + " ".join(words.strip(" ,;\n").lower().split())


@cache
def _fitted() -> tuple[Heads, dict[str, float]]:
    table: dict[str, Any] = load(__package__, "parting.toml")

    def classes(lists: Mapping[str, str]) -> dict[str, int]:
        return {" ".join(w.split()): int(k) for k, words in lists.items() for w in words.split(",")}

    return Heads(classes(table["one"]), classes(table["two"])), table["weights"]


@cache
def _news() -> dict[str, float]:
    weights: dict[str, float] = load(__package__, "borders.toml")["weights"]
    return weights


def opens_actions(word: str, *, often: bool = False) -> bool:
    """Whether annotated actions begin with a word, so that it may be a verb; or `often`, so that it is one."""
    return _fitted()[0].one.get(word, 0) >= (_VERB if often else _MAY_BE_VERB)


def parted(
    text: str, chain: Span, borders: Collection[int], *, office: bool, tags: Mapping[int, Tags] = _NONE
) -> list[Span]:
    """The tasks of a chain of clauses, in text order.

    `borders` are where the marker began one. `tags`, for running text of news, is what else it says of places there.
    """
    joints = places(text, chain)
    if not joints:
        return [chain]
    heads, weights = _fitted()
    out, start = [], chain.start
    for joint, told in zip(joints, signs(text, chain, joints, heads, office=office), strict=True):
        if text[joint.end : joint.end + 1].isupper() or DONE_BY.match(text, joint.end):
            continue  # within a name (of 664 annotated places 5 are borders); by when the task before is to be done
        odds = sum(weights.get(sign, 0.0) for sign in told)
        begun = joint.end in borders
        said = seen(text, joint, tags)
        if said is not None:
            odds, least = sum(_news().get(sign, 0.0) for sign in weighed(told, odds, begun, said)), NEWS
        else:
            least = -MARGIN if begun else MARGIN
        if odds > least:
            out.append(Span(start, joint.start))
            start = joint.end
    return [*out, Span(start, chain.end)]
