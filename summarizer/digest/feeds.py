"""RSS and Atom feeds and OPML lists (feedparser): which articles they name, asked for no more than is needed.

A feed is asked with the validators of its last answer (`If-None-Match`, `If-Modified-Since`; RFC 9110 §13); where it
says that nothing changed, the entries of last time stand. An entry is taken again only when the feed says it changed.
"""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from summarizer.digest.inputs import Inputs, Item
from summarizer.digest.loading import Limits
from summarizer.digest.moments import VIETNAM, parse_published
from summarizer.document.failure import LoadError, printable
from summarizer.document.loading import URL
from summarizer.errors import TomtatError, reason
from summarizer.store import Store
from summarizer.store.briefs import now
from summarizer.store.names import pack, scrub

if TYPE_CHECKING:
    from lxml import etree

MOST: Final = 1_000
"""Entries of one feed."""
_ODD: Final = re.compile(r"GMT\s*[+-]|\d[/.]\d", re.IGNORECASE)
"""Zones and days that feedparser takes for others, or for none."""
NESTED: Final = 3
"""OPML lists may name OPML lists, so deep."""
FEEDS: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; `published` is ISO in UTC, or None."""

    link: str
    stamp: str
    published: str | None


def gather(sources: Sequence[str], store: Store, limits: Limits, since: datetime | None) -> Inputs:
    """The articles that the feeds name, in the order of the feeds and of their entries, each once.

    `since` leaves out what was published before; what has no date is taken. A feed that cannot be had is a problem.
    """
    from summarizer.document.web import shown

    found = Inputs()
    seen: set[str] = set()
    for url in _all(sources, limits, found):
        try:
            entries = read(url, store, limits)
        except TomtatError as error:
            found.problems.append((shown(url) if URL.match(url) else printable(url), error))
            continue
        for entry in entries:
            if entry.link in seen or (since and entry.published and datetime.fromisoformat(entry.published) < since):
                continue
            seen.add(entry.link)
            moment = datetime.fromisoformat(entry.published).astimezone(VIETNAM) if entry.published else None
            day = moment.date().isoformat() if moment else ""
            folder = urlsplit(url).netloc.rpartition("@")[2] or url
            found.items.append(Item(shown(entry.link), _entered(entry.link, url), folder, entry.stamp, published=day))
    return found


def _entered(link: str, feed: str) -> str:
    """The link of an article with the user and password of its feed's address, where it lies on the same server and
    has no password of its own (the store keeps none): what the user gave for the feed opens its articles, too."""
    own, known = urlsplit(link), urlsplit(feed)
    user, _, host = known.netloc.rpartition("@")
    name, _, place = own.netloc.rpartition("@")
    same = (own.scheme, place) == (known.scheme, host) and name in ("", user.partition(":")[0])
    return own._replace(netloc=known.netloc).geturl() if user and same else link


def _all(sources: Iterable[str], limits: Limits, found: Inputs) -> list[str]:
    """The feeds themselves: OPML lists opened up."""
    feeds: dict[str, None] = {}
    waiting = [(s, 0) for s in reversed(list(sources))]
    while waiting and len(feeds) < FEEDS:
        source, depth = waiting.pop()
        try:
            outlines = _outlines(source, limits)
        except TomtatError as error:
            found.problems.append((printable(source), error))
            continue
        if outlines is None:
            feeds.setdefault(source)
        elif depth < NESTED:
            waiting += [(s, depth + 1) for s in reversed(outlines)]
    return list(feeds)


def _outlines(source: str, limits: Limits) -> list[str] | None:
    """The addresses in an OPML list; None for what is none."""
    said = source.lower()
    if "opml" not in said if _is_url(source) else not said.endswith((".opml", ".xml")):
        return None
    data = _fetched(source, limits) if _is_url(source) else _file(source, limits)
    root = _xml(data)
    if root is None or root.tag != "opml":
        return None
    named = [
        o.get("xmlUrl") or (o.get("url") if o.get("type") in ("include", "link") else None)
        for o in root.iter("outline")
    ]
    return [urljoin(source, url) if _is_url(source) else url for url in named if url]


def _xml(data: bytes) -> etree._Element | None:
    """A small XML file, without entities, network or any other way out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _is_url(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _file(source: str, limits: Limits) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return file.read(limits.max_bytes)
    except FileNotFoundError:
        raise LoadError("file_missing", name=printable(source)) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise LoadError("file_unreadable", name=printable(source), why=why) from None


def _fetched(source: str, limits: Limits) -> bytes:
    from summarizer.document import web

    return web.fetch(source, max_bytes=limits.max_bytes, allow_private=limits.allow_private).data


def read(url: str, store: Store, limits: Limits) -> list[Entry]:
    """The entries of one feed (an address, or a file), asking its server only for what is new.

    Raises:
        LoadError: it cannot be had, or is no feed.
    """
    if not _is_url(url):
        return parse(_file(url, limits), url)
    from summarizer.document import web

    with store.explained() as db:
        known = db.execute("SELECT etag, modified FROM feeds WHERE url = ?", (pack(url),)).fetchone()
    wanted = {}
    if known and known[0]:
        wanted["If-None-Match"] = known[0]
    if known and known[1]:
        wanted["If-Modified-Since"] = known[1]
    page = web.fetch(url, max_bytes=limits.max_bytes, allow_private=limits.allow_private, validators=wanted)
    if page.unchanged:
        with store.explained() as db:
            return _kept(db, url)
    entries = parse(page.data, page.url)
    with store.write() as db:
        _keep(db, url, page.etag, page.modified, entries)
    return entries


def _kept(db: sqlite3.Connection, url: str) -> list[Entry]:
    rows = db.execute("SELECT link, stamp, published FROM feed_entries WHERE feed = ? ORDER BY position", (pack(url),))
    return [Entry(*row) for row in rows]


def _keep(db: sqlite3.Connection, address: str, etag: str, modified: str, entries: Sequence[Entry]) -> None:
    url = pack(address)
    db.execute("DELETE FROM feed_entries WHERE feed = ?", (url,))
    db.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?)", (url, etag, modified, now()))
    db.executemany(
        "INSERT INTO feed_entries VALUES (?, ?, ?, ?, ?)",
        [(url, i, scrub(e.link), e.stamp, e.published) for i, e in enumerate(entries)],
    )


def parse(data: bytes, base: str) -> list[Entry]:
    """The entries of a feed that name an article by an http address; one that is relative, by the feed's own address
    (`base`, or what the feed says).

    Raises:
        LoadError: it is no feed, or all its links are relative and nobody knows to what.
    """
    import feedparser

    name = base
    # a stream: a string would be taken for an address or a file name
    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and not feed.get("version"):
        raise LoadError("feed_wrong", name=printable(base))
    found = []
    lost = 0
    if not _is_url(base):
        base = str(feed.feed.get("link", ""))
    for entry in feed.entries[:MOST]:
        link = urljoin(base, str(entry.get("link", "")).strip()) if entry.get("link") else ""
        if not _is_url(link):
            lost += bool(link)
            continue
        published = entry.get("published_parsed")
        moment = entry["updated_parsed"] if "updated_parsed" in entry else published  # noqa: SIM401 - get() warns
        said = repr((entry.get("id"), tuple(moment or ())[:6], entry.get("title")))
        stamp = f"feed:{hashlib.sha256(said.encode()).hexdigest()}"
        found.append(Entry(link, stamp, _moment(entry, published or moment)))
    if lost and not found:
        raise LoadError("feed_relative", name=printable(name), count=lost)
    return found


def _moment(entry: Any, parsed: Any) -> str | None:
    """When an entry was published, ISO in UTC: as feedparser has it, or as it is written where that is odd."""
    said = next((str(entry[key]) for key in ("published", "updated") if entry.get(key)), "")
    written = parse_published(said) if said and (parsed is None or _ODD.search(said)) else None
    return written.astimezone(UTC).isoformat() if written else _iso(parsed)


def _iso(moment: Any) -> str | None:
    """feedparser's time (UTC) as ISO; None where it cannot be a time."""
    try:
        year, month, day, hour, minute, second = moment[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except (TypeError, ValueError):
        return None
