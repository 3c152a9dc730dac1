"""The viparse corpus file by file: how many of its letters with marks come back right, by its own scorer.

    python scripts/viparse_table.py [--below 0.97] [../shared/public/viparse-corpus.tar.xz]

Old government files in TCVN3 and VNI with transcripts (MIT); the corpus is unpacked into a temporary folder, and its
`scripts/score.py` is run on what the loaders give.
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


def measured(corpus: Path, score: Callable[..., Any]) -> Iterator[tuple[str, str, float | str | None]]:
    """(set, file, share of letters right or what the loader said)."""
    for name, truths in SETS.items():
        files = {path.stem: path for path in sorted((corpus / "corpus" / name).rglob("*")) if path.is_file()}
        for truth in sorted((corpus / truths).glob("*.txt")):
            path = files.get(truth.stem)
            if path is None:
                continue
            try:
                pair = score(path.name, load(path).text, truth.read_text(encoding="utf-8"))
                yield name, path.name, pair.diacritic_accuracy
            except LoadError as error:
                yield name, path.name, str(error)


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
    for name, file, share in rows:
        if not isinstance(share, float):
            print(f"| `{file}` | {share} |")
        elif share < given.below:
            print(f"| `{file}` | {share:.4f} |{' synthetic' if name == 'synthetic' else ''}")
    for name in SETS:
        shares = [share for of, _, share in rows if of == name and isinstance(share, float)]
        print(f"{name}: {len(shares)} files, mean {statistics.mean(shares):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
