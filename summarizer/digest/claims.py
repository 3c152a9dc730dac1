"""The claims of an article, for finding conflicts: which of its figures are any, and the harm that it denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from summarizer.digest.claim import AGES, BORN, YEARS, Claim, claim_at
from summarizer.digest.lexicon import lexicon, ranked
from summarizer.document.model import Article, Sentence, Span
from summarizer.facts.likeness import base_unit
from summarizer.facts.model import Facts, Figure

_WHOLE: Final = 20
"""Of fewer a share is told (`8/10 người Việt`), nothing that was counted."""
_ROUND: Final = re.compile(r"(?<!\w)(?:hàng|vài|mấy|chục)(?!\w)")
"""`hàng chục`, `gần chục` contradict nothing."""
_NONE: Final = re.compile(
    r"(?<!\w)(?:không|chưa)"
    r"(?:(?: có| ghi nhận| gây(?: ra)?| (?:để )?xảy ra| thấy| làm){1,2}(?: ai| người nào| trường hợp nào)?"
    r"| (?:ai|người nào|trường hợp nào)|(?= (?:thương vong|thiệt hại về)))"
    r" (?:(?P<all>thương vong|thiệt hại về (?:người|nhân mạng|sinh mạng))"
    r"|(?:người |ai )?(?:bị )?(?P<fate>chết|thiệt mạng|tử vong|thương|mất tích))(?!\w)"
    r"(?!(?: quá)? (?:nghiêm trọng|nặng|nguy kịch|nguy hiểm))",
    re.IGNORECASE,
)
"""`không có thương vong`: nobody is a count, too. `Chưa có thông tin về thương vong` is none, nor is `không tử vong` of
one man."""
_TOLL: Final = re.compile(
    r"(?<!\w)số (?:người|nạn nhân|ca|trường hợp) (?P<fate>chết|thiệt mạng|tử vong|bị thương|mất tích|nhập viện)(?!\w)"
    r"[^\d,;:.()\n]{0,60}?(?<= )(?:là|lên|tới|đến|còn)(?: (?:con số|mức|tới|đến)){0,2} (?P<n>\d{1,3}(?:\.\d{3})*)"
    r"(?=\s*(?:[,;)\n]|\.\s|$)| (?:và|sau|trong|kể|tính|so)(?!\w))",
    re.IGNORECASE,
)
"""`số người chết đã lên đến 44`: a count whose noun stands before it."""
_SPARED: Final = re.compile(
    r"[^,;.()\n]*?(?<!\w)(?:không|chưa)(?: \w+)? (?:chết|thiệt mạng|tử vong|bị thương|mất tích)(?!\w)", re.IGNORECASE
)
"""`4 hành khách trên xe không bị thương` counts no injured."""
_BORN: Final = re.compile(r"(?<!\w)(?:SN|sinh năm|sinh) ?(?P<n>(?:19|20)\d{2})(?!\d)", re.IGNORECASE)
"""Who is told by the year of his birth (`Nguyễn Văn A (SN 1954)`)."""
_QUAKE: Final = re.compile(
    r"(?<!\w)(?:độ lớn|cường độ|magnitude) (?:(?:là|đạt|khoảng) )?(?P<n>\d(?:[.,]\d)?)(?![.,]?\d)(?! ?độ)",
    re.IGNORECASE,
)
"""How strong an earthquake was, without its unit: `động đất có độ lớn 4,7`."""
_RICHTER: Final = "độ richter"
_HARMED: Final = ("chết", "bị thương")


def claims_of(article: Article, facts: Facts) -> list[Claim]:
    """The quantities of an article with what they are said of; furniture, dates and ranks are no claims."""
    times = [f for f in facts.figures if f.kind in ("date", "period")]
    born = list(_born(article, facts, times))
    counted = [*_counted(article, facts, times), *_fated(article, facts, times), *_shaken(article, facts, times)]
    return [*counted, *born, *_aged(article, born, times)]


def _shaken(article: Article, facts: Facts, times: Sequence[Figure]) -> Iterator[Claim]:
    """Claims of how strong an earthquake was, where its unit is not said."""
    for m in _QUAKE.finditer(article.text):
        sentence = _sentence(article, m.start())
        if sentence is None or "động đất" not in sentence.of(article.text).lower():
            continue
        strength = Figure(Span(*m.span("n")), "measure", float(m["n"].replace(",", ".")), _RICHTER)
        claim = claim_at(article.text, strength, sentence, _inside(times, sentence), facts.figures)
        if claim is not None:
            yield claim


def _born(article: Article, facts: Facts, times: Sequence[Figure]) -> Iterable[Claim]:
    """Claims of when somebody with a name was born."""
    for m in _BORN.finditer(article.text):
        sentence = _sentence(article, m.start())
        if sentence is not None:
            year = Figure(Span(*m.span()), "measure", int(m["n"]), BORN)
            claim = claim_at(article.text, year, sentence, _inside(times, sentence), facts.figures)
            if claim is not None and article.text[: m.start()].rstrip(" (,")[-len(claim.who) :].istitle():
                yield replace(claim, times=(), of_year=False, dated=False, spells=frozenset())


def _aged(article: Article, born: Iterable[Claim], times: Sequence[Figure]) -> Iterable[Claim]:
    """How old who is told by the year of his birth is when the article is written, by any way of counting; nobody where
    it names a day of a later year than what is taken for its own."""
    day = article.date
    if day is None or any(t.date and t.date.start and t.date.start.year > day.year for t in times if t.kind == "date"):
        return
    for claim in born:
        if isinstance(claim.figure.value, int):
            age = day.year - claim.figure.value
            figure = replace(claim.figure, value=(age - 1, age + 1), unit=YEARS, modifier="approx")
            yield replace(claim, figure=figure, unit=YEARS)


def _counted(article: Article, facts: Facts, times: Sequence[Figure]) -> Iterator[Claim]:
    """Claims of what the article gives a figure for."""
    for figure in facts.figures:
        sentence = _sentence(article, figure.span.start)
        counted = _quantity(figure)
        if sentence is None or counted is None or _ROUND.search(figure.span.of(article.text).lower()):
            continue
        if ranked(article.text, figure.span.start):
            continue
        inside = _inside(times, sentence)
        if any(t.span.overlaps(figure.span) for t in inside) or _SPARED.match(article.text, figure.span.end):
            continue
        claim = claim_at(article.text, counted, sentence, inside, facts.figures)
        if claim is not None:
            yield claim


def _quantity(figure: Figure) -> Figure | None:
    """What a figure counts or measures; None where that is nothing that articles can be at odds about."""
    if figure.kind in ("date", "period") or isinstance(figure.value, str):
        return None
    if figure.kind == "ratio":
        if figure.unit is None or not isinstance(figure.value, tuple) or figure.value[1] < _WHOLE:
            return None
        figure = replace(figure, kind="count", value=figure.value[0])  # of `452/460 đại biểu` 452 are counted
    base = base_unit(figure.unit)[0]
    if figure.modifier and base in AGES:
        return None  # `trẻ dưới 10 tuổi` is nobody's age
    return figure


def _sentence(article: Article, at: int) -> Sentence | None:
    """The sentence of the text itself that stands there."""
    index = article.sentence_at(at)
    return None if index is None or article.sentences[index].role == "furniture" else article.sentences[index]


def _inside(times: Sequence[Figure], sentence: Sentence) -> tuple[Figure, ...]:
    return tuple(t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end)


def _fated(article: Article, facts: Facts, times: Sequence[Figure]) -> Iterable[Claim]:
    """Claims that nobody was harmed, one for each fate, and of how many without a noun of their own."""
    text = article.text
    for m in (*_NONE.finditer(text), *_TOLL.finditer(text)):
        told = m.groupdict().get("n")
        place = Span(*(m.span("n") if told else m.span()))
        sentence = _sentence(article, m.start())
        if sentence is None or (told and any(f.unit and f.span.overlaps(place) for f in facts.figures)):
            continue
        count = Figure(place, "count", int((told or "0").replace(".", "")), "người")
        claim = claim_at(text, count, sentence, _inside(times, sentence), facts.figures)
        if claim is None:
            continue
        fate = " ".join((m["fate"] or "").lower().split())
        fate = "bị thương" if fate == "thương" else fate
        for one in (lexicon().stands_for.get(fate, fate),) if fate else _HARMED:
            said = frozenset({one})
            yield replace(claim, what=one, noun=frozenset(), words=said, near=said, head=frozenset())
