"""Real servers for the tests that ask for them (`pytest --servers`): a private PostgreSQL and a private Chroma."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

WAIT = 60.0
STORAGES = ("postgresql", "chroma")
_NOT_ROOT = "nobody"  # PostgreSQL refuses to run as root


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_true(ready: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT
    while not ready():
        assert process.poll() is None, f"{process.args} ended with {process.returncode}"
        assert time.monotonic() < until, f"{process.args} is not ready after {WAIT:g} s"
        time.sleep(0.05)


@contextmanager
def running(words: Sequence[str], ready: Callable[[], object], **how: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        await_true(ready, process)
        yield process
    finally:
        process.terminate()
        process.wait(WAIT)


@contextmanager
def postgresql() -> Iterator[str]:
    """Run PostgreSQL in a folder of its own and yield the address of its server, without a database's name."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        how = _not_root(Path(folder))
        port, data = free_port(), f"{folder}/data"
        make = [_program("initdb"), "-D", data, "-U", "kehoach", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **how)
        serve = [_program("postgres"), "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1"]
        quick = ["-c", "fsync=off", "-c", f"unix_socket_directories={folder}", "-c", "max_connections=200"]
        address = f"postgresql://kehoach@127.0.0.1:{port}"
        with running([*serve, *quick], lambda: _answers(address), **how):
            yield address


@contextmanager
def chroma() -> Iterator[str]:
    """Run a Chroma server in a folder of its own and yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        program = str(Path(sys.executable).with_name("chroma"))
        words = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
        address = f"http://127.0.0.1:{port}"
        with running(words, lambda: _beats(address), cwd=folder):
            yield address


def settings_of(where: str, server: str) -> dict[str, str]:
    """Return the settings that keep a new library on this server."""
    return {"database_url": new_database(server)} if where == "postgresql" else {"chroma_url": server}


def new_database(server: str) -> str:
    """Make an empty database and return its address."""
    name = f"test_{uuid4().hex}"
    execute(f"{server}/postgres", f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def copied_database(address: str) -> str:
    """Copy a database that nobody uses and return the address of the copy."""
    server, _, name = address.rpartition("/")
    copy = f"test_{uuid4().hex}"
    execute(f"{server}/postgres", f"CREATE DATABASE {copy} TEMPLATE {name}")
    return f"{server}/{copy}"


def dropped(address: str) -> None:
    """Remove a database, whoever still uses it."""
    server, _, name = address.rpartition("/")
    execute(f"{server}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def execute(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


def _answers(address: str) -> bool:
    import psycopg

    try:
        execute(f"{address}/postgres", "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _beats(address: str) -> bool:
    try:
        with urlopen(f"{address}/api/v2/heartbeat", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def _program(name: str) -> str:
    found = shutil.which(name) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    assert found, f"{name} is not installed: run .ci/system-packages"
    return found


def _not_root(folder: Path) -> dict[str, object]:
    if os.geteuid():
        return {"cwd": folder}
    user = pwd.getpwnam(_NOT_ROOT)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"cwd": folder, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
