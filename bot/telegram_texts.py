"""Every fixed Vietnamese sentence the Telegram bot says."""

from __future__ import annotations

GREETING = "Xin chào, tôi là Trợ lý Kế hoạch."
ABOUT = (
    "Tôi trả lời câu hỏi về các kế hoạch đã nạp, mỗi ý đều kèm nguồn trích dẫn. "
    "Anh/chị cứ gõ câu hỏi như nói chuyện, không dấu cũng được. Ví dụ:"
)
EXAMPLES = ("Sở Y tế phải làm gì?", "Hạn báo cáo khi nào?", "Có những kế hoạch nào?")
CAUTION = "Tôi chỉ trích từ văn bản đã nạp, không thay thế văn bản gốc."
HELP = (
    "Anh/chị gõ thẳng câu hỏi: cơ quan nào phải làm gì, hạn báo cáo, chỉ tiêu, căn cứ pháp lý, ai ký, nơi nhận.\n"
    "Bấm vào khung trích dẫn để đọc nguyên văn.\n"
    "Hỏi tiếp được trong vòng 15 phút, ví dụ: còn Sở Nội vụ thì sao?\n\n"
    "/hoi và câu hỏi: hỏi trong nhóm\n"
    "/kehoach: các kế hoạch đang có\n"
    "/trogiup: xem lại hướng dẫn này"
)
COMMANDS = (
    ("hoi", "Hỏi về kế hoạch"),
    ("kehoach", "Các kế hoạch đang có"),
    ("trogiup", "Hướng dẫn sử dụng"),
)
HOLDINGS = "Đang có {count} kế hoạch:"
EMPTY_LIBRARY = "Thư viện chưa có kế hoạch nào. Xin báo người quản trị nạp kế hoạch."

UNDERSTOOD = "Hiểu là: {question}"
SOURCES = "Nguồn trích dẫn"
NOTE = "Lưu ý: {note}"

ASK_WHAT = "Anh/chị gõ câu hỏi sau lệnh, ví dụ: /hoi Sở Y tế phải làm gì?"
LONG_QUESTION = "Câu hỏi dài quá {limit} ký tự. Anh/chị hỏi ngắn hơn giúp tôi."
TEXT_ONLY = "Tôi chưa nghe, chưa xem được tệp này. Anh/chị gõ câu hỏi bằng chữ giúp tôi."
UNKNOWN_COMMAND = "Tôi không có lệnh này. Gõ /trogiup để xem hướng dẫn."
TOO_MANY = "Tôi đang trả lời các câu trước. Anh/chị chờ một chút rồi hỏi tiếp."
BUTTON_EXPIRED = "Nút này đã hết hạn. Mời anh/chị hỏi lại."
NOT_YOUR_BUTTON = "Nút này dành cho người đã hỏi."
APOLOGY = "Xin lỗi, tôi chưa trả lời được câu này. Anh/chị thử lại sau ít phút. (Mã {code})"

NO_TOKEN = (
    "Chưa đặt TELEGRAM_BOT_TOKEN. Tạo bot với @BotFather trên Telegram, rồi đặt biến này "
    "(hoặc ghi vào tệp .env) và chạy lại: kehoach bot"
)
BAD_TOKEN = "Telegram không nhận TELEGRAM_BOT_TOKEN. Lấy mã đúng từ @BotFather, đặt lại rồi chạy: kehoach bot"
CONFLICT = "Một chương trình khác đang chạy bot này. Dừng chương trình đó rồi chạy lại: kehoach bot"
UNREACHABLE = "Không kết nối được tới Telegram. Kiểm tra mạng rồi chạy lại: kehoach bot"
LISTENING = "Bot @{name} đang chạy. Nhấn Ctrl+C để dừng."
