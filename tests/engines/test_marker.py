"""The marker: windows with their context, exact flags, decoding, and marks that are spans of the article."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from tokenizers import Tokenizer

from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.engines.base import Cancelled, Slot
from summarizer.engines.marker import flags, traits
from summarizer.engines.marker.decoding import actions, pointed, tags
from summarizer.engines.marker.engine import load
from summarizer.engines.marker.relations import BETWEEN, DISTANCES, SENTENCES, relations
from summarizer.engines.marker.windows import LENGTH, pieces, windows
from summarizer.engines.registry import EngineUnavailable

ORDER = (
    "Chỉ đạo về phòng chống hạn\n\nChủ tịch UBND tỉnh yêu cầu:\n\n"
    + "\n\n".join(f"{i}. Sở Nông nghiệp nạo vét tuyến kênh số {i} trước ngày {i}/3/2025, báo cáo kết quả." for i in range(1, 29))
)  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer(tiny_reader: Path) -> Tokenizer:
    return Tokenizer.from_file(str(tiny_reader / "tokenizer.json"))


def held(article: Article, name: str) -> str:
    """The characters that carry a flag."""
    bit = np.uint64(1 << flags.NAMES.index(name))
    table = flags.of(article, [], [])
    return "".join(c for c, f in zip(article.text, table, strict=True) if f & bit)


def test_every_token_is_owned_by_one_window(tokenizer: Tokenizer) -> None:
    article = from_text(ORDER)
    made = windows(pieces(article, tokenizer), bos=0, eos=2)
    assert len(made) > 2
    assert all(len(w.ids) <= LENGTH for w in made)
    owned = [set(w.starts[w.own].tolist()) for w in made]
    assert all(not a & b for a, b in pairwise(owned))
    read = {i for w in made for a, b in zip(w.starts[w.own], w.ends[w.own], strict=True) for i in range(a, b)}
    assert {i for i, c in enumerate(article.text) if not c.isspace()} <= read


def test_a_later_window_knows_the_title_and_who_orders(tokenizer: Tokenizer) -> None:
    article = from_text(ORDER)
    last = windows(pieces(article, tokenizer), bos=0, eos=2)[-1]
    context = "".join(article.text[a:b] for a, b in zip(last.starts, last.ends, strict=True) if a >= 0)
    assert "yêucầu:" in context.replace(" ", "")
    assert "hỉđạovềphòngchốnghạn" in context.replace(" ", "")


def test_flags_say_what_words_are() -> None:
    article = from_text("Tin\n\nThủ tướng yêu cầu Bộ Y tế hoàn thành trước ngày 30/6. Giấy đề nghị thanh toán đã nộp.")
    assert "yêu cầu" in held(article, "order")
    assert "Thủ tướng" in held(article, "person")
    assert "trước ngày" in held(article, "deadline")
    assert held(article, "done") == "đã"


def test_flags_say_under_what_a_line_stands() -> None:
    text = "BÁO CÁO\n\nI. KẾT QUẢ THỰC HIỆN\n\nXây mới 23 mô hình.\n\nII. NHIỆM VỤ THỜI GIAN TỚI\n\nXây mới 30 mô hình."
    article = from_text(text)
    assert "23" in held(article, "results")
    assert "30" not in held(article, "results")
    assert "30" in held(article, "tasks")


def test_flags_keep_their_places_where_lower_case_is_longer() -> None:
    article = from_text("Tin İzmir\n\nThủ tướng yêu cầu hoàn thành hồ sơ dự án.")
    assert len(flags.of(article, [], [])) == len(article.text)


def test_traits_are_as_many_as_their_names() -> None:
    article = from_text("Tỉnh An Lạc thu ngân sách 35 tỷ đồng\n\nTỉnh thu 35 tỷ đồng trong năm qua, vượt kế hoạch.")
    span = Span(article.text.rindex("35 tỷ"), article.text.rindex("35 tỷ") + len("35 tỷ đồng"))
    found = dict(zip(traits.NAMES, traits.traits(article, span, span.of(article.text)), strict=True))
    assert [found[name] for name in ("money", "repeated", "percent")] == [1, 1, 0]


def scores(tags: str) -> np.ndarray:
    """Scores of tags that are plainly what they are."""
    table = np.full((len(tags), 3), -4.0, np.float32)
    for i, tag in enumerate(tags):
        table[i, "OBI".index(tag)] = 4.0
    return table


def test_actions_are_runs_that_begin_with_b() -> None:
    own = np.ones(12, bool)
    found = [(a, b) for a, b, _ in actions(scores("OBIIIOOBIIBI"), own)]
    assert found == [(1, 5), (7, 10), (10, 12)]


def test_tags_are_told_of_the_words_of_actions() -> None:
    scores = np.array([[5, 0, 0], [0, 5, 0], [0, 0, 5], [5, 0, 0]], np.float32)
    found = tags(scores, np.array([0, 4, 9, 15]), [(1, 3, 0.9)])
    assert list(found) == [4, 9]
    assert found[4].begin > found[4].inside
    assert found[9].inside > found[9].begin
    assert found[4].before > -0.2 > found[9].before
    assert np.exp([found[9].begin, found[9].inside, found[9].outside]).sum() == pytest.approx(1, abs=1e-4)


def test_an_action_never_begins_inside() -> None:
    table = scores("OOIIIO")
    assert [(a, b) for a, b, _ in actions(table, np.ones(6, bool))] in ([(2, 5)], [])


def test_what_a_window_does_not_own_is_not_marked() -> None:
    own = np.array([False] * 4 + [True] * 4)
    assert actions(scores("BIIIBIII"), own)[0][:2] == (4, 8)


def test_pointing_takes_the_best_ordered_pair_or_none() -> None:
    start, end = np.full(6, -5.0, np.float32), np.full(6, -5.0, np.float32)
    start[3], end[1], end[4] = 5.0, 6.0, 5.0  # the best end stands before the best start
    sentence = np.zeros(5, np.int64)
    first, last, sure = pointed(np.stack([start, end]), sentence)
    assert (first, last) == (3, 4)
    assert sure > 0.9
    start[5] = end[5] = 20.0
    assert pointed(np.stack([start, end]), sentence)[2] < 0.1


def test_what_is_pointed_at_lies_in_one_sentence() -> None:
    start, end = np.full(6, -5.0, np.float32), np.full(6, -5.0, np.float32)
    start[1], end[2], end[4] = 5.0, 1.0, 6.0
    assert pointed(np.stack([start, end]), np.array([0, 0, 0, 1, 1]))[:2] == (1, 2)


def test_relations_tell_near_from_far() -> None:
    found = relations(np.array([-1, 0, 0, 0, 1, 1, 1, 1, 2]), np.array([[2, 4], [5, 7]]))
    assert found.shape == (2, 9, 3)
    assert (found >= 0).all()
    assert (found.max((0, 1)) < [DISTANCES, SENTENCES, BETWEEN]).all()
    second = found[1]
    assert second[5, 0] == second[6, 0] != second[4, 0]  # inside
    assert second[0, 1] == 0  # a special token is in no sentence
    assert second[4, 1] == second[5, 1] != second[3, 1]
    assert second[4, 2] == 0 and second[1, 2] == 1  # noqa: PT018  # the other span begins between


def test_marks_are_spans_of_the_article(tiny_marker: Path, tiny_reader: Path, report: Article) -> None:
    marker = load(tiny_marker, tiny_reader)
    at = report.text.index("1.250 tỷ đồng")
    amount, day = Span(at, at + 13), Span(report.text.index("12/12"), report.text.index("12/12") + 10)
    marks = marker.mark(report, [day], [amount])
    assert len(marks.figures) == 2
    assert marks.directives  # a random net with a bias marks something
    for d in marks.directives:
        slots = (d.trigger, d.issuer, d.addressee, d.deadline)
        for span in (d.action, *(s.span for s in slots if isinstance(s, Slot))):
            said = span.of(report.text)
            assert said == said.strip()
            assert said
    assert marker.mark(report, [day], [amount]) == marks


def test_marking_stops_when_cancelled(tiny_marker: Path, tiny_reader: Path, report: Article) -> None:
    event = Event()
    event.set()
    with pytest.raises(Cancelled):
        load(tiny_marker, tiny_reader).mark(report, [], [], cancelled=event)


def test_a_damaged_marker_is_told(tiny_reader: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EngineUnavailable):
        load(tmp_path, tiny_reader)
