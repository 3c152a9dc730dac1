"""Objects through a pipe between the desk and its inference process: length-prefixed pickles.

An article and its facts travel once: both sides number what they have sent or received, and send the number from then
on. Only this program's own two processes write to the pipe, so unpickling is safe.
"""

from __future__ import annotations

import gc
import io
import pickle
import struct
from typing import Any, BinaryIO, Final

from summarizer.document.model import Article
from summarizer.facts.model import Facts

_FREEZE: Final = 1_000_000
"""Bytes received between two times that what there is is taken out of garbage collection."""
_HEADER: Final = struct.Struct("<Q")


class Wire:
    """One end of the line. Not thread-safe: each direction is used by one thread, or under a lock of the caller's."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO, side: str) -> None:
        self._reader, self._writer, self._side = reader, writer, side
        self._tokens: dict[int, str] = {}
        self._shared: dict[str, Article | Facts] = {}
        self._count = 0
        self._received = 0

    def send(self, message: object) -> None:
        """Write one message.

        Raises:
            OSError: the other side is gone.
        """
        data = self._dumps(message)
        self._writer.write(_HEADER.pack(len(data)) + data)
        self._writer.flush()

    def receive(self) -> Any:
        """Read one message, waiting for it.

        Raises:
            EOFError: the other side is gone.
        """
        (size,) = _HEADER.unpack(self._exactly(_HEADER.size))
        return self._loads(self._exactly(size))

    def _exactly(self, size: int) -> bytes:
        parts = []
        while size:
            part = self._reader.read(size)
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _share(self, token: str, value: Article | Facts) -> None:
        self._tokens[id(value)] = token
        self._shared[token] = value

    def _dumps(self, message: object) -> bytes:
        pickler = _Pickler(self)
        pickler.dump(message)
        return pickle.dumps((pickler.fresh, pickler.buffer.getvalue()), pickle.HIGHEST_PROTOCOL)

    def token(self, value: Article | Facts) -> tuple[str, bool]:
        """The number of a shared object, and whether it is new on this line."""
        if known := self._tokens.get(id(value)):
            return known, False
        self._count += 1
        token = f"{self._side}{self._count}"
        self._share(token, value)
        return token, True

    def shared(self, token: str) -> Article | Facts:
        """The object behind a number."""
        return self._shared[token]

    def _loads(self, data: bytes) -> Any:
        # Thousands of small spans at once would set off full collections, which stop every thread of the process.
        collecting = gc.isenabled()
        gc.disable()
        try:
            fresh, body = pickle.loads(data)
            for token, value in fresh:
                self._share(token, value)
            return _Unpickler(self, body).load()
        finally:
            self._received += len(data)
            if self._received > _FREEZE:
                # Articles stay as long as the process does, and hold no cycles: no collection need go through them.
                self._received = 0
                gc.freeze()
            if collecting:
                gc.enable()


class _Pickler(pickle.Pickler):
    def __init__(self, wire: Wire) -> None:
        self.buffer = io.BytesIO()
        self.fresh: list[tuple[str, Article | Facts]] = []
        self._wire = wire
        super().__init__(self.buffer, pickle.HIGHEST_PROTOCOL)

    def persistent_id(self, obj: object) -> str | None:
        if not isinstance(obj, Article | Facts):
            return None
        token, new = self._wire.token(obj)
        if new:
            self.fresh.append((token, obj))
        return token


class _Unpickler(pickle.Unpickler):
    def __init__(self, wire: Wire, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._wire = wire

    def persistent_load(self, pid: str) -> Article | Facts:
        return self._wire.shared(pid)
