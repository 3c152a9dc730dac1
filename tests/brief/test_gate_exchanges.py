"""Two of a kind in each other's place: numbers and what they count, directions, transfers, blame, tasks, offices."""

from __future__ import annotations

import pytest

from tests.brief.test_gate import verdict

SOURCE = (
    "Vụ lật thuyền làm 5 người chết, 12 người bị thương. "
    "Mực nước kênh Đông thấp hơn đê bao 0,4 m. "
    "Xã Hòa Bắc hoàn thành gieo cấy nhanh hơn lịch thời vụ 6 ngày. "
    "Công ty Cấp nước lỗ 2,7 tỷ đồng trong quý I. "
    "Huyện chuyển 8 tỷ đồng từ quỹ khuyến nông sang quỹ phòng dịch. "
    "Chủ tịch huyện biểu dương Công an xã Hòa Bắc, phê bình Công an xã Tân Phú vì để lúa ngập úng. "
    "Huyện yêu cầu Phòng Tài chính rà soát nợ đọng; giao Phòng Nội vụ sắp xếp nhân sự trạm bơm. "
    "Ông Trần Văn Mười, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện, dự họp."
)


@pytest.mark.parametrize(
    "brief",
    [
        "Lật thuyền khiến 12 người chết và 5 người bị thương.",
        "Mực nước kênh Đông vượt đê bao 0,4 m.",
        "Xã Hòa Bắc gieo cấy chậm hơn lịch thời vụ 6 ngày.",
        "Công ty Cấp nước lãi 2,7 tỷ đồng trong quý I.",
        "Huyện chuyển 8 tỷ đồng từ quỹ phòng dịch sang quỹ khuyến nông.",
        "Công an xã Hòa Bắc bị phê bình vì để lúa ngập úng.",
        "Phòng Tài chính phải sắp xếp nhân sự trạm bơm.",
    ],
)
def test_an_exchange_is_objected_to(brief):
    assert verdict(SOURCE, brief)[0].status == "unsupported"


@pytest.mark.parametrize(
    "brief",
    [
        "Lật thuyền khiến 5 người chết và 12 người bị thương.",
        "Mực nước kênh Đông dưới đê bao 0,4 m.",
        "Xã Hòa Bắc gieo cấy sớm hơn lịch thời vụ 6 ngày.",
        "Huyện chuyển từ quỹ khuyến nông sang quỹ phòng dịch 8 tỷ đồng.",
        "Công an xã Tân Phú bị phê bình vì để lúa ngập úng.",
        "Phòng Nội vụ phải sắp xếp nhân sự trạm bơm.",
        "Chủ tịch UBND huyện Trần Văn Mười dự họp.",
    ],
)
def test_the_same_in_other_words_passes(brief):
    sentence, _ = verdict(SOURCE, brief)
    assert sentence.status == "supported", sentence.reasons
