"""Markdown, HTML, Word and PDF: paragraphs, headings, lists, tables, metadata, and files that are broken or hostile."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest

from summarizer.document import Article, LoadError, load, ocr
from summarizer.document.encodings.legacy import ABC, VNI
from summarizer.document.formats.tables import Line, joined_rows, table_lines
from summarizer.document.formats.unwrap import unwrap


def read(data: bytes | str, name: str, **options: object) -> Article:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return load("-", stdin=stream, file_name=name, **options)  # type: ignore[arg-type]


def code(data: bytes | str, name: str, **options: object) -> str:
    with pytest.raises(LoadError) as caught:
        read(data, name, **options)
    assert "\n" not in str(caught.value)
    return caught.value.code


def outline(article: Article) -> list[tuple[str, str]]:
    return [(p.role, p.of(article.text)) for p in article.paragraphs]


# ---- Markdown --------------------------------------------------------------------------------------------------------


def test_markdown(text: str) -> None:
    article = read(
        f"# Tựa *bài* `số 1`\n\n{text}\n\n## Mục một\n\nDòng một\ndòng hai [liên kết](http://a.b), ![ảnh](c.png)[TTXVN].\n\n"
        "- gạch một\n  - gạch con\n\n3. ba\n4. bốn\n\n   thêm\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n"
        "> trích *dẫn*\n\n```\nmã nguồn\n```\n\n![Chú thích của ảnh](d.png)\n\n<div>khối <b>HTML</b></div>\n\n---\n\nCuối bài &amp; hết.\n",
        "a.md",
    )
    assert outline(article) == [
        ("title", "Tựa bài số 1"),
        ("body", text),
        ("heading", "Mục một"),
        ("body", "Dòng một dòng hai liên kết, ảnh[TTXVN]."),
        ("item", "- gạch một"),
        ("item", "- gạch con"),
        ("item", "3. ba"),
        ("item", "4. bốn"),
        ("body", "thêm"),
        ("table", "a | b"),
        ("table", "1 | 2"),
        ("body", "trích dẫn"),
        ("body", "mã nguồn"),
        ("furniture", "Chú thích của ảnh"),
        ("body", "khối HTML"),
        ("body", "Cuối bài & hết."),
    ]
    assert article.furniture[0].kind == "caption"
    assert [p.level for p in article.headings] == [2]


def test_front_matter(text: str) -> None:
    article = read(f'---\ntitle: "Tựa: một"\ndate: 2025-06-30T08:00\nAuthor: An Bình\n---\n{text}\n', "a.markdown")
    assert article.title_text == "Tựa: một"
    assert article.date == date(2025, 6, 30)
    assert article.byline == "An Bình"
    assert article.text == f"Tựa: một\n\n{text}"


@pytest.mark.parametrize(("said", "day"), [("30/6/2025", date(2025, 6, 30)), ("31/2/2025", None), ("hôm qua", None)])
def test_front_matter_dates(said: str, day: date | None) -> None:
    assert read(f"---\ndate: {said}\n---\nMột đoạn văn.\n", "a.md").date == day


# ---- HTML ------------------------------------------------------------------------------------------------------------


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_html(text: str) -> None:
    article = read(
        page(
            "<nav><a href=/>Trang chủ</a> <a href=/x>Kinh tế</a></nav><article><h1>Tựa bài viết</h1>"
            f"<p>{text}</p><h2>Mục một</h2><p>{text.replace('huyện', 'tỉnh')}<br><br>Đoạn sau dấu xuống dòng, <i>nghiêng</i> và <b>đậm</b>.</p>"
            f"<ul><li>{text.replace('huyện', 'xã')}</li><li>Hai<ul><li>Hai chấm một</li></ul></li></ul><ol><li>Một</li><li>Hai</li></ol>"
            "<table><tr><th>Chỉ tiêu</th><th>Số</th></tr><tr><td>Thu</td><td>1.200</td></tr></table>"
            f"<blockquote><p>{text.replace('huyện', 'phường')}</p></blockquote></article><footer>Giấy phép số 1</footer>"
        ),
        "a.html",
    )
    found = outline(article)
    assert found[0] == ("title", "Tựa bài viết")
    assert ("heading", "Mục một") in found
    assert ("body", "Đoạn sau dấu xuống dòng, nghiêng và đậm.") in found
    assert ("table", "Chỉ tiêu | Số") in found
    assert ("table", "Thu | 1.200") in found
    assert ("item", "- Hai chấm một") in found
    assert ("item", "2. Hai") in found
    assert "Trang chủ" not in article.text
    assert "Giấy phép" not in article.text
    assert article.warnings == ()


def test_html_metadata(text: str) -> None:
    head = (
        '<meta charset="utf-8"><title>Một tựa bài đủ dài để nhận ra | Báo Thử Nghiệm</title>'
        '<meta name="author" content="Hà Minh"><meta property="article:published_time" content="2025-06-30T07:00:00+07:00">'
    )
    article = read(page(f"<div><p>{text}</p><p>{text.replace('huyện', 'tỉnh')}</p></div>", head), "a.htm")
    assert article.title_text == "Một tựa bài đủ dài để nhận ra"
    assert article.paragraphs[0].of(article.text) == article.title_text
    assert article.date == date(2025, 6, 30)
    assert article.byline == "Hà Minh"


@pytest.mark.parametrize("table", [ABC, VNI], ids=lambda t: t.name)
def test_html_in_a_legacy_encoding_that_claims_latin1(text: str, table: object) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    whole = page(f"<h1>Thu ngân sách tăng</h1><p>{text}</p><p>{text.replace('huyện', 'tỉnh')}</p>", head).replace(
        "Đ", "đ"
    )
    data = b"".join(_legacy(table, part) for part in whole)
    article = read(data, "a.html")
    assert article.encoding.name == table.name  # type: ignore[attr-defined]
    assert text[4:60] in article.text


def _legacy(table: object, char: str) -> bytes:
    return table.encode(char.lower() if not char.isascii() else char)  # type: ignore[attr-defined,no-any-return]


def test_html_in_a_declared_encoding_of_elsewhere() -> None:
    words = "政府は月曜日に予算案を閣議決定した。歳入は前年より十二パーセント増える見通しである。" * 6
    article = read(
        page(f"<article><p>{words}</p></article>", '<meta charset="shift_jis">').encode("shift_jis"), "a.html"
    )
    assert "予算案" in article.text
    assert article.warnings  # not Vietnamese


@pytest.mark.parametrize("head", ['<meta charset="no-such-code">', '<meta charset="windows-1252">', ""])
def test_html_in_an_encoding_that_helps_nobody(head: str) -> None:
    article = read(
        page("<article><p>" + "Déjà vu à l'hôtel, garçon. " * 20 + "</p></article>", head).encode("cp1252"), "a.html"
    )
    assert "Déjà vu" in article.text


@pytest.mark.parametrize("sign", ["&#27;", "&#xB;", "\x0b", "\x0c", "\ufffe", "&#xFFFF;"])
def test_html_with_signs_that_no_page_may_hold(sign: str) -> None:
    words = (
        f"Hội nghị<script>a()</script>{sign} họp<nav>Menu</nav>{sign} sáng nay<ul class='menu'><li>a</li></ul>{sign}."
    )
    article = read(f"<html><body><h1>Thu ngân sách</h1><p>{words}</p></body></html>", "a.html")
    assert "Hội nghị" in article.text
    assert not re.search("[\x0b\x0c\x1b\ufffe\uffff]", article.text)


def test_html_without_main_text() -> None:
    article = read("<span>Xin chào<script>alert(1)</script><!-- ẩn --></span><center>Dòng hai</center>", "a.html")
    assert article.text.split() == ["Xin", "chào", "Dòng", "hai"]


@pytest.mark.parametrize("data", ["<html></html>", "<!DOCTYPE html>", "<html><script>x()</script></html>", "<!-- a"])
def test_html_without_words(data: str) -> None:
    assert code(data, "a.html") == "file_empty"


def test_html_that_the_library_fails_on(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    import trafilatura

    def fails(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fails)
    assert text in read(page(f"<p>{text}</p>"), "a.html").text


def test_html_with_an_xml_declaration(text: str) -> None:
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{page(f"<article><h1>Tựa</h1><p>{text}</p></article>")}'
    assert text in read(whole, "-").text


def test_a_portal_whose_pages_share_one_title(text: str) -> None:
    body = (
        '<div class="menu"><a class="title" href=/>Danh mục tin tức của tỉnh</a></div><table><tr><td>'
        '<div class="ArticleHeader">Huyện họp bàn việc thu ngân sách<!-- x --></div><div class="ArticleContent">'
        f"<div><b>{text}</b></div><div><em>Quang cảnh hội nghị. Ảnh: T.H</em></div><div>&nbsp;{text.replace('huyện', 'tỉnh')}</div>"
        f"<div>{text.replace('huyện', 'xã')}</div></div></td></tr></table>"
    )
    for said in ("Chi tiết tin - Cổng thông tin điện tử tỉnh Mẫu", "Trang chủ", ""):
        article = read(page(body, f'<meta charset="utf-8"><title>{said}</title>'), "a.html")
        assert article.title_text == "Huyện họp bàn việc thu ngân sách"
        assert "caption" in {f.kind for f in article.furniture}


def test_html_deeply_nested(text: str) -> None:
    assert text in read(page("<div>" * 1000 + f"<p>{text}</p>"), "a.html").text
    assert code(page("<div>" * 5000 + f"<p>{text}</p>"), "a.html") == "file_empty"  # deeper than libxml2 goes


def test_a_page_held_together_by_a_table(text: str) -> None:
    long = f"{text} {text.replace('huyện', 'tỉnh')}"
    article = read(
        page(f"<table><tr><td>{long}</td></tr><tr><td>{text.replace('huyện', 'xã')}</td></tr></table>"), "a.html"
    )
    assert "body" in {p.role for p in article.paragraphs}


# ---- Word ------------------------------------------------------------------------------------------------------------


def run(words: str, style: str = "", bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r>{weight}<w:t>{words}</w:t></w:r></w:p>"


def cell(*words: str) -> str:
    return f"<w:tc>{''.join(map(run, words))}</w:tc>"


def test_word(make_docx: Callable[..., bytes], text: str) -> None:
    body = (
        run("Tựa báo cáo", "Title") + run("I. Kết quả", "Heading1") + run(text) + run("Gạch một", "ListBullet") + run("a) đã có", "ListBullet")
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Số một</w:t></w:r></w:p>'
        + '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Mục theo mức</w:t></w:r></w:p>'
        + run("Đề mục in đậm", bold=True) + run("Câu in đậm có dấu chấm.", bold=True)
        + f"<w:tbl><w:tr>{cell('Chỉ tiêu')}{cell('Kế hoạch')}{cell('Thực', 'hiện')}</w:tr><w:tr>{cell('Thu')}{cell('1.200')}{cell('1.284')}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>Dòng một.</w:t><w:br/><w:t>dòng hai, cột</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/><w:t>tư</w:t></w:r></w:p>"
    )  # fmt: skip
    article = read(make_docx(body), "a.docx")
    assert outline(article) == [
        ("title", "Tựa báo cáo"),
        ("heading", "I. Kết quả"),
        ("body", text),
        ("item", "- Gạch một"),
        ("item", "a) đã có"),
        ("item", "- Số một"),
        ("heading", "Mục theo mức"),
        ("heading", "Đề mục in đậm"),
        ("body", "Câu in đậm có dấu chấm."),
        ("table", "Chỉ tiêu | Kế hoạch | Thực hiện"),
        ("table", "Thu | 1.200 | 1.284"),
        ("body", "Dòng một."),
        ("body", "dòng hai, cột ba-tư"),
    ]
    assert [p.level for p in article.headings] == [1, 2, 2]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
<w:lvl w:ilvl="5"><w:numFmt w:val="none"/><w:lvlText w:val="%6"/></w:lvl>
<w:lvl w:ilvl="6"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="(%7)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(words: str, depth: int, number: int = 1, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r>{weight}<w:t>{words}</w:t></w:r></w:p>"
    )


def test_word_numbers(make_docx: Callable[..., bytes], text: str) -> None:
    body = (
        numbered("Kết quả", 0, bold=True) + numbered("Đạt được.", 1) + numbered("Chi tiết.", 2) + numbered("Chi tiết.", 2)
        + numbered("Hạn chế.", 1) + numbered("Chi tiết.", 2) + numbered("Điểm.", 3) + numbered("Điểm.", 3) + numbered("Chấm.", 4)
        + numbered("Trống.", 5) + numbered("Số.", 6) + numbered("Nhiệm vụ", 0, bold=True) + numbered("Lại từ đầu.", 1)
        + numbered("Bắt đầu khác.", 1, 2) + numbered("Không có trong danh mục.", 1, 9) + numbered("5. Gõ sẵn.", 1) + run(text)
    )  # fmt: skip
    found = outline(read(rezipped(make_docx(body), numbering=NUMBERING.encode()), "a.docx"))
    assert [words for _, words in found[:-1]] == [
        "I. Kết quả", "1. Đạt được.", "1.1. Chi tiết.", "1.2. Chi tiết.", "2. Hạn chế.", "2.1. Chi tiết.", "c) Điểm.", "d) Điểm.",
        "- Chấm.", "Trống.", "(01) Số.", "II. Nhiệm vụ", "1. Lại từ đầu.", "7. Bắt đầu khác.", "- Không có trong danh mục.", "5. Gõ sẵn.",
    ]  # fmt: skip
    assert ("heading", "II. Nhiệm vụ") in found


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (99, "lowerRoman", "xcix"),
        (27, "upperLetter", "AA"),
        (0, "lowerRoman", "0"),
        (9999999, "lowerLetter", "9999999"),
    ],
)
def test_written_numbers(count: int, form: str, shown: str) -> None:
    from summarizer.document.formats.numbering import _written

    assert _written(count, form) == shown


def test_word_numbers_of_a_style(make_docx: Callable[..., bytes], text: str) -> None:
    from docx import Document
    from docx.oxml import parse_xml

    document = Document(
        io.BytesIO(make_docx(run("Tựa", "Title") + run("Kết quả", "Heading1") + run(text) + run("Hạn chế", "Heading1")))
    )
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {names}><w:numId w:val="1"/></w:numPr>'))
    buffer = io.BytesIO()
    document.save(buffer)
    found = outline(read(rezipped(buffer.getvalue(), numbering=NUMBERING.encode()), "a.docx"))
    assert [words for role, words in found if role == "heading"] == ["I. Kết quả", "II. Hạn chế"]


def test_word_without_numbering_part(make_docx: Callable[..., bytes], text: str) -> None:
    data = make_docx(numbered("Một điều.", 0) + run(text))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            if not entry.filename.endswith("numbering.xml"):
                part = old.read(entry)
                if entry.filename.endswith("document.xml.rels"):
                    part = re.sub(rb"<Relationship [^>]*numbering[^>]*/>", b"", part)
                new.writestr(entry.filename, part)
    assert read(buffer.getvalue(), "a.docx").text.startswith("- Một điều.")


def test_the_bold_subject_of_a_document_is_its_title(make_docx: Callable[..., bytes], text: str) -> None:
    head = run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True) + run("Số: 145/BC-UBND") + run("BÁO CÁO", bold=True)
    subject = run("Tình hình thu ngân sách tháng 8", bold=True) + run("và nhiệm vụ tháng 9 năm 2026", bold=True)
    body = run("I. Kết quả", bold=True) + run(text)
    title = "BÁO CÁO Tình hình thu ngân sách tháng 8 và nhiệm vụ tháng 9 năm 2026"
    assert read(make_docx(head + subject + body), "a.docx").title_text == title
    without = read(make_docx(head + body), "a.docx")
    assert ("heading", "I. Kết quả") in outline(without)


def test_word_loses_no_words(make_docx: Callable[..., bytes], text: str) -> None:
    body = (
        f"<w:p><w:ins w:id='1' w:author='a'><w:r><w:t>Chèn thêm. </w:t></w:r></w:ins><w:del w:id='2' w:author='a'><w:r>"
        f"<w:delText>Đã xóa.</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>Liên kết.</w:t></w:r></w:hyperlink></w:p>"
        f"<w:sdt><w:sdtContent>{run('Trong khung nội dung.')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>" + run("Trong hộp chữ.") + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>" + run("Trong hộp chữ.") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + run(text)
    )  # fmt: skip
    assert (
        read(make_docx(body), "a.docx").text
        == f"Chèn thêm. Liên kết.\n\nTrong khung nội dung.\n\nTrong hộp chữ.\n\n{text}"
    )


def test_word_tables_that_hold_the_page_together(make_docx: Callable[..., bytes], text: str) -> None:
    body = (
        f"<w:tbl><w:tr>{cell('ỦY BAN NHÂN DÂN', 'TỈNH MẪU')}{cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('Khung một ô.')}</w:tr></w:tbl>{run(text)}"
    )
    assert read(make_docx(body), "a.docx").text.startswith(
        "ỦY BAN NHÂN DÂN\n\nTỈNH MẪU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKhung một ô.\n\nSáu tháng"
    )


def test_word_tables_with_lines(make_docx: Callable[..., bytes], text: str) -> None:
    borders = "<w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
    rows = f"<w:tr>{cell('Thu')}{cell('1.200')}</w:tr>"
    body = f"<w:tbl>{borders}{rows}</w:tbl><w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/></w:tblPr>{rows}</w:tbl>{run(text)}"
    assert outline(read(make_docx(body), "a.docx"))[:2] == [("table", "Thu | 1.200")] * 2


def test_word_in_a_legacy_font(make_docx: Callable[..., bytes]) -> None:
    words = "thành ủy yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9"
    assert read(make_docx(run(ABC.encode(words).decode("latin-1"))), "a.docx").text == words


def test_word_properties_are_believed_if_the_text_says_so(make_docx: Callable[..., bytes], text: str) -> None:
    body = run("Thu ngân sách huyện tăng") + run(f"{text} Ngày 30/6/2025.") + run("An Bình")
    said = make_docx(
        body, title="Thu ngân sách huyện tăng", author="An Bình", created=datetime(2025, 6, 30, tzinfo=UTC)
    )
    article = read(said, "a.docx")
    assert (article.title_text, article.byline, article.date) == (
        "Thu ngân sách huyện tăng",
        "An Bình",
        date(2025, 6, 30),
    )
    other = make_docx(body, title="Mẫu văn bản", author="Admin", created=datetime(2013, 12, 23, tzinfo=UTC))
    article = read(other, "a.docx")
    assert article.title_text == "Thu ngân sách huyện tăng"
    assert article.byline != "Admin"
    assert article.date != date(2013, 12, 23)


def test_empty_word(make_docx: Callable[..., bytes]) -> None:
    assert code(make_docx("<w:p/>"), "a.docx") == "file_empty"


def rezipped(data: bytes, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            name = entry.filename.rpartition("/")[2].partition(".")[0]
            new.writestr(entry.filename, parts.pop(name, None) or old.read(entry))
        for name, part in parts.items():
            new.writestr(f"word/media/{name}.bin", part)
    return buffer.getvalue()


def test_zip_bombs(make_docx: Callable[..., bytes], text: str) -> None:
    data = make_docx(run(text))
    inflated = rezipped(data, document=b"<w:document>" + b" " * 3_000_000)
    assert len(inflated) < 100_000
    assert code(inflated, "a.docx", max_bytes=1_000_000) == "docx_bomb"
    pictures = rezipped(data, picture=bytes(12_000_000))
    assert code(pictures, "a.docx", max_bytes=1_000_000) == "docx_bomb"
    assert read(pictures, "a.docx").text == text


def test_zip_bomb_that_lies_about_its_size(make_docx: Callable[..., bytes], text: str) -> None:
    data = bytearray(rezipped(make_docx(run(text)), document=b"<w:document>" + b" " * 3_000_000))
    size = (len(b"<w:document>") + 3_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
    assert code(bytes(data), "a.docx", max_bytes=1_000_000) == "docx_broken"


@pytest.mark.parametrize(
    "part", [b"", b"<w:document", b"\x00\x01", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
def test_broken_word(make_docx: Callable[..., bytes], text: str, part: bytes) -> None:
    data = make_docx(run(text))
    assert code(rezipped(data, document=part or b" "), "a.docx") in ("docx_broken", "file_empty")
    assert code(data[: len(data) // 2], "a.docx") == "docx_broken"


def test_word_with_a_password_in_the_archive(make_docx: Callable[..., bytes], text: str) -> None:
    data = bytearray(make_docx(run(text)))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code(bytes(data), "a.docx") == "docx_encrypted"


# ---- PDF -------------------------------------------------------------------------------------------------------------

BODY = [
    "Sau thang dau nam, thu ngan sach cua huyen uoc dat 1.284 ty dong, bang 57,9% du toan va",
    "tang 12,4% so voi cung ky. Chu tich UBND huyen yeu cau cac xa ra soat no thue, hoan thanh",
    "truoc ngay 30/9.",
    "Doan thu hai bat dau o day va keo dai sang dong sau de thay rang hai doan duoc tach ra dung",
    "cho, khong dinh vao nhau.",
]


def lines(words: list[str], top: float, x: float = 70, step: float = 14) -> list[tuple[float, float, float, str]]:
    return [(x, top - step * i, 11, line) for i, line in enumerate(words)]


def test_pdf(make_pdf: Callable[..., bytes]) -> None:
    pages = [
        [
            (70, 810, 8, "SO TAI CHINH - Bao cao thang 6"),
            (150, 770, 16, "Thu ngan sach vuot"),
            (150, 750, 16, "tien do"),
            (70, 720, 111, "I. Ket qua"),
            *lines(BODY, 700),
            (70, 615, 11, "Duoi day la bang so lieu."),
            *[(70 + 130 * column, 600 - 14 * row, 11, word) for row, words in enumerate((("Chi tieu", "Ke hoach", "Thuc hien"), ("Thu noi dia", "1.200", "1.284"), ("Chi", "900", "880"))) for column, word in enumerate(words)],
            *lines(["Doan cuoi trang mot con di tiep sang trang hai vi cau chua het va phan con lai nam o"], 540),
            (290, 30, 9, f"- {page} -"),
        ]
        if page == 1
        else [
            (70, 810, 8, "SO TAI CHINH - Bao cao thang 6"),
            *lines(["trang sau, ngay dau trang nay, roi moi het cau."], 780),
            *lines(BODY, 740),
            (290, 30, 9, f"- {page} -"),
        ]
        for page in (1, 2)
    ]  # fmt: skip
    found = outline(read(make_pdf(pages), "a.pdf"))
    head = "SO TAI CHINH - Bao cao thang 6"
    first, second = " ".join(BODY[:3]), " ".join(BODY[3:])
    assert found == [
        ("furniture", head),
        ("title", "Thu ngan sach vuot tien do"),
        ("heading", "I. Ket qua"),
        ("body", first),
        ("body", second),
        ("body", "Duoi day la bang so lieu."),
        ("table", "Chi tieu | Ke hoach | Thuc hien"),
        ("table", "Thu noi dia | 1.200 | 1.284"),
        ("table", "Chi | 900 | 880"),
        (
            "body",
            "Doan cuoi trang mot con di tiep sang trang hai vi cau chua het va phan con lai nam o "
            "trang sau, ngay dau trang nay, roi moi het cau.",
        ),
        ("furniture", "- 1 -"),
        ("furniture", head),
        ("body", first),
        ("body", second),
        ("furniture", "- 2 -"),
    ]


def test_pdf_in_columns(make_pdf: Callable[..., bytes]) -> None:
    left = [
        "Cot trai mo dau bang mot cau dai",
        "keo sang dong thu hai va dong thu",
        "ba cua cot, roi sang cot ben canh",
    ]
    right = ["de noi tiep cau nay cho den het.", "Cau moi cua cot phai cung kha dai", "va ket thuc tai day."]
    article = read(make_pdf([[*lines(left, 700), *lines(right, 700, x=320)]]), "a.pdf")
    assert article.text == " ".join(left + right)


def test_pdf_of_an_official_letter(make_pdf: Callable[..., bytes]) -> None:
    page = [
        (70, 780, 11, "UY BAN NHAN DAN"), (300, 780, 11, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
        (70, 766, 11, "TINH MAU"), (300, 766, 11, "Doc lap - Tu do - Hanh phuc"), *lines(BODY, 720),
    ]  # fmt: skip
    text = read(make_pdf([page]), "a.pdf").text
    assert text.startswith(
        "UY BAN NHAN DAN\n\nCONG HOA XA HOI CHU NGHIA VIET NAM\n\nTINH MAU\n\nDoc lap - Tu do - Hanh phuc"
    )


def test_pdf_in_a_legacy_font(make_pdf: Callable[..., bytes]) -> None:
    words = [
        "thành ủy yêu cầu các xã rà soát nợ thuế, hoàn thành trong tháng",
        "ba, báo cáo kết quả bằng văn bản cho thành ủy.",
    ]
    shown = [ABC.encode(line).decode("cp1252") for line in words]
    assert read(make_pdf([lines(shown, 700)]), "a.pdf").text == " ".join(words)


def test_a_pdf_page_of_a_few_words_holds_text(make_pdf: Callable[..., bytes]) -> None:
    article = read(make_pdf([lines(BODY, 700), [(70, 700, 11, "Gom 14 xa.")]]), "a.pdf")
    assert "Gom 14 xa." in article.text
    assert not any("trang 2" in warning for warning in article.warnings)


def test_pdf_of_images_without_ocr(make_pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    ocr.available.cache_clear()
    monkeypatch.setenv("PATH", "")
    assert code(make_pdf([[], []], image=True), "a.pdf") == "ocr_missing"
    assert code(make_pdf([[(290, 30, 9, "Trang 1")]], image=True), "a.pdf") == "ocr_missing"
    seal = [
        (350, 800 - 9 * i, 7, said) for i, said in enumerate(("Ky boi: UBND TINH", "Thoi gian ky: 24.06.2022 15:12"))
    ]
    assert code(make_pdf([seal, [(230, 20, 8, "Scanned with CamScanner")]], image=True), "a.pdf") == "ocr_missing"
    slide = [(70, 600, 24, "Thu ngan sach dat 1.284 ty dong")]
    assert read(make_pdf([slide], image=True), "a.pdf").text == slide[0][3]  # words before a picture
    assert code(make_pdf([[]]), "a.pdf") == "file_empty"
    article = read(make_pdf([lines(BODY, 700), [], [], lines(BODY, 700), []], image=True), "a.pdf")
    assert any("2–3, 5" in warning and "tesseract-ocr-vie" in warning for warning in article.warnings)
    ocr.available.cache_clear()


def test_pdf_of_images_without_pillow(make_pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert code(make_pdf([[], []], image=True), "a.pdf") == "extra_missing"
    article = read(make_pdf([lines(BODY, 700), []], image=True), "a.pdf")
    assert article.text.startswith("Sau thang")
    assert any("trang 2" in warning and "tomtat[ocr]" in warning for warning in article.warnings)


def test_short_pdf_with_little_text(make_pdf: Callable[..., bytes]) -> None:
    assert read(make_pdf([[(70, 700, 11, "Xin chao.")]]), "a.pdf").text == "Xin chao."


def encrypted(data: bytes, user: str, algorithm: str = "RC4-128") -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_encrypted_pdf(make_pdf: Callable[..., bytes], algorithm: str) -> None:
    data = make_pdf([lines(BODY, 700)])
    assert code(encrypted(data, "mật", algorithm), "a.pdf") == "pdf_encrypted"
    assert read(encrypted(data, "", algorithm), "a.pdf").text.startswith("Sau thang")


def test_broken_pdf(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf([lines(BODY, 700)])
    assert code(data[:60], "a.pdf") == "pdf_broken"
    assert code(data.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "a.pdf") in ("pdf_broken", "file_empty")
    assert code(data.replace(b"/Kids", b"/Gone"), "a.pdf") in ("pdf_broken", "file_empty")


def test_pdf_title_of_its_metadata(make_pdf: Callable[..., bytes]) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(make_pdf([[(70, 760, 11, "Tua bai"), *lines(BODY, 700)]])))
    writer.add_metadata({"/Title": "Tua bai"})
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read(buffer.getvalue(), "a.pdf").title_text == "Tua bai"


# ---- lines of a PDF --------------------------------------------------------------------------------------------------


def flow(*words: str, x: float = 70, step: float = 14) -> list[str]:
    found = [Line(line, x, 800 - step * i, 11) for i, line in enumerate(words)]
    return [part.text for part in unwrap([found])]


def test_hyphens() -> None:
    assert flow("Nhạc sĩ người I-ta-li-a đến từ thành phố Mi-", "lan-nô sẽ biểu diễn tại đây.") == [
        "Nhạc sĩ người I-ta-li-a đến từ thành phố Mi-lan-nô sẽ biểu diễn tại đây."
    ]
    assert flow("Công ty thuộc tập đoàn quốc tế Develop-", "ment đã ký hợp đồng mới nhất.")[0].count("Development") == 1
    assert (
        flow("Giai đoạn phát triển kinh tế -", "xã hội được đề ra trong nghị quyết.")[0].count("kinh tế - xã hội") == 1
    )
    assert flow("Từ mềm phát tri\u00ad", "ển tiếp tục ở dòng sau của đoạn.")[0].startswith("Từ mềm phát triển")


@pytest.mark.parametrize(
    "second",
    ["- Gạch đầu dòng", "• Chấm đầu dòng", "a) Điểm thứ nhất", "Điều 2. Phạm vi", "2. Sở Tài chính", "II. Hạn chế"],
)
def test_a_mark_begins_a_paragraph(second: str) -> None:
    assert len(flow("Dòng thứ nhất kết thúc bằng dấu chấm phẩy như thường lệ;", second)) == 2


@pytest.mark.parametrize("second", ["30 tỷ đồng cho ba xã.", "1.284 tỷ đồng.", "(ba mươi) ngày kể từ hôm nay."])
def test_a_number_may_go_on(second: str) -> None:
    assert len(flow("Dòng thứ nhất còn tiếp tục sang dòng thứ hai với con số là", second)) == 1


def test_rows_of_several_lines() -> None:
    def at(x: float, y: float, text: str) -> Line:
        return Line(text, x, y, 8, cells=(text,))

    row = [
        at(30, 92, "Chỉ tiêu"),
        at(140, 100, "Kế hoạch"),
        at(140, 84, "năm"),
        at(200, 100, "Thực"),
        at(200, 84, "hiện"),
    ]
    figures = Line("Thu 1 2", 30, 60, 8, cells=("Thu", "1", "2"), gap=9)
    found = joined_rows([*row, figures])
    assert [line.cells for line in found] == [("Chỉ tiêu", "Kế hoạch năm", "Thực hiện"), ("Thu", "1", "2")]
    assert table_lines(found) == {0, 1}
    columns = [at(30, 100 - 10 * i, "dòng của cột trái") for i in range(8)] + [
        at(300, 100, "cột phải"),
        at(300, 90, "tiếp"),
    ]
    assert joined_rows(columns) == columns


def test_a_document_stored_in_an_archive_does_not_make_it_one(make_docx: Callable[..., bytes], tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx("<w:p/>"))) as old, zipfile.ZipFile(inner, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    path = tmp_path / "gui.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bao-cao.docx", inner.getvalue())
        archive.writestr("tin.txt", "Cầu An Lạc dài 450 m đã thông xe.")
    assert load(f"{path}!/tin.txt").text.startswith("Cầu An Lạc")
