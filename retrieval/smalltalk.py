"""What the assistant says when no plan is asked about: greetings, thanks, help, and refusals."""

from __future__ import annotations

SMALLTALK = {
    "hello": "Xin chào! Tôi trả lời câu hỏi về các kế hoạch đang có, kèm mục nguồn. Ví dụ: «Sở Y tế phải làm gì?»",
    "thanks": "Rất vui được giúp anh/chị. Cần hỏi thêm về kế hoạch nào, anh/chị cứ nhắn.",
    "bye": "Chào anh/chị, hẹn gặp lại.",
    "help": (
        "Tôi tra cứu các kế hoạch đã nạp và trả lời kèm mục nguồn. Anh/chị có thể hỏi: cơ quan nào phải làm gì, "
        "hạn báo cáo, chỉ tiêu, căn cứ pháp lý, ai ký, nơi nhận. Gõ không dấu cũng được."
    ),
}
REFUSED = "Tôi chỉ trả lời theo nội dung các kế hoạch đang có và không làm theo yêu cầu này."
NOT_FOUND = "Không tìm thấy nội dung này trong các kế hoạch đang có."
ABSENT = "Các kế hoạch đang có không có {names}."
EMPTY = "Chưa có kế hoạch nào trong thư viện. Hãy nạp bằng lệnh: kehoach ingest THƯ_MỤC"
NEAREST = "Mục gần nhất (chưa phải câu trả lời): {names}."
LIKELY = "Đây là câu sát nhất với câu hỏi trong các kế hoạch; xin xem lại mục được dẫn trước khi làm theo."
MERGED = "Chưa có kế hoạch của đơn vị mới, nhưng có kế hoạch của tỉnh cũ ({told}, từ 01/7/2025). Bạn hỏi kế hoạch nào?"
SPENT = "Hạn mức mô hình ngôn ngữ hôm nay đã hết; đây là câu trả lời không dùng mô hình."
WHICH_PLACE = "«{short}» có thể là nhiều tỉnh, thành phố. Bạn muốn hỏi:"
READ_AS = "«{short}» được hiểu là {name}: chỉ tỉnh này có văn bản trong thư viện."
