"""Making the public folder and an object's proof from a drawn bundle (section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from mingcha.bundles.drawn import DrawnBundle, load_drawn
from mingcha.bundles.folder import MAX_FILE_BYTES, Folder, write_whole
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import LOG_FILE
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE, input_paths
from mingcha.core.draw.proof import make_proof
from mingcha.core.draw.public_folder import PUBLIC_FILE, is_open, public_json
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.core.errors import Refusal
from mingcha.spreadsheets.new_file import require_free


def publish(
    folder: Folder,
    target: Path,
    now: datetime,
    *,
    with_drawn_ids: bool,
    just_verified: bool = False,
) -> list[str]:
    """Write the public folder that the disclosure mode allows now; returns its files' paths.

    ``with_drawn_ids`` adds the list of drawn ids to a sealed draw's ``public.json``; only for
    lists that may be disclosed. Raises Refusal where the bundle does not verify, which who has
    ``just_verified`` it need not do again.
    """
    if target.exists():
        raise Refusal(f"{target} 已经存在，请另外给出一个新文件夹")
    paths = []
    drawn = load_drawn(folder, just_verified=just_verified)
    for path, data in _public_files(folder, drawn, now, with_drawn_ids=with_drawn_ids):
        write_whole(target / path, data)
        paths.append(path)
    return paths


def _public_files(
    folder: Folder, drawn: DrawnBundle, now: datetime, *, with_drawn_ids: bool
) -> Iterator[tuple[str, bytes]]:
    if is_open(drawn.plan, now):
        for path in _bundle_paths(folder, drawn):
            yield path, folder.read(path, MAX_FILE_BYTES)
        return
    content = public_json(
        drawn.plan,
        drawn.entropy,
        drawn.transcript,
        drawn.result,
        with_drawn_ids=with_drawn_ids,
    )
    yield PUBLIC_FILE, content


def _bundle_paths(folder: Folder, drawn: DrawnBundle) -> list[str]:
    paths = [*input_paths(drawn.plan), RESULT_FILE, ASSIGNMENT_FILE, TRANSCRIPT_FILE]
    if drawn.plan.disclosure.is_sealed:
        paths += [TICKETS_FILE, SEALED_FILE]
    if folder.has(LOG_FILE):
        paths.append(LOG_FILE)
    return paths


def write_proof(folder: Folder, object_id: str, target: Path) -> None:
    """Write an object's ``proof.json``; ``target`` must be free."""
    require_free(target)
    drawn = load_drawn(folder)
    proof = make_proof(
        drawn.plan,
        object_id,
        drawn.registers,
        drawn.tickets,
        drawn.result,
        drawn.assignment,
    )
    write_whole(target, jcs(proof))
