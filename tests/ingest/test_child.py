import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from ingest import child
from ingest.child import Limits, read_apart
from plans.errors import UnreadableFile

READERS = {
    "looping": "while True: pass",
    "silent": "import time; time.sleep(60)",
    "swelling": "list(bytearray(1 << 24) for _ in range(200))",
    "crashing": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "failing": "raise KeyError(path)",
    "printing": "print('noise'); beat(); return Source('chữ', path.name, warnings=('lưu ý',), pages=((0, 1),))",
    "endless": "return Source('x' * (21 << 20), path.name)",
    "refusing": "raise UnreadableFile('không hợp lệ.')",
}


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Readers that misbehave, as modules of a package the nursery finds beside the real ones."""
    folder = tmp_path / "ingest"
    folder.mkdir()
    for name, body in READERS.items():
        code = "from ingest.source import Source\nfrom plans.errors import UnreadableFile\n\n\ndef read(path, beat):\n"
        (folder / f"{name}.py").write_text(f"{code}    {body}\n", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        f"import ingest\ningest.__path__.append({str(folder)!r})\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{Path(child.__file__).parents[1]}")
    child._nursery.cache_clear()
    yield tmp_path / "a.bin"
    child._nursery.cache_clear()


@pytest.mark.parametrize(
    ("reader", "limits", "says"),
    [
        ("silent", Limits(silence=0.5), "đọc quá 0 giây"),
        ("looping", Limits(silence=300, cpu=1), "dừng đột ngột"),
        ("swelling", Limits(memory=256), "bộ nhớ"),
        ("crashing", Limits(), "dừng đột ngột"),
        ("failing", Limits(), "KeyError"),
        ("endless", Limits(), "quá dài"),
        ("refusing", Limits(), "a.bin: không hợp lệ.$"),
    ],
)
def test_a_reader_that_misbehaves_is_one_unreadable_file(readers: Path, reader: str, limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_apart(reader, readers, limits)
    assert read_apart("printing", readers, Limits()).text == "chữ"


def test_what_is_read_comes_back_whole(readers: Path) -> None:
    source = read_apart("printing", readers, Limits())
    assert (source.file, source.text, source.pages) == ("a.bin", "chữ", ((0, 1),))
    assert source.warnings == ("a.bin: lưu ý",)


def interrupted(timeout: float) -> bytes:
    raise KeyboardInterrupt


def test_an_interrupted_wait_leaves_no_reply_to_the_next_file(readers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nursery = child._nursery(os.getpid())
    read_apart("printing", readers, Limits())
    with monkeypatch.context() as patch:
        patch.setattr(
            nursery, "_said", types.SimpleNamespace(get=lambda timeout: (_ for _ in ()).throw(KeyboardInterrupt))
        )
        with pytest.raises(KeyboardInterrupt):
            read_apart("printing", readers, Limits())
    assert read_apart("printing", readers, Limits()).text == "chữ"


def test_the_program_itself_loads_no_reader() -> None:
    code = "import ingest.load, sys; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {"pypdfium2", "PIL", "numpy", "trafilatura", "selectolax", "lxml"}
