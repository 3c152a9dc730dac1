"""Damage files and load them: nothing may come out but an article or the loader's own error.

    python scripts/fuzz.py --n 100000             as `make fuzz` does, every night
    python scripts/fuzz.py --only .doc --also DIR

What is damaged: the files, pages and pictures of tests/document, small files of the formats of which none is kept, the
samples, and what is given besides; what lies inside of mails and archives is loaded too. Watched are tracebacks, time
(10 s of the processor, five minutes of the clock), memory (3 GB), files and sockets opened while a document is read.
What fails is kept in the temporary folder. OCR is left out: its engine is a program of its own and slow.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import resource
import signal
import sys
import sysconfig
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "document"))

from mutation import built, mutated  # noqa: E402

from summarizer.document import LoadError, load, members, ocr  # noqa: E402
from summarizer.document.formats.sniff import SUFFIXES  # noqa: E402

_SECONDS = 10
_INSIDE = 8  # of a mail or an archive
_MOST = 20_000_000  # bytes of each
_BYTES = 3_000_000_000
_LIBRARIES = tuple(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib"))
_KNOWN = (*_LIBRARIES, str(ROOT / "summarizer"), sys.prefix, sys.base_prefix, "/usr/share/zoneinfo", "/dev/null")


class Reached(BaseException):
    """A document made its reader open something; no reader's `except Exception` may hide it."""


_watching = False


def watch(event: str, values: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(values[0], str) and not values[0].startswith(_KNOWN):
        raise Reached(values[0])
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec"):
        raise Reached(f"{event} {values!r}"[:200])


class Slow(BaseException):
    """A document took too long."""


def alarm(*_: object) -> None:
    raise Slow


def attempt(data: bytes, name: str) -> str | None:
    """What is wrong with loading `data`, or None."""
    global _watching
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    signal.alarm(30 * _SECONDS)
    _watching = True
    try:
        with contextlib.suppress(LoadError):
            article = load("-", stdin=io.BytesIO(data), file_name=name)
            assert all(0 <= s.start < s.end <= len(article.text) for s in article.sentences)
        if Path(name).suffix in members.CONTAINERS:
            inside(data, name)
    except Slow:
        return f"> {_SECONDS} s"
    except (Reached, Exception) as error:
        _watching = False
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:80]} ({Path(last.filename).name}:{last.lineno})"
    finally:
        _watching = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    return None


def inside(data: bytes, name: str) -> None:
    """Load what lies in a mail or an archive."""
    suffix = Path(name).suffix
    try:
        for member in members.members(data, suffix, name)[:_INSIDE]:
            with contextlib.suppress(LoadError):
                held, own = members.member(data, suffix, name, member, max_bytes=_MOST)
                load("-", stdin=io.BytesIO(held), file_name=own)
    except LoadError:
        pass


def sources(also: list[Path], only: str | None) -> list[Path]:
    own = ROOT / "tests" / "document"
    folders = [own / "files", own / "pages", own / "pictures", ROOT / "samples", *also]
    found = [p for folder in folders for p in sorted(folder.iterdir()) if p.suffix.lower() in SUFFIXES]
    return [p for p in found if p.stat().st_size < 300_000 and only in (None, p.suffix.lower())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=100_000, help="inputs (default 100000)")
    parser.add_argument("--seed", type=int, default=None, help="of the first input (default: by the day)")
    parser.add_argument("--only", help="suffix of the files to damage")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of more files")
    given = parser.parse_args()
    files = [(path.name, path.read_bytes()) for path in sources(given.also, given.only)]
    files += [(name, data) for name, data in built().items() if given.only in (None, Path(name).suffix)]
    first = given.seed if given.seed is not None else int(time.time() // 86400) * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    signal.signal(signal.SIGPROF, alarm)
    signal.signal(signal.SIGALRM, alarm)
    ocr.available = lambda: True  # type: ignore[assignment]
    ocr.words = lambda picture, name: []
    for name, data in files:  # what is imported on first use is imported now
        attempt(data, name)
    sys.addaudithook(watch)

    wrong: Counter[str] = Counter()
    slowest = (0.0, "")
    begun = time.monotonic()
    for seed in range(first, first + given.n):
        chance = random.Random(seed)
        name, data = chance.choice(files)
        damaged = mutated(data, chance)
        start = time.monotonic()
        said = attempt(damaged, name)
        slowest = max(slowest, (time.monotonic() - start, f"--seed {seed} ({name})"))
        if said:
            wrong[said] += 1
            if wrong[said] == 1:
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}{Path(name).suffix}"
                kept.write_bytes(damaged)
                print(f"{kept} (of {name}): {said}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"{given.n} inputs from {len(files)} files in {time.monotonic() - begun:.0f} s; slowest {slowest[0]:.1f} s at "
        f"{slowest[1]}; {memory:.0f} MB at most; {wrong.total()} wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
