"""Where results go: the same UTF-8 bytes to stdout and to `-o FILE`, the file appearing whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import json
import os
import platform
import re
import shutil
import stat
import sys
import tempfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from summarizer.cli.console import is_terminal, silence_stdout
from summarizer.errors import TomtatError, reason

_MODE: Final = 0o666
FILE_WIDTH: Final = 100


class OutputError(TomtatError):
    """The result cannot be written where it was asked for."""


class Output:
    """A sink for text. With a path it collects into a temporary file in the same folder and moves that into place
    when the block ends without an exception and something was written; else the old file stays as it was.

    A device or pipe (`-o /dev/stdout`) is written straight.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[bytes] | None = None
        self._temporary: Path | None = None
        self.written = False
        """Whether anything was written yet."""

    def __enter__(self) -> Output:
        if self.path is None:
            if sys.stdout is None:  # closed by the caller (`>&-`): told before anything is read for nobody
                raise self._failed(OSError(errno.EBADF, os.strerror(errno.EBADF)))
            return self
        try:
            target = self.path.resolve()  # through a symbolic link to what it names
            if target.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
            if target.exists() and not target.is_file():
                self._file = target.open("wb")
                return self
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            _sweep(target)
            prefix = f"{_prefix(target)}{os.getpid()}-{_host()}."
            handle, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=target.parent)
            self._file, self._temporary = os.fdopen(handle, "wb"), Path(name)
            self._temporary.chmod(_mode_for(target))
        except OSError as error:
            raise self._failed(error) from error
        return self

    def write(self, text: str) -> None:
        """Write `text`, a line end added if it has none.

        Raises:
            BrokenPipeError: stdout is a pipe that nobody reads any more.
            OutputError: the disk is full, or the like.
        """
        data = text.encode("utf-8", "backslashreplace")
        self.write_bytes(data if data.endswith(b"\n") else data + b"\n")

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are: a piece of a long text, or a document that is no text.

        Raises:
            BrokenPipeError, OutputError: as `write`.
        """
        self.written = True
        try:
            if self._file is not None:
                self._file.write(data)
            else:
                sys.stdout.flush()
                rest = memoryview(data)
                while rest:  # unbuffered (`python -u`) it may take a part, and says so by its length alone
                    rest = rest[sys.stdout.buffer.write(rest) or 0 :]
                sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._file is None:
                silence_stdout()
            raise self._failed(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        try:
            with self._file:
                if self._temporary is not None and kind is None and self.written:
                    self._file.flush()
                    os.fsync(self._file.fileno())
            if self._temporary is not None and kind is None and self.written:
                assert self.path is not None
                self._temporary.replace(self.path.resolve())
                self._temporary = None
        except OSError as problem:
            if kind is None:
                raise self._failed(problem) from problem
        finally:
            if self._temporary is not None:
                with contextlib.suppress(OSError):
                    self._temporary.unlink()

    def _failed(self, error: OSError) -> OutputError:
        return OutputError("output_unwritable", path=self.path or "stdout", why=reason(error))


def as_json(document: dict[str, Any], *, alone: bool) -> str:
    """A document of the contract: indented where it is the only one, else on one line (JSON Lines)."""
    if alone:
        from summarizer.brief.rendering.contract import dumps

        return dumps(document)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def text_width(path: Path | None) -> int:
    """Columns for text: the terminal's, or 100 into a file or pipe, so that the bytes do not hang on the window."""
    return shutil.get_terminal_size().columns if path is None and is_terminal(sys.stdout) else FILE_WIDTH


def _mode_for(target: Path) -> int:
    """The permissions of the file to be replaced, or what the umask leaves for a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _MODE & ~mask


def _prefix(target: Path) -> str:
    return f".{target.name[:100]}."


def _host() -> str:
    """This machine in short: a process of another one that writes to a shared folder may live, whatever its number."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _sweep(target: Path) -> None:
    """Take away what a killed run left half written beside `target`."""
    for left in target.parent.glob(f"{glob.escape(_prefix(target))}*.tmp"):
        found = re.fullmatch(rf"(\d+)-{_host()}\.\w+\.tmp", left.name.removeprefix(_prefix(target)))
        if found and not _lives(int(found[1])):
            with contextlib.suppress(OSError):
                left.unlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
