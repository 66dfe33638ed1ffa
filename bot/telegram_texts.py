"""Every fixed Vietnamese sentence the Telegram bot says."""

from __future__ import annotations

GREETING = "Xin chào, tôi là Trợ lý Kế hoạch."
ABOUT = (
    "Tôi trả lời câu hỏi về các kế hoạch đã nạp, mỗi ý đều kèm nguồn trích dẫn. "
    "Anh/chị cứ gõ câu hỏi như nói chuyện, không dấu cũng được. Ví dụ:"
)
EXAMPLES = ("Sở Y tế phải làm gì?", "Hạn báo cáo khi nào?", "Có những kế hoạch nào?")
CAUTION = "Tôi chỉ trích từ văn bản đã nạp, không thay thế văn bản gốc. Câu hỏi được giữ {days} ngày · /riengtu"
HELP = (
    "Anh/chị gõ thẳng câu hỏi: cơ quan nào phải làm gì, hạn báo cáo, chỉ tiêu, căn cứ pháp lý, ai ký, nơi nhận.\n"
    "Bấm vào khung trích dẫn để đọc nguyên văn.\n"
    "Hỏi tiếp được trong vòng 15 phút, ví dụ: còn Sở Nội vụ thì sao?\n\n"
    "/hoi và câu hỏi: hỏi trong nhóm\n"
    "/nhiemvu và tên cơ quan: việc cơ quan đó phải làm\n"
    "/hanbaocao: các hạn báo cáo\n"
    "/kehoach: các kế hoạch đang có\n"
    "/nguon 1: đọc trọn mục nguồn thứ nhất\n"
    "/nhacviec: lời nhắc và lịch hạn\n"
    "/gopy và lời góp ý\n"
    "/chulon: chữ ngắn gọn, mỗi tin một ý\n"
    "/riengtu: dữ liệu của anh/chị\n"
    "/huy: dừng, bắt đầu lại\n"
    "/trogiup: xem lại hướng dẫn này"
)
MENU = {  # each command in Vietnamese, and for phones that speak English
    "hoi": ("Hỏi về kế hoạch", "Ask about the plans"),
    "nhiemvu": ("Việc một cơ quan phải làm", "What an agency has to do"),
    "hanbaocao": ("Các hạn báo cáo", "Deadlines of reports"),
    "kehoach": ("Các kế hoạch đang có", "The plans there are"),
    "nhacviec": ("Lời nhắc và lịch hạn", "Reminders and calendar"),
    "nguon": ("Đọc trọn mục nguồn", "Read a whole source"),
    "gopy": ("Góp ý cho người quản trị", "Tell the admins something"),
    "chulon": ("Bật, tắt chữ ngắn gọn", "Short lines on or off"),
    "riengtu": ("Dữ liệu của tôi", "My data"),
    "trogiup": ("Hướng dẫn sử dụng", "How to ask"),
    "huy": ("Dừng, bắt đầu lại", "Stop, begin anew"),
    "nap": ("Nạp kế hoạch từ tệp", "Load a plan from a file"),
    "xoa": ("Xoá, khôi phục kế hoạch", "Remove or restore a plan"),
    "thongke": ("Thống kê, câu cần xem lại", "Figures, answers to review"),
    "quyen": ("Người dùng, nhóm, lời mời", "People, groups, invitations"),
    "trangthai": ("Tình trạng của bot", "How the bot is doing"),
}
FOR_ADMINS = tuple(MENU)
FOR_ALL = FOR_ADMINS[: FOR_ADMINS.index("nap")]
FOR_GROUPS = FOR_ALL[:4]
_ABOUT_IN_VIETNAMESE = (
    "Trợ lý Kế hoạch trả lời câu hỏi về các kế hoạch của cơ quan, mỗi ý đều kèm nguồn trích dẫn.",
    "Hỏi đáp kế hoạch, có nguồn trích dẫn.",
)
DESCRIPTIONS: dict[str | None, tuple[str, str]] = {  # by the language of the phone; without one it is everybody else's
    None: _ABOUT_IN_VIETNAMESE,
    "vi": _ABOUT_IN_VIETNAMESE,
    "en": (
        "Answers questions about the plans of Vietnamese offices, in Vietnamese, each statement with its source.",
        "Questions and answers on plans, with their sources.",
    ),
}
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
WEBHOOK_PLACE_TAKEN = "Không nghe được ở {host}:{port} ({reason}). Đổi KEHOACH_WEBHOOK_LISTEN rồi chạy lại: kehoach bot"
WEBHOOK_REFUSED = "Telegram không nhận KEHOACH_WEBHOOK_URL: {reason}. Sửa địa chỉ rồi chạy lại: kehoach bot"
DELIVERED_TO = "Telegram giao tin tới {host}."
LISTENING = "Bot @{name} đang chạy. Nhấn Ctrl+C để dừng."

MORE = "Xem tiếp ({n}/{total})"
MORE_IN_PRIVATE = "Xem đủ trong chat riêng"
SEE_SOURCE = "Xem nguồn"
COPY = "Sao chép trích dẫn"
RIGHT = "Đúng"
WRONG = "Chưa đúng"
REMIND = "Nhắc tôi trước 7 ngày"
CHOOSE_SOURCE = "Anh/chị muốn đọc mục nào?"
NO_SOURCES = "Câu trả lời gần nhất không dẫn nguồn nào."
NO_SUCH_SOURCE = "Câu trả lời gần nhất có các nguồn từ 1 đến {count}. Anh/chị gõ ví dụ: /nguon 1"
SOURCE_GONE = "Mục này không còn trong thư viện, hoặc anh/chị không được xem."
THANKS_RIGHT = "Cảm ơn anh/chị."
THANKS_WRONG = "Cảm ơn anh/chị. Xin gõ /gopy và chỗ chưa đúng, người quản trị sẽ xem."
SEND_TO_ADMIN = "Gửi câu này cho quản trị"
SENT_TO_ADMIN = "Đã gửi câu hỏi cho người quản trị."
UNANSWERED = "Một câu hỏi chưa trả lời được:\n{question}"
SUGGESTIONS = {
    "duties": (("Hạn của kế hoạch này", "Hạn báo cáo của kế hoạch {plan} là khi nào?"),),
    "deadline": (("Kế hoạch này nói gì", "Kế hoạch {plan} nói về gì?"),),
    "target": (("Hạn của kế hoạch này", "Hạn báo cáo của kế hoạch {plan} là khi nào?"),),
    "content": (("Hạn của kế hoạch này", "Hạn báo cáo của kế hoạch {plan} là khi nào?"),),
    "metadata": (("Kế hoạch này nói gì", "Kế hoạch {plan} nói về gì?"),),
    "overview": (("Chỉ tiêu của kế hoạch", "Chỉ tiêu của kế hoạch {plan} là gì?"),),
}
WRITING = "Đang viết tiếp…"
LATE = "Tôi vừa hoạt động trở lại nên trả lời muộn, mong anh/chị thông cảm."
RESENT = "Tôi vừa khởi động lại khi đang gửi tin. Nếu anh/chị chưa thấy câu trả lời ở trên, xin bấm nút dưới đây."
SEND_AGAIN = "Gửi lại câu trả lời"
TOO_FAST = "Anh/chị hỏi hơi nhanh. Xin chờ ít giây rồi hỏi tiếp giúp tôi."
STOPPED = "Đã dừng. Anh/chị hỏi câu khác lúc nào cũng được."
NEW_TALK = "Đã bắt đầu cuộc hỏi đáp mới."
PLAIN_ON = "Đã bật chữ ngắn gọn: mỗi tin một ý, trích dẫn hiện sẵn. Gõ /chulon lần nữa để tắt."
PLAIN_OFF = "Đã tắt chữ ngắn gọn."
ASK_AGENCY = "Anh/chị gõ tên cơ quan sau lệnh, ví dụ: /nhiemvu Sở Y tế"
ASK_REMARK = "Anh/chị gõ lời góp ý sau lệnh, ví dụ: /gopy Câu trả lời vừa rồi thiếu hạn báo cáo"
THANKS_REMARK = "Cảm ơn anh/chị đã góp ý. Người quản trị sẽ đọc."
PRIVATE_ONLY = "Lệnh này chỉ dùng trong chat riêng với tôi."
DUTIES_OF = "{agency} phải làm gì?"
DEADLINES = "Hạn báo cáo là khi nào?"
DEADLINES_OF = "Hạn báo cáo của {of} là khi nào?"

NOT_ALLOWED = (
    "Bot này dành cho cán bộ đã được cấp quyền. Anh/chị bấm nút dưới đây để xin tham gia; người quản trị sẽ duyệt."
)
NOT_ALLOWED_SHORT = "Anh/chị chưa được cấp quyền dùng bot này."
CHAT_NOT_ALLOWED = "Nhóm này chưa được phép dùng bot. Xin nhờ người quản trị gõ: /quyen chat {chat}"
GOODBYE_GROUP = "Nhóm này chưa được phép dùng bot, nên tôi xin rời nhóm. Mã nhóm để người quản trị cho phép: {chat}"
JOIN = "Xin tham gia"
JOIN_ASKED = "Đã gửi yêu cầu. Khi được duyệt, tôi sẽ báo anh/chị."
JOIN_ASKED_BEFORE = "Yêu cầu của anh/chị đang chờ duyệt."
JOIN_REQUEST = "{name} (mã {person}) xin được dùng bot."
APPROVE = "Duyệt"
REFUSE = "Từ chối"
APPROVED = "Đã duyệt {name}."
REFUSED = "Đã từ chối {name}."
DECIDED_BEFORE = "Yêu cầu này đã được xử lý."
WELCOME = "Anh/chị đã được cấp quyền {role}. Mời anh/chị hỏi."
INVITATION_BAD = "Lời mời này đã hết hạn hoặc đã dùng. Anh/chị xin người quản trị lời mời mới."
ROLE_NAMES = {"nguoi_dung": "người dùng", "danh_gia": "đánh giá", "quan_tri": "quản trị"}
NO_ADMIN = "Chưa có người quản trị nào. Chạy lệnh sau để lấy lời mời: kehoach invite --role quan_tri"
INVITED = "Lời mời làm {role}, dùng được trong {hours} giờ. Người được mời nhắn cho bot:\n/start moi_{secret}"
INVITATION_LINK = "Lời mời làm {role}, dùng một lần trong {hours} giờ:\n{link}"

PRIVACY = (
    "Tôi đang giữ {questions} câu hỏi và {remarks} góp ý của anh/chị, cùng tên và vai trò {role}.\n"
    "Câu hỏi được xoá sau {days} ngày. Nội dung không được chia sẻ ra ngoài cơ quan."
)
PRIVACY_EXPORT = "Tải dữ liệu của tôi"
PRIVACY_DELETE = "Xoá dữ liệu của tôi"
PRIVACY_SURE = "Xoá tất cả câu hỏi và góp ý của anh/chị? Việc này không lấy lại được."
PRIVACY_YES = "Xoá hết"
KEEP = "Giữ lại"
KEPT = "Đã giữ nguyên."
PRIVACY_DELETED = "Đã xoá {count} câu hỏi cùng mọi góp ý của anh/chị."
PRIVACY_FILE = "du-lieu-cua-toi.json"

QUYEN = "Người được dùng bot:"
QUYEN_HELP = (
    "\n\n/quyen moi [vai trò] [giờ]: tạo lời mời\n"
    "/quyen them <mã> [vai trò] · /quyen bot <mã>\n"
    "/quyen chat <mã nhóm> · /quyen botchat <mã nhóm>\n"
    "/quyen nhom <mã> <tên nhóm> · /quyen ronhom <mã> <tên nhóm>\n"
    "/quyen kehoach <số> <công khai | nội bộ | tên nhóm>\n"
    "/quyen luu <số ngày>: thời gian giữ câu hỏi\n"
    "Vai trò: nguoi_dung, danh_gia, quan_tri"
)
QUYEN_DONE = "Đã xong: {done}."
QUYEN_WRONG = "Tôi chưa hiểu lệnh này." + QUYEN_HELP
LAST_ADMIN = "Không bớt được người quản trị cuối cùng."
PLAN_GROUPS = "{plan} nay dành cho: {groups}."

STATISTICS = (
    "7 ngày qua: {asked} câu hỏi.\n"
    "Trả lời được {answered}, không tìm thấy {no_answer}, hỏi lại {clarify}.\n"
    "Đúng {good}, chưa đúng {bad}.\n"
    "Thời gian trả lời: thường {p50:.0f} ms, chậm nhất trong 95% là {p95:.0f} ms."
)
DOUBTFUL = "Câu cần xem lại:"
REMARKS = "Góp ý gần đây:"
EXPORT_CASES = "Xuất câu hỏi chấm thử"
CASES_FILE = "cau-hoi-cham-thu.jsonl"
NOTHING_DOUBTFUL = "Chưa có câu nào cần xem lại."
CONDITION = (
    "Kế hoạch: {plans}\nTin chờ xử lý: {waiting}\n"
    "Tin chờ gửi: {new} · không rõ đã đến: {uncertain} · gửi hỏng: {failed}\n"
    "Người dùng: {people} · Mô hình ngôn ngữ: {mode}"
)
WITHOUT_MODEL = "không dùng"
WITH_MODEL = "có"

UPLOAD_HELP = (
    "Anh/chị gửi tệp kế hoạch (Word, PDF, ảnh chụp, trang web, chữ thường, hoặc nhiều tệp trong một tệp .zip; "
    "dưới 20 MB) cho tôi ngay trong chat này. Văn bản chụp thành nhiều ảnh: chọn cả các ảnh, đúng thứ tự "
    "trang, rồi gửi một lần. Ảnh gửi dạng tệp thì đọc được rõ hơn."
)
UPLOAD_TOO_BIG = (
    "Tệp lớn hơn 20 MB, Telegram không cho bot tải (các ảnh gửi một lần: cả thảy 60 MB). "
    "Hãy tách tệp, hoặc nạp bằng lệnh kehoach ingest."
)
UPLOAD_TYPE = "Tôi không đọc loại tệp này. Các loại đọc được: {known}."
UPLOAD_STEPS = ("Nhận tệp", "Đọc chữ và đề mục", "Tìm việc giao, hạn, chỉ tiêu", "Đối chiếu thư viện")
UPLOAD_TITLE = "Nạp kế hoạch: {name}"
UPLOAD_FAILED = "Chưa nạp được {name}.\n{reason}"
FETCH_FAILED = "Không tải được tệp từ Telegram ({kind}). Xin gửi lại."
UPLOAD_SUMMARY = (
    "Số hiệu: {number}\nNơi ban hành: {where}\nNgày: {day}\nTên: {title}\n"
    "Đề mục: {sections} · Việc giao: {duties} · Hạn: {deadlines} · Chỉ tiêu: {targets}"
)
UPLOAD_SEVERAL = "Đọc được {count} kế hoạch:"
UPLOAD_MORE = "… và {count} tệp khác"
UPLOAD_DIED = "Đọc tệp này quá lâu hoặc trình đọc dừng giữa chừng. Hãy tách nhỏ tệp, hoặc nạp bằng lệnh kehoach ingest."
UPLOAD_SAME = "Thư viện đã có đúng văn bản này."
UPLOAD_TWIN = (
    "Gần giống kế hoạch đã có {twin}. Công bố thì giữ cả hai; "
    "nếu là bản mới của nó thì nạp bằng kehoach ingest --replace."
)
UPLOAD_NEWER = "Thư viện đã có một bản của kế hoạch này; công bố thì bản mới thay bản cũ."
UPLOAD_WARNING = "Cần đối chiếu: {warning}"
PUBLISH = "Công bố"
PUBLISH_INSIDE = "Chỉ nội bộ"
REVIEW = "Xem lại"
CANCEL = "Huỷ"
PUBLISHED = "Đã công bố {plan} cho: {groups}."
CANCELLED = "Đã huỷ. Chưa có gì được lưu."
UPLOAD_GONE = "Bản nạp này đã được xử lý hoặc đã huỷ."

REMOVE_WHICH = "Anh/chị gõ số kế hoạch sau lệnh, ví dụ: /xoa 15/KH-UBND"
REMOVE_SURE = "Xoá {plan} khỏi thư viện? Có thể khôi phục trong 30 ngày."
REMOVE = "Xoá"
REMOVED = "Đã xoá {plan}. Trong 30 ngày tới, gõ /xoa để khôi phục."
RESTORED = "Đã khôi phục {plan}."
RESTORABLE = "Có thể khôi phục:"

REMINDERS = "Các lời nhắc của anh/chị:"
NO_REMINDERS = "Anh/chị chưa đặt lời nhắc nào. Hỏi hạn báo cáo rồi bấm “Nhắc tôi trước 7 ngày”, hoặc dùng nút dưới đây."
REMINDER_PLAN = "{plan}: trước mỗi hạn 7 ngày"
REMINDER_AGENCY = "{agency}: trước mỗi hạn 7 ngày"
REMINDER_WEEK = "Bản tin hạn, sáng thứ Hai hằng tuần"
REMINDER_SET = "Đã đặt. Tôi sẽ nhắc trước mỗi hạn 7 ngày, trong giờ ban ngày."
REMINDER_HAS = "Lời nhắc này đã được đặt từ trước."
REMINDER_OFF = "Đã tắt mọi lời nhắc."
WEEK_ON = "Bản tin thứ Hai"
ALL_OFF = "Tắt mọi lời nhắc"
ICS = "Tải lịch hạn (.ics)"
ICS_FILE = "han-ke-hoach.ics"
ICS_EMPTY = "Các kế hoạch đang có không ghi hạn nào có ngày cụ thể."
REMINDER_TITLE = "Sắp đến hạn:"
REMINDER_LINE = "{day} (còn {left} ngày): {what}"
REMINDER_TODAY = "{day} (hôm nay): {what}"
WEEK_TITLE = "Các hạn trong 30 ngày tới:"
WEEK_EMPTY = "Trong 30 ngày tới không có hạn nào."
MANY_MORE = "… và {count} hạn khác. Gõ /hanbaocao để xem hết."
ANOTHER_BOT = "Bot này đang chạy ở một tiến trình khác trên máy. Dừng tiến trình đó rồi chạy lại: kehoach bot"
