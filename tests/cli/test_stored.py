"""`tomtat search`, `history`, `show`, `store`."""

from __future__ import annotations

import json

import pytest

TEXTS = {
    "thu": "Thủ tướng thăm Đồng Tháp\n\nThủ tướng Chính phủ thăm tỉnh Đồng Tháp và làm việc với ngân hàng, sách báo địa phương.",
    "ngan": "Thu ngân sách vượt dự toán\n\nThu ngân sách của tỉnh đạt 186 tỷ đồng, bằng 31% dự toán. Đường giao thông thông suốt.",
    "lua": "Vụ lúa được mùa\n\nNăng suất lúa đạt 6,2 tấn/ha, cao hơn vụ trước. Giá lúa \x1b[31mổn định.",
}


@pytest.fixture
def stored(tomtat, tmp_path, monkeypatch):
    monkeypatch.setenv("TOMTAT_STORE", str(tmp_path / "s.db"))
    folder = tmp_path / "day"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert tomtat("digest", "--engine", "extractive", "-j", "1", folder).code == 0
    return tmp_path / "s.db"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["thu ngân sách"], ["ngan"]),
        (["thu", "ngan", "sach"], ["ngan", "thu"]),
        (["THU NGAN SACH"], ["ngan", "thu"]),
        (['"ngan sach"'], ["ngan"]),
        (["dong thap"], ["thu"]),
        (["Đồng Tháp"], ["thu"]),
        (["duong giao"], ["ngan"]),
        (["nang su*"], ["lua"]),
        (["không có gì"], []),
        (['" OR NEAR( *'], []),
        (["***"], []),
    ],
)
def test_search_folds_marks(tomtat, stored, query, found):
    made = tomtat("search", "-f", "json", *query)
    hits = json.loads(made.out)["hits"]
    assert {h["origin"].rpartition("/")[2].removesuffix(".txt") for h in hits} == set(found) or (
        query == ["thu ngân sách"] and hits[0]["origin"].endswith("ngan.txt")
    )
    assert made.code == (0 if found else 1)
    if found:
        assert hits[0]["origin"].endswith(f"{found[0]}.txt")
    for hit in hits:
        for p in hit["passages"]:
            assert all(p["start"] <= m["start"] < m["end"] <= p["end"] for m in p["matches"])


def test_words_near_each_other_come_first(tomtat, stored, tmp_path):
    """`đà nẵng` is a city, though nang and da stand in a hundred other articles, and more often."""
    far = tmp_path / "far"
    far.mkdir()
    for n in range(30):
        (far / f"{n}.txt").write_text(
            f"Nắng nóng số {n}\n\nTrời nắng, da cháy nắng số {n}. Ra nắng phải che. Da khô vì nắng gắt.",
            encoding="utf-8",
        )
    (far / "city.txt").write_text(
        "Thành phố biển\n\n" + "Hội nghị bàn nhiều việc khác nhau của vùng. " * 40 + "Khách đến Đà Nẵng tăng.",
        encoding="utf-8",
    )
    assert tomtat("digest", "--engine", "extractive", "-j", "1", far).code == 0
    for query in ("da nang", "đà nẵng", "da\u0300 na\u0306\u0303ng"):
        made = tomtat("search", "--json", "-n", "3", query)
        document = json.loads(made.out)
        assert document["hits"][0]["origin"].endswith("city.txt"), query
        assert document["total"] == 31
        assert len(document["hits"]) == 3
        assert "3 trong 31" in made.err


def test_search_gives_json_where_the_settings_file_says_so(tomtat, stored, settings_file):
    settings_file("[search]\njson = true\n")
    assert json.loads(tomtat("search", "sách").out)["schema"] == "tomtat.search/1"


def test_search_in_words(tomtat, stored):
    made = tomtat("search", "lua", "--color", "always")
    assert "\x1b[33m" in made.out  # what was found, in colour
    assert "\x1b[31m" not in made.out  # and nothing that the article brought along
    assert "\x1b" not in tomtat("search", "lúa").out


def test_history_and_show(tomtat, stored):
    (run,) = json.loads(tomtat("history", "-f", "json").out)["runs"]
    assert (run["run"], run["made"], run["failed"]) == (1, 3, 0)
    assert tomtat("history").out.startswith("r1 ")
    assert "\n# Điểm tin" in tomtat("show", "r1", "-f", "markdown").out
    hit = json.loads(tomtat("search", "-f", "json", "lua").out)["hits"][0]
    brief = json.loads(tomtat("show", hit["id"][:8], "-f", "json").out)
    assert brief["source"]["id"] == hit["id"]
    for form in ("text", "markdown", "html"):
        assert "6,2 tấn/ha" in tomtat("show", hit["id"][:8], "-f", form).out


def test_the_store_is_looked_after(tomtat, stored):
    assert "3 bài" in tomtat("store", "check").out
    assert tomtat("store", "vacuum").code == 0
    lines = tomtat("store", "export").out.splitlines()
    assert {json.loads(line)["schema"] for line in lines} == {"tomtat.brief/1"}
    assert len(lines) == 3


def test_forgetting_and_pruning(tomtat, stored):
    hit = json.loads(tomtat("search", "-f", "json", "lua").out)["hits"][0]
    made = tomtat("store", "forget", hit["id"][:8])
    assert made.code == 0
    assert "1 bài" in made.err
    assert json.loads(tomtat("search", "-f", "json", "lua").out)["hits"] == []
    assert "2 bài" in tomtat("store", "check").out
    assert "khong-co.txt" in tomtat("store", "forget", "khong-co.txt").err
    assert "0 bài" in tomtat("store", "prune", "--older-than", "90d").err
    for args in (
        ["prune"],
        ["prune", "--older-than", "x"],
        ["forget"],
        ["check", "x"],
        ["check", "--older-than", "1d"],
    ):
        assert tomtat("store", *args).code == 2, args


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["show", "zz"], "không phải mã bài"),
        (["show", "0000"], "không có bài nào mang mã"),
        (["show", "r9"], "không có lần chạy này"),
        (["show", "r99999999999999999999999"], "không phải mã"),
        (["store", "burn"], "không nằm trong"),
        (["search"], "thiếu"),
    ],
)
def test_what_is_not_there(tomtat, stored, args, says):
    made = tomtat(*args)
    assert made.code == 2
    assert says in made.err
    assert len(made.err.splitlines()) == 1


@pytest.mark.parametrize(
    "args", [["search", "x"], ["history"], ["show", "r1"], ["store", "check"], ["store", "vacuum"]]
)
def test_without_a_store_none_is_made(tomtat, tmp_path, args):
    made = tomtat(*args, "--store", tmp_path / "none.db")
    assert made.code == 2
    assert "chưa có kho" in made.err
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_store_is_told(tomtat, stored):
    data = bytearray(stored.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 8192 - 4096)
    stored.write_bytes(data)
    for suffix in ("-wal", "-shm"):
        stored.with_name(stored.name + suffix).unlink(missing_ok=True)
    made = tomtat("store", "check")
    assert made.code in (2, 3)
    assert "hỏng" in made.err
    assert ".recover" in made.err  # how to go on, not the command that was just run
    assert "tomtat store check" not in made.err
    assert "Traceback" not in made.err


def test_search_by_meaning_finds_other_words(tomtat, tmp_path, monkeypatch):
    """No word of the question stands in the article that it is about."""
    monkeypatch.setenv("TOMTAT_STORE", str(tmp_path / "m.db"))
    folder = tmp_path / "day"
    folder.mkdir()
    texts = TEXTS | {
        "doc": "Ngộ độc tại Trường tiểu học Hòa Bình\n\nSau bữa trưa bán trú, 36 học sinh đau bụng, nôn ói, phải nhập viện."
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert tomtat("digest", "-j", "1", folder).code == 0
    made = tomtat("search", "--like", "--json", "trẻ nhỏ bị bệnh đường ruột")
    found = json.loads(made.out)
    assert made.code == 0
    assert found["total"] == 4
    assert found["hits"][0]["origin"].endswith("doc.txt")
    assert [h["score"] for h in found["hits"]] == sorted((h["score"] for h in found["hits"]), reverse=True)
    assert tomtat("search", "--like", "-n", "1", "thức ăn").out.count("\n          /") == 1


def test_search_by_meaning_says_what_it_cannot_find(tomtat, stored):
    made = tomtat("search", "--like", "thu ngân sách")
    assert made.code == 1
    assert "3 trong 3 bài" in made.err


def test_an_age_in_the_settings_file_is_for_prune_alone(tomtat, stored, settings_file):
    settings_file('[store]\nolder_than = "90d"\n')
    for what in ("check", "vacuum", "export", "prune"):
        assert tomtat("store", what).code == 0, what
    assert "khong-co" in tomtat("store", "forget", "khong-co").err
    assert tomtat("store", "check", "--older-than", "1d").code == 2
