"""Reports and official documents: which they are, and what their sentences are worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from summarizer.brief.composing import compose
from summarizer.brief.model import Options
from summarizer.brief.reports import is_report, worth
from summarizer.brief.units import candidates
from summarizer.document import from_text
from summarizer.document.model import Article, Card
from summarizer.engines.base import Engine, Scores
from summarizer.facts.model import Facts
from tests.brief.documents import REPORT as DOCUMENT
from tests.marking import PlainMarker

from .articles import facts, report


class Counting:
    """A scorer that counts how often it is asked."""

    name = revision = "counting"
    reads_features = False
    asked = 0

    def score(self, article, units, features=None, *, task="brief", cancelled=None):
        self.asked += 1
        return Scores(np.zeros(len(units), np.float32))


def test_what_reports_work_done_and_to_be_done_is_a_report() -> None:
    article = report()
    found = facts(article)
    assert is_report(article, replace(found, figures=found.figures * 2))
    assert not is_report(article, Facts())
    assert is_report(replace(article, card=Card()), Facts())


def test_a_story_that_tells_as_much_in_more_words_is_no_report() -> None:
    article = report()
    found = facts(article)
    found = replace(found, figures=found.figures * 2)
    story = "Người trồng dưa ở xóm {} kể rằng nước về muộn và thương lái hỏi mua từ khi dây mới leo giàn.\n"
    longer = from_text(article.text + "\n\n" + "".join(story.format(n) for n in range(40)))
    assert not is_report(longer, found)


def test_results_and_tasks_with_their_limits_are_worth_more_than_what_says_neither() -> None:
    article = report()
    found = facts(article)
    units = candidates(article, found)
    value = dict(zip([u.of(article.text) for u in units], worth(article, found, units), strict=True))
    filler = next(v for text, v in value.items() if text.startswith("Công tác giáo dục"))
    assert next(v for text, v in value.items() if "186 tỷ đồng" in text) > filler
    assert next(v for text, v in value.items() if "trước ngày 31/8/2024" in text) > filler


def test_the_scorer_does_not_read_a_report() -> None:
    scorer = Counting()
    assert compose(from_text(DOCUMENT), Engine("x", scorer=scorer), Options()).summary
    assert scorer.asked == 0


def test_news_is_scored_whatever_it_is_for() -> None:
    scorer = Counting()
    compose(
        from_text("Mưa lớn ở xã Bình An\n\nChiều qua mưa lớn làm ngập đường."),
        Engine("x", scorer=scorer),
    )
    assert scorer.asked == 1


def test_what_a_document_names_in_a_list_is_no_statement() -> None:
    task = "Sản lượng lúa vụ đông xuân đạt 212.000 tấn, tăng 3,4% so với cùng kỳ."
    assert task in DOCUMENT
    article: Article = from_text(DOCUMENT.replace(task, f"{task}\n\n- Trạm thú y liên xã vùng cao, vùng sâu."))
    made = compose(article, Engine("x", scorer=Counting(), marker=PlainMarker()), Options(words=400))
    assert not any("Trạm thú y liên xã" in s.text for s in made.summary)
