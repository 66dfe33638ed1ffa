"""The hostile files by name, each with what makes its bytes."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from tests.ingest.offices import levels, listed, numbering, p
from tests.security.hostile_bytes import (
    END,
    MEGA,
    OLE,
    PLAN,
    W,
    cycle,
    flat,
    html,
    laughs,
    locked_pdf,
    looped_tiff,
    many_pages,
    nested,
    packed_note,
    paged,
    patched,
    pdf,
    pdf_picture,
    picture,
    png,
    raw_word,
    special,
    stream,
    varied,
    word,
    zipped,
)

_ROMANS = [("upperRoman", "%1" * 9)]
FILES: dict[str, Callable[[], bytes]] = {
    # zip
    "bomb.zip": lambda: zipped(("a.txt", bytes(300 * MEGA))),
    "bomb-lying.zip": lambda: patched(zipped(("a.txt", bytes(9 * MEGA))), (b"PK\x01\x02", 24, b"\x10\0\0\0")),
    "zip-in-zip.zip": lambda: zipped(("a.zip", zipped(("b.zip", zipped(("c.txt", b"x")))))),
    "tar-in-zip.zip": lambda: zipped(("a.tar.gz", b"\x1f\x8b")),
    "zip-unnamed-in-zip.zip": lambda: zipped(("a.txt", zipped(("b.txt", b"x")))),
    "members.zip": lambda: zipped(*((f"{n}.txt", b"x") for n in range(1500))),
    "directory.zip": lambda: zipped(*((f"{'a' * 60_000}{n}", b"") for n in range(80))),
    "up.zip": lambda: zipped(("../../etc/cron.d/a", b"x")),
    "absolute.zip": lambda: zipped(("/etc/cron.d/a", b"x")),
    "drive.zip": lambda: zipped(("C:\\Windows\\a.txt", b"x")),
    "backslash.zip": lambda: zipped(("a\\..\\..\\b.txt", b"x")),
    "link.zip": lambda: special(0o120777),
    "fifo.zip": lambda: special(0o010644),
    "device.zip": lambda: special(0o020644),
    "locked.zip": lambda: patched(zipped(("a.txt", b"x")), (b"PK\x01\x02", 8, b"\x01")),
    "cut.zip": lambda: zipped(("a.txt", PLAN.encode() * 99))[:-30],
    "null-name.zip": lambda: patched(zipped(("aXb.txt", b"x")), (b"aXb.txt", 1, b"\0")),
    "bidi-name.zip": lambda: zipped(("\u202etxt.exe\u202c", b"MZ\0\0")),
    "method.zip": lambda: patched(zipped(("a.txt", b"x")), (b"PK\x01\x02", 10, b"\x63")),
    "checksum.zip": lambda: patched(zipped(("a.txt", PLAN.encode())), (b"PK\x01\x02", 16, b"\1\2\3\4")),
    "overlap.zip": lambda: patched(zipped(("a.txt", b"x"), ("b.txt", b"y")), (b"PK\x01\x02", 42, b"\0\0\0\0")),
    # Word
    "laughs.docx": lambda: raw_word(laughs()),
    "quadratic.docx": lambda: raw_word(b'<!DOCTYPE x [<!ENTITY a "%b">]>' % (b"a" * MEGA) + W + b"&a;" * 999 + END),
    "external.docx": lambda: raw_word(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + W + b"&a;" + END),
    "external-utf16.docx": lambda: raw_word(
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>'.encode("utf-16")
    ),
    "parameter.docx": lambda: raw_word(b'<!DOCTYPE x SYSTEM "http://127.0.0.1/a.dtd">' + W + END),
    "bomb.docx": lambda: raw_word(W + b" " * (150 * MEGA) + END),
    "tables.docx": lambda: word(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 3000)),
    "controls.docx": lambda: word(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 9000)),
    "boxes.docx": lambda: word(nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 2000, "")),
    "span.docx": lambda: word(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{10**12}"/></w:tcPr>{p(PLAN)}</w:tc></w:tr></w:tbl>'
    ),
    "counts.docx": lambda: word(
        p("x", listed(1)) * 99,
        numbering=numbering(
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{10**18}"/></w:lvlOverride>', abstract=levels(*_ROMANS)
        ),
    ),
    "levels.docx": lambda: word(
        p("x", listed(1, 10**9)) * 9, numbering=numbering("", abstract=levels(*_ROMANS * 3000))
    ),
    "labels.docx": lambda: word(
        p("x", listed(1)), numbering=numbering("", abstract=levels(("decimal", "%1" * 500_000)))
    ),
    "letters.docx": lambda: word(p("x", '<w:numPr><w:ilvl w:val="a"/><w:numId w:val="-1"/></w:numPr>')),
    "styles.docx": lambda: word(p("x", '<w:pStyle w:val="A"/>'), styles=cycle("basedOn")),
    "paragraphs.docx": lambda: word(varied("<w:p/>", 100_000)),
    "million-words.docx": lambda: word(p(varied("a ", 300_000))),
    "cut.docx": lambda: word(p(PLAN))[:300],
    "body.docx": lambda: raw_word(W.replace(b"<w:body>", b"") + b"</w:document>"),
    "broken.docx": lambda: raw_word(W + b"<w:p><w:r>"),
    "control.docx": lambda: raw_word(W + b"<w:p>&#0;&#xD800;</w:p>" + END),
    "sheet.docx": lambda: zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")),
    "macro.docx": lambda: zipped(
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", W + "".join(map(p, PLAN.split("\n"))).encode() + END),
        ("word/vbaProject.bin", OLE + b'Shell("rm -rf /")'),
        ("word/_rels/settings.xml.rels", b'<Relationship TargetMode="External" Target="http://127.0.0.1/t.dotm"/>'),
    ),
    "locked.docx": lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "garbage.doc": lambda: OLE + bytes(range(256)) * 4000,
    "half.doc": lambda: OLE + "WordDocument".encode("utf-16-le") + b"\xff" * 50_000,
    # PDF
    "pages.pdf": lambda: many_pages(100_000),
    "count.pdf": lambda: many_pages(1).replace(b"/Count 1", b"/Count 2147483647"),
    "tree-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
    "object-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"2 0 R"),
    "self.pdf": lambda: pdf(b"1 0 R"),
    "xref-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Kids[]>>", trailer=b"/Prev 9"),
    "cut.pdf": lambda: many_pages(50)[:200],
    "locked.pdf": locked_pdf,
    "stream-bomb.pdf": lambda: paged(stream(flat(300 * MEGA), b"/Filter/FlateDecode")),
    "filters-bomb.pdf": lambda: paged(stream(flat(100 * MEGA, 3), b"/Filter[" + b"/FlateDecode" * 3 + b"]")),
    "filters.pdf": lambda: paged(stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 9000 + b"]")),
    "huge-page.pdf": lambda: paged(stream(b"BT ET"), box=b"0 0 999999999 999999999"),
    "no-page.pdf": lambda: paged(stream(b"BT ET"), box=b"0 0 -1 nan"),
    "huge-picture.pdf": lambda: pdf_picture(60_000, 60_000, flat(450 * MEGA)),
    "lying-picture.pdf": lambda: pdf_picture(2_000_000_000, 2_000_000_000, b"x"),
    "form-loop.pdf": lambda: paged(
        stream(b"/F Do"),
        stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"),
        resources=b"/XObject<</F 5 0 R>>",
    ),
    "paths.pdf": lambda: paged(stream(b"1 1 m 500 500 l S\n" * 60_000)),
    "states.pdf": lambda: paged(stream(b"q " * 500_000)),
    "arrays.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 100_000 + b">>", b"<</Kids[]/Count 0>>"),
    "script.pdf": lambda: paged(
        stream(b""), catalog=b"/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/JavaScript/JS(a)>>>>"
    ),
    "null-head.pdf": lambda: bytes(900) + many_pages(1),
    "pdf-and-zip.pdf": lambda: many_pages(1) + zipped(("../a.txt", b"x")),
    "only-head.pdf": lambda: b"%PDF-1.7",
    # pictures
    "huge.png": lambda: png(60_000, 60_000, flat(MEGA)),
    "endless.png": lambda: png(2_147_483_647, 2_147_483_647),
    "thread.png": lambda: png(1, 50_000_000, flat(MEGA)),
    "cut.png": lambda: picture("PNG")[:90],
    "crc.png": lambda: patched(picture("PNG"), (b"IDAT", 6, b"\xff\xff")),
    "note-bomb.png": lambda: picture("PNG", pnginfo=packed_note()),
    "loop.tiff": looped_tiff,
    "frames.tiff": lambda: picture("TIFF", save_all=True, append_images=[Image.new("1", (9, 9))] * 700),
    "tags.tiff": lambda: b"II*\0\x08\0\0\0\xff\xff" + b"\x00\x01\x04\0\xff\xff\xff\xff\x08\0\0\0" * 5000,
    "cut.jpg": lambda: picture("JPEG")[:200],
    "huge.jpg": lambda: patched(picture("JPEG"), (b"\xff\xc0", 5, b"\xff\xff\xff\xff")),
    "cut.webp": lambda: picture("WEBP")[:40],
    "animation.gif": lambda: picture("GIF"),
    # web pages
    "deep.html": lambda: html("<div>" * 20_000 + "lõi"),
    "deep-tables.html": lambda: html("<table><tr><td>" * 5000),
    "deep-inline.html": lambda: html("<b><i>" * 50_000 + "lõi"),
    "lists.html": lambda: html("<ol><li>" * 2000),
    "span.html": lambda: html("<table><tr><td colspan=999999999 rowspan=999999999>" + PLAN + "</table>"),
    "items.html": lambda: html("<ol start=99999999999999>" + "<li value=-9999>x" * 20_000),
    "attributes.html": lambda: html("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x"),
    "entities.html": lambda: html("&#x110000;&#0;&nosuch;" * 20_000),
    "frames.html": lambda: html('<iframe src="file:///etc/passwd"></iframe><script>while(1);</script><p>a'),
    "comment.html": lambda: b"<html><body><!--" + b"<!--" * 500_000,
    # text
    "empty.txt": lambda: b"",
    "null.txt": lambda: b"K\xe1\xba\xbf ho\0\xe1\xba\xa1ch",
    "program.txt": lambda: b"\x7fELF\x02\x01\x01" + bytes(9000),
    "large.txt": lambda: b"a" * (21 * MEGA),
    "one-line.txt": lambda: b"a " * MEGA,
    "blanks.txt": lambda: b" " * MEGA + PLAN.encode(),
    "labels.txt": lambda: b"1.1.1.1.1." * 100_000,
    "brackets.txt": lambda: b"(((((" * 50_000,
    "romans.txt": lambda: b"I. A\n" * 2000,
    "commas.txt": lambda: "Sở Y tế, Sở Tài chính, ".encode() * 5000,
    "numbers.txt": lambda: b"12/2025/" * 30_000,
    "bidi.txt": lambda: (PLAN + "\u202e\u2066\u200b" * 50_000).encode(),
    "marks.txt": lambda: (PLAN + "e" + "\u0301" * 300_000).encode(),
    "bytes.txt": lambda: bytes(range(128, 256)) * 500,
    "odd-utf16.txt": lambda: b"\xff\xfeK\0a\0x",
    "surrogate-utf16.txt": lambda: b"\xff\xfe\x00\xd8\x00\xd8",
}
