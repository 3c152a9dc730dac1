"""Objects through a pipe between the desk and its inference process: length-prefixed pickles.

An article and its facts travel once: both sides number what they have sent or received, and send the number from then
on. What the desk lets go of is forgotten at both ends. Only this program's own two processes write to the pipe, so
unpickling is safe.
"""

from __future__ import annotations

import gc
import io
import pickle
import struct
import weakref
from collections import deque
from typing import Any, BinaryIO, Final

from summarizer.document.model import Article
from summarizer.facts.model import Facts

_FREEZE: Final = 1_000_000
"""Bytes received between two times that what there is is taken out of garbage collection."""
_HEADER: Final = struct.Struct("<Q")


class Wire:
    """One end of the line. Not thread-safe: each direction is used by one thread, or under a lock of the caller's.

    The end that `keeps` holds what was shared until the other one, which lives as long as its objects do, has let it
    go. A number that comes too late for that stands for None: nobody who still waits for an answer can see it, for
    whoever asks holds what was asked about.
    """

    def __init__(self, reader: BinaryIO, writer: BinaryIO, side: str, *, keeps: bool = False) -> None:
        self._reader, self._writer, self._side, self._keeps = reader, writer, side, keeps
        self._tokens: dict[int, str] = {}
        self._shared: dict[str, Article | Facts] = {}
        self._seen: dict[str, weakref.ref[Article | Facts]] = {}
        self._let_go: deque[str] = deque()
        """What the other end need not hold any more; told with the next message."""
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
        number = id(value)
        self._tokens[number] = token
        if self._keeps:
            self._shared[token] = value
            return

        def gone(_: object) -> None:
            # Before the memory is given back, so before another object can have the same `id`.
            self._tokens.pop(number, None)
            self._seen.pop(token, None)
            self._let_go.append(token)

        self._seen[token] = weakref.ref(value, gone)

    def _forget(self, token: str) -> None:
        value = self._shared.pop(token, None)
        if value is not None:
            self._tokens.pop(id(value), None)

    def _dumps(self, message: object) -> bytes:
        pickler = _Pickler(self)
        pickler.dump(message)
        let_go = [self._let_go.popleft() for _ in range(len(self._let_go))]
        return pickle.dumps((let_go, pickler.fresh, pickler.buffer.getvalue()), pickle.HIGHEST_PROTOCOL)

    def token(self, value: Article | Facts) -> tuple[str, bool]:
        """The number of a shared object, and whether it is new on this line."""
        if known := self._tokens.get(id(value)):
            return known, False
        self._count += 1
        token = f"{self._side}{self._count}"
        self._share(token, value)
        return token, True

    def shared(self, token: str) -> Article | Facts | None:
        """The object behind a number; None where this end has let it go."""
        if self._keeps:
            return self._shared[token]
        seen = self._seen.get(token)
        return seen() if seen is not None else None

    def _loads(self, data: bytes) -> Any:
        # Thousands of small spans at once would set off full collections, which stop every thread of the process.
        collecting = gc.isenabled()
        gc.disable()
        try:
            let_go, fresh, body = pickle.loads(data)
            for token in let_go:
                self._forget(token)
            for token, value in fresh:
                self._share(token, value)
            return _Unpickler(self, body).load()
        finally:
            self._received += len(data)
            if self._received > _FREEZE:
                # Articles hold no cycles: no collection need go through them.
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

    def persistent_load(self, pid: str) -> Article | Facts | None:
        return self._wire.shared(pid)
