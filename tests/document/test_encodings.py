"""Tables, detection, names and mending of encodings."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.document import load
from summarizer.document.encodings import NAMES, canonical, decode, mend, mend_all
from summarizer.document.encodings.legacy import ABC, TCVN5712, VISCII, VNI, WINDOWS_1258, Legacy, restore_capitals
from summarizer.document.encodings.syllable import LETTERS, is_syllable, is_unaccented, look

ALL_LETTERS = LETTERS + LETTERS.upper()
TABLES = (TCVN5712, VNI, VISCII, WINDOWS_1258)
TEXT = (
    "Sáu tháng đầu năm, thu ngân sách của huyện ước đạt 1.284 tỷ đồng, bằng 57,9% dự toán và tăng 12,4% so với cùng kỳ. "
    "Chủ tịch UBND huyện yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9; không để phát sinh nợ mới.\n"
    "Đến nay, 46/62 xã đã xong, những nơi còn lại phải giải trình bằng văn bản."
)


def test_there_are_134_letters() -> None:
    assert len(set(ALL_LETTERS)) == 146  # with the bare vowels
    assert len([c for c in ALL_LETTERS if not c.isascii()]) == 134


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_letter_comes_back(table: Legacy) -> None:
    assert [table.decode(table.encode(letter)) for letter in ALL_LETTERS] == list(ALL_LETTERS)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@given(text=st.text(alphabet=ALL_LETTERS + "bcdghklmnpqrstvx BCDGH.,;0123456789\n", max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_text_comes_back(table: Legacy, text: str) -> None:
    assert table.decode(table.encode(text)) == text


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@given(data=st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_bytes_fail(table: Legacy, data: bytes) -> None:
    assert unicodedata.is_normalized("NFC", table.decode(data))


@pytest.mark.parametrize(
    ("table", "data", "text"),
    [
        (ABC, b"Th\xb5nh \xf1y S\xe3c Tr\xa8ng", "Thành ủy Sóc Trăng"),
        (ABC, b"\x93 \xae\xd5n n\xa8m 2025 \x94", "“ đến năm 2025 ”"),
        (
            ABC,
            b"ho\xb3 E\xb4 \xa2\xb2, 40\xb0, \xb15%, 35 km\xb2",
            "hó Ẹ Ẫ, 40°, ±5%, 35 km²",
        ),  # no tone without its vowel
        (TCVN5712, b"\xa7\x99 \x80\xda", "ĐỞ ÀẾ"),
        (VNI, b"Tha\xf8nh pho\xe1 Ho\xe0 Ch\xed Minh", "Thành phố Hồ Chí Minh"),
        (VNI, b"\xd1A\xd9NG \xf6\xf4\xf9c", "ĐÁNG ước"),
        (VNI, b"A\xf9 a\xd9", "Á á"),
        (VNI, b"chi\xf9nh thi\xf8 THI\xd8", "chính thì THÌ"),  # the tones of i beside their letters of their own
        (VISCII, b"Ti\xaang Vi\xaet", "Tiếng Việt"),
        (VISCII, b"\x02\x05\x14", "ẲẴỶ"),
        (WINDOWS_1258, b"Ti\xea\xecng Vi\xea\xf2t", "Tiếng Việt"),
    ],
)
def test_known_bytes(table: Legacy, data: bytes, text: str) -> None:
    assert table.decode(data) == text


def test_what_a_table_lacks() -> None:
    with pytest.raises(UnicodeEncodeError):
        VISCII.encode("日")


# ---- detection -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@pytest.mark.parametrize("text", [TEXT, TEXT[:70], TEXT.replace("\n", "\r\n"), TEXT * 30])
def test_legacy_is_detected(table: Legacy, text: str) -> None:
    found = decode(table.encode(text))
    assert found.encoding.name == table.name
    assert found.text == text
    assert found.encoding.confidence > 0.6
    assert not found.binary
    assert not found.lost


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_detected(name: str, form: str) -> None:
    data = unicodedata.normalize(form, TEXT).encode(name)  # type: ignore[arg-type]
    found = decode(data)
    assert found.text == TEXT
    assert found.encoding.confidence >= 0.95
    assert found.encoding.name.startswith(name[:6].removesuffix("-"))
    assert not found.lost


def test_marked_utf16_of_the_other_order() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")).encoding.name == "utf-16-be"


def test_capital_fonts() -> None:
    data = b"TH\xb5NH \xf1Y Tr\xa8ng. UBND t\xd8nh K\xfb"
    assert restore_capitals(ABC.decode(data)).startswith("THÀNH ỦY")
    assert restore_capitals("THàNH PHố HàM GIANG") == "THÀNH PHỐ HÀM GIANG"
    assert restore_capitals("ông Lê ở UBND tỉnh; TỉNH ủY; Kỳ họp") == "ông Lê ở UBND tỉnh; TỈNH ỦY; Kỳ họp"
    assert restore_capitals("GDP: Lê") == "GDP: Lê"


def test_quotes_of_windows_in_abc_are_no_capitals() -> None:
    data = b"\x93" + ABC.encode(TEXT.replace("Đến", "đến").replace("Sáu", "sáu").replace("Chủ", "chủ")) + b"\x94 \x96"
    found = decode(data)
    assert found.encoding.name == "tcvn3"
    assert found.text.startswith("“")
    assert found.text.endswith("” –")


def test_capitals_of_the_full_tcvn_table() -> None:
    text = TEXT + " Ở Á, Ấn Độ, Ý và ÚC."
    assert decode(TCVN5712.encode(text)).text == text


def test_utf8_with_a_broken_place() -> None:
    found = decode(TEXT.encode()[:-1].replace("Đến".encode(), b"\xc4\xff" + "Đến".encode()) + "ạ".encode()[:2])
    assert found.encoding.name == "utf-8"
    assert 0.8 < found.encoding.confidence < 1
    assert found.lost
    assert "\ufffd" in found.text


def test_a_few_bad_bytes_in_a_short_text_leave_it_utf8_and_are_counted() -> None:
    found = decode("Hội nghị đã thống nhất các nhiệm vụ trọng tâm".encode().replace(b" ", b" \xff", 5))
    assert found.encoding.name == "utf-8"
    assert found.lost == 5
    assert "trọng tâm" in found.text
    assert not found.binary


def test_french_is_not_vietnamese() -> None:
    found = decode("Été à l'hôtel: déjà vu, garçon, où est le café crème préféré?".encode("latin-1"))
    assert found.encoding.name == "windows-1252"
    assert "café crème" in found.text
    assert not found.binary


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100, b"\x7fELF\x02\x01\x01" + bytes(200)]
)
def test_binary(data: bytes) -> None:
    assert decode(data).binary


def test_ascii_is_utf8() -> None:
    assert decode(b"plain").encoding.name == "utf-8"
    assert decode(b"").text == ""


@given(data=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_decode_never_fails(data: bytes) -> None:
    for name in (None, *NAMES):
        found = decode(data, name)
        assert unicodedata.is_normalized("NFC", found.text)
        assert 0 <= found.encoding.confidence <= 1


# ---- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_forced(name: str) -> None:
    table = next((t for t in TABLES if t.name == name), None)
    text = TEXT if name != "windows-1252" else "déjà vu"
    data = table.encode(text) if table else text.encode(name)
    found = decode(data, name)
    assert found.text == text
    assert found.encoding.confidence == 1.0


def test_forced_with_its_mark() -> None:
    assert decode(b"\xef\xbb\xbfxin", "utf-8").text == "xin"
    assert decode(b"\xfe\xff\x00x", "utf-16").text == "x"
    assert decode(b"x\x00", "utf-16").text == "x"


@pytest.mark.parametrize(
    ("alias", "name"),
    [("UTF8", "utf-8"), ("ABC", "tcvn3"), ("TCVN-5712", "tcvn3"), ("cp1258", "windows-1258"), ("VNI-Windows", "vni")],
)
def test_aliases(alias: str, name: str) -> None:
    assert canonical(alias) == name


def test_unknown_name() -> None:
    assert canonical("ebcdic") is None


# ---- syllables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "quyết",
        "giếng",
        "gì",
        "gìn",
        "hoà",
        "hòa",
        "thuỷ",
        "thủy",
        "khuỷu",
        "quốc",
        "xoong",
        "oẳn",
        "yêu",
        "ủy",
        "uỷ",
        "rượu",
        "huỳnh",
        "chuyến",
        "đường",
        "Ước",
        "ỐC",
        "quýt",
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thµnh", "ñy", "hàc", "bềk", "ááo", "wệ", "café", "sörgüt", "tàt", "ậù"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_look() -> None:
    assert look(TEXT).validity == 1.0
    assert look(TEXT).vietnamese > 0.6
    assert look("").vietnamese == look("").validity == 0.0
    assert is_unaccented("sau thang dau nam thu ngan sach cua huyen uoc dat hon mot ngan ty dong")
    assert not is_unaccented(
        "the committee said that budget revenue was up strongly in the first six months of this year"
    )


# ---- mending ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [ABC, VNI], ids=lambda t: t.name)
def test_legacy_fonts_in_unicode(table: Legacy) -> None:
    text = "thành ủy yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9"
    assert mend(table.encode(text).decode("latin-1")) == (text, table.name)


def test_utf8_read_as_windows_1252() -> None:
    assert mend("Thành phố yêu cầu báo cáo".encode().decode("cp1252", "ignore")) is not None


@pytest.mark.parametrize("text", [TEXT, "", "plain words", "café Müller, naïve", "Thµ", "Thành phố日本 ñy Sãc"])
def test_nothing_to_mend(text: str) -> None:
    assert mend(text) is None


@pytest.mark.parametrize("name", [None, "utf-8", "windows-1258"])
def test_a_long_run_of_combining_marks_does_not_hang(name: str | None) -> None:
    """As bytes too: decoding brings to NFC before the text is cleaned."""
    marks = "\u0301\u0323" * 200_000
    data = f"{TEXT} a{marks}".encode("cp1258", "ignore") if name == "windows-1258" else f"{TEXT} a{marks}".encode()
    assert len(decode(data, name).text) < len(TEXT) + 40


@pytest.mark.parametrize("table", [ABC, VNI], ids=["tcvn3", "vni"])
def test_words_of_two_encodings_in_one_paragraph(table: Legacy) -> None:
    """A letter of Unicode inside a legacy word, too."""

    def old(words: str) -> str:
        return table.encode(words).decode("cp1252")

    said = "Giá trị công nghiệp ước đạt 39.897 tỷ đồng, cao hơn dự toán của tỉnh."
    mixed = f"Giá trị {old('công nghiệp ước')} đ{old('ạt')} 39.897 {old('tỷ đồng')}, cao hơn dự toán của tỉnh."
    assert mend_all([mixed]) == [said]


@pytest.mark.parametrize(
    "sound", ["Tỷ số 3 × 4 ÷ 2, nhiệt độ 37° ± 1", "Hãng Citroën và Zoë ở São Paulo đầu tư", "Café của Müller"]
)
def test_names_and_signs_are_no_legacy_words(sound: str) -> None:
    assert mend_all([sound]) == [sound]


def test_a_paragraph_pasted_from_a_legacy_document_is_read_and_said_so(tmp_path: Path) -> None:
    note = tmp_path / "ghi-chep.txt"
    pasted = "B¸o c¸o cña tØnh n¨m 2003 cho biÕt gi¸ trÞ s¶n xuÊt c«ng nghiÖp −íc ®¹t 39.897 tû ®ång, t¨ng 15,2%."
    french = "L'été à la fête, où était né l'élève français; dès le début, l'équipe a été très émue."
    note.write_text(
        f"Tin trong ngày của tỉnh\n\nUBND tỉnh họp bàn kế hoạch năm tới.\n\n{pasted}\n\n{french}\n", "utf-8"
    )
    article = load(note)
    assert "giá trị sản xuất công nghiệp ước đạt 39.897 tỷ đồng" in article.text
    assert french in article.text
    assert "TCVN3/VNI" in article.warnings[0]
