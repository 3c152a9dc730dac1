"""What stands before a quantity and limits it: `khoảng`, `trên`, `tối đa`, `ước đạt` (the modifiers of MeasEval)."""

from __future__ import annotations

from typing import Final

from summarizer.facts import units
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import Modifier
from summarizer.facts.tokens import Tokens

_PHRASES: Final[dict[tuple[str, ...], Modifier]] = {
    ("khoảng",): "approx",
    ("gần",): "approx",
    ("xấp", "xỉ"): "approx",
    ("chừng",): "approx",
    ("tầm",): "approx",
    ("cỡ",): "approx",
    ("ngót",): "approx",
    ("suýt", "soát"): "approx",
    ("độ",): "approx",
    ("quãng",): "approx",
    ("quanh",): "approx",
    ("xung", "quanh"): "approx",
    ("trên", "dưới"): "approx",
    ("trên",): "over",
    ("hơn",): "over",
    ("vượt",): "over",
    ("quá",): "over",
    ("vượt", "quá"): "over",
    ("vượt", "mức"): "over",
    ("vượt", "mốc"): "over",
    ("ngoài",): "over",
    ("dưới",): "under",
    ("chưa", "đến"): "under",
    ("chưa", "tới"): "under",
    ("chưa", "đầy"): "under",
    ("chưa", "đạt"): "under",
    ("chưa", "được"): "under",
    ("chưa", "quá"): "at_most",
    ("không", "đến"): "under",
    ("không", "tới"): "under",
    ("không", "đầy"): "under",
    ("tối", "thiểu"): "at_least",
    ("ít", "nhất"): "at_least",
    ("từ",): "at_least",
    ("không", "dưới"): "at_least",
    ("không", "ít", "hơn"): "at_least",
    ("không", "thấp", "hơn"): "at_least",
    ("thấp", "nhất"): "at_least",
    ("tối", "đa"): "at_most",
    ("không", "quá"): "at_most",
    ("không", "vượt", "quá"): "at_most",
    ("không", "hơn"): "at_most",
    ("nhiều", "nhất"): "at_most",
    ("cao", "nhất"): "at_most",
    ("ước",): "estimate",
    ("ước", "tính"): "estimate",
    ("ước", "khoảng"): "approx",
    ("dự", "kiến"): "estimate",
    ("dự", "tính"): "estimate",
    ("dự", "báo"): "estimate",
    ("dự", "toán"): "estimate",
    ("ước", "chừng"): "estimate",
}
# Words that may stand between a modifier and its quantity and keep the two together.
_BETWEEN: Final = word_set(
    "đạt là có còn lên tới đến giảm tăng mất thu hoàn thành trong vào phải cả sẽ diễn ra kéo dài"
)
_AFTER: Final[dict[tuple[str, ...], Modifier]] = {
    ("trở", "lên"): "at_least",
    ("trở", "xuống"): "at_most",
    ("là", "ít"): "at_least",
    ("đổ", "lại"): "at_most",
}


_BEFORE_TIME: Final = word_set("hoàn thành khởi công diễn ra tổ chức xong khai mạc bắt đầu kết thúc")
_TIME_LINKS: Final = word_set("trong vào sáng chiều tối trưa đêm nay từ")


def before_time(tokens: Tokens, i: int) -> tuple[Modifier | None, int]:
    """The modifier of a date at token `i`: only `approx` and `estimate` (`khoảng 4h`, `dự kiến hoàn thành trong năm
    2018`)."""
    found, start = before(tokens, i)
    if found in ("approx", "estimate"):
        return found, start
    k = i
    while i - k < 6 and (tokens.low(k - 1) in _BEFORE_TIME or (k > i - 3 and tokens.low(k - 1) in _TIME_LINKS)):
        k -= 1
    if k < i - 1:
        found, start = before(tokens, k)
        if found == "estimate":
            return found, start
    if tokens.low(i - 1) in ("cuối", "đầu", "giữa"):
        found, start = before(tokens, i - 1)
        if found == "approx":
            return found, start
    return None, i


def before(tokens: Tokens, i: int) -> tuple[Modifier | None, int]:
    """The modifier that ends right before token `i`, and where it starts (`i` where there is none)."""
    for n in (3, 2, 1):
        if i - n >= 0 and (m := _PHRASES.get(tuple(tokens.low(i - n + k) for k in range(n)))) is not None:
            if n == 1 and not _alone(tokens, i - 1):
                continue
            return m, i - n
    return None, i


_HIGH: Final = ("tốc độ cao", "công nghệ cao", "chất lượng cao")


def _alone(tokens: Tokens, k: int) -> bool:
    """One-word modifiers that are something else after certain words: `nâng cao hơn`, `từ … đến`, `trên sông`."""
    low, previous = tokens.low(k), tokens.low(k - 1)
    if low == "từ":
        return False
    if low == "hơn":
        # cao hơn 5% is a movement, and so is ít hơn; but đường sắt tốc độ cao|hơn 67 tỷ USD
        return tokens.phrase(k - 3, 3) in _HIGH or previous not in (
            "cao",
            "thấp",
            "nhiều",
            "ít",
            "lớn",
            "nhỏ",
            "kém",
            "nhanh",
            "chậm",
            "sớm",
            "muộn",
        )
    if low == "độ":
        return not units.is_compound(tokens, k - 1, 2)  # tốc độ, biên độ
    if low == "gần":
        return True
    if low == "quá":
        return previous not in ("trong",)
    if low == "ngoài":
        # ngoài 60 tuổi is over sixty; at the head of a clause it means "besides"
        return previous not in (
            "trong",
            "bên",
            "nước",
            "ra",
            "phía",
            "ở",
            "từ",
            "đi",
            "vùng",
            "",
            ".",
            ",",
            ";",
            ":",
            "(",
            "“",
            '"',
        )
    return True


def find(tokens: Tokens, i: int, end: int) -> tuple[Modifier | None, int]:
    """The modifier of the quantity over tokens `[i, end)`, and the token where it starts.

    The nearest one wins; an estimate counts across `đạt`, `là`, `còn` (`dự kiến đạt 99,4 triệu`), and so does what
    follows (`cấp 8 trở lên`).
    """
    for words, m in _AFTER.items():
        if tokens.matches(end, words):
            return m, i
    found, start = before(tokens, i)
    if found is not None:
        return found, start
    k = i
    while k > 0 and i - k < 4 and tokens.low(k - 1) in _BETWEEN:
        k -= 1
        found, start = before(tokens, k)
        bound = found in ("at_least", "at_most") and tokens.low(start) not in ("cao", "thấp")  # cao nhất là 6,2%
        if found == "estimate" or (bound and i - k < 2 and tokens.low(k) != "trong"):
            return found, start
    return None, i
