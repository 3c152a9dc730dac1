"""Quantities: spans, kinds, values and units; and the numbers that are none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import from_text
from summarizer.facts import figures_in, find, relation


def read(text: str) -> list[tuple[str, str, object, str | None]]:
    return [(f.span.of(text), f.kind, f.value, f.unit) for f in figures_in(text)]


def test_labels_do_not_swallow_counts() -> None:
    assert [r[0] for r in read("Hải Phòng 13 người, nhóm 5 sinh viên")] == ["13 người", "5 sinh viên"]


def test_one_counts_beside_other_numbers() -> None:
    assert [r[0] for r in read("Quảng Ninh có 3 người chết, Hải Phòng một người")] == ["3 người", "một người"]
    assert read("một người dân cho biết") == []


def test_first_numbers_share_the_unit_of_the_last() -> None:
    assert read("lần lượt 7,4 và 15,5%") == [("7,4", "percent", 7.4, "%"), ("15,5%", "percent", 15.5, "%")]


def test_a_bare_number_takes_the_unit_named_before() -> None:
    assert read("nâng tổng số km cao tốc lên hơn 2.000.") == [("2.000", "measure", 2000, "km")]


def test_ends_of_a_movement_are_two() -> None:
    found = read("tăng từ 5% đến 7% sau khi")
    assert [f[0] for f in found] == ["5%", "7%"]


def test_different_things_over_a_slash_are_two() -> None:
    assert [f[0] for f in read("giải quyết 279 vụ án/601 bị can")] == ["279 vụ án", "601 bị can"]


NOUNS = ["người", "hộ dân", "doanh nghiệp", "vụ án", "căn nhà", "lượt khách", "học sinh", "dự án"]


@given(st.integers(2, 10**9), st.sampled_from(NOUNS), st.sampled_from(["có", "hơn", "tăng", "gần", "đạt"]))
def test_counts_of_any_size(n: int, noun: str, before: str) -> None:
    number = f"{n:,}".replace(",", ".")
    text = f"Xã {before} {number} {noun} mới."
    assert read(text) == [(f"{number} {noun}", "count", n, noun)]


@given(st.text(alphabet="0123456789.,/%-–() abcđtỷriệuồngừnăm\n", max_size=120))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for figure in figures_in(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.of(text).strip() == figure.span.of(text)
        end = figure.span.end


@given(st.integers(1, 17_999), st.sampled_from(["%", " độ C", " tỷ đồng"]), st.sampled_from(["âm ", "-", "−"]))
def test_a_sign_turns_the_value(n: int, unit: str, sign: str) -> None:
    [above] = figures_in(f"đạt {n}{unit}")
    [below] = figures_in(f"đạt {sign}{n}{unit}")
    assert isinstance(above.value, int)
    assert (below.value, below.unit, below.kind) == (-above.value, above.unit, above.kind)
    assert below.span.of(f"đạt {sign}{n}{unit}") == f"{sign}{n}{unit}"
    assert relation(above, below) == "differs"


@given(st.integers(0, 999), st.integers(1, 9))
def test_short_forms_are_worth_their_long_ones(whole: int, tenth: int) -> None:
    [short] = figures_in(f"giá {whole}tr{tenth}")
    [spoken] = figures_in(f"giá {whole} triệu {tenth}")
    [written] = figures_in(f"giá {whole},{tenth} triệu đồng")
    assert relation(short, written) == relation(spoken, written) == "equal"


def test_a_line_end_inside_a_paragraph_is_a_space() -> None:
    article = from_text("Mở đầu\n\nLực lượng liên ngành đã kiểm tra và xử phạt 3,86 tỷ\nđồng trong tháng này.\n\nHết.")
    assert [(f.value, f.unit) for f in find(article).figures] == [(3_860_000_000, "VND")]
