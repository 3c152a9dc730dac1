"""Compare OCR engines on twenty pages of our own: administrative documents as scanners and phones bring them.

    python scripts/ocr_pages.py make DIR             draw the pages (the same in every run) with their words beside them
    python scripts/ocr_pages.py score DIR ENGINE …   read them and say how many syllables are right, at what cost

Engines: `tomtat` (what the program does), `tesseract` (bare), `trueocr`, `vncv`, `asterocr` (lines alone, found by
tesseract). The last three need their packages, in an environment of their own; they need nothing else of tomtat.
Drawing needs Pillow, numpy and the Liberation fonts (Debian: fonts-liberation2).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import json
import re
import resource
import statistics
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "admin"
FONTS = Path("/usr/share/fonts/truetype/liberation2")
# kind: (documents, dots an inch)
PAGES = {
    "clean 300 dpi": (("bc01", "bc03", "ct01", "cd01"), 300),
    "clean 200 dpi": (("bct12", "kh11", "nq01"), 200),
    "skewed 2°": (("kl01", "thu11", "qd02"), 300),
    "stamp, signature": (("sb01", "sq02", "st01"), 300),
    "photo, shadow": (("cv02", "tb13", "tin01"), 220),
    "two columns": (("tin11", "tin13"), 300),
    "table": (("bc14", "bct11"), 300),
}


class Page:
    """A sheet of A4 on which words are set; `words` is what stands there, in the order of reading."""

    def __init__(self, dpi: int) -> None:
        self.dpi = dpi
        self.image = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), (250, 249, 246))
        self.draw = ImageDraw.Draw(self.image)
        self.words: list[str] = []
        self.left, self.right = round(1.18 * dpi), self.image.width - round(0.79 * dpi)
        self.y, self.bottom = round(0.8 * dpi), self.image.height - round(0.8 * dpi)

    def font(self, size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        name = "LiberationSerif-Bold.ttf" if bold else "LiberationSerif-Regular.ttf"
        return ImageFont.truetype(str(FONTS / name), round(size * self.dpi / 72))

    def line(self, words: list[str], font: ImageFont.FreeTypeFont, left: float, right: float, how: str) -> None:
        wide = [font.getlength(word) for word in words]
        gap = font.getlength(" ")
        rest = right - left - sum(wide) - gap * (len(words) - 1)
        x = left + (rest / 2 if how == "centre" else 0)
        if how == "justify" and len(words) > 1:
            gap += rest / (len(words) - 1)
        for word, width in zip(words, wide, strict=True):
            self.draw.text((x, self.y), word, (25, 25, 28), font=font)
            x += width + gap

    def set(
        self, text: str, size: float, left: float, right: float, *, bold: bool = False, centre: bool = False
    ) -> bool:
        """A paragraph; False where the page is full."""
        font = self.font(size, bold=bold)
        indent = 0 if centre or bold else font.getlength("      ")
        words = text.split()
        while words:
            fit = 1
            while fit < len(words) and font.getlength(" ".join(words[: fit + 1])) <= right - left - indent:
                fit += 1
            if self.y + font.size * 1.3 > self.bottom:
                return False
            how = "centre" if centre else "justify" if fit < len(words) else "left"
            self.line(words[:fit], font, left + indent, right, how)
            self.words.extend(words[:fit])
            self.y += round(font.size * 1.32)
            words, indent = words[fit:], 0
        self.y += round(font.size * 0.35)
        return True

    def head(self, lines: list[str]) -> None:
        """The head of a letter: its sender on the left, the motto and the day on the right."""
        middle, top, ends = round(self.left + 0.42 * (self.right - self.left)), self.y, []
        for column, (left, right) in enumerate(((self.left, middle), (middle, self.right))):
            self.y = top
            for line in lines:
                cells = re.split(r"\s{3,}", line.strip())
                if column < len(cells) and cells[column]:
                    self.set(cells[column], 10.5, left, right, bold=True, centre=True)
            ends.append(self.y)
        self.y = max(ends) + self.dpi // 8

    def table(self, rows: list[list[str]]) -> None:
        font = self.font(12)
        edges = [self.left + round(share * (self.right - self.left)) for share in (0, 0.09, 0.68, 1)]
        for row in rows:
            top, deep = self.y, self.y
            if top + font.size * 4 > self.bottom:
                break
            for cell, left, right in zip(row, edges, edges[1:], strict=False):
                self.y = top + font.size // 3
                self.set(cell, 12, left + font.size // 2, right - font.size // 2, centre=left != edges[1])
                deep = max(deep, self.y)
            self.y = deep
            for x in edges:
                self.draw.line([(x, top), (x, deep)], (30, 30, 30), max(1, self.dpi // 150))
            for y in (top, deep):
                self.draw.line([(edges[0], y), (edges[-1], y)], (30, 30, 30), max(1, self.dpi // 150))


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(TEXTS.glob(f"{name}-*.json")).read_text(encoding="utf-8"))
    return found


def drawn(kind: str, name: str, dpi: int) -> Page:
    page = Page(dpi)
    said = document(name)
    lines = [line for line in said["text"].splitlines() if line.strip()]
    heads = [line for line in lines[:4] if re.search(r"\S\s{3,}\S", line)]
    page.head(heads)
    body = [line.strip() for line in lines if line not in heads]
    if kind == "table":
        page.set(body[0], 13.5, page.left, page.right, bold=True, centre=True)
        figures = said["figures"]
        page.table(
            [["TT", "Chỉ tiêu", "Kết quả"]]
            + [[str(i), f["label"].capitalize(), f["span"]["text"]] for i, f in enumerate(figures, 1)]
        )
        return page
    if kind == "two columns":
        page.set(body[0], 13.5, page.left, page.right, bold=True, centre=True)
        top, middle, gap = page.y, (page.left + page.right) // 2, dpi // 5
        columns = iter(((page.left, middle - gap), (middle + gap, page.right)))
        left, right = next(columns)
        for text in body[1:]:
            if not page.set(text, 11, left, right):
                break
            if page.y > 0.55 * page.bottom and left == page.left:
                page.y = top
                left, right = next(columns)
        return page
    for text in body:
        bold = text.isupper() and len(text) < 120
        if not page.set(text, 13.5, page.left, page.right, bold=bold, centre=bold):
            break
    return page


# ---- what scanners and phones do to a page ---------------------------------------------------------------------------


def stamped(page: Page, chance: np.random.Generator) -> Image.Image:
    """A round red stamp and a signature in blue over the last lines."""
    ink = Image.new("RGB", page.image.size, "white")
    pen = ImageDraw.Draw(ink)
    radius, x, y = round(0.71 * page.dpi), round(page.right - 1.9 * page.dpi), page.y - round(0.35 * page.dpi)
    for less, wide in ((0, 0.03), (0.055, 0.012), (0.28, 0.012)):
        r = radius * (1 - less)
        pen.ellipse([x - r, y - r, x + r, y + r], outline=(222, 62, 70), width=max(2, round(wide * page.dpi)))
    font = page.font(8, bold=True)
    ring = "UỶ BAN NHÂN DÂN * TỈNH HÀM GIANG *"
    for i, char in enumerate(ring):
        angle = 2 * np.pi * i / len(ring)
        at = (x + 0.82 * radius * np.sin(angle) - font.size / 3, y - 0.82 * radius * np.cos(angle) - font.size / 2)
        pen.text(at, char, (222, 62, 70), font=font)
    points = [(x + page.dpi * (0.2 + 0.16 * i), y + page.dpi * 0.35 * float(chance.normal(0, 0.8))) for i in range(14)]
    pen.line(points, (48, 66, 190), max(2, page.dpi // 75), joint="curve")
    both = np.asarray(page.image, np.float32) * np.asarray(ink, np.float32) / 255
    return Image.fromarray(both.astype(np.uint8))


def photographed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Grey, from aside, on a dark table, the phone's shadow across it, a little blurred."""
    wide, high = image.size
    edge = round(0.05 * wide)
    sheet = Image.new("L", (wide + 2 * edge, high + 2 * edge), 72)
    sheet.paste(image.convert("L"), (edge, edge))
    by = 0.035 * wide
    corners = [float(c) * by for c in chance.uniform(0, 1, 8)]
    w, h = sheet.size
    quad = (-corners[0], -corners[1], -corners[2], h + corners[3], w + corners[4], h + corners[5], w + corners[6], 0)
    sheet = sheet.transform(
        sheet.size, Image.Transform.PERSPECTIVE, _perspective(quad, w, h), Image.Resampling.BICUBIC, fillcolor=72
    )
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    slope = float(chance.uniform(-0.6, 0.6))
    across = (yy / h - 0.5 - slope * (xx / w - 0.5)) / 0.06
    light = (0.95 - 0.25 * xx / w) * (1 - 0.45 / (1 + np.exp(-across)))
    grey = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.9)), np.float32) * light
    return Image.fromarray(np.clip(grey + chance.normal(0, 5, grey.shape), 0, 255).astype(np.uint8))


def _perspective(quad: tuple[float, ...], wide: int, high: int) -> list[float]:
    """The coefficients with which Pillow takes the corners of a sheet from those of `quad`."""
    rows, goal = [], []
    for (x, y), (u, v) in zip(
        ((0, 0), (0, high), (wide, high), (wide, 0)), zip(quad[::2], quad[1::2], strict=True), strict=True
    ):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    return [float(c) for c in np.linalg.solve(np.array(rows), np.array(goal))]


def scanned(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    grain = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), np.float32) + chance.normal(
        0, 4, (image.height, image.width, 1)
    )
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))


def make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (kind, name, dpi) in enumerate((k, n, d) for k, (names, d) in PAGES.items() for n in names):
        chance = np.random.default_rng(number)
        page = drawn(kind, name, dpi)
        image = stamped(page, chance) if kind == "stamp, signature" else page.image
        image = photographed(image, chance) if kind == "photo, shadow" else scanned(image, chance)
        if kind == "skewed 2°":
            image = image.rotate((-1) ** number * 2.0, Image.Resampling.BICUBIC, fillcolor=(250, 249, 246))
        image.save(folder / f"{number:02}.jpg", quality=75 if kind == "photo, shadow" else 88, dpi=(dpi, dpi))
        said = {"kind": kind, "document": name, "words": page.words}
        (folder / f"{number:02}.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


# ---- engines ---------------------------------------------------------------------------------------------------------


def tesseract(path: Path, *how: str) -> str:
    command = ["tesseract", str(path), "stdout", "-l", "vie", *how]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def tomtat() -> Callable[[Path], str]:
    from summarizer.document import load

    return lambda path: load(path).text


def trueocr() -> Callable[[Path], str]:
    from trueocr import load_model

    model = load_model()
    return lambda path: model.predict(str(path)).text


def vncv() -> Callable[[Path], str]:
    from vncv.ocr import extract_text

    return lambda path: "\n".join(extract_text(str(path), lang="vi"))


def asterocr() -> Callable[[Path], str]:
    from asterocr import AsterOCR

    model = AsterOCR(enable_telemetry=False)

    def read(path: Path) -> str:
        image = Image.open(path).convert("RGB")
        found: list[str] = []
        strip: list[int] = []  # the model takes short strips of a line

        def end() -> None:
            if strip:
                said = model.predict(image.crop((strip[0] - 6, strip[1] - 4, strip[2] + 6, strip[3] + 4)))
                found.append(
                    str(said[0] if isinstance(said, tuple) else said["text"] if isinstance(said, dict) else said)
                )
                strip.clear()

        for row in csv.DictReader(io.StringIO(tesseract(path, "tsv")), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["level"] != "5" or not row["text"].strip():
                end()
                continue
            x, y, w, h = (int(row[key]) for key in ("left", "top", "width", "height"))
            if strip and x + w - strip[0] > 12 * (strip[3] - strip[1]):
                end()
            if strip:
                strip[1:] = [min(strip[1], y), x + w, max(strip[3], y + h)]
            else:
                strip[:] = [x, y, x + w, y + h]
        end()
        return "\n".join(found)

    return read


ENGINES: dict[str, Callable[[], Callable[[Path], str]]] = {
    "tomtat": tomtat,
    "tesseract": lambda: tesseract,
    "trueocr": trueocr,
    "vncv": vncv,
    "asterocr": asterocr,
}


def syllables(text: str) -> list[str]:
    """Words without the punctuation around them."""
    found = (word.strip("“”\"'.,;:!?()[]/|-–—…") for word in unicodedata.normalize("NFC", text).split())
    return [word for word in found if word]


def right(truth: list[str], read: list[str]) -> tuple[int, int]:
    """How many syllables were read, in their order, and in any."""
    matcher = difflib.SequenceMatcher(None, truth, read, autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    return in_order, (Counter(truth) & Counter(read)).total()


def spent() -> float:
    """Processor seconds of this process and its children, which a busy machine does not lengthen much."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def score(folder: Path, engine: str, show: bool) -> None:
    read = ENGINES[engine]()
    rows: dict[str, list[tuple[int, int, int, float]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jpg")):
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        begun = spent()
        text = read(path)
        cost = spent() - begun
        truth, found = syllables(" ".join(said["words"])), syllables(text)
        rows[said["kind"]].append((*right(truth, found), len(truth), cost))
        if show:
            print(f"--- {path.name} {said['kind']}", *wrong(truth, found), sep="\n")
    print(f"\n{engine:22} {'pages':>5} {'right':>8} {'any order':>10} {'CPU s':>7}")
    everything = [page for pages in rows.values() for page in pages]
    for kind, pages in (*rows.items(), ("all", everything)):
        ordered, loose, total, _ = map(sum, zip(*pages, strict=True))
        seconds = statistics.median(page[3] for page in pages)
        print(f"{kind:22} {len(pages):5} {ordered / total:8.1%} {loose / total:10.1%} {seconds:7.1f}", flush=True)


def wrong(truth: list[str], read: list[str]) -> Iterator[str]:
    for what, a, b, c, d in difflib.SequenceMatcher(None, truth, read, autojunk=False).get_opcodes():
        if what != "equal":
            yield f"  {' '.join(truth[a:b])} -> {' '.join(read[c:d])}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("make").add_argument("folder", type=Path)
    scoring = tasks.add_parser("score")
    scoring.add_argument("folder", type=Path)
    scoring.add_argument("engine", nargs="+", choices=ENGINES)
    scoring.add_argument("--wrong", action="store_true", help="show what was read wrongly")
    given = parser.parse_args()
    if given.task == "make":
        make(given.folder)
        return 0
    for engine in given.engine:
        score(given.folder, engine, given.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
