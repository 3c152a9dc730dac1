"""Official documents written for the tests of their briefs: a decision, an order, a report, and one with places."""

from __future__ import annotations

DECISION = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                          Độc lập - Tự do - Hạnh phúc

Số: 214/QĐ-UBND                      An Lạc, ngày 12 tháng 3 năm 2025

QUYẾT ĐỊNH
Về việc phê duyệt Đề án phát triển cây ca cao đến năm 2030

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;
Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;
Xét đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 88/TTr-SNNMT ngày 03 tháng 3 năm 2025,

QUYẾT ĐỊNH:

Điều 1. Phê duyệt kèm theo Quyết định này Đề án phát triển cây ca cao trên địa bàn tỉnh đến năm 2030, tổng kinh phí 42,5 tỷ đồng.

Điều 2. Tổ chức thực hiện
1. Sở Nông nghiệp và Môi trường: cấp 120.000 cây giống cho các huyện trước ngày 30/6/2025; báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.
2. Giao Sở Tài chính bố trí 8,2 tỷ đồng trong quý II năm 2025.

Điều 3. Quyết định này có hiệu lực kể từ ngày ký.

Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Như Điều 4;                                   CHỦ TỊCH
- Lưu: VT.                                  Trần Văn Hạ
"""

ORDER = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                          Độc lập - Tự do - Hạnh phúc

Số: 07/CĐ-UBND                      An Lạc, ngày 02 tháng 9 năm 2025

CÔNG ĐIỆN
Về việc tập trung ứng phó mưa lũ sau bão số 6

Kính gửi: Chủ tịch Ủy ban nhân dân các xã, phường.

Đêm 01/9, mưa lớn làm 14 xã bị ngập, 320 hộ phải sơ tán, 2 người mất tích.

Trước tình hình đó, Chủ tịch Ủy ban nhân dân tỉnh An Lạc yêu cầu các xã, phường thực hiện ngay những việc sau:

1. Chủ tịch Ủy ban nhân dân các xã, phường:
a) Sơ tán xong 1.150 hộ ở vùng trũng trước 18 giờ ngày 02/9;
b) Bố trí lực lượng canh gác tại 27 ngầm tràn, không cho người qua lại.
2. Công ty Thủy nông An Lạc vận hành hồ Đá Bàn, hạ mực nước xuống 38,5 m trước 20 giờ ngày 02/9.
3. Nghiêm cấm người dân vớt củi trên sông./.

Nơi nhận:                                  CHỦ TỊCH
- Như trên;
- Lưu: VT.                                  Trần Văn Hạ
"""

REPORT = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                          Độc lập - Tự do - Hạnh phúc

Số: 55/BC-UBND                      An Lạc, ngày 10 tháng 7 năm 2025

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2025

I. KẾT QUẢ
Thu ngân sách nhà nước trên địa bàn đạt 4.120 tỷ đồng, bằng 55,2% dự toán, tăng 8,1% so với cùng kỳ.
Sản lượng lúa vụ đông xuân đạt 212.000 tấn, tăng 3,4% so với cùng kỳ.

II. CÁC ĐỊA PHƯƠNG
1. Huyện Đông Hải
Thu nhập bình quân đầu người đạt 84,6 triệu đồng, tăng 9,8% so với năm trước.
2. Huyện Tây Sơn
Thu nhập bình quân đầu người đạt 51,3 triệu đồng, tăng 6,2% so với năm trước.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                  CHỦ TỊCH
"""
