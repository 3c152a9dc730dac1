"""Which syllables, and which two together, are verbs: `summarizer/brief/verbs.toml`.

    python -m models.training.count_verbs

Those that stand behind `đã`, `sẽ`, `đang` or `phải` often enough in the news of `plain-news`. One syllable tells less
than two (`thực` is no verb in `thực phẩm`), so it has to stand there oftener, and seldom behind what shows a noun; two
that are frequent and hardly ever stand there are told as exceptions.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from itertools import pairwise

from models.training import corpus
from summarizer.text.data import word_set

TARGET = corpus.ROOT / "summarizer" / "brief" / "verbs.toml"
TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
BEFORE_VERBS = frozenset({"đã", "sẽ", "đang", "phải"})
BEFORE_NOUNS = frozenset({"các", "những", "một", "mỗi", "nhiều", "của", "số"})
NO_VERBS = word_set("có phải luôn rất chẳng sớm kịp nhanh vừa chỉ một hai ba bốn năm sáu bảy tám chín mười")
"""What stands there and does not want a subject, or counts."""
ALONE, TOGETHER, HARDLY = 0.04, 0.03, 0.005
SEEN, SEEN_TOGETHER = 60, 25
HEAD = "# Verbs that a clause without a subject opens with. Written by models/training/count_verbs.py.\n"


def main() -> None:
    one: Counter[str] = Counter()
    two: Counter[tuple[str, str]] = Counter()
    verbs: Counter[str | tuple[str, str]] = Counter()
    nouns: Counter[str] = Counter()
    for row in corpus.rows("plain-news", 8_000):
        words = TOKEN.findall(row["body"])
        one.update(words)
        two.update(pairwise(words))
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if before in BEFORE_VERBS:
                verbs[word] += 1
                verbs[word, after] += 1
            elif before in BEFORE_NOUNS:
                nouns[word] += 1
    known = sorted(w for w in one if w.islower() and w.isalpha() and w not in NO_VERBS)
    alone = [w for w in known if one[w] >= SEEN and verbs[w] >= max(ALONE * one[w], nouns[w])]
    frequent = [p for p in sorted(two) if two[p] >= SEEN_TOGETHER and p[0] in set(known) and p[1].isalpha()]
    together = [" ".join(p) for p in frequent if p[1].islower() and verbs[p] >= TOGETHER * two[p]]
    never = [" ".join(p) for p in frequent if p[1].islower() and p[0] in set(alone) and verbs[p] < HARDLY * two[p]]
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for name, words in (("one", alone), ("two", together), ("none", never)):
            out.write(f'{name} = """\n{textwrap.fill(", ".join(words), 150)}"""\n')


if __name__ == "__main__":
    main()
