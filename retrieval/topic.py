"""The words of a question that carry its subject, once the asking itself is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from plans.tables import rows
from plans.text import syllables
from retrieval.answer import Intent
from retrieval.wordings import Wordings

# What people wrap a question in; matched on restored text, so "đầu" is never taken for "đâu".
_FRAME = re.compile(
    r"\b(?:"
    r"(?:xin |cho |để )?(?:tôi|em|mình|chị|anh|bác|cô|cháu|tui)? ?(?:xin )?(?:được )?(?:(?<!câu )hỏi|biết)"
    r"(?: là| rằng| thêm| chút| tí)?"
    r"|(?:vui lòng|làm ơn|nhờ|giúp|hộ|cho|xin)(?: (?:tôi|em|mình|anh|chị|bác|cháu|bạn))+"
    r"|(?:ban|sở|phòng|đơn vị|cơ quan|hội|bên|ngành|công ty|doanh nghiệp|chi bộ|chi hội|chi đoàn)"
    r" (?:tôi|em|mình|chúng tôi|chúng em)|năm nay"
    r"|(?:(?<=\bấp )|(?<=\bthôn )|(?<=\bxóm )|(?<=\bbản )|(?<=\bphố )|(?<=\bxã )|(?<=\bphường ))(?:em|mình)"
    r"|^\s*em(?= (?:phải|cần|được|nộp|gửi|làm|có|lo)\b)"
    r"|(?:anh chị|anh|chị|em|bạn|bot|ad|bác|các bạn|admin)(?: ơi)|ad$|admin$"
    r"|(?:dạ|ạ|à|hả|vậy|nhỉ|nhé|nha|đấy|thế|hở) (?:em|anh|chị|bác|cô|chú|cháu|bạn|ad)$"
    r"|dạ|ạ|ơi|nhé|nha|nhỉ|vậy|đấy|kìa|thưa|kính|à|ừ|hả"
    r"|(?:có )?hay không|không(?= hay\b)|không$"
    r"|tất cả|toàn bộ|đầy đủ|liệt kê|(?:kể|nêu|đọc)(?: ra| rõ| giúp)?(?: tên)?(?! từ| cả| đến)"
    r"|(?:nộp|mang|chuẩn bị|làm)(?= (?:những |các )?(?:giấy tờ|hồ sơ|thủ tục) (?:gì|nào)\b)|^xin(?= cho \w)"
    r"|trình bày|cho xem|xem|tra cứu|hãy|tóm tắt|giới thiệu giúp"
    r"|(?:điều kiện|tiêu chuẩn|giấy tờ) (?:gì|nào|ra sao|(?:như )?thế nào)|mới(?= được| có thể)"
    r"|(?:đáp ứng|thỏa mãn|đạt|đủ) (?:những )?(?:điều kiện|tiêu chuẩn|yêu cầu) (?:gì|nào)"
    r"|(?:đáp ứng|thỏa mãn) (?:những )?gì|^muốn được"
    r"|(?:bằng )?cách (?:nào|gì)|là (?:gì|ai|mấy|bao nhiêu|khi nào|ngày nào|những gì)"
    r"|như thế nào|thế nào|ra sao|làm sao|tại sao|vì sao"
    r"|(?:được )?(?:lấy|bố trí)? ?(?:từ|ở) (?:đâu ra|đâu|(?:những )?(?:nguồn|quỹ|ngân sách) nào)"
    r"|trường hợp (?:này|đó|ấy|trên)"
    r"|(?<!câu )(?<!kể )(?<!trò )(?<!nói )chuyện(?! kể)|dịp|đàng hoàng|hẳn hoi|khổ nỗi|(?<!tương )(?<!may )đối với"
    r"|(?:(?:dính|ôm|gánh|vướng) )?(?:những )?(?:việc|mảng|khâu|phần|cái|khoản) (?:gì|nào)"
    r"|(?:những|các|mấy) (?:loại|thứ|dạng|kiểu) (?:gì|nào)"
    r"|(?:được|cho) phép|giúp$|giúp(?= (?:những )?(?:gì|nào)\b)"
    r"|(?:mấy|các|những) (?:bác|anh|ông|bạn|chú|cậu)(?= \w)|anh em(?! ruột)|nhà (?:em|tôi|mình)"
    r"|chúng (?:tôi|em|mình)"
    r"|(?:tra|kiểm tra) (?:giúp|hộ) (?:tôi|em|mình|anh|chị|bác|cô)"
    r"|bao nhiêu|bao giờ|bao lâu(?: một lần)?|(?:ngày|hôm|bữa|tuần|tháng|quý|năm|giờ|khi|lúc) (?:nào|mấy|bao nhiêu)"
    r"|(?:qua |về |cho )?(?:ban|sở|phòng|cơ quan|đơn vị|ngành|bộ phận) nào|mấy giờ|thứ mấy"
    r"|(?:khoảng )?(?:thời gian|thời điểm) nào|(?:chậm|muộn|trễ) nhất|ở đâu|đi đâu|từ đâu"
    r"|những gì|những ai|việc gì|gì|ai|nào|mấy|đâu|(?<!\d )sao|số mấy|được không|đúng không|phải không|có không|không ạ"
    r"|phải|cần|sẽ|đã|đang|được|(?<!thiết )(?<!trang )(?<!chuẩn )(?<!dự )bị"
    r"|có|là|thì(?: mới)?|mà|và|của|về|cho(?! vay)|ở|tại|trong(?! sạch)|(?<!nước )ngoài|theo(?! dõi)"
    r"|từ(?! thiện)|đến|với|vào|lên|(?<!tự )do"
    r"|chúng (?:em|tôi|ta|mình)|này|kia|nó|những|các|một số|mọi|cái|còn|thế(?! hệ)|rồi|hay|hoặc|nếu|khi|để"
    r"|(?<!quý )(?<!đợt )1(?= (?:ngày|tuần|tháng|quý|năm|buổi|lần|giờ|đêm|người|em|cháu|hộ|xã|suất|lượt)\b)"
    r"|ra(?! mắt| quân| đời)|tôi|mình|tới|một(?! cửa)|bên(?! cạnh)|phía"
    r"|như|cũng|rất|(?<!địa )(?<!chứng )(?<!tín )(?<!đình )chỉ(?! tiêu| đạo| thị| số| huy| định| dẫn)"
    r"|(?:vào )?dịp|nhiều|ít(?! người)|bằng(?! cấp| khen)|qua|trên|dưới(?! nước)|giữa"
    r"|diễn ra|kéo dài(?= từ| đến| tới| bao)|bắt đầu(?= từ| khi| ngày| tháng| quý| năm| vào)"
    r"|vây$|thành phần nào|đối tượng nào|nơi nào"
    r"|nói|đề cập|nhắc(?: đến| tới)?|ghi|bao gồm|gồm|liên quan|cụ thể|chi tiết|đó|ấy|(?:hiện |hôm |bữa )?nay|bây giờ"
    r"|kế hoạch|văn bản|(?<!cấp )(?:tỉnh|thành phố)|địa phương|số hiệu"
    r"|(?<!việc )làm(?! chủ| nghề)|thực hiện|nhiệm vụ|trách nhiệm|công việc|việc(?! làm)"
    r")\b"
)

# "Có phải đền không, trong bao lâu?"
_ASKS_WHETHER = re.compile(r"\b(?:không|chưa|hay chưa)(?=\s*[,;.!])", re.IGNORECASE)
_INTELLIGENCE = re.compile(r"\bAI\b")  # in capitals, where "ai" would ask who
_KEPT = "aii"  # no word, so that it is not taken for asking

# What money is for: "tiền ăn", "tiền tàu xe"; behind other words it only asks.
_SORT_OF_MONEY = (
    r" (?:ăn|cơm|ở"
    r"|công|tàu|xe|xăng|dầu|đi lại|điện|nước|thuê|thuốc|giống|phân|máy|in|quà|thưởng|đặt cọc|ký quỹ|thù lao|trọ"
    r"|ngủ|nhà|vé|đò|tàu xe|bồi dưỡng|bồi thường|tài liệu|sách)\b"
)

# A number that is asked for; "chuyển đổi số" and "dân tộc thiểu số" are subjects.
_NUMBER = r"(?<!đổi )(?<!kinh tế )(?<!xã hội )(?<!công nghệ )(?<!thiểu )(?<!dân )(?<!kỹ năng )số(?! hóa)"

# What a kind of question asks with; these words tell no fact of that kind from another.
_ASKING: dict[Intent, str] = {
    "duties": r"(?:(?:dính|ôm|gánh|vướng) )?(?:những )?"
    r"(?:mảng|khâu|phần việc|lĩnh vực|chuyện|khoản|phần|(?<!nhiệm )vụ|cái) (?:nào|gì)|giúp gì"
    r"|(?:sở|ngành|phòng|ban|cấp|nơi|bộ phận|đơn vị|chi cục|trung tâm) nào(?: (?:của|thuộc|trong|ở)"
    r" (?:sở|bộ|cục|tỉnh|huyện|xã|phường|trường|cơ quan|bệnh viện|liên đoàn|hội)(?= \w)(?! (?:nông|cựu|phụ|liên|chữ)))?"
    r"|cơ quan(?! thường trực)|đơn vị(?! trực thuộc)|người"
    r"|chịu|(?<!bàn )(?<!chuyển )giao(?! thông| dịch| lưu| ban| thương| tiếp| thừa| hàng| nhận)"
    r"|phân công|chủ trì(?: tham mưu)?|phối hợp|lãnh đạo|phụ trách|đảm nhiệm|vai trò|đứng ra"
    r"|đưa ra(?! khỏi| ngoài| xét)|lo|yêu cầu|đề nghị"
    r"|nhờ(?! vả)",
    "target": r"(?:mỗi|một|1) (?:ngày|tháng|năm|lần)|(?:một|1) (?:người|hộ)"
    r"|(?:mấy|bao nhiêu) (?:(?:nghìn|ngàn|triệu|tỷ|tỉ) )*"
    r"(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng(?! (?:bào|chí|hồ|phục|đội|cỏ|ruộng)))|dành(?= (?:bao|mấy|cho))"
    r"|(?:mấy|bao nhiêu) (?:khối|ký)(?! (?:lớp|thi|trường|dân|thuộc|kết|hợp|túc))"
    rf"|tiền(?!{_SORT_OF_MONEY})"
    r"|(?:nhiều|cao) nhất|đi(?= (?:tập huấn|học|thi|họp|dự))|tham gia(?= \w)"
    r"|mất(?! (?:cân|rừng|an|đất|mùa|điện|nước|tích))"
    r"|đóng(?! (?:tàu|thuyền|cửa|gói|chai|dấu|quân|băng|tập|cọc|mới|góp))"  # without marks it is the "đồng" of any sum
    r"|tốn|trả(?! lời| kết| nợ| hồ| lại)|lãnh(?! đạo| thổ)|lĩnh(?! vực)|hưởng(?! ứng| lợi)"
    r"|mục tiêu|mức|đặt|năm"
    r"|(?:tỷ|tỉ|triệu|nghìn)(?: đồng|$)"
    r"|(?:tối đa|nhiều nhất)(?= (?:mấy|bao nhiêu))"
    r"|chỉ tiêu|phần trăm|tỷ lệ|tỉ lệ|con số|số lượng|phấn đấu|đạt|đặt ra|tối thiểu|ít nhất|hết|cuối|mỗi"
    r"|dự định|dự kiến|muốn|(?<!xác )(?<!quy )(?<!ổn )(?<!chỉ )(?<!giám )(?<!thẩm )(?<!quyết )(?<!nhất )định(?= \w)"
    r"|tổng(?: số| cộng)?(?= bao| mấy|$)|kéo(?= giảm| xuống)|xuống",
    "deadline": r"(?:(?:sau|trong(?: vòng)?|trước) )?(?:bao nhiêu|mấy) (?:ngày|giờ|tuần|tháng|tiếng|hôm|bữa|phút)"
    r"(?: sau(?: khi)?)?|(?:nửa|(?:6|sáu) tháng) (?:đầu|cuối) năm|nửa năm(?: đầu| cuối)?"
    r"|(?:gửi|nộp|báo cáo|trình)(?: cho| về| lên)? (?:sở|trên)(?= trước| vào| khi| ngày| chậm| muộn)"
    r"|muốn|hẹn(?! hò| giờ)|ai (?:đã )?ký|chịu(?= trách nhiệm)|công tác(?= \w)(?! xã hội| đoàn| đảng| đội| mặt trận)"
    r"|(?:lúc )?mấy giờ|tình hình|thứ (?:hai|ba|tư|năm|sáu|bảy|\d)"
    r"|xong|hoàn thành|(?:hết )?hạn(?: chót| cuối)?|thời hạn|báo cáo|nộp|gửi|ngày(?! hội)|định kỳ|chậm nhất"
    r"|trước|kết quả|lần"
    r"|hằng|hàng|mỗi|tháng(?! thanh niên| công nhân| hành động| cao điểm)|quý(?: (?:i{1,3}|iv)\b)?"
    r"|(?<!học )(?<!nhiệm )(?<!thời )kỳ"
    r"|nữa|quá|chưa|rồi|sắp|tới|đến|hôm nay|mấy(?: tây)?|đúng|năm|\d+"
    r"|(?:kể từ )?(?:ngày |khi )?nhận được|(?:về|lên|cho) (?:sở|bộ(?! máy| phận)|trên)",
    "legal_basis": r"(?:chiến lược|đề án|kết luận|thông báo) nào(?: (?:của|do) .*)?"
    rf"|căn cứ|cơ sở|pháp lý|dựa|ban hành|{_NUMBER}|ngày|phê duyệt|quyết định|nghị định|chỉ thị|nghị quyết"
    r"|thông tư|thay thế|thay(?= cho| văn)|bãi bỏ|hủy bỏ|(?:thay|bỏ|hủy|gỡ)(?: đi| rồi)?$"
    r"|hết hiệu lực|trước đây|ra đời|cũ|năm (?:19|20)\d\d",
    "metadata": r"(?:mới|cũ|sớm|muộn|gần đây) nhất|trước|sau|cuối cùng"
    r"|(?<!con )(?<!mua bán )người(?! cao tuổi| khuyết tật| lao động| nghèo| có công| dân| học| già| trẻ| nước)"
    rf"|ký|kí|{_NUMBER}|ngày|ban hành|mang|nơi nhận|gửi|tên|trích yếu|cơ quan",
    "list": r"thư viện|hệ thống|kho|hiện|tìm|năm|\d{4}|ban hành|văn bản|quy định|bao nhiêu|danh sách"
    r"|tất cả|đang có|giao|dẫn|cùng",
    "definition": r"(?:có )?nghĩa|(?:được )?(?:hiểu|giải thích|định nghĩa)|(?:được )?viết tắt|tên đầy đủ",
    "overview": r"nội dung|chính|tổng quan|phần|mục lục",
    "compare": r"nhau|điểm|chung|so sánh|so|chênh(?: lệch)?|hơn(?: kém)?|kém|khác(?: nhau| gì)?|giống(?: nhau)?|hai",
}


def topic_of(text: str, without: Iterable[str] = (), intent: Intent = "content") -> tuple[str, ...]:
    """Return the syllables of `text` that are its subject, in order; phrases in `without` are taken out first.

    An empty result means that the question has no subject of its own ("Phải làm gì?").
    """
    told = _ASKS_WHETHER.sub("", text)
    line = " ".join(syllables(told if told.isupper() else _INTELLIGENCE.sub(_KEPT, told)))
    for phrase in without:
        if key := " ".join(syllables(phrase)):
            line = re.sub(rf"\b{re.escape(key)}\b", " ", line)
    if asked := _ASKING.get(intent):
        line = re.sub(rf"\b(?:{asked})\b", " ", line)
    words = _FRAME.sub(" ", as_written(line)).replace(_KEPT, "ai").split()
    return tuple(_once(words))


def _once(words: list[str]) -> Iterator[str]:
    """Yield the words in order, one that comes again only where it makes another word: "cấp thành phố", "trợ cấp"."""
    seen: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word not in seen or pairs.isdisjoint({(before, word), (word, after)}):
            yield word
        seen.add(word)
        pairs.add((before, word))


def as_written(line: str) -> str:
    """Return a line of syllables with what people say put in the words that offices write."""
    words, written, behind = line.split(), list[str](), 0
    for begin, end, office in terms().found(words):
        written += [*words[behind:begin], office]
        behind = end
    return " ".join([*written, *words[behind:]])


@cache
def terms() -> Wordings[str]:
    """Return what people say, with what offices write for it.

    What offices write stands for itself, and so does a province's name that holds such a word ("Tiền Giang").
    """
    lines = files("retrieval").joinpath("data/terms.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" = ") for line in lines if " = " in line and not line.startswith("#")]
    names = (" ".join(syllables(row["name"])) for row in rows("provinces"))
    kept = ((name, name) for name in (*(written for _, written in pairs), *names))
    return Wordings.of((*kept, *((said, written) for said, written in pairs)))
