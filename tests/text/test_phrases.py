"""The table of phrases that all word lists are looked up in."""

from __future__ import annotations

import re

from summarizer.text.phrases import alternatives, flagged, listed, pattern, patterns

WORDS = ("ủy", "ban", "nhân", "dân", "xã")


def test_the_longest_phrase_is_found_and_none_overlaps():
    table = listed(["ủy ban", "ủy ban nhân dân", "nhân dân", "dân xã", "xã"])
    assert table.find(WORDS) == [(0, 4, "ủy ban nhân dân"), (4, 5, "xã")]


def test_each_phrase_that_begins_at_a_word_is_told_longest_first():
    table = listed(["ủy ban", "ủy ban nhân dân", "ủy"])
    assert [n for n, _ in table.each(WORDS, 0)] == [4, 2, 1]


def test_nothing_is_found_outside_the_words():
    table = listed(["xã"])
    assert table.length(WORDS, 4) == 1
    assert table.length(WORDS, 5) == table.length(WORDS, -1) == 0
    assert list(table.each(WORDS, 5)) == []


def test_a_phrase_of_several_lists_has_the_bits_of_all():
    table = flagged([(1, ["nhân dân", "xã"]), (4, ["nhân dân"])])
    assert [bits for _, _, bits in table.find(WORDS)] == [5, 1]


def test_as_an_expression_the_longest_phrase_matches_as_whole_words():
    assert pattern(["còn", "còn lại"], re.IGNORECASE).findall("Còn lại còng, còn") == ["Còn lại", "còn"]
    assert alternatives(["a.", "ab."]) == r"ab\.|a\."


def test_expressions_of_a_data_file_have_its_lists_and_what_code_makes():
    data = {
        "any": {"verbs": "giao, giao cho"},
        "pattern": {"ordered": "(?:<any verbs>)\n  \\s(?P<who><heads bodies posts>)"},
        "exact": {"comma": "và"},
    }
    found = patterns(data, heads=lambda *groups: "|".join(groups))
    assert found["ordered"].pattern == r"(?:giao\ cho|giao)\s(?P<who>bodies|posts)"
    assert found["ordered"].fullmatch("GIAO CHO Posts")
    assert not found["comma"].match("VÀ")
