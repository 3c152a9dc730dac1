"""Where in the source something stands, as a reader counts: paragraph and sentence."""

from __future__ import annotations

from bisect import bisect_right

from summarizer import locale
from summarizer.document.model import Article, Span
from summarizer.text.clean import clean

MIN_HEADINGS = 3
LABEL = 48
"""Characters of a heading that are shown."""


class Places:
    """Paragraphs are counted from 1 without title and furniture, sentences within their paragraph."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraph_number: dict[int, int] = {}
        self._first_sentence: dict[int, int] = {}
        counted = 0
        for i, paragraph in enumerate(article.paragraphs):
            if paragraph.role not in ("title", "furniture"):
                counted += 1
            self._paragraph_number[i] = counted
        for i, sentence in enumerate(article.sentences):
            self._first_sentence.setdefault(sentence.paragraph, i)
        self._starts = [s.start for s in article.sentences]

    def numbers(self, span: Span) -> tuple[int, int] | None:
        """Paragraph and sentence of the start of `span`; None in the title or outside every sentence."""
        i = bisect_right(self._starts, span.start) - 1
        if i < 0:
            return None
        sentence = self._article.sentences[i]
        title = self._article.title
        if sentence.role == "title" or (title is not None and title.covers(span)):
            return None
        return self._paragraph_number.get(sentence.paragraph, 0), i - self._first_sentence[sentence.paragraph] + 1

    def short(self, span: Span) -> str:
        """`đ2·c3`, `tiêu đề`, or `đầu văn bản` for what stands before the first paragraph."""
        return self._say(span, "sentence")

    def long(self, span: Span) -> str:
        """The same at length: `đoạn 2, câu 3`."""
        return self._say(span, "long")

    def section(self, span: Span) -> str:
        """The heading that `span` stands under, where the article has several: what is said there is said of that."""
        headings = self._article.headings
        if len(headings) < MIN_HEADINGS:
            return ""
        i = bisect_right(headings, span.start, key=lambda h: h.start) - 1
        if i < 0:
            return ""
        words = clean(headings[i].of(self._article.text))
        return words if len(words) <= LABEL else f"{words[: LABEL - 1].rstrip()}…"

    def _say(self, span: Span, form: str) -> str:
        numbers = self.numbers(span)
        if numbers is None:
            return locale.text("brief.place.title")
        if numbers[0] == 0:
            return locale.text("brief.place.head")
        return locale.text(f"brief.place.{form}", paragraph=numbers[0], sentence=numbers[1])
