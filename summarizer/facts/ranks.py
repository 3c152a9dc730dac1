"""Which of two actors stands higher: what a lower one asks of a higher one is a petition."""

from __future__ import annotations

from typing import Final

from summarizer.facts.phrases import Line, Phrases

#: Heads of actors by level, from the commune and the company (1) to the centre (6).
_LEVELS: Final = Phrases(
    {
        **dict.fromkeys(
            [
                "thủ tướng", "phó thủ tướng", "chính phủ", "quốc hội", "ủy ban thường vụ quốc hội", "trung ương", "bộ chính trị", "ban bí thư", "tổng bí thư", "chủ tịch nước",
                "chủ tịch quốc hội", "nhà nước", "thường trực chính phủ", "người đứng đầu chính phủ", "lãnh đạo chính phủ", "ban chỉ đạo trung ương", "ban chấp hành trung ương",
            ],
            6,
        ),
        **dict.fromkeys(["bộ", "bộ trưởng", "thứ trưởng", "ngân hàng nhà nước", "thanh tra chính phủ", "tổng thanh tra", "thống đốc", "kiểm toán nhà nước", "ủy ban kiểm tra trung ương"], 5),
        **dict.fromkeys(["tổng cục", "cục", "tổng cục trưởng", "cục trưởng"], 4),
        **dict.fromkeys(
            ["tỉnh", "thành phố", "tp", "ubnd tỉnh", "ubnd thành phố", "ubnd tp", "ủy ban nhân dân tỉnh", "hđnd tỉnh", "hđnd thành phố", "tỉnh ủy", "thành ủy", "chủ tịch tỉnh", "chủ tịch ubnd tỉnh", "chủ tịch ubnd thành phố", "lãnh đạo tỉnh", "lãnh đạo thành phố"],
            4,
        ),
        **dict.fromkeys(["sở", "giám đốc sở", "phó giám đốc sở", "chi cục", "công an tỉnh", "ban quản lý"], 3),
        **dict.fromkeys(["huyện", "quận", "thị xã", "ubnd huyện", "ubnd quận", "ubnd thị xã", "huyện ủy", "quận ủy", "chủ tịch huyện"], 2),
        **dict.fromkeys(
            ["xã", "phường", "ubnd xã", "ubnd phường", "công ty", "doanh nghiệp", "tập đoàn", "tổng công ty", "hiệp hội", "vcci", "chủ đầu tư", "nhà đầu tư", "nhà thầu", "ngân hàng", "hợp tác xã", "2 doanh nghiệp", "các doanh nghiệp", "hai doanh nghiệp"],
            1,
        ),
    }
)  # fmt: skip


def rank(line: Line, start: int, end: int) -> int:
    """Level of the actor at tokens `[start, end)` of a line, 0 where it cannot be told."""
    for i in range(start, min(end, start + 3)):
        found = _LEVELS.at(line, i)
        if found is not None:
            return found[1]
    return 0


def petitions(line: Line, issuer: tuple[int, int], addressee: tuple[int, int]) -> bool:
    """Whether the issuer stands below the addressee, both being known."""
    low, high = rank(line, *issuer), rank(line, *addressee)
    return 0 < low < high
