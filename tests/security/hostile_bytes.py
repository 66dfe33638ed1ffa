"""Bytes of files made to harm: packages, PDFs and pictures, written by hand where no program would write them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import Image, PngImagePlugin

MEGA = 1 << 20
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W = f"<w:document {_SPACE}><w:body>".encode()
END = b"</w:body></w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAN = "Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nMột.\n\nII. NHIỆM VỤ\n\nHai.\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def special(kind: int) -> bytes:
    info = zipfile.ZipInfo("ke-hoach.txt")
    info.external_attr = kind << 16
    return zipped((info, b"/etc/passwd"))


def patched(data: bytes, *changes: tuple[bytes, int, bytes]) -> bytes:
    """Return `data` with bytes written at an offset after the last place where a mark stands."""
    for mark, offset, new in changes:
        at = data.rindex(mark) + offset
        data = data[:at] + new + data[at + len(new) :]
    return data


def word(body: bytes | str, **parts: str) -> bytes:
    text = body.encode() if isinstance(body, str) else body
    more = [(f"word/{name}.xml", f"<w:{name} {_SPACE}>{one}</w:{name}>".encode()) for name, one in parts.items()]
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", W + text + END), *more)


def raw_word(document: bytes) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document))


def varied(text: str, times: int) -> str:
    """Return `text` many times with noise between, so that it packs like a document."""
    noise = random.Random(1)
    return "".join(f"{text}{noise.getrandbits(24):x} " for _ in range(times))


def laughs(count: int = 10) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode() + W + f"<w:p>&a{count - 1};</w:p>".encode() + END


def nested(opening: str, closing: str, depth: int, inner: str = "lõi") -> str:
    return opening * depth + inner + closing * depth


def pdf(*objects: bytes, root: int = 1, head: bytes = b"%PDF-1.4\n", trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    out, places = bytearray(head), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Size %d /Root %d 0 R %b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, trailer, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (more, len(data), data)


def paged(
    content: bytes, *objects: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"", catalog: bytes = b""
) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>>>" % (box, resources)
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R %b>>" % catalog, tree, page, content, *objects)


def many_pages(count: int) -> bytes:
    kids = b" ".join([b"3 0 R"] * count)
    tree = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")


def flat(size: int, times: int = 1) -> bytes:
    """Return `size` zeros, packed as many `times` over."""
    data = bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def pdf_picture(width: int, height: int, data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter[%b]"
    shown = stream(b"595 0 0 842 0 0 cm /X Do")
    return paged(shown, stream(data, image % (width, height, filters)), resources=b"/XObject<</X 5 0 R>>")


def locked_pdf() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_encryption("owner", "user", encryption_method=EncryptionMethod.RC4)
    return bytes(made.output())


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", more: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def picture(form: str, **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("L", (400, 300), 255).save(made, form, **options)
    return made.getvalue()


def looped_tiff() -> bytes:
    data = bytearray(picture("TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    return bytes(data)


def packed_note() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("note", "a" * (40 * MEGA), zip=True)
    return info


def html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def cycle(tag: str) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:{tag} w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )
