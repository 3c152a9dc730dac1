"""What a figure is compared with: `kế hoạch`, `so với cùng kỳ năm 2022`, `sản phẩm toàn tỉnh`."""

from __future__ import annotations

from summarizer.facts.regions import NEAR, Range, Reading, phrase_end, tables
from summarizer.facts.tokens import WORD, Tokens


def bases(tokens: Tokens, figures: list[Reading]) -> list[Range | None]:
    """What each figure of a sentence is compared with, in order."""
    found = [None if f.kind in ("date", "period") else _basis(tokens, figures, n) for n, f in enumerate(figures)]
    if all(f.trend is None for f in figures) or (ahead := _ahead(tokens, figures)) is None:
        return found
    return [
        ahead if b is None and f.trend in ("up", "down") and f.kind != "date" and f.start > ahead.end else b
        for f, b in zip(figures, found, strict=True)
    ]


def _ahead(tokens: Tokens, figures: list[Reading]) -> Range | None:
    """`So với tháng trước, …` at the head of a sentence or clause, which holds for all that moves after it."""
    times = {m for f in figures[:NEAR] if f.kind in ("date", "period") for m in range(f.start, f.end)}
    for k in range(min(len(tokens), 40)):
        if tokens.low(k) == "so" and tokens.low(k + 1) == "với" and (k == 0 or tokens.low(k - 1) in _BEFORE):
            end = _comparison_end(tokens, k + 2, times)
            return Range(k, end) if tokens.low(end) == "," else None
    return None


_BEFORE = (",", ";", "\n", "còn", "nếu", "riêng")


def _basis(tokens: Tokens, figures: list[Reading], n: int) -> Range | None:
    figure = figures[n]
    following = figures[n + 1].start if n + 1 < len(figures) else None
    t = tables()
    k = figure.end
    if figure.kind in ("percent", "ratio", "money"):
        if tokens.matches(k, ("đạt", "và", "vượt")) or tokens.matches(k, ("vượt",)):
            k += 3 if tokens.low(k) == "đạt" else 1
        if held := t.bases.match(tokens, k):
            return Range(k, k + held)
        if figure.kind == "percent" and figure.trend == "reach" and tokens.low(k) in ("tổng", "số"):
            return Range(k, phrase_end(tokens, k, 10))
        k = figure.end
        if figure.kind == "percent" and tokens.low(k) == "trên" and tokens.low(k + 1) in ("tổng", "số"):
            end = phrase_end(tokens, k + 1, 10)
            return Range(k + 1, end)
        near = [tokens.low(m) for m in range(figure.left - 4, figure.left)]
        if figure.kind == "percent" and ("chiếm" in near or near[-2:] == ["đóng", "góp"]):
            end = phrase_end(tokens, k, 10)
            if end > k:
                return Range(k, end)
    times = {
        m for f in figures[max(0, n - 1) : n + NEAR] if f.kind in ("date", "period") for m in range(f.start, f.end)
    }
    for m in range(k, min(k + 12, len(tokens))):
        low = tokens.low(m)
        if low in (";", ".", ":", "(") or (following is not None and m >= following and m not in times):
            return None
        if low == "," and tokens.low(m + 1) not in ("thấp", "cao"):
            return None
        if low == "so" and tokens.low(m + 1) == "với":
            if following == m + 2:  # so với 80% trước khi …
                return Range(m, _comparison_end(tokens, figures[n + 1].end, times))
            return Range(m, _comparison_end(tokens, m + 2, times))
        if low == "cùng" and tokens.low(m + 1) == "kỳ" and m == k:
            return Range(m, _comparison_end(tokens, m, times))
    return None


def _comparison_end(tokens: Tokens, k: int, times: set[int]) -> int:
    enders = tables().enders
    end = k
    while end < len(tokens) and end - k < 12:
        if end not in times:
            token = tokens.items[end]
            if token.low in ("lên", "xuống", "và") and end > k:
                break  # tăng 15% so với cùng kỳ lên 88 tỷ đồng
            if token.kind not in (WORD, "code") or (
                enders.match(tokens, end) and token.low not in ("trước", "này", "đó", "cùng")
            ):
                break
        end += 1
    return end
