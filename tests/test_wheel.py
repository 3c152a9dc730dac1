"""The wheel: built from the checkout, installed in a virtual environment of its own, used from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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
        for path in (ROOT / "models" / model).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                assert (
                    sizes[f"summarizer/_models/{path.relative_to(ROOT / 'models').as_posix()}"] == path.stat().st_size
                )


def needed(wheel: Path) -> Iterator[metadata.Distribution]:
    """What the wheel says that it needs, with all that this needs: as it is installed here, nothing else."""
    (info,) = (entry for entry in zipfile.Path(wheel).iterdir() if entry.name.endswith(".dist-info"))
    asked: list[tuple[metadata.Distribution, str]] = [(metadata.PathDistribution(info), "")]  # type: ignore[arg-type]
    known: set[tuple[str, str]] = set()
    while asked:
        distribution, extra = asked.pop()
        for requirement in map(Requirement, distribution.requires or ()):
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
                continue
            for one in {"", *requirement.extras}:
                if (requirement.name, one) not in known:
                    known.add((requirement.name, one))
                    found = metadata.distribution(requirement.name)
                    asked.append((found, one))
                    yield found


@pytest.mark.slow
def test_it_briefs_from_a_clean_environment(wheel, required, samples, tmp_path):
    """Beside it there is what its metadata ask for, and no more; the checkout is out of sight.

    pip resolves what the wheel asks for by the constraints that the README names; the packages themselves are linked to.
    """
    required(ROOT / "models" / "reader" / "config.json")
    sample = required(samples / "soctrang-thanh-uy-2023.txt")
    article = tmp_path / "bài.txt"
    article.write_bytes(sample.read_bytes())
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "COV_", "COVERAGE_", "PYTHON"))}
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True, timeout=120)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(asked, check=True, env=environment, capture_output=True, text=True).stdout.strip())
    for distribution in needed(wheel):
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(str(distribution.locate_file(top)))
    assert not (site / "pytest").exists()
    for words in (["install", "--quiet", "--no-index", "-c", ROOT / "constraints.txt", wheel], ["check"]):
        subprocess.run(
            [sys.executable, "-m", "pip", "--python", python, *words],
            check=True,
            env=environment,
            cwd=tmp_path,
            timeout=300,
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
    doctor = tomtat("doctor")
    assert str(venv) in doctor
    assert str(ROOT) not in doctor
    assert json.loads(tomtat("facts", "--format", "json", article.name))["figures"]
