"""The words of a question that carry its subject, once the asking itself is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plans.text import syllables

# What people wrap a question in; matched on restored text, so "đầu" is never taken for "đâu".
_FRAME = re.compile(
    r"\b(?:"
    r"(?:xin |cho |để )?(?:tôi|em|mình|chị|anh|bác|cô|cháu|tui)? ?(?:xin )?(?:được )?(?:hỏi|biết)"
    r"(?: là| rằng| thêm| chút| tí)?"
    r"|(?:vui lòng|làm ơn|nhờ|giúp|hộ|cho|xin)(?: (?:tôi|em|mình|anh|chị|bác|cháu|bạn))+"
    r"|(?:anh chị|anh|chị|em|bạn|bot|ad|bác|các bạn|admin)(?: ơi)"
    r"|dạ|ạ|ơi|nhé|nha|nhỉ|vậy|đấy|kìa|thưa|kính|à|ừ|hả"
    r"|liệt kê|nêu(?: rõ)?|trình bày|cho xem|xem|tra cứu|hãy|tóm tắt|giới thiệu giúp"
    r"|là (?:gì|ai|mấy|bao nhiêu|khi nào|ngày nào|những gì)|như thế nào|thế nào|ra sao|làm sao|tại sao|vì sao"
    r"|bao nhiêu|bao giờ|bao lâu(?: một lần)?|khi nào|lúc nào|ngày (?:nào|mấy|bao nhiêu)|tháng nào|ở đâu|đi đâu|từ đâu"
    r"|những gì|những ai|việc gì|gì|ai|nào|mấy|đâu|sao|số mấy|được không|đúng không|phải không|có không|không ạ"
    r"|phải|cần|sẽ|đã|đang|được|bị|có|là|thì|mà|và|của|về|cho|ở|tại|trong|ngoài|theo|từ|đến|với|vào|ra|lên|do|này|kia"
    r"|nó|những|các|một số|mọi|cái|còn|thế|rồi|hay|hoặc|nếu|khi|để|như|cũng|rất|chỉ|nhiều|ít|bằng|qua|trên|dưới|giữa"
    r"|nói|đề cập|nhắc(?: đến| tới)?|ghi|bao gồm|gồm|liên quan|cụ thể|chi tiết|đó|ấy|hiện nay|bây giờ"
    r"|kế hoạch|văn bản|tỉnh|thành phố|địa phương|số hiệu"
    r"|làm|thực hiện|nhiệm vụ|trách nhiệm|công việc|việc"
    r")\b"
)


def topic_of(text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the syllables of `text` that are its subject, in order; phrases in `without` are taken out first.

    An empty result means that the question has no subject of its own ("Phải làm gì?").
    """
    line = " ".join(syllables(text))
    for phrase in without:
        if key := " ".join(syllables(phrase)):
            line = re.sub(rf"\b{re.escape(key)}\b", " ", line)
    return tuple(_FRAME.sub(" ", line).split())
