"""Stories before a question: which plan and which line they lead to, and what they do not license."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from plans.model import Span
from retrieval.answer import Answer, Question
from retrieval.draft import Material, quoted
from retrieval.search import search
from retrieval.story import nearest_first, together
from retrieval.telling import names_asked
from retrieval.write_likely import write_likely_told
from tests.retrieval.invented import AS_OF, Desk, desk_over, files, said

LOANS = """HỘI NÔNG DÂN TỈNH KON TUM
Số: 15/KH-HND

Kon Tum, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Quản lý Quỹ dê giống năm 2025

I. ĐIỀU KIỆN VAY

1. Hộ nghèo, hộ cận nghèo hoặc hộ mới thoát nghèo trong 02 năm được vay để mua dê giống, mỗi hộ 04 con.
2. Hộ ở thôn cách chợ trên 20 km được hỗ trợ 300.000 đồng thuê xe chở dê.
3. Người vay nuôi dê phải học lớp thú y 05 ngày vào tháng 4 và tháng 9.

II. XỬ LÝ RỦI RO

1. Hộ vay có dê bị sét đánh chết thì báo chi hội trong 48 giờ.
2. Hộ vay báo chi hội trước khi bán dê 10 ngày.

III. KINH PHÍ

Kinh phí hoạt động năm 2025 là 900 triệu đồng; tỉnh hỗ trợ 400 triệu đồng, các xã tự lo xăng xe.

IV. BÁO CÁO

Hằng tháng các xã gửi số liệu đàn dê về Hội Nông dân tỉnh trước ngày 18.
"""

STALLS = """ỦY BAN NHÂN DÂN TỈNH GIA LAI
Số: 40/KH-UBND

Gia Lai, ngày 10 tháng 02 năm 2025

KẾ HOẠCH
Sắp xếp hàng rong quanh bến xe năm 2025

I. NỘI DUNG

1. Người bán hàng rong được bố trí ô trong chợ, không thu tiền ô 06 tháng đầu.
2. Tổ trật tự mở quầy giải đáp tại bến xe, mỗi tuần 03 buổi; Công an phường hướng dẫn đăng ký ô.

II. BÁO CÁO

Hằng tháng các phường gửi số liệu sắp xếp hàng rong về Sở Công Thương trước ngày 22.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("stories"), {"de-giong.txt": LOANS, "hang-rong.txt": STALLS}) as desk:
        yield desk


def test_the_line_where_story_and_question_meet_goes_before_one_that_says_what_is_asked_alone(desk: Desk) -> None:
    answer = desk.ask(
        "Thôn em cách chợ chừng 25 cây số, bà con mua dê giống về tốn kém lắm. "
        "Năm nay có hỗ trợ tiền xe không, bao nhiêu?"
    )
    assert "300.000 đồng" in said(answer)
    assert "900 triệu" not in said(answer)


@pytest.mark.parametrize(
    ("story", "file", "day"),
    [
        ("Em làm ở phường, lo việc dẹp hàng rong quanh bến xe.", "hang-rong.txt", "ngày 22"),
        ("Em mới nhận theo dõi đàn dê của bà con vay quỹ.", "de-giong.txt", "ngày 18"),
    ],
)
def test_of_several_plans_the_one_told_of_comes_first(desk: Desk, story: str, file: str, day: str) -> None:
    answer = desk.ask(f"{story} Hằng tháng phải gửi số liệu trước ngày bao nhiêu?")
    assert files(answer)[0] == file
    assert day in answer.claims[0].shown
    assert answer.hits[0].plan.file == file


@pytest.mark.parametrize(
    ("told", "first"),
    [
        (("sét", "đánh", "chết"), "1. Hộ vay có dê bị sét"),
        (("bán", "dê"), "2. Hộ vay báo"),
        (("đà", "điểu"), "2. Hộ vay"),
    ],
)
def test_of_several_sections_the_one_told_of_comes_first(desk: Desk, told: tuple[str, ...], first: str) -> None:
    plan = desk.plan("de-giong.txt")
    known, places = desk.assistant.knowledge(), [plan.text.index(start) for start in ("2. Hộ vay báo", "1. Hộ vay có")]
    claims = tuple(quoted(plan, Span(at, plan.text.index("\n", at)), "") for at in places)
    answer = Answer(known.reader.read("Hộ vay báo ai?", as_of=AS_OF), "answered", claims=claims)
    assert nearest_first(answer, told, known.weigher).claims[0].text.startswith(first)


def test_parts_of_a_question_are_each_asked_with_the_story_where_the_whole_gets_nothing(desk: Desk) -> None:
    answer = desk.ask(
        "Quanh bến xe chỗ chị nhiều cô bán hàng rong chưa biết giữ ô trong chợ. Nghe nói có quầy giải đáp tại bến. "
        "Ai phải hướng dẫn, và mỗi tuần mở mấy buổi?"
    )
    assert files(answer) == ["hang-rong.txt"]
    assert "03 buổi" in said(answer)
    assert "Công an phường" in said(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Hộ vay quỹ dê giống chỗ em có dê bị sét đánh chết. Vậy công ty bảo hiểm có phải đền không?",
        "Bên em bán hàng rong quanh bến xe, năm nay sếp mới về. Vậy quán bên em phải kê khai thuế trước ngày nào?",
    ],
)
def test_a_story_alone_answers_no_question_that_has_a_subject_of_its_own(desk: Desk, question: str) -> None:
    assert not desk.ask(question).claims


def test_where_none_answers_what_is_nearest_to_story_and_question_together_is_offered(desk: Desk) -> None:
    answer = desk.ask("Nhà em vay quỹ nuôi dê, dê vừa bị sét đánh. Cho em hỏi có được đền con khác không?")
    assert not answer.claims
    assert answer.hits[0].section.title.startswith("Hộ vay có dê bị sét")


def test_the_words_of_a_story_say_nothing_of_what_an_answer_must_have(desk: Desk) -> None:
    answer = desk.ask(
        "Chi đoàn em thu đoàn phí chẳng được mấy đồng. "
        "Hộ ở thôn cách chợ trên 20 km được hỗ trợ bao nhiêu để thuê xe chở dê?"
    )
    assert "300.000 đồng" in said(answer)


def test_who_is_named_in_a_story_need_not_be_named_by_its_answer(desk: Desk) -> None:
    known = desk.assistant.knowledge()
    story = known.reader.read("Nhà chị Mỷ có dê bị sét đánh. Vậy chi hội Đăk Ring báo ai trong mấy giờ?", as_of=AS_OF)
    plain = known.reader.read("Nhà chị Mỷ có dê bị sét đánh thì báo ai?", as_of=AS_OF)
    assert names_asked(story) == {"dak", "ring"}
    assert names_asked(plain) == {"my"}


@pytest.mark.parametrize(
    ("question", "quoted"), [("báo chi hội trong mấy giờ?", True), ("quầy tại bến xe mở mấy buổi?", False)]
)
def test_a_likely_sentence_of_a_story_is_that_of_its_question_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, question: str, quoted: bool
) -> None:
    monkeypatch.setattr("retrieval.write_likely.TRUSTED", 0.0)
    known = desk.assistant.knowledge()

    def material(question: Question) -> Material:
        return Material(question, known.plans, search(question, known, known.weigher), known.weigher)

    asked = known.reader.read(question, as_of=AS_OF)
    story = replace(known.reader.read("báo chi hội trong mấy giờ?", as_of=AS_OF), told=("dê", "sét", "đánh", "chết"))
    assert bool(write_likely_told(material(asked), material(together(story))).claims) == quoted


@pytest.mark.parametrize(
    "asked",
    ["Hộ như em có được vay không?", "Hoàn cảnh của nhà em có được vay không?", "Người như tôi có được vay không?"],
)
def test_a_question_about_someone_like_the_asker_is_about_the_story(desk: Desk, asked: str) -> None:
    answer = desk.ask(f"Nhà em mới thoát nghèo năm ngoái, định mua dê giống về nuôi. {asked}")
    assert "mới thoát nghèo trong 02 năm" in said(answer)
