"""What an admin sent to be loaded: a file or a photo, refused before it is fetched when nothing could come of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram import Message

from bot import telegram_texts as texts
from plans.text import squeeze

LARGEST = 20_000_000  # bytes that Telegram lets a bot download
LARGEST_ALBUM = 60_000_000  # bytes of all its pictures
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
KINDS = (".txt", ".md", ".docx", ".doc", ".rtf", ".pdf", ".html", ".htm", ".zip", *PICTURES)


@dataclass(frozen=True, slots=True)
class SentFile:
    """Where Telegram keeps a file, a name that can lead nowhere, and its size in bytes."""

    id: str
    name: str
    size: int


def sent_file(message: Message) -> SentFile | None:
    """Return the file of a message, of a photo the largest copy that Telegram keeps, or None."""
    if file := message.document:
        return SentFile(file.file_id, file_name(file.file_name or ""), file.file_size or 0)
    if not message.photo:
        return None
    photo = max(message.photo, key=lambda size: size.width * size.height)
    return SentFile(photo.file_id, f"anh-{message.message_id}.jpg", photo.file_size or 0)


def documents(messages: Sequence[Message]) -> list[tuple[SentFile, ...]]:
    """Return the files of messages sent as one: the pictures among them together, as pages; others each alone."""
    sent = [one for message in messages if (one := sent_file(message))]
    pictures = tuple(one for one in sent if _suffix(one) in PICTURES)
    return [*([pictures] if pictures else []), *((one,) for one in sent if one not in pictures)]


def refusal(sent: Sequence[SentFile]) -> str | None:
    """Return why a file, or the pictures of an album, are not even fetched, or None."""
    if any(one.size > LARGEST for one in sent) or sum(one.size for one in sent) > LARGEST_ALBUM:
        return texts.UPLOAD_TOO_BIG
    if any(_suffix(one) not in KINDS for one in sent):
        return texts.UPLOAD_TYPE.format(known=", ".join(KINDS))
    return None


def bound(sent: Sequence[SentFile], contents: Sequence[bytes]) -> tuple[str, bytes]:
    """Return name and bytes of one file: of several pictures a zip, whose names tell that they are pages in order."""
    if len(sent) == 1:
        return sent[0].name, contents[0]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, content in enumerate(contents, 1):
            archive.writestr(f"trang-{number:02}.jpg", content)
    return album_name(sent), made.getvalue()


def album_name(sent: Sequence[SentFile]) -> str:
    """Return what files that are loaded as one are called."""
    return sent[0].name if len(sent) == 1 else f"{Path(sent[0].name).stem}-{len(sent)}-trang.zip"


def _suffix(sent: SentFile) -> str:
    return Path(sent.name).suffix.lower()


def file_name(told: str) -> str:
    """Return the name of a file without anything that could lead elsewhere."""
    name = squeeze(told.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", ""))
    return name.lstrip(".")[-120:] or "ke-hoach.txt"
