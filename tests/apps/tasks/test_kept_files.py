"""Files in parts: kept and read back piece by piece, never whole in memory, and never added to."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attacking import by_hand, refused
from ceremony_case import frozen_case
from county import County

from mingcha.foundation.archives import archive_stream
from mingcha.foundation.kept_files import Source, keep_files, sha256_of, size_of
from mingcha.foundation.models.kept_file import PART
from mingcha.tasks.bundle_store import content_of, materialise, store
from mingcha.tasks.models import BundleFile, BundlePart, Draw

LONG = bytes(range(256)) * (2 * PART // 256) + b"the end"


@pytest.fixture
def draw(county: County) -> Draw:
    return frozen_case(county).draw


def keep(draw: Draw, path: str, source: Source) -> BundleFile:
    file = BundleFile(draw=draw, path=path, size=size_of(source), sha256=sha256_of(source))
    keep_files([(file, source)])
    return BundleFile.objects.get(pk=file.pk)


@contextmanager
def within(parts: int) -> Iterator[None]:
    """Expect that what Python holds meanwhile is less than so many parts."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < parts * PART
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("content", [b"", b"x", LONG[:PART], LONG])
def test_a_file_comes_back_as_it_was(draw: Draw, tmp_path: Path, content: bytes):
    (tmp_path / "file").write_bytes(content)
    for path, source in (("memory", content), ("disk", tmp_path / "file")):
        file = keep(draw, path, source)
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert file.content == content
        assert file.is_sound()
    assert [len(part) for part in file.stream()] == [
        len(content[start : start + PART]) for start in range(0, max(len(content), 1), PART)
    ]


@pytest.mark.parametrize(
    ("start", "length"),
    [
        (0, 9),
        (PART - 3, 6),
        (PART, 4),
        (5, 2 * PART),
        (len(LONG) - 3, 9),
        (len(LONG), 1),
        (len(LONG) + 1, 1),
        (9**9, 1),
    ],
)
def test_a_piece_is_found_by_its_place(draw: Draw, start: int, length: int):
    assert keep(draw, "file", LONG).read(start, length) == LONG[start : start + length]


def test_no_more_than_some_parts_are_in_memory(draw: Draw, tmp_path: Path):
    with (tmp_path / "file").open("wb") as target:
        target.writelines([b"0123456789abcdef" * (PART // 16)] * 6)
    with within(4):
        file = keep(draw, "file", tmp_path / "file")
        assert file.is_sound()


def test_a_draw_goes_to_its_folder_and_back_in_parts(draw: Draw, tmp_path: Path):
    folder = tmp_path / "bundle"
    materialise(draw, folder)
    with (folder / "tickets.tsv").open("wb") as target:
        target.writelines([b"0123456789abcdef" * (PART // 16)] * 6 + [b"the end"])
    before = dict(draw.files.values_list("path", "pk"))
    with within(4):
        store(draw, folder)
        materialise(draw, tmp_path / "again")
    files = {file.path: file for file in draw.files.all()}
    assert files.keys() - before.keys() == {"tickets.tsv"}
    assert all(files[path].pk == pk for path, pk in before.items())
    assert files["tickets.tsv"].is_sound()
    for path in ("tickets.tsv", "registers/MAIN.tsv"):
        assert (tmp_path / "again" / path).read_bytes() == (folder / path).read_bytes()
    (folder / "tickets.tsv").write_bytes(b"short")
    (folder / "coi.tsv").unlink()
    store(draw, folder)
    assert content_of(draw, "tickets.tsv") == b"short"
    assert before.keys() - set(draw.files.values_list("path", flat=True)) == {"coi.tsv"}


def test_a_part_is_what_the_size_of_its_file_leaves_to_it(draw: Draw):
    file = keep(draw, "file", LONG)
    insert = "INSERT INTO tasks_bundlepart (file_id, number, content) VALUES (%s, %s, %s)"
    for number, content in ((3, b"more"), (3, b""), (2, b"the end"), (2**31 - 1, b"x")):
        refused(insert, file.pk, number, content)
    refused("UPDATE tasks_bundlepart SET content = 'shorter' WHERE number = 1")
    refused("UPDATE tasks_bundlepart SET number = 7 WHERE number = 1")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM tasks_bundlepart WHERE number = 1",
        """INSERT INTO tasks_bundlepart (file_id, number, content)
        SELECT file_id, 3, 'more' FROM tasks_bundlepart WHERE number = 2""",
        "UPDATE tasks_bundlepart SET content = content || 'x' WHERE number = 2",
        "UPDATE tasks_bundlepart SET content = 'the eNd' WHERE number = 2",
        "UPDATE tasks_bundlefile SET size = size + 1",
        "UPDATE tasks_bundlefile SET size = size - 7",
        # the same bytes, cut elsewhere: a piece would be found in the wrong place
        """UPDATE tasks_bundlepart SET content = CASE number WHEN 1 THEN substring(content FOR 9)
        WHEN 2 THEN substring((SELECT content FROM tasks_bundlepart WHERE number = 1) FROM 10)
        || content ELSE content END""",
    ],
)
def test_an_owner_of_the_database_is_found_out(draw: Draw, sql: str):
    file = keep(draw, "file", LONG)
    by_hand(sql)
    file.refresh_from_db()
    assert not file.is_sound()


def test_an_archive_has_all_files_and_is_made_alike_again(draw: Draw):
    given = {"空的": b"", "folder/a": b"A", "long": LONG}
    files = {path: keep(draw, path, content) for path, content in given.items()}
    first = b"".join(archive_stream(files))
    assert first == b"".join(archive_stream(files))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == given
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_a_file_that_lost_a_part_is_not_handed_out_as_whole(draw: Draw):
    file = keep(draw, "file", LONG)
    by_hand("DELETE FROM tasks_bundlepart WHERE number = 1")
    with pytest.raises(BundlePart.DoesNotExist):
        b"".join(file.stream())
