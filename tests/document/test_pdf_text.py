"""What writers of PDF do to words, undone: blanks of their own, short filter names, ligatures, raised marks, heads above
columns."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Sequence

import pytest

from summarizer.document import Article, load
from summarizer.document.encodings.legacy import ABC
from summarizer.document.formats.tables import Line, in_columns


def pdf(stream: bytes, filters: str = "", fonts: str = "") -> bytes:
    """One page with this content stream; `F1` is Helvetica, `F2` has its own encoding."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    other = fonts or font
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 {font} /F2 {other} >> >> >>".encode(),
        f"<< /Length {len(stream)} {filters} >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)


def read(data: bytes) -> Article:
    return load("-", stdin=io.BytesIO(data), file_name="a.pdf")


SENTENCE = "Thu ngan sach cua huyen trong sau thang dat khoang 57,9% du toan."


def test_blanks_that_are_text_objects_of_their_own_part_words() -> None:
    """So writes Word 365: each word, and each blank between two, in an object with its own matrix."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    shown, x = [], 70.0
    for word in SENTENCE.split():
        shown.append(f"BT /F2 10 Tf 1 0 0 1 {x:.2f} 700 Tm [({word})] TJ ET")
        x += 6 * len(word)
        shown.append(f"BT /F2 10 Tf 1 0 0 1 {x:.2f} 700 Tm [( )] TJ ET")
        x += 1.8  # justified so tightly that the gap alone says nothing
    assert read(pdf("\n".join(shown).encode(), fonts=font)).text == SENTENCE


@pytest.mark.parametrize("short", [True, False], ids=["short", "long"])
def test_filters_are_known_by_both_of_their_names(short: bool) -> None:
    stream = zlib.compress(f"BT /F1 11 Tf 70 700 Td ({SENTENCE}) Tj ET".encode())
    names = "[/A85 /Fl]" if short else "[/ASCII85Decode /FlateDecode]"
    assert read(pdf(base64.a85encode(stream) + b"~>", f"/Filter {names}")).text == SENTENCE


def test_ligatures_are_the_letters_they_join() -> None:
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
        "/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>"
    )
    stream = b"BT /F2 11 Tf 70 700 Td (Bang \001le \002oat va of\001ce la ba tu nuoc ngoai trong cau nay.) Tj ET"
    assert read(pdf(stream, fonts=font)).text == "Bang file float va office la ba tu nuoc ngoai trong cau nay."


def raised(word: str, mark: str) -> str:
    stream = f"BT /F1 12 Tf 70 700 Td (Huyen thu 1.284 ty {word}) Tj /F1 7 Tf 5 Ts ({mark}) Tj /F1 12 Tf 0 Ts (, bang 57,9% du toan.) Tj ET"
    return read(pdf(stream.encode())).text


def test_the_mark_of_a_note_is_no_part_of_its_word() -> None:
    assert raised("dong", "1") == "Huyen thu 1.284 ty dong, bang 57,9% du toan."


@pytest.mark.parametrize("mark", ["1", "iv", "**"])
def test_a_mark_behind_a_full_stop_is_none_and_the_line_goes_on(mark: str) -> None:
    stream = f"BT /F1 12 Tf 70 700 Td (Dat 92% ke hoach.) Tj /F1 7 Tf 5 Ts ({mark}) Tj /F1 12 Tf 0 Ts ( So ho la 3.120 ho.) Tj ET"
    assert read(pdf(stream.encode())).text == "Dat 92% ke hoach. So ho la 3.120 ho."


@pytest.mark.parametrize("word", ["57,9%", "12.450", "2025", "(2025)"])
@pytest.mark.parametrize("mark", ["2", "13", "*"])
def test_a_mark_is_no_digit_of_the_number_that_it_stands_behind(word: str, mark: str) -> None:
    assert raised(word, mark) == f"Huyen thu 1.284 ty {word}, bang 57,9% du toan."


@pytest.mark.parametrize(("word", "mark", "shown"), [("40", "o", "40°"), ("35 km", "2", "35 km²"), ("nam", "1", "nam")])
def test_what_is_raised_stays_itself_behind_words_of_a_legacy_font(word: str, mark: str, shown: str) -> None:
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /.VnTime /Encoding /WinAnsiEncoding >>"
    told = ABC.encode("thành ủy đo tại chỗ").decode("latin-1")
    stream = f"BT /F2 12 Tf 70 700 Td ({told} {word}) Tj /F2 7 Tf 5 Ts ({mark}) Tj /F2 12 Tf 0 Ts (, cao nhat.) Tj ET"
    assert read(pdf(stream.encode("latin-1"), fonts=font)).text == f"thành ủy đo tại chỗ {shown}, cao nhat."


def test_a_lowered_digit_stays() -> None:
    stream = (
        "BT /F1 12 Tf 70 700 Td (Giam 1.284 tan CO) Tj /F1 7 Tf -3 Ts (2) Tj /F1 12 Tf 0 Ts ( trong nam nay.) Tj ET"
    )
    assert read(pdf(stream.encode())).text == "Giam 1.284 tan CO2 trong nam nay."


@pytest.mark.parametrize(("unit", "mark", "shown"), [("km", "2", "km²"), ("m", "3", "m³"), ("10", "6", "10⁶")])
def test_a_raised_power_belongs_to_its_unit(unit: str, mark: str, shown: str) -> None:
    assert raised(unit, mark) == f"Huyen thu 1.284 ty {shown}, bang 57,9% du toan."


def test_letters_set_apart_are_a_word() -> None:
    shown, x = [], 70.0
    for char in "BAO CAO THANG":
        if char != " ":
            shown.append(f"BT /F1 14 Tf 1 0 0 1 {x:.1f} 740 Tm ({char}) Tj ET")
        x += 14 if char != " " else 8
    shown.append(f"BT /F1 11 Tf 70 700 Td ({SENTENCE}) Tj ET")
    assert "BAO CAO THANG" in read(pdf("\n".join(shown).encode())).text


@pytest.mark.parametrize("every", [2, 4])
def test_lines_written_font_by_font_are_put_together(every: int) -> None:
    """Some makers write all words of one font, then those of the next into the gaps."""
    lines = [
        SENTENCE,
        "So ho ngheo con 2.150 ho, giam 180 ho so voi dau nam.",
        "Cac xa ra soat no thue, bao cao truoc ngay 30/9 hang nam.",
    ] * 2
    shown: dict[str, list[str]] = {"F1": [], "F2": []}
    for i, line in enumerate(lines):
        x = 70
        for j, word in enumerate(line.split()):
            font = "F2" if j % every == 1 else "F1"
            shown[font].append(f"BT /{font} 10 Tf 1 0 0 1 {x} {700 - 15 * i} Tm ({word}) Tj ET")
            x += 6 * (len(word) + 1)
    bold = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>"
    text = read(pdf("\n".join([*shown["F1"], *shown["F2"]]).encode(), fonts=bold)).text
    assert " ".join(text.split()) == " ".join(lines)


def test_words_of_letters_set_apart_are_no_cells() -> None:
    """`B A O   C A O`, as typed with three blanks between the words."""
    shown, x = [], 70.0
    for char in "BAO CAO THANG":
        if char != " ":
            shown.append(f"BT /F1 13 Tf 1 0 0 1 {x:.1f} 740 Tm ({char}) Tj ET")
        x += 13 if char != " " else 17
    shown.append(f"BT /F1 11 Tf 70 700 Td ({SENTENCE}) Tj ET")
    assert "BAO CAO THANG" in read(pdf("\n".join(shown).encode())).text


def placed(rows: Sequence[Sequence[tuple[float, str]]]) -> str:
    """What is read of rows of cells, each with its left edge in points."""
    shown = [
        f"BT /F1 12 Tf {x:.1f} {700 - 20 * i} Td ({cell}) Tj ET" for i, cells in enumerate(rows) for x, cell in cells
    ]
    return read(pdf("\n".join(shown).encode())).text


def test_cells_of_a_row_of_numbers_are_parted_though_most_gaps_are_wide() -> None:
    rows = [[(70, "Chi tieu"), (200, "Don vi"), (240, "Ke hoach"), (310, "Thuc hien"), (400, "So voi")]] + [
        [(200, unit), (240, plan), (310, done), (400, share)]
        for unit, plan, done, share in (("ho", "12.450", "9.318", "108,4"), ("ha", "2.150", "1.874", "92,6"))
    ]
    text = placed(rows)
    assert "ho | 12.450 | 9.318 | 108,4" in text
    assert "ha | 2.150 | 1.874 | 92,6" in text


def test_a_cell_that_fills_its_column_ends_where_cells_of_other_rows_begin() -> None:
    rows = [
        [(70, "Thu noi dia"), (200, "ty dong"), (250, "12.450"), (330, "9.318")],
        [(70, "Xuat khau"), (200, "USD"), (250, "1.320"), (330, "1.015")],
    ]
    assert "Thu noi dia | ty dong | 12.450 | 9.318" in placed(rows)


def row(*cells: tuple[str, float, float]) -> Line:
    words = tuple(cell for cell, _, _ in cells)
    return Line(" ".join(words), cells[0][1], 500, 10, cells=words, gap=9, places=tuple((a, b) for _, a, b in cells))


NAMES, A, B, C = (50.0, 130.0), (150.0, 190.0), (210.0, 250.0), (270.0, 310.0)
DATA = row(("Thuế", 50, 75), ("1.950", *A), ("1.128", *B), ("1.003", *C))


def test_a_head_over_two_columns_stands_in_the_first_of_them() -> None:
    head = row(("Khoản thu", *NAMES), ("Năm 2025", 180, 222), ("Năm 2024", 270, 312))
    assert in_columns([head, DATA])[0] == ("Khoản thu", "Năm 2025", "", "Năm 2024")


def test_a_row_that_leaves_a_cell_out_keeps_the_others_in_place() -> None:
    gone = row(("Phí", 50, 70), ("156", 220, 250), ("139", 285, 310))
    assert in_columns([DATA, gone])[1] == ("Phí", "", "156", "139")


def test_a_row_of_all_columns_is_left_as_it_is() -> None:
    assert in_columns([DATA, DATA]) == [DATA.cells, DATA.cells]


@pytest.mark.parametrize(
    ("matrix", "turn"), [("0 1 -1 0 {0} {1}", 0), ("0 -1 1 0 {2} {3}", 0), ("1 0 0 1 {1} {2}", 90)]
)
def test_words_that_run_up_or_down_the_page_are_read_as_one_turns_it(matrix: str, turn: int) -> None:
    rows = [SENTENCE.split()[:3], ["An", "1.250", "1.120"], ["Binh", "950", "870"]]
    shown = []
    for i, cells in enumerate(rows):
        for j, word in enumerate(cells):
            across, down = 72 + 140 * j, 100 + 18 * i
            place = matrix.format(down, across, 700 - down, 700 - across)
            shown.append(f"BT /F1 12 Tf {place} Tm ({word}) Tj ET")
    page = pdf("\n".join(shown).encode()).replace(b"/MediaBox", f"/Rotate {turn} /MediaBox".encode())
    assert read(page).text.split("\n") == [" | ".join(cells) for cells in rows]


def shown(*words: tuple[float, float, str]) -> Article:
    """A page with words at places, each an object of its own."""
    return read(pdf("\n".join(f"BT /F1 11 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in words).encode()))


def test_a_cell_that_is_set_on_two_lines_is_one_wherever_it_stands() -> None:
    """A row as LibreOffice writes it: cell by cell; a short name with a number near it is no cell with it."""
    article = shown(
        (90, 340, "Dia ban"), (176, 340, "So vu"), (262, 340, "So nguoi"), (262, 327, "chet"), (348, 340, "So nguoi bi"),
        (348, 327, "thuong"), (90, 314, "Thanh pho Ham"), (90, 301, "Giang"), (176, 314, "52"), (262, 314, "14"),
        (348, 314, "47"), (90, 288, "Thanh Loc ben"), (176, 288, "38"), (262, 288, "17"), (348, 288, "26"),
    )  # fmt: skip
    assert [p.of(article.text) for p in article.paragraphs] == [
        "Dia ban | So vu | So nguoi chet | So nguoi bi thuong",
        "Thanh pho Ham Giang | 52 | 14 | 47",
        "Thanh Loc ben | 38 | 17 | 26",
    ]


@pytest.mark.parametrize(
    ("above", "below", "whole"), [("187/TTr-", "SNN", "187/TTr-SNN"), ("Green-", "peace", "Greenpeace")]
)
def test_a_hyphen_at_the_end_of_a_line_stays_in_a_symbol(above: str, below: str, whole: str) -> None:
    article = shown(
        (70, 700, f"Thu ngan sach cua huyen trong sau thang theo {above}"), (70, 686, f"{below} dat 57,9%.")
    )
    assert whole in article.text
