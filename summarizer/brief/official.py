"""What the units of an official document are worth beside their relevance.

Its brief says who must do what by when and from when it holds; grounds, purposes, scope and closing formulas say
nothing that a desk prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from summarizer.brief.bodies import lead_in
from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.features import overlapping
from summarizer.brief.outline import Opener, unmarked
from summarizer.brief.standing import Flags
from summarizer.brief.units import Unit, halved, predicated
from summarizer.document import preamble
from summarizer.document.model import Article, Sentence, Span
from summarizer.engines.base import FloatArray
from summarizer.facts.model import Facts
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

AMOUNT = 0.2
"""Gained by what says how things stand, for each of its first amounts."""
TASK, BY, HOLDS, FORMULA = 0.3, 1.3, 4.0, 4.0
"""Gained by a task, by one with a day by which, by what says from when or what comes of it; lost by a formula."""
_BY: Final = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|đến hết|trong (?:tháng|quý|năm|thời hạn|vòng|\d)|xong trong|hoàn thành (?:trong"
    r"|vào)|hạn cuối|muộn nhất|vào cuối)"
    r"(?!\w)[^.;]{0,30}\d",
    re.IGNORECASE,
)
_HOLDS: Final = re.compile(
    r"(?:có hiệu lực|áp dụng|được thực hiện|hoạt động)(?: thi hành)?\s(?:kể )?từ\s[^.;]{0,40}\d"
    r"|[Ss]au (?:khi )?sắp xếp[^.;]{0,60}\scó\s\d"
    r"|tổng (?:kinh phí|vốn|nhu cầu kinh phí|mức đầu tư|cộng)\b[^.;]{0,40}\d",
    re.IGNORECASE,
)
_ACTS: Final = rf"(?:{alternatives(load(__package__, 'official.toml')['acts'])})"
_FORMULA: Final = re.compile(
    r"(?:chịu trách nhiệm (?:thi hành|thực hiện)|căn cứ) (?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị"
    r"|Thông báo)(?: này)?"
    r"|^(?:Yêu cầu|Đề nghị)?[^.;]{0,60}(?:nghiêm túc )?triển khai,? (?:thực hiện )?(?:nghiêm túc"
    r"|có hiệu quả)? ?(?:các nội dung|Công điện|Chỉ thị|Kế hoạch) (?:trên|này)"
    r"|(?:vướng mắc|phát sinh)[^.;]{0,80}(?:báo cáo|phản ánh|liên hệ|gửi)|được [^.;]{4,160}thông qua ngày|hết hiệu lực"
    # of acts and their annexes alone: a bridge is replaced too, and what an aside points to is no matter
    r"|^\(?[^.;()\d]{0,60}Phụ lục"
    rf"|kèm theo (?:{_ACTS}|[Dd]anh (?:sách|mục)|[Pp]hụ lục)"
    r"|(?:[Pp]hụ lục|[Dd]anh (?:sách|mục)|[Vv]ăn bản|[Hh]ồ sơ|[Đđ]ính|[Gg]ửi)[^.;()]{0,40} kèm theo"
    rf"|(?:[Tt]hay thế|[Bb]ãi bỏ)(?: (?:cho|các|một|số|phần|toàn|bộ|những|nội|dung|khoản|điểm|mục|[Đđ]iều|\d+|[a-zđ]))*"
    rf" {_ACTS}|{_ACTS}[^.;]{{0,160}} bị (?:thay thế|bãi bỏ)|sửa đổi[^.;]{{0,20}} (?:thay thế|bãi bỏ)"
    r"|(?:Nghị quyết|Quyết định|Quy định|Thông tư|Nghị định|Luật) này (?:quy định|áp dụng (?:đối với|cho))"
    r"|Trên đây là|để biết, thực hiện|xin thông báo"
    r"|[Cc]ùng dự (?:buổi|họp|hội nghị|cuộc)|hiệu lực (?:thi hành )?từ ngày (?:được thông qua|ký)|biết, thực hiện"
    r"|Nhận được (?:Công điện|Công văn)|Tệp đính kèm|hiệu lực (?:thi hành )?kể từ ngày ký",
)
_REPLACES: Final = re.compile(r"(?<!\w)(?:thay thế|bãi bỏ|hết hiệu lực)(?!\w)", re.IGNORECASE)
_NAMED: Final = re.compile(rf"{_ACTS} số ")
"""An act, named by its number: in a list behind `thay thế:` it holds no longer."""
_EXECUTION: Final = re.compile(
    r"(?:chịu trách nhiệm (?:thi hành|thực hiện)|căn cứ|thi hành) (?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị"
    r"|Thông báo)(?: này)?|[Cc]hi tiết tại|kèm theo\)"
)
_BARE: Final = 10
"""Words of a line that is no sentence though it stands in no list, at most."""
_WITH: Final = re.compile(r"phối hợp (?:chặt chẽ )?(?:với|cùng)(?: \S+){1,14}:?$")
_HOLLOW: Final = re.compile(
    r"(?:mục đích|yêu cầu|quan điểm|nguyên tắc|phạm vi|đối tượng|giải thích từ ngữ|căn cứ|cơ sở pháp lý"
    r"|mục đích, yêu cầu|hồ sơ|trình tự)\b",
    re.IGNORECASE,
)


def situation(
    article: Article, facts: Facts, units: Sequence[Unit], above: Sequence[tuple[Opener, ...]]
) -> tuple[int, ...]:
    """The units that say in figures how things stand, before a document comes to what is to be done."""
    amounts = [f.span for f in facts.figures if f.kind not in ("date", "period")]
    orders = next((i for i, s in enumerate(article.sentences) if _orders(article, s)), len(article.sentences))
    found = []
    for i, unit in enumerate(units):
        if unit.sentence > orders:
            break
        words = unmarked(article.text, Span(unit.start, unit.end)).of(article.text)
        if any(o.leads for o in above[unit.sentence]) or begins_with_verb(words) or _FORMULA.search(words):
            continue
        if any(unit.covers(a) for a in amounts):
            found.append(i)
    return tuple(found)


def due(article: Article, units: Sequence[Unit]) -> tuple[int, ...]:
    """The units that give a day by which something is to be done."""
    return tuple(
        i for i, u in enumerate(units) if (t := u.of(article.text)) and _BY.search(t) and not _FORMULA.search(t)
    )


def _orders(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence leads in what is to be done, and says by whom it is ordered."""
    line = unmarked(article.text, Span(sentence.start, sentence.end))
    leads = sentence.role != "furniture" and line.of(article.text).rstrip().endswith(":")
    return leads and lead_in(article, line).issuer is not None


def extra(article: Article, facts: Facts, units: Sequence[Unit], above: Sequence[tuple[Opener, ...]]) -> FloatArray:
    """What to add to the relevance of each unit, in standard deviations, (units,)."""
    found = np.zeros(len(units), dtype=np.float32)
    replaced = False
    for i, unit in enumerate(units):
        openers = above[unit.sentence]
        line = unmarked(article.text, Span(unit.start, unit.end))
        words = line.of(article.text)
        whole = article.sentences[unit.sentence].of(article.text)
        if preamble.GROUNDS.match(words) and whole.rstrip().endswith((";", ",")):
            found[i] -= 2 * FORMULA
        listed = replaced and _NAMED.match(words) is not None
        replaced = listed or _REPLACES.search(words) is not None
        held = _HOLDS.search(words)  # from a day on, whatever else it replaces
        cited = held is not None and _NAMED.search(words, 0, held.start()) is not None
        holds = held is not None and not cited
        formula = listed or cited or _EXECUTION.search(whole) is not None
        formula = formula or (not holds and _FORMULA.search(words) is not None)
        if formula:
            found[i] -= FORMULA + FORMULA * listed
        if any(_HOLLOW.match(o.span.of(article.text)) and not o.leads for o in openers):
            found[i] -= FORMULA / 2
        task = not formula and (  # `… biết, thực hiện` is a directive, and says nothing
            begins_with_verb(words)
            or any(d.action.overlaps(unit) for d in facts.directives)
            or any(o.leads for o in openers)
        )
        found[i] += TASK * task
        if task and _BY.search(words):
            found[i] += BY
        if holds:
            found[i] += HOLDS
    return found


def fragments(article: Article, facts: Facts, units: Sequence[Unit]) -> Flags:
    """Whether each unit is an item of a list that neither tells, orders nor counts anything, says with whom to work
    and not at what, or has one end of a quotation, (units,)."""
    amounts = [f.span for f in facts.figures if f.kind not in ("date", "period")]
    held = overlapping(units, [d.action for d in facts.directives]), overlapping(units, amounts)
    lines = [unmarked(article.text, Span(u.start, u.end)).of(article.text) for u in units]
    cut = np.array([_WITH.search(line) is not None or halved(line) for line in lines], dtype=bool)
    short = [
        len(line.split()) <= _BARE or article.sentences[u.sentence].role == "item"
        for line, u in zip(lines, units, strict=True)
    ]
    tells = [predicated(line) or begins_with_verb(line) for line in lines]
    return cut | np.array(short, dtype=bool) & ~(np.array(tells, dtype=bool) | np.array(held, dtype=bool).any(0))
