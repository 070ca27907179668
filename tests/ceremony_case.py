"""A frozen draw in the database, for tests of the ceremony and of what comes after it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from certificates import officer_with

from mingcha.bundles.frame_source import RecordedFrame
from mingcha.bundles.freezing import Sources, freeze
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.bundles.rules import read_rules
from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.suites import SUITES
from mingcha.core.identifiers.uscc import check_character, organisation_check_character
from mingcha.core.intake.records import InspectorRecord, ObjectRecord, RecusalRecord

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.models import InspectionObject, Inspector
    from mingcha.tasks.models import Draw, SubTask, Task

SECRETS = {"organiser": "11" * 32, "witness": "22" * 32}
CLASSES = "AAAAAABBBCCD"
BY_CLASS = [
    {"class": "A", "ratio": "5%"},
    {"class": "B", "ratio": "10%"},
    {"class": "C", "ratio": "50%"},
    {"class": "D", "count": 3},
]
PUBLIC_LINE = "kl8|2026310|01,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,80"


@dataclass
class Case:
    """A county's task with its frozen draw, and the steps that tests take on it."""

    county: County
    task: Task
    draw: Draw

    def part(self, department: Department) -> SubTask:
        return self.task.sub_tasks.get(department=department)

    def promise(self, party: str) -> str:
        return commitment(SUITES["S1"], self.draw.draw_id, party, SECRETS[party])

    def opened(self) -> Case:
        from mingcha.tasks.actions import ceremony

        ceremony.open_commitments(
            by=self.county.operator, draw=self.draw, witness=self.county.witness
        )
        return self.fresh()

    def committed(self) -> Case:
        from mingcha.tasks.actions import ceremony

        self.opened()
        for party in SECRETS:
            ceremony.commit(by=self.user(party), draw=self.draw, c=self.promise(party))
        return self.fresh()

    def sealed(self) -> Case:
        from mingcha.tasks.actions import ceremony

        self.committed()
        ceremony.seal_plan(by=self.county.operator, draw=self.draw)
        return self.fresh()

    def revealed_by_organiser(self) -> Case:
        from mingcha.tasks.actions import ceremony

        self.sealed()
        ceremony.reveal(by=self.county.operator, draw=self.draw, r=SECRETS["organiser"])
        return self.fresh()

    def revealed(self) -> Case:
        from mingcha.tasks.actions import ceremony

        self.sealed()
        for party, secret in SECRETS.items():
            ceremony.reveal(by=self.user(party), draw=self.draw, r=secret)
        return self.fresh()

    def ready(self) -> Case:
        from mingcha.tasks.actions import ceremony

        self.revealed()
        ceremony.fix_seed(by=self.county.operator, draw=self.draw)
        return self.fresh()

    def drawn(self) -> Case:
        from mingcha.tasks.actions import drawing

        self.ready()
        drawing.draw_objects(by=self.county.operator, draw=self.draw)
        return self.fresh()

    def compared(self) -> Case:
        from mingcha.tasks.actions import comparison

        self.drawn()
        part = self.part(self.county.fire)
        comparison.confirm_list(by=self.county.fire_lead, sub_task=part)
        return self.fresh()

    def issued(self) -> Case:
        from mingcha.tasks.actions import issuing, teams

        self.compared()
        teams.confirm_teams(by=self.county.operator, task=self.task)
        issuing.issue_task(by=self.county.lead, task=self.task)
        return self.fresh()

    def user(self, party: str) -> User:
        return self.county.operator if party == "organiser" else self.county.witness

    def fresh(self) -> Case:
        self.draw.refresh_from_db()
        self.task.refresh_from_db()
        self.draw.task = self.task
        return self


def frozen_case(
    county: County,
    *,
    mode: str = "immediate",
    serial: int = 1,
    is_short: bool = False,
    cooperating: bool = True,
    public: bool = False,
) -> Case:
    """Build the registers, a task of the market bureau with the fire brigade, and freeze it.

    60 objects, of which 54 can be drawn and half of these are; every third is in the fire brigade's
    register; 10 + 3 inspectors. In a ``short`` case the brigade has all objects and its three
    inspectors take one each.
    """
    objects = _objects(county)
    staff = _staff(county, 1 if is_short else 20)
    task = _task(county, mode, serial, cooperating=cooperating)
    draw = _draw(county, task, serial, public=public)
    fire = _Fire(everything=is_short)
    _bundle(draw, objects, staff, fire, mode=mode, public=public)
    return Case(county, task, draw)


def _uscc(number: int) -> str:
    body = f"MA{number:06d}"
    first = f"91130136{body}{organisation_check_character(body)}"
    return first + check_character(first)


def _objects(county: County) -> list[InspectionObject]:
    from mingcha.registers.models import InspectionObject

    known = list(InspectionObject.objects.order_by("id"))
    if known:
        return known
    return InspectionObject.objects.bulk_create(
        InspectionObject(
            code=_uscc(n),
            key=_uscc(n),
            name=f"澄川第{n}商店",
            kind="enterprise",
            region=county.towns[n % 2],
            risk_level=CLASSES[n % len(CLASSES)],
            address=f"城关镇人民路{n}号",
        )
        for n in range(1, 61)
    )


def _staff(county: County, fire_capacity: int) -> list[Inspector]:
    from mingcha.registers.models import Inspector

    known = list(Inspector.objects.order_by("id"))
    if known:
        return known
    rows = [(county.market, "S", n, 30) for n in range(10)]
    rows += [(county.fire, "X", n, fire_capacity) for n in range(3)]
    users = {"S0": county.inspector, "S1": county.colleague, "X0": county.fire_inspector}
    return [
        officer_with(
            department=department,
            unit=department.units.first(),
            user=users.get(f"{letter}{n}"),
            staff_no=f"{letter}{n:03d}",
            name=f"检查员{letter}{n}",
            certificate_no=f"1306-{letter}{n}",
            region=county.region,
            capacity=capacity,
        )
        for department, letter, n, capacity in rows
    ]


def _task(county: County, mode: str, serial: int, *, cooperating: bool) -> Task:
    from mingcha.registers.models import InspectionItem, ItemVersion
    from mingcha.tasks.models import SubTask, Task, TaskScheme

    task = Task.objects.create(
        number=f"1301362026{serial:04d}",
        title=f"2026年商业单位联合抽查第{serial}批",
        year=2026,
        region=county.region,
        lead_department=county.market,
        source="ad_hoc",
        reason="专项检查",
        mode="county_county",
        joint_scope="cross_department",
        draw_kind="untargeted",
        period_from=date(2026, 11, 1),
        period_to=date(2026, 12, 20),
        risk_scheme="generic" if mode == "confidential" else "",
        disclosing=mode,
        state="pool_locked",
        drafted_by="lead",
    )
    TaskScheme.objects.create(
        task=task,
        content="公示信息和消防安全",
        methods=["on_site"],
        division="市场监管局查公示信息，消防救援大队查消防安全",
        frequency="每年1次",
        visit_note="请准备营业执照、消防设施检测报告",
        drafted_by="lead",
    )
    parts = [(county.market, True, "MAIN")]
    if cooperating:
        parts.append((county.fire, False, "FIRE"))
    for department, is_lead, frame in parts:
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
            },
        )
        part.items.add(version)
    return task


def _draw(county: County, task: Task, serial: int, *, public: bool) -> Draw:
    from mingcha.foundation import clock
    from mingcha.tasks.models import Draw

    reveal_by = (clock.now() + timedelta(hours=8)).replace(microsecond=0)
    return Draw.objects.create(
        task=task,
        draw_id=f"130136-2026-{serial:04d}",
        profile="public" if public else "witnessed",
        public_sources=[PUBLIC_LINE.rpartition("|")[0]] if public else [],
        reveal_by=reveal_by,
        public_after=reveal_by + timedelta(hours=1) if public else None,
        frozen_by=county.operator.username,
    )


def _exclusion(n: int) -> str:
    return "inspected_this_year" if n % 11 == 0 else ""


@dataclass(frozen=True)
class _Fire:
    """What the fire brigade's register holds."""

    everything: bool

    def has(self, n: int) -> bool:
        return self.everything or n % 3 == 0

    def exclusion(self, n: int) -> str:
        return "not_existing" if not self.everything and n % 4 == 0 else ""


def _records(objects: list[InspectionObject], fire: _Fire | None = None) -> list[ObjectRecord]:
    exclusion = fire.exclusion if fire else _exclusion
    return [
        ObjectRecord(
            id=row.code,
            name=row.name,
            region=row.region_id,
            risk_class=row.risk_level,
            status="存续",
            exclusion=exclusion(n) or None,
            kind=None,
            address=row.address,
            fields={"township": row.region.name},
            row=n,
        )
        for n, row in enumerate(objects)
        if fire is None or fire.has(n)
    ]


def _bundle(
    draw: Draw,
    objects: list[InspectionObject],
    staff: list[Inspector],
    fire: _Fire,
    *,
    mode: str,
    public: bool,
) -> None:
    from mingcha.tasks.bundle_store import store
    from mingcha.tasks.pool_keeping import keep_pool

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
    joint = draw.task.sub_tasks.filter(frame="FIRE").exists()
    lists = {"MAIN": _records(objects)} | ({"FIRE": _records(objects, fire)} if joint else {})
    sources = Sources(
        objects={code: RecordedFrame(records) for code, records in lists.items()},
        inspectors=inspectors,
        recusals=recusals,
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "bundle"
        rules = read_rules(_rules(draw, mode, joint=joint, public=public))
        frozen = freeze(rules, sources, folder)
        numbers = {row.staff_no: row.pk for row in staff}
        iids = {iid: numbers[record.staff_no] for iid, record in frozen.staff.people.items()}
        (PrivateFolder(folder).path / "iids.json").write_text(json.dumps(iids))
        keep_pool(draw, list(draw.task.sub_tasks.all()), frozen)
        store(draw, folder)


def _rules(draw: Draw, mode: str, *, joint: bool, public: bool) -> dict[str, object]:
    reveal_by: datetime = draw.reveal_by.astimezone()
    main: dict[str, object] = {"code": "MAIN", "reserve": "20%", "strata": [{"ratio": "50%"}]}
    if mode == "confidential":
        main |= {"stratify_by": "risk_class", "strata": BY_CLASS}
    disclosure = {"mode": mode}
    if mode != "immediate":
        disclosure["sealed"] = "organiser"
    if mode == "deferred":
        disclosure["disclose_by"] = (reveal_by + timedelta(days=30)).isoformat()
    places = [("MAIN", "SCJG"), ("MAIN", "SCJG")] + [("FIRE", "XFJY")] * (2 * joint)
    rules: dict[str, object] = {
        "draw_id": draw.draw_id,
        "task": draw.task.title,
        "profile": "public" if public else "witnessed",
        "parties": list(SECRETS),
        "reveal_by": reveal_by.isoformat(),
        "disclosure": disclosure,
        "frames": [main] + [{"code": "FIRE", "follow": "MAIN"}] * joint,
        "assignment": {
            "valid_on": "2026-12-31",
            "slots": [
                {"frame": frame, "unit": unit, "expertise": [], "match": "within"}
                for frame, unit in places
            ],
        },
    }
    if public:
        rules["public"] = [PUBLIC_LINE.rpartition("|")[0]]
        rules["public_after"] = (reveal_by + timedelta(hours=1)).isoformat()
    return rules
