"""Units: money, percent, physical measures, and the counted nouns of Vietnamese, with compound denominators.

`tỷ đồng`, `%`, `km/h`, `triệu đồng/người/năm`, `căn nhà`, `chương trình mục tiêu quốc gia`. A counted noun phrase is
read as classifiers, then a head from the lexicon, longest match first; where the lexicon is silent, the first word
after the numeral that may be a noun. Free modifiers stay outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from summarizer.text.data import entries, load, word_set
from summarizer.text.phrases import Phrases, listed
from summarizer.text.tokens import CODE, SIGN, WORD, Tokens

UnitKind = Literal["money", "percent", "measure", "count"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read from tokens `[start, end)`: its kind and normalised name; `known` where a table or the lexicon has
    it."""

    kind: UnitKind
    name: str
    end: int
    known: bool = True


_UNITS, _NOUNS, _WORDS = (load(__package__, "data", f"{name}.toml") for name in ("units", "nouns", "words"))
_KINDS: Final[tuple[UnitKind, ...]] = ("money", "percent", "measure")
_MEASURES: Final = Phrases(
    (tuple(form.split()), (kind, name)) for kind in _KINDS for name, forms in _UNITS[kind].items() for form in forms
)
_CLASSIFIERS: Final = listed([*entries(_NOUNS["classifiers"]), *entries(_NOUNS["containers"])])
HEADS: Final = listed([*entries(_NOUNS["heads"]), *entries(_NOUNS["fixed"]), *entries(_WORDS["nouns"])])
VERBS: Final = listed(entries(_WORDS["verbs"]))
# set phrases with a number word (`hai bên`, `một số`), and what is not counted but has parts (`1/3 diện tích`)
_STOPS, IDIOMS, MASSES = (listed(entries(_NOUNS[name])) for name in ("stops", "idioms", "masses"))
_OTHERS: Final = frozenset(entries(_WORDS["others"]))
_CONTAINERS, _MATERIALS = (frozenset(entries(_NOUNS[name])) for name in ("containers", "materials"))
_PAIRS: Final = listed(entries(_NOUNS["pairs"]))
_PAIR: Final = 9  # tokens of the longest pair, its commas and `và` counted
_LETTERS: Final = frozenset(_UNITS["surface"]["letters"])
DURATIONS: Final = frozenset(_UNITS["surface"]["duration"])


def measure(tokens: Tokens, i: int) -> Unit | None:
    """A unit of money, percent or measure at token `i`, without denominators."""
    found = next(_MEASURES.each(tokens.lows, i), None)
    if found is None:
        return None
    n, (kind, name) = found
    if n == 1:
        token = tokens.items[i]
        if token.low in _LETTERS and token.low != "đ" and not (token.case == 0 or token.low in "vw"):
            return None
        hyphened = token.low in _LETTERS and tokens.low(i + 1) == "-" and tokens.items[i + 1].glued
        if hyphened and tokens.kind(i + 2) == WORD:
            return None  # V-League
        if token.low == "đồng" and tokens.low(i + 1) in _NOT_MONEY:
            return None
        if token.low in _HOMOGRAPHS and HEADS.length(tokens.lows, i) > 1:
            return None
    return Unit(kind, name, i + n)


# Units that also begin other nouns: điểm trường, tiếng nói, đô thị.
_HOMOGRAPHS: Final = word_set("điểm lần bậc lượng độ tiếng đô")


_NOT_MONEY: Final = ("phạm", "chí", "đội", "nghiệp", "minh", "hương", "hồ", "bọn", "sáng", "tác", "bào")


def is_compound(tokens: Tokens, i: int, n: int) -> bool:
    """Whether a word of the lexicon starts at `i` and takes `n` tokens or more (`cung cấp`, `con số`)."""
    return max(HEADS.length(tokens.lows, i), VERBS.length(tokens.lows, i)) >= n


def counted(tokens: Tokens, i: int) -> Unit | None:
    """The counted noun phrase at token `i`, or None where no noun can stand there."""
    if i >= len(tokens) or tokens.kind(i) not in (WORD, CODE):
        return None
    capital = tokens.items[i].case == 1 and i + 1 < len(tokens) and tokens.items[i + 1].case == 1
    if capital and tokens.low(i) in _PLACED:
        return None  # 176 Xã Đàn
    head = _uncapital(tokens, i, HEADS.length(tokens.lows, i))
    classifier = _CLASSIFIERS.length(tokens.lows, i)
    stop = _STOPS.length(tokens.lows, i)
    if stop and stop >= max(head, classifier):
        return None
    if head == 2 and classifier == 1 and HEADS.length(tokens.lows, i + 1) > 1 and VERBS.length(tokens.lows, i + 2) < 2:
        head = 0  # xe|hoa quả, not xe hoa|quả; but hộ dân|sinh sống
    if head > 1:
        end = i + head
        if (
            head > 2
            and tokens.phrase(end - 2, 2) in _MAKING
            and (more := max(HEADS.length(tokens.lows, end), VERBS.length(tokens.lows, end))) > 1
        ):
            end += more  # cơ sở kinh doanh|tài chính
    elif classifier:
        end = _tail(tokens, i + classifier)
    elif head:
        end = i + head
    else:
        return _unknown(tokens, i)
    end = max(_coordinated(tokens, i, end), _pair(tokens, i))
    return Unit("count", _name(tokens, i, end), end)


def _uncapital(tokens: Tokens, i: int, head: int) -> int:
    """`head` tokens of a compound at `i`, or what is left of it before a proper name: `ngôi trường|Tiểu học Hạ Đình`.

    Peoples keep their name (`người Việt Nam`).
    """
    if head < 2 or tokens.low(i) in _OF_PEOPLES:
        return head
    for n in range(1, head):
        if tokens.items[i + n].case == 1:
            return n if tokens.phrase(i, n) in HEADS else 0
    return head


def _tail(tokens: Tokens, i: int) -> int:
    """Where the noun phrase ends after a classifier that ends at `i`: `căn|nhà`, `cuộc|thanh tra`, `nhóm|hộ|nghèo`."""
    if tokens.kind(i) != WORD or tokens.items[i].case or tokens.low(i - 1) == "người":
        return i  # 237.000 người|trình độ đại học; người lao động is a head of its own
    if tokens.low(i) in ("miền", "phía", "vùng") and tokens.low(i - 1) in _LEVELS:
        return i  # 12 tỉnh|miền Trung
    head = _uncapital(tokens, i, HEADS.length(tokens.lows, i))
    stop, verb = _STOPS.length(tokens.lows, i), VERBS.length(tokens.lows, i)
    event = tokens.low(i - 1) in _EVENTS
    if head > 1 and verb < head:
        return i + head
    if event and verb > stop:
        return i + verb
    before, low = tokens.low(i - 1), tokens.low(i)
    if low in _MATERIALS and before in _CONTAINERS:
        return i + 1  # bao|gạo, thùng|mì
    if stop or verb > 1:
        return i
    # loại|tường, con|cua: a kind or an animal that the lexicon lacks
    return i + (head or (before in ("loại", "con") and low not in _OTHERS))


_LEVELS: Final = ("tỉnh", "thành", "huyện", "xã", "phố")
_PLACED: Final = word_set("xã phường phố đường làng thôn bản ngõ quận huyện tỉnh thành đình")
_OF_PEOPLES: Final = ("người", "khách", "công", "lính", "kiều")
_MAKING: Final = ("kinh doanh", "sản xuất", "chế biến", "mua bán", "khai thác", "nuôi trồng")
_EVENTS: Final = ("cuộc", "vụ", "ca", "lượt", "đợt", "trường hợp", "chuyến", "buổi")


def _coordinated(tokens: Tokens, i: int, end: int) -> int:
    """`vụ việc, vụ án` and `cuộc thanh tra, kiểm tra chuyên ngành` are one unit."""
    if tokens.low(end) != ",":
        return end
    first, noun = tokens.low(i), HEADS.length(tokens.lows, end + 1)
    if tokens.low(end + 1) == first and end - i == noun == 2:
        return end + 1 + noun
    stop = end + 1 + noun
    return stop + HEADS.length(tokens.lows, stop) if noun and first == "cuộc" else end


def _pair(tokens: Tokens, i: int) -> int:
    """Where `tỉnh, thành` or `cán bộ, chiến sĩ` from token `i` on ends; 0 where it is no such pair."""
    words = [k for k in range(i, min(i + _PAIR, len(tokens))) if tokens.low(k) not in (",", "và")]
    n = _PAIRS.length(tuple(map(tokens.low, words)), 0)
    return words[n - 1] + 1 if n and not any(tokens.items[k].case for k in words[:n]) else 0


def _unknown(tokens: Tokens, i: int) -> Unit | None:
    """The lexicon is silent: one word in lower case that is no known verb."""
    token = tokens.items[i]
    if token.glued:
        return None
    if token.case == 2 and len(token.low) >= 3:
        return Unit("count", tokens.text[token.start : token.end], i + 1, known=False)  # 52 CLB, 32.000 GPU
    if token.case or token.low in _OTHERS or VERBS.length(tokens.lows, i):
        return None
    return Unit("count", _name(tokens, i, i + 1), i + 1, known=False)


def _name(tokens: Tokens, i: int, end: int) -> str:
    """The unit as written, in lower case, with single spaces and none before a comma."""
    words = (tokens.text[t.start : t.end] if t.case == 2 else t.low for t in tokens.items[i:end])
    return " ".join(words).replace(" ,", ",").replace(" - ", "-")


def denominators(tokens: Tokens, unit: Unit) -> Unit:
    """`unit` with what stands under it: `/người/năm`, `/ha`, `/ km2`, `/100.000 dân`, `/vạn dân`."""
    name, end = unit.name, unit.end
    for _ in range(3):
        if unit.kind in ("count", "measure") and (heads := per_head(tokens, end)) is not None:
            return Unit(unit.kind, f"{name}{heads[0]}", heads[1], unit.known)
        if tokens.low(end) != "/" or tokens.kind(end + 1) not in (WORD, CODE, SIGN):
            break
        below = _denominator(tokens, end + 1)
        if below is None:
            break
        hourly = below.name == "giờ" and unit.name == "km"  # 35 km/giờ is 35 km/h
        name, end = f"{name}/{'h' if hourly else below.name}", below.end
    return Unit(unit.kind, name, end, unit.known)


_BASE: Final = re.compile(r"100|10{0,2}[.]?0{3}|1[.]?0{3}[.]?0{3}|trăm|nghìn|ngàn|vạn|triệu")
_PEOPLE: Final = ("dân", "người", "trẻ", "bé", "phụ", "nam", "nữ")


def per_head(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a rate is told by, and where it ends: `/100.000 dân`, `/vạn dân`, `/100 bé gái`, `trên 1.000 trẻ`."""
    if tokens.low(i) not in ("/", "trên", "mỗi") or _BASE.fullmatch(tokens.low(i + 1)) is None:
        return None
    below = counted(tokens, i + 2)
    if below is None or not below.known or (tokens.low(i) != "/" and tokens.low(i + 2) not in _PEOPLE):
        return None
    return f"/{tokens.low(i + 1)} {below.name}", below.end


def _denominator(tokens: Tokens, i: int) -> Unit | None:
    token = tokens.items[i]
    if token.low in ("h", "s"):
        return Unit("measure", token.low, i + 1)
    return measure(tokens, i) or (None if token.case == 2 else counted(tokens, i))
