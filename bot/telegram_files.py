"""What an admin sent to be loaded: a file or a photo, refused before it is fetched when nothing could come of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from telegram import Message

from bot import telegram_texts as texts
from plans.text import squeeze

LARGEST = 20_000_000  # bytes that Telegram lets a bot download
KINDS = (
    *(".txt", ".md", ".docx", ".doc", ".rtf", ".pdf", ".html", ".htm", ".zip"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"),
)


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


def refusal(sent: SentFile) -> str | None:
    """Return why a file is not even fetched, or None."""
    if sent.size > LARGEST:
        return texts.UPLOAD_TOO_BIG
    if Path(sent.name).suffix.lower() not in KINDS:
        return texts.UPLOAD_TYPE.format(known=", ".join(KINDS))
    return None


def file_name(told: str) -> str:
    """Return the name of a file without anything that could lead elsewhere."""
    name = squeeze(told.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", ""))
    return name.lstrip(".")[-120:] or "ke-hoach.txt"
