"""People, plans, questions and doors at random: `python -m tests.bot.telegram_doors 2000` looks for a single leak.

Plans change hands and people change groups all the while, so that old buttons, links and conversations lead to what may
not be seen any more. A leak is eight syllables in a row, or a number, of a plan that may not be seen there, which the
person did not write and no plan says that may be seen.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.desk_store import Store
from bot.people import People
from plans.model import Plan
from plans.text import fold, syllables
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.settings import Settings
from tests.bot.telegram_story import GROUP, Story
from tests.retrieval.invented import assistant_of

NAMED = ("y tế", "tài chính", "công an")
MEMBERS, OUTSIDER = (8, 9, 100, 101), 77
ROW = 8  # more than the name of any public body has, as those are known without a plan
ASKED = (
    *("Sở Y tế phải làm gì?", "han bao cao khi nao", "Có những kế hoạch nào?", "còn hạn thì sao?", "còn Sở Tài chính?"),
    *("/kehoach", "/nguon 1", "/nhiemvu Sở Xây dựng", "/hanbaocao", "/nhacviec", "Có bao nhiêu kế hoạch?", "/riengtu"),
)
DATA = (
    "src:{n}",
    "s:{n}:1",
    "more:{n}:0",
    "hoi:{n}:0",
    "nhac:{n}",
    "gui:{n}",
    "nh:lich",
    "nh:tuan",
    "pick:0",
    "xoa:{n}",
)


class Doors:
    """A bot whose plans and people change at random, and what may be seen by whom."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.chance = story, random.Random(seed)
        self.people = People(story.store)
        self.plans = story.assistant.library.plans()
        self.rows = {plan.id: set(rows(plan.text)) for plan in self.plans}
        self.cases, self.leaks = 0, []

    def shuffle(self) -> None:
        """Give every plan and everybody other groups."""
        for plan in self.plans:
            groups = self.chance.choice([(PUBLIC,), (INTERNAL,), *((name,) for name in NAMED), NAMED[:2]])
            self.story.assistant.library.restrict(plan.id, groups)
        for member in (*MEMBERS, GROUP):
            for name in NAMED:
                self.people.group(member, name, self.chance.random() < 0.4)

    def question(self) -> str:
        plan = self.chance.choice(self.plans)
        words = plan.text.split()
        start = self.chance.randrange(len(words))
        said = (" ".join(words[start : start + self.chance.randint(2, 9)]), f"Ai ký kế hoạch {plan.header.number}?")
        return self.chance.choice(
            (*ASKED, *said, f"{said[0]} là gì?", f"Nội dung kế hoạch của {plan.header.province}?")
        )

    async def step(self) -> None:
        """Let somebody do something, and look at all that was sent for it."""
        person, number = self.chance.choice((*MEMBERS, OUTSIDER)), self.chance.randint(1, 1 + self.story.numbers)
        door = self.chance.choices((self.asks, self.presses, self.follows), (55, 30, 15))[0]
        before = len(self.story.telegram.calls)
        chat, words = await door(person, number)
        said = [str(call.get("text", "")) for _, call in self.story.telegram.calls[before:]]
        standing = self.people.standing(person, chat)
        seen = {plan.id for plan in self.story.assistant.library.plans(standing.audience)}
        self.look("\n".join(said), seen, words)
        self.story.passes(minutes=5)

    async def asks(self, person: int, number: int) -> tuple[int, str]:
        """Let somebody write; return where, and what words are theirs."""
        question, chat = self.question(), self.chance.choice([None, None, GROUP])
        said = f"/hoi {question}" if chat and not question.startswith("/") else question
        await self.story.says(said, person=person, chat=chat)
        return chat or person, question

    async def presses(self, person: int, number: int) -> tuple[int, str]:
        """Let somebody press a button of old, or one that nobody made, under one of the last messages."""
        under = [one for one in self.story.telegram.sent[-20:] if one.buttons]
        if not under:
            return person, ""
        sent = self.chance.choice(under)
        await self.story.presses("", sent, person=person, data=self.chance.choice(DATA).format(n=number))
        return int(sent.params["chat_id"]), sent.text

    async def follows(self, person: int, number: int) -> tuple[int, str]:
        """Let somebody follow a link."""
        await self.story.says(f"/start {self.chance.choice(['ng_', 'tl_'])}{number}", person=person)
        return person, ""

    def look(self, said: str, seen: set[str], question: str) -> None:
        known = set(rows(question)).union(*(self.rows[plan] for plan in seen))
        told = set(rows(re.sub(r"<[^>]*>", " ", said))) - known
        for plan in self.plans:
            self.cases += 1
            if plan.id not in seen and (told & self.rows[plan.id] or self._numbered(plan, said, question)):
                self.leaks.append(f"{plan.header.number}: {sorted(told & self.rows[plan.id])[:1]} in {said[:300]!r}")

    def _numbered(self, plan: Plan, said: str, question: str) -> bool:
        number = plan.header.number
        return bool(number) and number in said and fold(number).split("/")[0] not in fold(question)


def rows(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each eight syllables that follow one another."""
    words = [fold(word) for word in syllables(text)]
    yield from (tuple(words[n : n + ROW]) for n in range(len(words) - ROW + 1))


async def wander(steps: int, settings: Settings, seed: int = 1) -> tuple[int, list[str]]:
    """Return how many cases of person, plan, question and door were looked at, and the leaks."""
    async with Story(settings) as story:
        doors = Doors(story, seed)
        for n in range(steps):
            if n % 20 == 0:
                doors.shuffle()
            await doors.step()
        return doors.cases, doors.leaks


if __name__ == "__main__":
    os.environ["PTB_TIMEDELTA"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        assistant_of(settings).library.close()
        Store.open(settings).close()
        cases, leaks = asyncio.run(wander(int(sys.argv[1]), settings))
    print(f"{cases} cases, {len(leaks)} leaks {leaks[:3]}")
