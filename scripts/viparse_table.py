"""The viparse corpus file by file: how many of its letters with marks come back right, by its own scorer.

    python scripts/viparse_table.py [--below 0.97] [../shared/public/viparse-corpus.tar.xz]

Old government files in TCVN3 and VNI with transcripts (MIT); the corpus is unpacked into a temporary folder, and its
`scripts/score.py` is run on what the loaders give. The transcripts keep words in capital fonts (`.VnTimeH`) in the
small letters as which they are stored; the loaders give them in capitals, as they are seen. So each file is scored
twice: with such words as they are stored, like the transcripts, and as they are seen.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from summarizer.document import LoadError, load
from summarizer.document.encodings import fonts

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "public" / "viparse-corpus.tar.xz"
SETS = {"public-domain": "ground-truth", "synthetic": "ground-truth-synthetic"}


def scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", corpus / "scripts" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def measured(corpus: Path, score: Callable[..., Any]) -> Iterator[tuple[str, str, tuple[float, float] | str]]:
    """(set, file, shares of letters right with capital fonts as stored and as seen, or what the loader said)."""
    for name, truths in SETS.items():
        files = {path.stem: path for path in sorted((corpus / "corpus" / name).rglob("*")) if path.is_file()}
        for truth in sorted((corpus / truths).glob("*.txt")):
            path = files.get(truth.stem)
            if path is None:
                continue
            said = truth.read_text(encoding="utf-8")
            try:
                seen = load(path).text
                stored = _as_stored(path)
            except LoadError as error:
                yield name, path.name, str(error)
                continue
            shares = [score(path.name, text, said).diacritic_accuracy for text in (stored, seen)]
            if None not in shares:  # a transcript without a letter with marks
                yield name, path.name, (shares[0], shares[1])


def _as_stored(path: Path) -> str:
    before = fonts.capitals_as_stored.set(True)
    try:
        return load(path).text
    finally:
        fonts.capitals_as_stored.reset(before)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--below", type=float, default=1.01, help="show only files below this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(given.archive) as archive:
            archive.extractall(folder, filter="data")
        corpus = next(Path(folder).iterdir())
        rows = list(measured(corpus, scorer(corpus).score_pair))
    for _, file, shares in rows:
        if isinstance(shares, str):
            print(f"| `{file}` | {shares} | |")
        elif shares[0] < given.below:
            print(f"| `{file}` | {shares[0]:.4f} | {shares[1]:.4f} |")
    for name in SETS:
        found = [shares for of, _, shares in rows if of == name and not isinstance(shares, str)]
        means = (statistics.mean(column) for column in zip(*found, strict=True))
        print(f"| **mean of {len(found)} files, {name}** | " + " | ".join(f"**{mean:.4f}**" for mean in means) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
