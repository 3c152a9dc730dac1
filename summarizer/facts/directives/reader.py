"""The reader: directives of an article, sentence by sentence, with the state that an order leaves behind.

State is who speaks and what was last ordered. A sentence or clause without a trigger goes on under the last order if it
is a bare verb phrase, or an addressee with one; another speaker, a report or a result ends the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.document.model import Article, Sentence, Span
from summarizer.facts.actors import Actor, actor_at, actors_of
from summarizer.facts.deadlines import deadline_in, due_date
from summarizer.facts.directives.clauses import (
    BULLETS,
    END,
    Clause,
    clauses,
    quote_at,
    quotes,
    skip_adjunct,
    skip_openers,
)
from summarizer.facts.directives.frames import Frame
from summarizer.facts.directives.speech import Attribution, Speaker, attributions, trailing
from summarizer.facts.directives.triggers import Trigger, candidates, command, company, modal
from summarizer.facts.directives.verbs import adverb, opens, verb
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.model import Directive, Polarity, Strength
from summarizer.facts.phrases import QUOTES, Line

#: Sentences without a directive after which an order no longer reaches on, and after which a speaker is forgotten.
ORDER_REACH: Final = 3
SPEECH_REACH: Final = 5


@dataclass(frozen=True, slots=True)
class _Order:
    """The last directive: what a clause without a trigger inherits."""

    issuer: Speaker | None
    addressee: Span | None
    strength: Strength
    age: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A directive in tokens of its line."""

    start: int
    end: int
    frame: Frame
    strength: Strength
    trigger: tuple[int, int] | None
    issuer: Speaker | None
    inherited: bool = False
    addressee: Span | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as a line with its actors and attributions."""

    sentence: Sentence
    line: Line
    actors: list[Actor]
    said: list[Attribution]


def find_directives(article: Article) -> tuple[Directive, ...]:
    """The directives of an article in text order; titles and headings are read too, furniture and tables are not."""
    reads = []
    for sentence in article.sentences:
        if sentence.role in ("furniture", "table"):
            continue
        line = Line.of(article.text, sentence.start, sentence.end)
        if len(line):
            actors = list(actors_of(line))
            reads.append(_Read(sentence, line, actors, attributions(line, actors)))
    reader = _Reader(article, reads)
    for read in reads:
        reader.read(read)
    return tuple(reader.out)


class _Reader:
    """Goes through the sentences of one article once."""

    def __init__(self, article: Article, reads: Sequence[_Read]) -> None:
        self.article = article
        self.out: list[Directive] = []
        self.order: _Order | None = None
        self.speaker: Speaker | None = None
        self.silence = 0
        self.officials, self.parties = _names(reads)
        self.quotes = quotes(article.text)
        self.quoted = self._quote_speakers(reads)

    # ---- who speaks -------------------------------------------------------------------------------------------

    def _speaker(self, line: Line, actor: Actor) -> Speaker:
        """An actor as a speaker, with the authority known from this or an earlier mention."""
        official = actor.official
        if actor.kind == "party" or (actor.name and actor.name in self.parties and not actor.titled):
            official = False
        elif actor.kind in ("person", "name") and not actor.titled:
            if actor.name:
                official = actor.name in self.officials
            else:
                official = self.speaker is not None and self.speaker.official
        elif actor.kind in ("group", "place"):
            official = True
        if official and company(line, actor):
            official = False
        key = actor.name or (
            ""
            if actor.kind in ("person", "office") and actor.end - actor.start <= 4
            else " ".join(line.low[actor.start : actor.end])
        )
        return Speaker(line.span(actor.start, actor.end), official, key)

    def _quote_speakers(self, reads: Sequence[_Read]) -> dict[int, Speaker]:
        """Who said each quotation, by its start: named right behind its end or right before its start."""
        out: dict[int, Speaker] = {}
        for read in reads:
            line = read.line
            for said in read.said:
                a = line.start[said.actor.start]
                behind = (
                    quote_at(self.quotes, max(0, a - 1))
                    or quote_at(self.quotes, max(0, a - 2))
                    or quote_at(self.quotes, max(0, a - 3))
                    or quote_at(self.quotes, max(0, a - 4))
                )
                if behind is not None and behind.end <= a:
                    out[behind.start] = self._speaker(line, said.actor)
                ahead = line.start[said.said] if said.said < len(line) else -1
                quote = quote_at(self.quotes, ahead) if ahead >= 0 else None
                if quote is not None and ahead - quote.start <= 3 and said.verb < said.said:
                    out.setdefault(quote.start, self._speaker(line, said.actor))
        return out

    def _voice(self, read: _Read, k: int) -> tuple[Speaker | None, Attribution | None, bool]:
        """Who says what stands at token `k`: the speaker, the attribution in this sentence, and whether it is fresh."""
        line = read.line
        offset = line.start[k]
        quote = quote_at(self.quotes, offset)
        if quote is not None and quote.end - quote.start > 24:
            speaker = self.quoted.get(quote.start)
            if speaker is not None:
                return speaker, None, True
        for said in reversed(read.said):
            if said.said <= k:
                return self._speaker(line, said.actor), said, True
        behind = trailing(line, read.said)
        if behind is not None:
            return self._speaker(line, behind.actor), None, True
        return self.speaker, None, False

    # ---- a sentence -------------------------------------------------------------------------------------------

    def read(self, read: _Read) -> None:
        """Read one sentence: emit its directives and carry the state on."""
        line, role = read.line, read.sentence.role
        if line.low[-1] == "?":
            self._after(read, False)
            return
        head = role in ("title", "heading")
        background = self._background(line)
        found: list[_Found] = []
        order = self.order
        for n, clause in enumerate(clauses(line)):
            got = [] if background else self._explicit(read, clause)
            if not got and n == 0 and role == "title":
                got = self._headline(read, clause)
            if not got and not (head and n == 0) and not background:
                went = self._inherited(read, clause, order, n, bool(found))
                got = [went] if went else []
            for one in got:
                found.append(one)
                order = _Order(one.issuer, one.addressee or self._addressee(line, one), one.strength)
                if one.issuer is not None and one.issuer.official:
                    self.speaker, self.silence = one.issuer, 0
        for one in found:
            self._emit(line, one)
        if found:
            if head:
                return
            self.order = order
        self._after(read, bool(found))

    def _background(self, line: Line) -> bool:
        """Whether the sentence tells of earlier orders: `Trước đó, … đã yêu cầu`, `Tháng 5, … đã chỉ đạo`."""
        i = 1 if line.low[0] in BULLETS else 0
        if directive_words().background.length(line, i):
            return True
        if line.low[i] in ("tháng", "năm") and line.at(i + 1).isdigit():
            stop = min(len(line), 30)
            return any(line.low[m] in ("đã", "từng") for m in range(i, stop))
        return False

    def _explicit(self, read: _Read, clause: Clause) -> list[_Found]:
        """The directives of a clause that have triggers of their own."""
        line = read.line
        out: list[_Found] = []
        quoted = self._quoted_order(read, clause)
        if quoted:
            return quoted
        position = clause.start
        found = candidates(line, clause.start, clause.end)
        for n, at in enumerate(found):
            if at[0] < position:
                continue
            end = self._until(line, at[1], clause.end, found[n + 1 :])
            one = self._modal(read, clause, at, end) if at[3] else self._command(read, clause, at, end)
            if one is not None:
                out.append(one)
                position = end
        return out

    def _until(self, line: Line, i: int, end: int, rest: Sequence[tuple[int, int, Strength, bool]]) -> int:
        """Where the directive whose trigger ends at `i` gives way to a second one with a trigger of its own."""
        for k, _, _, is_modal in rest:
            before = line.at(k - 1)
            if is_modal:
                if before in ("nhưng", "song"):
                    return k - 1
                m = k
                while m > i and line.low[m - 1] not in (",", ";") and k - m < 12:
                    m -= 1
                if line.low[m - 1] == "," and line.low[m : m + 2] == ("đồng", "thời"):
                    return m + 2
                continue
            m = k - 1
            while m > i and line.low[m] in ("cũng", "và", "tiếp", "tục"):
                m -= 1
            if line.low[m] == "thời" and line.low[m - 1] == "đồng":
                return k
            word = " ".join(line.low[k : k + 2])
            if (
                line.low[m] == ","
                and (word in ("yêu cầu", "đề nghị", "kêu gọi") or line.low[k] == "giao")
                and actor_at(line, k + (1 if line.low[k] == "giao" else 2))
            ):
                return k
        return end

    def _command(self, read: _Read, clause: Clause, at: tuple[int, int, Strength, bool], end: int) -> _Found | None:
        """A directive with a command word, issued by somebody with authority."""
        line = read.line
        got = command(line, at, end, read.actors)
        if got is None:
            return None
        if got.passive:
            if self.speaker is None or not self.speaker.official:
                return None
            assert got.frame.addressee is not None
            return self._found(line, got.frame.addressee[0], got, self.speaker, end)
        issuer: Speaker | None
        start = at[0]
        if got.subject is not None:
            issuer = self._speaker(line, got.subject)
            business = company(line, got.subject)
            if got.subject.kind == "layman" or not (issuer.official or (business and at[2] == "order")):
                return None
            if got.subject.start >= clause.start:
                start = got.subject.start
        else:
            first = skip_openers(line, clause.start, clause.end)
            voice, _, fresh = self._voice(read, at[0])
            if voice is None or not voice.official:
                return None
            if not fresh and at[0] - first > 12 and not self._follows(line, at[0]):
                return None
            issuer = voice
        found = self._found(line, start, got, issuer, end)
        if got.given is not None:
            found = replace(found, addressee=line.span(got.given.start, got.given.end))
        return found

    def _follows(self, line: Line, k: int) -> bool:
        """Whether the command word at `k` follows a connective, so that the speaker's own voice goes on."""
        return line.at(k - 1) in (",", "và", "thời", "cũng", "nên") or k == 0

    def _modal(self, read: _Read, clause: Clause, at: tuple[int, int, Strength, bool], end: int) -> _Found | None:
        """A directive with a modal, said by somebody with authority."""
        line = read.line
        voice, said, fresh = self._voice(read, at[0])
        if voice is None or not voice.official:
            return None
        floor = said.said if said is not None else 0
        got = modal(line, at, clause.start, end, read.actors, floor)
        if got is None:
            return None
        trigger, c = got
        word = line.low[at[0]]
        if not fresh and self.order is None and trigger.subject is None and c < at[0]:
            return None
        if word == "phấn" and trigger.subject is not None and self.order is None and not fresh:
            return None
        start = c
        if said is not None and said.actor.start >= clause.start:
            start = said.actor.start
        return self._found(line, start, trigger, voice, end)

    def _quoted_order(self, read: _Read, clause: Clause) -> list[_Found]:
        """`"…", Thủ tướng yêu cầu.`: the trigger stands behind the quotation."""
        line = read.line
        behind = trailing(line, read.said)
        if behind is None or behind.actor.start < clause.start:
            return []
        got = directive_words().commands.at(line, behind.verb)
        if got is None or behind.verb + got[0] < clause.end - 3:
            return []
        issuer = self._speaker(line, behind.actor)
        if not issuer.official:
            return []
        stop = behind.actor.start
        while stop > clause.start and (line.low[stop - 1] in END or line.low[stop - 1] in QUOTES):
            stop -= 1
        start = clause.start
        while start < stop and line.low[start] in QUOTES:
            start += 1
        if stop - start < 3:
            return []
        frame = self._bare(line, start, stop)
        if frame is None:
            return []
        return [_Found(start, stop, frame, got[1], (behind.verb, behind.verb + got[0]), issuer)]

    def _bare(self, line: Line, start: int, end: int) -> Frame | None:
        """A clause with no trigger before it as a frame: bare verb phrase, or addressee and verb phrase, modal or not."""
        from summarizer.facts.directives.frames import frame, lead

        i = skip_adjunct(line, skip_openers(line, start, end), end)
        if n := lead(line, i):
            return Frame(None, (i + n, end))
        if verb(line, i):
            return Frame(None, (i, end))
        got = frame(line, i, end)
        return None if got is None or got.bare else got

    def _headline(self, read: _Read, clause: Clause) -> list[_Found]:
        """`Thủ tướng: Quyết liệt giải ngân …` as a title."""
        line = read.line
        if not read.actors or read.actors[0].start > 1:
            return []
        actor = read.actors[0]
        if line.at(actor.end) != ":" or not self._speaker(line, actor).official:
            return []
        i = actor.end + 1
        while line.at(i) in QUOTES or line.at(i) in ("'", "‘"):
            i += 1
        if (
            i >= clause.end
            or not opens(line, i)
            or any(line.low[m] in ("được", "sẽ", "đã", "là") for m in range(i, min(i + 4, clause.end)))
        ):
            return []
        return [
            _Found(actor.start, clause.end, Frame(None, (i, clause.end)), "exhort", None, self._speaker(line, actor))
        ]

    # ---- going on under an earlier trigger ------------------------------------------------------------------------

    def _inherited(self, read: _Read, clause: Clause, order: _Order | None, n: int, here: bool) -> _Found | None:
        """A clause without a trigger that goes on under `order`; `here` if that stands in this very sentence."""
        if order is None:
            return None
        line = read.line
        words = directive_words()
        i = skip_openers(line, clause.start, clause.end)
        i = skip_adjunct(line, i, clause.end)
        i = skip_openers(line, i, clause.end)
        while i < clause.end and line.low[i] in QUOTES:
            i += 1
        if i >= clause.end or clause.end - i < 3:
            return None
        if not here and (words.narration.length(line, clause.start) or words.reports.length(line, clause.start)):
            return None
        if self._speaks(read, clause, i):
            return None
        if verb(line, i) and (opens(line, i) or ((here or order.age == 0) and not self._nounlike(line, i))):
            if not here and order.age > 1 and not opens(line, i):
                return None
            return _Found(
                i, clause.end, Frame(None, (i, clause.end)), order.strength, None, order.issuer, True, order.addressee
            )
        actor = actor_at(line, i, lists=True)
        if actor is None or actor.kind in ("person", "layman", "party", "name", "paper") or actor.end >= clause.end:
            return None
        if (
            order.issuer is not None
            and self._speaker(line, actor).span.of(line.text).lower() == order.issuer.span.of(line.text).lower()
        ):
            return None
        j = actor.end
        if line.low[j] == ",":
            j = skip_adjunct(line, j + 1, clause.end)
        m = verb(line, j)
        if not m or (words.speech.length(line, j) >= m and not adverb(line, j)):
            return None
        if line.low[j] in ("có", "được", "không", "chỉ", "luôn", "đang", "là") or any(
            t in ("đã", "đang", "sẽ", "vừa") for t in line.low[j : j + 6]
        ):
            return None
        if not adverb(line, j) and not here and order.age > 0:
            return None
        return _Found(
            i, clause.end, Frame((actor.start, actor.end), (j, clause.end)), order.strength, None, order.issuer, True
        )

    def _nounlike(self, line: Line, i: int) -> bool:
        """Whether the verb at `i` is followed by what makes it a noun (`kết quả này`, `báo cáo của`, `kiểm tra cho thấy`)."""
        j = i + verb(line, i)
        return line.at(j) in ("này", "đó", "của", "là", "đã", "sẽ", "cho", "trên", "về", "được", "bị")

    def _speaks(self, read: _Read, clause: Clause, i: int) -> bool:
        """Whether somebody else speaks or acts in the clause (`Đánh giá cao …, Thủ tướng cho biết …`)."""
        line = read.line
        for said in read.said:
            if clause.start <= said.actor.start < clause.end and said.verb < said.said:
                before = line.at(said.actor.start - 1)
                if said.actor.start == i or before in (",", '"', "”"):
                    return True
        for actor in read.actors:
            if (
                actor.start > i
                and line.at(actor.start - 1) == ","
                and line.at(actor.end) in ("đã", "sẽ", "đang", "vừa", "được", "bị")
            ):
                return True
        return False

    # ---- state --------------------------------------------------------------------------------------------------

    def _after(self, read: _Read, found: bool) -> None:
        """Carry speaker and order over to the next sentence."""
        line = read.line
        words = directive_words()
        if read.sentence.role in ("title", "heading"):
            return
        speaker: Speaker | None = None
        for said in read.said:
            if said.verb < said.said or said.said:
                speaker = self._speaker(line, said.actor)
        if speaker is not None:
            if self.speaker is not None and not speaker.same(self.speaker) and not found:
                self.order = None
            if not found or speaker.official:
                if not (found and self.order is not None and self.order.issuer is not None):
                    self.speaker = speaker
            self.silence = 0
        else:
            self.silence += 1
            if self.silence > SPEECH_REACH:
                self.speaker = None
        if found:
            return
        i = 1 if line.low[0] in BULLETS and len(line) > 1 else 0
        if words.narration.length(line, i) or words.reports.length(line, i) or words.background.length(line, i):
            self.order = None
            if speaker is None:
                self.speaker = None
        elif self.order is not None:
            past = sum(t in ("đã", "đạt", "tăng", "giảm") for t in line.low)
            age = self.order.age + 1 + (past > 1)
            self.order = replace(self.order, age=age) if age <= ORDER_REACH else None

    # ---- output -------------------------------------------------------------------------------------------------

    def _addressee(self, line: Line, one: _Found) -> Span | None:
        return line.span(*one.frame.addressee) if one.frame.addressee else None

    def _found(self, line: Line, start: int, got: Trigger, issuer: Speaker | None, end: int) -> _Found:
        return _Found(start, end, got.frame, got.strength, (got.start, got.end), issuer)

    def _emit(self, line: Line, one: _Found) -> None:
        """Turn token ranges into spans, with deadline and polarity."""
        a, b = one.frame.action
        b = min(b, one.end)
        behind = [k for k in range(a, b) if line.low[k] in QUOTES and line.low[k - 1 : k] and k > one.start]
        if behind:
            b = self._unquote(line, a, b)
        while b > a + 1 and (
            line.low[b - 1] in END or (line.low[b - 1] in ("và", "nhưng", "song", "đồng", "thời") and b == one.end)
        ):
            b -= 1
        end = max(
            b, (one.trigger[1] if one.trigger and one.trigger[1] <= one.end and one.trigger[0] >= one.start else b)
        )
        whole = line.span(one.start, end)
        action = line.span(a, max(b, a + 1))
        deadline = deadline_in(line, one.start, end, a, self.article.date)
        if deadline is not None:
            action = _without(self.article.text, action, deadline)
        self.out.append(
            Directive(
                span=whole,
                action=action,
                trigger=line.span(*one.trigger) if one.trigger else None,
                issuer=one.issuer.span if one.issuer else None,
                addressee=one.addressee or self._addressee(line, one),
                deadline=deadline,
                due=due_date(deadline.of(self.article.text), self.article.date) if deadline else None,
                strength=one.strength,
                polarity=_polarity(line, one),
                inherited=one.inherited,
            )
        )

    def _unquote(self, line: Line, a: int, b: int) -> int:
        """End of an action whose quotation closes before its clause does, an attribution following."""
        for k in range(b - 1, a, -1):
            if line.low[k] in QUOTES:
                quote = quote_at(self.quotes, line.start[k])
                closes = quote is not None and line.start[k] == quote.end - 1 and quote.start < line.start[a]
                return k if closes else b
        return b


def _names(reads: Sequence[_Read]) -> tuple[set[str], set[str]]:
    """Last syllables of the names of office holders, and of the parties of a case."""
    officials: set[str] = set()
    parties: set[str] = set()
    for read in reads:
        for actor in read.actors:
            if actor.name and actor.titled:
                officials.add(actor.name)
            elif actor.name and actor.kind == "party":
                parties.add(actor.name)
    return officials, parties - officials


def _without(text: str, action: Span, deadline: Span) -> Span:
    """The action without a deadline at its very end."""
    if deadline.end == action.end and deadline.start > action.start:
        cut = text[action.start : deadline.start].rstrip(" ,")
        for lead in (", hoàn thành", ", xong"):
            cut = cut.removesuffix(lead)
        return Span(action.start, action.start + len(cut)) if cut else action
    return action


def _polarity(line: Line, one: _Found) -> Polarity:
    """Whether the directive forbids: its trigger does, or its action begins so."""
    words = directive_words()
    if one.trigger and words.do_not.length(line, one.trigger[0]):
        return "do_not"
    return "do_not" if words.do_not.length(line, one.frame.action[0]) else "do"
