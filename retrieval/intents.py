"""What kind of answer a question asks for: one table of question forms, the first that fits wins.

Patterns are matched on the question without marks, in lower case, words joined by single blanks, with a blank at both
ends; so they serve every writing style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.answer import Intent

WHEN = (
    r" (khi nao|bao gio|ngay nao|ngay may|truoc ngay|cham nhat|luc nao|thang (nao|may)|hom nao|den ngay|bao lau"
    r"|may lan|dinh ky|ngay bao nhieu|(thoi gian|thoi diem|moc) nao|quy (nao|may)|ngay gi) "
)
DUTY = r" (bao cao|nop|gui|hoan thanh|tong ket|so ket|xong|tong hop) "
DOCUMENT = (
    r"(quyet dinh|nghi dinh|chi thi|nghi quyet|thong tu|thong tri|luat|van ban|cong van|thong bao|ket luan"
    r"|chuong trinh|huong dan|quy dinh|phap lenh|cong dien)"
)
WHICH = r"(nao|gi|so may|so bao nhieu|so nao|may|nhung gi)"
POSITION = (
    r"(pho )?(chu tich|truong ban|giam doc|bi thu|truong phong|chanh van phong|hieu truong|bo truong|thu truong"
    r"|vien truong|tong giam doc|thu tuong)"
)
PLAN = r"(ke hoach|van ban|kh|chuong trinh hanh dong|tai lieu)"
NOT_PLAN = r"(?!.* (nghi dinh|chi thi|nghi quyet|thong tu|luat) )"
DO = (
    r" (lam (nhung )?(gi|viec gi|the nao|nhu the nao|ra sao)|lam viec gi|nhiem vu|trach nhiem|viec gi|nhung viec|giao"
    r"|phan cong|chu tri|phoi hop|phai|thuc hien (nhung )?gi|lo (viec )?gi|cong viec|dam nhiem|phu trach|vai tro"
    r"|lam nhung|lam gi|can lam|viec nao|lanh dao|chi dao|co viec|duoc yeu cau|duoc de nghi) "
)
WHO = (
    r"( ai| do ai| (co quan|don vi|so|nganh|ban|to chuc|hoi|phong|cap|bo phan|dau moi|nguoi) nao"
    r"| (nhung|cac) (co quan|don vi|so|nganh|ai) (nao )?)"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A way of asking: `field` says which part of the answer is wanted, `agency` that the question names one."""

    intent: Intent
    field: str | None
    pattern: re.Pattern[str]
    agency: bool = False


def _form(intent: Intent, field: str | None, pattern: str, agency: bool = False) -> Form:
    return Form(intent, field, re.compile(pattern), agency)


FORMS: tuple[Form, ...] = (
    _form(
        "unsafe",
        None,
        r" (bo qua|quen|phot lo) (moi |cac |tat ca |het |nhung )?(huong dan|chi dan|lenh|quy tac|yeu cau|chi thi) "
        r"(tren|truoc|cu|o tren|ban dau|he thong)| system prompt | ignore (all|previous|the) | api key | mat khau "
        r"| (prompt|chi dan|huong dan|lenh) he thong | jailbreak | token (cua|bot) | dong vai | gia vo (la|lam) "
        r"| developer mode | bia (ra|cho|mot|dai|dat) | sua (lai )?(so lieu|ke hoach|han) thanh | drop table ",
    ),
    _form(
        "smalltalk",
        "hello",
        r"^ (xin |em |da |kinh )*(chao|hello|hi|alo|hey)( (ban|bot|em|anh|chi|ad|admin|moi nguoi|buoi \w+|a|nhe))* $",
    ),
    _form("smalltalk", "thanks", r"^( \w+){0,3} (cam on|thank|thanks|tks)( \w+){0,6} $"),
    _form("smalltalk", "bye", r"^ (tam biet|bye|chao tam biet|hen gap lai)( \w+){0,3} $"),
    _form("smalltalk", "help", r" (ban|bot|em|ad) (la ai|ten (la )?gi|(co the )?(lam|giup|tra loi) (duoc )?(nhung )?gi) "),
    _form("smalltalk", "help", r"^ (tro giup|huong dan su dung|help|cach dung|dung (bot|the) nao) $"),
    _form(
        "outside",
        None,
        r" (theo (y )?(ban|bot|em)|y kien (cua )?(ban|bot|em)|ban (nghi|thay|cho rang)|(co )?nen .* khong"
        r"|hay nhat|tot nhat|kem nhat|du doan|du bao|lieu (rang )?.* (co )?(dat|thanh cong)|thoi tiet|gia vang"
        r"|so dien thoai|dia chi nha|nha rieng|(muc )?luong (cua|bao nhieu)|bao nhieu tuoi|sinh nam|que (o|quan)"
        r"|can cuoc|tai khoan ngan hang|lam tho|viet (mot )?(bai|doan|tho|code)|ke chuyen|xo so|bong da) ",
    ),
    _form("compare", None, r" (so sanh|khac (nhau|gi|biet)|giong (nhau|gi)|diem (chung|khac)|giua .* va .* (nao|ai)) "),
    _form(
        "list",
        "plans",
        rf" ((nhung|cac|liet ke|bao nhieu|may|co) (\w+ ){{0,2}}{PLAN} (nao|nhu the nao|gi)|{PLAN} nao|bao nhieu {PLAN}"
        rf"|may {PLAN}|(nhung|cac) tinh nao|tinh nao|danh sach (cac )?{PLAN}|liet ke (cac|nhung) {PLAN}) ",
    ),
    _form("metadata", "signer", r" (ai (la nguoi )?(da )?ky|nguoi ky|do ai ky|ky ten|ai (dung ten )?ky|ky boi) "),
    _form("metadata", "signer", rf" (ai (la|lam|giu chuc)( \w+)? {POSITION}|{POSITION} .*(la|ten|ten la) ai) "),
    _form(
        "metadata",
        "recipients",
        rf" (noi nhan|(?<!bao cao )gui (cho |den |toi |ve )?(nhung )?(noi nao|ai|dau)) {NOT_PLAN}(?!.*bao cao)",
    ),
    _form("metadata", "recipients", rf" {PLAN} .*gui .*(ai|dau|co quan nao|don vi nao|noi nao) (?!.*bao cao)"),
    _form(
        "metadata",
        "issuer",
        rf" (ai|co quan nao|don vi nao|cap nao|noi nao|to chuc nao|tinh nao) (da )?(ban hanh|xay dung|phat hanh|lap|ra) "
        rf"(\w+ )*{PLAN} | (co quan|don vi|noi|chu the) ban hanh "
        rf"| {PLAN} (\w+ ){{0,8}}do (ai|co quan nao|don vi nao|to chuc nao|cap nao) (ban hanh|lap|xay dung|ra|phat hanh) ",
    ),
    _form(
        "metadata",
        "issued_on",
        rf" {PLAN} .*(ban hanh|ky|ra doi|phat hanh|duoc ky|lap)( \w+){{0,3}} (ngay|khi|luc|hom|nam|thang|bao) "
        rf"?(nao|may|bao nhieu|gio|gi) | ngay (ban hanh|ky)( ke hoach| van ban| cua|) "
        rf"| {PLAN} .*(ngay|nam) (bao nhieu|may|nao) (?!.*(bao cao|nop|gui|hoan thanh|ket thuc))",
    ),
    _form("metadata", "number", rf" (so (va )?(ky )?hieu|so ky hieu|ma so) {NOT_PLAN}| {PLAN} .*(mang |co |la )?so (may|bao nhieu|nao|gi) "),
    _form("metadata", "title", rf" (trich yeu|ten (day du |chinh thuc )?(cua )?{PLAN}|{PLAN} .*ten (la )?gi) "),
    _form(
        "deadline",
        None,
        r" (han (bao cao|nop|chot|cuoi|hoan thanh|gui|la|cua|chong|nao|may)|thoi han|deadline|qua han|den han|sap den han"
        r"|tre han|han chot|han khi|han ngay|het han) ",
    ),
    _form("deadline", "window", r" (thang|quy|tuan|nam) (nay|toi|sau).*(nop|bao cao|han|lam|gui) .*(gi|nao) "),
    _form("deadline", None, rf"^(?=.*{WHEN})(?=.*{DUTY})"),
    _form(
        "deadline",
        "to",
        r" bao cao .*(gui|nop|cho|ve|den|toi|qua|voi) (\w+ )?(ai|dau|ban nao|co quan nao|don vi nao|noi nao|cho nao|so nao) ",
    ),
    _form("legal_basis", "basis", r" (can cu (vao )?(phap ly|nhung|cac|dau)|co so phap ly|dua (vao|tren)|can cu (phap luat|nao|gi)) "),
    _form("legal_basis", "basis", rf" can cu (vao |theo )?({DOCUMENT} )?.*(nao|gi|dau) "),
    _form("legal_basis", "find", rf" (tai|theo|bang|la|boi|o|trong|ban hanh|so) {DOCUMENT} {WHICH} | {DOCUMENT} (\w+ )?{WHICH} "),
    _form("legal_basis", "find", rf" {DOCUMENT} .*(so may|so bao nhieu|so nao|so hieu) "),
    _form("target", None, r" (chi tieu|ti le|ty le|phan tram|bao nhieu|so luong|may %|dat may|it nhat may|toi thieu may) "),
    _form("duties", None, DO, agency=True),
    _form("target", None, r" (phan dau|dat) (\w+ ){0,4}(may|muc nao) | may (ho|mo hinh|doanh nghiep|nguoi|lop|cuoc|dot|xa|chi hoi|hop tac xa) "),
    _form(
        "duties",
        "who",
        rf"{WHO}(\w+ ){{0,4}}(chu tri|phu trach|lam|lo|thuc hien|chiu trach nhiem|to chuc|phoi hop|theo doi|tham muu"
        r"|huong dan|co trach nhiem|dam nhiem|chi dao|giam sat|kiem tra|bo tri|tong hop|phai|duoc giao|trien khai|la dau moi"
        r"|don doc|la co quan|quan ly|bao dam|dam bao|cung cap|tuyen truyen) ",
    ),
    _form("duties", "who", rf"( giao( viec)?( \w+)* cho|do|thuoc ve| thuoc trach nhiem( cua)?){WHO} "),
    _form("overview", None, rf" (tom tat|noi dung chinh|tong quan|gioi thieu|khai quat|diem chinh|y chinh|noi dung co ban) "),
    _form("overview", None, rf" {PLAN} (\w+ ){{0,8}}(noi (ve )?(viec |van de |nhung )?gi|ve (viec |van de )?gi|co noi dung gi|gom nhung gi) "),
    _form("definition", None, r" (la gi|nghia la gi|viet tat (cua|la)|la viet tat|duoc hieu la|the nao la|la (de an|chuong trinh|cai) gi) "),
)


def intent_of(folded: str, has_agency: bool, has_number: bool) -> tuple[Intent, str | None]:
    """Return the intent and field of a question given without marks; `content` when no form fits.

    `has_number` says that it names a document number which is not that of a plan in the library: then it asks about
    that document.
    """
    padded = f" {' '.join(folded.split())} "
    for form in FORMS:
        if (not form.agency or has_agency) and form.pattern.search(padded):
            if has_number and form.intent in ("metadata", "overview", "definition", "target", "list"):
                return "legal_basis", "about"
            return form.intent, form.field
    if has_number:
        return "legal_basis", "about"
    return ("duties", None) if has_agency and len(padded.split()) <= 8 else ("content", None)
