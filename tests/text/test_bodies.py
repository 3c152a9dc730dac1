import re

import pytest

from summarizer.text import bodies

HEAD = re.compile(bodies.pattern("bodies", "posts", "many"))


@pytest.mark.parametrize(
    "name", ["Sở Y tế", "Chi cục Thuế", "Tổng Giám đốc", "Tổng giám đốc", "Các Sở", "Các sở", "Tổ chức Y tế thế giới"]
)
def test_names_of_bodies_begin_with_a_head(name):
    assert HEAD.match(name)


@pytest.mark.parametrize("words", ["Trường hợp vi phạm", "Tổ chức thực hiện", "Báocáo", "Sởn gai ốc"])
def test_other_words_that_begin_so_are_no_heads(words):
    assert not HEAD.match(words)
