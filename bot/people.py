"""Who may do what, and who may see which plans: closed to everybody who was not invited, approved or named."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import Connection, delete, insert, select, update

from bot import desk_schema as schema
from bot.desk_store import Store
from retrieval.audience import INTERNAL

Role = Literal["nguoi_dung", "danh_gia", "quan_tri"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
ADMIN: Final[Role] = "quan_tri"
REVIEWER: Final[Role] = "danh_gia"
USER: Final[Role] = "nguoi_dung"
HOUR: Final = 3_600.0


@dataclass(frozen=True)
class Standing:
    """What somebody may do in one chat, and the groups whose plans may be shown there; `None` sees every plan."""

    role: Role | None = None
    audience: frozenset[str] | None = frozenset()
    chat_allowed: bool = True
    plain_lines: bool = False

    @property
    def allowed(self) -> bool:
        """True when the person is let in and so is the chat."""
        return self.role is not None and self.chat_allowed

    def at_least(self, role: Role) -> bool:
        """Say whether this person may do what `role` may do."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True)
class People:
    """The lists of people, chats, invitations and requests to join."""

    store: Store

    def standing(self, person: int, chat: int) -> Standing:
        """Return what `person` may do in `chat`; in a group everybody reads along, so both must be allowed to see."""
        with self.store.reading() as connection:
            row = connection.execute(select(schema.person).where(schema.person.c.id == person)).one_or_none()
            if row is None or row.role not in ROLES:
                return Standing()
            own = None if row.role == ADMIN else _groups(connection, person) | {INTERNAL}
            if chat == person:
                return Standing(row.role, own, plain_lines=row.plain_lines)
            known = connection.scalar(select(schema.chat.c.id).where(schema.chat.c.id == chat)) is not None
            shared = _groups(connection, chat)
        return Standing(row.role, shared if own is None else own & shared, known, row.plain_lines)

    def admit(self, person: int, role: Role, name: str = "", groups: Iterable[str] = ()) -> None:
        """Let somebody in, or give them another role; what they asked for before is settled."""
        with self.store.writing() as connection:
            self._admit(connection, person, role, name)
            _join(connection, person, groups)

    def dismiss(self, person: int) -> bool:
        """Take the role and all groups of somebody away; return `False` when they had none."""
        with self.store.writing() as connection:
            connection.execute(delete(schema.member).where(schema.member.c.id == person))
            connection.execute(delete(schema.reminder).where(schema.reminder.c.person == person))
            gone = update(schema.person).where(schema.person.c.id == person, schema.person.c.role.is_not(None))
            return connection.execute(gone.values(role=None)).rowcount > 0

    def allow_chat(self, chat: int, title: str = "", groups: Iterable[str] = ()) -> None:
        """Let a group chat ask; it is shown public plans and those of `groups`."""
        with self.store.writing() as connection:
            connection.execute(delete(schema.chat).where(schema.chat.c.id == chat))
            connection.execute(insert(schema.chat).values(id=chat, title=title, since=self.store.clock()))
            _join(connection, chat, groups)

    def forbid_chat(self, chat: int) -> None:
        """Let a group chat ask no longer."""
        with self.store.writing() as connection:
            connection.execute(delete(schema.chat).where(schema.chat.c.id == chat))
            connection.execute(delete(schema.member).where(schema.member.c.id == chat))

    def moved(self, chat: int, new: int) -> None:
        """Follow a group that became a supergroup under another number, wherever its number is kept."""
        with self.store.writing() as connection:
            for table in (schema.chat.c.id, schema.member.c.id, schema.outbox.c.chat, schema.reminder.c.chat):
                connection.execute(update(table.table).where(table == chat).values({table: new}))

    def group(self, member: int, audience: str, belongs: bool) -> None:
        """Put a person or a chat into a group of readers, or take them out."""
        with self.store.writing() as connection:
            both = (schema.member.c.id == member, schema.member.c.audience == audience)
            connection.execute(delete(schema.member).where(*both))
            _join(connection, member, [audience] if belongs else [])

    def invite(self, role: Role, hours: float, uses: int = 1) -> str:
        """Return a new invitation's secret, good for so many hours and people; only its digest is kept."""
        secret = secrets.token_urlsafe(18)
        until = self.store.clock() + hours * HOUR
        row = {"digest": _digest(secret), "role": role, "uses_left": uses, "expires_at": until}
        with self.store.writing() as connection:
            connection.execute(insert(schema.invitation).values(row))
        return secret

    def accept(self, secret: str, person: int, name: str) -> Role | None:
        """Let in whoever brings a good invitation, and return the role it gives; an invitation never lowers a role."""
        invitation = schema.invitation.c
        with self.store.writing() as connection:
            good = (invitation.digest == _digest(secret), invitation.expires_at > self.store.clock())
            found = select(invitation.role).where(*good, invitation.uses_left > 0)
            role: Role | None = connection.scalar(found)
            if role is None:
                return None
            held: Role | None = connection.scalar(select(schema.person.c.role).where(schema.person.c.id == person))
            used = update(schema.invitation).where(*good)
            connection.execute(used.values(uses_left=invitation.uses_left - 1))
            given: Role = max(role, held or role, key=ROLES.index)
            self._admit(connection, person, given, name)
            return given

    def ask_to_join(self, person: int, name: str) -> bool:
        """Note that somebody wants to be let in; return `False` when they have asked before."""
        with self.store.writing() as connection:
            if connection.scalar(select(schema.request.c.person).where(schema.request.c.person == person)):
                return False
            connection.execute(insert(schema.request).values(person=person, name=name, asked_at=self.store.clock()))
            return True

    def decide(self, person: int, admitted: bool) -> str | None:
        """Settle a request to join and return the name of who asked; `None` when there is no such request any more."""
        with self.store.writing() as connection:
            mine = schema.request.c.person == person
            name: str | None = connection.scalar(select(schema.request.c.name).where(mine))
            connection.execute(delete(schema.request).where(mine))
            if name is not None and admitted:
                self._admit(connection, person, USER, name)
            return name

    def admins(self) -> tuple[int, ...]:
        """Return the people who run the bot and can be reached."""
        person = schema.person.c
        with self.store.reading() as connection:
            chosen = select(person.id).where(person.role == ADMIN, person.blocked_at.is_(None))
            return tuple(connection.scalars(chosen.order_by(person.id)))

    def listed(self) -> list[tuple[int, str, Role]]:
        """Return number, name and role of everybody who is let in."""
        person = schema.person.c
        with self.store.reading() as connection:
            chosen = select(person.id, person.name, person.role).where(person.role.is_not(None))
            return [(row.id, row.name, row.role) for row in connection.execute(chosen.order_by(person.since))]

    def blocked(self, person: int, blocked: bool) -> None:
        """Note that somebody blocked the bot, or came back; whoever blocks it is not reminded any more."""
        with self.store.writing() as connection:
            at = self.store.clock() if blocked else None
            connection.execute(update(schema.person).where(schema.person.c.id == person).values(blocked_at=at))
            if blocked:
                connection.execute(delete(schema.reminder).where(schema.reminder.c.chat == person))

    def turn_plain(self, person: int) -> bool:
        """Turn short plain lines on or off for somebody, and return whether they are on now."""
        with self.store.writing() as connection:
            mine = schema.person.c.id == person
            now = not connection.scalar(select(schema.person.c.plain_lines).where(mine))
            connection.execute(update(schema.person).where(mine).values(plain_lines=now))
            return now

    def _admit(self, connection: Connection, person: int, role: Role, name: str) -> None:
        mine = schema.person.c.id == person
        if connection.scalar(select(schema.person.c.id).where(mine)) is None:
            connection.execute(insert(schema.person).values(id=person, since=self.store.clock(), name=name))
        named = {"name": name} if name else {}
        connection.execute(update(schema.person).where(mine).values(role=role, blocked_at=None, **named))
        connection.execute(delete(schema.request).where(schema.request.c.person == person))


def _groups(connection: Connection, member: int) -> frozenset[str]:
    return frozenset(connection.scalars(select(schema.member.c.audience).where(schema.member.c.id == member)))


def _join(connection: Connection, member: int, groups: Iterable[str]) -> None:
    held = _groups(connection, member)
    for group in sorted(set(groups) - held):
        connection.execute(insert(schema.member).values(id=member, audience=group))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
