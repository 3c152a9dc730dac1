"""What a figure's row is called: the words that the marker points at, cleaned, or none rather than a bad one.

And how a figure is meant: told as a result, as a plan or target, as an estimate, or under a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import Slot
from summarizer.facts import units
from summarizer.facts.limits import within
from summarizer.facts.model import Figure, Modality
from summarizer.facts.parting import opens_actions
from summarizer.text.data import load, word_set
from summarizer.text.letters import raised
from summarizer.text.phrases import patterns

LABEL_SURE: Final = 0.35  # a label below this confidence is left out; chosen on development rows

_DATA: Final = load(__package__, "data", "labels.toml")
_NO_VERB, _ALONE = (word_set(_DATA[name]) for name in ("no_verb", "alone"))
_RE: Final = patterns(_DATA)
_KINDS: Final[tuple[Modality, ...]] = ("estimate", "plan", "result")
_HANGING: Final = " ,;:.-–(|"
_MEASURED: Final = ("money", "percent", "measure")
_SHORT: Final = 8  # words of a name, at most
_FAR: Final = 120  # characters before a figure in which the subject of its clause begins
_REACH: Final = 80
_WHOLE, _TELLS = 5, 10  # words up to the next border that are taken whole, rather than cut perhaps within a word
_MORE: Final = 3  # words after the noun, at most; of 2, 3, 4 and 6 the best on development rows
_NEXT: Final = 20  # characters behind a label that may tell that its last words are the next item's
_SAID: Final = 160  # characters before a figure that say how it is meant


def labelled(article: Article, figure: Figure, slot: Slot | None, figures: Sequence[Figure] | None = None) -> Figure:
    """The figure with its modality, where its label stands (`indicator`), and the label if it can be read by itself.

    A label has digits of names only (`iPhone 16 Pro`), where the `figures` of the article are known.
    """
    modality = _modality(article, figure)
    span = _named(article.text, figure, slot if slot and _near(article, slot.span, figure.span) else None)
    if span is None:
        return replace(figure, indicator=None, label=None, modality=modality)
    words = " ".join(span.of(article.text).split())
    bad = _RE["bad"].match(words) is not None or _unnamed(article.text, figure, span, slot)
    if _RE["digit"].search(_RE["year"].sub("", words)):
        bad = bad or figures is None or any(within(figures, span))
    return replace(figure, indicator=span, label=None if bad else raised(words), modality=modality)


def _named(text: str, figure: Figure, slot: Slot | None) -> Span | None:
    """Where the words stand that name a figure; `slot` is what the marker says."""
    counts = figure.kind == "count" or (figure.kind == "ratio" and figure.unit != "%")
    span = _counted(text, figure, slot) if counts else None
    if span is not None and _bare(text, figure, span):
        span = _told_of(text, figure.span, slot) or span  # the value says it already
    score = counts and not figure.unit and "-" in figure.span.of(text)  # `thắng 3-1` measures nothing
    if span is None and not score and slot is not None and slot.confidence >= LABEL_SURE:
        span = _clean(text, slot.span, figure.span)
        own = figure.kind in _MEASURED or (figure.kind, figure.unit) == ("count", None)
        past = span and own and _RE["past"].search(text, figure.span.end, span.start)
        if span and (past or _RE["apart"].match(text, span.end, figure.span.start)):
            span = None
    return _whole(text, figure, span) if figure.kind in _MEASURED else span


def _unnamed(text: str, figure: Figure, span: Span, slot: Slot | None) -> bool:
    """Whether words name nothing: a time alone, what a figure is compared with, its value again where the marker points
    elsewhere; or its unit is one that is not known."""
    words = span.of(text)
    if (
        figure.kind in _MEASURED
        and figure.trend == "reach"
        and figure.basis is not None
        and figure.basis.overlaps(span)
    ):
        return True
    if _RE["generic"].fullmatch(words) or (figure.kind in _MEASURED and _RE["when"].fullmatch(words)):
        return True
    if figure.kind == "count" and figure.unit is None:
        return _RE["foreign"].match(text, figure.span.end) is not None
    return _bare(text, figure, span) and not (slot is not None and slot.span.overlaps(span))


def _bare(text: str, figure: Figure, span: Span) -> bool:
    """Whether the words of a count tell no more than its value does, and no verb that stands before it either."""
    words = span.of(text)
    moved = figure.trend in ("up", "down") or _verb(text, figure.span.start)
    same = words.lower() == (figure.unit or "").lower() and not moved
    return same or _RE["generic"].fullmatch(words) is not None


def _whole(text: str, figure: Figure, span: Span | None) -> Span | None:
    """The words behind an amount, or its subject, where nothing names it; or the whole of what the marker began within:
    `tỷ lệ đỗ của | học sinh lớp 12`."""
    whole = _subject(text, figure.span)
    if span is None:
        return _behind(text, figure) or whole
    return whole if whole and whole.end == span.end and _RE["of"].search(text, whole.start, span.start) else span


def by_deed(article: Article, figure: Figure) -> Figure:
    """A figure called by the verb before it too: a count whose own words tell no more than its value (`chi trả được
    680/718 hộ` → `Chi trả hộ`), and an amount named by what follows it (`góp 3 tỷ đồng cho quỹ` → `Góp cho quỹ`)."""
    named = figure.indicator
    if named is None or article.cell_at(figure.span.start) is not None:
        return figure
    words = " ".join(named.of(article.text).split())
    bare = named < figure.span or words.lower() == (figure.unit or "").lower()
    if figure.kind in _MEASURED and figure.label and named < figure.span:
        between, tail = article.text[named.end : figure.span.start], _behind(article.text, figure)
        if tail and (between.isspace() or _RE["leading"].fullmatch(between)):
            return replace(figure, label=f"{figure.label} {' '.join(article.text[figure.span.end : tail.end].split())}")
    if figure.kind in _MEASURED:  # from the amount on
        between = article.text[figure.span.end : max(named.start, figure.span.end)]
        bare = figure.span < named and figure.label is not None and bool(_RE["link"].fullmatch(between))
        words = " ".join(article.text[figure.span.end : named.end].split())
    verb = _verb(article.text, min(named, figure.span).start)
    if not verb or not (bare or (figure.kind == "ratio" and figure.label)):
        return figure
    return replace(figure, label=f"{verb[:1].upper()}{verb[1:]} {_lowered(words)}")


def _lowered(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _verb(text: str, end: int) -> str:
    """The verb, of one syllable or two, right before a figure: `đã chi trả được 680/718 hộ`."""
    found = _RE["done_to"].search(text, max(0, end - _REACH), end)
    if found is None:
        return ""
    pair = found["verb"].lower()
    before, _, last = pair.rpartition(" ")
    whole = pair not in units.HEADS and pair not in units.VERBS
    if opens_actions(before) and (pair in units.VERBS or last == "ra"):
        verb = pair
    elif whole and last not in _NO_VERB and opens_actions(last, often=bool(before) and before not in _ALONE):
        verb = last
    else:
        return ""
    denied = _RE["denied"].search(text, max(0, end - _REACH), found.end("verb") - len(verb))
    return denied[0].lower() + verb if denied else verb


def _near(article: Article, label: Span, figure: Span) -> bool:
    """Whether the words stand in the figure's sentence, or in a line above that names what follows."""
    there, here = article.sentence_at(label.start), article.sentence_at(figure.start)
    if there == here:
        return True
    if there is None or here is None or there > here:
        return False
    sentence = article.sentences[there]
    return sentence.role in ("heading", "table") or sentence.of(article.text).rstrip().endswith(":")


def _counted(text: str, figure: Figure, told: Slot | None) -> Span | None:
    """What is counted, with what tells it from others: `02 người chết` → `người chết`.

    On development rows this names two thirds of the counts as an annotator does, the marker one third; it knows best
    where these words end (`told`). A ratio counts of how many something is told: `15/18 chỉ tiêu đạt nghị quyết`.
    """
    start = figure.span.start + figure.span.of(text).lower().find((figure.unit or " ").lower())
    if start <= figure.span.start:
        return None
    return Span(start, _run(text, start, figure.span.end, told, tells=figure.kind == "ratio"))


def _behind(text: str, figure: Figure) -> Span | None:
    """The noun right behind an amount, and what tells it from others: `7 tỷ đồng vốn vay của xã`."""
    at = figure.span.end + 1
    words = tuple(text[at : at + _REACH].lower().split())
    noun = units.HEADS.length(words, 0) or units.MASSES.length(words, 0)
    if figure.trend is not None or not text.startswith(" ", at - 1) or not noun:
        return None
    end = _run(text, at, at, None, tells=figure.kind == "percent")
    return _clean(text, Span(at, end), figure.span)


def _run(text: str, start: int, at: int, told: Slot | None, *, tells: bool) -> int:
    """Where the words end that begin at `start` and of which those behind `at` are not read yet."""
    border = _RE["told" if tells else "border"].search(text, at, at + _REACH)
    words = list(_RE["word"].finditer(text, at, border.start() if border else at + _REACH))
    if len(words) > (_TELLS if tells else _WHOLE):
        pair = f"{words[_MORE - 1][0]} {words[_MORE][0]}".lower()
        words = words[: _MORE + (pair in units.HEADS or pair in units.VERBS)]
    end = words[-1].end() if words else at
    if told is not None and told.span.start <= end + 1 and told.span.end > end:
        rest = _RE["stop"].search(text, at, told.span.end + _NEXT)
        end = max(end, min(rest.start(), told.span.end) if rest else told.span.end)
    return start + len(_closed(text[start:end]))


def _told_of(text: str, figure: Span, slot: Slot | None) -> Span | None:
    """What the marker says a counted noun is told of, where that reads as a name: before it, short and whole."""
    span = _clean(text, slot.span, figure) if slot is not None else None
    said = span.of(text) if span is not None else ""
    whole = 1 < len(said.split()) <= _SHORT and not (_RE["past"].search(said + " ") or _RE["bad"].match(said))
    if span is None or not whole or span.end > figure.start or _RE["apart"].match(text, span.end, figure.start):
        return None
    return span


def _subject(text: str, figure: Span) -> Span | None:
    """What a clause says its figure of: the words before the verb and the limit that lead to it, back to a border.

    For figures whose words the marker is not sure of: `Thu nhập bình quân đầu người năm 2023 dự kiến đạt 99,4 …`.
    """
    begin = max(0, figure.start - _FAR)
    start = max((m.end() for m in _RE["start"].finditer(text, begin, figure.start)), default=None if begin else 0)
    verb = _RE["leading"].search(text, start, figure.start) if start is not None else None
    return _clean(text, Span(start or 0, verb.start()), figure) if verb is not None else None


def _clean(text: str, span: Span, figure: Span) -> Span | None:
    """The span without list marks and hanging words; None where nothing names anything."""
    start, end = span.start, span.end
    if start < figure.end and figure.start < end:  # the label runs over its figure: the longer side is kept
        left = figure.start - start >= end - figure.end or _RE["joins"].match(text, figure.end, end)
        right = _RE["joined"].search(text, start, figure.start)
        start, end = (figure.end, end) if right or not left else (start, figure.start)
    while start < end and not text[start].isalnum():
        start += 1
    if (m := _RE["at"].match(text, start, end)) or (m := _RE["opening"].match(text, start, end)):
        start = m.end() if " ".join(text[start:end].lower().split()[:2]) not in units.VERBS else start
    words = _closed(text[start:end])
    return Span(start, start + len(words)) if len(words) > 1 and any(map(str.isalpha, words)) else None


def _closed(words: str) -> str:
    return _RE["closing"].sub("", words.rstrip(_HANGING)).rstrip(_HANGING)


def _modality(article: Article, figure: Figure) -> Modality:
    """Read off the words of the clause before the figure, the nearest deciding."""
    text, at = article.text, figure.span.start
    begin = max(0, at - _SAID)
    before = text[max((m.end() for m in _RE["clause"].finditer(text, begin, at)), default=begin) : at]
    if _RE["condition"].search(before):
        return "condition"
    if _RE["from"].search(before) and _RE["onto"].match(text, figure.span.end):
        return "result"
    cues = ((m.end(), kind) for kind in _KINDS for m in _RE[kind].finditer(before))
    nearest = max(cues, key=lambda cue: cue[0], default=(0, "result"))[1]
    if nearest == "result" and article.card is not None and _RE["must"].search(before):
        return "plan"
    return "estimate" if figure.modifier == "estimate" and nearest == "result" else nearest
