"""A task that was drawn, and results found in it, for the tests of publication and the portal."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from certificates import officer_with

from mingcha.bundles import ceremony
from mingcha.bundles.folder import Folder
from mingcha.bundles.frame_source import RecordedFrame
from mingcha.bundles.freezing import Sources, freeze
from mingcha.bundles.rules import read_rules
from mingcha.bundles.running import run_draw
from mingcha.core.draw import bundle
from mingcha.core.identifiers.uscc import check_character, organisation_check_character
from mingcha.core.intake.records import InspectorRecord, ObjectRecord, RecusalRecord
from mingcha.foundation import clock

if TYPE_CHECKING:
    from county import County

    from mingcha.inspections.models import InspectionRecord
    from mingcha.registers.models import InspectionObject, Inspector
    from mingcha.tasks.models import Draw, ObjectTask, Task

CLASSES = "AAAAAABBBCCD"
BY_CLASS = [
    {"class": "A", "ratio": "10%"},
    {"class": "B", "ratio": "20%"},
    {"class": "C", "ratio": "50%"},
    {"class": "D", "count": 3},
]


@dataclass
class Case:
    """A county's task with its draw; ``home`` is where the parties keep their values."""

    county: County
    task: Task
    draw: Draw
    home: Path

    def sealed(self) -> Case:
        """Commit and seal, as the ceremony does."""
        from mingcha.tasks.models import DrawParty

        with _work(self) as folder:
            for order, (code, title, user) in enumerate(self.parties()):
                c = ceremony.commit(folder, code)
                DrawParty.objects.create(
                    draw=self.draw,
                    order=order,
                    code=code,
                    title=title,
                    user=user,
                    unit=user.unit,
                    commitment=c,
                    committed_at=clock.now(),
                )
            self.draw.plan_hash = ceremony.seal(folder, clock.now()).plan.hash
        self.draw.state, self.draw.sealed_at = "sealed", clock.now()
        self.draw.save()
        return self

    def drawn(self) -> Case:
        """Reveal and draw, and make the rows that follow from the result."""
        if self.draw.state == "frozen":
            self.sealed()
        with _work(self) as folder:
            for code, _, _ in self.parties():
                ceremony.reveal(folder, code, clock.now())
            ran = run_draw(folder)
        self.draw.state, self.draw.drawn_at, self.draw.drawn_by = "drawn", clock.now(), "operator"
        self.draw.save()
        _rows(self, ran.draw.result_lines)
        return self

    def parties(self):
        return [
            ("organiser", "组织方", self.county.operator),
            ("witness", "见证方", self.county.witness),
        ]

    def result(
        self, row: ObjectTask, result: str = "no_problem", findings: str = "经营正常"
    ) -> InspectionRecord:
        """A reviewed record of an object task."""
        return reviewed(self.county, row, result, findings)


def drawn_case(
    county: County, home: Path, *, mode: str = "immediate", classes: str = CLASSES
) -> Case:
    """A drawn task."""
    return frozen_case(county, home, mode=mode, classes=classes).drawn()


def frozen_case(
    county: County,
    home: Path,
    *,
    mode: str = "immediate",
    classes: str = CLASSES,
    task: Task | None = None,
) -> Case:
    """60 objects, every third in the fire brigade's register; a task with a frozen draw."""
    from mingcha.tasks.models import Draw

    os.environ["MINGCHA_HOME"] = str(home)
    objects, staff = _objects(county, classes), _staff(county)
    task = task or make_task(county, mode)
    draw = Draw.objects.create(
        task=task,
        draw_id=f"130136-2026-{int(task.number[-4:]):04d}",
        reveal_by=(clock.now() + timedelta(hours=8)).replace(microsecond=0),
        frozen_by="operator",
    )
    case = Case(county, task, draw, home)
    folder = home / draw.draw_id / "bundle"
    frozen = freeze(read_rules(_rules(draw, mode)), _sources(objects, staff), folder)
    numbers = {row.staff_no: row.pk for row in staff}
    iids = {iid: numbers[record.staff_no] for iid, record in frozen.staff.people.items()}
    (folder.with_name("bundle.private") / "iids.json").write_text(json.dumps(iids))
    _store(case)
    return case


def make_task(county: County, mode: str = "immediate", serial: int = 1) -> Task:
    """A joint task of the market bureau and the fire brigade, with scheme and items."""
    from mingcha.registers.models import InspectionItem, ItemVersion
    from mingcha.tasks.models import SubTask, Task, TaskScheme

    task = Task.objects.create(
        number=f"1301362026{serial:04d}",
        title=f"2026年商业单位联合抽查第{serial}批",
        year=2026,
        region=county.region,
        lead_department=county.market,
        source="ad_hoc",
        reason="内部理由",
        mode="county_county",
        joint_scope="cross_department",
        draw_kind="untargeted",
        period_from=date(2026, 11, 1),
        period_to=date(2026, 12, 20),
        risk_scheme="generic" if mode == "confidential" else "",
        ratios={"A": "10%", "B": "20%", "C": "50%", "D": "3户"},
        object_filter={"kinds": ["enterprise"], "risk_levels": ["C", "D"]},
        disclosing=mode,
        state="pool_locked",
        drafted_by="lead",
    )
    TaskScheme.objects.create(
        task=task,
        content="公示信息和消防安全",
        methods=["on_site"],
        division="市场监管局查公示信息，消防救援大队查消防安全",
        drafted_by="lead",
    )
    for department, is_lead, frame in ((county.market, True, "MAIN"), (county.fire, False, "FIRE")):
        part = SubTask.objects.create(
            task=task, department=department, is_lead=is_lead, frame=frame, state="cosigned"
        )
        item, _ = InspectionItem.objects.get_or_create(department=department, code="01")
        version, _ = ItemVersion.objects.get_or_create(
            item=item,
            number=1,
            defaults={
                "state": "published",
                "category": "综合检查",
                "name": f"{department.short_name}检查事项",
                "basis": "条例第十四条",
                "body": department.name,
                "content": "是否合规",
                "methods": ["on_site"],
                "drafted_by": "lead",
                "effective_from": date(2026, 1, 1),
            },
        )
        part.items.add(version)
    return task


def reviewed(
    county: County, row: ObjectTask, result: str = "no_problem", findings: str = "经营正常"
) -> InspectionRecord:
    """A signed and approved record of an object task, with one item's result."""
    from mingcha.inspections.models import InspectionRecord, ItemResult, Visit

    visit, _ = Visit.objects.get_or_create(
        task=row.task, object=row.object, defaults={"started_at": clock.now()}
    )
    record = InspectionRecord.objects.create(
        object_task=row,
        visit=visit,
        methods=["on_site"],
        result=result,
        findings=findings,
        entered_by="inspector",
        signed_at=clock.now(),
        submitted_at=clock.now(),
        publish_by=clock.today() + timedelta(days=28),
    )
    bad = result != "no_problem"
    ItemResult.objects.create(
        record=record,
        item=row.sub_task.items.first(),
        outcome="problem" if bad else "no_problem",
        note="内部说明" if bad else "",
    )
    row.state = "approved"
    row.save()
    return record


def uscc(number: int) -> str:
    """A valid code of a made-up enterprise."""
    body = f"MA{number:06d}"
    first = f"91130136{body}{organisation_check_character(body)}"
    return first + check_character(first)


def _objects(county: County, classes: str) -> list[InspectionObject]:
    from mingcha.registers.models import InspectionObject

    return InspectionObject.objects.bulk_create(
        InspectionObject(
            code=uscc(n),
            key=uscc(n),
            name=f"澄川第{n}商店",
            kind="enterprise",
            region=county.towns[n % 2],
            risk_level=classes[n % len(classes)],
            address=f"城关镇人民路{n}号",
        )
        for n in range(1, 61)
    )


def _staff(county: County) -> list[Inspector]:

    rows = [(county.market, "S", n) for n in range(10)] + [(county.fire, "X", n) for n in range(3)]
    users = {"S0": county.inspector, "S1": county.colleague, "X0": county.fire_inspector}
    return [
        officer_with(
            department=department,
            unit=department.units.first(),
            user=users.get(f"{letter}{n}"),
            staff_no=f"{letter}{n:03d}",
            name=f"执法员{'甲乙丙丁戊己庚辛壬癸'[n]}{letter}",
            certificate_no=f"1306-{letter}{n}",
            region=county.region,
            capacity=30,
        )
        for department, letter, n in rows
    ]


def _sources(objects: list[InspectionObject], staff: list[Inspector]) -> Sources:
    inspectors = [
        InspectorRecord(
            staff_no=row.staff_no,
            name=row.name,
            unit=row.department.code,
            region=row.region_id,
            certificate_no=row.certificates.get().number,
            cert_valid_to=row.certificates.get().valid_until,
            expertise=(),
            capacity=row.capacity,
            status="在岗",
            fields={},
            row=n,
        )
        for n, row in enumerate(staff)
    ]
    recusals = [RecusalRecord(objects[0].code, staff[0].staff_no, "kin", 1)]
    return Sources(
        objects={
            "MAIN": RecordedFrame(_records(objects, 1)),
            "FIRE": RecordedFrame(_records(objects, 3)),
        },
        inspectors=inspectors,
        recusals=recusals,
    )


def _records(objects: list[InspectionObject], step: int) -> list[ObjectRecord]:
    return [
        ObjectRecord(
            id=row.code,
            name=row.name,
            region=row.region_id,
            risk_class=row.risk_level,
            status="存续",
            exclusion="inspected_this_year" if n == 11 else None,
            kind=None,
            address=row.address,
            fields={"township": row.region.name},
            row=n,
        )
        for n, row in enumerate(objects)
        if n % step == 0
    ]


def _rules(draw: Draw, mode: str) -> dict[str, object]:
    reveal_by = draw.reveal_by.astimezone()
    main: dict[str, object] = {"code": "MAIN", "reserve": "20%", "strata": [{"ratio": "20%"}]}
    if mode == "confidential":
        main |= {"stratify_by": "risk_class", "strata": BY_CLASS}
    disclosure = {"mode": mode}
    if mode != "immediate":
        disclosure["sealed"] = "organiser"
    if mode == "deferred":
        disclosure["disclose_by"] = (reveal_by + timedelta(days=30)).isoformat()
    places = [("MAIN", "SCJG"), ("MAIN", "SCJG"), ("FIRE", "XFJY"), ("FIRE", "XFJY")]
    return {
        "draw_id": draw.draw_id,
        "task": draw.task.title,
        "profile": "witnessed",
        "parties": ["organiser", "witness"],
        "reveal_by": reveal_by.isoformat(),
        "disclosure": disclosure,
        "frames": [main, {"code": "FIRE", "follow": "MAIN"}],
        "assignment": {
            "valid_on": "2026-12-31",
            "slots": [
                {"frame": frame, "unit": unit, "expertise": [], "match": "within"}
                for frame, unit in places
            ],
        },
    }


def _rows(case: Case, lines: list[str]) -> None:
    from mingcha.registers.models import InspectionObject
    from mingcha.tasks.models import DrawnObject, ObjectTask, TeamMember

    objects = dict(InspectionObject.objects.values_list("key", "pk"))
    parts = {part.frame: part for part in case.task.sub_tasks.all()}
    for line in lines:
        frame, stratum, rank, key, ticket, status, *_ = line.split("\t")
        DrawnObject.objects.create(
            draw=case.draw,
            frame=frame,
            stratum=stratum,
            rank=int(rank),
            object_id=objects[key],
            key=key,
            ticket=ticket,
            status=status,
        )
        if status == "R":
            continue
        row = ObjectTask.objects.create(
            task=case.task, sub_task=parts[frame], object_id=objects[key]
        )
        for slot, inspector in enumerate(row.sub_task.department.inspector_set.all()[:2]):
            TeamMember.objects.create(object_task=row, inspector=inspector, slot=slot)


class _work:  # noqa: N801 - used as a function
    """The bundle's folder, kept in the rows afterwards."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __enter__(self) -> Folder:
        return Folder(self.case.home / self.case.draw.draw_id / "bundle")

    def __exit__(self, *_: object) -> None:
        _store(self.case)


def _store(case: Case) -> None:
    from mingcha.tasks.bundle_store import store

    store(case.draw, case.home / case.draw.draw_id / "bundle")


def plan_of(case: Case):
    return bundle.load_plan(Folder(case.home / case.draw.draw_id / "bundle"))
