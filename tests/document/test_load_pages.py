"""Web pages as newsrooms meet them: leads outside the text, old portals held together by tables."""

from __future__ import annotations

import io
from datetime import date

import pytest

from summarizer import document
from summarizer.document import Article
from summarizer.document.formats import page as tree
from tests.costs import costs_within

_LEAD = "Trận mưa đá chiều 12/4 kéo dài 20 phút, làm hư hại 40 ha rau và hoa của phường Hồ Sen."
_TEXT = (
    "<p>Khoảng 14h, mưa lớn kèm đá viên đường kính 1-2 cm trút xuống hai phường. Nhiều nhà kính thủng mái.</p>"
    "<p>Theo phường, thống kê ban đầu có 12 ha mất trắng. Các tổ dân phố phải thống kê xong trước 17h ngày 14/4.</p>"
    "<p>Ông Lực cho biết 3.000 m2 xà lách sắp thu hoạch bị dập nát, thiệt hại khoảng 120 triệu đồng.</p>"
)
_TITLE = "Mưa đá lớn, 40 ha rau hư hại"


def read(page: str) -> Article:
    return document.load("-", stdin=io.BytesIO(page.encode()), file_name="a.html")


def outline(article: Article) -> list[tuple[str, str]]:
    return [(p.role, p.of(article.text)) for p in article.paragraphs]


def page(lead: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{_TITLE} - Báo Thử</title>{head}</head><body>"
        "<nav><a href=/>Trang chủ</a></nav><div class=detail><span class=date>Chủ nhật, 12/4/2026</span>"
        f"<h1>{_TITLE}</h1>{lead}<article>{_TEXT}</article></div>"
        "<aside><p class=sapo>Ba người thoát nạn khi xe tải lật trên đèo lúc rạng sáng hôm nay.</p></aside></body></html>"
    )


@pytest.mark.parametrize(
    "lead",
    [
        f"<p class='description'>{_LEAD}</p>",
        f"<h2 class='detail-sapo' data-role='sapo'>{_LEAD}</h2>",
        f"<div class='news-summary'><!-- x -->{_LEAD}</div>",
        f"<div id=tomtat><strong>{_LEAD}</strong></div>",
        f"<div class=description><a href=/x>{_LEAD}</a></div>",
    ],
)
def test_the_lead_outside_the_text_is_read(lead: str) -> None:
    found = outline(read(page(lead)))
    assert found[:2] == [("title", _TITLE), ("body", _LEAD)]
    assert found[2][1].startswith("Khoảng 14h")
    assert sum(words == _LEAD for _, words in found) == 1
    assert not any("đèo" in words for _, words in found)


def test_a_lead_known_from_the_metadata() -> None:
    cut = _LEAD[:60] + "..."
    found = outline(read(page(f"<h2 class=x7>{_LEAD}</h2>", f"<meta name=description content='{cut}'>")))
    assert [words for _, words in found].count(_LEAD) == 1


def test_the_stamp_of_a_place_is_set_off() -> None:
    article = read(page(f"<p class=description><span class=location>Lâm Đồng</span>{_LEAD}</p>"))
    assert f"Lâm Đồng - {_LEAD}" in article.text


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "<p class=description>Quá ngắn</p>",
        f"<ul class=lead><li>{_LEAD}</li></ul>",
        f"<figure><figcaption class=desc>{_LEAD}</figcaption></figure>",
    ],
)
def test_what_is_no_lead(lead: str) -> None:
    found = outline(read(page(lead)))
    assert found[1][1].startswith("Khoảng 14h")


def test_the_main_heading_may_be_the_name_of_the_paper() -> None:
    head = f"<title>{_TITLE} | Báo Thử</title>"
    body = f"<h1><a href=/>Báo Thử</a></h1><h2 class=post>{_TITLE}</h2><article>{_TEXT}</article>"
    article = read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")
    assert article.title_text == _TITLE


def _portal(title: str = "Cổng TTĐT tỉnh Mẫu") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><form><table width=100%>"
        "<tr><td colspan=3><table><tr><td><a href=#>Trang chủ</a></td><td><a href=#>Giới thiệu</a></td></tr></table></td></tr>"
        "<tr><td width=180><b>DANH MỤC</b><br><a>Tin trong tỉnh</a><br><a>Kinh tế</a><br><a>Văn hóa</a></td>"
        "<td><font size=4><b>Tỉnh Mẫu thông qua 18 nghị quyết</b></font><br><i>Thứ sáu, 10/07/2026 - 16:45</i><br>"
        "<a>Gửi email</a> | <a>In trang</a><br><br>"
        "<div align=justify><b>Sau 2,5 ngày làm việc, sáng 10/7, kỳ họp thứ 9 đã bế mạc và thông qua 18 nghị quyết.</b></div><br>"
        "<div align=justify>GRDP sáu tháng ước tăng 8,12% so với cùng kỳ. Thu ngân sách đạt 7.856 tỷ đồng.</div><br>"
        "<div align=justify>Tuy nhiên, giải ngân vốn đầu tư công mới đạt 38,4% kế hoạch, thấp hơn cùng kỳ năm trước.</div><br>"
        "<div align=justify>Chủ tịch đề nghị các sở ban hành kế hoạch trước ngày 31/7 và rà soát mọi vướng mắc về đất đai.</div>"
        "<table border=1><tr><th>Chỉ tiêu</th><th>Số</th></tr><tr><td>Thu</td><td>7.856</td></tr></table>"
        "<br><div align=right><b>Hoàng Nam</b></div></td>"
        "<td><b>THỐNG KÊ TRUY CẬP</b><br>Đang trực tuyến: 125<br>Hôm nay: 3.456</td></tr></table></form></body></html>"
    )


def test_an_old_portal_held_together_by_tables() -> None:
    article = read(_portal())
    found = outline(article)
    assert article.title_text == "Tỉnh Mẫu thông qua 18 nghị quyết"
    assert article.date == date(2026, 7, 10)
    body = [words for role, words in found if role == "body"]
    assert body[0].startswith("Sau 2,5 ngày")
    assert len(body) == 4
    assert ("table", "Thu | 7.856") in found  # a table of data stays one
    assert not any("trực tuyến" in words for role, words in found if role != "furniture")


def test_a_short_article_in_a_cell_of_the_page_is_read_whole() -> None:
    said = ["Sáng 6/10, huyện Mẫu tổ chức hội nghị tổng kết.", "Theo báo cáo, thu ngân sách đạt 1.284 tỷ đồng."]
    cell = f"<b>Huyện Mẫu tổng kết</b><br><i>Cập nhật: 06/10/2025</i><br><br><p>{said[0]}</p><p>{said[1]}</p>"
    bar = "<tr><td colspan=2><a href=/>Trang chủ</a> | <a href=/>Liên hệ</a></td></tr>"
    page = f"<table>{bar}<tr><td>Truy cập: 123<br>Đang online: 3<br>Mật khẩu</td><td>{cell}</td></tr></table>"
    article = read(f"<html><head><title>Huyện Mẫu</title></head><body>{page}</body></html>")
    assert [s.of(article.text) for s in article.body] == said


def test_line_ends_that_part_and_line_ends_that_wrap() -> None:
    wrapped = (
        "Sáng nay, hội nghị đã thảo luận về thu ngân sách sáu tháng đầu năm của<br>"
        "Tỉnh Mẫu và nghe báo cáo về giải ngân vốn đầu tư công trong quý vừa qua<br>"
        "ở các huyện, với 38,4% kế hoạch."
    )
    short = "Hội nghị tổng kết<br>Thứ sáu, ngày đầu tháng"
    found = outline(
        read(f"<html><body><article><h1>{_TITLE}</h1><p>{short}</p><p>{wrapped}</p>{_TEXT}</article></body></html>")
    )
    words = [words for _, words in found]
    assert wrapped.replace("<br>", " ") in words
    assert "Hội nghị tổng kết" in words


def test_a_page_of_nested_tags_costs_no_more_than_its_length() -> None:
    deep = "<div>a" * 200 + "<span>b</span>" * 20_000
    root = tree.tree(f"<html><body><h1>{_TITLE}</h1>{deep}</body></html>")
    assert root is not None
    assert tree.lead(root, _TITLE, "không có", "") is None
    head = tree.headline(root)
    assert head is not None
    assert tree.words_of(head) == _TITLE
    costs_within(lambda: (tree.lead(root, _TITLE, "không có", ""), tree.headline(root), tree.words_of(head)), 2)


def _saved(body: str, charset: str = "utf-8") -> bytes:
    import email.mime.multipart
    import email.mime.text

    whole = email.mime.multipart.MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://vi.du/tin"
    whole.attach(email.mime.text.MIMEText(body, "html", charset))
    whole.attach(email.mime.text.MIMEText("p { color: red }", "css"))
    return whole.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "khong-duoi"])
def test_a_page_saved_in_one_file(name: str) -> None:
    article = document.load("-", stdin=io.BytesIO(_saved(page(f"<p class=sapo>{_LEAD}</p>"))), file_name=name)
    assert outline(article)[:2] == [("title", _TITLE), ("body", _LEAD)]
    assert "color" not in article.text


@pytest.mark.parametrize(
    "data", [b"", b"From: a\n\nb", b"Content-Type: multipart/related; boundary=x\n\n--x\n\n--x--\n"]
)
def test_a_saved_page_without_a_page(data: bytes) -> None:
    with pytest.raises(document.LoadError):
        document.load("-", stdin=io.BytesIO(data), file_name="a.mhtml")
    nested = (
        b"Content-Type: multipart/related; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000
    )
    with pytest.raises(document.LoadError):
        document.load("-", stdin=io.BytesIO(nested), file_name="a.mhtml")


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("<b>Cửa Lò</b>Hai giờ sáng", "Cửa Lò - Hai giờ"),
        ("Tin <b>Cửa Lò</b>Hai giờ sáng", "Cửa Lò Hai giờ"),
        ("Cửa Lò<span>Hai giờ sáng</span>", "Cửa Lò - Hai giờ"),
        ("Tin từ <i>x</i> Cửa Lò<span>Hai giờ sáng</span>", "Cửa Lò Hai giờ"),
        ("<a href=/x><i>Hội nghị</i></a><a href=/y>Tin khác</a>", "Hội nghị Tin khác"),
        ("<b>Thu</b>ế và phí", "Thuế và phí"),
        ("thu <a href=/x>tiền đất</a>với 4 tỷ", "tiền đất với 4 tỷ"),
        ("thu<a href=/x>tiền đất</a>, phí", "thu tiền đất, phí"),
        ("thu <a href=/x>tiền đ</a>ất, phí", "thu tiền đất, phí"),
        ("<span>UB</span>ND tỉnh", "UBND tỉnh"),
    ],
)
def test_words_that_only_the_style_keeps_apart(glued: str, apart: str) -> None:
    root = tree.tree(f"<html><body><p>{glued}</p></body></html>")
    assert root is not None
    tree.unglue(root)
    assert apart in root.text_content()


def test_a_short_page_says_its_lead_once_and_keeps_the_stamp_in_the_line() -> None:
    body = (
        "<div style='display: none'><p>Giá xăng hôm nay 21.050 đồng một lít, tăng 300 đồng.</p></div>"
        "<h1>Cháy chợ Vạn lúc rạng sáng</h1><h2 class=sapo>BM - Lửa thiêu 12 ki ốt chợ Vạn lúc 3h sáng 2/11.</h2>"
        "<article><p>Lửa thiêu 12 ki ốt chợ Vạn lúc 3h sáng 2/11.</p><p><b>Thanh Hóa</b>Tiểu thương báo mất 800 triệu đồng.</p>"
        "<article class=card><h4><a href=/x>Cháy xưởng gỗ ở Hạ Long đêm qua</a></h4><p>Xưởng rộng 500 m2 cháy rụi.</p></article>"
        "</article><ul class=lienquan><li><a>Cách thoát nạn khi cháy nhà</a></li><li><a>Năm vụ cháy chợ lớn</a></li></ul>"
    )
    found = outline(
        read(
            f"<html><head><meta charset=utf-8><title>Cháy chợ Vạn lúc rạng sáng</title></head><body>{body}</body></html>"
        )
    )
    assert [words for _, words in found] == [
        "Cháy chợ Vạn lúc rạng sáng",
        "BM - Lửa thiêu 12 ki ốt chợ Vạn lúc 3h sáng 2/11.",
        "Thanh Hóa - Tiểu thương báo mất 800 triệu đồng.",
    ]
