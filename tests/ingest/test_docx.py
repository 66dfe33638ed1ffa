import zipfile
from pathlib import Path

import pytest

from ingest.docx import read
from plans.errors import UnreadableFile
from tests.ingest.offices import levels, listed, numbering, p, table, word_file

OFFICE = levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf02d"))


def text_of(folder: Path, body: str, **parts: str) -> str:
    return read(word_file(folder / "a.docx", body, **parts), lambda: None).text


def test_automatic_numbers_come_out_as_printed(tmp_path: Path) -> None:
    places = [(0, "MỤC ĐÍCH"), (1, "Một"), (1, "Hai"), (2, "nhỏ"), (3, "gạch"), (0, "TỔ CHỨC"), (1, "Sở Y tế")]
    body = "".join(p(text, listed(1, level)) for level, text in places)
    lines = text_of(tmp_path, body, numbering=numbering("", abstract=OFFICE)).split("\n\n")
    assert lines == ["I. MỤC ĐÍCH", "1. Một", "2. Hai", "a) nhỏ", "- gạch", "II. TỔ CHỨC", "1. Sở Y tế"]


def test_a_list_may_print_the_numbers_above_it_and_start_anew(tmp_path: Path) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    abstract = levels(("decimal", "Điều %1."), ("decimal", "%1.%2."))
    places = [(1, 0), (1, 1), (1, 1), (2, 0), (2, 1), (2, 0)]
    body = "".join(p("x", listed(number, level)) for number, level in places)
    lines = text_of(tmp_path, body, numbering=numbering("", restart, abstract=abstract)).split("\n\n")
    assert [line.removesuffix(" x") for line in lines] == ["Điều 1.", "1.1.", "1.2.", "Điều 5.", "5.1.", "Điều 6."]


def test_legal_numbering_prints_arabic_digits_of_roman_levels(tmp_path: Path) -> None:
    abstract = levels(("upperRoman", "%1.")) + levels(("decimal", "x"), ("decimal", "%1.%2"), more="<w:isLgl/>")
    body = p("A", listed(1)) + p("B", listed(1, 1))
    assert text_of(tmp_path, body, numbering=numbering("", abstract=abstract)).endswith("1.1 B")


def test_a_style_numbers_its_paragraphs_and_number_zero_takes_that_back(tmp_path: Path) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base"><w:pPr>{listed(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Base"/></w:style>'
    )
    styled = '<w:pStyle w:val="Head"/>'
    body = p("có số", styled) + p("không số", styled + listed(0)) + p("có số", styled)
    text = text_of(tmp_path, body, styles=styles, numbering=numbering("", abstract=OFFICE))
    assert text.split("\n\n") == ["I. có số", "không số", "II. có số"]


def test_styles_of_tables_and_latent_ones_are_passed_over_however_the_part_is_written(tmp_path: Path) -> None:
    latent = '<w:latentStyles w:count="1"><w:lsdException w:name="heading 1" w:semiHidden="0"/></w:latentStyles>'
    table_style = '<w:style w:type="table" w:styleId="Grid"><w:rPr><w:vanish/></w:rPr></w:style>'
    empty = '<w:style w:type="table" w:styleId="None"/>'
    head = '<w:style w:type="paragraph" w:styleId="Head"><w:rPr><w:caps/></w:rPr></w:style>'
    body = p("mục đích", '<w:pStyle w:val="Head"/>') + p("Yêu cầu")
    for styles in (latent + table_style + head, head + table_style, empty + head, "<!-- -->" + table_style + head):
        assert text_of(tmp_path, body, styles=styles) == "MỤC ĐÍCH\n\nYêu cầu"


def test_lists_of_one_kind_count_on_and_empty_paragraphs_count(tmp_path: Path) -> None:
    body = p("a", listed(1)) + p("", listed(1)) + p("c", listed(2))
    assert text_of(tmp_path, body, numbering=numbering("", "", abstract=OFFICE)).split("\n\n") == ["I. a", "III. c"]


def test_tracked_changes_are_accepted_and_hidden_words_left_out(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('Giao Sở ')}<w:del><w:r><w:delText>Tài chính</w:delText></w:r></w:del><w:ins>{run('Y tế')}</w:ins>"
        f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:hyperlink>{run(' chủ trì')}</w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r></w:p>"
    )
    assert text_of(tmp_path, body) == "Giao Sở Y tế chủ trì"


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('HỎA TỐC')}</w:txbxContent>"
    drawn = (
        "<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(tmp_path, drawn) == "KẾ HOẠCH\n\nHỎA TỐC"


def test_a_table_of_data_is_rows_between_pipes_and_a_merged_cell_stands_in_each_row_it_spans(tmp_path: Path) -> None:
    body = table(
        ("TT", "Nhiệm vụ", "Chủ trì"), ("I", "Tuyên truyền>2"), ("1", "In\ntờ rơi", "Sở Y tế"), ("2", "Phát", "^")
    )
    assert text_of(tmp_path, body).splitlines() == [
        "| TT | Nhiệm vụ | Chủ trì |",
        "| I | Tuyên truyền |",
        "| 1 | In tờ rơi | Sở Y tế |",
        "| 2 | Phát | Sở Y tế |",
    ]


def test_cells_that_old_files_merge_and_rows_that_begin_late_keep_their_columns(tmp_path: Path) -> None:
    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(text: str, merged: str = "") -> str:
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{p(text)}</w:tc>"

    across, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = (
        row(cell("TT"), cell("Việc"), cell("Chủ trì"), cell("Hạn")),
        row(cell("1"), cell("In", across), cell("", on), cell("Quý I")),
        row(cell("Phát"), cell("Sở Y tế"), cell("Quý II"), properties='<w:gridBefore w:val="1"/>'),
    )
    assert text_of(tmp_path, f"<w:tbl>{''.join(rows)}</w:tbl>").splitlines()[1:] == [
        "| 1 | In |  | Quý I |",
        "|  | Phát | Sở Y tế | Quý II |",
    ]


def test_a_letterhead_in_a_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    body = table(("ỦY BAN NHÂN DÂN\nSố: 5/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + p("KẾ HOẠCH")
    text = text_of(tmp_path, body)
    assert text.split("\n\n") == ["ỦY BAN NHÂN DÂN\nSố: 5/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"]


def test_old_fonts_are_decoded_run_by_run_and_their_capitals_restored(tmp_path: Path) -> None:
    def run(font: str, text: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'

    runs = (".VnTimeH", "kÕ ho¹ch"), ("Arial", " năm 2025 "), ("VNI-Times", "phuï nö"), ("VNI-Times", "õ")
    body = f"<w:p>{''.join(run(*one) for one in runs)}</w:p>"
    source = read(word_file(tmp_path / "a.docx", body), lambda: None)
    assert source.text == "KẾ HOẠCH năm 2025 phụ nữ"
    assert "TCVN3" in source.warnings[0]


def test_unicode_words_in_a_run_that_names_an_old_font_stay(tmp_path: Path) -> None:
    body = p("Kế hoạch của Sở Y tế", run='<w:rFonts w:ascii=".VnTime"/>')
    assert text_of(tmp_path, body) == "Kế hoạch của Sở Y tế"


def test_capitals_by_format_and_footnotes_are_part_of_what_is_printed(tmp_path: Path) -> None:
    notes = f'<w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("Chú thích")}</w:footnote>'
    assert text_of(tmp_path, p("mục đích", run="<w:caps/>"), footnotes=notes) == "MỤC ĐÍCH\n\nChú thích"


def hostile(path: Path, xml: bytes, name: str = "word/document.xml") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return path


@pytest.mark.parametrize(
    ("xml", "name", "says"),
    [
        (b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>', "word/document.xml", "thực thể"),
        (b"<d>" + b" " * 30_000_000 + b"</d>", "word/document.xml", "bất thường"),
        (b"<x/>", "xl/workbook.xml", "Excel"),
        (b"<x/>", "a.txt", "tệp nén"),
    ],
)
def test_a_hostile_or_foreign_package_is_refused_with_its_reason(tmp_path: Path, xml, name, says) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(hostile(tmp_path / "a.docx", xml, name), lambda: None)


def test_an_entity_declared_in_utf16_is_refused_too(tmp_path: Path) -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'.encode("utf-16")
    with pytest.raises(UnreadableFile, match="thực thể"):
        read(hostile(tmp_path / "a.docx", xml), lambda: None)


def test_a_cut_file_and_one_nested_too_deep_are_refused(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "a.docx", p("x" * 5000)).read_bytes()
    (tmp_path / "cut.docx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="hỏng"):
        read(tmp_path / "cut.docx", lambda: None)
    deep = "<w:tbl><w:tr><w:tc>" * 100 + p("x") + "</w:tc></w:tr></w:tbl>" * 100
    with pytest.raises(UnreadableFile, match="lồng nhau"):
        text_of(tmp_path, deep)


BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>".format


def test_a_bold_line_without_a_number_keeps_its_bold(tmp_path: Path) -> None:
    body = f"<w:p>{BOLD('Mục ')}{BOLD('đích')}</w:p>{p('Bán được hàng.')}<w:p>{BOLD('1. Sở Y tế')}</w:p>"
    assert text_of(tmp_path, body) == "**Mục đích**\n\nBán được hàng.\n\n1. Sở Y tế"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{BOLD('Phải đi đúng giờ.')}</w:p>",
        f"<w:p>{BOLD('KẾ HOẠCH')}</w:p>",
        f"<w:p>{BOLD('Lưu ý')}<w:r><w:t> đi đúng giờ</w:t></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{BOLD('Nội dung')}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_bold_print_of_sentences_capitals_words_and_cells_is_not_marked(tmp_path: Path, body: str) -> None:
    assert "*" not in text_of(tmp_path, body)


def test_a_paragraph_in_a_heading_style_is_marked_like_a_bold_one(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Tieude1"><w:name w:val="heading 1"/></w:style>'
    assert text_of(tmp_path, p("Mục đích", '<w:pStyle w:val="Tieude1"/>'), styles=styles) == "**Mục đích**"
