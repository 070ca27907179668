"""Making the public folder and an object's proof from a drawn bundle (section 9)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from mingcha.bundles.drawn import DrawnBundle, load_drawn
from mingcha.bundles.folder import Folder, write_whole
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import LOG_FILE
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE, input_paths
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
    drawn = load_drawn(folder, just_verified=just_verified)
    if not is_open(drawn.plan, now):
        write_whole(target / PUBLIC_FILE, _summary(drawn, with_drawn_ids=with_drawn_ids))
        return [PUBLIC_FILE]
    paths = _bundle_paths(folder, drawn)
    for path in paths:
        folder.copy(path, target / path)
    return paths


def _summary(drawn: DrawnBundle, *, with_drawn_ids: bool) -> bytes:
    return public_json(
        drawn.plan,
        drawn.entropy,
        drawn.transcript,
        drawn.result,
        with_drawn_ids=with_drawn_ids,
    )


def _bundle_paths(folder: Folder, drawn: DrawnBundle) -> list[str]:
    paths = [*input_paths(drawn.plan), RESULT_FILE, ASSIGNMENT_FILE, TRANSCRIPT_FILE]
    if drawn.plan.disclosure.is_sealed:
        paths += [TICKETS_FILE, SEALED_FILE]
    if folder.has(LOG_FILE):
        paths.append(LOG_FILE)
    return paths


def write_proof(
    folder: Folder, object_id: str, target: Path, *, just_verified: bool = False
) -> None:
    """Write an object's ``proof.json``; ``target`` must be free. ``just_verified`` as ``publish``."""
    require_free(target)
    drawn = load_drawn(folder, just_verified=just_verified)
    write_whole(target, jcs(drawn.prove(object_id)))
