"""How well stored articles are found: by the latter two thirds of their titles, and by questions in other words.

    python -m models.training.finding

The articles of `brief-valid` without their titles lie in a store; `data/questions.json` asks for some of them. Told are
the share of articles found first, that of those among the first five, and the mean of the reciprocal ranks, for
`search --like` and for its vectors and its words alone.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.training import corpus
from summarizer.document import from_text
from summarizer.engines.vectors import Meaning, meaning
from summarizer.store import briefs, meanings, open_store
from summarizer.store.rows import of_article

QUESTIONS = Path(__file__).parent / "data" / "questions.json"
Ranks = npt.NDArray[np.int64]


def main() -> None:
    asked: dict[str, str] = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    rows = list(corpus.rows("brief-valid"))
    rows.sort(key=lambda row: row["id"] not in asked)
    titles = {r["id"]: " ".join((words := r["title"].split())[len(words) // 3 :]) for r in rows[: 2 * len(asked)]}
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "finding.db") as store:
        with store.write() as db:
            texts = [from_text(row["body"]) for row in rows]
            for text in texts:
                about = meaning(text.text)
                assert about is not None
                meanings.put(db, briefs.put_article(db, of_article(text)), about)
        names = {text.id: row["id"] for text, row in zip(texts, rows, strict=True)}

        def ranks(questions: dict[str, str], words: Callable[[str], str], vectors: bool) -> Ranks:
            found = []
            for wanted, question in questions.items():
                about = meaning(question)
                assert about is not None
                nothing = Meaning(about.model, np.zeros(len(about.vector) // 2, "<f2").tobytes())
                hits = meanings.search(store.db, words(question), about if vectors else nothing, len(rows))
                found.append(1 + [names[hit.id] for hit in hits].index(wanted))
            return np.array(found)

        print(f"{len(rows)} articles; first, of the first five, mean reciprocal rank")
        for what, questions in (("titles", titles), ("other words", asked)):
            for name, words, vectors in (
                ("both", str, True),
                ("vectors", lambda _: "", True),
                ("words", str, False),
            ):
                r = ranks(questions, words, vectors)
                print(
                    f"{what:12} {name:8} {(r == 1).mean():.2f} {(r <= 5).mean():.2f} {(1 / r).mean():.3f}  of {len(r)}"
                )


if __name__ == "__main__":
    main()
