"""Conflicts between articles of one story: eighty hand-written pairs, half of them false."""

from __future__ import annotations

import tomllib
from pathlib import Path

from summarizer.digest.conflicts import claims_of, pairs
from summarizer.document import from_text
from summarizer.facts import find

PAIRS = tomllib.loads((Path(__file__).parent / "pairs" / "conflicts.toml").read_text(encoding="utf-8"))["pair"]
HEAD = "Tin trong ngày\n\n"


def claims(sentence: str):
    article = from_text(HEAD + sentence)
    return claims_of(article, find(article))


def test_hand_written_pairs():
    assert len(PAIRS) >= 80
    said = [(bool(pairs(claims(p["a"]), claims(p["b"]))), p["conflict"], p) for p in PAIRS]
    reported = [s for s in said if s[0]]
    right = [s for s in reported if s[1]]
    missed = [p for told, true, p in said if true and not told]
    false = [p for told, true, p in said if told and not true]
    assert len(right) >= 0.9 * len(reported), false
    assert len(missed) <= 0.15 * sum(true for _, true, _ in said), missed


def test_words_of_several_amounts_in_one_article_tell_nothing():
    several = "Con cá ngừ nặng 350 kg. Năm đó một con cá ngừ nặng 222 kg đã bán giá cao."
    assert not pairs(claims(several), claims("Con cá ngừ nặng 310 kg."))
    assert pairs(claims("Con cá ngừ nặng 350 kg."), claims("Con cá ngừ nặng 310 kg."))


def test_names_and_bounds_tell_apart():
    for a, b in (
        ("Mã KAC tăng mạnh nhất, tăng 400 đồng.", "Mã PXM tăng mạnh nhất, tăng 100 đồng."),
        ("Vụ cháy làm ít nhất 12 người chết.", "Vụ cháy làm 14 người chết."),
        ("Tàu có trọng tải 32.279 DWT.", "Tàu có trọng tải 32.200 DWT."),
        ("Năm 2007, một vụ nổ làm 25 người bị thương.", "Vụ nổ làm 19 người bị thương."),
        ("Di dời dân trong phạm vi 500 m.", "Di dời dân trong phạm vi 0 - 500 m."),
    ):
        assert not pairs(claims(a), claims(b)), (a, b)


def test_what_is_told_of_a_person_is_compared_by_name():
    a = "Nghi phạm Nguyễn Duy Lâm (46 tuổi) bị bắt cùng Trần Văn Khang (35 tuổi)."
    b = "Nguyễn Duy Lâm (47 tuổi) cầm đầu; Khang (35 tuổi) giúp sức."
    assert [(x.who, y.who) for x, y in pairs(claims(a), claims(b))] == [("nguyễn duy lâm", "nguyễn duy lâm")]


def test_a_pair_reads_the_same_from_both_sides():
    for p in PAIRS:
        assert bool(pairs(claims(p["a"]), claims(p["b"]))) == bool(pairs(claims(p["b"]), claims(p["a"]))), p
