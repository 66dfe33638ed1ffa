"""`kehoach chat`: a conversation in the terminal."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import console, texts
from bot.environment import an_assistant
from bot.questions import checked
from bot.render import answer_lines, plain, source, source_lines
from plans.errors import PlanError
from plans.text import fold, same
from retrieval.answer import Answer, Turn
from retrieval.names import plan_label

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

_REMEMBERED = 6  # turns
_GREETED = 10  # plans named before anyone asks


def chat() -> int:
    """Talk until /thoat or the end of input; with nobody there, ask the example questions and end."""
    with an_assistant() as assistant:
        conversation = Conversation(assistant)
        conversation.greet()
        if sys.stdin.isatty():
            conversation.follow(typed())
        elif lines := piped():
            conversation.follow(echoed(lines))
        else:
            for example in echoed(texts.EXAMPLES):
                Conversation(assistant).hear(example)  # each on its own: the second is no follow-up of the first
    console.say(texts.GOODBYE)
    return 0


@dataclass
class Conversation:
    """One person's questions so far, and the last answer, whose sources can be read in full."""

    assistant: Assistant
    turns: list[Turn] = field(default_factory=list)
    last: Answer | None = None

    def greet(self) -> None:
        """Say what this is, which plans are held and what may be asked."""
        console.say(texts.GREETING)
        self.list_plans(_GREETED)
        console.say(texts.TRY_ASKING)
        for example in texts.EXAMPLES:
            console.say(f"  {example}")
        console.say(texts.CHAT_COMMANDS)

    def follow(self, lines: Iterable[str]) -> None:
        """Hear line after line until the person wants to leave."""
        for line in lines:
            if not self.hear(line):
                return

    def hear(self, line: str) -> bool:
        """Answer a line or carry out its command; return `False` when the person wants to leave."""
        word, _, rest = line.strip().partition(" ")
        if not word:
            return True
        if not word.startswith("/"):
            self.ask(line)
            return True
        if fold(word) == LEAVE:
            return False
        if command := COMMANDS.get(fold(word)):
            command(self, rest.strip())
        else:
            console.say(texts.UNKNOWN_CHAT_COMMAND.format(name=word))
        return True

    def ask(self, text: str) -> None:
        """Answer a question and remember the turn."""
        try:
            question = checked(text)
            answer = self._answered(question)
        except PlanError as error:
            console.say(console.paint(str(error), "error"))
            return
        if not same(answer.question.restored, question):
            console.say(console.paint(texts.UNDERSTOOD_AS.format(question=answer.question.restored), "understood"))
        console.say()
        console.show([*answer_lines(answer), *source_lines(answer)])
        console.say()
        self.turns.append(Turn(question, plain(answer_lines(answer))))
        self.last = answer

    def _answered(self, question: str) -> Answer:
        """Return the answer; until it is there, whoever looks sees what a language model has written of it."""
        turns = self.turns[-_REMEMBERED:]
        if self.assistant.generator is None or not sys.stderr.isatty():
            return self.assistant.ask(question, turns)
        with console.passing() as show:
            return self.assistant.ask(question, turns, show=lambda draft: show(answer_lines(draft)))

    def list_plans(self, most: int | None = None) -> None:
        """Name the plans the library holds, the first `most` of them."""
        held = self.assistant.library.visible().heads
        console.say(texts.HOLDINGS.format(count=len(held)) if held else texts.EMPTY_LIBRARY)
        for plan in held[:most]:
            console.say(console.wrapped(f"- {plan_label(plan)}", console.columns()))
        if len(held[:most]) < len(held):
            console.say(texts.MORE_PLANS.format(count=len(held) - len(held[:most])))

    def show_source(self, which: str) -> None:
        """Print the whole section that citation `which` of the last answer names."""
        citations = self.last.citations if self.last else ()
        if not citations:
            console.say(texts.NO_SOURCES)
            return
        n = which.strip("[]")
        if not n.isdecimal() or not 1 <= int(n) <= len(citations):
            console.say(texts.NO_SUCH_SOURCE.format(n=which, known=f"1–{len(citations)}"))
            return
        citation = citations[int(n) - 1]
        console.say(console.paint(source(citation), "lead"))
        console.say(citation.plan.quote(citation.section.span).strip())


LEAVE = "/thoat"
COMMANDS: dict[str, Callable[[Conversation, str], None]] = {
    "/kehoach": lambda conversation, _: conversation.list_plans(),
    "/nguon": Conversation.show_source,
}


def typed() -> Iterator[str]:
    """Yield the lines a person types, until the end of input."""
    with suppress(ImportError):  # some systems have none
        import readline  # noqa: F401 - gives input() line editing and history

    while True:
        try:
            yield input(texts.YOU)
        except EOFError:
            console.say()
            return


def echoed(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines that nobody typed, showing each."""
    for line in lines:
        console.say(f"\n{texts.YOU}{line}")
        yield line


def piped() -> list[str]:
    """Return the lines waiting on standard input; none when it is closed, empty or silent."""
    try:
        waiting, _, _ = select.select([sys.stdin], [], [], 0.2)
    except (OSError, ValueError):  # standard input is closed, or is no file at all
        return []
    return [line for line in sys.stdin.read().splitlines() if line.strip()] if waiting else []
