"""The parts of a Word file (.docx): a zip of XML, opened without trusting anything in it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from plans.errors import UnreadableFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 100 * 1024 * 1024  # bytes of one part's XML
_RATIO = 200  # XML packs 10 to 30 times; only a bomb packs more
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D|E)", re.IGNORECASE)
_STYLE, _STYLE_END = b"<w:style ", b"</w:style>"
_LATENT = re.compile(rb"<w:latentStyles [^>]*>(?:\s*<w:lsdException [^>]*/>)*\s*</w:latentStyles>")


class WordPackage:
    """A Word file's parts by name; `part` parses one, without entities of any kind."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read parts from `archive`, which the caller closes."""
        self._archive = archive
        self._names = set(archive.namelist())
        self.main = self._main_part()

    def part(self, name: str) -> ET.Element | None:
        """Return the root of the part `name` beside the main one ("styles.xml"), `None` when the file has none."""
        data = self._beside(name)
        return None if data is None else ET.fromstring(data)

    def styles(self) -> ET.Element | None:
        """Return the root of "styles.xml" without what shows no letter and no number otherwise, `None` for no part."""
        data = self._beside("styles.xml")
        return None if data is None else ET.fromstring(_in_use(data))

    def document(self) -> ET.Element:
        """Return the root of the document's text."""
        return ET.fromstring(self._data(self.main))

    def _beside(self, name: str) -> bytes | None:
        path = f"{self.main.rpartition('/')[0]}/{name}".lstrip("/")
        return self._data(path) if path in self._names else None

    def _main_part(self) -> str:
        if "word/document.xml" in self._names:
            return "word/document.xml"
        return next((name for name in sorted(self._names) if re.fullmatch(r"word/document\d*\.xml", name)), "")

    def _data(self, path: str) -> bytes:
        """Return the XML of a part; raise `UnreadableFile` for one that unpacks like a bomb or declares entities."""
        info = self._archive.getinfo(path)
        if info.file_size > _LARGEST or info.file_size > _RATIO * max(info.compress_size, 4096):
            raise UnreadableFile(f"tệp nén bất thường ({path} bung ra {info.file_size:,} byte), không mở")
        if info.flag_bits & 1:
            raise UnreadableFile("tệp có mật khẩu. Hãy gỡ mật khẩu rồi nạp lại")
        with self._archive.open(path) as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UnreadableFile(f"tệp nén bất thường ({path} lớn hơn kích thước ghi trong tệp), không mở")
        if (b"<!" in data or b"<\0!\0" in data) and _DECLARES.search(data):
            raise UnreadableFile(f"tệp có khai báo thực thể XML ({path}), tài liệu Word không bao giờ có; không mở")
        return data.replace(_STRICT, W[1:-1].encode())


def _in_use(styles: bytes) -> bytes:
    """Return a styles part without its table styles and latent ones: nine tenths of what Word writes, and not read.

    XML written otherwise than programs write it (another prefix, comments) stays whole, and costs more.
    """
    head, *each = [styles] if b"<!" in styles else styles.split(_STYLE)
    kept = (one.partition(_STYLE_END)[2] if _is_table_style(one) else _STYLE + one for one in each)
    return _LATENT.sub(b"", head) + b"".join(kept)


def _is_table_style(style: bytes) -> bool:
    return b'w:type="table"' in style.partition(b">")[0] and _STYLE_END in style


def open_archive(path: Path) -> zipfile.ZipFile:
    """Return the zip at `path`; raise `UnreadableFile` when it is damaged."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFile("tệp hỏng hoặc tải về chưa hết. Hãy lấy lại tệp rồi nạp lại") from error


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    """Return a `w:` attribute of `element`, `None` where either is missing."""
    return None if element is None else element.get(W + name)


def is_on(element: ET.Element | None) -> bool | None:
    """Return what a switch such as `<w:caps/>` says, `None` where it is missing."""
    return None if element is None else attribute(element) not in ("0", "false", "off", "none")
