"""Handing the full bundle to auditors and witnesses, and taking their signed statements."""

from __future__ import annotations

import tempfile
import zipfile
from typing import IO

from django.db.models import Q

from mingcha.accounts.actions.signing_in import prove_identity
from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.core.draw.names import HEX32
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.foundation.actions import action, locked
from mingcha.foundation.archives import put_into
from mingcha.foundation.errors import DomainError
from mingcha.publication.events import BundleHandedOut, DrawRecomputed
from mingcha.publication.models import Recomputation
from mingcha.publication.models.recomputation import Verdict
from mingcha.publication.selectors.recomputations import bundle_digest, get_recomputable
from mingcha.tasks.bundle_store import PRIVATE
from mingcha.tasks.models import Draw

_OF_PEOPLE = (f"{PRIVATE}people.csv", f"{PRIVATE}person_salt.txt")
"""Who stands behind the pseudonyms, which auditors see and witnesses do not (section 2)."""
_IN_MEMORY = 8 << 20


@action
def hand_out_bundle(*, by: User, draw: Draw) -> IO[bytes]:
    """Return the full bundle as an archive, with what a sealed draw opens to these people only."""
    draw = get_recomputable(by, draw.pk)
    wanted = Q(is_private=False) | Q(path=SEALED_FILE)
    if by.may(Permission.AUDIT_VIEW):
        wanted |= Q(path__in=_OF_PEOPLE)
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in draw.files.filter(wanted).order_by("path"):
            place = file.path if file.path.startswith(PRIVATE) else f"{draw.draw_id}/{file.path}"
            put_into(archive, place, file)
    target.seek(0)
    record(BundleHandedOut(subject=draw.draw_id, digest=bundle_digest(draw)), by=by)
    return target


def state_recomputed(
    *, by: User, draw: Draw, verdict: str, digest: str, note: str, password: str, address: str
) -> Recomputation:
    """Take somebody's statement, signed with their password; one for each person and draw.

    Raises DomainError for a wrong password, a second statement, a digest that is not the bundle's
    although all is said to agree, and where it is not told what differs.
    """
    prove_identity(username=by.username, password=password, address=address)
    return _state(by=by, draw=draw, verdict=verdict, digest=digest, note=note.strip())


@action
def _state(*, by: User, draw: Draw, verdict: str, digest: str, note: str) -> Recomputation:
    draw = locked(get_recomputable(by, draw.pk))
    digits = "".join(digest.split()).lower()
    if not HEX32.fullmatch(digits):
        raise DomainError("not_hex", "数据包指纹应是 64 位十六进制数，请从核对结果复制", "digest")
    if verdict not in Verdict.values:
        raise DomainError("verdict", "请选择重算的结论", "verdict")
    if verdict == Verdict.AGREED and digits != bundle_digest(draw):
        told = "这不是本次抽取的数据包指纹，请核对；如果您手里的数据包确实不同，请选重算不一致"
        raise DomainError("another_bundle", told, "digest")
    if verdict == Verdict.DIFFERS and not note:
        raise DomainError("what_differs", "请写明哪一项不一致", "note")
    if Recomputation.objects.filter(draw=draw, stated_by=by.username).exists():
        raise DomainError("stated_already", "您已对本次抽取作过声明，不能更改")
    stated = Recomputation.objects.create(
        draw=draw, verdict=verdict, bundle_digest=digits, note=note, stated_by=by.username
    )
    event = DrawRecomputed(subject=draw.draw_id, verdict=verdict, digest=digits)
    record(event, by=by)
    return stated
