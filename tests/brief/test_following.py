"""A brief chosen unit by unit, as a scorer has learned it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizer.brief.model import Options
from summarizer.brief.select import select
from summarizer.brief.units import candidates, quoted, unlinked
from summarizer.brief.weighing import leaning
from summarizer.document import from_text
from summarizer.engines.base import FloatArray, Scores
from summarizer.facts.model import Facts

ARTICLE = from_text(
    "Cháy chợ ở thị xã An Lạc\n\n"
    "Rạng sáng 3/5, chợ trung tâm thị xã An Lạc bốc cháy, thiêu rụi hơn bốn mươi gian hàng vải và quần áo. "
    "Ngọn lửa bùng lên từ dãy phía đông rồi lan sang các dãy bên trong khi tiểu thương còn ngủ. "
    "Lực lượng cứu hỏa huy động mười hai xe, dập tắt đám cháy sau gần ba giờ, không có người bị thương. "
    "Nguyên nhân ban đầu được xác định là chập điện ở một quầy bán đồ gia dụng gần cổng chính. "
    "Chính quyền thị xã dự kiến dựng chợ tạm ở sân vận động cũ trong vòng một tháng tới."
)
UNITS = candidates(ARTICLE)


class Learned:
    """Wants the units in the order given, each by a `step` more than the next, then the end; says which lean."""

    def __init__(self, order: Sequence[int], leans: Sequence[int] = (), ends: int = 99, step: float = 4) -> None:
        self.order, self.leans, self.ends, self.step = order, leans, ends, step
        self.rooms: list[float] = []

    def next(self, taken: Sequence[int], room: float) -> tuple[FloatArray, FloatArray]:
        self.rooms.append(room)
        values = np.full(len(UNITS) + 1, -20.0, np.float32)
        for rank, i in enumerate(self.order):
            values[i] = 20.0 - self.step * rank
        if len(taken) >= self.ends:
            values[-1] = 100.0
        lean = np.zeros(len(UNITS), np.float32)
        lean[list(self.leans)] = 1.0
        return values, lean


def chosen(learned: Learned, options: Options) -> list[int]:
    scores = Scores(np.zeros(len(UNITS), np.float32), learned)
    return [UNITS.index(u) for u in select(ARTICLE, Facts(), UNITS, scores, options)]


def test_units_come_as_they_are_wanted_until_the_budget_is_full() -> None:
    learned = Learned([3, 0, 4])
    assert chosen(learned, Options(sentences=3)) == [0, 3, 4]
    assert learned.rooms == sorted(learned.rooms, reverse=True)


def test_a_short_brief_starts_with_less_room_a_long_one_with_no_more_than_was_learned() -> None:
    started = []
    for words in (60, 100, 400):
        learned = Learned(range(5))
        chosen(learned, Options(words=words))
        started.append(learned.rooms[0])
    assert started == [0.6, 1.0, 1.0]


def test_a_brief_may_end_before_its_budget_is_full_but_not_before_it_is_nearly() -> None:
    words = sum(len(u.of(ARTICLE.text).split()) for u in UNITS)
    assert len(chosen(Learned(range(5), ends=1), Options(words=words))) == 5 - 1
    assert len(chosen(Learned(range(5)), Options(words=words))) == 5


def test_a_leaning_unit_gives_way_unless_what_stands_before_it_is_taken() -> None:
    assert chosen(Learned([0, 1, 2], leans=[1], step=0.5), Options(sentences=2)) == [0, 1]
    assert chosen(Learned([0, 3, 2], step=0.5), Options(sentences=2)) == [0, 3]
    assert chosen(Learned([0, 3, 2], leans=[3], step=0.5), Options(sentences=2)) == [0, 2]


def test_one_sentence_is_not_chosen_so() -> None:
    learned = Learned([4])
    chosen(learned, Options(sentences=1))
    assert not learned.rooms


QUOTED = from_text(
    "Chợ mới\n\n"
    'Bà Lê Thị Hà nói: "Chúng tôi chờ chợ mới đã nhiều năm. Hàng hóa ướt mỗi khi mưa lớn. '
    'Nay mọi người yên tâm hơn." Chợ mới mở cửa từ thứ hai.\n\n'
    "Ông Trần Văn Minh kể: “Chợ cũ chật lắm. Ai cũng mong một chỗ rộng.” Chợ có bãi giữ xe."
)


def test_no_part_of_a_quotation_stands_for_what_the_article_says() -> None:
    units = candidates(QUOTED)
    said = [u.of(QUOTED.text)[:8] for u, inside in zip(units, quoted(QUOTED, units), strict=True) if inside]
    assert said == ["Bà Lê Th", "Hàng hóa", "Nay mọi ", "Ông Trần", "Ai cũng "]
    brief = select(QUOTED, Facts(), units, Scores(np.zeros(len(units), np.float32)), Options(sentences=5))
    assert [u.of(QUOTED.text) for u in brief] == ["Chợ mới mở cửa từ thứ hai.", "Chợ có bãi giữ xe."]


def test_marks_that_do_not_pair_tell_nothing() -> None:
    article = from_text('Tin\n\nMàn hình rộng 55" được bán trong tháng này. Giá bán là 12 triệu đồng. Hàng có sẵn.')
    assert quoted(article, candidates(article)) == [True, False, False]


def test_an_answer_does_not_open_with_the_word_for_it() -> None:
    article = from_text("Hỏi đáp\n\nTrả lời: Người bệnh nên đi khám sớm khi ho kéo dài trên hai tuần.")
    assert unlinked(article, candidates(article)[0]).of(article.text).startswith("Người bệnh nên")


def test_a_lead_that_is_said_over_is_said_once() -> None:
    article = from_text(
        "Giá gạo\n\nGiá gạo xuất khẩu lên 640 USD một tấn, cao nhất 15 năm.\n\n"
        "Ngày 3/8, giá gạo xuất khẩu lên 640 USD một tấn, cao nhất 15 năm, theo hiệp hội lương thực ở phía Nam. "
        "Nông dân các tỉnh miền Tây giữ lúa chờ giá tăng thêm trong những tuần tới. "
        "Các nhà máy xay xát thiếu nguyên liệu để giao hàng theo hợp đồng đã ký."
    )
    units = candidates(article)
    wanted = np.array([9.0, 8.0, 7.0, 6.0, -20.0], np.float32)

    class Wanting(Learned):
        def next(self, taken: Sequence[int], room: float) -> tuple[FloatArray, FloatArray]:
            return wanted, np.zeros(len(units), np.float32)

    scores = Scores(np.zeros(len(units), np.float32), Wanting(()))
    assert [units.index(u) for u in select(article, Facts(), units, scores, Options(sentences=3))] == [0, 2, 3]


def test_no_question_is_chosen_however_much_it_is_wanted() -> None:
    article = from_text(
        "Chợ đêm\n\nChợ đêm An Lạc mở cửa từ 3/5 với bốn mươi gian hàng. Làm sao để chợ đông khách hơn trong mùa mưa tới?"
        " Ban quản lý thực hiện các nhiệm vụ sau: Tiểu thương dựng mái che và bán đến nửa đêm."
    )
    units = candidates(article)

    class Asking:
        def next(self, taken: Sequence[int], room: float) -> tuple[FloatArray, FloatArray]:
            lean = np.zeros(len(units), np.float32)
            values = np.array([1.0, 9.0, 8.0, 2.0, -9.0], np.float32)[: len(units) + 1]
            return values, lean

    scores = Scores(np.zeros(len(units), np.float32), Asking())
    said = [u.of(article.text) for u in select(article, Facts(), units, scores, Options(sentences=2))]
    assert not any(s.endswith("?") for s in said)


def test_what_goes_on_with_the_sentence_before_is_seen_to_lean() -> None:
    article = from_text(
        "Giá gạo\n\nGiá gạo tại An Lạc giảm 300 đồng mỗi cân. Giá nếp cũng giảm 200 đồng. Trước hết, chợ tỉnh hạ giá bán lẻ."
        " Kiểm tra kho hàng sau đó, tổ công tác thấy gạo còn nhiều. Một trong 3 kho còn trống. Ông An bán gạo cũng tăng."
    )
    units = candidates(article)
    texts = [u.of(article.text) for u in units]
    assert leaning(article, units, texts).tolist() == [False, True, True, True, True, True]


def test_the_unit_that_a_leaning_one_leans_on_comes_with_it_where_there_is_room() -> None:
    def brief(leans: Sequence[int], options: Options) -> list[int]:
        return chosen(Learned([0, 1, 3], leans, ends=3), options)

    assert brief([3], Options(words=78)) == [0, 1, 2, 3]
    assert brief([3], Options(words=70)) == [0, 1, 3]  # no room
    assert brief([], Options(words=78)) == [0, 1, 3]
    assert brief([3], Options(sentences=3)) == [0, 1, 3]
