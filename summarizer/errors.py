"""The one kind of error that a user sees: a code, and one line in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from summarizer import locale


class TomtatError(Exception):
    """Something the user can act on; never shown as a traceback.

    `code` is a key under `errors` of the catalogs (`errors.file_missing`); its text names the input, what is wrong
    and what to do. Rooms derive their own classes from this one where a caller tells them apart.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return locale.text(f"errors.{self.code}", **self.values)


def reason(error: OSError) -> str:
    """Why the operating system refused, in the language in use where that is a common reason."""
    name = errno.errorcode.get(error.errno or 0, "")
    if name in locale.catalog(locale.current(), "errors")["os"]:
        return locale.text(f"errors.os.{name}")
    return error.strerror or str(error) or type(error).__name__


def causes(error: BaseException) -> Iterator[BaseException]:
    """What `error` came from, the innermost first, and the error itself."""
    found = [error]
    while (deeper := found[-1].__cause__ or found[-1].__context__) is not None and deeper not in found:
        found.append(deeper)
    return reversed(found)


def unreachable(error: Exception) -> str:
    """Why a server gave nothing, in the language in use where that is a common reason, else as the error says it."""
    import socket
    import ssl

    import httpx

    for cause in causes(error):
        if isinstance(cause, socket.gaierror):
            return locale.text("errors.os.EAI_NONAME")
        if isinstance(cause, TimeoutError):
            return locale.text("errors.os.ETIMEDOUT")
        if isinstance(cause, OSError) and cause.errno and not isinstance(cause, ssl.SSLError):
            return reason(cause)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return locale.text("errors.os.ECONNRESET")
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
