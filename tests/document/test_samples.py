"""The samples load as what they are, and are built as they stand."""

from __future__ import annotations

import importlib.util
import io
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from summarizer.document import Article, expand, load, ocr
from summarizer.facts import find

ROOT = Path(__file__).resolve().parents[2]
ALL = sorted(path.name for path in (ROOT / "samples").iterdir() if path.name != "README.md")
PICTURES = ("cong-dien-chay-rung.scan.pdf", "ket-luan-sat-lo.jpg")
with_engine = pytest.mark.skipif(not ocr.available(), reason="tesseract-ocr-vie is not installed")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "scripts" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def body(article: Article) -> str:
    return " ".join(s.of(article.text) for s in article.body)


def test_every_sample_is_told_of(samples: Path) -> None:
    said = (samples / "README.md").read_text(encoding="utf-8")
    assert [name for name in ALL if f"`{name}`" not in said] == []


@pytest.mark.parametrize("name", [name for name in ALL if name not in PICTURES])
def test_every_sample_is_an_article(samples: Path, name: str) -> None:
    article = load(samples / name)
    assert article.title_text
    assert article.words > 200
    assert len(article.body) >= (3 if name.endswith(".xlsx") else 8)
    assert article.warnings == ()
    assert article.encoding.confidence >= 0.95
    assert unicodedata.is_normalized("NFC", article.text)


def test_the_report_that_is_shared(samples: Path, shared: Path) -> None:
    name = "soctrang-thanh-uy-2023.txt"
    assert (samples / name).read_bytes() == (shared / "samples" / name).read_bytes()
    article = load(samples / name)
    assert article.text == (samples / name).read_text(encoding="utf-8")
    assert article.byline == "LÊ VŨ"
    assert article.date == date(2023, 12, 9)


@pytest.mark.parametrize(
    ("name", "encoding", "source"),
    [
        ("bao-so-5.tcvn3.txt", "tcvn3", "bao-so-5.txt"),
        ("giai-bong-da.vni.txt", "vni", "giai-bong-da.txt"),
        ("hop-tac-xa.windows-1258.txt", "windows-1258", "hop-tac-xa.txt"),
        ("cho-tet.viscii.txt", "viscii", "cho-tet.txt"),
        ("hoc-phi.nfd.txt", "utf-8", "hoc-phi.txt"),
    ],
)
def test_other_encodings_read_as_their_sources(samples: Path, name: str, encoding: str, source: str) -> None:
    article = load(samples / name)
    assert article.encoding.name == encoding
    assert article.text == (ROOT / "scripts" / "samples" / source).read_text(encoding="utf-8")
    assert load(samples / name, encoding=encoding).text == article.text


def test_the_nfd_sample_is_nfd(samples: Path) -> None:
    text = (samples / "hoc-phi.nfd.txt").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFD", text)
    assert not unicodedata.is_normalized("NFC", text)


def test_the_web_page_without_its_frame(samples: Path) -> None:
    article = load(samples / "benh-vien-tuyen-huyen.html")
    assert article.byline == "Thu Ngân"
    assert article.date == date(2025, 9, 16)
    for gone in ("Trang chủ", "Tin liên quan", "Giá thịt heo", "Giấy phép", "Lượt truy cập", "Hotline"):
        assert gone not in article.text
    for kept in ("2.146 ca", "TP. Hàm Giang | 684 | 301 | 27", "412 trường học", "dưới 60 ca mỗi tuần", "15/9"):
        assert kept in article.text
    assert [h.of(article.text) for h in article.headings] == ["Bệnh viện quá tải cục bộ", "Sáu nhóm việc trong 30 ngày"]


def test_markdown(samples: Path) -> None:
    article = load(samples / "lua-he-thu.md")
    assert (article.byline, article.date) == ("Quốc Dân", date(2025, 8, 12))
    assert "**" not in article.text
    assert "](" not in article.text
    assert Counter(p.role for p in article.paragraphs)["table"] == 6
    assert [f.kind for f in article.furniture] == ["caption"]


def test_word(samples: Path) -> None:
    article = load(samples / "trat-tu-giao-thong.docx")
    assert article.title_text.startswith("Kết quả bảo đảm trật tự")
    assert [h.of(article.text) for h in article.headings if h.level == 1] == [
        "I. Kết quả đạt được",
        "II. Hạn chế",
        "III. Nhiệm vụ quý IV",
    ]
    roles = Counter(p.role for p in article.paragraphs)
    assert roles["item"] == 5
    assert roles["table"] == 7


def test_pdf(samples: Path) -> None:
    article = load(samples / "kinh-te-xa-hoi-quy-3.pdf")
    source = (ROOT / "scripts" / "samples" / "kinh-te-xa-hoi-quy-3.md").read_text(encoding="utf-8")
    paragraphs = [line for line in source.splitlines() if line and line[0] not in "#|"]
    found = {p.of(article.text) for p in article.paragraphs}
    assert [line for line in paragraphs if line not in found] == []
    assert [h.of(article.text) for h in article.headings] == [
        line[3:] for line in source.splitlines() if line.startswith("## ")
    ]
    assert Counter(f.of(article.text) for f in article.furniture if f.kind == "page") == {
        "CHI CỤC THỐNG KÊ TỈNH HÀM GIANG - Báo cáo 9 tháng năm 2025": 3,
        "Trang 1/3": 1,
        "Trang 2/3": 1,
        "Trang 3/3": 1,
    }
    rows = [p.of(article.text) for p in article.paragraphs if p.role == "table"]
    assert rows[0] == "Đơn vị tính: tỷ đồng"
    assert rows[1] == "Chỉ tiêu | Kế hoạch năm | Thực hiện 9 tháng | So kế hoạch (%) | So cùng kỳ (%)"
    assert rows[-1] == "Kim ngạch xuất khẩu (triệu USD) | 1.150 | 768 | 66,8 | 97,5"


def test_the_official_document(samples: Path) -> None:
    article = load(samples / "cong-van-phong-chay.txt")
    assert "tăng cường công tác phòng cháy" in article.title_text
    assert article.date == date(2025, 11, 14)
    furniture = " ".join(f.of(article.text) for f in article.furniture)
    for frame in (
        "CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do",
        "Số: 1847/UBND-NC",
        "Kính gửi",
        "Nơi nhận",
        "KT. CHỦ TỊCH",
        "Trần Văn Mẫu",
    ):
        assert frame in furniture
    assert "74 vụ cháy" not in furniture


def test_old_word(samples: Path) -> None:
    article = load(samples / "ke-hoach-benh-dai.doc")
    source = (ROOT / "scripts" / "samples" / "ke-hoach-benh-dai.txt").read_text(encoding="utf-8")
    assert Counter(article.text.split()) == Counter(source.split())
    assert article.card is not None
    assert (article.card.kind, article.card.number, article.date) == ("Kế hoạch", "2714/KH-UBND", date(2023, 7, 17))
    kinds = {f.kind for f in article.furniture}
    assert kinds == {"masthead", "addressees", "signature"}
    assert [h.of(article.text) for h in article.headings] == [
        line for line in source.splitlines() if line.startswith(("I. ", "II. ", "III. ", "IV. "))
    ]


def test_the_mail_and_its_attachment(samples: Path) -> None:
    path = samples / "thong-cao-lua-dao.eml"
    article = load(path)
    assert article.byline == "Phòng Tham mưu Công an tỉnh Hàm Giang"
    assert article.date == date(2024, 3, 29)
    assert article.title_text.startswith("Thông cáo báo chí: lừa đảo")
    for gone in ("đã viết", "Nhờ gửi giúp", "0000 000 000"):
        assert gone not in article.text
    found = expand(path, max_bytes=1_000_000)
    assert found == (str(path), f"{path}!/bảng số liệu.docx")
    table = load(found[1])
    figures = {f.span.of(table.text): f for f in find(table).figures}
    assert (figures["74,6"].value, figures["74,6"].unit) == (74_600_000_000, "VND")


def test_the_workbook(samples: Path) -> None:
    article = load(samples / "thu-ngan-sach-theo-xa.xlsx")
    figures = {f.span.of(article.text): f for f in find(article).figures}
    total = figures["657.690"]
    assert (total.value, total.unit) == (657_690_000_000, "VND")
    cell = article.cell_at(total.span.start)
    assert cell is not None
    assert [h.of(article.text) for h in cell.row] == ["Tổng cộng"]
    assert [h.of(article.text) for h in cell.column] == ["Thực hiện 9 tháng", "Thuế"]


@with_engine
@pytest.mark.parametrize(
    ("name", "number", "source"),
    [
        (PICTURES[0], "14/CĐ-UBND", "cong-dien-chay-rung.txt"),
        (PICTURES[1], "512/TB-VPUBND", "ket-luan-sat-lo.txt"),
    ],
    ids=["scan", "photo"],
)
def test_pictures_are_read_by_ocr(samples: Path, name: str, number: str, source: str) -> None:
    article = load(samples / name)
    truth = (ROOT / "scripts" / "samples" / source).read_text(encoding="utf-8").split()
    read = Counter(article.text.split())
    assert (Counter(truth) & read).total() >= 0.94 * len(truth)
    assert article.card is not None
    assert article.card.number == number
    assert {"masthead", "signature"} <= {f.kind for f in article.furniture}
    assert any("OCR" in warning for warning in article.warnings)


def test_the_hostile_one(samples: Path) -> None:
    data = (samples / "ban-tin-doc-hai.txt").read_bytes()
    for hostile in (
        b"[TTXVN]",
        b"[/b]",
        b"\x1b[31m",
        b"\x1b]0;",
        b"\x00",
        b"\x07",
        "\u202e".encode(),
        "\x9b2J".encode(),
    ):
        assert hostile in data
    article = load(samples / "ban-tin-doc-hai.txt")
    assert not [c for c in article.text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    for kept in ("[TTXVN]", "[/b]", "[@click=app.quit]", "khẩn trương", "12,8 tỷ đồng", "{name} %s"):
        assert kept in article.text
    assert "Tiêu đề giả" not in article.text


def test_the_long_report(samples: Path) -> None:
    text = (samples / "bao-cao-nam-2025.txt").read_text(encoding="utf-8")
    article = load(samples / "bao-cao-nam-2025.txt")
    assert article.text == text
    assert article.words >= 8000
    paragraphs = [p.of(text) for p in article.paragraphs]
    assert len(set(paragraphs)) == len(paragraphs)
    sentences = [s.of(text) for s in article.body]
    assert len(set(sentences)) == len(sentences)
    assert len(article.headings) >= 30


def test_samples_are_built_as_they_stand(script: ModuleType, samples: Path) -> None:
    for name, data in script.build():
        if name.endswith(
            (".docx", ".eml", ".xlsx")
        ):  # bytes of packages depend on zlib and on the libraries' templates
            assert load("-", stdin=io.BytesIO(data), file_name=name).text == load(samples / name).text
        else:
            assert (samples / name).read_bytes() == data, name
