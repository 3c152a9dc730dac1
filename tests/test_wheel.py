"""The wheel: built from the checkout, installed in a clean virtual environment, used from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return next(out.glob("tomtat-*.whl"))


def test_it_holds_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.split("/")[0].split("-")[0] for name in names} == {"summarizer", "tomtat"}
    for path in (ROOT / "summarizer").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names, path
    assert not [name for name in names if name.endswith((".pyc", ".pth"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_holds_the_shipped_models(wheel, required):
    with zipfile.ZipFile(wheel) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    for model in ("reader", "marker", "judge"):
        required(ROOT / "models" / model / "config.json")
        for path in (ROOT / "models" / model).iterdir():
            if path.is_file() and not path.name.startswith("."):
                assert sizes[f"summarizer/_models/{model}/{path.name}"] == path.stat().st_size


@pytest.mark.slow
def test_it_briefs_from_a_clean_environment(wheel, required, samples, tmp_path):
    """All dependencies installed afresh, with the constraints that the README names; the checkout out of sight."""
    required(ROOT / "models" / "reader" / "config.json")
    sample = required(samples / "soctrang-thanh-uy-2023.txt")
    article = tmp_path / "bài.txt"
    article.write_bytes(sample.read_bytes())
    # pip's cache is the one thing kept: a second download of torch would prove nothing
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "COV_", "COVERAGE_", "PYTHON"))}
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True, timeout=120)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel],
        check=True,
        env=environment,
        cwd=tmp_path,
        timeout=900,
    )

    def tomtat(*args: object) -> str:
        done = subprocess.run(
            [scripts / "tomtat", *map(str, args)],
            env=environment | {"TOMTAT_CONFIG": "", "HOME": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    brief = json.loads(tomtat("brief", "--format", "json", article.name))
    assert brief["engine"]["name"] == "reader"
    assert brief["engine"]["note"] is None
    assert brief["summary"]
    assert str(venv) in tomtat("doctor")
    assert str(ROOT) not in tomtat("doctor")
    assert json.loads(tomtat("facts", "--format", "json", article.name))["figures"]
