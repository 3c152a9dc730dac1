"""Sentences put together from spans of the source and a closed list of linking words: edited, never retold.

A draft is what such a sentence is made of, in its order. Written out, every word of it keeps where it stands in the
article, so that it can invent nothing, and a reader can be shown where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.brief.model import BriefSentence, CheckedFigure, Evidence, Piece
from summarizer.document.cards import sentence_case as body_case
from summarizer.document.encodings.syllable import is_syllable
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts
from summarizer.text.data import load
from summarizer.text.letters import UPPER, is_caps, raised
from summarizer.text.phrases import across, alternatives

_DATA: Final = load(__package__, "drafting.toml")
LINKS: Final = frozenset[str](_DATA["links"])
"""All that may stand in a draft beside spans: words that join, and `ban hành` for what a document does by being."""
STATEMENT: Final = 6
_CLOSE: Final = frozenset((",", ";", ":"))
_WORD: Final = re.compile(r"\S+")
_NOUNS: Final = frozenset[str](_DATA["nouns"])
_NAMED: Final = re.compile(rf"\s(?:tỉnh|huyện|nhà nước khu vực|[{UPPER}])")
_THIS: Final = re.compile(r"\s(?:này|số\s\d|nêu trên|trên đây|đó)\b")  # `Thông báo này …` is no verb
_LEVELS: Final = frozenset(("xã", "phường", "tỉnh", "huyện", "quận"))
_BODY: Final = re.compile(
    r"(?:Công an|Chính phủ|Thủ tướng|Ủy ban|Uỷ ban|Hội đồng|Chủ tịch|Bí thư|Quốc hội|Văn phòng|Kho bạc|Công ty"
    r"|Tập đoàn)\b"
)
_EDGE: Final = " \t\n,;:"
_ENDED: Final = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Said:
    """A span of the source in the capitals that it has in running words: `text` differs from it in those alone."""

    span: Span
    text: str


Part = Span | Said | str
Draft = tuple[Part, ...]


def spans_of(draft: Iterable[Part]) -> Iterator[Span]:
    """The spans of a draft, in its order."""
    for part in draft:
        if not isinstance(part, str):
            yield part.span if isinstance(part, Said) else Span(part.start, part.end)


def core(article: Article, draft: Draft) -> list[Span]:
    """The spans of a draft that say something by themselves: the longest, and all of `STATEMENT` syllables and more."""
    spans = list(spans_of(draft))
    words = [len(s.of(article.text).split()) for s in spans]
    return [s for s, n in zip(spans, words, strict=True) if n >= min(STATEMENT, max(words))]


def length(article: Article, draft: Sequence[Part]) -> int:
    """Syllables of a draft."""
    return sum(len((p if isinstance(p, str) else _words(article, p)).split()) for p in draft if p not in _CLOSE)


def realise(article: Article, facts: Facts, draft: Draft) -> BriefSentence:
    """A draft as a sentence: a capital first, a stop last, white space and stray punctuation between parts mended.

    Raises:
        ValueError: a part is neither a span nor one of `LINKS`, or there is none.
    """
    text, pieces = _written(article, draft)
    if not pieces:
        raise ValueError("a draft without words of the source")
    text = raised(text)
    if text[:1] in "\"'“‘«(":
        text = text[:1] + text[1:2].upper() + text[2:]
    text += "" if text.rstrip("\"'”’»)]").endswith(_ENDED) else "."
    return BriefSentence(
        text,
        _evidence(article, pieces),
        "supported",
        _figures(article, facts, text, pieces),
        (),
        "edited",
        pieces=tuple(pieces),
    )


def _written(article: Article, draft: Draft) -> tuple[str, list[Piece]]:
    text = ""
    pieces: list[Piece] = []
    last = max((i for i, p in enumerate(draft) if not isinstance(p, str)), default=-1)
    for i, part in enumerate(draft):
        if isinstance(part, str):
            if part not in LINKS:
                raise ValueError(f"no linking word: {part!r}")
            text += part if part in _CLOSE else f" {part}" if text else part
            continue
        span = part.span if isinstance(part, Said) else part
        words = _words(article, part)
        inside = _trimmed(words, final=i == last)
        following = draft[i + 1] if i < last else ""
        if not isinstance(following, str) and next(spans_of((following,))).start == span.end:
            inside = (inside[0], len(words.rstrip()))  # one text, but parted
        if text and text[-1] not in ",;:" and words.lstrip()[:1] in _CLOSE:
            text += words.lstrip()[0]
        for word in _WORD.finditer(words, *inside):
            source = Span(span.start + word.start(), span.start + word.end())
            joined = pieces and source.start == pieces[-1].source.end + 1 and word.start() > inside[0]
            text += " " if text else ""
            place = Span(len(text), len(text) + len(word[0]))
            text += word[0]
            if joined:
                before = pieces.pop()
                place, source = Span(before.span.start, place.end), Span(before.source.start, source.end)
            pieces.append(Piece(place, source))
    return text, pieces


def _words(article: Article, part: Span | Said) -> str:
    return part.text if isinstance(part, Said) else part.of(article.text)


def _trimmed(words: str, *, final: bool) -> tuple[int, int]:
    """Where the words of a part stand in it, without the punctuation around them in the source."""
    closed = re.sub(r"\s*\./\.\s*$", "", words)
    end = len(closed.rstrip(_EDGE) if final else closed.rstrip(_EDGE + "."))
    start = len(words) - len(words.lstrip(_EDGE))
    return start, max(start, end)


def _figures(article: Article, facts: Facts, text: str, pieces: Sequence[Piece]) -> tuple[CheckedFigure, ...]:
    """The figures of the source that stand whole in the sentence, but for blanks, each its own partner."""
    found = []
    for at in (f.span for f in facts.figures):
        first = next((p for p in pieces if p.source.start <= at.start < p.source.end), None)
        last = next((p for p in pieces if p.source.start < at.end <= p.source.end), None)
        if first is None or last is None:
            continue
        start, end = (at.start + first.span.start - first.source.start, at.end + last.span.start - last.source.start)
        if text[start:end].split() == at.of(article.text).split():
            found.append(CheckedFigure(Span(start, end), "supported", at))
    return tuple(sorted(found, key=lambda f: f.span))


def _evidence(article: Article, pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    """What a sentence rests on: pieces of one source sentence as one span."""
    held: dict[int | None, Span] = {}
    for piece in pieces:
        number = article.sentence_at(piece.source.start)
        known = held.get(number)
        held[number] = (
            piece.source
            if known is None
            else Span(min(known.start, piece.source.start), max(known.end, piece.source.end))
        )
    return tuple(Evidence(s.start, s.end) for s in sorted(held.values()))


@cache
def verbs_of(*kinds: str) -> frozenset[str]:
    """The verbs that `clauses.toml` lists under these kinds."""
    data = load(__package__, "clauses.toml")
    return frozenset(w for kind in kinds for w in data[kind])


@cache
def _verbs(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(verbs_of(*kinds))})(?!\w)", re.IGNORECASE)


def begins_with_verb(words: str) -> bool:
    """Whether a line begins with a verb of tasks or decisions: its subject stands elsewhere.

    Names of bodies begin so too (`Thanh tra tỉnh`, `Tổ chức Y tế Thế giới`): a name or a level of administration behind
    such a verb tells them.
    """
    found = _verbs("tasks", "bare", "acts", "plain").match(words)
    if found is None or _THIS.match(words, found.end()):
        return False
    return not (found[0].lower() in _NOUNS and _NAMED.match(words, found.end()))


def begins_with_act(words: str) -> bool:
    """Whether a line begins with a verb of decisions, and no other."""
    return _verbs("acts").match(words) is not None


def inside(article: Article, span: Span, *, free: bool = False) -> Span | Said:
    """A span that opened a sentence or a line, in the capitals that it has inside one.

    `free` says that it is a whole clause, whose first word is small but for names.
    """
    words = span.of(article.text)
    if is_caps(words):
        return Said(span, running(article, words))
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    if not first[:1].isupper() or not (first[1:].islower() or len(first) == 1):
        return span
    rest = words.split(maxsplit=2)
    named = len(rest) > 1 and rest[1][:1].isupper() and first.lower() not in _LEVELS
    named = named or (free and _BODY.match(words) is not None)
    if begins_with_verb(words) or (not named and (free or _seen_small(article, rest[:2]))):
        return Said(span, words[:1].lower() + words[1:])
    return span


def _seen_small(article: Article, words: Sequence[str]) -> bool:
    """Whether the text has the two words in small letters inside a sentence."""
    wanted = " ".join(words).lower().rstrip(",;:.")
    return f" {wanted}" in article.text


def running(article: Article, words: str, *, named: bool = False) -> str:
    """Words in capitals as the article writes them in running text; what it does not hold, in small letters.

    Names take their capitals from the longest stretches of two words and more that stand elsewhere in the article; what
    is `named`, a body, from the rules for such names where it stands nowhere else.
    """
    parts = re.split(r"(\s+)", words)
    places = [i for i, p in enumerate(parts) if p and not p.isspace()]
    out = [p if any(c.isdigit() for c in p) or "/" in p or _abbreviates(p) else p.lower() for p in parts]
    at = 0
    while at < len(places):
        found: list[str] = []
        for stop in range(at + 2, len(places) + 1):
            longer = _elsewhere(article, [parts[i].strip(",;:.()") for i in places[at:stop]])
            if longer is None:
                break
            found = longer
        for i, word in zip(places[at:], found, strict=False):
            out[i] = parts[i].replace(parts[i].strip(",;:.()"), word)
        at += max(1, len(found))
    said = "".join(out)
    issuer = article.card.issuer if article.card is not None else None
    if issuer:
        said = across(issuer).sub(lambda _: issuer, said)
    return body_case(words) if named and said[:1].islower() else said


def _abbreviates(word: str) -> bool:
    """Whether letters are no syllable: `UBND`."""
    letters = word.strip(",;:.()")
    return len(letters) > 1 and letters.isalpha() and not is_syllable(letters.lower())


def _elsewhere(article: Article, words: Sequence[str]) -> list[str] | None:
    if any(not w for w in words):
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(article.text):
        found = match[0].split()
        if not match[0].isupper() and len(found) == len(words):
            start = article.text[max(0, match.start() - 2) : match.start()]
            if "\n" in start or start.endswith((". ", "- ")) or not start:
                found[0] = found[0] if len(found) > 1 and found[1][:1].isupper() else found[0].lower()
            return found
    return None


def locate(article: Article, words: str) -> Draft | None:
    """Where `words` stand in the article, whatever their capitals: in one place, or part by part; None if nowhere.

    A letterhead may break a name into lines with other columns between.
    """
    tokens = words.split()
    if not tokens:
        return ()
    for stop in range(len(tokens), 0, -1):
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, tokens[:stop])) + r"(?!\w)", re.IGNORECASE)
        match = next(
            (m for m in pattern.finditer(article.text) if m[0] == " ".join(tokens[:stop])), None
        ) or pattern.search(article.text)
        if match is None:
            continue
        rest = locate(article, " ".join(tokens[stop:]))
        if rest is None:
            continue
        return (*_cased(match, tokens[:stop]), *rest)
    return None


def _cased(match: re.Match[str], tokens: Sequence[str]) -> Iterator[Part]:
    """The place of a match, in the capitals of `tokens`."""
    blanks = re.split(r"\S+", match[0])
    text = "".join(token + blank for token, blank in zip(tokens, blanks[1:], strict=True))
    yield Said(Span(match.start(), match.end()), text) if text != match[0] else Span(match.start(), match.end())
