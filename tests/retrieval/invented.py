# ruff: noqa: E501  (a paragraph of a document is one line)
"""Five invented plans for asking: other provinces, subjects and layouts than the samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.load import parse
from ingest.passages import passages
from plans.model import Plan
from retrieval.answer import Answer, Turn
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings

AS_OF = date(2025, 9, 1)

FLOOD = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NGÃI

Số: 214/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Quảng Ngãi, ngày 15 tháng 8 năm 2025

KẾ HOẠCH

Phòng, chống lũ quét, sạt lở đất trên địa bàn tỉnh giai đoạn 2025 - 2027

Căn cứ Luật Phòng thủ dân sự ngày 20 tháng 6 năm 2023; Nghị định số 200/2025/NĐ-CP ngày 09 tháng 7 năm 2025 của Chính phủ quy định chi tiết một số điều của Luật Phòng thủ dân sự, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Mục tiêu chung

Chủ động di dời dân khỏi vùng nguy hiểm, hạn chế thấp nhất thiệt hại về người và tài sản.

2. Chỉ tiêu cụ thể

a) Đến hết năm 2025: di dời 480 hộ ở vùng có nguy cơ sạt lở cao.

b) Đến hết năm 2027: trên 95% thôn ở miền núi có trạm cảnh báo mưa; lắp 36 trạm đo mực nước.

II. NHIỆM VỤ VÀ GIẢI PHÁP

1. Cảnh báo sớm

Lắp đặt trạm đo mưa tự động tại các xã vùng cao; thông báo cho người dân qua loa truyền thanh và tin nhắn.

2. Bố trí tái định cư

Khu tái định cư phải có đường ô tô, điện và nước sạch trước khi đón dân.

III. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Môi trường

- Là cơ quan thường trực, theo dõi, đôn đốc việc thực hiện Kế hoạch này.
- Chủ trì lập bản đồ vùng nguy cơ sạt lở đất, hoàn thành trước ngày 31/10/2025.
- Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.

2. Sở Xây dựng

- Hướng dẫn tiêu chuẩn nhà chống lũ cho các hộ tái định cư.
- Kiểm tra, khắc phục các điểm sạt lở trên quốc lộ và đường tỉnh, hoàn thành trước ngày 20/8/2025.

3. Công an tỉnh

Bố trí lực lượng cứu nạn, cứu hộ tại các địa bàn bị chia cắt; bảo đảm an ninh, trật tự tại nơi sơ tán.

4. Sở Tài chính

Tham mưu bố trí 62 tỷ đồng từ ngân sách tỉnh; định kỳ báo cáo tình hình giải ngân cho Ủy ban nhân dân tỉnh.

5. Các sở, ban, ngành tỉnh

Căn cứ chức năng, nhiệm vụ được giao, xây dựng phương án ứng phó của ngành mình.

6. Ủy ban nhân dân các xã, phường

- Lập danh sách hộ phải di dời, gửi Sở Nông nghiệp và Môi trường trước ngày 30/9/2025.
- Tổ chức diễn tập ít nhất 01 lần mỗi năm.

7. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh

Vận động Nhân dân nhường đất làm khu tái định cư; giám sát việc cấp phát hàng cứu trợ.

Nơi nhận:
- Bộ Nông nghiệp và Môi trường;
- Thường trực Tỉnh ủy;
- Đài Khí tượng Thủy văn tỉnh;
- Lưu: VT, KTN.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đinh Văn Trà Bồng
"""

ROADS = """ỦY BAN NHÂN DÂN
TỈNH GIA LAI

Số: 35/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Gia Lai, ngày 06 tháng 02 năm 2023

KẾ HOẠCH

Bảo đảm trật tự, an toàn giao thông năm 2023

Thực hiện Nghị quyết số 149/NQ-CP ngày 28 tháng 10 năm 2022 của Chính phủ về tăng cường bảo đảm trật tự, an toàn giao thông, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

Nâng cao ý thức chấp hành pháp luật của người tham gia giao thông.

II. CHỈ TIÊU

- Giảm ít nhất 5% số vụ tai nạn giao thông so với năm 2022.
- 100% trường trung học phổ thông ký cam kết không để học sinh đi xe máy trên 50 phân khối.

III. PHÂN CÔNG NHIỆM VỤ

1. Công an tỉnh

Tuần tra, xử lý vi phạm nồng độ cồn trên các tuyến quốc lộ 14 và 19.

2. Sở Giao thông vận tải

Xóa 12 điểm đen tai nạn giao thông trong quý III/2023.

3. Sở Giáo dục và Đào tạo

Chủ trì, phối hợp với Công an tỉnh, Tỉnh đoàn tổ chức tuyên truyền cho học sinh đầu năm học.

4. Các sở, ban, ngành, đoàn thể tỉnh

Đưa kết quả chấp hành pháp luật về giao thông vào tiêu chí xếp loại cuối năm.

5. Ủy ban nhân dân các huyện, thị xã, thành phố

Giải tỏa hành lang an toàn đường bộ. Định kỳ hằng quý, báo cáo kết quả về Ban An toàn giao thông tỉnh trước ngày 20 của tháng cuối quý.

Nơi nhận:
- Ủy ban An toàn giao thông Quốc gia;
- Lưu: VT, CNXD.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Rơ Mah Thanh Bình
"""

UNION = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ THỌ
BAN THƯỜNG VỤ

Số:      /KH-LĐLĐ

TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM

Phú Thọ, ngày      tháng 11 năm 2024

KẾ HOẠCH

Chăm lo đoàn viên, người lao động dịp Tết Ất Tỵ năm 2025

I. MỤC ĐÍCH

Tất cả đoàn viên, người lao động đều có Tết.

II. NỘI DUNG

1. Chợ Tết Công đoàn

Tổ chức 03 phiên Chợ Tết Công đoàn tại các khu công nghiệp.

2. Thăm, tặng quà

Trao 2.150 suất quà cho đoàn viên có hoàn cảnh khó khăn, mỗi suất trị giá 800.000 đồng.

III. TỔ CHỨC THỰC HIỆN

1. Ban Tuyên giáo - Nữ công

Phối hợp với Sở Công Thương mời doanh nghiệp bán hàng giảm giá.

2. Văn phòng Liên đoàn Lao động tỉnh

Chuẩn bị kinh phí và phương tiện đưa đón công nhân về quê.

3. Công đoàn cơ sở

Lập danh sách đoàn viên khó khăn gửi Liên đoàn Lao động tỉnh trước ngày 20/12/2024.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Hà Thị Lâm Thao
"""

CITY = """ỦY BAN NHÂN DÂN
THÀNH PHỐ ĐÀ NẴNG

Số: 118/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Đà Nẵng, ngày 22 tháng 5 năm 2024

KẾ HOẠCH

Phân loại rác thải sinh hoạt tại nguồn năm 2024 và năm 2025

Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020; Quyết định số 1577/QĐ-UBND ngày 11 tháng 4 năm 2019 của Ủy ban nhân dân thành phố ban hành Kế hoạch triển khai phân loại chất thải rắn, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:

I. Mục tiêu: Tỷ lệ hộ gia đình phân loại rác đạt 90% vào năm 2025; tái chế ít nhất 15% lượng rác thu gom.

II. Phân công thực hiện:

1. Sở Tài nguyên và Môi trường: Chủ trì, phối hợp với Sở Xây dựng bố trí điểm tập kết rác tái chế; tập huấn cho tổ trưởng dân phố.

2. Sở Thông tin và Truyền thông: Chỉ đạo cơ quan báo chí đăng tin về phân loại rác.

3. Sở Y tế: Kiểm tra việc thu gom rác thải y tế tại các phòng khám.

4. Ủy ban nhân dân các quận, huyện: Bố trí xe thu gom riêng từng loại rác; báo cáo kết quả về Sở Tài nguyên và Môi trường trước ngày 10/6 và 10/12 hằng năm.

5. Đề nghị Hội Liên hiệp Phụ nữ thành phố: Vận động hội viên không dùng túi ni lông khi đi chợ.

Nơi nhận:
- Thường trực Hội đồng nhân dân thành phố;
- Các sở, ban, ngành;
- Lưu: VT, STNMT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Quang Hải Châu
"""

OFFICE = """UBND TỈNH TÂY NINH
SỞ XÂY DỰNG

Số: 77/KH-SXD

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tây Ninh, ngày 03 tháng 3 năm 2025

KẾ HOẠCH

Kiểm tra an toàn thang máy, giàn giáo tại công trình xây dựng năm 2025

I. NỘI DUNG KIỂM TRA

Kiểm tra hồ sơ kiểm định thang máy, giàn giáo, cần trục tháp.

II. PHÂN CÔNG

1. Thanh tra Sở

Chủ trì kiểm tra đột xuất 25 công trình.

2. Phòng Quản lý xây dựng

Lập danh sách công trình được kiểm tra, trình Giám đốc Sở trước ngày 31/3/2025.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT, TTr.

GIÁM ĐỐC

Trịnh Hoài Bà Đen
"""

TEXTS = {
    "lu-quet.txt": FLOOD,
    "giao-thong.txt": ROADS,
    "cham-lo-tet.txt": UNION,
    "rac-thai.txt": CITY,
    "thang-may.txt": OFFICE,
}


def assistant_of(home: Path, *files: str) -> Assistant:
    """Return an assistant over the invented plans in these files, all of them when none is named."""
    library = Library.open(Settings(home=home))
    for file in files or TEXTS:
        plan = parse(TEXTS[file], file)
        library.add(plan, tuple(passages(plan)))
    return Assistant(library)


class Desk:
    """Asks, on a fixed day, and finds what the tests look at."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.plans = {plan.file: plan for plan in assistant.library.plans()}

    def ask(self, question: str, *earlier: str, plan: str | None = None, as_of: date = AS_OF) -> Answer:
        turns = [Turn(text) for text in earlier]
        return self.assistant.ask(question, turns, plan=plan, as_of=as_of)

    def plan(self, file: str) -> Plan:
        return self.plans[file]


def said(answer: Answer) -> str:
    """Everything an answer states of the plans, leads included."""
    return "\n".join(f"{claim.lead}: {claim.shown}" for claim in answer.claims)


def shown(answer: Answer) -> str:
    """Everything a person reads of an answer."""
    return "\n".join([answer.intro, said(answer), *answer.notes, *answer.choices])


def files(answer: Answer) -> list[str]:
    """The files cited, in the order of the claims."""
    return list(dict.fromkeys(citation.plan.file for citation in answer.citations))


def places(answer: Answer) -> list[tuple[str, str]]:
    """File and printed path of each cited section, in order."""
    return [(c.plan.file, ".".join(c.section.path) or c.section.kind) for c in answer.citations]
