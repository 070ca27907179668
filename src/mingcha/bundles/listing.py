"""The drawn list with names and teams, from a bundle and its private folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mingcha.bundles.drawn import DrawnBundle, load_drawn
from mingcha.bundles.folder import Folder
from mingcha.bundles.private_folder import KnownPerson, PrivateFolder
from mingcha.core.draw.selection import FOLLOWS, RESERVE
from mingcha.spreadsheets.drawn_list import ListedObject, write_drawn_list
from mingcha.spreadsheets.new_file import require_free


def write_list(folder: Folder, target: Path) -> int:
    """Write the workbook; returns the number of its rows."""
    require_free(target)
    drawn = load_drawn(folder)
    private = PrivateFolder(folder.path)
    rows = list(_rows(drawn, private))
    plan = drawn.plan
    if plan.disclosure.is_sealed:
        # Tickets, strata and their order would tell classes: the list goes through many hands.
        rows.sort(key=lambda row: (row.frame, row.status, row.object_id))
    write_drawn_list(
        target,
        title=plan.task,
        note=f"抽取编号 {plan.draw_id}　计划摘要 {plan.hash}",
        rows=rows,
        with_tickets=not plan.disclosure.is_sealed,
    )
    return len(rows)


def _rows(drawn: DrawnBundle, private: PrivateFolder) -> Iterator[ListedObject]:
    objects = private.objects()
    teams = _teams(drawn, private.people())
    for line in drawn.result:
        frame, stratum, rank, object_id, ticket, status, *_ = line.split("\t")
        known = objects.get(object_id)
        yield ListedObject(
            frame=frame,
            stratum=stratum,
            rank=int(rank),
            object_id=object_id,
            name=known.name if known else "",
            address=known.address if known else "",
            status=_status(status),
            ticket=ticket,
            team="" if status == RESERVE else "、".join(teams.get((object_id, frame), [])),
        )


def _teams(
    drawn: DrawnBundle, people: Mapping[str, KnownPerson]
) -> dict[tuple[str, str], list[str]]:
    """Return the team of each object in each frame, by names where they are known."""
    slots = drawn.plan.assignment.slots
    teams: dict[tuple[str, str], list[str]] = {}
    for line in drawn.assignment:
        object_id, j, iid, *_ = line.split("\t")
        person = people.get(iid)
        shown = f"{person.name}（{person.staff_no}）" if person else iid
        teams.setdefault((object_id, slots[int(j)].frame), []).append(shown)
    return teams


def _status(status: str) -> str:
    if status == RESERVE:
        return "备选"
    return "配合检查" if status == FOLLOWS else f"抽中（第{status.removeprefix('D')}批）"
