from __future__ import annotations

import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.errors import BadUsage
from bot.monitor import monitor, place, trouble_of
from plans.errors import LibraryDamaged


def fetch(where: tuple[str, int], path: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://{where[0]}:{where[1]}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture
def said():
    return []


@pytest.fixture
def where(said):
    registry = CollectorRegistry()
    Counter("kehoach_x", "X.", registry=registry).inc(3)
    with monitor("0", registry, lambda: "".join(said)) as place:
        yield place


def test_a_living_bot_says_so_and_shows_its_counts(where):
    assert where[0] == "127.0.0.1"
    assert fetch(where, "/healthz") == (200, "ok\n")
    assert fetch(where, "/readyz?x=1") == (200, "ok\n")
    assert "kehoach_x_total 3.0" in fetch(where, "/metrics")[1]


def test_what_keeps_it_from_answering_is_told_with_503(where, said):
    said.append("Thư viện đang bận.")
    assert fetch(where, "/readyz") == (503, "Thư viện đang bận.\n")
    assert fetch(where, "/healthz")[0] == 200


@pytest.mark.parametrize("path", ["/", "/../etc/passwd", "/metricsx"])
def test_there_is_nothing_else(where, path):
    assert fetch(where, path) == (404, "not found\n")


@pytest.mark.parametrize(
    ("address", "wanted"), [("9464", ("127.0.0.1", 9464)), ("0.0.0.0:1", ("0.0.0.0", 1)), ("[::1]:80", ("::1", 80))]
)
def test_an_address_is_read(address, wanted):
    assert place(address) == wanted


@pytest.mark.parametrize("address", ["", "x", "localhost:", "localhost:65536", "1:-1", "٣"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BadUsage, match="--monitor"):
        place(address)


def damaged():
    raise LibraryDamaged("Hỏng.")


def test_a_bot_is_ready_when_its_library_can_be_read_and_telegram_was_heard_lately():
    assert trouble_of(int, time.monotonic, 10) == ""
    assert trouble_of(int, lambda: None, 10) == "Telegram chưa trả lời."
    assert trouble_of(int, lambda: time.monotonic() - 11, 10) == "Telegram chưa trả lời."
    assert trouble_of(damaged, time.monotonic, 10) == "Hỏng."
