"""One report, one workbook and one presentation, in every format that LibreOffice writes, read alike.

The files in `files/` were converted from the flat OpenDocument sources there. `make test-office` converts them anew with
the LibreOffice of the machine (`TEST_OFFICE=1`), and asks the same of what it wrote.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from summarizer.document import Article, load

FILES = Path(__file__).with_name("files")
FILTERS = {
    "doc": "doc:MS Word 97",
    "docx": "docx:MS Word 2007 XML",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "xls": "xls:MS Excel 97",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods:calc8",
    "ppt": "ppt:MS PowerPoint 97",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
    "odp": "odp:impress8",
    "pdf": "pdf:writer_pdf_Export",
}
SOURCES = {"bao-cao": "fodt", "thu-chi": "fods", "trinh-bay": "fodp"}
TEXTS = ["doc", "docx", "rtf", "odt"]
CONVERT = bool(os.environ.get("TEST_OFFICE"))
OFFICE = shutil.which("soffice")
if CONVERT and OFFICE is None:
    pytest.skip("LibreOffice (soffice) is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CONVERT:
        return FILES
    assert OFFICE is not None
    target: Path = tmp_path_factory.mktemp("office")
    for stem, suffix in SOURCES.items():
        for path in sorted(FILES.glob(f"{stem}.*")):
            if path.suffix != f".{suffix}":
                command = [OFFICE, f"-env:UserInstallation=file://{target}/profile", "--headless", "--convert-to"]
                command += [FILTERS[path.suffix[1:]], "--outdir", str(target), str(FILES / f"{stem}.{suffix}")]
                subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target


def cells(article: Article) -> list[tuple[str, list[str], list[str]]]:
    text = article.text
    return [(c.span.of(text), [h.of(text) for h in c.row], [h.of(text) for h in c.column]) for c in article.cells]


def paragraphs(article: Article, role: str) -> list[str]:
    return [p.of(article.text) for p in article.paragraphs if p.role == role]


@pytest.mark.parametrize("suffix", [*TEXTS, "pdf"])
def test_merged_heads_stand_above_their_columns(folder: Path, suffix: str) -> None:
    assert cells(load(folder / f"bao-cao.{suffix}")) == [
        ("1.950", ["Thuế"], ["Năm 2025", "Dự toán"]),
        ("1.128", ["Thuế"], ["Năm 2025", "Thực hiện"]),
        ("1.003", ["Thuế"], ["Năm 2024", "Thực hiện"]),
        ("268", ["Phí, lệ phí"], ["Năm 2025", "Dự toán"]),
        ("156", ["Phí, lệ phí"], ["Năm 2025", "Thực hiện"]),
        ("139", ["Phí, lệ phí"], ["Năm 2024", "Thực hiện"]),
    ]


@pytest.mark.parametrize("suffix", [*TEXTS, "pdf"])
def test_comments_and_hidden_text_are_left_out(folder: Path, suffix: str) -> None:
    text = load(folder / f"bao-cao.{suffix}").text
    assert "Ghi chú riêng" not in text
    assert "999" not in text
    assert "Huyện Tân Phú thu 1.284 tỷ đồng, bằng 57,9% dự toán." in text


@pytest.mark.parametrize("suffix", TEXTS)
def test_running_heads_are_left_out(folder: Path, suffix: str) -> None:
    assert "TRANG LẶP LẠI" not in load(folder / f"bao-cao.{suffix}").text


@pytest.mark.parametrize("suffix", TEXTS)
def test_notes_are_paragraphs_of_their_own(folder: Path, suffix: str) -> None:
    found = [words.removeprefix("[1] ") for words in paragraphs(load(folder / f"bao-cao.{suffix}"), "body")]
    assert "Số liệu của Chi cục Thuế, chưa gồm tiền sử dụng đất." in found
    assert "Nghị quyết của Hội đồng nhân dân huyện." in found
    assert "Huyện phấn đấu thu đủ 2.218 tỷ đồng cả năm." in found


@pytest.mark.parametrize("suffix", [*TEXTS, "pdf"])
def test_raised_marks_change_no_number(folder: Path, suffix: str) -> None:
    text = load(folder / f"bao-cao.{suffix}").text
    assert "Huyện thu của 12.450 hộ, đạt 92,5% kế hoạch năm 2025, trên 35 km², giảm 12 tấn CO2." in text


@pytest.mark.parametrize("suffix", TEXTS)
def test_words_in_a_legacy_font_are_read_by_it(folder: Path, suffix: str) -> None:
    """The letter ư of TCVN3 is the soft hyphen of windows-1252, which formats keep in ways of their own."""
    assert "thành ủy yêu cầu các xã báo cáo trước ngày 30/9." in load(folder / f"bao-cao.{suffix}").text


@pytest.mark.parametrize("suffix", [*TEXTS, "pdf"])
def test_title_and_items(folder: Path, suffix: str) -> None:
    article = load(folder / f"bao-cao.{suffix}")
    assert article.title_text == "Kết quả thu ngân sách quý III"
    assert [words.lstrip("-• ") for words in paragraphs(article, "item")] == [
        "Rà soát nợ thuế của 214 doanh nghiệp.",
        "Công khai kết quả từng tháng.",
    ]


@pytest.mark.parametrize("suffix", ["xls", "xlsx", "ods"])
def test_sheets_are_tables(folder: Path, suffix: str) -> None:
    article = load(folder / f"thu-chi.{suffix}")
    assert cells(article) == [
        ("1.250.000", ["Thuế"], ["Dự toán"]),
        ("50,0%", ["Thuế"], ["Tỷ lệ"]),
        ("268.000", ["phí, lệ phí"], ["Dự toán"]),
        ("58,2%", ["phí, lệ phí"], ["Tỷ lệ"]),
        ("412.500", ["Giáo dục"], ["Thực hiện"]),
    ]


@pytest.mark.parametrize("suffix", ["xls", "xlsx", "ods"])
def test_what_a_workbook_hides_is_left_out_and_counted(folder: Path, suffix: str) -> None:
    article = load(folder / f"thu-chi.{suffix}")
    assert "ẨN" not in article.text
    assert "999" not in article.text
    assert article.warnings == (
        "Bỏ 1 trang tính bị ẩn.",
        "Bỏ 1 hàng bị ẩn (hoặc bị lọc) trong bảng tính.",
        "Bỏ 1 cột bị ẩn trong bảng tính.",
    )


@pytest.mark.parametrize("suffix", ["ppt", "pptx", "odp"])
def test_slides(folder: Path, suffix: str) -> None:
    article = load(folder / f"trinh-bay.{suffix}")
    lines = [line.lstrip("- ") for line in article.text.splitlines() if line]
    assert lines == [
        "Kết quả thu ngân sách",
        "Thu 1.284 tỷ đồng, bằng 57,9% dự toán.",
        "Nợ thuế còn 96 tỷ đồng.",
        "Nhiệm vụ quý IV",
        "Khoản thu | Dự toán | Thực hiện",
        "Thuế | 1.950 | 1.128",
    ]
    assert cells(article) == [("1.950", ["Thuế"], ["Dự toán"]), ("1.128", ["Thuế"], ["Thực hiện"])]
