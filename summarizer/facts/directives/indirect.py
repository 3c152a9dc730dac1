"""Directives whose trigger is not in front of them: quotations, headlines, `theo yêu cầu của …`, bare exhortations."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summarizer.facts.actors import actor_at
from summarizer.facts.directives.clauses import Clause, skip_adjunct, skip_openers, token_at, trim
from summarizer.facts.directives.emit import rstrip
from summarizer.facts.directives.frames import Frame, frame, lead
from summarizer.facts.directives.inherit import goes_on
from summarizer.facts.directives.model import Found, Order, Read
from summarizer.facts.directives.speech import Postposed, trailing
from summarizer.facts.directives.verbs import adverb, opens, strong, verb
from summarizer.facts.directives.voices import Voices
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import QUOTES, Line

_TENSES: Final = frozenset(("đã", "đang", "sẽ", "được", "bị", "có", "là", "không"))
_TOLD: Final = frozenset(("đã", "đang", "sẽ", "vừa", "được", "bị", "là"))


def quoted_order(voices: Voices, read: Read, clause: Clause) -> Found | None:
    """`"…", Thủ tướng yêu cầu.`: the trigger stands behind the quotation."""
    line = read.line
    behind = trailing(line, read.said)
    if behind is None or behind.actor.start < clause.start:
        return None
    got = directive_words().commands.at(line, behind.verb)
    issuer = voices.of(line, behind.actor)
    if got is None or behind.verb + got[0] < clause.end - 3 or not issuer.official:
        return None
    stop = rstrip(line, clause.start, min(clause.end, behind.actor.start))
    start = clause.start
    while start < stop and line.low[start] in QUOTES:
        start += 1
    said = bare(line, start, stop) if stop - start >= 3 else None
    return None if said is None else Found(start, stop, said, got[1], (behind.verb, behind.verb + got[0]), issuer)


def by_order(voices: Voices, read: Read, clause: Clause) -> Found | None:
    """`Theo yêu cầu của Thủ tướng, các bộ khẩn trương …`: the trigger is a noun."""
    line = read.line
    i = skip_openers(line, clause.start, clause.end)
    got = directive_words().commands.at(line, i + 1) if line.low[i] == "theo" else None
    if got is None or line.at(i + 1 + got[0]) != "của":
        return None
    actor = actor_at(line, i + 2 + got[0])
    if actor is None or line.at(actor.end) != "," or not voices.of(line, actor).official:
        return None
    said = bare(line, actor.end + 1, clause.end)
    if said is None or any(t in _TOLD for t in line.low[actor.end : said.action[0] + 6]):
        return None
    if not (adverb(line, said.action[0]) or lead(line, said.action[0] - 1)):  # "…, Bộ A họp hằng tuần" tells
        return None
    trigger = (i + 1, i + 1 + got[0])
    return Found(i + 1, clause.end, said, got[1], trigger, voices.of(line, actor))


def bare(line: Line, start: int, end: int) -> Frame | None:
    """A clause with no trigger before it: a bare verb phrase, or an addressee with one, modal or not."""
    i = skip_adjunct(line, skip_openers(line, start, end), end)
    if n := lead(line, i):
        return Frame(None, (i + n, end))
    if line.low[i] == "có" and line.at(i + 1) in ("như", "thế", "vậy"):
        return None
    if strong(line, i):
        return Frame(None, (i, end))
    got = frame(line, i, end)
    return None if got is None or got.bare else got


def under(voices: Voices, read: Read, clause: Clause, behind: Postposed) -> list[Found]:
    """A clause whose trigger stands at the end of the sentence: `…, cũng là nhiệm vụ được Thủ tướng đặt ra`."""
    line = read.line
    end = rstrip(line, clause.start, min(clause.end, behind.start))
    issuer = voices.of(line, behind.actor)
    i = skip_openers(line, clause.start, end)
    if end - i < 3 or not issuer.official or not verb(line, i):
        return []
    return [Found(i, end, Frame(None, (i, end)), behind.strength, behind.trigger, issuer)]


def exhortation(voices: Voices, read: Read, clause: Clause) -> list[Found]:
    """A bare verb phrase, or an addressee with one, in the quoted words of somebody with authority."""
    line = read.line
    voice, _, fresh = voices.at(read, clause.start)
    quote = voices.quotation(line.start[clause.start])
    if not fresh or voice is None or not voice.official or quote is None:
        return []
    start, end = trim(line, clause.start, token_at(line, quote.end - 1, clause.start, clause.end))
    if end <= start:
        return []
    clause = Clause(start, end)
    alone = Order(voice, None, "exhort", age=1)
    if any(t in ("sẽ", "đã") for t in line.low[clause.start : clause.end]):
        return []
    went = goes_on(read, clause, alone, False)
    return [replace(went, inherited=False)] if went else []


def headline(voices: Voices, read: Read, clause: Clause) -> list[Found]:
    """`Thủ tướng: Quyết liệt giải ngân …` as a title."""
    line = read.line
    actor = next(iter(read.actors), None)
    if actor is None or actor.start > 1:
        return []
    if line.at(actor.end) != ":" or actor.kind == "place" or not voices.of(line, actor).official:
        return []
    i = actor.end + 1
    while line.at(i) in QUOTES or line.at(i) in ("'", "‘"):
        i += 1
    quoted = line.at(actor.end + 1) in ("'", "‘")
    done = (quoted and "không" in line.low[i:]) or any(
        line.low[m] in ("được", "sẽ", "đã", "là") for m in range(i, min(i + 4, clause.end))
    )
    if i >= clause.end or done:
        return []
    told = actor_at(line, i, lists=True)
    bodies = told is not None and told.kind in ("group", "body", "place", "layman")
    whom = told.end if told is not None and bodies else i + actor_words().groups.length(line, i)
    own = directive_words().modals.at(line, whom) if whom > i else None
    if own is not None:
        said = (whom, whom + own[0])
        work = Frame((i, whom), (said[1], clause.end))
        return [Found(actor.start, clause.end, work, own[1], said, voices.of(line, actor))]
    if told is not None and bodies and opens(line, told.end):
        frame_ = Frame((told.start, told.end), (told.end, clause.end))
        tense = any(t in _TENSES for t in line.low[told.end : told.end + 4])
        by = voices.of(line, actor)
        return [] if tense else [Found(actor.start, clause.end, frame_, "exhort", None, by)]
    if not (opens(line, i) or directive_words().modals.length(line, i)):
        return []
    issuer = voices.of(line, actor)
    ban = directive_words().modals.at(line, i)
    if ban is not None:
        return [Found(actor.start, clause.end, Frame(None, (i + ban[0], clause.end)), ban[1], (i, i + ban[0]), issuer)]
    return [Found(actor.start, clause.end, Frame(None, (i, clause.end)), "exhort", None, issuer)]
