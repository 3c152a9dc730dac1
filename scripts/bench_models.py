"""Warm briefs: p50 over articles with the reader, beside a model of ViT5-base's shape. Run by `make bench`.

The model beside it has random weights: its time does not hang on what it writes. It reads 512 tokens and writes
greedily as many as a brief of 100 words takes, in the number format that `--model` would run it in on this machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from summarizer.brief import compose
from summarizer.document import load
from summarizer.document.model import Article
from summarizer.engines import registry, runtime

ROOT = Path(__file__).resolve().parents[1]
VIT5_BASE = {"vocab_size": 36_096, "d_model": 768, "d_kv": 64, "d_ff": 3072, "num_layers": 12, "num_heads": 12}
"""Encoder and decoder of 12 layers each."""


def articles(count: int) -> list[Article]:
    """Articles of the test set beside the checkout, or where it is missing the samples, over and over."""
    if (ROOT.parent / "shared" / "data" / "brief-test.jsonl.xz").is_file():
        import sys

        sys.path.insert(0, str(ROOT))
        from models.training import corpus
        from summarizer.document import from_text

        return [from_text(f"{r['title']}\n\n{r['body']}") for r in corpus.rows("brief-test", count)]
    found = [load(p) for p in sorted((ROOT / "samples").glob("*.txt")) if p.stat().st_size < 20_000]
    return [found[i % len(found)] for i in range(count)]


def warm(given: list[Article]) -> tuple[list[float], float]:
    """Seconds of each brief after a first one, and processor seconds a brief: they hold on a busy machine too."""
    engine = registry.load("reader")
    if engine.fallback:
        raise SystemExit(engine.fallback)
    compose(given[0], engine)
    times = []
    used = time.process_time()
    for article in given:
        begin = time.perf_counter()
        compose(article, engine)
        times.append(time.perf_counter() - begin)
    return sorted(times), (time.process_time() - used) / len(given)


def beside(tokens: int, runs: int) -> list[float]:
    """Seconds that a model of ViT5-base's shape takes to read 512 tokens and write `tokens`."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    torch.manual_seed(0)
    config = T5Config(**VIT5_BASE, num_decoder_layers=12, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0)
    device = runtime.prepare()
    model = T5ForConditionalGeneration(config).eval().to(device, runtime.fast_dtype(device))
    ids = torch.randint(3, 36_000, (1, 512), device=device)
    times = []
    with torch.inference_mode():
        for _ in range(runs + 1):
            begin = time.perf_counter()
            model.generate(
                ids, attention_mask=torch.ones_like(ids), min_new_tokens=tokens, max_new_tokens=tokens, do_sample=False
            )
            times.append(time.perf_counter() - begin)
    return times[1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--tokens", type=int, default=120, help="tokens that the model beside it writes")
    parser.add_argument("--n", type=int, default=3, help="runs of the model beside it")
    args = parser.parse_args()
    given = articles(args.articles)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    dtype = str(runtime.fast_dtype(runtime.prepare())).removeprefix("torch.")
    print(f"products in {dtype}, load {load:.1f}; seconds")
    print(f"\n{'warm brief':<40}{'min':>8}{'median':>8}{'p95':>8}{'CPU':>8}   to reach")
    times, used = warm(given)
    ours = statistics.median(times)
    p95 = times[int(0.95 * (len(times) - 1))]
    print(
        f"{f'reader, {len(given)} articles':<40}{times[0]:8.2f}{ours:8.2f}{p95:8.2f}{used:8.2f}   p50 0.4", flush=True
    )
    other = beside(args.tokens, args.n)
    median = statistics.median(other)
    print(f"{f'ViT5-base shape, 512 in, {args.tokens} out':<40}{min(other):8.2f}{median:8.2f}")
    print(f"the reader is {median / ours:.1f} times as fast (at least 4 wanted)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
