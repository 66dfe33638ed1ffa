"""The settings of CONTRACT: read once from an environment, unknown names refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plans.errors import BadSettings

KNOWN = (
    "KEHOACH_HOME",
    "KEHOACH_CHAT_MODEL",
    "KEHOACH_EMBEDDING_MODEL",
    "KEHOACH_DATABASE_URL",
    "KEHOACH_CHROMA_URL",
    "KEHOACH_WEBHOOK_URL",
    "KEHOACH_WEBHOOK_SECRET",
    "KEHOACH_WEBHOOK_LISTEN",
    "KEHOACH_TOKENS_PER_DAY",
    "KEHOACH_TOKENS_PER_PERSON",
)


@dataclass(frozen=True)
class Settings:
    """Where the data lies and which outside services are used; nothing here opens anything."""

    home: Path = Path("data")
    telegram_token: str | None = field(default=None, repr=False)
    openai_key: str | None = field(default=None, repr=False)
    openai_base_url: str | None = None
    chat_model: str | None = None
    embedding_model: str | None = None
    database_url: str | None = field(default=None, repr=False)
    chroma_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    webhook_listen: str | None = None
    collector: str | None = None
    tokens_per_day: int | None = None
    tokens_per_person: int | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings from `env`; raise `BadSettings` for an unknown `KEHOACH_*` name."""
        if unknown := sorted(name for name in env if name.startswith("KEHOACH_") and name not in KNOWN):
            raise BadSettings(f"Không hiểu biến {', '.join(unknown)}. Các biến dùng được: {', '.join(KNOWN)}.")
        return cls(
            home=Path(env.get("KEHOACH_HOME") or "data"),
            telegram_token=env.get("TELEGRAM_BOT_TOKEN") or None,
            openai_key=env.get("OPENAI_API_KEY") or None,
            openai_base_url=env.get("OPENAI_BASE_URL") or None,
            chat_model=env.get("KEHOACH_CHAT_MODEL") or None,
            embedding_model=env.get("KEHOACH_EMBEDDING_MODEL") or None,
            database_url=env.get("KEHOACH_DATABASE_URL") or None,
            chroma_url=env.get("KEHOACH_CHROMA_URL") or None,
            webhook_url=env.get("KEHOACH_WEBHOOK_URL") or None,
            webhook_secret=env.get("KEHOACH_WEBHOOK_SECRET") or None,
            webhook_listen=env.get("KEHOACH_WEBHOOK_LISTEN") or None,
            collector=env.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
            tokens_per_day=_cap(env, "KEHOACH_TOKENS_PER_DAY"),
            tokens_per_person=_cap(env, "KEHOACH_TOKENS_PER_PERSON"),
        )

    @property
    def offline(self) -> bool:
        """True when no chat model can be called: neither a key nor a server address is set."""
        return not (self.openai_key or self.openai_base_url)


def _cap(env: Mapping[str, str], name: str) -> int | None:
    """Read a number of tokens; raise `BadSettings` for what is no whole number above zero."""
    value = env.get(name)
    if not value:
        return None
    if not value.isdecimal() or not int(value):
        raise BadSettings(f"{name} phải là số nguyên dương (số token), ví dụ 200000; đang là «{value}».")
    return int(value)
