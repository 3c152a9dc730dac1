"""A small corpus, tiny random bases, and running the steps of training over them as `make models` does."""

from __future__ import annotations

import json
import lzma
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.training import corpus

Step = Callable[..., None]
Row = dict[str, Any]


@pytest.fixture(scope="session")
def articles() -> dict[str, list[Row]]:
    """Rows by the name of their corpus, as `shared/data` has them."""
    rows: dict[str, list[Row]] = {}
    for n, raw in enumerate(tomllib.loads(Path(__file__).with_name("articles.toml").read_text("utf-8"))["article"]):
        row = {"id": f"a{n}", **{k: raw[k] for k in ("title", "summary", "body")}}
        rows.setdefault(raw["set"], []).append(row)
    (test,) = rows["brief-test"]
    words = test["body"].split()
    near = {**test, "id": "near", "title": "Một tên khác hẳn", "body": " ".join(["Hôm qua,", *words[:-3], "sắp tới."])}
    rows["brief-train"].append(near)
    (lead,) = rows["lead-test"]
    rows["lead-train"].append({**rows["brief-train"][0], "id": "titled", "title": lead["title"].upper()})
    document = {
        "title": "Suối Bạc có trạm đo mưa",
        "sapo": "",
        "body": "Xã Suối Bạc lắp ba trạm đo mưa tự động. Trạm báo lũ sớm hai giờ.",
    }
    cluster = {"id": "c0", "docs": [document, {**document, "title": ""}], "summaries": ["Suối Bạc lắp ba trạm."] * 2}
    rows["vietnamesemds-clusters"] = rows["vims-clusters"] = [cluster]
    return rows


@pytest.fixture(scope="session")
def data(articles: dict[str, list[Row]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like `shared/data`."""
    folder = tmp_path_factory.mktemp("data")
    for name, rows in articles.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return folder


@pytest.fixture(scope="session")
def step(data: Path) -> Step:
    """Runs the `main` of a step over `data`, as from the command line, on one thread."""
    import torch

    def run(module: Any, *arguments: object) -> None:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(corpus, "DATA", data)
                patch.setattr(sys, "argv", [module.__name__, *map(str, arguments)])
                module.main()
        finally:
            torch.set_num_threads(threads)

    return run


@pytest.fixture(scope="session")
def texts(articles: dict[str, list[Row]]) -> list[str]:
    return [f"{r['title']}\n{r['body']}\n{r['summary']}" for rows in articles.values() for r in rows if "body" in r]


@pytest.fixture(scope="session")
def reader_base(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What prune_reader leaves, with a small random encoder: the words and letters of the corpus as pieces."""
    import torch
    from transformers import BertConfig, BertModel

    from models.training.prune_reader import SPECIAL, unigram
    from summarizer.engines import weights

    folder = tmp_path_factory.mktemp("reader-base")
    words = sorted({f"▁{w}" for t in texts for w in t.split()})
    letters = sorted({c for t in texts for c in t if not c.isspace()} | {"▁"})
    letters = [c for c in letters if c not in words]
    scores = [0.0] * len(SPECIAL) + [-6.0] * len(words) + [-9.0] * len(letters)
    unigram([*SPECIAL, *words, *letters], scores).save(str(folder / "tokenizer.json"))
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(scores),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
        max_position_embeddings=512,
    )
    config.save_pretrained(folder)
    weights.save(folder, BertModel(config, add_pooling_layer=False).state_dict())
    return folder


@pytest.fixture(scope="session")
def reader_data(step: Step, reader_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What prepare_reader leaves."""
    from models.training import prepare_reader

    folder = tmp_path_factory.mktemp("reader-data")
    step(prepare_reader, "--base", reader_base, "--out", folder, "--jobs", 1)
    return folder


@pytest.fixture(scope="session")
def reader(reader_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like models/reader, small and random."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "tokenizer.json").write_bytes((reader_base / "tokenizer.json").read_bytes())
    size = json.loads((reader_base / "config.json").read_text())["vocab_size"]
    from tests import tiny

    return tiny.reader(folder, size, seed=7)
