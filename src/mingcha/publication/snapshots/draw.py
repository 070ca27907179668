"""抽取公开材料: what protocol section 9 lets out of a draw, at sealing, after it, and on opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mingcha.bundles.folder import MAX_FILE_BYTES, Folder
from mingcha.bundles.publishing import publish
from mingcha.core.draw import bundle
from mingcha.core.draw.canonical import Json, parse_json
from mingcha.core.draw.entropy import ENTROPY_FILE
from mingcha.core.draw.outputs import input_paths
from mingcha.core.draw.plan import PLAN_FILE, Mode, Plan
from mingcha.core.draw.public_folder import PUBLIC_FILE, is_open
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.foundation.kept_files import Source
from mingcha.publication.disclosure import disclosed
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.changes import changes_of
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.tasks.bundle_folder import bring_up_to_date
from mingcha.tasks.bundle_store import content_of, materialise

if TYPE_CHECKING:
    from pathlib import Path

    from mingcha.tasks.models import Draw

_ROOTS = ("result", "assignment", "tickets")


def sealed_draw(draw: Draw, temporary: Path) -> Snapshot:
    """Build what is public once the plan is sealed: its hash and the commitments.

    Of an open draw the plan and the frozen registers too, so that anybody holds them before the
    first value is shown; of a sealed draw no file, as its plan tells ratios per group. The files
    lie in ``temporary``, an empty folder, until the snapshot is kept.
    """
    folder = _bundle(draw, temporary)
    plan = bundle.load_plan(folder)
    paths = [] if plan.disclosure.is_sealed else input_paths(plan)
    files = _files(folder, [path for path in paths if path != ENTROPY_FILE])
    sizes = [{"code": frame.code, "size": frame.register.size} for frame in plan.frames]
    return _snapshot(draw, plan, "sealed", {"frames": sizes}, files)


def drawn_draw(
    draw: Draw,
    now: datetime,
    temporary: Path,
    *,
    with_drawn_ids: bool,
    just_verified: bool = False,
) -> Snapshot:
    """Build what is public after the draw: the public folder, byte for byte, and its roots.

    The files lie in ``temporary``, as those of ``sealed_draw``. Raises Refusal where the bundle does
    not verify, unless the draw was ``just_verified``. Cost: one verification, that is one hash per
    registered object and one matching; some seconds for 200,000 objects.
    """
    folder = _bundle(draw, temporary)
    plan = bundle.load_plan(folder)
    target = temporary / "public"
    paths = publish(folder, target, now, with_drawn_ids=with_drawn_ids, just_verified=just_verified)
    public = Folder(target)
    stage = "opened" if is_open(plan, now) else "drawn"
    told = _told_by_public_json(public) if PUBLIC_FILE in paths else _told_by_bundle(plan, public)
    snapshot = _snapshot(draw, plan, stage, told, _files(public, paths))
    changes = changes_of(draw, with_ids=stage == "opened")
    return replace(snapshot, content={**snapshot.content, "changes": changes})


def ended_draw(draw: Draw, temporary: Path) -> Snapshot:
    """Build what is public of a sealed draw that ended without a result: why, and who withheld."""
    stage = "incident" if draw.state == "incident" else "voided"
    sealed = sealed_draw(draw, temporary)
    missing = draw.parties.filter(reveal="") if stage == "incident" else draw.parties.none()
    ended = {
        "reason": disclosed(draw, "ended_reason")["ended_reason"],
        "missing": [disclosed(party, "code", "title") for party in missing],
    }
    return replace(sealed, content={**sealed.content, "stage": stage, "ended": ended})


def is_due_to_open(draw: Draw, now: datetime) -> bool:
    """Tell whether a deferred draw's time has come (protocol section 9)."""
    disclosure = parse_json(content_of(draw, PLAN_FILE), PLAN_FILE)["disclosure"]
    by = disclosure["disclose_by"]
    return disclosure["mode"] == Mode.DEFERRED and now >= datetime.fromisoformat(by)


def _bundle(draw: Draw, temporary: Path) -> Folder:
    materialise(draw, temporary / "bundle")
    bring_up_to_date(draw, temporary / "bundle")
    return Folder(temporary / "bundle")


def _files(folder: Folder, paths: list[str]) -> dict[str, Source]:
    for path in paths:
        folder.check(path)
    return {path: folder.path / path for path in paths}


def _told_by_public_json(folder: Folder) -> dict[str, Json]:
    public = parse_json(folder.read(PUBLIC_FILE, MAX_FILE_BYTES), PUBLIC_FILE)
    frames = [
        {name: frame[name] for name in ("code", "size", "drawn")} for frame in public["frames"]
    ]
    return {"frames": frames, "roots": {name: public[name]["root"] for name in _ROOTS}}


def _told_by_bundle(plan: Plan, folder: Folder) -> dict[str, Json]:
    transcript = parse_json(folder.read(TRANSCRIPT_FILE, MAX_FILE_BYTES), TRANSCRIPT_FILE)
    facts = {frame["code"]: frame for frame in transcript["frames"]}
    frames = [
        {"code": frame.code, "size": frame.register.size, "drawn": _drawn(facts[frame.code])}
        for frame in plan.frames
    ]
    roots = {name: transcript[name]["root"] for name in _ROOTS if name in transcript}
    return {"frames": frames, "roots": roots}


def _drawn(facts: Json) -> int:
    return int(facts["size"]) if "follow" in facts else sum(s["k"] for s in facts["strata"])


def _snapshot(
    draw: Draw, plan: Plan, stage: str, told: dict[str, Json], files: Mapping[str, Source]
) -> Snapshot:
    task = draw.own_task
    names = {
        p.frame: p.department.name
        for p in task.sub_tasks.filter(share_of=None).select_related("department")
    }
    frames = [{**frame, "department": names.get(frame["code"], "")} for frame in told["frames"]]
    parties = draw.parties.all()
    return Snapshot(
        kind=PublicationKind.DRAW,
        key=draw.draw_id,
        title=task.title,
        region_prefix=task.region.prefix,
        department=task.lead_department.name,
        task_number=task.number,
        content={
            **disclosed(draw, "draw_id", "plan_hash", "drawn_at"),
            "log_head": disclosed(draw, "log_head")["log_head"] if stage != "sealed" else "",
            "task": disclosed(task, "number", "title"),
            "suite": plan.suite.name,
            "mode": plan.disclosure.mode.value,
            "matching": task.get_matching_display(),
            "matching_basis": disclosed(task, "matching_basis")["matching_basis"],
            "disclose_by": plan.disclosure.disclose_by,
            "stage": stage,
            "public": list(plan.entropy.public),
            "public_after": plan.public_after if plan.entropy.public else "",
            "parties": [
                disclosed(party, "code", "title", "commitment", "committed_at", "revealed_at")
                for party in parties
            ],
            "roots": told.get("roots", {}),
            "frames": frames,
        },
        files=files,
    )
