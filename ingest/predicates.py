"""The words that open what a body is to do, and the words that look like them inside a body's name."""

from __future__ import annotations

import re

_VERBS = (
    "ban hành", "báo cáo", "bám sát", "bảo vệ", "bảo đảm", "biên soạn", "biểu dương", "bố trí", "bồi dưỡng",
    "cam kết", "cần", "cập nhật", "chăm lo", "chấn chỉnh", "chấp hành", "chia sẻ", "chỉ đạo", "chịu trách nhiệm",
    "cho vay", "chủ động", "chủ trì", "chú trọng", "chuẩn bị", "chuyển", "có kế hoạch", "có nhiệm vụ", "có trách nhiệm",
    "công bố", "công khai", "cung cấp", "cử", "cụ thể hóa", "cụ thể hoá", "cân đối", "căn cứ", "dựa trên", "duy trì",
    "đa dạng", "đặt", "đánh giá", "đào tạo", "đăng ký", "đăng tải", "đảm bảo", "đẩy mạnh", "đẩy nhanh", "đấu tranh",
    "đầu tư", "đề nghị", "đề ra", "đề xuất", "điều tra", "định kỳ", "đôn đốc", "đổi mới", "động viên", "được giao",
    "được phân công", "đưa", "gắn", "giám sát", "giao", "giải quyết", "giới thiệu", "giúp", "góp ý", "gửi",
    "gương mẫu", "hàng năm", "hàng quý", "hàng tháng", "hằng năm", "hằng quý", "hằng tháng", "hoàn thành",
    "hoàn thiện", "họp", "hỗ trợ", "huy động", "hướng dẫn", "kết nối", "kết thúc", "kêu gọi", "khai thác", "khảo sát",
    "khắc phục", "khẩn trương", "khuyến khích", "kiểm soát", "kiểm tra", "kiến nghị", "kiện toàn", "kịp thời",
    "ký kết", "là cơ quan", "là đầu mối", "là đơn vị", "làm tốt", "lãnh đạo", "liên kết", "lo", "mời",
    "lồng ghép", "lựa chọn",
    "mở", "mua", "tặng", "trao tặng", "cấp phát", "tiếp đón", "khen thưởng", "bàn giao", "ký", "rút", "nghiệm thu",
    "nâng cao", "nắm", "ngăn chặn", "nghiêm túc", "nghiên cứu", "nhanh chóng", "nhận",
    "nhân rộng", "niêm yết", "nộp", "phải",
    "phát động", "phát hành", "phát hiện", "phát huy", "phát sóng", "phát triển", "phản ánh", "phân bổ", "phân công",
    "phê duyệt", "phổ biến", "phối hợp", "phòng ngừa", "quan tâm", "quán triệt", "quản lý", "quyết liệt", "rà soát",
    "rút kinh nghiệm", "sẵn sàng", "sơ kết", "số hóa", "sớm", "sử dụng", "tạo điều kiện", "tăng cường", "tập huấn",
    "tập trung", "tham gia", "tham mưu", "tham vấn", "thu thập", "chuẩn hóa", "làm việc", "quy định", "tiếp thu",
    "cho ý kiến", "thanh tra", "theo chức năng", "theo dõi", "theo nhiệm vụ", "theo thẩm quyền", "thẩm định",
    "thiết lập", "thông báo", "thông qua", "thông tin", "thống kê", "thống nhất", "thu hút", "thúc đẩy",
    "trang bị", "ghi nhận", "phụ trách", "dự trù", "đảm nhận", "đảm nhiệm",
    "thường xuyên", "thực hiện", "tích cực", "tích hợp", "tiếp nhận", "tiếp tục", "tiến hành", "tổ chức", "tổng hợp",
    "tổng kết", "trao đổi", "trên cơ sở", "triển khai", "trình", "trong phạm vi", "trong quá trình", "trực tiếp",
    "truyền thông", "tùy theo", "tuân thủ", "tuyển chọn", "tuyên truyền", "từng bước", "ưu tiên", "vận động",
    "vận hành", "xác định", "xác minh", "xây dựng", "xem xét", "xử lý",
)  # fmt: skip
_NOUN_AFTER_TO_CHUC = (
    r"(?:Đảng|đảng|chính\s+trị|đoàn\s+thể|cá\s+nhân|tôn\s+giáo|xã\s+hội|hội(?!\s+(?:nghị|thảo|thi|thao|diễn|chợ|trại|xuân|đàm|khỏe|giảng))|kinh\s+tế|liên\s+quan|có\s+liên\s+quan|quốc\s+tế|"
    r"thành\s+viên|khác|tín\s+dụng|khoa\s+học|phi\s+chính\s+phủ|bộ\s+máy|cơ\s+sở)"
)
_FORMS = "|".join(sorted({*_VERBS} - {"tổ chức"}, key=len, reverse=True)).replace(" ", r"\s+")
_HEADS = (
    "ban", "bộ phận", "cán bộ", "cấp", "chi cục", "chức năng", "chủ", "công tác", "cơ quan", "cơ sở", "cục",
    "dịch vụ", "đoàn", "hệ thống", "doanh nghiệp", "đội", "đơn vị", "được", "hoạt động", "lực lượng", "ngành", "nhà",
    "nhiệm vụ", "phòng", "quỹ", "tổ", "tổ chức", "trung tâm", "trường", "viện",
)  # fmt: skip
_OF_A_NAME = (
    r"(?:bảo\s+vệ|chủ\s+trì(?!,|\s+phối)|chuyển|cung\s+cấp|đào\s+tạo|đầu\s+tư|giám\s+sát|hỗ\s+trợ|khai\s+thác|kiểm\s+soát|kiểm\s+tra|"
    r"nghiên\s+cứu|phát\s+triển|quản\s+lý|sử\s+dụng|tập\s+huấn|thanh\s+tra|thẩm\s+định|thông\s+tin|truyền\s+thông|tham\s+mưu|"
    r"tiếp\s+nhận|phát\s+hành|giúp\s+việc|phối\s+hợp(?!,|\s+(?:với|chặt|cùng|các))|"
    r"thực\s+hiện(?!,|\s+(?:nghiêm|tốt|có|các|việc|hiệu|đúng|công|nhiệm|thủ\s+tục|quy|theo|kế|chế|chính)))\s+"
)

_MAKE = (  # verbs by what they are done to: "cấp" and "báo" are nouns too
    r"lập(?=\s+(?:kế|dự|danh|hồ|thủ|báo|đoàn|biên|phương|sổ|quy))|cấp(?=\s+(?:kinh|vốn|tiền|giấy|thẻ|thuốc|sổ|bù|cho|\d))|"
    r"trực(?=\s+(?:\d|tại|ở|hướng\s+dẫn|cấp\s+cứu|ban\s|24))|"
    r"báo(?=\s+(?:cho|về|ngay|công\s+an|trạm|[Ủủ]y\s+ban|UBND|chính\s+quyền|gia\s+đình))"
)

PREDICATE = re.compile(rf"(?:{_FORMS}|{_MAKE}|tổ\s+chức(?!\s*,|\s+{_NOUN_AFTER_TO_CHUC}(?!\w)))(?!\w)", re.IGNORECASE)
_BEHIND_BLANK = re.compile(rf"(?<=\s)(?:{PREDICATE.pattern})", re.IGNORECASE)
_NEAR = 40  # characters before a verb that hold the words it goes with
_HEAD = re.compile(rf"(?<!\w)(?:{'|'.join(_HEADS).replace(' ', chr(92) + 's+')})\s+$", re.IGNORECASE)
_HOLDING = re.compile(r"(?<!\w)(?:chủ|nhà)\s+$", re.IGNORECASE)  # then a verb names who: "chủ đầu tư", "nhà cung cấp"
_HELD = re.compile(r"(?:đầu\s+tư|quản\s+lý|sử\s+dụng|khai\s+thác|nghiên\s+cứu|cung\s+cấp)(?!\w)", re.IGNORECASE)
_NAMING = re.compile(_OF_A_NAME, re.IGNORECASE)
# What makes a noun, or another verb, of a syllable that is a verb by itself: "chương trình", "bầu cử", "thư ký".
_BEFORE = {
    "trình": r"chương|công|giáo|hành|lập|lộ|quá|quy|thuyết|tiến|tờ",
    "cử": r"bầu|đề|ứng|tiến|tranh|thi",
    "ký": r"thư|chữ|nhật|đăng|tổng\s+thư",
    "nhận": r"tiếp|công|chứng|ghi|xác|thừa|thu|cảm|đón|thẩm|phủ|giao|bàn|nơi|người|bên|đơn\s+vị|hộ|kết|đảm|bộ\s+phận",
    "trực tiếp": r"cấp\s+(?:trên|dưới)",
    "họp": r"cuộc|phiên|phòng|(?<!hi\s)hội|kỳ",
    "giao": r"bàn|chuyển|ngoại|xã|tiếp|giáp",
    "mở": r"nguồn|cởi",
    "mua": r"thu|đấu",
    "chuyển": r"vận|luân|di|biến|lưu",
    "đưa": r"vận|đón|xe",
    "phụ trách": (
        r"tổng|phó\s+(?:giám\s+đốc|chủ\s+tịch|hiệu\s+trưởng)|lãnh\s+đạo|người|cán\s+bộ|bộ\s+phận|đơn\s+vị|"
        r"cơ\s+quan|viên"
    ),
    "đặt": r"lắp|sắp|cài|áp",
}  # fmt: skip
_ENDS_WORD = {verb: re.compile(rf"(?<!\w)(?:{before})\s+$", re.IGNORECASE) for verb, before in _BEFORE.items()}


def predicate_at(text: str, at: int) -> bool:
    """Say whether the words of `text` from `at` open what somebody does."""
    return PREDICATE.match(text, at) is not None


def find_predicate(text: str, start: int, end: int, after: int) -> int | None:
    """Return where the first predicate in `text[after:end]` stands, given that a name starts at `start`.

    A verb behind a noun it describes is none ("các cơ quan quản lý nhà nước"), nor is one with a capital letter inside
    a sentence: "các Ban Xây dựng Đảng".
    """
    for match in _BEHIND_BLANK.finditer(text, after, end):
        near = max(start, match.start() - _NEAR)
        held = _HOLDING.search(text, near, match.start()) and _HELD.match(text, match.start(), end)
        named = _HEAD.search(text, near, match.start()) and _NAMING.match(text, match.start())
        before = _ENDS_WORD.get(match[0].lower())
        ends = before and before.search(text, near, match.start())
        if text[match.start()].islower() and not (held or named or ends):
            return match.start()
    return None
