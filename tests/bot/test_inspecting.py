"""What `kehoach inspect` tells of files without storing them."""

from __future__ import annotations

import json
from pathlib import Path

from bot.__main__ import run

SAMPLES = Path(__file__).parents[2] / "samples"


def test_inspect_describes_each_file_of_a_zip_as_the_contract_says(mail, capsys):
    assert run(["inspect", "--json", str(mail)]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["ok"] for row in rows] == [True, True, False, False]
    assert [row["file"] for row in rows][:2] == [f"{mail}/một.txt", f"{mail}/sâu/hai.txt"]
    assert all(set(row) == set(rows[0]) for row in rows)


def test_inspect_writes_one_line_for_each_file_and_stores_nothing(office, capsys, tmp_path):
    (office / "rong.txt").write_bytes(b"")
    files = [str(office / name) for name in ("một.txt", "rong.txt")]
    assert run(["inspect", "--json", *files]) == 1
    told = capsys.readouterr()
    good, bad = map(json.loads, told.out.splitlines())
    assert (good["file"], good["ok"], good["plan"]["number"]) == (files[0], True, "1/KH-UBND")
    assert (bad["file"], bad["ok"], bad["plan"]) == (files[1], False, None)
    assert bad["error"]["message"] in told.err
    assert not (tmp_path / "data").exists()


def test_inspect_tells_a_person_what_was_read(office, capsys):
    assert run(["inspect", str(office / "một.txt")]) == 0
    assert "Số: 1/KH-UBND" in capsys.readouterr().out


def test_the_sections_of_inspect_tile_the_file(capsys):
    for sample in sorted(SAMPLES.iterdir()):
        assert run(["inspect", "--json", str(sample)]) == 0
        row = json.loads(capsys.readouterr().out)
        tops = [section for section in row["sections"] if section["level"] == 1]
        assert [section["start"] for section in tops] == [0, *(section["end"] for section in tops[:-1])]
        assert tops[-1]["end"] == row["text_length"] == len(sample.read_text("utf-8"))
