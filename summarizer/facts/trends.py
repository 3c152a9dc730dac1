"""Which way a figure moves: `up` (`tăng`, `lên`, `cao hơn`), `down` (`giảm`, `xuống còn`), `reach` (`đạt`, `chiếm`,
`bằng`)."""

from __future__ import annotations

from typing import Final

from summarizer.facts.model import Trend
from summarizer.text.data import word_set
from summarizer.text.tokens import NUMBER, Tokens

_UP: Final = frozenset(["tăng", "lên", "vọt", "gấp", "nhích", "leo"])
_DOWN: Final = frozenset(["giảm", "xuống", "hạ", "sụt", "tụt", "lùi", "rớt"])
_REACH: Final = frozenset(["đạt", "chiếm", "bằng"])
_MOVES: Final = _UP | _DOWN | _REACH | {"còn"}
# What may stand between the word of movement and the quantity (or the modifier before it).
_SKIP: Final = word_set(
    "thêm được tới đến mức ở toàn bộ là có thể và vượt mạnh nhẹ chỉ mới trung bình quân tổng số cộng dần "
    "khoảng hơn gần trên dưới ước tất cả ít nhất tối thiểu đa kỷ lục con cao lần lượt chưa không quá tiếp "
    "về giá đều thực tế tương đương ròng nữa mốc"
)
_REACHING: Final = 7  # tokens looked at


def find(tokens: Tokens, start: int, end: int, modifier_start: int, *, counts: bool = False) -> Trend | None:
    """The trend of the quantity over tokens `[start, end)` whose modifier starts at `modifier_start`.

    The near end of a movement (`tăng từ 27,5 triệu`) has none, and neither has `tăng trưởng GDP trên 7%`, where the
    verb names the thing measured. `counts` says that things are counted: `bằng 5 phương thức` equals nothing.
    """
    k = min(start, modifier_start) - 1
    if any(tokens.low(m) in _MOVES for m in range(modifier_start, start)):
        k = start - 1  # dự kiến đạt, ước đạt: the movement stands after the modifier
    if tokens.low(k) == "từ" and tokens.low(k - 1) in (*_UP, *_DOWN):
        return None
    for _ in range(_REACHING):
        low = tokens.low(k)
        before = tokens.low(k - 1)
        if low == "trưởng" and before == "tăng":
            return "reach" if tokens.low(k - 2) == "đạt" else "up"
        if low == "vượt" and before == "," and tokens.low(k - 2) == "đạt":
            return "reach"
        if low == "từ":
            return None
        if low == "còn":
            # chỉ còn, xuống còn, giảm còn; "còn hơn 1.600 du khách" only says what is left
            return "down" if before in ("chỉ", "xuống", "giảm", "rút", "hạ", "về") or _fell(tokens, k) else None
        if low == "về" and _fell(tokens, k):
            return "down"
        if low == "mất" and tokens.low(end - 1) in ("%", "điểm"):
            return "down"
        if low == "cao" and tokens.low(k - 1) in ("độ", "nghệ", "lượng"):
            return None  # đường sắt tốc độ cao hơn 67 tỷ USD
        if low == "hơn" and before in ("cao", "lớn", "nhiều"):
            return "up"
        if low == "hơn" and before in ("thấp", "ít", "nhỏ"):
            return "down"
        if low in _UP:
            return None if low == "lên" and before == "trở" else "up"
        if low in _DOWN:
            return "down"
        if low in _REACH:
            return None if low == "bằng" and counts else "reach"
        if tokens.low(end - 1) == "%" and (before, low) in _FULFILLED:
            return "reach"
        if low not in _SKIP:
            return "reach" if _follows(tokens, end) else None
        k -= 1
    return None


def _fell(tokens: Tokens, k: int) -> bool:
    """Whether the figure right before token `k` is a fall: `hạ 0,3% còn 5.983 điểm`, `giảm 20 điểm về 1.280 điểm`."""
    number = False
    for m in range(k - 1, max(-1, k - 6), -1):
        if tokens.low(m) in _DOWN or tokens.low(m) == "mất":
            return number
        number = number or tokens.kind(m) == NUMBER
        if tokens.low(m) in (",", ";", ".", ":"):
            return False
    return False


# What is said of a share of a whole or of a plan.
_FULFILLED: Final = (("hoàn", "thành"), ("thực", "hiện"), ("đóng", "góp"))


def _follows(tokens: Tokens, end: int) -> bool:
    """`15/18 chỉ tiêu đạt và vượt`."""
    return tokens.low(end) == "đạt" and tokens.low(end + 1) in ("và", "vượt", ",", "hoặc", "")
