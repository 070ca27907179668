"""A draw's bundle between the database, where it is kept, and a folder, where ``bundles`` works.

Paths of the ``BundleFile`` rows are those of the bundle's folder (``draft.json``, ``plan.json``,
``registers/SCJG.tsv``, ``inspectors.tsv``, ``coi.tsv``, ``sealed.json`` …). Files of the private
folder beside it have the prefix ``private/``: ``private/people.csv``, ``private/regions.csv``,
``private/units.csv``, ``private/person_salt.txt``, ``private/iids.json``, which maps each iid to
whoever is behind it (``behind.Behind``), and ``private/facts.json`` (``freezing.PoolFacts``). The id of an
object in the frozen files is ``InspectionObject.key``; the unit of an inspector and of a seat is the
frame's code.

Private rows (``is_private``) are never part of the bundle that anybody downloads: the draft, which
the sealed plan replaces, ``sealed.json`` (protocol section 9) and the private folder.
Whoever works on the files holds the ``Draw`` row locked meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db.models import Q

from mingcha.bundles.draft import DRAFT_FILE
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.core.draw.outputs import RESULT_FILE
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.foundation import clock
from mingcha.foundation.bound import execute_bound, stream_values
from mingcha.tasks.behind import Behind
from mingcha.tasks.models import BundleFile, Draw

PRIVATE = "private/"
IIDS_FILE = f"{PRIVATE}iids.json"
FACTS_FILE = f"{PRIVATE}facts.json"
LARGEST_FILE = 500 << 20
"""Bytes: a back-up (``pg_dump``) writes each as two letters, in a buffer that ends at 1 GB."""
_PRIVATE_IN_FOLDER = frozenset({DRAFT_FILE, SEALED_FILE})


_KEEP = """
INSERT INTO tasks_bundlefile (draw_id, path, content, sha256, is_private, written_at)
VALUES (%s, %s, %b, %s, %s, %s)
ON CONFLICT (draw_id, path) DO UPDATE SET content = excluded.content, sha256 = excluded.sha256,
    is_private = excluded.is_private, written_at = excluded.written_at
"""
_REGISTERS = Q(path__startswith="registers/")


def digests_of(draw: Draw) -> list[str]:
    """Return path and SHA-256 of every file that is kept of a draw, with a blank between them."""
    rows = draw.files.order_by("path").values_list("path", "sha256")
    return [f"{path} {digest}" for path, digest in rows]


def content_of(draw: Draw, path: str) -> bytes:
    """Return a file of the draw; raises BundleFile.DoesNotExist."""
    content = content_if_any(draw, path)
    if content is None:
        raise BundleFile.DoesNotExist(f"{draw.draw_id} has no {path}")
    return content


def content_if_any(draw: Draw, path: str) -> bytes | None:
    """Return a file of the draw, None where there is none."""
    for (content,) in stream_values(draw.files.filter(path=path), "content"):
        return bytes(content)
    return None


def materialise(draw: Draw, folder: Path, *, registers: bool = True) -> None:
    """Write the draw's files into ``folder`` and the private folder where ``bundles`` expects it.

    ``folder`` lies in a temporary folder of its own, as the private folder goes beside it. The
    registers may have millions of lines and are left out where nobody reads them.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = PrivateFolder(folder).path
    private.mkdir(mode=0o700, exist_ok=True)
    files = draw.files.all() if registers else draw.files.exclude(_REGISTERS)
    for path, content in stream_values(files, "path", "content"):
        target = private / path.removeprefix(PRIVATE) if path.startswith(PRIVATE) else folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def store(draw: Draw, folder: Path, *, registers: bool = True) -> None:
    """Save what changed in the folder and its private folder; rows of files that are gone go too.

    Files and folders that begin with a dot are working files and are left out, and so are the
    registers where ``materialise`` left them out.
    """
    files = draw.files.all() if registers else draw.files.exclude(_REGISTERS)
    kept = dict(files.values_list("path", "sha256"))
    found = set()
    for path, file in sorted(_files(folder), key=_is_result):
        found.add(path)
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if kept.get(path) != digest:
            is_private = path in _PRIVATE_IN_FOLDER or path.startswith(PRIVATE)
            execute_bound(_KEEP, [draw.pk, path, content, digest, is_private, clock.now()])
    draw.files.filter(path__in=kept.keys() - found).delete()


def _is_result(named: tuple[str, Path]) -> bool:
    """The result comes last: with it the database lets no file of the draw be changed any more."""
    return named[0] == RESULT_FILE


def inspectors_by_iid(draw: Draw) -> Mapping[str, Behind]:
    """Return who is behind each pseudonym of the draw."""
    kept = json.loads(content_of(draw, IIDS_FILE))
    return {iid: Behind.read(known) for iid, known in kept.items()}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, prefix in ((folder, ""), (PrivateFolder(folder).path, PRIVATE)):
        for file in sorted(root.rglob("*")):
            relative = file.relative_to(root)
            if file.is_file() and not any(part.startswith(".") for part in relative.parts):
                yield f"{prefix}{relative.as_posix()}", file
