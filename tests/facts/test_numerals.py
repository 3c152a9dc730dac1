"""Numbers in every Vietnamese style read as themselves."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts.numerals import literal, read
from summarizer.text.tokens import tokenize

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
SCALES = [(10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")]
NUMBERS = st.one_of(st.integers(0, 10**15), st.integers(0, 10**4), st.sampled_from([10**k for k in range(16)]))


def below_thousand(n: int, *, inner: bool) -> str:
    """`n` in words; after a scale (`inner`) the hundreds and the empty ten are said too."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    out = []
    if hundreds or inner:
        out += [DIGITS[hundreds], "trăm"]
    if tens == 0 and ones and out:
        out += ["linh", DIGITS[ones]]
    elif tens == 1:
        out += ["mười"] + ([] if ones == 0 else ["lăm" if ones == 5 else DIGITS[ones]])
    elif tens:
        out += [DIGITS[tens], "mươi"] + ([] if ones == 0 else [{1: "mốt", 5: "lăm"}.get(ones, DIGITS[ones])])
    elif ones:
        out.append(DIGITS[ones])
    return " ".join(out)


def in_words(n: int) -> str:
    """The standard reading of `n`; `tỷ` is counted in thousands above 10^12."""
    if n == 0:
        return DIGITS[0]
    out = []
    billions, rest = divmod(n, 10**9)
    if billions:
        out.append(in_words(billions) + " tỷ")
    inner = bool(billions)
    for size, name in SCALES[1:]:
        part, rest = divmod(rest, size)
        if part:
            out.append(f"{below_thousand(part, inner=inner)} {name}")
            inner = True
    if rest:
        out.append(below_thousand(rest, inner=inner))
    return " ".join(out)


def value(text: str) -> tuple[Fraction, bool]:
    """The value read from `text`, and whether all of it was read."""
    tokens = tokenize(text)
    number = read(tokens, 0)
    assert number is not None, text
    return number.value, number.end == len(tokens)


@given(NUMBERS)
def test_plain_digits(n: int) -> None:
    assert value(str(n)) == (n, True)


@given(NUMBERS)
def test_dots_group_thousands(n: int) -> None:
    assert value(f"{n:,}".replace(",", ".")) == (n, True)


@given(NUMBERS, st.integers(1, 99))
def test_comma_is_the_decimal_sign(n: int, cents: int) -> None:
    expected = n + Fraction(cents, 100)
    assert value(f"{n:,}".replace(",", ".") + f",{cents:02}") == (expected, True)
    if n < 1000:
        assert value(f"{n},{cents:02}") == (expected, True)


@given(NUMBERS.filter(lambda n: n > 0))
def test_words(n: int) -> None:
    assert value(in_words(n)) == (n, True)


@given(st.integers(1, 999), st.sampled_from(SCALES))
def test_digits_with_a_scale(n: int, scale: tuple[int, str]) -> None:
    assert value(f"{n} {scale[1]}") == (n * scale[0], True)


@given(st.integers(1, 999), st.integers(1, 999))
def test_mixed_terms_add_up(a: int, b: int) -> None:
    assert value(f"{a} tỷ {b} triệu") == (a * 10**9 + b * 10**6, True)
    assert value(f"{a} triệu {b} nghìn") == (a * 10**6 + b * 10**3, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06", 6),
        ("1.234.567,89", Fraction("1234567.89")),
        ("1,234,567.5", Fraction("1234567.5")),
        ("0.125", Fraction("0.125")),
        ("2.5", Fraction("2.5")),
        ("1,25 nghìn tỷ", 1_250_000_000_000),
        ("99,4 triệu", 99_400_000),
        ("2 tỉ 300 triệu", 2_300_000_000),
        ("3 ngàn", 3000),
        ("5 vạn", 50_000),
        ("trăm nghìn tỷ", 10**14),
        ("hàng chục nghìn", 10_000),
        ("vài trăm", 100),
        ("nửa triệu", 500_000),
        ("3 triệu rưỡi", 3_500_000),
        ("hai trăm năm mươi nghìn", 250_000),
        ("một triệu không trăm linh năm nghìn", 1_005_000),
        ("hai mươi tư", 24),
        ("ba lăm", 35),
        ("hai chục", 20),
    ],
)
def test_forms(text: str, expected: int | Fraction) -> None:
    assert value(text) == (expected, True)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("hai mươi năm", 20, "năm"),  # twenty years
        ("một trăm năm", 100, "năm"),
        ("2 tỷ phú", 2, "tỷ"),
        ("100 triệu chứng", 100, "triệu"),
        ("5 triệu 20 người", 5_000_000, "20"),
        ("2023 300", 2023, "300"),
    ],
)
def test_where_a_number_stops(text: str, expected: int, rest: str) -> None:
    tokens = tokenize(text)
    number = read(tokens, 0)
    assert number is not None
    assert (number.value, tokens.low(number.end)) == (expected, rest)


def test_the_other_reading_of_a_comma() -> None:
    assert literal("1,200") == (Fraction("1.2"), Fraction(1200))
    assert literal("0,200") == (Fraction("0.2"), None)


@pytest.mark.parametrize("text", ["1.23.4", "12.34,5,6", "9" * 19, "1" * 5000, "1,2,3"])
def test_what_is_no_number(text: str) -> None:
    assert literal(text) is None


@given(st.text(alphabet="0123456789., ", max_size=60))
def test_any_digits_are_read_or_left(text: str) -> None:
    tokens = tokenize(text)
    for i in range(len(tokens)):
        number = read(tokens, i)
        assert number is None or i < number.end <= len(tokens)
