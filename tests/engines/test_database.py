"""The database asks little and leaves nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from mingcha.engines.database import connect, view_of_tsv


def test_no_folder_is_left_when_the_database_is_gone() -> None:
    connection = connect()
    [(spill,)] = connection.execute("SELECT current_setting('temp_directory')").fetchall()
    assert Path(spill).is_dir()
    del connection
    gc.collect()
    assert not Path(spill).exists()


@pytest.mark.parametrize("name", ["o'clock", "[2026] *?", "region=130184", "河北 %s {0}"])
def test_any_folder_name_is_taken_literally(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "MAIN.tsv"
    file.parent.mkdir()
    file.write_bytes(b"1\tNULL\t013018\t-\n")
    (tmp_path / "2 ab").mkdir()
    (tmp_path / "2 ab" / "MAIN.tsv").write_bytes(b"2\tA\t130184\t-\n")
    connection = connect()
    connection.execute(view_of_tsv("MAIN", file, sealed=False))
    rows = connection.execute('SELECT * FROM "MAIN"').fetchall()
    assert rows == [("1", "NULL", "013018", "-", "")]
