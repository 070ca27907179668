"""An object's own proof, made for it at the door or on request (protocol section 9)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.bundles.folder import Folder
from mingcha.bundles.publishing import write_proof
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.publication.events import ProofGiven
from mingcha.publication.models import ObjectProof
from mingcha.publication.policies import require_at_the_door
from mingcha.tasks.bundle_store import materialise
from mingcha.tasks.models import Draw, ObjectTask


@action
def give_proof(*, by: User, object_task: ObjectTask) -> ObjectProof:
    """Return the object's proof: its own lines with their paths to the published roots.

    For the object alone: in a sealed draw it tells ticket and threshold. Raises DomainError where
    nothing was drawn. The draw was verified when it was made and is kept unchanged since; every
    line is held against its published root. Cost: one hash a line of registers and tickets, the
    first time.
    """
    require_at_the_door(by, object_task)
    draw = Draw.objects.filter(task=object_task.task, state="drawn").first()
    if draw is None:
        raise DomainError("not_drawn", "这项任务还没有抽取，没有可以出具的证明")
    draw, key = locked(draw), object_task.object.key
    kept = ObjectProof.objects.filter(draw=draw, key=key).first()
    proof = kept or _made(draw, key, by)
    record(ProofGiven(subject=draw.draw_id, key=key), by=by)
    return proof


def _made(draw: Draw, key: str, by: User) -> ObjectProof:
    with TemporaryDirectory(prefix="mingcha-proof-") as temporary:
        folder, target = Path(temporary) / "bundle", Path(temporary) / "proof.json"
        materialise(draw, folder)
        write_proof(Folder(folder), key, target, just_verified=True)
        content = target.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return ObjectProof.objects.create(
        draw=draw, key=key, content=content, sha256=digest, made_by=by.username
    )
