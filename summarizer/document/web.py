"""Fetch one page over HTTP, with every bound that a hostile or slow server could test.

The address of each hop is resolved once, checked, and then connected to by number, with the name sent in `Host` and
TLS SNI: a name that resolves to a public address for the check and to a private one for the connection (DNS rebinding)
gains nothing. Behind a proxy it is the proxy that resolves.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from summarizer.document.failure import LoadError, megabytes, printable
from summarizer.errors import causes, unreachable

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS: Final = 5
TIMEOUT: Final = 20.0
"""Seconds for the whole fetch, redirects included."""

_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; tomtat)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "vi,en;q=0.5",
    "Accept-Encoding": "gzip",
}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the final URL, its bytes, and what the server says they are.

    `etag` and `modified` are the validators to ask with next time; `unchanged` says that those sent still hold.
    """

    url: str
    data: bytes
    media_type: str | None
    charset: str | None
    etag: str = ""
    modified: str = ""
    unchanged: bool = False

    @property
    def suffix(self) -> str:
        """Suffix of the URL's path, lower case, where the server says nothing of the type; else empty."""
        if self.media_type and self.media_type != "application/octet-stream":
            return ""
        return PurePosixPath(self.url.partition("?")[0]).suffix.lower()


def shown(url: str) -> str:
    """`url` for people: printable, and without a user name and password."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return printable(f"{scheme}://{host.rpartition('@')[2]}{slash}{path}")


def fetch(
    url: str,
    *,
    max_bytes: int,
    allow_private: bool = False,
    timeout: float = TIMEOUT,
    transport: httpx.BaseTransport | None = None,
    validators: Mapping[str, str] = MappingProxyType({}),
) -> Page:
    """Get `url`.

    Args:
        max_bytes: bound on the body, also unpacked.
        allow_private: connect to addresses that are not global, too; never to link-local ones, where the machines of
            clouds keep their secrets.
        timeout: seconds for all of it.
        transport: for tests.
        validators: headers of a conditional request (`If-None-Match`, `If-Modified-Since`).

    Raises:
        LoadError: `url_…`, naming `url`.
    """
    import httpx

    hop = _Fetch(shown(url), max_bytes, allow_private, timeout, time.monotonic() + timeout, validators)
    try:
        target = httpx.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = hop.get(target, transport)
            if isinstance(answer, Page):
                return answer
            target = answer
    except httpx.TimeoutException:
        raise hop.late() from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        if isinstance(error, httpx.InvalidURL | ValueError):
            raise LoadError("url_invalid", name=hop.name) from None
        raise _failure(hop.name, error) from None
    raise LoadError("url_redirects", name=hop.name, limit=MAX_REDIRECTS)


def _failure(name: str, error: Exception) -> LoadError:
    """What went wrong on the way."""
    import ssl

    import httpx

    for cause in causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return LoadError("url_certificate", name=name, why=printable(cause.verify_message))
    if isinstance(error, httpx.DecodingError):
        return LoadError("url_packed", name=name)
    return LoadError("url_failed", name=name, why=printable(unreachable(error)))


@dataclass(frozen=True, slots=True)
class _Fetch:
    """The bounds of one fetch."""

    name: str
    max_bytes: int
    allow_private: bool
    timeout: float
    deadline: float
    validators: Mapping[str, str]

    def get(self, url: httpx.URL, transport: httpx.BaseTransport | None) -> Page | httpx.URL:
        """The page at `url`, or where it redirects to."""
        import httpx

        if url.scheme not in ("http", "https"):
            raise LoadError("url_scheme", name=self.name, scheme=printable(url.scheme))
        if not url.host:
            raise LoadError("url_invalid", name=self.name)
        address = self.resolve(url)
        headers = {**_HEADERS, **self.validators, "Host": url.netloc.decode("ascii")}
        target = url.copy_with(host=str(address)) if address else url
        left = max(self.deadline - time.monotonic(), 0.1)
        with (
            httpx.Client(transport=transport, trust_env=address is None, timeout=min(left, 10.0)) as client,
            client.stream("GET", target, headers=headers, extensions={"sni_hostname": url.raw_host.decode()}) as answer,
        ):
            if answer.status_code in _REDIRECTS and (location := answer.headers.get("Location")):
                return url.join(location)
            if answer.status_code == 304 and self.validators:
                return Page(shown(str(url)), b"", None, None, unchanged=True)
            if answer.status_code != 200:
                status = printable(f"{answer.status_code} {answer.reason_phrase}".strip())
                raise LoadError("url_status", name=self.name, status=status)
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
            etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
            return Page(shown(str(url)), self.body(answer), media_type, answer.charset_encoding, etag, modified)

    def resolve(self, url: httpx.URL) -> Address | None:
        """An address to connect to; None where a proxy stands between, which resolves by itself."""
        host = url.raw_host.decode("ascii")
        proxied = url.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(host)
        try:
            port = url.port or (443 if url.scheme == "https" else 80)
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            if proxied:
                return None
            raise LoadError("url_host", name=self.name, host=printable(url.host)) from None
        addresses = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
        if local := next((address for address in addresses if unwrapped(address).is_link_local), None):
            raise LoadError("url_link_local", name=self.name, host=printable(url.host), address=local)
        private = next((address for address in addresses if not is_public(address)), None)
        if private is not None and not self.allow_private:
            raise LoadError("url_private", name=self.name, host=printable(url.host), address=private)
        # IPv4 first: many machines have an IPv6 address and no route
        first = min(addresses, key=lambda address: address.version)
        return None if proxied and private is None else first

    def body(self, answer: httpx.Response) -> bytes:
        """The unpacked body, within the limits of size and time."""
        import httpx

        packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise LoadError("url_failed", name=self.name, why=f"Content-Encoding: {printable(packed)}")
        if (length := answer.headers.get("Content-Length", "")).isdigit() and int(length) > self.max_bytes:
            raise self.too_large()
        unpack = None if packed in ("identity", "") else zlib.decompressobj(wbits=47 if "gzip" in packed else 15)
        body = bytearray()
        for chunk in answer.iter_raw():
            if time.monotonic() > self.deadline:
                raise self.late()
            try:
                body += unpack.decompress(chunk, self.max_bytes + 1 - len(body)) if unpack else chunk
            except zlib.error as error:
                raise httpx.DecodingError(str(error)) from None
            if len(body) > self.max_bytes:
                raise self.too_large()
        return bytes(body)

    def too_large(self) -> LoadError:
        return LoadError("url_too_large", name=self.name, limit=megabytes(self.max_bytes))

    def late(self) -> LoadError:
        return LoadError("url_timeout", name=self.name, seconds=f"{self.timeout:g}")


def unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
    return address


def is_public(address: Address) -> bool:
    """Whether `address` lies in the public Internet, also when it is wrapped in IPv6."""
    address = unwrapped(address)
    return address.is_global and not address.is_multicast
