"""Who orders, as one reads down a document: the order state.

The marker points at the issuer and the addressee of an action where they stand within its reach. What lies further
back is carried here: a directive that names nobody has the issuer of the one before; a document that orders without
naming anybody is signed by the authority on its card. What is not sure stays open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from summarizer.document.cards import concluder, named
from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.text.data import load
from summarizer.text.phrases import patterns

ISSUER_SURE: Final = 0.5
"""A pointed issuer below this confidence is left open; chosen on development rows for precision."""
ADDRESSEE_SURE: Final = 0.5
"""Likewise for the addressee."""
TRIGGER_SURE: Final = 0.5
"""Likewise for the word that directs."""
_INHERITED: Final = 0.5

_RE: Final = patterns(load(__package__, "data", "orders.toml"))
_LEVELS: Final = ("article", "roman", "number", "letter", "dash")
_CITE: Final = 80
"""Characters before a name that say whose paper is cited."""


@dataclass
class OrderState:
    """What is open at the place reached: the issuer who spoke last.

    `speakers` are those who order in so many words somewhere: of a list far below a lead-in the marker likes to make
    the recipients above it the issuers, who order nothing. `under` and `told` are the lines that sentences hang on
    and those who are told there (`leadins`), `acting` who was told last, in which sentence.
    """

    article: Article
    speakers: frozenset[str] = frozenset()
    bans: Sequence[Span] = ()
    issuer: Span | None = None
    under: Sequence[int | None] = ()
    told: Mapping[int, Span] = field(default_factory=dict)
    acting: tuple[int, Span | None] = (-1, None)

    def __post_init__(self) -> None:
        self._alone = concluder(self.article)
        self._named = named(self.article)
        self._authority = self._alone or next(iter(self._named), None)
        self._articles = [s.start for s in self.article.sentences if depth(s.of(self.article.text)) == 0]
        self._article = 0

    def who(self, mark: DirectiveMark) -> tuple[Span | None, Span | None]:
        """The issuer and the addressee of the next directive in text order."""
        if ban_at(self.bans, mark.action.start) is not None:
            return self._authority, None
        at = self.article.sentence_at(mark.action.start) or 0
        article = bisect_right(self._articles, mark.action.start)
        if article != self._article and self._authority is not None:
            self.issuer, self._article = None, article
        self.issuer = self._alone or self._speaker(mark) or self.issuer or self._authority
        addressee = self._addressee(mark, at) or self._going_on(mark, at) or self._led(mark, at)
        self.acting = (at, addressee)
        return self.issuer, addressee

    def _speaker(self, mark: DirectiveMark) -> Span | None:
        """The issuer pointed at, who orders in so many words, or anybody where nobody does.

        Where an authority has signed, one named after the action, or as the owner of something, does not order.
        """
        issuer = sure(mark.issuer, ISSUER_SURE)
        if issuer is None or (self.speakers and name_of(self.article, issuer) not in self.speakers):
            return None
        if _RE["cited"].search(self.article.text, max(0, issuer.start - _CITE), issuer.start):
            return None
        at = bisect_right(self._named, issuer.start, key=lambda name: name.start) - 1
        issuer = self._named[at] if at >= 0 and self._named[at].covers(issuer) else issuer
        if self._authority is not None and 0 < bisect_right(self._articles, issuer.start) != self._article:
            return None
        elsewhere = issuer.start >= mark.action.start or self.article.text.endswith("của ", 0, issuer.start)
        return None if elsewhere and self._authority is not None else issuer

    def _addressee(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who is pointed at, where that may be: in the sentence, before it in the paragraph, or in a line above that
        the rest hangs on. One who is named later, or in another item, is somebody else's addressee."""
        found = sure(mark.addressee, ADDRESSEE_SURE)
        place = self.article.sentence_at(found.start) if found is not None else None
        if found is None or place is None:
            return None
        last, acting = self.acting
        if self.article.text.startswith(":", found.end) and last == at and acting is not None and found < acting:
            return acting  # `Tín dụng: Ngân hàng X tổ chức …, hỗ trợ …`
        there, here = self.article.sentences[place], self.article.sentences[at]
        if place > at and there.role != "table":
            return None
        hangs = there.role in ("heading", "title") or there.of(self.article.text).rstrip().endswith(":")
        if hangs and self._sibling(place, at):
            return None
        near = place == at or there.paragraph == here.paragraph or there.role == here.role == "table"
        return self.told.get(place) if hangs else found if near else None

    def _going_on(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who acted in the clause before, of the same sentence, for one that names nobody."""
        return self.acting[1] if self.acting[0] == at and mark.inherited >= _INHERITED else None

    def _sibling(self, place: int, at: int) -> bool:
        """Whether an item of the list that the line at `place` belongs to stands between: `1. Công an` | `2. Sở …`."""
        text, sentences = self.article.text, self.article.sentences
        numbered = depth(sentences[place].of(text))
        if numbered is None or _LEVELS[numbered] == "dash":
            return False
        return any(depth(s.of(text)) == numbered for s in sentences[place + 1 : at + 1])

    def _led(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who the nearest line above that it hangs on names, for an item that names nobody."""
        line = self.under[at] if mark.inherited >= _INHERITED else None
        while line is not None and line not in self.told:
            line = self.under[line]
        return self.told[line] if line is not None else None


def depth(line: str) -> int | None:
    """How deep in a list a line is numbered or dashed, 0 for `Điều 1`; None for plain lines, and for `1.1.`."""
    found = _RE["mark"].match(line)
    return _LEVELS.index(found.lastgroup or "") if found is not None else None


def bans(article: Article) -> Iterator[Span]:
    """What is forbidden, item by item: what follows `Nghiêm cấm: …; …`, or the list below such a line or heading."""
    text, above = article.text, len(_LEVELS)
    for sentence in article.sentences:
        line = sentence.of(text).rstrip()
        mark, at = _RE["mark"].match(line), depth(line)
        if (lead := _RE["bans"].search(line)) is not None:
            above = -1 if at is None else at  # lines of this level and higher ones close the list
            start = lead.end()
        elif sentence.role == "item" and (at is None or at > above):
            above = max(above, at - 1) if at is not None else above
            start = len(line) if mark is None or line.endswith(":") or _RE["denied"].search(line) else mark.end()
        else:
            above, start = len(_LEVELS), len(line)
        for part in _RE["part"].finditer(line, start):
            yield Span(sentence.start + part.start(1), sentence.start + part.end(1))


def ban_at(known: Sequence[Span], place: int) -> Span | None:
    """Which of the `bans` of an article a place stands in, if any."""
    last = bisect_right(known, place, key=lambda ban: ban.start) - 1
    return known[last] if last >= 0 and place < known[last].end else None


def speakers(article: Article, marks: Iterable[DirectiveMark]) -> frozenset[str]:
    """The names of those who are sure to order, with a word that says so."""
    told = (sure(m.issuer, ISSUER_SURE) for m in marks if sure(m.trigger, TRIGGER_SURE) is not None)
    return frozenset(name_of(article, s) for s in told if s is not None)


def name_of(article: Article, body: Span) -> str:
    """The words of a body, to compare."""
    return " ".join(body.of(article.text).lower().split())


def sure(slot: Slot | None, threshold: float) -> Span | None:
    """The span of a slot that is sure enough."""
    return slot.span if slot is not None and slot.confidence >= threshold else None
