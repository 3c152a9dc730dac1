"""Directives arranged for reading: one block an issuer and addressee, one row a task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer import locale
from summarizer.brief.figures import words_of
from summarizer.brief.model import Brief
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive
from summarizer.text.data import load
from summarizer.text.letters import raised
from summarizer.text.phrases import alternatives

_FORBIDDEN = re.compile(
    r"(?<!\w)(?:nghiêm cấm|tuyệt đối không|không được để|không để|không được|không|chưa|đừng|cấm|tránh)(?!\w)",
    re.IGNORECASE,
)
_FORBIDDING = re.compile(rf"{_FORBIDDEN.pattern}\s*$", re.IGNORECASE)
_FULL_DATE = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|tháng \d{1,2} năm \d{4}")
_SPOKEN = re.compile(alternatives(load(__package__, "directives.toml")["spoken"]), re.IGNORECASE)
_GENERIC = re.compile(r"(?:Các|Những|Mọi|Từng|Toàn|Mỗi|Chúng|Người)\s|(?:Bạn|Họ|Mình)$")
_REACH = 60
"""Characters before a task in which it may be forbidden."""
_NEAR = 4000
"""Characters around a directive that tell whether a word in capitals is a name."""


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One task: what, by when; `index` into the directives. `ban` where the words of `action` do not forbid alone."""

    action: str
    ban: bool
    deadline: str
    span: Span
    index: int
    left_out: bool


@dataclass(frozen=True, slots=True)
class DirectiveBlock:
    """Tasks that one issuer puts to one addressee, in words such as `Bí thư … đề nghị các đơn vị`."""

    heading: str
    issuer: str
    addressee: str
    rows: tuple[DirectiveRow, ...]


def directive_blocks(brief: Brief) -> tuple[DirectiveBlock, ...]:
    """Directives by who must act, in the order in which the source comes to them; what is due soonest first.

    The same task told twice has one row.
    """
    article = brief.article
    missing = set(brief.left_out.directives)
    verbs = _verbs(article, brief.facts.directives)

    def parties(pair: tuple[int, Directive]) -> tuple[str, str, str]:
        index, directive = pair
        strength = directive.strength if directive.issuer and verbs[index] else ""
        return words_of(article, directive.issuer), strength, words_of(article, directive.addressee)

    grouped: dict[tuple[str, str, str], list[tuple[int, Directive]]] = {}
    for pair in enumerate(brief.facts.directives):
        grouped.setdefault(parties(pair), []).append(pair)
    blocks = []
    for (issuer, _, addressee), group in grouped.items():
        members = _once(article, group)
        who = raised(_signed(article, issuer)) if issuer else locale.text("brief.directive.unnamed")
        verb = verbs[group[0][0]]
        form = "heading_to" if addressee else "heading"
        if not issuer:
            form = f"task{form.removeprefix('heading')}"
        elif not verb:
            form = f"{form}_needed"
        # who opens a sentence of the source does not open the heading
        lowered = addressee[:1].lower() + addressee[1:]
        common = _GENERIC.match(addressee) or _stands_near(article, lowered, members[0][1].span)
        whom = lowered if common else addressee
        heading = locale.text(f"brief.directive.{form}", issuer=who, strength=verb, addressee=whom)
        rows = tuple(
            DirectiveRow(*_action(article, d), _deadline(article, d), d.span, i, i in missing) for i, d in members
        )
        blocks.append(DirectiveBlock(heading, who, addressee, rows))
    return tuple(blocks)


def shortened_blocks(blocks: Sequence[DirectiveBlock], most: int) -> tuple[DirectiveBlock, ...]:
    """The blocks with at most `most` directives in all, in source order: those of the summary, then the first ones."""
    order = sorted((row.left_out, row.index) for block in blocks for row in block.rows)
    kept = {index for _, index in order[:most]}
    found = (replace(b, rows=tuple(r for r in b.rows if r.index in kept)) for b in blocks)
    return tuple(b for b in found if b.rows)


def _signed(article: Article, issuer: str) -> str:
    """The issuer as running text writes it, where the document names it in its letterhead's capitals."""
    known = article.card.issuer if article.card is not None else None
    return known if known is not None and issuer.isupper() and issuer.lower() == known.lower() else issuer


def _once(article: Article, group: Sequence[tuple[int, Directive]]) -> list[tuple[int, Directive]]:
    """Each task once, those with a deadline first, the earliest before all."""
    told: dict[str, tuple[int, Directive]] = {}
    for index, directive in group:
        words = words_of(article, directive.action).lower()
        if words not in told or (told[words][1].deadline is None and directive.deadline is not None):
            told[words] = (index, directive)

    def urgency(pair: tuple[int, Directive]) -> tuple[bool, date, int]:
        directive = pair[1]
        return directive.deadline is None, directive.due or date.max, pair[0]

    return sorted(told.values(), key=urgency)


def _stands_near(article: Article, words: str, span: Span) -> bool:
    """Whether the text around a span has these words; only around it, so that time stays linear."""
    return article.text.find(words, max(0, span.start - _NEAR), span.end + _NEAR) >= 0


def _verbs(article: Article, directives: Sequence[Directive]) -> list[str]:
    """How each directive is put, in the source's own word: `kêu gọi` is no `đề nghị`.

    An inherited one has the word of the one before by the same issuer; one that only says what needs doing (`cần`, a
    bare verb) has none: ''. Where the source's word is no verb of speech (`phải`), the plain word for the strength.
    """
    found: list[str] = []
    for i, directive in enumerate(directives):
        spoken = _SPOKEN.match(words_of(article, directive.trigger))
        before = directives[i - 1] if i else None
        if spoken is not None and locale.current() == "vi":
            found.append(spoken[0].lower())
        elif (
            directive.inherited
            and before is not None
            and (before.issuer, before.strength) == (directive.issuer, directive.strength)
        ):
            found.append(found[-1])
        elif directive.strength == "exhort" and spoken is None:
            found.append("")
        else:
            found.append(locale.text(f"brief.strength.{directive.strength}"))
    return found


def _action(article: Article, directive: Directive) -> tuple[str, bool]:
    """What is to be done in words, under what condition, and whether that has to be marked as a ban."""
    words, ban = _done(article, directive)
    return f"{words_of(article, directive.condition)} {words}".lstrip(), ban


def _done(article: Article, directive: Directive) -> tuple[str, bool]:
    """The action in words, and whether they have to be marked as a ban: not where its `không được` is shown."""
    start = directive.action.start
    forbidding = _FORBIDDING.search(article.text, max(0, start - _REACH), start)
    if directive.polarity == "do" and (forbidding is None or start > forbidding.end() + 1):
        return words_of(article, directive.action), False
    if forbidding is None:
        own = _FORBIDDEN.search(article.text, start, min(start + _REACH, directive.action.end))
        return words_of(article, directive.action), own is None  # `chưa xem xét` says it itself
    return words_of(article, Span(forbidding.start(), directive.action.end)), False


def _deadline(article: Article, directive: Directive) -> str:
    if directive.deadline is None:
        return ""
    words = words_of(article, directive.deadline)
    dated = directive.due is None or _FULL_DATE.search(words) is not None
    if directive.action.covers(directive.deadline):  # the task says it; what it leaves out is told
        return "" if dated else f"{directive.due:%d/%m/%Y}"
    if dated:
        return words
    return f"{words} ({directive.due:%d/%m/%Y})"
