"""The reader: directives of an article, sentence by sentence, with the state that an order leaves behind.

State is who speaks and what was last ordered. A sentence or clause without a trigger goes on under the last order if it
is a bare verb phrase, or an addressee with one; another speaker, a report or a result ends the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from summarizer.document.model import Article
from summarizer.facts.actors import actor_at, actors_of
from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.clauses import Clause, clauses, skip_openers, token_at
from summarizer.facts.directives.commands import command, fronts
from summarizer.facts.directives.emit import acts, continues, directive, extended
from summarizer.facts.directives.frames import Frame
from summarizer.facts.directives.indirect import by_order, exhortation, headline, quoted_order, under
from summarizer.facts.directives.inherit import goes_on
from summarizer.facts.directives.modals import modal
from summarizer.facts.directives.model import Found, Order, Read
from summarizer.facts.directives.speech import Speaker, attributions, postposed
from summarizer.facts.directives.tasks import addressed, assigned, hands_out
from summarizer.facts.directives.triggers import Candidate, Trigger, business, candidates
from summarizer.facts.directives.turns import (
    PASSED_ON,
    background,
    before_speaker,
    led_by,
    nobodys,
    only_bans,
    passes_on,
    said_before,
    topic,
)
from summarizer.facts.directives.voices import Voices, narrates
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.model import Directive
from summarizer.facts.phrases import Line
from summarizer.facts.ranks import petitions

#: Sentences without a directive after which an order no longer reaches on.
ORDER_REACH: Final = 3
_PROGRAMMES: Final = frozenset(("chương", "đề", "kế", "mục", "chiến", "nghị", "quyết", "quy", "dự"))
_THIS: Final = (("việc", "này"), ("điều", "này"), ("nội", "dung"), ("công", "việc"))
_NEEDS: Final = ("cần", "phải", "cần phải")
_UNREAL: Final = frozenset(("sẽ", "không", "chưa", "để", "việc", "khi", "nếu", "từng", "muốn"))
_APART: Final = frozenset(("nhưng", "song"))


def find_directives(article: Article) -> tuple[Directive, ...]:
    """The directives of an article in text order; titles and headings are read too, furniture and tables are not."""
    reads = []
    for sentence in article.sentences:
        if sentence.role in ("furniture", "table"):
            continue
        line = Line.of(article.text, sentence.start, sentence.end)
        if len(line):
            actors = Cast(actors_of(line))
            reads.append(Read(sentence, line, actors, attributions(line, actors)))
    reader = _Reader(article, reads)
    for read in reads:
        reader.read(read)
    return tuple(sorted(reader.out, key=lambda d: d.span))


class _Reader:
    """Goes through the sentences of one article once."""

    def __init__(self, article: Article, reads: Sequence[Read]) -> None:
        self.article = article
        self.out: list[Directive] = []
        self.order: Order | None = None
        self.past = False
        self.tasks = False
        self._unheard = False
        self._headliner: Speaker | None = None  # who orders in the title
        self.voices = Voices(article.text, reads)

    def read(self, read: Read) -> None:
        """Read one sentence: emit its directives and carry the state on."""
        line, role = read.line, read.sentence.role
        head = role in ("title", "heading")
        if role == "heading":
            self.tasks = hands_out(line, self.tasks)
            if self.order is not None and (whom := addressed(line)) is not None:
                self.order = replace(self.order, addressee=whom, listed=True, age=0)
        elif self.tasks and (self.order is None or self.order.issuer is None):
            self.voices.silence()
        if line.low[-1] == "?":
            self._after(read, None)
            return
        goes_back = ("sau", "đó") in pairwise(line.low[:12]) or line.low[:2] in (
            *_THIS[:2],
            ("trong", "đó"),
            ("theo", "đó"),
        )
        told = background(line) or (self.past and goes_back)
        self.past = told
        purpose = line.low[0] in ("để", "nhằm", "căn", "xét") and ";" in line.low
        order, found = self.order, False
        behind = postposed(line, read.actors)
        for n, clause in enumerate(clauses(line)):
            got: list[Found] = []
            if behind is not None and not told:
                got = under(self.voices, read, clause, behind)
            elif not told:
                work = assigned(read, clause) if self.tasks and not head and nobodys(self.order) else None
                got = [work] if work is not None else self._explicit(read, clause)
                if found and len(got) == 1 and said_before(got[0], self.out[-1], line):
                    whom = got[0].addressee or (order.addressee if order is not None else None)
                    got = [replace(got[0], trigger=None, inherited=True, addressee=whom)]
                if (
                    order is not None
                    and not head
                    and (n == 0 or found)
                    and len(got) == 1
                    and only_bans(line, clause, got[0])
                ):
                    went = goes_on(read, clause, order, found)
                    got = [went] if went else got
                elif got and order is not None and not head and (n == 0 or found):
                    got = [*led_by(read, clause, got[0], order, found), *got]
                if not got and n == 0 and role == "title":
                    got = headline(self.voices, read, clause)
                if not got and order is not None and not head and not (purpose and not found) and (n == 0 or found):
                    went = goes_on(read, clause, order, found)
                    got = [went] if went else []
                if not got and not head:
                    got = exhortation(self.voices, read, clause)
            if not got and found and not told and continues(line, clause):
                self.out[-1] = extended(line, self.out[-1], before_speaker(read, clause))
            for one in got:
                if found and not one.inherited and order is not None:
                    one = replace(
                        one, deadline=one.deadline or order.deadline, addressee=one.addressee or order.addressee
                    )
                found = True
                made = directive(line, one, self.voices.quotes, clause.start, self.article.date)
                self.out.append(made)
                frontal = made.deadline if made.deadline and made.deadline.end <= made.action.start else None
                listed = order is not None and order.listed and one.whom(line) == order.addressee
                order = Order(one.issuer, one.whom(line), one.strength, frontal, listed=listed)
                if not head:
                    self.order = order
                elif role == "title":
                    self._headliner = one.issuer
        self._after(read, order if found else None)

    # ---- directives with a trigger --------------------------------------------------------------------------------

    def _explicit(self, read: Read, clause: Clause) -> list[Found]:
        """The directives of a clause that have triggers of their own."""
        line = read.line
        quoted = quoted_order(self.voices, read, clause) or by_order(self.voices, read, clause)
        if quoted is not None:
            return [quoted]
        out: list[Found] = []
        position = clause.start
        found = candidates(line, clause.start, clause.end, read.actors)
        for n, at in enumerate(found):
            if at.start < position:
                continue
            end = self._until(line, at, clause.end, found[n + 1 : n + 13])
            self._unheard = False  # set by a command that is one, but nobody's who may give it
            one = self._modal(read, clause, at, end) if at.modal else self._command(read, clause, at, end)
            if one is not None and not acts(line, one):
                one = None
            if one is not None:
                if out and one.trigger and line.at(one.trigger[0] - 1) in (",", "thời") and not at.modal:
                    one = replace(
                        one, issuer=out[-1].issuer
                    )  # "đề nghị … ông A, đồng thời yêu cầu …": the first subject
                if one.start < position:  # its subject stands before an earlier directive of the clause
                    one = replace(one, start=max(position, min(at.start, one.frame.action[0])))
                out.append(one)
            planned = not at.modal and line.at(at.start - 1) in _UNREAL
            # "sẽ yêu cầu các nhà mạng phải …" orders nothing, nor does what it governs
            if one is not None or planned or self._unheard:
                position = end
        return out

    def _until(self, line: Line, at: Candidate, end: int, rest: Sequence[Candidate]) -> int:
        """Where the directive of a trigger gives way to a second one with its own, or its quotation closes."""
        quote = self.voices.quotation(line.start[at.start])
        for other in rest:
            k = other.start
            if quote is not None and line.start[k] >= quote.end:
                return token_at(line, quote.end, at.end, end)
            m = k
            while m > at.end and line.low[m - 1] not in (",", ";") and k - m < 12:
                m -= 1
            together = line.low[m : m + 2] == ("đồng", "thời") or line.low[m : m + 3] == ("và", "đồng", "thời")
            if together and line.at(m - 1) == ",":
                return m
            if other.modal:
                if line.at(k - 1) in _APART:
                    return k - 1
                if line.at(m - 1) == "," and line.low[m] in ("đặc", "riêng") and 2 < k - m < 9:
                    return m  # "…, đặc biệt giá bán phải dưới …"
                if at.modal and line.at(m - 1) == "," and m < k and other.word(line) == at.word(line) == "phải":
                    return m  # "tuyến A phải xong trong tháng 6, tuyến B phải xong trong năm nay"
                continue
            if m == k and line.low[max(0, m - 3) : m] == ("trong", "đó", ","):
                return m - 3  # "yêu cầu không để thiếu điện, trong đó, đề nghị triển khai …"
            lead_in = line.low[m:k]
            word = " ".join(line.low[k : other.end])
            if (
                line.at(m - 1) == ","
                and all(t in ("cũng", "và", "tiếp", "tục") for t in lead_in)
                and (word in ("yêu cầu", "đề nghị", "kêu gọi", "giao") and actor_at(line, other.end) is not None)
            ):
                return k
        return end

    def _command(self, read: Read, clause: Clause, at: Candidate, end: int) -> Found | None:
        """A directive with a command word, issued by somebody with authority."""
        line = read.line
        got = command(line, at, end, read.actors)
        if got is None:
            return None
        self._unheard = True
        issuer: Speaker | None
        if got.passive:
            issuer = self.voices.running or self.voices.publisher
            if issuer is None or not issuer.official or got.frame.addressee is None:
                return None
            return _found(got.frame.addressee[0], got, issuer, end)
        start = at.start
        if got.subject is not None and line.low[got.subject.start] == "tôi":  # in quoted words: the speaker
            start = got.subject.start
            got = replace(got, subject=None)
        if got.subject is not None:
            issuer = self.voices.of(line, got.subject)
            told = line.at(at.start - 1) == "đã" and line.low[at.start] == "chỉ"
            if told and (
                got.subject.kind in ("person", "name") or line.low[got.subject.start] in ("công", "cảnh", "cơ")
            ):
                return None
            trades = business(line, got.subject)
            whom = got.frame.addressee
            if trades and whom is not None and actor_words().companies.length(line, whom[0]):
                return None  # one business asks another
            orders = at.strength == "order" and whom is not None and got.subject.kind == "person"
            if (
                orders
                and whom is not None
                and (bidden := actor_at(line, whom[0])) is not None
                and bidden.kind not in ("name", "person", "layman", "party")
                and not self.voices.accused(got.subject)
            ):
                issuer = replace(issuer, official=True)  # an untitled name that orders a body or group about
            if got.subject.kind == "layman" or not (issuer.official or trades):
                return None
            if got.subject.start >= clause.start:
                start = got.subject.start
                if whom is not None and clause.start <= whom[0] < start:  # "Ban A được Chủ tịch nước giao …"
                    start = whom[0]
        elif at.start == clause.start and (behind := fronts(line, at.end)) is not None:
            issuer = self.voices.of(line, behind)  # "Yêu cầu luôn chủ động, Thủ tướng nhấn mạnh …"
            if not issuer.official:
                return None
            end = min(end, behind.start - 1)
        else:
            voice, _, fresh = self.voices.at(read, at.start)
            issuer = voice if voice is not None else self.voices.publisher
            headline = read.sentence.role == "title" and at.start == clause.start
            if headline and issuer is None and got.frame.action[1] - got.frame.action[0] > 2:
                return _found(start, got, None, end)  # "Yêu cầu kiểm điểm …": a title may leave out who asks
            if issuer is None or not issuer.official:
                return None
            first = skip_openers(line, clause.start, clause.end)
            follows = line.at(at.start - 1) in (",", "và", "thời", "cũng", "nên", "")
            if not fresh and at.start - first > 12 and not follows:
                return None
        order = self.order
        who = got.subject
        if order is not None and who is not None and passes_on(line, at, who, clause, order):
            told = any(t in ("đã", "đang", "sẽ", "vừa") for t in line.low[who.end : at.start])
            work = Frame((who.start, who.end), (who.end, end))
            return None if told else Found(who.start, end, work, order.strength, None, order.issuer, inherited=True)
        first = skip_openers(line, clause.start, clause.end)
        if order is not None and order.listed and who is None and at.start == first and at.word(line) in PASSED_ON:
            work = Frame(None, (at.start, end))  # "3. Sở A" / "Chỉ đạo lực lượng B …": B is told by A
            return Found(first, end, work, order.strength, None, order.issuer, True, order.addressee)
        if line.low[max(0, at.start - 2) : at.end] == ("trực", "tiếp", "chỉ", "đạo"):
            return None  # how a body works
        found = _found(start, got, issuer, end)
        if got.frame.addressee is None:
            found = replace(found, addressee=topic(line, clause, at.start))
        if order is not None and order.age == 0 and got.subject is None and found.whom(line) is None:
            found = replace(found, addressee=order.addressee)
        who, whom = got.subject, got.frame.addressee
        asks = at.strength == "request" and who is not None and whom is not None
        if asks and who is not None and whom is not None and petitions(line, (who.start, who.end), whom):
            found = replace(found, strength="petition")
        if got.given is not None:
            found = replace(found, addressee=line.span(got.given.start, got.given.end))
        return found

    def _modal(self, read: Read, clause: Clause, at: Candidate, end: int) -> Found | None:
        """A directive with a modal, said by somebody with authority."""
        line = read.line
        voice, said, fresh = self.voices.at(read, at.start)
        if said is None and directive_words().reports.length(line, skip_openers(line, clause.start, clause.end)):
            return None  # "Theo quy định, người bán phải nộp thuế …"
        aim = line.low[at.start] == "phấn"
        if aim and not fresh and self.order is None and self.voices.publisher is not None:
            voice = self.voices.publisher
        ban = (
            read.sentence.role == "title"
            and at.start == clause.start
            and line.low[at.end - 1] in ("để", "cấm", "không")
        )
        if voice is None and read.sentence.role == "heading" and at.start == clause.start:
            voice = self._headliner
        if not ((ban or self.tasks) and voice is None) and (voice is None or not voice.official):
            return None
        got = modal(
            line,
            at,
            clause.start,
            end,
            read.actors,
            said.said if said is not None else 0,
            self.voices.localities,
            quoted=self.voices.quotation(line.start[at.start]) is not None,
        )
        if got is None:
            return None
        trigger, c = got
        if line.low[at.end - 1] in ("nhiệm", "vụ") and self.order is None:
            return None  # "có nhiệm vụ" of a statute, unless something was just ordered
        if aim and trigger.subject is not None and self.order is None and not fresh:
            return None
        lately = fresh or self.order is not None or self.voices.fresh or self.tasks
        if not aim and not lately and trigger.subject is None and c < at.start:
            return None
        start = c
        if aim and trigger.subject is None and line.low[c] in _PROGRAMMES:
            start = at.start
        if (
            said is not None
            and said.actor.start >= clause.start
            and not any(t in _APART for t in line.low[said.said : c])
        ):
            start = said.actor.start
        found = _found(start, trigger, voice, end)
        several = line.low[c] in ("các", "những")  # "Các quy định cũng phải …"
        about = (
            line.low[c + several] in _PROGRAMMES
            or line.low[c : c + 2] in _THIS
            or (start == at.start > clause.start and at.word(line) in _NEEDS)
        )
        order = self.order
        if order is not None and trigger.subject is None and (order.listed or (order.age == 0 and about)):
            found = replace(found, addressee=order.addressee)
        return found

    # ---- state ----------------------------------------------------------------------------------------------------

    def _after(self, read: Read, order: Order | None) -> None:
        """Carry speaker and order over to the next sentence."""
        line = read.line
        if read.sentence.role in ("title", "heading"):
            self.voices.note(read)
            return
        same = self.voices.heard(read, order.issuer if order else None, order is not None)
        if order is not None:
            return
        if narrates(line):
            self.order = None
            if not read.said:
                self.voices.silence()
        elif not same:
            self.order = None
        elif self.order is not None:
            past = sum(t in ("đã", "đạt", "tăng", "giảm") for t in line.low)
            age = self.order.age + 1 + (past > 1)
            self.order = replace(self.order, age=age) if age <= ORDER_REACH else None


def _found(start: int, got: Trigger, issuer: Speaker | None, end: int) -> Found:
    return Found(start, end, got.frame, got.strength, (got.start, got.end), issuer)
