"""Samples in the formats of an office: old Word, a mail with an attachment, a workbook, a scan and a photo.

Used by `make_samples.py`. Pictures need Pillow, numpy and the Liberation fonts, the old Word file LibreOffice; both
differ a little from machine to machine, so neither is built anew to check the samples.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np

_COLUMNS = re.compile(r"\s{3,}")


def lines(text: str) -> Iterator[tuple[list[str], bool]]:
    """The lines of an official document: its cells where two stand side by side, and whether it is set in capitals."""
    for line in text.splitlines():
        if line.strip():
            cells = _COLUMNS.split(line.strip())
            if line.startswith(" " * 20):  # the right column alone
                cells = ["", line.strip()]
            yield cells, all(cell == cell.upper() for cell in cells)


def letter(text: str, day: datetime) -> bytes:
    """DOCX of an official document in Times New Roman, its head and foot held by tables without lines."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Times New Roman", Pt(13)
    held: list[list[str]] = []

    def table() -> None:
        if held:
            grid = document.add_table(1, 2)
            for column, cell in enumerate(grid.rows[0].cells):
                words = [row[column] for row in held if column < len(row) and row[column]]
                cell.text = words[0] if words else ""
                for word in words[1:]:
                    cell.add_paragraph(word)
            held.clear()

    for cells, capitals in lines(text):
        foot = bool(held) and cells[0].startswith("- ")
        if len(cells) == 2 or foot or (held and set(cells[0]) <= set("-_")):
            held.append(cells)
            continue
        table()
        paragraph = document.add_paragraph()
        paragraph.add_run(cells[0]).bold = capitals
        if capitals and not re.match(r"[IVX]+\.", cells[0]):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table()
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.created, core.modified = "", "Dự án tomtat", "", day, day
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def old_word(data: bytes) -> bytes:
    """DOCX as Word 97 would have saved it, by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return path.with_suffix(".doc").read_bytes()


def mail(body: str, attached: tuple[str, bytes], day: datetime) -> bytes:
    """A press release as it comes: greeting, words, signature, the thread below, and a table in Word."""
    message = EmailMessage()
    message["From"] = "Phòng Tham mưu Công an tỉnh Hàm Giang <thammuu@congan.example.vn>"
    message["To"] = "Tòa soạn <toasoan@bao.example.vn>"
    message["Subject"] = "RE: Thông cáo báo chí: lừa đảo trên không gian mạng quý I/2024 tăng 31% về số tin báo"
    message["Date"] = day
    message["Message-ID"] = "<thong-cao-1@congan.example.vn>"
    thread = "> Chào anh chị,\n> Nhờ gửi giúp thông cáo và bảng số liệu trước 16 giờ.\n> Tòa soạn\n"
    message.set_content(
        f"{body}\n-- \nPhòng Tham mưu Công an tỉnh Hàm Giang\nĐiện thoại: 0000 000 000\n\n"
        f"Vào Thứ Sáu, 29 thg 3, 2024 lúc 09:15 Tòa soạn <toasoan@bao.example.vn> đã viết:\n{thread}",
        cte="quoted-printable",
    )
    name, data = attached
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(data, maintype="application", subtype=kind, filename=name)
    message.set_boundary("=_tomtat")
    return message.as_bytes()


def workbook(source: dict[str, Any], day: datetime) -> bytes:
    """A table as finance offices make it: title in merged cells, heads of two rows, sums by formula, notes below."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Thu 9 tháng"
    sheet.append([source["title"]])
    sheet["A1"].font = Font(bold=True, size=14)
    for line in (source["note"], source["lead"], source["unit"]):
        sheet.append([line])
    sheet.append(["STT", "Địa phương", "Dự toán năm 2025", "Thực hiện 9 tháng", "", "", "", "Tỷ lệ so dự toán"])
    sheet.append(["", "", "", "Thuế", "Phí, lệ phí", "Tiền sử dụng đất", "Cộng", ""])
    for number, (name, plan, *parts) in enumerate(source["rows"], 1):
        sheet.append([number, name, plan, *parts, sum(parts), sum(parts) / plan])
    sums = [sum(column) for column in zip(*(row[1:] for row in source["rows"]), strict=True)]
    sheet.append(["", "Tổng cộng", *sums, sum(sums[1:]), sum(sums[1:]) / sums[0]])
    for row in sheet.iter_rows(min_row=7, max_row=sheet.max_row):
        for cell in row[2:7]:
            cell.number_format = "#,##0"
        row[7].number_format = "0.0%"
    for line in source["notes"]:
        sheet.append([line])
    for merged in ("A1:H1", "A2:H2", "A3:H3", "A5:A6", "B5:B6", "C5:C6", "D5:G5", "H5:H6"):
        sheet.merge_cells(merged)
    book.properties.creator, book.properties.created, book.properties.modified = "Dự án tomtat", day, day
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of_paper(text: str, dpi: int) -> Any:
    """An official document set on A4, its signature block on the right."""
    from ocr_pages import Page

    page = Page(dpi)
    rows = list(lines(text))
    heads = [cells for cells, _ in rows if len(cells) == 2]
    page.head(["   ".join(cells) for cells in heads])
    body = [(cells[0], capitals) for cells, capitals in rows if len(cells) == 1]
    signed = next((i for i, (line, _) in enumerate(body) if re.match(r"(?:KT|TL|TM)\.", line)), len(body))
    for line, capitals in body[:signed]:
        centred = capitals or line.startswith(("Về việc", "Kết luận của"))
        page.set(line, 13, page.left, page.right, bold=centred, centre=centred)
    middle = (page.left + page.right) // 2
    for i, (line, _) in enumerate(body[signed:]):
        page.y += dpi // 2 if i == len(body) - signed - 1 else 0
        page.set(line, 13, middle, page.right, bold=True, centre=True)
    return page


def scan(text: str, day: datetime) -> bytes:
    """PDF of one picture: a page with stamp and signature, laid on the glass a little aslant."""
    from ocr_pages import scanned, stamped

    chance = np.random.default_rng(0)
    page = sheet_of_paper(text, 150)
    picture = scanned(stamped(page, chance), chance).rotate(0.8, 3, fillcolor=(250, 249, 246))
    out = io.BytesIO()
    at = day.timetuple()
    picture.save(out, "PDF", resolution=150, quality=62, creationDate=at, modDate=at)
    return out.getvalue()


def photo(text: str) -> bytes:
    """JPEG from a phone: from aside, with a shadow."""
    from ocr_pages import photographed

    picture = photographed(sheet_of_paper(text, 150).image, np.random.default_rng(4))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=58)
    return out.getvalue()
