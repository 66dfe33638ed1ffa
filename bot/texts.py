"""Every Vietnamese sentence the doors say that no plan says, in one place."""

from __future__ import annotations

EXAMPLES = ("Sở Y tế phải làm gì?", "hạn báo cáo là khi nào?")
QUESTION_LIMIT = 2000

GREETING = "Trợ lý kế hoạch: hỏi đáp trên các kế hoạch đã nạp, mỗi ý trả lời đều dẫn mục nguồn."
HOLDINGS = "Đang có {count} kế hoạch:"
MORE_PLANS = "… và {count} kế hoạch khác; gõ /kehoach để xem hết."
EMPTY_LIBRARY = "Thư viện chưa có kế hoạch nào. Nạp kế hoạch bằng lệnh: kehoach ingest THƯ_MỤC"
TRY_ASKING = "Thử hỏi:"
CHAT_COMMANDS = "Lệnh: /kehoach xem các kế hoạch · /nguon N xem trọn mục nguồn [N] · /thoat kết thúc"
WRITING = "Đang viết tiếp…"
UNDERSTOOD_AS = "Hiểu là: {question}"
GOODBYE = "Tạm biệt."
YOU = "Bạn: "
NO_SUCH_SOURCE = "Câu trả lời vừa rồi không có nguồn [{n}]. Nguồn có: {known}."
NO_SOURCES = "Câu trả lời vừa rồi không dẫn nguồn nào."
UNKNOWN_CHAT_COMMAND = "Không có lệnh {name}. " + CHAT_COMMANDS

SOURCES = "Nguồn:"
NOTE = "Lưu ý:"

EMPTY_QUESTION = 'Câu hỏi trống. Hãy hỏi một câu, ví dụ: kehoach ask "' + EXAMPLES[0] + '"'
LONG_QUESTION = "Câu hỏi dài {length} ký tự, giới hạn là {limit}. Hãy hỏi ngắn hơn."
BAD_DATE = "Ngày “{value}” không đúng dạng NĂM-THÁNG-NGÀY, ví dụ 2026-03-31."
ASK_WHAT = 'Thiếu câu hỏi. Viết: kehoach ask "CÂU HỎI", hoặc kehoach ask --batch VÀO.jsonl --out RA.jsonl'
ASK_ONE_WAY = "Dùng câu hỏi hoặc --batch, không dùng cả hai."
BATCH_NEEDS_OUT = "--batch cần --out RA.jsonl để ghi câu trả lời (và ngược lại)."
NOT_AN_OBJECT = "cần một đối tượng JSON {…}"
BATCH_STOPPED = "Đã dừng. {done} câu trả lời đã ghi vào {path}."
SAME_FILE = "--out trùng với --batch: tệp câu hỏi sẽ bị ghi đè. Hãy chọn tên khác."
CANNOT_READ = "Không đọc được {path}: {reason}."
CANNOT_WRITE = "Không ghi được {path}: {reason}."
BATCH_NOT_JSON = "Dòng này không phải JSON: {reason}."
BATCH_NOT_UTF8 = "Dòng này không phải văn bản UTF-8."
BATCH_BAD_FIELD = "“{field}” phải là {wanted}."
BATCH_ITEM = "Dòng {line}: {message}"
BATCH_DONE = "Đã trả lời {done} câu, {failed} câu lỗi → {path}"
ANSWERING = "Đang trả lời"

READING = "Đang nạp"
INDEXING = "Đang lập chỉ mục tìm kiếm"
RATE = "{rate:.1f}/giây"
LEFT = "còn"
REPLACE_HELP = "Lưu lại cả kế hoạch không đổi; kế hoạch gần giống một kế hoạch đã có thì thành bản mới của nó."
KEEP_BOTH_HELP = "Kế hoạch gần giống một kế hoạch đã có thì lưu thành kế hoạch riêng."
REPORT_HELP = "Ghi trang HTML để người xem lại: phần đầu, đề mục, mọi điều đọc được kèm nguyên văn, chỗ cần đối chiếu."
FAILURES_HELP = "Ghi các tệp lỗi ra bảng CSV, ngay khi gặp."
CLUSTER_HELP = "Đọc tệp trên cụm máy Dask có địa chỉ này (tcp://máy:8786); cần gói distributed."
REPLACE_OR_BOTH = "Chọn một trong --replace và --keep-both."
NEAR_COPY = (
    "{file}: gần giống kế hoạch đã có {twin} [{id}], chưa lưu. Chạy lại với --replace nếu là bản mới của kế hoạch đó, "
    "với --keep-both nếu là kế hoạch khác."
)
NEAR_COPY_ASKED = "[t] thay bằng bản này · [g] giữ cả hai · [b] bỏ qua: "
READER_DIED = "{file}: tiến trình đọc dừng đột ngột. Hãy mở và lưu lại tệp, hoặc tách nhỏ, rồi nạp lại."
NO_DASK = "Chưa cài Dask. Chạy: pip install -e '.[cluster]' trong thư mục mã nguồn, trên máy này và các máy của cụm."
NO_CLUSTER = "Không nối được cụm máy {address} ({reason}). Kiểm tra địa chỉ và dask scheduler."
FAILURE_COLUMNS = ("Tệp", "Loại lỗi", "Lý do")
REVIEW_TITLE = "Xem lại các kế hoạch đã nạp"
REVIEW_ABOUT = (
    "Mỗi điều đọc được đứng cạnh nguyên văn. Phần đầu đọc sai thì sửa bằng lệnh "
    "kehoach edit MÃ --set number=…; điều đã sửa được giữ khi nạp lại tệp."
)
REVIEW_COLUMNS = ("Tệp", "Số", "Kết quả", "Độ tin cậy")
CONFIDENCE = {"sure": "cao", "fair": "khá, có điều cần đối chiếu", "doubtful": "thấp, cần người xem"}
REVIEW_MISSING = "không đọc được {names}"
REVIEW_UNCLEAN = "chỉ {share} % chữ đúng chính tả tiếng Việt"
REVIEW_NO_HEADINGS = "không thấy mục đánh số nào"
REVIEW_WARNED = "{count} điều cần đối chiếu"
REVIEW_INFERRED = "văn bản không ghi thẳng: suy ra hoặc sửa tay"
REPAIRS = {
    "page_break": "nối đoạn bị ngắt trang",
    "line_break": "nối đoạn bị ngắt dòng",
    "split_heading": "nối đề mục bị cắt đôi",
    "ocr_heading": "sửa số đề mục nhận dạng sai",
}
SET_HELP = "Sửa một mục của phần đầu, ví dụ number=12/KH-UBND, issued_on=13/01/2017; để trống là văn bản không ghi."
VERSION_HELP = "Quay về bản thứ N (xem: kehoach show KẾ_HOẠCH --versions)."
EDIT_WHAT = "Ghi --set MỤC=GIÁ_TRỊ (có thể nhiều lần), hoặc --version N."
BAD_SET = "“{told}” không đúng dạng MỤC=GIÁ_TRỊ, ví dụ number=12/KH-UBND."
WENT_BACK = "Đã dùng lại bản {version} của {plan}."
NOTHING_FOUND = "Không thấy tệp nào trong {paths}."
INGEST_FAILED = "{file}: {message}"
INGEST_DONE = "{added} mới, {new_version} bản mới, {unchanged} không đổi, {failed} lỗi."
INGEST_DRY_DONE = "{parsed} tệp đọc được, {failed} lỗi. Chưa lưu gì (--dry-run)."
INGEST_STOPPED = "Đã dừng. {stored} kế hoạch đã lưu vẫn còn; chạy lại lệnh để nạp tiếp."
BAD_JOBS = "--jobs phải từ 1 trở lên."
OUTCOMES = {
    "added": "mới",
    "new_version": "bản mới",
    "unchanged": "không đổi",
    "parsed": "đọc được",
    "failed": "lỗi",
}
REMOVED = "Đã xóa {name} khỏi thư viện."

STOPPED = "Đã dừng theo yêu cầu."
UNEXPECTED = "Lỗi ngoài dự kiến ({kind}: {reason}). Chạy lại với --debug để xem chi tiết và báo cho người quản trị."
SYSTEM_FAILED = "Máy không cho đọc hoặc ghi {path}: {reason}. Kiểm tra dung lượng đĩa và quyền ghi."
HELP_HINT = "Xem: {command} --help"
DEBUG_HELP = "Hiện chi tiết lỗi; đặt ở đâu trong dòng lệnh cũng được."
ONE_VIEW = "Chỉ chọn một trong --tree, --facts, --source, --json, --versions."

SETTINGS = "Cài đặt"
PYTHON = "Python {version}"
OLD_PYTHON = "cần Python 3.11 trở lên"
MISSING_PACKAGE = "Thiếu gói {name}"
REINSTALL = "chạy lại: make install"
OFFLINE = "Chạy ngoại tuyến: chưa đặt OPENAI_API_KEY, mọi chức năng vẫn dùng được"
WITH_MODEL = "Dùng mô hình ngôn ngữ: đã đặt OPENAI_API_KEY hoặc OPENAI_BASE_URL"
TOKEN_SET = "Bot Telegram: đã đặt TELEGRAM_BOT_TOKEN"
TOKEN_NOT_SET = "Bot Telegram: chưa đặt TELEGRAM_BOT_TOKEN (chỉ cần khi chạy kehoach bot)"
ASKS_TELEGRAM = "Cách nhận tin: bot tự hỏi Telegram (không đặt KEHOACH_WEBHOOK_URL)"
WEBHOOK = "Cách nhận tin: Telegram giao tới {url}; máy này nghe ở {host}:{port}, sau một máy chủ có TLS"
TOKEN_NEEDED = "đặt TELEGRAM_BOT_TOKEN rồi chạy: kehoach bot"
WEBHOOK_SETTINGS = "Cách nhận tin: Telegram giao tới KEHOACH_WEBHOOK_URL"
WEBHOOK_WITHOUT_URL = "Đã đặt KEHOACH_WEBHOOK_SECRET hoặc KEHOACH_WEBHOOK_LISTEN mà chưa đặt KEHOACH_WEBHOOK_URL."
WEBHOOK_URL_WRONG = (
    "KEHOACH_WEBHOOK_URL phải là địa chỉ https:// ở cổng 443, 80, 88 hoặc 8443, không có phần sau dấu hỏi, "
    "ví dụ https://bot.tinh.gov.vn/kehoach"
)
WEBHOOK_SECRET_WRONG = (
    "KEHOACH_WEBHOOK_SECRET phải có từ 16 đến 256 ký tự A-Z, a-z, 0-9, _ hoặc -. Tạo bằng: openssl rand -hex 32"
)
WEBHOOK_LISTEN_WRONG = "KEHOACH_WEBHOOK_LISTEN phải là CỔNG hoặc MÁY:CỔNG, ví dụ 8080 hoặc 127.0.0.1:8080."
CHROMA_EMBEDDED = "Chroma: chạy trong chương trình"
CHROMA_SERVER = "Chroma: dùng máy chủ ở KEHOACH_CHROMA_URL"
ROOM = "Thư mục dữ liệu {place}: còn trống {free} MB"
FREE_SOME_ROOM = "dọn đĩa để còn ít nhất {needed} MB"
LIBRARY = "Thư viện"
LIBRARY_WELL = "Thư viện: {count} kế hoạch, kiểm tra tốt"

UNKNOWN_WORK = "Không có việc “{work}”. Chọn một trong: {known}."
REBUILT = "Đã dựng lại các chỉ mục: {count} đoạn."
VACUUMED = "Đã thu gọn tệp thư viện."
BACKED_UP = "Đã sao lưu {count} kế hoạch vào {file} (bản lúc {made_at}, đã kiểm tra)."
RESTORED = "Đã khôi phục {count} kế hoạch từ {file} (bản lúc {made_at})."
KEPT_ASIDE = "Thư viện cũ được giữ ở {aside}; xóa đi khi không cần nữa."
NO_DEADLINES = "Các kế hoạch đang có không ghi hạn nào có ngày cụ thể từ nay về sau."
BAD_ROLE = "Không có vai trò “{role}”. Các vai trò: {known}."
BAD_HOURS = "--hours phải từ 1 trở lên."

MONITOR_HELP = "Cho xem tình trạng và số đếm của bot ở địa chỉ này (máy mặc định 127.0.0.1)."
JSON_LOGS_HELP = "Ghi nhật ký dạng JSON, mỗi dòng một đối tượng."
SUPPORT_HELP = "Ghi thông tin để nhờ hỗ trợ ra tệp .zip này; không có nội dung kế hoạch hay dữ liệu cá nhân."
SUPPORT_WRITTEN = "Đã ghi {path}. Hãy mở xem trước khi gửi đi."
