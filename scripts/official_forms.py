"""Official documents of 2025, loaded: whether head, grounds, recipients and signature are told from the text.

    python scripts/official_forms.py [--show NAME …]

Of ../shared/public: official-2025 (a portal's texts, without head and foot: only counted) and nq-2025 (resolutions as
pandoc writes them, whole). A part that stands in a document (found by plain words here, not by the
loader's own rules) is told apart when all its lines are furniture, and nothing that follows is.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from summarizer.document import Article, from_text, load

PUBLIC = Path(__file__).resolve().parents[2] / "shared" / "public"
# part: (the kinds of furniture that it is, what a line of it looks like)
PARTS = {
    "letterhead": (
        {"masthead"},
        re.compile(
            r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*-\s*Tự do|Số\s*:\s*\d|[^,]{2,20}, ngày \d+ tháng \d+ năm \d{4}$)"
        ),
    ),
    "preamble": ({"preamble"}, re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b.{10,}[;.]$")),
    "recipients": ({"addressees"}, re.compile(r"(?:Nơi nhận|Kính gửi)\s*:|- ?Lưu\s*:")),
    "signature": (
        {"signature"},
        re.compile(
            r"(?:TM|KT|TL|TUQ)\s?\.\s?[^\W\d_]|(?:PHÓ )?(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|CỤC TRƯỞNG)$|\(?Đã ký\)?$"
        ),
    ),
}


def told(article: Article) -> Iterator[tuple[str, str, bool]]:
    """(part, line, whether it is furniture of that kind) of the lines that belong to a part by their words."""
    kinds = {(span.start, span.end): span.kind for span in article.furniture}
    body = {(p.start, p.end) for p in article.paragraphs if p.role != "furniture"}
    for start, end in sorted({*kinds, *body}):
        for line in article.text[start:end].splitlines():
            for part, (wanted, looks) in PARTS.items():
                if looks.match(line.strip()):
                    yield part, line.strip(), kinds.get((start, end)) in wanted


def documents() -> Iterator[tuple[str, Article]]:
    with lzma.open(PUBLIC / "official-2025.jsonl.xz", "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            yield document["id"], from_text(document["text"])
    with tarfile.open(PUBLIC / "nq-2025.tar.xz") as archive:
        for member in archive:
            path = Path(member.name)
            if path.suffix == ".md" and path.name != "README.md" and (data := archive.extractfile(member)):
                yield path.stem, load("-", stdin=io.BytesIO(data.read()), file_name=path.name)


def outline(article: Article) -> Iterator[str]:
    rows: list[tuple[int, int, str]] = [(p.start, p.end, p.role) for p in article.paragraphs if p.role != "furniture"]
    rows += [(f.start, f.end, f"[{f.kind}]") for f in article.furniture]
    for start, end, role in sorted(rows):
        yield f"{role:13} {' / '.join(article.text[start:end].split(chr(10)))[:130]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", nargs="*", default=[], help="print these documents by their parts (a part of their id)"
    )
    given = parser.parse_args()
    counts = {part: [0, 0] for part in PARTS}
    whole = {part: [0, 0] for part in PARTS}
    number = 0
    for name, article in documents():
        number += 1
        if any(name.startswith(wanted) for wanted in given.show):
            print(f"=== {name} · {article.title_text}", *outline(article), sep="\n")
        found: dict[str, list[bool]] = {}
        for part, line, right in told(article):
            found.setdefault(part, []).append(right)
            counts[part][0] += right
            counts[part][1] += 1
            if not right and not given.show:
                print(f"{name[:16]:16} {part:11} {line[:100]}")
        for part, rights in found.items():
            whole[part][0] += all(rights)
            whole[part][1] += 1
    print(f"\n{number} documents{'':15} lines        documents")
    for part in PARTS:
        print(f"{part:24} {counts[part][0]:6} of {counts[part][1]:4} {whole[part][0]:6} of {whole[part][1]:3}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
