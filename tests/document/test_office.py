"""Old Word, RTF, spreadsheets, OpenDocument, mails and archives: what newsrooms receive beside DOCX and PDF."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from summarizer.document import Article, LoadError, expand, load
from summarizer.document.encodings import mend_all, read_run
from summarizer.document.encodings.legacy import ABC, VNI, Legacy
from tests.costs import costs_within

WORDS = "Thành ủy yêu cầu các xã rà soát nợ thuế, báo cáo trước ngày 30/9."


def read(data: bytes, name: str) -> Article:
    return load("-", stdin=io.BytesIO(data), file_name=name)


def rtf(body: str, font: str = "Times New Roman") -> bytes:
    return (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 "
        + font.encode()
        + rb";}}\f0 "
        + body.encode("latin-1")
        + b"}"
    )


def escaped(data: bytes) -> str:
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in data)


@pytest.mark.parametrize(("table", "font"), [(ABC, ".VnTime"), (VNI, "VNI-Times")], ids=["tcvn3", "vni"])
def test_rtf_in_a_legacy_font_is_read_by_its_font(table: object, font: str) -> None:
    words = WORDS.replace("Thành ủy", "thành ủy")
    data = rtf(escaped(table.encode(words)) + r"\par", font)  # type: ignore[attr-defined]
    assert read(data, "a.rtf").text == words


def test_each_font_of_a_table_has_its_own_name_the_last_too() -> None:
    table = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset0 Arial;}{\f2\fnil\fcharset0 .VnTime;}}"
    old = escaped(ABC.encode("thành ủy"))
    body = rf"\f0 Giao \f2 {old}\f1  r\u224?\f0  so\u225?t: caf\'e9\par"
    article = read(rf"{{\rtf1\ansi\ansicpg1252\deff0{table}{body}}}".encode("latin-1"), "a.rtf")
    assert article.text == "Giao thành ủy rà soát: café"


@pytest.mark.parametrize(("table", "font"), [(ABC, ".VnTime"), (VNI, "VNI-Times")])
def test_rtf_shows_what_is_raised_behind_words_of_a_legacy_font(table: Legacy, font: str) -> None:
    words = (
        "Rượu từ 40",
        "{\\super o}",
        " trở lên, rừng rộng 35 km",
        "{\\super 2}",
        ", thải 3 x 10",
        "{\\super 6}",
        " tấn mỗi năm",
    )
    body = "".join(part if part[0] == "{" else escaped(table.encode(part)) for part in words)
    said = "Rượu từ 40° trở lên, rừng rộng 35 km², thải 3 x 10⁶ tấn mỗi năm"
    assert read(rtf(body + r"\par", font), "a.rtf").text == said


def test_rtf_leaves_out_what_is_hidden_and_reads_unicode() -> None:
    article = read(
        rtf(r"Thu {\v gi\'e1 c\'f5} \u273?\u7841?t 5 t\u7927? \u273?\u7891?ng.\par {\*\generator X;}Chi."), "a.rtf"
    )
    assert article.text == "Thu đạt 5 tỷ đồng.\n\nChi."


def test_rtf_tables_are_rows() -> None:
    row = r"\trowd\intbl Xa\cell Thu\cell Chi\cell\row \trowd\intbl An Loc\cell 120\cell 98\cell\row "
    assert "An Loc | 120 | 98" in read(rtf(r"Bao cao\par " + row), "a.rtf").text


def test_capital_fonts_show_capitals() -> None:
    assert read_run(ABC.encode("thành ủy").decode("cp1252"), ".VnTimeH") == "THÀNH ỦY"
    assert read_run("Thành ủy", ".VnTime") == "Thành ủy"  # Unicode after all


def test_a_short_line_is_read_as_the_rest_of_its_document() -> None:
    raw = [VNI.encode(t).decode("cp1252") for t in (WORDS, "Báo cáo kết quả thu ngân sách của huyện.", "SỐ: 144")]
    assert mend_all(raw)[-1] == "SỐ: 144"
    assert mend_all(["Công ty Citroën", "Thu ngân sách đạt khá."]) == ["Công ty Citroën", "Thu ngân sách đạt khá."]


def test_a_workbook_gives_tables_with_heads() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["THU NGÂN SÁCH HUYỆN TÂN PHÚ"])
    sheet.append(["Khoản thu", "Dự toán", "Thực hiện"])
    sheet.append(["Thuế", 1250000, 0.5])
    sheet["B3"].number_format = "#,##0"
    sheet["C3"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    article = read(out.getvalue(), "thu.xlsx")
    assert "Thuế | 1.250.000 | 50,0%" in article.text
    cell = article.cell_at(article.text.index("1.250.000"))
    assert cell is not None
    assert [head.of(article.text) for head in cell.column] == ["Dự toán"]


def test_rows_that_a_filter_hides_are_left_out_and_a_title_over_a_hidden_column_is_not() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["GIẢI NGÂN ĐẦU TƯ CÔNG"],
        ["STT", "Dự án", "Vốn"],
        [7701, "Cầu Sông Trầu", 120],
        [7702, "Chợ Mới", 85],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    article = read(out.getvalue(), "von.xlsx")
    assert article.text.split() == [
        "GIẢI",
        "NGÂN",
        "ĐẦU",
        "TƯ",
        "CÔNG",
        "Dự",
        "án",
        "|",
        "Vốn",
        "Chợ",
        "Mới",
        "|",
        "85",
    ]
    assert [warning.split()[1:3] for warning in article.warnings] == [["1", "hàng"], ["1", "cột"]]


def odt(body: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def test_opendocument() -> None:
    article = read(
        odt(
            '<text:h text:outline-level="1">Kết quả</text:h><text:p>Thu<text:s/>đạt 5 tỷ đồng.<office:annotation><text:p>ghi chú</text:p>'
            "</office:annotation></text:p><text:list><text:list-item><text:p>Chi 4 tỷ đồng.</text:p></text:list-item></text:list>"
        ),
        "a.odt",
    )
    assert article.text == "Kết quả\n\nThu đạt 5 tỷ đồng.\n\n- Chi 4 tỷ đồng."


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Văn phòng Sở <vanphong@so.example.vn>"
    message["To"] = "toa-soan@bao.example.vn"
    message["Subject"] = "Re: Kết quả thu ngân sách"
    message["Date"] = "Fri, 13 Sep 2024 07:52:00 +0700"
    message.set_content(
        f"{WORDS}\n\n-- \nPhòng Hành chính\n\nVào 12 thg 9, 2024, An <an@x.example> đã viết:\n> Xin số liệu.\n"
    )
    message.add_attachment(rtf(r"Bao cao kem theo.\par"), maintype="application", subtype="rtf", filename="báo cáo.rtf")
    message.add_attachment(b"MZ\x00", maintype="application", subtype="octet-stream", filename="chạy.exe")
    return message.as_bytes()


def test_a_mail_is_its_subject_and_what_its_sender_wrote() -> None:
    article = read(mail(), "thu.eml")
    assert article.title_text == "Kết quả thu ngân sách"
    assert article.text.strip() == f"Kết quả thu ngân sách\n\n{WORDS}"
    assert (article.byline, str(article.date)) == ("Văn phòng Sở", "2024-09-13")


MATTER = "Huyện thu 1.284 tỷ đồng trong chín tháng, tăng 12,5%.\n\nCác xã báo cáo trước ngày 15/12/2025."
CLOSED = f"Kính gửi Ban biên tập,\n\n{MATTER}\n\nTrân trọng,\nNguyễn An\nPhòng Tài chính huyện\nĐT: 0290.3831.234\n"
OTHER = "Anh gửi giúp số liệu 999 tỷ.\n"
HEADS = "From: Tòa soạn\nSent: Monday, October 6, 2025 7:00 AM\nTo: Phòng Tài chính\nSubject: số liệu\n\n"


def letter(subject: str, body: str, kind: str = "plain") -> str:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "an@example.com"
    message.set_content(body, subtype=kind)
    return read(message.as_bytes(), "thu.eml").text.strip().removeprefix("Kết quả thu").strip()


@pytest.mark.parametrize(
    "thread",
    [
        "",
        f"\nVào Th 2, 6 thg 10, 2025 vào lúc 08:00 Tòa soạn đã viết:\n\n> {OTHER}",
        f"\n{HEADS}{OTHER}",
        f"\n________________________________\n{HEADS}{OTHER}",
        f"\n-----Original Message-----\n{OTHER}",
    ],
    ids=["alone", "quoted", "heads", "rule", "original"],
)
def test_greeting_signature_and_thread_are_left_out(thread: str) -> None:
    assert letter("Re: Kết quả thu", CLOSED + thread) == MATTER


def test_what_is_forwarded_is_the_matter() -> None:
    assert letter("FW: Kết quả thu", f"Chuyển anh.\n\n{HEADS}{MATTER}\n").split("\n") == [
        "Chuyển anh.",
        "",
        "",
        *MATTER.split("\n"),
    ]


def test_a_sentence_of_thanks_ends_no_mail() -> None:
    thanks = "Cảm ơn!\n\nBà con nói như vậy khi nhận hỗ trợ của tỉnh."
    assert letter("Kết quả thu", f"Xã trao quà.\n\n{thanks}\n") == f"Xã trao quà.\n\n{thanks}"


@pytest.mark.parametrize("line", ["_" * 12 + " ", "Trân trọng,", "From: a", "-- ", "> ", "\t"])
def test_a_mail_costs_no_more_than_its_length(line: str) -> None:
    body = f"{MATTER}\n{line}" + "\n" * 40_000 + f"{line}\n" * 5_000 + "."
    costs_within(lambda: letter("Re: Kết quả thu", body), 8)  # read twice over for each of its lines it takes minutes


@pytest.mark.parametrize(
    "thread",
    [
        "<div class=gmail_signature>Nguyễn An</div>",
        "<div class=gmail_quote>Vào lúc 8:00 An đã viết:<blockquote>Số liệu 999 tỷ.</blockquote></div>",
        "<blockquote type=cite>Số liệu 999 tỷ.</blockquote>",
        "<div><div><p><b>From:</b> An<br><b>Sent:</b> Monday<br><b>To:</b> B<br></p></div></div><p>Số liệu 999 tỷ.</p>",
    ],
    ids=["signature", "gmail", "cite", "outlook"],
)
def test_a_mail_that_is_a_page_has_no_thread_either(thread: str) -> None:
    page = "<html><body><p>{}</p>{}</body></html>".format(MATTER.replace("\n\n", "</p><p>"), thread)
    assert letter("Re: Kết quả thu", page, "html") == MATTER


@pytest.mark.parametrize("line", ["<p>{}</p>", "<div>{}</div><div><br></div>", "{}<br><br>"], ids=["p", "div", "br"])
def test_a_mail_that_is_a_page_has_no_greeting_and_no_signature(line: str) -> None:
    closing = "<div>Trân trọng,<br>Nguyễn Văn An<br>Văn phòng UBND xã Tân Lập</div>"
    page = "".join(map(line.format, ["Kính gửi anh chị,", *MATTER.split("\n\n")]))
    assert letter("Kết quả thu", f"<html><body>{page}{closing}</body></html>", "html") == MATTER


def test_a_forwarded_page_is_the_matter() -> None:
    heads = "<p><b>From:</b> An<br><b>Sent:</b> Monday<br><b>To:</b> B<br></p>"
    page = "<html><body><p>Chuyển anh.</p>{}<p>{}</p></body></html>".format(heads, MATTER.replace("\n\n", "</p><p>"))
    assert letter("Fwd: Kết quả thu", page, "html") == f"Chuyển anh.\n\n{MATTER}"


def test_attachments_are_articles_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "thu.eml"
    path.write_bytes(mail())
    found = expand(path, max_bytes=1_000_000)
    assert found == (str(path), f"{path}!/báo cáo.rtf")
    article = load(found[1])
    assert article.text == "Bao cao kem theo."
    assert article.origin.endswith("thu.eml › báo cáo.rtf")
    with pytest.raises(LoadError) as error:
        load(f"{path}!/không có.txt")
    assert error.value.code == "file_missing"


def test_archives_give_their_files_and_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "gói.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("một/tin.txt", WORDS)
        archive.writestr("lớn.txt", "a" * 3_000_000)
        archive.writestr("__MACOSX/._tin.txt", "x")
    assert expand(path, max_bytes=1_000_000) == (f"{path}!/một/tin.txt", f"{path}!/lớn.txt")
    assert load(f"{path}!/một/tin.txt").text == WORDS
    for source, code in ((f"{path}!/lớn.txt", "file_too_large"), (str(path), "archive_many")):
        with pytest.raises(LoadError) as error:
            load(source, max_bytes=1_000_000)
        assert error.value.code == code


def test_subtitles_are_refused_and_front_matter_is_no_sentence() -> None:
    with pytest.raises(LoadError) as error:
        read("1\n00:00:01,000 --> 00:00:03,000\nXin chào quý vị.\n".encode(), "phim.txt")
    assert error.value.code == "text_subtitles"
    article = read(f"---\ntitle: Thu ngân sách\ndate: 2024-09-13\n---\n\n{WORDS}\n".encode(), "bài.txt")
    assert "date:" not in " ".join(s.of(article.text) for s in article.body)


def test_a_workbook_whose_sectors_go_in_a_circle_is_refused() -> None:
    book = bytearray((Path(__file__).parent / "files" / "thu-chi.xls").read_bytes())
    added = len(book) // 512 - 1  # a sector that says of every small sector that the first comes next
    fat = 512 * (1 + int.from_bytes(book[0x4C:0x50], "little"))
    struct.pack_into("<I", book, fat + 4 * added, 0xFFFFFFFE)
    struct.pack_into("<II", book, 0x3C, added, 1)
    struct.pack_into("<II", book, book.index("Workbook".encode("utf-16-le")) + 116, 0, 1000)
    struct.pack_into("<II", book, book.index("Root Entry".encode("utf-16-le")) + 116, 0, 4096)
    with pytest.raises(LoadError) as error:
        read(bytes(book) + bytes(512), "a.xls")
    assert error.value.code == "sheet_broken"


def test_a_small_table_with_a_number_is_one_and_the_head_of_a_letter_is_none() -> None:
    from summarizer.document.formats.rows import layout_or_rows

    small = [["Xã", "Diện tích (ha)"], ["Tân Lập", "1.250"]]
    head = [["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 45/BC-UBND", "An Lạc, ngày 3/11/2025"]]
    assert [part.text for part in layout_or_rows(small)] == ["Xã | Diện tích (ha)", "Tân Lập | 1.250"]
    assert len(list(layout_or_rows(head))) == 4
