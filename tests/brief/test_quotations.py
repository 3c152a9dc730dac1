"""What somebody said in several sentences is one unit of a brief, or none."""

from __future__ import annotations

import numpy as np

from summarizer.brief.quotations import LONGEST, joined, quotations
from summarizer.brief.units import candidates, quoted
from summarizer.document import from_text

SAID = "“Chúng tôi đã đóng cửa lò số hai. Không ai được vào đó. Việc này kéo dài đến cuối tháng”, ông Lê Văn Sáu nói."


def found_in(body: str, open_: slice | None = None) -> dict[int, tuple[int, ...]]:
    article = from_text(f"Mỏ than dừng một lò\n\n{body}")
    units = candidates(article)
    half = np.array(quoted(article, units), dtype=bool)
    if open_ is not None:
        half[open_] = False
    return quotations(article, units, half)


def test_its_sentences_are_one_group() -> None:
    assert found_in(f"Mỏ Khe Sim dừng khai thác từ hôm qua. {SAID} Mỏ có 300 thợ.") == dict.fromkeys(
        (1, 2, 3), (1, 2, 3)
    )


def test_one_that_is_never_closed_or_partly_barred_is_none() -> None:
    assert found_in(SAID.replace("”", "")) == {}
    assert found_in(SAID, slice(1, 2)) == {}


def test_a_long_one_is_none() -> None:
    assert found_in(f"“{'Chúng tôi đã đóng cửa lò số hai. ' * (LONGEST // 5)}Hết”, ông Sáu nói.") == {}


def test_two_quotations_are_not_run_together() -> None:
    text = "“Lò đã đóng cửa. Không ai vào”, ông Sáu nói. “Lương vẫn trả. Thợ yên tâm”, bà Hạnh nói."
    assert found_in(text) == {0: (0, 1), 1: (0, 1), 2: (2, 3), 3: (2, 3)}


def test_joined_units_reach_from_the_first_to_the_last() -> None:
    article = from_text(f"Mỏ than dừng một lò\n\nMỏ Khe Sim dừng khai thác từ hôm qua. {SAID}")
    units = candidates(article)
    chosen = dict(enumerate(units))
    assert [u.of(article.text) for u in joined(chosen, dict.fromkeys((1, 2, 3), (1, 2, 3)))] == [
        "Mỏ Khe Sim dừng khai thác từ hôm qua.",
        SAID,
    ]


def parts_of(*paragraphs: str) -> list[str]:
    """What of an article is but a part of a quotation."""
    article = from_text("\n\n".join(("Mỏ than dừng một lò", *paragraphs)))
    units = candidates(article)
    return [u.of(article.text) for u, half in zip(units, quoted(article, units), strict=True) if half]


def test_a_quotation_that_is_not_closed_holds_the_rest_of_its_paragraph() -> None:
    said = "Ông Sáu nói: “Lò đã đóng cửa. Tôi không cho ai vào. Việc này còn kéo dài."
    assert parts_of(said, "Mỏ có 300 thợ làm việc.") == [said.split(". ")[0] + ".", *_whole(said)[1:]]


def test_one_of_several_paragraphs_opens_each_and_is_closed_in_the_last() -> None:
    first = '"Tôi vào mỏ từ năm 1990. Lò này do tôi mở.'
    last = '"Nay tôi phải đóng nó lại. Thợ của tôi đi lò khác", ông Sáu nói.'
    assert parts_of(first, last, "Mỏ có 300 thợ làm việc.") == [*_whole(first), *_whole(last)]


def test_guillemets_are_marks_of_quotations() -> None:
    said = "«Lò đã đóng cửa. Tôi không cho ai vào», ông Sáu nói."
    assert parts_of(f"{said} Mỏ có 300 thợ làm việc.") == _whole(said)


def test_a_stray_mark_bars_but_its_own_sentence() -> None:
    assert parts_of('Ống cỡ 12" đã vỡ. Mỏ có 300 thợ làm việc. Họ nghỉ hai ngày.') == ['Ống cỡ 12" đã vỡ.']


def _whole(said: str) -> list[str]:
    article = from_text(f"Tên\n\n{said}")
    return [s.of(article.text) for s in article.sentences if s.role == "body"]
