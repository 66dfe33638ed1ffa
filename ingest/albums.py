"""Pictures in one archive that are the pages of one document: in one folder, their names alike but for the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ingest.archive import Member
from ingest.formats import HEAD, Format, recognise

_NUMBER = re.compile(r"\d+")


def picture(path: Path) -> Format | None:
    """Return the format of the file at `path` where it is a picture's."""
    with path.open("rb") as file:
        form = recognise(file.read(HEAD))
    return form if form and form.reader == "images" else None


def albums(pictures: Iterable[Member]) -> Iterator[tuple[Member, ...]]:
    """Yield pictures that belong together, by the numbers in their names; one that is like no other comes alone."""
    alike: dict[tuple[str, str], list[Member]] = {}
    for one in pictures:
        place = PurePosixPath(one.name.replace("\\", "/"))
        alike.setdefault((str(place.parent), _NUMBER.sub("0", place.name.lower())), []).append(one)
    for pages in alike.values():
        yield tuple(sorted(pages, key=_numbers))


def _numbers(page: Member) -> list[int]:
    return [int(number) for number in _NUMBER.findall(page.name)]


def together(pages: tuple[Member, ...], folder: Path) -> tuple[str, Path, str]:
    """Move several pages into `folder`; return a name for them, where they are, and what a person is told."""
    folder.mkdir()
    for number, page in enumerate(pages):
        assert page.path
        page.path.rename(folder / f"{number:04}")
    first, last = (PurePosixPath(page.name).name for page in (pages[0], pages[-1]))
    told = f"đã ghép {len(pages)} ảnh, từ {first} đến {last}, thành các trang của một văn bản"
    return f"{pages[0].name} – {last}", folder, f"{told}; ảnh nào của văn bản khác thì hãy nạp riêng"
