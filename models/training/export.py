"""Write a trained model as it ships: int8 shards, config, tokenizer, and a revision made of their hashes."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch

from models.training import corpus
from summarizer.engines import weights


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("model", choices=("reader", "choice", "marker", "judge"))
    ap.add_argument("--run", type=Path, default=None, help="folder of the training run (best.pt)")
    ap.add_argument("--base", type=Path, default=None, help="folder of the pruned base (tokenizer)")
    ap.add_argument("--out", type=Path, default=None)
    ap.add_argument("--set", nargs="*", default=[], metavar="NAME=NUMBER", help="thresholds to write into the config")
    a = ap.parse_args()
    run = a.run or corpus.CACHE / f"{a.model}-run"
    base = a.base or corpus.CACHE / f"{a.model}-base"
    out = a.out or corpus.ROOT / "models" / ("reader/choice" if a.model == "choice" else a.model)
    found = torch.load(run / "best.pt", map_location="cpu", weights_only=False)
    out.mkdir(parents=True, exist_ok=True)
    weights.save(out, found["state"])
    if a.model == "reader":  # the others read with the reader's
        shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    chosen = {name: float(value) for name, _, value in (given.partition("=") for given in a.set)}
    digest = hashlib.sha256()
    for file in sorted(out.glob("weights-*.safetensors")):
        digest.update(file.read_bytes())
    config = {**found["config"], **chosen, "revision": digest.hexdigest()[:12]}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    size = sum(f.stat().st_size for f in out.iterdir())
    print(f"{a.model} {digest.hexdigest()[:12]}: {size / 1e6:.1f} MB -> {out}")


if __name__ == "__main__":
    main()
