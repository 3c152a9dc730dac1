"""Whose words a place in the article is: running speakers, quotations, and the body whose decision is reported."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summarizer.facts.actors import Actor
from summarizer.facts.directives.clauses import Quote, quote_at, quotes
from summarizer.facts.directives.model import Read
from summarizer.facts.directives.speech import Attribution, Speaker, trailing
from summarizer.facts.directives.triggers import business, company
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.phrases import Line, syllables

#: Sentences after which a speaker who is not named again is forgotten.
REACH: Final = 5
#: A quotation shorter than this many code points is a word in inverted commas, not speech.
WORDS_ONLY: Final = 24


class Voices:
    """Speakers of one article; `running` is who spoke last, `publisher` whose decision the article reports."""

    def __init__(self, text: str, reads: Sequence[Read]) -> None:
        self.quotes: list[Quote] = quotes(text)
        self.running: Speaker | None = None
        self.publisher: Speaker | None = None
        self._silence = 0
        self._lately: Speaker | None = None  # who did something in the sentence before, not speaking
        self._officials: set[str] = set()
        self._parties: set[str] = set()
        for read in reads:
            for actor in read.actors:
                if actor.name and actor.titled and not business(read.line, actor):
                    self._officials.add(actor.name)
                elif actor.name and actor.kind == "party":
                    self._parties.add(actor.name)
        self._parties -= self._officials
        self.localities = frozenset(name for read in reads for name in _localities(read.line))
        self._quoted = self._quotation_speakers(reads)

    def of(self, line: Line, actor: Actor) -> Speaker:
        """An actor as a speaker, with the authority known from this or another mention of the name."""
        official = actor.official
        if actor.kind == "party" or (actor.name in self._parties and not actor.titled):
            official = False
        elif actor.kind in ("person", "name") and not actor.titled:
            if actor.name:
                official = actor.name in self._officials
            else:
                official = self.running is not None and self.running.official
        elif actor.kind == "group":
            official = any(t in _AUTHORITIES for t in line.low[actor.start : actor.start + 4])
        elif actor.kind == "place":
            official = True
        if official and (business(line, actor) or _anybody(line, actor)):
            official = False
        if actor.kind == "person" and actor.end - actor.start == 1:
            if self.running is not None:
                return replace(self.running, official=official)  # "Ông": the nearest full mention stands for him
            if self._lately is not None:
                return self._lately
        pronoun = actor.kind in ("person", "office") and actor.end - actor.start <= 4
        key = actor.name or ("" if pronoun else " ".join(line.low[actor.start : actor.end]))
        return Speaker(line.span(actor.start, actor.end), official, key)

    def at(self, read: Read, k: int) -> tuple[Speaker | None, Attribution | None, bool]:
        """Who says what stands at token `k`, by which attribution, and whether this sentence itself shows it."""
        line = read.line
        quote = self.quotation(line.start[k])
        if quote is not None and (told := self._quoted.get(quote.start)) is not None:
            return self.of(*told), None, True
        i = bisect_right(read.said, k, key=lambda s: s.said)
        for said in read.said[max(0, i - 3) : i][::-1]:
            if said.actor.kind != "place":
                return self.of(line, said.actor), said, True
        behind = trailing(line, read.said)
        if behind is not None:
            return self.of(line, behind.actor), None, True
        return self.running, None, False

    def accused(self, actor: Actor) -> bool:
        """Whether the name is that of a party of a case."""
        return actor.kind == "party" or actor.name in self._parties

    def quotation(self, offset: int) -> Quote | None:
        """The quotation of more than a few words that holds `offset`."""
        quote = quote_at(self.quotes, offset)
        return quote if quote is not None and quote.end - quote.start > WORDS_ONLY else None

    def heard(self, read: Read, issuer: Speaker | None, ordered: bool) -> bool:
        """Carry the running speaker over a sentence; False where another than the last speaker spoke in it."""
        line = read.line
        voices = [s for s in read.said[-3:] if s.actor.kind != "place"]
        speaker = self.of(line, voices[-1].actor) if voices else None
        doing = next((a for a in read.actors.all[:4] if a.titled and fronted(line, a.start)), None)
        self._lately = self.of(line, doing) if doing is not None else None
        self._publishes(read)
        if ordered and issuer is not None:
            self.running, self._silence = issuer, 0
            return True
        if speaker is None:
            self._silence += 1
            if self._silence > REACH:
                self.running = None
            return True
        same = self.running is None or speaker.same(self.running)
        self.running, self._silence = speaker, 0
        return same

    def note(self, read: Read) -> None:
        """Take from a title or heading whose decision the article reports."""
        self._publishes(read)

    @property
    def fresh(self) -> bool:
        """Whether the running speaker spoke in the sentence before."""
        return self.running is not None and self._silence == 0

    def silence(self) -> None:
        """Forget the running speaker: narration takes over."""
        self.running = None

    def _publishes(self, read: Read) -> None:
        """`Chính phủ phê duyệt chương trình …`: the programme speaks for the government."""
        line = read.line
        for actor in read.actors.all[:3]:
            if (
                actor.kind in ("body", "office")
                and not company(line, actor)
                and directive_words().publishes.length(line, actor.end)
            ):
                self.publisher = self.of(line, actor)
                return

    def _quotation_speakers(self, reads: Sequence[Read]) -> dict[int, tuple[Line, Actor]]:
        """Who said each quotation, by its start: named right behind its end or right before its start."""
        out: dict[int, tuple[Line, Actor]] = {}
        for read in reads:
            line = read.line
            for said in read.said:
                a = line.start[said.actor.start]
                for gap in (1, 2, 3, 4):
                    behind = quote_at(self.quotes, max(0, a - gap))
                    if behind is not None and behind.end <= a:
                        out[behind.start] = (line, said.actor)
                        break
                if said.said < len(line) and said.verb < said.said:
                    ahead = line.start[said.said]
                    quote = quote_at(self.quotes, ahead)
                    if quote is not None and ahead - quote.start <= 3:
                        out.setdefault(quote.start, (line, said.actor))
        return out


def fronted(line: Line, i: int) -> bool:
    """Whether a subject can begin at `i`: first, or behind a comma."""
    return i == 0 or line.at(i - 1) == ","


def _anybody(line: Line, actor: Actor) -> bool:
    """Whether the actor is nobody in particular (`trung tâm`), or two sides that agree with each other (`hai bên`)."""
    n = directive_words().anybody.length(line, actor.start)
    return (
        n > 0
        and (actor.start + n == actor.end or line.low[actor.start] in ("hai", "ba", "nhiều", "một"))
        and not line.capital(actor.start + 1)
    )


_AUTHORITIES: Final = syllables(
    "bộ ngành sở ban địa cơ tỉnh thành huyện quận cấp biểu lãnh ubnd hđnd an ủy cục vụ đoàn xã phường"
)
_LEVELS: Final = frozenset(("tỉnh", "huyện", "quận", "xã", "phường", "phố", "tp", "thị"))


def _localities(line: Line) -> Iterator[tuple[str, ...]]:
    """Names that stand behind `huyện`, `xã` … and so are places where they stand alone."""
    for i in range(len(line) - 1):
        if line.low[i] in _LEVELS and line.capital(i + 1):
            j = i + 1
            while j < min(len(line), i + 5) and line.capital(j):
                j += 1
            yield line.low[i + 1 : j]


def narrates(line: Line) -> bool:
    """Whether the sentence by its first words tells what happened or what a report says."""
    words = directive_words()
    i = 1 if len(line) > 1 and not line.word(0) and not line.low[0].isdigit() else 0
    return bool(words.narration.length(line, i) or words.reports.length(line, i) or words.background.length(line, i))
