"""Build those samples that are no plain text, from their sources in `scripts/samples/`.

    python scripts/make_samples.py            write them into samples/
    python scripts/make_samples.py --check    say which of them would change (PDF, pictures and DOC are not built anew)

The result is the same in every run: no clock, no chance. The PDF needs `pip install fpdf2` and the DejaVu fonts (from
Debian: fonts-dejavu-core), the scan and the photo Pillow and fonts-liberation2, the DOC LibreOffice; the others need
tomtat's own dependencies alone. What is built is committed, so only who changes a sample needs this.
"""

from __future__ import annotations

import argparse
import io
import itertools
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import sample_office

from summarizer.document.encodings.legacy import ABC, VISCII, VNI, WINDOWS_1258

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "scripts" / "samples"
SAMPLES = ROOT / "samples"
DAY = datetime(2025, 12, 8, 8, 0, tzinfo=UTC)
MAILED = datetime(2024, 3, 29, 10, 20, tzinfo=UTC)
FONTS = Path("/usr/share/fonts/truetype/dejavu")


def source(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def legacy() -> Iterator[tuple[str, bytes]]:
    """Plain text as files of the nineties have it: 8-bit, with carriage returns."""
    yield "bao-so-5.tcvn3.txt", abc(source("bao-so-5.txt").replace("\n", "\r\n"))
    yield "giai-bong-da.vni.txt", VNI.encode(source("giai-bong-da.txt").replace("\n", "\r\n"))
    yield "hop-tac-xa.windows-1258.txt", WINDOWS_1258.encode(source("hop-tac-xa.txt").replace("\n", "\r\n"))
    yield "cho-tet.viscii.txt", VISCII.encode(source("cho-tet.txt"))
    yield "hoc-phi.nfd.txt", unicodedata.normalize("NFD", source("hoc-phi.txt")).encode()


def abc(text: str) -> bytes:
    """TCVN3 as ABC fonts have it: a capital with a tone is typed as the small letter, for a capital font to show."""
    out = bytearray()
    for char in text:
        try:
            code = ABC.encode(char)
        except UnicodeEncodeError:
            code = ABC.encode(char.lower())
        out += code
    return bytes(out)


# ---- the yearly report -----------------------------------------------------------------------------------------------


def yearly_report() -> str:
    """8,000 words in four parts; each sector and locality has its own facts."""
    frame = tomllib.loads(source("bao-cao-nam-khung.toml"))
    sectors = [s for n in (1, 2) for s in tomllib.loads(source(f"bao-cao-nam-{n}.toml"))["sector"]]
    places = tomllib.loads(source("bao-cao-nam-3.toml"))
    blocks = [frame["title"], *frame["opening"], frame["part_results"]]
    for number, sector in enumerate(sectors, 1):
        blocks += [f"{number}. {sector['name']}", *sector["results"]]
    blocks.append(frame["part_places"])
    for number, place in enumerate(places["locality"], 1):
        blocks += [f"{number}. {place['name']}", *locality(number, place, places["phrases"])]
    blocks.append(frame["part_limits"])
    blocks += [f"{sector['name']}: {sector['limits']}" for sector in sectors]
    blocks += frame["causes"]
    blocks += [
        frame["part_tasks"],
        *frame["outlook"],
        frame["targets_heading"],
        *(f"- {target}" for target in frame["targets"]),
    ]
    blocks += [f"{sector['name']}: {sector['tasks']}" for sector in sectors]
    blocks += [frame["orders_heading"], *frame["orders"]]
    return "\n\n".join(blocks) + "\n"


def locality(number: int, place: dict[str, str], phrases: dict[str, list[str]]) -> list[str]:
    """Four paragraphs: economy, society, shortcomings, what is to be done. Figures step through lists of primes."""

    def say(topic: str, a: object, b: object, c: object) -> str:
        turns = phrases[topic]
        return turns[(number + len(topic)) % len(turns)].format(a=a, b=b, c=c)

    def decimal(tenths: int) -> str:
        return f"{tenths // 10},{tenths % 10}"

    def thousands(value: int) -> str:
        return f"{value:,}".replace(",", ".")

    plan = 96 + (number * 53) % 210
    done = plan * (860 + (number * 37) % 130) // 1000
    income = 652 + (number * 47) % 290
    economy = [
        place["lead"],
        say("income", decimal(income), decimal(61 + (number * 17) % 59), decimal(978 + (number * 13) % 51)),
        say(
            "budget",
            thousands(214 + (number * 131) % 1250),
            decimal(962 + (number * 29) % 190),
            decimal(83 + (number * 71) % 410),
        ),
        say("public", done, plan, 6 + (number * 5) % 17),
    ]
    society = [
        place["good"],
        say(
            "poverty",
            118 + (number * 61) % 330,
            decimal(9 + (number * 7) % 27) + f"{number % 10}",
            143 + (number * 89) % 420,
        ),
        say("crime", 31 + (number * 19) % 74, decimal(842 + (number * 23) % 120), 3 + (number * 4) % 13),
        say("party", 96 + (number * 43) % 120, decimal(1003 + (number * 11) % 67), 24 + (number * 9) % 38),
    ]
    future = [
        place["task"],
        say("target", decimal(income + 50 + number), decimal(70 + (number * 13) % 55), 95 + (number * 31) % 160),
    ]
    return [
        " ".join(economy),
        " ".join(society),
        f"Hạn chế của địa phương là: {place['bad'][0].lower()}{place['bad'][1:]}",
        " ".join(future),
    ]


# ---- Word and PDF ----------------------------------------------------------------------------------------------------


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The simple Markdown of our sources: `("#…" | "-" | "|" | "p", lines)`."""
    for kind, lines in itertools.groupby(text.splitlines(), _kind):
        group = list(lines)
        if kind == "|":
            yield kind, [line for line in group if not set(line) <= set("|-: ")]
        elif kind:
            for line in group:
                yield kind, [line.removeprefix(kind).strip() if kind != "p" else line]


def _kind(line: str) -> str:
    head = line.split(" ", 1)[0]
    return head if head and set(head) == {"#"} else line[:1] if line[:1] in ("-", "|") else "p" if line.strip() else ""


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def word(text: str) -> bytes:
    import docx

    document = docx.Document()
    for kind, lines in blocks(text):
        if kind.startswith("#"):
            document.add_heading(lines[0], len(kind) - 1)
        elif kind == "-":
            document.add_paragraph(lines[0], "List Bullet")
        elif kind == "|":
            rows = [cells(line) for line in lines]
            table = document.add_table(len(rows), len(rows[0]), "Table Grid")
            for row, words in zip(table.rows, rows, strict=True):
                for cell, value in zip(row.cells, words, strict=True):
                    cell.text = value
        else:
            document.add_paragraph(lines[0])
    core = document.core_properties
    core.title, core.author, core.last_modified_by = "", "Dự án tomtat", ""
    core.created = core.modified = DAY
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_zip(buffer.getvalue())


def _same_zip(data: bytes) -> bytes:
    """The archive with one date on all its entries, so that it is the same in every run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(
            old.infolist(), key=lambda entry: (entry.filename != "[Content_Types].xml", entry.filename)
        ):
            new.writestr(zipfile.ZipInfo(entry.filename, (2025, 12, 8, 8, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    from fpdf import FPDF

    class Report(FPDF):  # type: ignore[misc,unused-ignore]
        def header(self) -> None:
            self.set_font("serif", "", 8)
            self.cell(0, 5, "CHI CỤC THỐNG KÊ TỈNH HÀM GIANG - Báo cáo 9 tháng năm 2025")
            self.ln(10)

        def footer(self) -> None:
            self.set_y(-14)
            self.set_font("serif", "", 8)
            self.cell(0, 5, f"Trang {self.page_no()}/{{nb}}", align="C")

    page = Report(format="A5")
    page.set_creation_date(DAY)
    page.set_title("Báo cáo tình hình kinh tế - xã hội quý III và 9 tháng năm 2025 tỉnh Hàm Giang")
    page.add_font("serif", "", str(FONTS / "DejaVuSerif.ttf"))
    page.add_font("serif", "B", str(FONTS / "DejaVuSerif-Bold.ttf"))
    page.set_auto_page_break(True, 18)
    page.add_page()
    for kind, lines in blocks(text):
        below = {"new_x": "LMARGIN", "new_y": "NEXT"}
        if kind.startswith("#"):
            size = 14 if kind == "#" else 11
            page.set_font("serif", "B", size)
            page.multi_cell(0, size / 2, lines[0], align="C" if kind == "#" else "L", **below)
        elif kind == "|":
            page.set_font("serif", "", 8)
            with page.table(col_widths=(40, 22, 24, 21, 21)) as table:
                for line in lines:
                    row = table.row()
                    for cell in cells(line):
                        row.cell(cell)
        elif lines[0].startswith("Đơn vị tính"):
            page.set_font("serif", "", 8)
            page.cell(0, 5, lines[0], align="R", **below)
        else:
            page.set_font("serif", "", 9.5)
            page.multi_cell(0, 5, lines[0], align="J", **below)
        page.ln(1.5)
    return bytes(page.output())


def build() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each sample that is the same on every machine."""
    yield from legacy()
    yield "bao-cao-nam-2025.txt", yearly_report().encode()
    yield "trat-tu-giao-thong.docx", word(source("trat-tu-giao-thong.md"))
    attached = "bảng số liệu.docx", word(source("thong-cao-lua-dao-bang.md"))
    yield "thong-cao-lua-dao.eml", sample_office.mail(source("thong-cao-lua-dao.txt"), attached, MAILED)
    sheet = sample_office.workbook(tomllib.loads(source("thu-ngan-sach-theo-xa.toml")), DAY.replace(tzinfo=None))
    yield "thu-ngan-sach-theo-xa.xlsx", _same_zip(sheet)


def build_by_others() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what other programs and fonts have a part in."""
    yield "kinh-te-xa-hoi-quy-3.pdf", pdf(source("kinh-te-xa-hoi-quy-3.md"))
    yield "cong-dien-chay-rung.scan.pdf", sample_office.scan(source("cong-dien-chay-rung.txt"), DAY)
    yield "ket-luan-sat-lo.jpg", sample_office.photo(source("ket-luan-sat-lo.txt"))
    plan = sample_office.letter(source("ke-hoach-benh-dai.txt"), DAY.replace(tzinfo=None))
    yield "ke-hoach-benh-dai.doc", sample_office.old_word(plan)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    built = dict(build())
    if not check:
        built.update(build_by_others())
    stale = [
        name for name, data in built.items() if not (SAMPLES / name).exists() or (SAMPLES / name).read_bytes() != data
    ]
    for name in stale:
        print(f"{'would change' if check else 'wrote'} samples/{name}")
        if not check:
            (SAMPLES / name).write_bytes(built[name])
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
