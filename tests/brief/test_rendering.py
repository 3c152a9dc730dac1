"""Renderings: what they show, that hostile text stays text, and that the same brief gives the same bytes."""

from __future__ import annotations

import html.parser
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import locale
from summarizer.brief.composing import compose
from summarizer.brief.directives import directive_blocks
from summarizer.brief.figures import indicators, shortened, times
from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, Evidence, LeftOut, Options
from summarizer.brief.rendering import render
from summarizer.brief.rendering.contract import brief_document, check_document, facts_document
from summarizer.brief.rendering.markdown import escape
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import check_lines
from summarizer.brief.unchecked import unchecked
from summarizer.document import from_text, load
from summarizer.document.model import Span
from summarizer.engines.registry import load as load_engine
from summarizer.facts import find
from summarizer.facts.model import Facts
from summarizer.text.clean import clean
from tests.brief.documents import ORDER
from tests.marking import PlainMarker

from .articles import facts, hostile, report, span

FORMATS = ("text", "markdown", "json", "html")
SCHEMAS = Path(__file__).parents[2] / "summarizer" / "brief" / "schema"


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    locale.use("vi")


def brief(words: int = 100) -> Brief:
    article = report()
    return compose(article, load_engine("extractive"), Options(words=words), facts=facts(article))


def hostile_brief() -> Brief:
    article = hostile()
    sentence = article.body[0]
    return Brief(
        article,
        Facts(),
        EngineInfo("extractive", None, "1", True, "ghi chú \x1b[31m [/b] <i>"),
        BriefSentence(article.title_text or "[TTXVN]", ()),
        (
            BriefSentence("**đậm** [x](javascript:alert(1)) \x1b]0;x\x07<img src=x onerror=alert(1)>", ()),
            BriefSentence(sentence.of(article.text), (Evidence(sentence.start, sentence.end),)),
            BriefSentence("Có 999 nhà.", (), "unsupported", (CheckedFigure(Span(3, 6), "unsupported"),), ("<số 999>",)),
        ),
        LeftOut(),
        ("cảnh báo <b>\x1b[0m",),
    )


def validator(name: str) -> Any:
    import jsonschema

    schema = json.loads((SCHEMAS / f"tomtat.{name}-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_text_has_every_part() -> None:
    text = render(brief(), "text", width=100)
    assert text.splitlines()[0] == "Huyện Tân Lập sơ kết phát triển kinh tế 6 tháng đầu năm 2024"
    assert "✓ Sáng 5/7/2024" in text
    assert "[đ1·c1]" in text
    assert "SỐ LIỆU CHÍNH" in text
    assert re.search(r"Tổng thu ngân sách\s.*186 tỷ đồng\s+bằng 62%\s+dự toán", text)
    assert re.search(r"tăng 14,5%\s+so với cùng kỳ", text)
    assert "CHỈ ĐẠO" in text
    assert "Chủ tịch UBND huyện Trần Văn Hòa yêu cầu Phòng Tài chính - Kế hoạch:" in text
    assert "hạn: trước ngày 31/8/2024" in text
    assert "KIỂM CHỨNG" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_text_keeps_to_its_width(width: int) -> None:
    for line in render(brief(), "text", width=width).splitlines():
        assert len(line) <= max(40, width)
        assert line == line.rstrip()


def test_narrow_text_says_the_same() -> None:
    wide, narrow = (render(brief(), "text", width=w) for w in (120, 44))
    for words in ("186 tỷ đồng", "14,5%", "48.200 tấn", "trước ngày 31/8/2024"):
        assert words in wide.replace("\n", " ")
        assert words.split()[0] in narrow


def test_colour_is_asked_for() -> None:
    assert "\x1b" not in render(brief(), "text")
    coloured = render(brief(), "text", color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == render(brief(), "text").split()


def test_colour_does_not_hang_on_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(brief(), "text", color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "33")
    monkeypatch.setenv("TERM", "dumb")
    assert render(brief(), "text", color=True) == before


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_brief_gives_the_same_bytes(format: str) -> None:
    assert render(brief(), format) == render(brief(), format)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_english_words(format: str) -> None:
    vietnamese = render(brief(), format)
    locale.use("en")
    try:
        english = render(brief(), format)
    finally:
        locale.use("vi")
    for word, words in (("số liệu chính", "key figures"), ("kiểm chứng", "checks")):
        assert word in vietnamese.lower()
        assert word not in english.lower()
        assert words in english.lower()


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_what_was_not_compared_is_counted_as_that(format: str) -> None:
    made = brief()
    waiting = replace(made, summary=(*made.summary, unchecked("Câu mới viết.")))
    assert "1 câu chưa được đối chiếu với nguồn" in render(waiting, format)
    for said in ("câu viết lại đã đối chiếu", "không khớp nguồn"):
        counted = [re.findall(rf"[\d/]+ {said}", render(one, format)) for one in (made, waiting)]
        assert counted[0] == counted[1]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="yaml"):
        render(brief(), "yaml")


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_gets_through(format: str) -> None:
    text = render(hostile_brief(), format)
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    if format != "json":
        assert "\u202e" not in text


def test_brackets_are_no_markup_in_text() -> None:
    text = render(hostile_brief(), "text", width=120)
    assert "[TTXVN]" in text
    assert "[/b]" in text
    assert "⚠ Có 999 nhà." in text
    assert "↳ <số 999>" in text


class Page(html.parser.HTMLParser):
    """What a browser would see: tags, ids, links, and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [v or "" for name, v in attrs if name == "id"]
        self.links += [v or "" for name, v in attrs if name in ("href", "src")]


def page(of: Brief) -> Page:
    parsed = Page()
    parsed.feed(render(of, "html"))
    return parsed


def test_html_is_self_contained_and_its_links_lead_somewhere() -> None:
    parsed = page(brief())
    assert len(parsed.ids) == len(set(parsed.ids))
    assert parsed.links
    assert all(link.startswith("#") for link in parsed.links)
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)
    assert not parsed.tags & {"script", "iframe", "object", "link", "img", "form"}
    text = render(brief(), "html")
    assert text.startswith("<!doctype html>")
    assert "prefers-color-scheme: dark" in text
    assert "default-src 'none'" in text


def test_html_marks_figures_and_directives_in_the_source() -> None:
    text = render(brief(), "html")
    source = text.split("<section", 1)[1]
    assert re.search(r'<span id="f1" class="[^"]*figure[^"]*"[^>]*>186 tỷ đồng</span>', source)
    assert re.search(r'class="directive[^"]*"', source)
    assert re.search(r'<span class="evidence" id="e0-0"', source)


def test_html_escapes_hostile_text() -> None:
    parsed = page(hostile_brief())
    assert not parsed.tags & {"script", "img", "b", "i"}
    assert not {a for a in parsed.attributes if a.startswith("on")}
    assert all(link.startswith("#") for link in parsed.links)


def test_html_keeps_the_words_of_the_source() -> None:
    article = report()
    text = re.sub(r"<[^>]+>", "", render(brief(), "html").split("<section", 1)[1])
    for paragraph in article.paragraphs:
        assert paragraph.of(article.text) in text


def test_overlapping_evidence_is_marked_once() -> None:
    article = report()
    sentence = article.body[1]
    half = Evidence(sentence.start, sentence.start + 40, 0.5)
    whole = Evidence(sentence.start, sentence.end, 0.9)
    made = Brief(
        article,
        Facts(),
        EngineInfo("hub", "m", "", False),
        None,
        (BriefSentence("Một.", (whole,)), BriefSentence("Hai.", (half,))),
    )
    parsed = page(made)
    assert {"e0-0", "e1-0"} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))


@pytest.mark.parametrize(
    "text",
    [
        "**đậm** và _nghiêng_",
        "[x](javascript:alert(1))",
        "![ảnh](http://vi.du/a.png)",
        "<script>alert(1)</script>",
        "# tiêu đề",
        "1. một",
        "2) hai",
        "- gạch",
        "+ cộng",
        "> trích",
        "a | b | c",
        "`mã`",
        "~~xóa~~",
        "https://vi.du và www.vi.du và a@vi.du",
        "&lt;b&gt; &amp; :smile: $x$",
        "---",
        "===",
    ],
)
def test_markdown_shows_every_character_as_itself(text: str) -> None:
    escaped = escape(text)
    # taking the escapes back gives the text: nothing was lost or added
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped).replace("&amp;", "&") == text
    # and no character that could start markup stands bare
    bare = re.sub(r"\\.", "", escaped).replace("&amp;", "")
    assert not re.search(r"[*_`\[\]<>#|~$@]|https?://|www\.|^\s*(?:[-+]|\d+[.)])\s|^-{3}|^={3}", bare)


@given(st.text(max_size=80))
def test_cleaning_leaves_one_harmless_line(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") or c in "\u2028\u2029\u202e"]
    assert cleaned == clean(cleaned)


def test_markdown_tables_have_the_same_columns() -> None:
    lines = [line for line in render(brief(), "markdown").splitlines() if line.startswith("|")]
    assert len(lines) >= 5
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {7}


def test_rows_gather_one_indicator() -> None:
    rows = indicators(brief())
    first = rows[0]
    assert first.indicator == "Tổng thu ngân sách trên địa bàn"
    assert first.value == "186 tỷ đồng"
    assert [(c.text, c.basis) for c in first.changes] == [
        ("bằng 62%", "dự toán"),
        ("tăng 14,5%", "so với cùng kỳ năm 2023"),
    ]
    assert rows[1].value == "ước đạt 48.200 tấn"
    assert len(shortened(rows, 2)) == 2
    assert [words for words, _ in times(brief())] == ["5/7/2024"]


def test_directives_gather_by_who_and_whom() -> None:
    blocks = directive_blocks(brief())
    assert [len(b.rows) for b in blocks] == [2, 1]
    assert blocks[0].heading == "Chủ tịch UBND huyện Trần Văn Hòa yêu cầu Phòng Tài chính - Kế hoạch"
    assert blocks[0].rows[0].deadline == "trước ngày 31/8/2024"
    assert blocks[1].heading == "Chủ tịch UBND huyện Trần Văn Hòa yêu cầu"


def test_places_count_as_a_reader_does() -> None:
    article = report()
    places = Places(article)
    assert places.short(span(article, "Sáng 5/7/2024")) == "đ1·c1"
    assert places.short(span(article, "Toàn huyện có 412 hộ")) == "đ2·c2"
    assert places.long(span(article, "Toàn huyện có 412 hộ")) == "đoạn 2, câu 2"
    assert article.title is not None
    assert places.short(article.title) == "tiêu đề"


def test_what_stands_before_the_first_paragraph_is_at_the_head() -> None:
    article = from_text(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀM GIANG\nSố: 12/BC-UBND\n\nBÁO CÁO\nvề thu ngân sách\n\nThu 5 tỷ đồng trong tháng."
    )
    places = Places(article)
    assert article.paragraphs[0].role == "furniture"
    assert places.short(span(article, "ỦY BAN")) == places.long(span(article, "ỦY BAN")) == "đầu văn bản"
    assert places.short(span(article, "Thu 5 tỷ")) == "đ1·c1"


def test_json_follows_the_contract() -> None:
    made = brief()
    document = json.loads(render(made, "json"))
    validator("brief").validate(document)
    text = document["text"]
    for item in [*document["figures"], *document["directives"]]:
        place = item["span"]
        assert text[place["start"] : place["end"]] == place["text"]
    for sentence in document["summary"]:
        for figure in sentence["figures"]:
            assert sentence["text"][figure["start"] : figure["end"]] == figure["text"]
    assert document["left_out"] == {
        "figures": list(made.left_out.figures),
        "directives": list(made.left_out.directives),
    }
    assert document["figures"][2]["value"] == 62


def test_the_other_documents_follow_theirs() -> None:
    made = brief()
    validator("facts").validate(facts_document(made.article, made.facts))
    validator("check").validate(check_document(made.article, made.summary))
    validator("brief").validate(brief_document(hostile_brief()))


def test_a_schema_misses_nothing() -> None:
    import jsonschema

    document = brief_document(brief())
    del document["engine"]["model"]
    with pytest.raises(jsonschema.ValidationError):
        validator("brief").validate(document)


def sample_files() -> list[Path]:
    folder = Path(__file__).parents[2] / "samples"
    return sorted(p for p in folder.iterdir() if not p.name.endswith(("README.md", ".jpg", ".scan.pdf")))


@pytest.mark.parametrize("path", sample_files(), ids=lambda p: p.name)
def test_every_sample_in_every_format(path: Path) -> None:
    article = load(path)
    made = compose(article, load_engine("extractive"))
    assert made.summary
    assert all(s.status == "supported" for s in made.summary)
    # a letterhead says whose document it is; nothing else around the text is ever said
    around = [f for f in article.furniture if f.kind != "masthead"]
    assert not any(e.overlaps(f) for s in made.summary for e in s.evidence for f in around)
    validator("brief").validate(json.loads(render(made, "json")))
    for line in render(made, "text", width=80).splitlines():
        assert len(line) <= 80
    parsed = page(made)
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)
    assert render(made, "markdown").startswith("# ")
    assert render(made, "html").startswith("<!doctype html>")
    assert not [form for form in ("text", "markdown", "json", "html") if "\x1b" in render(made, form)]


def test_words_that_ocr_is_not_sure_of_are_counted_and_marked() -> None:
    from summarizer.document.model import Span

    article = from_text("Mưa lớn ở hai xã đêm qua.", origin="anh.jpg", doubtful=[Span(0, 3), Span(10, 13)])
    made = Brief(article, Facts(), EngineInfo("extractive", None, "1", True), None, ())
    for format in ("text", "markdown", "html"):
        assert "OCR, 2 chữ không chắc" in render(made, format)
    assert render(made, "html").count('class="doubtful"') == 2
    sure = Brief(from_text("Mưa lớn."), Facts(), EngineInfo("extractive", None, "1", True), None, ())
    assert "OCR" not in render(sure, "text")


def test_an_article_without_a_title_is_named_by_its_origin() -> None:
    article = from_text("Mưa lớn ở hai xã trong đêm qua làm ngập nhiều tuyến đường.", origin="tin<1>.txt")
    made = Brief(article, Facts(), EngineInfo("extractive", None, "1", True), None, ())
    assert "<h1>tin&lt;1&gt;.txt</h1>" in render(made, "html")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Kim ngạch xuất khẩu đạt gần 15 tỷ USD.", "gần 15 tỷ USD"),
        ("Tổng thu ngân sách ước đạt trên 39.740 tỷ đồng.", "ước đạt trên 39.740 tỷ đồng"),
        ("Sản lượng dự kiến đạt 48.200 tấn.", "dự kiến đạt 48.200 tấn"),
        ("Tổng vốn đầu tư không quá 500 tỷ đồng.", "không quá 500 tỷ đồng"),
    ],
)
def test_a_limit_stands_in_the_words_of_the_source(sentence: str, value: str) -> None:
    article = from_text(f"Kinh tế sáu tháng đầu năm\n\n{sentence}\n")
    found = find(article, PlainMarker())
    keyed = replace(found, figures=tuple(replace(f, key=True, trend=None) for f in found.figures))
    assert [r.value for r in indicators(replace(brief(), article=article, facts=keyed))] == [value]


def keyed_rows(*lines: str) -> list[tuple[str, str, str]]:
    """Label, value and change of the rows of lines whose figures are all key, in a brief of nothing else."""
    article = from_text("\n\n".join(lines))
    found = find(article, PlainMarker())
    keyed = replace(found, figures=tuple(replace(f, key=True) for f in found.figures))
    rows = indicators(replace(brief(), article=article, facts=keyed))
    return [(r.indicator, r.value, " ".join(c.text for c in r.changes)) for r in rows]


def test_an_amount_told_again_has_one_row_and_another_amount_its_own() -> None:
    rows = keyed_rows(
        "64 bị cáo hầu tòa", "Hôm nay 64 bị cáo hầu tòa tại Huế.", "Có 64 luật sư bào chữa và 9 bị cáo vắng mặt."
    )
    assert [value for _, value, _ in rows] == ["64 bị cáo", "64 luật sư", "9 bị cáo"]
    assert rows[0][0] == "Bị cáo hầu tòa"


def test_an_amount_is_shown_with_what_it_is_told_per() -> None:
    assert (
        keyed_rows("Nhà phố", "Giá nhà phố đạt 90 triệu đồng mỗi m2, cao nhất vùng.")[-1][1] == "90 triệu đồng mỗi m2"
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Sản lượng chè tăng 30 tấn, tương đương 6%.", [("", ["tăng 30 tấn", "6%"])]),
        ("Tiền vé là 20.000 đồng (gần 1 USD).", [("20.000 đồng", ["gần 1 USD"])]),
        # another amount is none of what the first is told of, whatever the marker says
        ("Tiền vé là 20.000 đồng, với trẻ em là 5.000 đồng.", [("20.000 đồng", [])]),
    ],
)
def test_figures_that_the_marker_gives_one_name(line: str, shown: list[tuple[str, list[str]]]) -> None:
    article = from_text(f"Chợ phiên\n\n{line}")
    figures = find(article, PlainMarker()).figures
    named = figures[0]
    alike = tuple(replace(f, key=True, indicator=named.indicator, label=named.label) for f in figures)
    rows = indicators(replace(brief(), article=article, facts=replace(find(article, PlainMarker()), figures=alike)))
    assert [(row.value, [change.text for change in row.changes]) for row in rows] == shown


def test_a_word_of_movement_is_told_once() -> None:
    assert keyed_rows("Kinh tế quý I", "Tăng trưởng công nghiệp ước đạt 5,39%.")[0][2] == "ước đạt 5,39%"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_brief_of_nothing_has_no_empty_parts(form: str) -> None:
    article = from_text("Xin chào")
    shown = render(compose(article, load_engine("extractive")), form, width=80, color=False)
    assert "Lưu ý" in shown
    for part in ("Tóm tắt", "Kiểm chứng", "KIỂM CHỨNG", "đ = đoạn"):
        assert part not in shown


def test_what_is_joined_is_not_told_as_cut() -> None:
    """An order's opening is joined from letterhead, lead-in and title; its last task is cut out of one sentence."""
    made = compose(from_text(ORDER), load_engine("extractive"), facts=Facts())
    joined = [s for s in made.summary if s.made == "edited" and len(s.evidence) > 1]
    assert joined
    assert joined[0].text.startswith("Chủ tịch Ủy ban nhân dân tỉnh An Lạc yêu cầu")
    cut = sum(s.made == "edited" for s in made.summary) - len(joined)
    assert cut
    said = check_lines(made)[0]
    assert f"{cut} câu cắt ngắn từ câu nguồn" in said
    assert f"{len(joined)} câu ghép từ chữ của nhiều câu nguồn" in said


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_headline_that_the_source_does_not_bear_out_says_so(form: str) -> None:
    given = brief()
    headline = BriefSentence("Thu ngân sách đạt 99 tỷ đồng", status="unsupported", reasons=("nguồn không có số 99",))
    words = " ".join(render(replace(given, headline=headline), form).split())
    assert "⚠ Thu ngân sách đạt 99 tỷ đồng" in words
    assert "⚠ Tiêu đề: nguồn không có số 99." in words
    assert "⚠ Tiêu đề" not in render(given, form)
