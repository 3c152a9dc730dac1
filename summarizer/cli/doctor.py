"""`tomtat doctor`: what is installed, what is missing, what cannot be written."""

from __future__ import annotations

import json
import locale as system_locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from summarizer import __version__, locale
from summarizer.cli import settings
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.options import output_options
from summarizer.cli.output import Output
from summarizer.cli.words import command
from summarizer.errors import reason
from summarizer.text.clean import clean

State = Literal["ok", "warn", "bad"]
MARKS: Final[dict[State, str]] = {"ok": "✓", "warn": "!", "bad": "✗"}
LIBRARIES: Final = (
    "torch",
    "transformers",
    "tokenizers",
    "numpy",
    "textual",
    "rich",
    "trafilatura",
    "pypdfium2",
    "python-docx",
)


@dataclass(frozen=True)
class Check:
    """One line of the report."""

    name: str
    state: State
    detail: str


@command("doctor")
@output_options("text", "json")
def doctor(console: Console, format: str, output: Path | None) -> ExitCode:
    """Print the checks; `FAILED` if one is bad."""
    checks = list(_checks())
    with Output(output) as out:
        if format == "json":
            out.write(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
        else:
            width = max(len(check.name) for check in checks)
            for check in checks:
                out.write(f"{MARKS[check.state]} {check.name:<{width}}  {clean(check.detail)}")
    return ExitCode.FAILED if any(check.state == "bad" for check in checks) else ExitCode.OK


def _checks() -> Iterator[Check]:
    yield Check("tomtat", "ok", f"{__version__} ({Path(__file__).parents[1]})")
    yield Check("Python", "ok", f"{platform.python_version()} · {platform.platform()} · {os.cpu_count()} CPU")
    for library in LIBRARIES:
        yield _library(library)
    yield from _extras()
    for model in ("reader", "marker", "judge"):
        yield _model(model)
    yield _settings()
    yield from _language()
    yield _terminal()
    yield from _folders()


def _library(name: str) -> Check:
    try:
        return Check(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "bad", locale.text("cli_doctor.library_missing"))


def _extras() -> Iterator[Check]:
    """What only some kinds of input need: a warning each, with what to install."""
    for extra, libraries in (("office", ("openpyxl", "xlrd")), ("ocr", ("pillow",))):
        missing = [name for name in libraries if _library(name).state == "bad"]
        if missing:
            yield Check(
                extra, "warn", locale.text("cli_doctor.extra_missing", extra=extra, libraries=", ".join(missing))
            )
    from summarizer.document import ocr

    found = ocr.version() if ocr.available() else None
    yield Check("OCR", "ok" if found else "warn", found or locale.text("cli_doctor.ocr_missing"))


def _model(name: str) -> Check:
    """A shipped model's folder and size; whether it loads, the engine says when it is used."""
    from summarizer.engines.registry import EngineUnavailable, shipped

    try:
        folder = shipped(name)
    except EngineUnavailable as error:
        return Check(name, "warn", str(error))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    return Check(name, "ok", f"{locale.number(round(size, 1))} MB · {folder}")


def _settings() -> Check:
    found = settings.load()
    name = locale.text("cli_doctor.settings")
    if found.problem:
        return Check(name, "bad", str(found.problem))
    return Check(
        name, "ok", str(found.path) if found.path.exists() else locale.text("cli_doctor.absent", path=found.path)
    )


def _language() -> Iterator[Check]:
    encoding = system_locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    detail = f"{locale.current()} · {encoding}"
    if not utf8:
        detail = f"{detail} · {locale.text('cli_doctor.not_utf8')}"
    yield Check(locale.text("cli_doctor.language"), "ok" if utf8 else "warn", detail)
    if shutil.which("fc-list") is None:
        return
    import subprocess

    fonts = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, text=True, check=False, timeout=20)
    count = len(set(fonts.stdout.splitlines()))
    found = locale.text("cli_doctor.fonts_found", count=count) if count else locale.text("cli_doctor.fonts_missing")
    yield Check(locale.text("cli_doctor.fonts"), "ok" if count else "warn", found)


def _terminal() -> Check:
    name = locale.text("cli_doctor.terminal")
    if not is_terminal(sys.stdout):
        return Check(name, "ok", locale.text("cli_doctor.piped"))
    size = shutil.get_terminal_size()
    colors = os.environ.get("COLORTERM") or os.environ.get("TERM", "?")
    state: State = "ok" if size.columns >= 60 and size.lines >= 20 else "warn"
    return Check(name, state, f"{size.columns}×{size.lines} · {colors}")


def _folders() -> Iterator[Check]:
    import platformdirs

    from summarizer.store import default_path

    for key, folder in (
        ("config", settings.path().parent),
        ("data", default_path().parent),
        ("cache", platformdirs.user_cache_path("tomtat", appauthor=False)),
    ):
        yield Check(locale.text(f"cli_doctor.folder.{key}"), *_writable(folder))


def _writable(folder: Path) -> tuple[State, str]:
    """Whether `folder`, or the nearest folder above it that exists, takes a file; nothing is left behind."""
    there = folder
    try:
        while not there.exists() and there != there.parent:
            there = there.parent
        with tempfile.TemporaryFile(dir=there):
            return "ok", str(folder)
    except OSError as error:
        return "warn", locale.text("cli_doctor.not_writable", path=folder, why=reason(error))
