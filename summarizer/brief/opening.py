"""The sentence that the brief of an official document opens with: whose it is, and what it decides or orders.

Made of the card's issuer, the first article of a decision or the lead-in of an order, and the subject in the title,
each where the text has it. So a brief never opens with grounds, and never leaves open who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from summarizer.brief.bodies import LeadIn, lead_in
from summarizer.brief.drafting import Draft, Part, Said, begins_with_verb, inside, locate, running
from summarizer.brief.gate.words import keys_of
from summarizer.brief.outline import unmarked
from summarizer.brief.subject import OF, is_act, is_task, subject_of, wording
from summarizer.document.administrative import BODY
from summarizer.document.cards import concluding, sentence_case
from summarizer.document.model import Article, Span
from summarizer.text.letters import UPPER, is_caps
from summarizer.text.phrases import across

_FIRST: Final = re.compile(r"(?:Điều|ĐIỀU)\s+1\s*[.:]\s*")
_SCOPE: Final = re.compile(
    r"(?:Phạm vi|Đối tượng|Vị trí|Giải thích|Nguyên tắc|Mục tiêu|Mục đích|Tên gọi|Quy định chung)", re.IGNORECASE
)
# what closes an act and leads to its parts
_PARTS: Final = re.compile(
    r"[,;]?\s*(?:(?:với|gồm|theo|có)\s(?:các|những|một số)?\s*(?:nội dung|chỉ tiêu|chi tiết)[^.;]{0,40}"
    r"|cụ thể(?: như sau| là)?|như sau|sau đây"
    r"|bao gồm|gồm|gồm có|trong đó)?\s*(?::|\.|;|\(\s*(?:[Cc]ó|[Cc]hi tiết|[Pp]hụ lục|[Đđ]ính)[^()]*\)\s*\.?)\s*$"
)
_ENCLOSED: Final = re.compile(
    r"\s*,?\s*(?:ban hành\s)?kèm theo\s+(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Văn bản|Công văn|Kế hoạch"
    r"|Tờ trình)\s+này\s*"
)
_PLACED: Final = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khu vực)$", re.IGNORECASE)
_DATELINE: Final = re.compile(
    rf"(?P<place>(?:[{UPPER}][^\W\d_]*)(?:[ -][{UPPER}][^\W\d_]*){{0,4}}),\s*(?:ngày|lúc|hồi)\s"
)
_ACTS: Final = re.compile(r",?\s(?:[Kk]hó?óa?\s[IVXLC\d]+|thông qua|ban hành)")
_SUBJECT: Final = re.compile(r"\s(?:về|tại|v/v)\s", re.IGNORECASE)
_HEAD: Final = 20  # sentences in which a letterhead stands
_COUNCIL: Final = re.compile(r"(?:Chủ tịch )?(?:Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND)")
_TITLED: Final = re.compile(
    rf"\b(?P<level>(?i:tỉnh|thành phố|huyện|quận"
    rf"|thị xã))\s(?P<name>[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,3}})"
)
_REPORTS: Final = frozenset(("Báo cáo", "Thông cáo"))
_ORDERS: Final = frozenset(("Công điện", "Chỉ thị", "Công văn", "Thông báo", "Kết luận", "Tờ trình"))
_LEADS: Final = 40  # sentences in which the lead-in of an order is looked for


@dataclass(frozen=True, slots=True)
class Opening:
    """How the brief of a document opens: `draft`, and the sentences (indices) that it says already.

    `source` is the issuer as a reference (`theo báo cáo của …`) where the document reports and decides nothing; then
    `draft` is for want of anything better, and the first figures go after `source` instead.
    """

    draft: Draft
    takes: frozenset[int] = frozenset()
    source: Draft = ()
    issuer: Draft = ()


def opening(article: Article) -> Opening | None:
    """The opening of an official document; None where the text is none, or nobody is named who issues it."""
    card = article.card
    if card is None:
        return None
    if concluded := _concluding(article):
        return concluded
    if card.kind is None:
        return None
    issuer = issuing(article)
    if not issuer:
        return None
    if card.kind in _REPORTS and (subject := subject_of(article)):
        named = _small(article, locate(article, "báo cáo") or ())
        source: Draft = ("theo", *named, "của", *issuer) if named else ("theo", *issuer)
        return Opening((*issuer, *named, *subject) if named else (*issuer, ":", *subject), source=source, issuer=issuer)
    return _deciding(article, issuer) or _ordering(article, issuer) or _issuing(article, issuer)


def issuing(article: Article) -> Draft:
    """The body that issues a document, with the place that its letterhead gives apart; empty where none is named."""
    card = article.card
    if card is None:
        return ()
    if card.issuer is None:
        return _unnamed(article)
    found = locate(article, card.issuer)
    if found is None:
        return ()
    name = card.issuer
    if (titled := _titled(article, name)) is not None:
        return (*found, titled)
    fuller = _fuller(article, name)
    if fuller is not None:
        return (fuller,)
    if _PLACED.search(name) and (line := _DATELINE.search(article.text)):
        return (*found, Span(line.start("place"), line.end("place")))
    return found


def _unnamed(article: Article) -> Draft:
    """The issuer where the card has none: in the title (`CHỈ THỊ CỦA CHỦ TỊCH …`) or in a line of its own below it."""
    for sentence in article.sentences[:_HEAD]:
        words = sentence.of(article.text)
        if sentence.role == "title" and (of := OF.search(words)) and BODY.match(words[of.end() - 1 :].upper()):
            if article.card is not None and article.card.kind == "Thông báo":
                return ()  # a notice of somebody's conclusions is given by his office
            subject = _SUBJECT.search(words, of.end())
            span = Span(sentence.start + of.end() - 1, sentence.start + subject.start() if subject else sentence.end)
            return (Said(span, running(article, span.of(article.text), named=True)) if is_caps(words) else span,)
        if sentence.role == "heading" and is_caps(words) and BODY.match(words) and len(words.split()) <= 12:
            return (Said(Span(sentence.start, sentence.end), running(article, words, named=True)),)
    return ()


def _titled(article: Article, name: str) -> Part | None:
    """The place that the title names, for a council or committee that names none."""
    if article.title is None or not _COUNCIL.fullmatch(name):
        return None
    place = _TITLED.search(article.text, article.title.start, article.title.end)
    if place is None:
        return None
    span = Span(place.start(), place.end())
    name = " ".join(w[:1] + w[1:].lower() for w in place["name"].split(" "))
    return Said(span, f"{place['level'].lower()} {name}")


def _fuller(article: Article, name: str) -> Part | None:
    """The name with its place, as the text has it most often: `Hội đồng nhân dân thành phố Hà Nội`."""
    level = "" if _PLACED.search(name) else r"\s(?i:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
    pattern = re.compile(
        rf"(?<!\w)(?i:{re.escape(name)}){level}\s(?:[{UPPER}][^\W\d_]*)(?:[ -][{UPPER}][^\W\d_]*){{0,4}}"
    )
    if level and not _COUNCIL.fullmatch(name):
        return None
    held = [m for m in pattern.finditer(article.text) if m[0][:1].isupper()]
    if not held:
        return None
    small = [m for m in held if not is_caps(m[0])]
    acting = next((m for m in small if _ACTS.match(article.text, m.end())), None)
    best, _ = Counter(m[0] for m in small or held).most_common(1)[0]
    first = acting or next(m for m in small or held if m[0] == best)
    span = Span(first.start(), first.end())
    return span if small else Said(span, sentence_case(first[0]))


def _deciding(article: Article, issuer: Draft) -> Opening | None:
    """The first article of a decision: `Điều 1. Phê duyệt …`."""
    for number, sentence in enumerate(article.sentences):
        found = _FIRST.match(article.text, sentence.start, sentence.end)
        if sentence.role == "furniture" or found is None:
            continue
        start, end, takes = found.end(), sentence.end, {number}
        if start >= end:
            if number + 1 >= len(article.sentences):
                return None
            following = article.sentences[number + 1]
            start, end, takes = following.start, following.end, {number + 1}
        span = Span(start, end)
        if _SCOPE.match(article.text, start, end) or not begins_with_verb(span.of(article.text)):
            return None
        if article.text[end - 1] not in ".;," and is_act(article, subject_of(article)):
            return None  # the title names what the article lists: `Bãi bỏ các Quyết định sau:`
        return Opening((*issuer, *_act(article, span)), frozenset(takes), issuer=issuer)
    return None


def _act(article: Article, span: Span) -> Draft:
    """What an article decides, without what leads to its parts and `kèm theo Quyết định này`."""
    words = span.of(article.text)
    if parts := _PARTS.search(words):
        span = Span(span.start, span.start + parts.start())
    enclosed = _ENCLOSED.search(article.text, span.start, span.end)
    if enclosed is None or enclosed.start() == span.start:
        return (inside(article, span),)
    before, after = Span(span.start, enclosed.start()), Span(enclosed.end(), span.end)
    return (inside(article, before), *((after,) if len(after) else ()))


def _ordering(article: Article, issuer: Draft) -> Opening | None:
    """An order by its lead-in and its subject: `Chủ tịch UBND tỉnh yêu cầu … tăng cường …`."""
    assert article.card is not None
    if article.card.kind not in _ORDERS:
        return None
    subject = subject_of(article)
    body = [(i, s) for i, s in enumerate(article.sentences) if s.role != "furniture"][:_LEADS]
    for _, sentence in body:
        line = unmarked(article.text, Span(sentence.start, sentence.end))
        if sentence.role in ("title", "heading") or not line.of(article.text).rstrip().endswith(":"):
            continue
        said = lead_in(article, line)
        if said.issuer is None or said.trigger is None or not _agree(article, said.issuer, issuer):
            continue
        if subject and is_task(article, subject):
            who = _speaker(article, said, issuer)
            if wording(article, subject).lower().startswith(said.trigger.of(article.text).lower()):
                who = who[: -2 if said.addressee else -1]
            return Opening((*who, *subject), issuer=_orderer(article, said, issuer))
        break
    return None


def _agree(article: Article, orders: Span, issuer: Draft) -> bool:
    """Whether who orders in a lead-in can be whose document it is: another's orders are told, not given.

    Names are shortened and spelt out (`UBND tỉnh`, `Ủy ban nhân dân tỉnh An Lạc`), so that one word in common will do.
    """
    return not set(wording(article, issuer).lower().split()).isdisjoint(orders.of(article.text).lower().split())


def _speaker(article: Article, said: LeadIn, issuer: Draft) -> Draft:
    """Who orders whom, by the lead-in; the issuer of the card where that says more than the lead-in."""
    assert said.trigger is not None
    addressee: Draft = (inside(article, said.addressee),) if said.addressee else ()
    return (*_orderer(article, said, issuer), inside(article, said.trigger), *addressee)


def _orderer(article: Article, said: LeadIn, issuer: Draft) -> Draft:
    assert said.issuer is not None
    held = said.issuer.of(article.text).split()
    known = [
        w
        for p in issuer
        if not isinstance(p, str)
        for w in (p.text if isinstance(p, Said) else p.of(article.text)).split()
    ]
    who: Draft = issuer if len(known) > len(held) and known[0].lower() == held[0].lower() else (said.issuer,)
    if who != issuer and held[-1].lower() in ("tỉnh", "huyện", "xã", "phường", "phố", "quận") and issuer:
        tail = _place_of(article, issuer)
        who = (*who, *tail)
    return who


def _place_of(article: Article, issuer: Draft) -> Draft:
    """The name at the end of the issuer's: `An Lạc` of `Ủy ban nhân dân tỉnh An Lạc`."""
    last = issuer[-1]
    if isinstance(last, str):
        return ()
    words = last.text if isinstance(last, Said) else last.of(article.text)
    found = re.search(rf"(?<!\S)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)\s([{UPPER}].*)$", words)
    if found is None:
        return (last,) if len(issuer) > 1 else ()
    span = last.span if isinstance(last, Said) else last
    place = Span(span.start + found.start(1), span.start + found.end(1))
    return (Said(place, found[1]) if isinstance(last, Said) else place,)


def _concluding(article: Article) -> Opening | None:
    """A notice of somebody's conclusions: `Phó Chủ tịch … kết luận tại cuộc họp về …`."""
    title, card = article.title, article.card
    told = concluding(title.of(article.text)) if title is not None else None
    if title is None or told is None or told["verb"].lower() == "ý kiến":  # which is no verb
        return None
    body, verb = (Span(title.start + told.start(group), title.start + told.end(group)) for group in ("body", "verb"))
    if card is None or card.issuer is None or across(card.issuer).fullmatch(body.of(article.text)) is None:
        return None
    who, subject = Said(body, card.issuer), Span(body.end, title.end)
    words = subject.of(article.text)
    rest = Said(subject, running(article, words)) if is_caps(words) else subject
    return Opening((who, *_small(article, (verb,)), rest), issuer=(who,))


def _issuing(article: Article, issuer: Draft) -> Opening | None:
    """What every document does: its body issues it."""
    assert article.card is not None
    assert article.card.kind is not None
    subject = subject_of(article)
    if not subject:
        return None
    kind = article.card.kind
    if kind in ("Công văn", "Chỉ thị", "Công điện") and is_task(article, subject):
        verb = _asks(article, issuer)
        if verb and wording(article, subject).lower().startswith(verb.of(article.text)):
            verb = None
        return Opening((*issuer, *((verb,) if verb else ()), *subject), issuer=issuer)
    if is_act(article, subject):
        return Opening((*issuer, *subject), issuer=issuer)
    named = locate(article, kind.lower()) or ()
    if kind == "Thông báo":
        return Opening((*issuer, *_small(article, named), *subject), issuer=issuer)
    link: Draft = (
        ("về",) if kind not in ("Kế hoạch", "Chương trình", "Quy chế", "Quy định", "Đề án", "Hướng dẫn") else ()
    )
    return Opening((*issuer, "ban hành", *_small(article, named), *link, *subject), issuer=issuer)


def _asks(article: Article, issuer: Draft) -> Span | None:
    """The word by which the issuer itself asks for something; what others ask for is not its own."""
    own = set(keys_of(wording(article, issuer)))
    for sentence in article.sentences:
        said = lead_in(article, unmarked(article.text, Span(sentence.start, sentence.end)))
        if said.issuer is None or said.trigger is None or not own.issuperset(keys_of(said.issuer.of(article.text))):
            continue
        if said.trigger.of(article.text) in ("yêu cầu", "đề nghị", "chỉ thị"):
            return said.trigger
    return None


def _small(article: Article, draft: Draft) -> Draft:
    """A draft in small letters."""
    found: list[str | Span | Said] = []
    for part in draft:
        if isinstance(part, str):
            found.append(part)
            continue
        span = part.span if isinstance(part, Said) else part
        found.append(Said(span, span.of(article.text).lower()))
    return tuple(found)
