"""A marker for tests: deterministic and plain, so that a test gets marks without weights. No measure of the real one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Event
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, FigureMark, Marks, Slot, Strength

_STRENGTHS: Final[dict[str, Strength]] = {
    "yêu cầu": "order",
    "giao": "order",
    "chỉ đạo": "order",
    "phải": "order",
    "đề nghị": "request",
    "kêu gọi": "exhort",
    "kiến nghị": "petition",
}
_DIRECTIVE: Final = re.compile(
    rf"(?:^|(?<=, )|(?<=: ))(?P<issuer>[A-ZĐÔ][^.;:\n]{{2,90}}?) (?P<verb>{'|'.join(_STRENGTHS)}) "
    r"(?:(?P<whom>(?:[Cc]ác|Sở|UBND|Ban|Phòng|Ủy ban|[Nn]gười dân)(?: (?:[A-ZĐ]\w*|-|dự án|Quản lý|sở|ngành|xã"
    r"|địa phương|đơn vị|huyện|tỉnh|phường|chính|tế|tư|hoạch|vận tải|dựng|dân|nhân|giáo|và đào tạo),?)*),? )?"
    r"(?P<action>[^.;:\n]{8,})"
)
_BARE: Final = re.compile(
    r"(?:(?P<whom>Sở [A-ZĐ]\w* \w+) )?(?P<action>(?:(?:tiếp tục|khẩn trương|chủ động|kịp thời) )?(?:đẩy mạnh|đẩy nhanh|tăng cường|rà soát|thực hiện|triển khai"
    r"|bảo đảm|kiểm tra|chuẩn bị|không để|hoàn thành|tập trung|phối hợp|điều chuyển) [^.;\n]{6,})",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"(?:[\s(]+(?:đạt|là|tăng|giảm|ước|khoảng|hơn|gần|trên|dưới|còn|có|lên|chiếm|bằng|dự kiến|không|quá|và|được|thêm))+$"
)
_CLAUSE: Final = re.compile(r"[,;:.\n]\s|\n")


class PlainMarker:
    """Every quantity is key and named by its clause; a directive is what one regular expression takes for one."""

    revision = "plain"

    def mark(
        self, article: Article, times: Sequence[Span], quantities: Sequence[Span], *, cancelled: Event | None = None
    ) -> Marks:
        """The marks, as `Marker.mark` gives them."""
        figures = [*(FigureMark(0.1) for _ in times), *(FigureMark(0.9, _label(article, q)) for q in quantities)]
        return Marks(tuple(_directives(article)), tuple(figures))


def _label(article: Article, figure: Span) -> Slot | None:
    """The words between the last comma or stop and the figure, without the verb before it."""
    index = article.sentence_at(figure.start)
    start = article.sentences[index].start if index is not None else 0
    for border in _CLAUSE.finditer(article.text, start, figure.start):
        start = border.end()
    words = _TRAILING.sub("", article.text[start : figure.start].rstrip(" ("))
    return Slot(Span(start, start + len(words)), 0.9) if len(words) > 3 and " " in words else None


def _directives(article: Article) -> Iterator[DirectiveMark]:
    issuer: Span | None = None
    strength: Strength = "order"
    for sentence in article.body:
        at = sentence.start
        found = _DIRECTIVE.match(sentence.of(article.text))
        if found is not None:
            issuer, strength = Span(*(at + i for i in found.span("issuer"))), _STRENGTHS[found["verb"]]
            slots = {n: Slot(Span(*(at + i for i in found.span(n))), 0.9) for n in ("verb", "whom") if found[n]}
            action = Span(*(at + i for i in found.span("action")))
            yield DirectiveMark(action, 0.9, strength, 0.0, slots.get("verb"), Slot(issuer, 0.9), slots.get("whom"))
            at = action.end
        if issuer is None:
            continue
        for piece in re.finditer(r"[^;.\n]+", article.text[at : sentence.end]):
            lead = len(piece[0]) - len(piece[0].lstrip())
            if bare := _BARE.match(piece[0].lstrip()):
                start = at + piece.start() + lead
                action = Span(*(start + i for i in bare.span("action")))
                whom = Slot(Span(*(start + i for i in bare.span("whom"))), 0.9) if bare["whom"] else None
                yield DirectiveMark(action, 0.9, strength, 0.9, None, Slot(issuer, 0.9), whom)
