"""A model that keeps failing is left alone for a minute."""

from retrieval.breaker import LIMIT, PAUSE, Breaker


class Clock:
    """A clock that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_five_failures_in_a_row_open_the_circuit_for_a_minute():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(LIMIT):
        assert not breaker.open
        breaker.failed()
    assert breaker.open
    clock.now += PAUSE - 1
    assert breaker.open
    clock.now += 1
    assert not breaker.open


def test_one_more_failure_after_the_pause_opens_it_again():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(LIMIT):
        breaker.failed()
    clock.now += PAUSE
    breaker.failed()
    assert breaker.open


def test_a_success_forgets_earlier_failures():
    breaker = Breaker(Clock())
    for _ in range(LIMIT - 1):
        breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert not breaker.open
