"""What a brief may take: sentences, and the `;` clauses of long ones that can stand alone.

Units are disjoint and in source order. A clause stands alone where it has a subject and a predicate of its own; one
that goes on under a verb before it ("đề nghị …; đẩy mạnh …") or leans on it ("; trong đó …") stays with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from summarizer.brief.bodies import body_at
from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.outline import outline, unmarked
from summarizer.document.model import Article, Sentence, Span
from summarizer.facts.formulas import DONE_BY
from summarizer.facts.model import Facts
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

MIN_SENTENCE = 30
"""Syllables that a sentence must have before its clauses are taken apart."""
MIN_CLAUSE = 7
MIN_SUBJECT = 2
"""Syllables before its predicate: what the clause is about."""
MIN_TASK = 5
"""Syllables of a task that is a unit of its own beside others of the same body."""
MAX_UNIT = 150
"""A longer unit is a list or a table run together, no sentence; taken only where there is nothing else."""
MAX_WORD = 10
"""Letters of a word with the blank behind it; longer ones are addresses and codes."""

_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"(?:[-–—•●▪◦*+✓→]|\(?(?:\d{1,2}|[a-zđ])[.)](?=\s))\s*")
_COMMA = re.compile(r",\s+")
_BREAK = re.compile(r";\s+")
_SPEECH = re.compile(r"""["“«][^"”»]*(?:["”»]\s*[.…]*)?""")  # nothing but what somebody said; it may go on
_LEADERS = re.compile(r"\.{5,}|_{4,}|…{2,}")
_QUOTES = ('"', "“", "«", "‘", "'")
_QUOTATIONS = (("“", "”"), ("«", "»"))
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}


@dataclass(frozen=True, slots=True, order=True)
class Unit(Span):
    """A sentence or clause.

    `sentence` indexes `Article.sentences`; `section` counts the headings before it; `leans` says that it goes on
    under the directive of a unit before it, and means nothing without that one. `subject` is the body that acts where
    the clause shares it with the first of its sentence.
    """

    sentence: int = 0
    section: int = 0
    clause: bool = False
    leans: bool = False
    subject: Span | None = None


Group = tuple[Unit, ...]


class _Words(NamedTuple):
    """Openings that lean on what stands before, verbs that lack a subject, and words that show a predicate.

    `links` tie a sentence to the one before and say nothing themselves, nor does what is `debris`; what has a `loose`
    one leans without it, too.
    """

    openings: re.Pattern[str]
    bare: re.Pattern[str]
    predicates: re.Pattern[str]
    links: re.Pattern[str]
    loose: re.Pattern[str]
    debris: re.Pattern[str]


def unlinked(article: Article, unit: Unit) -> Unit:
    """The unit without a word such as `Tuy nhiên,` at its head; itself where it has none.

    What stays is the sentence, still as it stands in the source.
    """
    words = _words()
    link = words.links.match(article.text, unit.start, unit.end) or words.loose.match(
        article.text, unit.start, unit.end
    )
    return replace(unit, start=link.end()) if link else unit


def loose(article: Article, unit: Unit) -> bool:
    """Whether a unit begins with a word that `unlinked` takes away, and leans on the one before all the same."""
    return _words().loose.match(article.text, unit.start, unit.end) is not None


def readable(article: Article, unit: Unit) -> Unit:
    """The unit; one that is no sentence, up to the last comma before it is too long to be one.

    A list of thousands, or a word of as many letters, is taken where there is nothing else, and nobody reads it whole.
    """
    most = min(unit.end, unit.start + MAX_UNIT * MAX_WORD)
    more = next(islice(_WORD.finditer(article.text, unit.start, most), MAX_UNIT, None), None)
    end = more.start() if more else most
    if end == unit.end:
        return unit
    comma = article.text.rfind(",", unit.start, end)
    return replace(unit, end=comma if comma > unit.start else unit.start + len(article.text[unit.start : end].rstrip()))


@cache
def _words() -> _Words:
    body = {kind: alternatives(words) for kind, words in load(__package__, "clauses.toml").items()}
    return _Words(
        re.compile(rf"\W*(?:{body['openings']}|{body['tasks']})(?!\w)", re.IGNORECASE),
        re.compile(rf"\W*(?:{body['bare']})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{body['predicates']})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{body['links']}),\s+(?=[\w\"“‘«])|Trả lời:\s*(?=\w)"),
        re.compile(
            rf"(?:{body['loose']})(?:,|(?! (?:có|gồm|là)))\s+(?=[\w\"“‘«])"
            rf"|Và\s+(?=[^\W\d_])|Còn\s+(?=(?:{body['contrasted']})\s)"
        ),
        re.compile(
            rf"\W*(?:{body['headers']}|Ảnh(?: (?:trên|dưới|trái|phải))?"
            r"|Thời (?:hạn|gian)(?: (?:hoàn thành|thực hiện))?)\s*:|\([^()]*\)\W*$",
            re.IGNORECASE,
        ),
    )


def leans(clause: str) -> bool:
    """Whether a clause opens as one that goes on with the clause before."""
    return _words().openings.match(clause) is not None


def stands_alone(clause: str) -> bool:
    """Whether a `;` clause can be read without the one before it."""
    words = _words()
    if len(clause.split()) < MIN_CLAUSE or words.openings.match(clause):
        return False
    found = words.predicates.search(clause)
    return found is not None and len(clause[: found.start()].split()) >= MIN_SUBJECT


def _noun(clause: str) -> bool:
    """Whether a `;` clause neither leans on the one before by its first word nor has a predicate: an item of a list."""
    return _words().openings.match(clause) is None and not predicated(clause)


def predicated(text: str) -> bool:
    """Whether a text holds a word that shows a predicate."""
    return _words().predicates.search(text) is not None


def incomplete(text: str) -> bool:
    """Whether a unit lacks its subject (`Ưu tiên diện tích …`) or one end of a quotation.

    A verb may open a sentence whose subject, in a capital, follows a comma: `Phát biểu tại hội nghị, Bí thư …`.
    """
    if halved(text):
        return True
    if _words().bare.match(text) is None:
        return False
    return not any(text[comma.end() : comma.end() + 1].isupper() for comma in _COMMA.finditer(text))


def halved(text: str) -> bool:
    """Whether a unit holds one end of a quotation."""
    return text.count('"') % 2 == 1 or any(text.count(a) != text.count(b) for a, b in _QUOTATIONS)


def quoted(article: Article, units: Sequence[Unit]) -> list[bool]:
    """For each unit whether it holds a part of a quotation only: its beginning, its end, or what stands between.

    A quotation of several paragraphs opens each of them and is closed in the last. A paragraph whose straight marks
    neither pair nor open it says nothing of what stands between.
    """
    found: list[bool] = []
    paragraph, at, straight, open_ = -1, 0, 0, 0
    told = carried = False
    for unit in units:
        number = article.sentences[unit.sentence].paragraph
        if number != paragraph:
            whole = article.paragraphs[number]
            said = whole.of(article.text)
            odd, opens = said.count('"') % 2 == 1, said.lstrip().startswith('"')
            goes_on = carried and odd and not opens and number == paragraph + 1
            told, straight, carried = not odd or opens or goes_on, int(goes_on), odd and opens
            open_ = sum(max(0, said.count(b) - said.count(a)) for a, b in _QUOTATIONS)  # opened in one before
            paragraph, at = number, whole.start
        before = article.text[at : unit.start]
        straight += before.count('"')
        open_ += sum(before.count(a) - before.count(b) for a, b in _QUOTATIONS)
        at = max(at, unit.start)
        found.append(halved(unit.of(article.text)) or (told and straight % 2 == 1) or open_ > 0)
    return found


def voiceless(text: str) -> bool:
    """Whether a unit is but a question, or what somebody said without who did: no statement that a brief can make."""
    return text.endswith("?") or _SPEECH.fullmatch(text) is not None


def debris(text: str) -> bool:
    """Whether a unit says nothing that a brief could: a lead-in, the head of a mail, a contact, a line of a form."""
    return text.rstrip().endswith(":") or _words().debris.match(text) is not None or _LEADERS.search(text) is not None


def clauses(text: str, start: int, end: int, tasks: Collection[int] = ()) -> list[Span]:
    """`[start, end)` of `text` cut at every `;` outside brackets and quotations whose right side is a unit.

    That is one that stands alone, or starts at one of `tasks` (offsets where an inherited directive begins). Where
    another on a right side is but a noun (`đất vườn; đất ao không phải đất ở; đất khác cùng thửa`), it is an
    enumeration, of which each loses what the others say: only tasks are cut off.
    """
    cuts = [start]
    named = False
    for match in _BREAK.finditer(text, start, end):
        if _open(text, start, match.start()):
            continue
        following = _BREAK.search(text, match.end(), end)
        clause = text[match.end() : following.start() if following else end]
        if not DONE_BY.match(text, match.end()) and (match.end() in tasks or stands_alone(clause)):
            cuts.append(match.end())
        else:
            named = named or _noun(clause)
    if named:
        cuts = [c for c in cuts if c == start or c in tasks]
    if len(cuts) == 1:
        return [Span(start, end)]
    spans = []
    for left, right in zip(cuts, [*cuts[1:], None], strict=True):
        stop = end if right is None else right
        part = text[left:stop].rstrip()
        spans.append(Span(left, left + len(part.removesuffix(";").rstrip() if right is not None else part)))
    if len(spans[0].of(text).split()) < MIN_CLAUSE:
        return [Span(start, end)]
    return spans


def _open(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation opened in `[start, end)` is still open at its end."""
    closers: list[str] = []
    straight = False
    for c in text[start:end]:
        if c == '"':
            straight = not straight
        elif closers and c == closers[-1]:
            closers.pop()
        elif c in _PAIRS:
            closers.append(_PAIRS[c])
    return straight or bool(closers)


def candidates(article: Article, facts: Facts | None = None) -> tuple[Unit, ...]:
    """Every unit of the article proper that a brief may take, in source order.

    Headings, table lines and furniture are none; nor is a sentence without a word of two letters.
    """
    starts = [h.start for h in article.headings]
    tasks = _tasks(facts) if facts else {}
    above = outline(article)
    units: list[Unit] = []
    for number, sentence in enumerate(article.sentences):
        if sentence.role not in ("body", "item") or not _sayable(article, sentence):
            continue
        section = bisect_right(starts, sentence.start)
        bullet = _BULLET.match(article.text, sentence.start, sentence.end)
        start = bullet.end() if bullet else sentence.start
        parts = [Span(start, sentence.end)]
        if len(sentence.of(article.text).split()) >= MIN_SENTENCE:
            parts = clauses(article.text, start, sentence.end, tasks)
        ordered = article.card is not None or sentence.role == "item" or any(o.leads for o in above[number])
        for part in parts:
            leans = part.start in tasks and not (tasks[part.start] and part is parts[0])
            shared = _shared(article, part) if ordered else [(part, None)]
            for k, (span, subject) in enumerate(shared):
                cut = len(parts) + len(shared) > 2
                units.append(Unit(span.start, span.end, number, section, cut, leans and not k, subject))
    return tuple(units)


def _shared(article: Article, part: Span) -> list[tuple[Span, Span | None]]:
    """A list of tasks cut at every `;` that a task follows, each with the body that acts in all of them.

    `Sở Y tế mua thuốc; cấp phát cho dân` is two tasks of one body; `Mua thuốc; cấp phát` are two of whoever stands
    above.
    """
    text = article.text
    line = unmarked(text, part)
    body = body_at(article, line.start, line.end)
    if body is None and not begins_with_verb(line.of(text)):
        return [(part, None)]
    cuts = [part.start]
    for match in _BREAK.finditer(text, part.start, part.end):
        following = _BREAK.search(text, match.end(), part.end)
        clause = text[match.end() : following.start() if following else part.end]
        task = begins_with_verb(clause) and not DONE_BY.match(text, match.end())
        if task and len(clause.split()) >= MIN_TASK and not _open(text, part.start, match.start()):
            cuts.append(match.end())
    spans = []
    for left, right in zip(cuts, [*cuts[1:], part.end], strict=True):
        spans.append(Span(left, left + len(text[left:right].rstrip().removesuffix(";").rstrip())))
    return [(span, body if k else None) for k, span in enumerate(spans)]


def _tasks(facts: Facts) -> dict[int, bool]:
    """Where inherited directives begin, and whether they name who is to act."""
    return {
        d.span.start: d.addressee is not None and d.span.covers(d.addressee) for d in facts.directives if d.inherited
    }


def _sayable(article: Article, sentence: Sentence) -> bool:
    text = sentence.of(article.text)
    return len(text.split()) >= 3 and re.search(r"[^\W\d_]{2}", text) is not None and not article.is_furniture(sentence)


def sentence_text(article: Article, unit: Span) -> str:
    """A unit as a sentence: its words as they stand, the first letter raised and a stop set where a clause lacks them.

    Offsets into it are offsets into the unit: nothing moves.
    """
    text = unit.of(article.text).replace("\n", " ").rstrip()
    text = re.sub(r"\s*[;,:]$|\s*\./\.$", "", text)
    first = 1 if text[:1] in _QUOTES else 0
    text = text[:first] + text[first : first + 1].upper() + text[first + 1 :]
    closed = text.rstrip("\"'”’»)]")
    return text if closed.endswith((".", "!", "?", "…")) else f"{text}."


def groups(article: Article, chosen: Iterable[Unit]) -> tuple[Group, ...]:
    """Chosen units as the sentences of a brief, in source order; neighbouring clauses of one sentence go together."""
    result: list[list[Unit]] = []
    for unit in sorted(chosen):
        if result:
            last = result[-1][-1]
            if unit.sentence == last.sentence and not article.text[last.end : unit.start].strip(" ;\n"):
                result[-1].append(unit)
                continue
        result.append([unit])
    return tuple(tuple(group) for group in result)
