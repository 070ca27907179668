"""A draw's bundle between the database, where it is kept in parts, and a folder of ``bundles``.

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

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db.models import Q

from mingcha.bundles.draft import DRAFT_FILE
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.foundation.bound import stream_values
from mingcha.foundation.kept_files import keep_files, sha256_of, size_of
from mingcha.tasks.behind import Behind
from mingcha.tasks.models import BundleFile, BundlePart, Draw

PRIVATE = "private/"
IIDS_FILE = f"{PRIVATE}iids.json"
FACTS_FILE = f"{PRIVATE}facts.json"
_PRIVATE_IN_FOLDER = frozenset({DRAFT_FILE, SEALED_FILE})
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
    rows = BundlePart.objects.filter(file__draw=draw, file__path=path).order_by("number")
    parts = [content for (content,) in stream_values(rows, "content")]
    return b"".join(parts) if parts else None


def materialise(draw: Draw, folder: Path, *, registers: bool = True) -> None:
    """Write the draw's files into ``folder`` and the private folder where ``bundles`` expects it.

    ``folder`` lies in a temporary folder of its own, as the private folder goes beside it. The
    registers may have millions of lines and are left out where nobody reads them. One part is in
    memory at a time.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = PrivateFolder(folder).path
    private.mkdir(mode=0o700, exist_ok=True)
    files = draw.files.all() if registers else draw.files.exclude(_REGISTERS)
    rows = BundlePart.objects.filter(file__in=files.order_by()).order_by("file__path", "number")
    for path, number, content in stream_values(rows, "file__path", "number", "content"):
        target = private / path.removeprefix(PRIVATE) if path.startswith(PRIVATE) else folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab" if number else "wb") as file:
            file.write(content)


def store(draw: Draw, folder: Path, *, registers: bool = True) -> None:
    """Save what changed in the folder and its private folder; rows of files that are gone go too.

    Files and folders that begin with a dot are working files and are left out, and so are the
    registers where ``materialise`` left them out.
    """
    files = draw.files.all() if registers else draw.files.exclude(_REGISTERS)
    kept = dict(files.values_list("path", "sha256"))
    found = {path: (file, sha256_of(file)) for path, file in _files(folder)}
    same = {path for path, (_, digest) in found.items() if kept.get(path) == digest}
    draw.files.filter(path__in=kept.keys() - same).delete()
    changed = found.keys() - same
    keep_files([(_row(draw, path, *found[path]), found[path][0]) for path in sorted(changed)])


def _row(draw: Draw, path: str, file: Path, digest: str) -> BundleFile:
    return BundleFile(
        draw=draw,
        path=path,
        size=size_of(file),
        sha256=digest,
        is_private=path in _PRIVATE_IN_FOLDER or path.startswith(PRIVATE),
    )


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
