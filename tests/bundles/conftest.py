"""A small made-up county whose spreadsheets are frozen, drawn and published in the tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from mingcha.bundles.ceremony import commit, reveal, seal
from mingcha.bundles.folder import Folder
from mingcha.bundles.frame_source import RecordedFrame
from mingcha.bundles.freezing import Sources, freeze
from mingcha.bundles.rules import load_rules
from mingcha.bundles.running import run_draw
from mingcha.core.identifiers.uscc import check_character, organisation_check_character
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.records import InspectorRecord, ObjectRecord, RecusalRecord
from mingcha.core.intake.recusals import RECUSALS
from mingcha.spreadsheets.registers import read_register

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HEADS = {
    "objects": (
        "企业名称",
        "统一社会信用代码",
        "行政区划代码",
        "信用风险等级",
        "登记状态",
        "不纳入抽查原因",
    ),
    "inspectors": (
        "姓名",
        "工号",
        "所在单位",
        "执法区域代码",
        "执法证号",
        "执法证有效期",
        "业务专长",
        "可承担户数",
    ),
    "recusals": ("统一社会信用代码", "工号", "回避原因"),
}


def uscc(number: int) -> str:
    body = f"MA{number:06d}"
    first = f"91130136{body}{organisation_check_character(body)}"
    return first + check_character(first)


def write_table(path: Path, heads: tuple[str, ...], rows: list[tuple]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate([heads, *rows]):
            for column, value in enumerate(row):
                sheet.write_string(at, column, str(value))
    return path


def officer(
    name: str, staff_no: str, unit: str, region: str = "130136", expertise: str = ""
) -> tuple[object, ...]:
    return (name, staff_no, unit, region, f"13-{staff_no}", "2028-12-31", expertise, 20)


RULES = """
draw_id = "130136-2026-0001"
task = "2026年度第一批"
profile = "{profile}"
parties = ["organiser", "witness"]
reveal_by = 2026-11-20T20:00:00+08:00
{public}

[disclosure]
{disclosure}

[[frames]]
code = "MAIN"
stratify_by = "{stratify_by}"
reserve = "20%"
batches = 2
strata = {strata}

[[frames]]
code = "FIRE"
follow = "MAIN"
region = "130136"

[assignment]
valid_on = 2026-12-31
slots = [
    {{ frame = "MAIN", unit = "scjg", expertise = ["food"], match = "within" }},
    {{ frame = "MAIN", unit = "scjg", expertise = [], match = "within" }},
    {{ frame = "FIRE", unit = "xfjy", expertise = [], match = "any" }},
    {{ frame = "FIRE", unit = "xfjy", expertise = [], match = "any" }},
]

[codes.unit]
"市场监管局" = "scjg"
"消防大队" = "xfjy"
[codes.expertise]
"食品" = "food"
[codes.exclusion]
"本年度已检查" = "checked_this_year"
[codes.recusal]
"近亲属" = "kin"
"""

BY_RISK = """[
    { class = "A", ratio = "5%" }, { class = "B", ratio = "10%" },
    { class = "C", ratio = "50%" }, { class = "D", count = 3 },
]"""
KINDS = {
    "immediate": {
        "disclosure": 'mode = "immediate"',
        "stratify_by": "",
        "strata": '[{ ratio = "10%" }]',
    },
    "deferred": {
        "disclosure": 'mode = "deferred"\nsealed = "organiser"\n'
        "disclose_by = 2026-12-01T00:00:00+08:00",
        "stratify_by": "",
        "strata": '[{ ratio = "10%" }]',
    },
    "confidential": {
        "disclosure": 'mode = "confidential"\nsealed = "organiser"',
        "stratify_by": "risk_class",
        "strata": BY_RISK,
    },
}
PUBLIC = 'public = ["kl8|2026310"]\npublic_after = 2026-11-20T21:00:00+08:00'
KL8 = "kl8|2026310|01,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,80"


@dataclass(frozen=True)
class Registers:
    """What the county's spreadsheets say."""

    objects: dict[str, list[ObjectRecord]]
    inspectors: list[InspectorRecord]
    recusals: list[RecusalRecord]


@dataclass(frozen=True)
class County:
    """Spreadsheets on disk, and the steps of a draw made from them."""

    folder: Path
    registers: Registers
    now: datetime = NOW
    kl8: str = KL8

    def write_rules(self, mode: str, profile: str = "witnessed", **changes: str) -> Path:
        settings = KINDS[mode] | {"profile": profile, "public": ""}
        if profile == "public":
            settings["public"] = PUBLIC
        path = self.folder / f"{mode}-{profile}.toml"
        path.write_text(RULES.format(**(settings | changes)), "utf-8")
        return path

    def write_staff(self, name: str, region: str) -> Path:
        staff = [officer(f"检查员{n}", f"S{n:03d}", "scjg", region=region) for n in range(24)]
        return write_table(self.folder / name, HEADS["inspectors"], staff)

    def sources(self) -> Sources:
        return Sources(
            objects={
                frame: RecordedFrame([*rows]) for frame, rows in self.registers.objects.items()
            },
            inspectors=[*self.registers.inspectors],
            recusals=[*self.registers.recusals],
        )

    def freeze(self, name: str, rules: Path) -> Folder:
        freeze(load_rules(rules), self.sources(), self.folder / name)
        return Folder(self.folder / name)

    def seal(self, folder: Folder) -> None:
        for party in ("organiser", "witness"):
            commit(folder, party)
        seal(folder, self.now)

    def reveal(self, folder: Folder) -> None:
        for party in ("organiser", "witness"):
            reveal(folder, party, self.now + timedelta(minutes=10))

    def drawn(self, name: str, mode: str) -> Folder:
        folder = self.freeze(name, self.write_rules(mode))
        self.seal(folder)
        self.reveal(folder)
        run_draw(folder)
        return folder


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Registers]:
    """The county's spreadsheets, and what they say: reading one takes a process of its own."""
    folder = tmp_path_factory.mktemp("spreadsheets")
    _write_spreadsheets(folder)
    objects = {"MAIN": folder / "objects.xlsx", "FIRE": folder / "fire.xlsx"}
    return folder, Registers(
        objects={frame: read_register(path, OBJECTS).records for frame, path in objects.items()},
        inspectors=read_register(folder / "inspectors.xlsx", INSPECTORS).records,
        recusals=read_register(folder / "recusals.xlsx", RECUSALS).records,
    )


@pytest.fixture
def county(
    registers: tuple[Path, Registers], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> County:
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "home"))
    written, read = registers
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    return County(tmp_path, read)


def _write_spreadsheets(folder: Path) -> None:
    classes = "AAAAAABBBCCD"
    objects = [
        (
            f"澄川第{n}商店",
            uscc(n),
            f"1301361{n % 3:02d}",
            classes[n % len(classes)],
            "注销" if n % 17 == 0 else "存续",
            "本年度已检查" if n % 23 == 0 else "",
        )
        for n in range(120)
    ]
    write_table(folder / "objects.xlsx", HEADS["objects"], objects)
    write_table(folder / "fire.xlsx", HEADS["objects"], objects[::3])
    inspectors = [
        officer(f"检查员{n}", f"S{n:03d}", "市场监管局", expertise="食品" if n % 2 else "")
        for n in range(24)
    ]
    inspectors += [officer(f"消防员{n}", f"X{n:03d}", "消防大队") for n in range(12)]
    write_table(folder / "inspectors.xlsx", HEADS["inspectors"], inspectors)
    recusals = [(uscc(n), f"S{n % 24:03d}", "近亲属") for n in range(0, 120, 10)]
    write_table(folder / "recusals.xlsx", HEADS["recusals"], recusals)
