"""The day and the author of an article, as its text gives them."""

from __future__ import annotations

import datetime

import pytest

from summarizer.document import from_text
from summarizer.document.metadata import dates

BODY = "Cuộc họp kéo dài hai giờ và thông qua ba nghị quyết."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ngày 09/12/2023, xã họp.", (2023, 12, 9)),
        ("(Chinhphu.vn) - Ngày 9/12/2023, xã họp.", (2023, 12, 9)),
        ("(Chinhphu.vn) – Chiều 9/12/2023, xã họp.", (2023, 12, 9)),
        ("TTXVN - Sáng ngày 9-12-2023, xã họp.", (2023, 12, 9)),
        ("Hà Nội, ngày 15 tháng 3 năm 2024, hội nghị khai mạc.", (2024, 3, 15)),
        ("Thứ Bảy, 09/12/2023, 10:00 (GMT+7)\nNgày 8/12/2023, xã họp.", (2023, 12, 9)),
        ("Cập nhật lúc 10:00 ngày 9/12/2023\nNgày 8/12/2023, xã họp.", (2023, 12, 9)),
        ("Xã họp ngày 9.12.2023 về đất đai.", (2023, 12, 9)),
        ("Xã họp ngày 09 / 12 / 2023 về đất đai.", (2023, 12, 9)),
        ("Theo Quyết định số 12/QĐ-TTg ngày 3/1/2020, ngày 9/12/2023 xã họp.", (2023, 12, 9)),
        ("Ông An (sinh ngày 1/4/1961) dự họp ngày 9/12/2023.", (2023, 12, 9)),
        ("Huyện công bố số liệu ngày 06/10/2025.", (2025, 10, 6)),
        ("Việc | Người làm | Ngày xong\nSửa kênh | Xã An Hòa | 06/10/2026\nNạo vét | Xã An Lộc | 08/10/2026", None),
        ("CHỦ TỊCH YÊU CẦU BÁO CÁO TRƯỚC NGÀY 15/12/2025.", None),
        ("Chu tich yeu cau cac xa bao cao truoc ngay 15/12/2025.", None),
        ("Chu tich yeu cau cac xa bao cao, cham nhat ngay 15 thang 12 nam 2025.", None),
        ("Huyen cong bo so lieu ngay 06/10/2025.", (2025, 10, 6)),
        ("Ha Noi, ngay 15 thang 3 nam 2024, hoi nghi khai mac.", (2024, 3, 15)),
        ("Theo Công văn số 12/UBND, ngày 3/1/2020 của huyện.", None),
        ("Xã phải xong việc trước ngày 30/6/2024.", None),
        ("Bài thơ ra đời ngày 19/12/1946.", None),
        ("Xã họp ngày 31/2/2023.", None),
        ("Đạt 15/18 chỉ tiêu.", None),
        ("Xã họp sáng 9/12.", None),
        ("Cập nhật ngày: 10/12/2023 09:46:12\nSáng 9/12, xã họp bàn việc năm 2024.", (2023, 12, 10)),
        ("Giấy phép của chợ được cấp ngày 8/1/2021.", None),
        # newspapers write no year with what is new, but with what was then
        ("Chợ mở ngày 8/1/2021. Sáng 6/12, cháy lớn thiêu rụi 40 sạp, sau lần cháy năm 2023.", None),
        ("Ngày 5/3/2009, ông An mất tích.\nNgày 7/8/2010, thi thể được tìm thấy.", None),
        ("Ngày 5/3/2024, UBND huyện họp.\nHuyện sẽ mở chợ mới vào ngày 2/9/2024.", (2024, 3, 5)),
        ("Xã họp ngày 9/12/2023. Chợ mới phải xong trước ngày 30/6/2024.", (2023, 12, 9)),
        (BODY * 40 + " Xã họp ngày 9/12/2023.", None),
    ],
)
def test_date(text: str, day: tuple[int, int, int] | None) -> None:
    article = from_text(f"Xã Hòa Sơn họp cuối năm\n{text}\n{BODY}")
    assert article.date == (datetime.date(*day) if day else None)


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        (f"{BODY}\nLê An", "Lê An"),
        (f"{BODY}\nLÊ AN", "LÊ AN"),
        (f"{BODY}\nTác giả: Trần Bình\nLê An", "Trần Bình"),
        (f"{BODY}\nBài, ảnh: Lê An", "Lê An"),
        (f"{BODY}\nLê An (Theo Reuters)", "Lê An"),
        (f"Lê An\n{BODY}", "Lê An"),
        (f"Lê An - 09/12/2023 10:00\n{BODY}", "Lê An"),
        (f"Thứ Bảy, 09/12/2023, 10:00 (GMT+7)\nLê An\n{BODY}", "Lê An"),
        (f"{BODY}\nLê An tổng hợp", "Lê An"),
        (f"{BODY} Lê An", None),
        (f"{BODY} Mọi người ra về. Lê An", "Lê An"),
        ("XÃ HỌP VỀ ĐẤT ĐAI. CHỦ TỊCH GIAO VIỆC CHO CÁC THÔN. KHÔNG THÔN NÀO ĐƯỢC CHẬM.", None),
        (f"{BODY}\nTheo Education Week", None),
        (BODY, None),
    ],
)
def test_byline(text: str, byline: str | None) -> None:
    assert from_text(f"Xã Hòa Sơn họp cuối năm\n{text}").byline == byline


def test_dates_in_order() -> None:
    line = "Từ 3/4/2024 đến ngày 5 tháng 6 năm 2024, trừ 30/2/2024."
    assert list(dates(line)) == [(3, datetime.date(2024, 4, 3)), (16, datetime.date(2024, 6, 5))]
