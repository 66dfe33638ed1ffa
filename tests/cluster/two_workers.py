"""`make cluster`: a scheduler and two worker processes on this machine read a folder; what is stored is compared.

Not a test of pytest, as Dask is no package of the product.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from distributed import Client  # type: ignore[import-not-found]

from bot.files import Reading
from bot.pools import read_all

ROOT = Path(__file__).parents[2]
PLANS = 60
TEXT = "ỦY BAN NHÂN DÂN TỈNH X\nSố: {number}/KH-UBND\nKẾ HOẠCH\nPhòng dịch\nI. NHIỆM VỤ\n1. Sở Y tế: việc {number}.\n"


def main() -> None:
    """Start the cluster, read everything on it, and fail where the outcome differs from that of one process."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as place:
        address = started(stack, place)
        files = folder(Path(place, "plans"))
        alone, on_cluster = flat(files, None), flat(files, address)
        assert on_cluster == alone, "the cluster reads differently"
        assert len({name for name in workers_of(address) if name}) == 2, "two workers were to be there"
        home = {**os.environ, "KEHOACH_HOME": str(Path(place, "home"))}
        command = [sys.executable, "-m", "bot", "ingest", str(Path(place, "plans")), "--cluster", address]
        begin = time.monotonic()
        done = subprocess.run(command, env=home, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1, "one file is no plan"
        assert f"{PLANS} mới, 0 bản mới, 0 không đổi, 1 lỗi" in done.stdout, done.stdout[-400:] + done.stderr
        print(f"{PLANS} files stored through two workers in {time.monotonic() - begin:.1f} s; same as one process")


def started(stack: ExitStack, place: str) -> str:
    """Return the address of a scheduler with two worker processes, all ended with the stack."""
    address_file = Path(place, "scheduler.json")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    commands = [
        ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file)],
        *[["worker", "--host", "127.0.0.1", "--scheduler-file", str(address_file), "--nthreads", "1", "--no-dashboard"]]
        * 2,
    ]
    for words in commands:
        command = [sys.executable, "-m", "dask", *words]
        process = subprocess.Popen(command, env=environment, cwd=place, stderr=subprocess.DEVNULL)
        stack.callback(process.wait)
        stack.callback(process.terminate)
    with Client(scheduler_file=str(waited(address_file)), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        return str(client.scheduler.address)


def waited(file: Path) -> Path:
    for _ in range(600):
        if file.exists() and file.stat().st_size:
            return file
        time.sleep(0.1)
    raise SystemExit("the scheduler did not start")


def workers_of(address: str) -> list[str]:
    with Client(address, set_as_default=False) as client:
        return list(client.scheduler_info()["workers"])


def folder(place: Path) -> list[Path]:
    place.mkdir()
    for number in range(PLANS):
        (place / f"{number:03}.txt").write_text(TEXT.format(number=number + 1), "utf-8")
    (place / "999.txt").write_bytes(b"\x00")
    return sorted(place.iterdir())


def flat(files: list[Path], cluster: str | None) -> list[tuple[Path, object, object, str]]:
    def told(one: Reading) -> tuple[Path, object, object, str]:
        return one.file, one.plan, one.passages, str(one.error)

    return [told(one) for group in read_all(files, cluster=cluster) for one in group]


if __name__ == "__main__":
    main()
