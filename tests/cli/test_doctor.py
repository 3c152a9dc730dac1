"""`tomtat doctor`: every part named with its state."""

from __future__ import annotations

import json
import subprocess
from importlib import metadata

import pytest

from summarizer import __version__
from summarizer.cli import doctor
from summarizer.engines import registry


@pytest.fixture
def checks(tomtat):
    """The report by name, and the exit code."""

    def run(*args, **how):
        result = tomtat("doctor", "--format", "json", *args, **how)
        return {check["name"]: check for check in json.loads(result.out)}, result.code

    return run


def test_a_sound_installation(tomtat, checks):
    found, code = checks()
    assert code == 0
    assert found["tomtat"]["detail"].startswith(__version__)
    assert found["torch"]["detail"] == metadata.version("torch")
    assert {check["state"] for name, check in found.items() if name not in ("reader", "Phông chữ")} == {"ok"}
    text = tomtat("doctor").out
    assert len(text.splitlines()) == len(found)
    assert text.startswith("✓ tomtat ")
    assert "Terminal" in tomtat("doctor", "--lang", "en").out


def test_a_missing_library_is_bad(checks, monkeypatch):
    monkeypatch.setattr(doctor, "LIBRARIES", ("torch", "khong-co-thu-vien-nay"))
    found, code = checks()
    assert code == 3
    assert found["khong-co-thu-vien-nay"]["state"] == "bad"


@pytest.mark.parametrize("there", [True, False])
def test_models(checks, monkeypatch, tmp_path, there):
    (tmp_path / "model.safetensors").write_bytes(bytes(2_500_000))

    def shipped(name):
        if not there:
            raise registry.EngineUnavailable("engine_missing", name=name, what="config.json")
        return tmp_path

    monkeypatch.setattr(registry, "shipped", shipped)
    found, code = checks()
    assert code == 0
    assert found["reader"]["state"] == found["judge"]["state"] == ("ok" if there else "warn")
    if there:
        assert found["reader"]["detail"] == f"2,5 MB · {tmp_path}"


def test_settings(checks, settings_file):
    path = settings_file("words = 3\n")
    assert checks()[0]["Cấu hình"] == {"name": "Cấu hình", "state": "ok", "detail": str(path)}


def test_a_terminal_and_its_size(tomtat, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    for columns, mark in (("100", "✓"), ("40", "!")):
        monkeypatch.setenv("COLUMNS", columns)
        monkeypatch.setenv("LINES", "40")
        line = next(line for line in tomtat("doctor", terminal=True).out.splitlines() if "Màn hình" in line)
        assert line.startswith(mark)
        assert f"{columns}×40 · xterm-256color" in line


def test_a_poor_encoding(checks, monkeypatch):
    monkeypatch.setattr("locale.getpreferredencoding", lambda _=True: "ISO-8859-1")
    assert checks()[0]["Ngôn ngữ"]["state"] == "warn"


@pytest.mark.parametrize(("listed", "state"), [("Noto Sans\nNoto Serif\n", "ok"), ("", "warn")])
def test_fonts(checks, monkeypatch, listed, state):
    monkeypatch.setattr("shutil.which", lambda name, **_: f"/usr/bin/{name}")
    real = subprocess.run

    def listing(command, **options):
        if "fc-list" not in str(command[0]):
            return real(command, **options)
        return subprocess.CompletedProcess(command, 0, stdout=listed)

    monkeypatch.setattr(subprocess, "run", listing)
    assert checks()[0]["Phông chữ"]["state"] == state


def test_no_font_list(checks, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name, **_: None)
    assert "Phông chữ" not in checks()[0]


def test_a_folder_that_cannot_be_written(checks, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    found, code = checks()
    assert found["Thư mục dữ liệu"]["state"] == "warn"
    assert code == 0


def test_the_folder_of_the_store_is_the_one_that_is_used(checks, monkeypatch, tmp_path):
    monkeypatch.setenv("TOMTAT_STORE", str(tmp_path / "kho" / "s.db"))
    assert checks()[0]["Thư mục dữ liệu"] == {"name": "Thư mục dữ liệu", "state": "ok", "detail": str(tmp_path / "kho")}
    (tmp_path / "kho").write_text("")
    assert checks()[0]["Thư mục dữ liệu"]["state"] == "warn"
