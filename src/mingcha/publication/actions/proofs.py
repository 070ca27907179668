"""An object's own proof, made for it at the door or on request (protocol section 9)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.bundles.folder import Folder
from mingcha.bundles.publishing import write_proof
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.publication.events import ProofGiven
from mingcha.publication.policies import require_at_the_door
from mingcha.tasks.bundle_store import materialise
from mingcha.tasks.models import Draw, ObjectTask


@action
def give_proof(*, by: User, object_task: ObjectTask) -> bytes:
    """Return ``proof.json`` of the object: its own lines with their paths to the published roots.

    For the object alone: in a sealed draw it tells ticket and threshold. Raises DomainError where
    nothing was drawn. Cost: one verification of the bundle.
    """
    require_at_the_door(by, object_task)
    draw = Draw.objects.filter(task=object_task.task, state="drawn").first()
    if draw is None:
        raise DomainError("not_drawn", "这项任务还没有抽取，没有可以出具的证明")
    with TemporaryDirectory(prefix="mingcha-proof-") as temporary:
        folder, target = Path(temporary) / "bundle", Path(temporary) / "proof.json"
        materialise(draw, folder)
        write_proof(Folder(folder), object_task.object.key, target)
        proof = target.read_bytes()
    record(ProofGiven(subject=draw.draw_id, key=object_task.object.key), by=by)
    return proof
