"""What answers cost: tokens as the model's server counted them, and money where the evaluator names a price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.metrics import Score
from evaluation.resampling import interval
from evaluation.run import Run
from evaluation.run_folder import Kept

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens sent and a million received, in whatever currency the bill has."""

    sent: float
    received: float


@dataclass(frozen=True, slots=True)
class Cost:
    """The tokens of the answers that have a count, of so many answers in all; `money` only where a price is known."""

    answers: int
    counted: int
    sent: int
    received: int
    money: float | None = None

    def told(self) -> str:
        """Return the cost as one Vietnamese line."""
        if not self.counted:
            return "Chi phí: không hỏi mô hình nào, hoặc máy chủ không cho biết số token."
        each = f"{self.sent / self.counted:.0f} gửi và {self.received / self.counted:.0f} nhận mỗi câu"
        money = "" if self.money is None else f"; {self.money:.4g} tất cả, {self.money / self.counted:.4g} mỗi câu"
        all_of_it = f"{self.sent} token gửi, {self.received} token nhận"
        return f"Chi phí: {all_of_it}, {each} ({self.counted}/{self.answers}){money}."


def cost(run: Run, price: Price | None = None) -> Cost:
    """Return what the answers of a run cost together, its repeats included."""
    asked = [*run.scores, *(one for scores in run.again for one in scores)]
    paid = [one.tokens for one in asked if one.tokens]
    sent, received = sum(one.sent for one in paid), sum(one.received for one in paid)
    money = None if price is None else (sent * price.sent + received * price.received) / MILLION
    return Cost(len(asked), len(paid), sent, received, money)


def priced(told: tuple[float, float] | None) -> Price | None:
    """Return the price an evaluator names, first of what is sent, then of what is received."""
    return Price(*told) if told else None


def price_of(config: Mapping[str, object]) -> Price | None:
    """Return the price that the configuration of a run names."""
    told = config.get("price")
    return Price(float(told["sent"]), float(told["received"])) if isinstance(told, dict) else None


def compared(before: Kept, after: Kept) -> Iterator[str]:
    """Yield what two runs cost, and how far apart the tokens of the questions they share are; nothing for free ones."""
    costs = [cost(kept.run, price_of(kept.config)) for kept in (before, after)]
    if not any(one.counted for one in costs):
        return
    yield f"Lần trước. {costs[0].told()}"
    yield f"Lần sau. {costs[1].told()}"
    if differences := _differences(before.run.scores, after.run.scores):
        low, high = interval(differences)
        mean = sum(differences) / len(differences)
        yield f"Chênh lệch: {mean:+.0f} token mỗi câu ({low:+.0f} … {high:+.0f}, {len(differences)} câu)."


def _differences(before: Sequence[Score], after: Sequence[Score]) -> list[float]:
    """Return by how many tokens each question that has a count in both runs grew."""
    then = {one.id: one.tokens for one in before}
    pairs = [(then.get(one.id), one.tokens) for one in after]
    return [float(new.sent + new.received - old.sent - old.received) for old, new in pairs if old and new]
