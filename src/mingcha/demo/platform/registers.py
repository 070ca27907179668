"""The county's one list and two registers, through the platform's own imports and actions."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.accounts.models import User
from mingcha.demo import inspector_list, object_list
from mingcha.demo.fire_list import FILE_NAME as FIRE_FILE_NAME
from mingcha.demo.fire_list import fire_list, fire_objects
from mingcha.demo.platform.expertise import load_expertise
from mingcha.demo.platform.items import load_items
from mingcha.demo.recusal import recusals
from mingcha.demo.sheet import Sheet, write_sheet
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region
from mingcha.registers.actions.imports import confirm_import, upload_file
from mingcha.registers.actions.tags import create_tag, tag_objects
from mingcha.registers.intake.kept_file import keep_file
from mingcha.registers.intake.working import apply_import, check_file
from mingcha.registers.models import ImportBatch, InspectionObject, Inspector, Recusal
from mingcha.registers.models.import_batch import ImportKind, ImportSource
from mingcha.registers.models.recusal import RecusalBasis, RecusalState
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.inspectors import matchable_inspectors
from mingcha.registers.selectors.objects import register_of

LEADS = {"SCJG": "qiantou", "XFJY": "xiaofang"}
"""Departments with accounts of their own; the others' lists come in under the market bureau's."""

_ACCOUNTS = {"SCJG": ("jiancha1", "jiancha2"), "XFJY": ("xfjiancha1", "xfjiancha2")}
_TAGS = (
    ("catering", "餐饮服务", ("餐", "小吃", "饮料")),
    ("food-retail", "食品销售", ("食品", "粮油", "果品", "肉", "超级市场", "便利店")),
    ("pharmacy", "药品零售", ("药",)),
    ("education", "教育培训", ("培训", "教育", "幼儿")),
    ("lodging", "住宿娱乐", ("旅馆", "酒店", "住宿", "娱乐", "网吧", "歌舞")),
)
_FIRE_KEY = ("fire-key", "消防安全重点单位")


def load_registers(county: Region) -> None:
    """Load objects, the brigade's list, inspectors, recusals, tags and items in force."""
    departments = {each.code: each for each in Department.objects.filter(region=county)}
    market, fire = departments["SCJG"], departments["XFJY"]
    load_expertise()
    _import(market, ImportKind.OBJECTS, object_list.object_list(), object_list.FILE_NAME)
    _import(fire, ImportKind.OBJECTS, fire_list(), FIRE_FILE_NAME)
    officers = inspector_list.inspector_list()
    for department in departments.values():
        rows = tuple(row for row in officers.rows if department.code in row)
        if rows:
            sheet = replace(officers, rows=rows, total=f"{len(rows)}人")
            _import(department, ImportKind.INSPECTORS, sheet, inspector_list.FILE_NAME)
    _link_accounts(departments)
    _load_recusals()
    _load_tags(market, fire)
    load_items(departments, LEADS)


def _import(department: Department, kind: ImportKind, sheet: Sheet, name: str) -> ImportBatch:
    """Send, check, confirm and write a sheet as its department would."""
    by = User.objects.get(username=LEADS.get(department.code, LEADS["SCJG"]))
    content = _bytes(sheet)
    if by.department_id == department.pk:
        batch = upload_file(
            by=by,
            department=department,
            kind=kind,
            file_name=name,
            content=BytesIO(content),
            source=ImportSource.REGISTRY,
        )
    else:
        batch = ImportBatch.objects.create(
            department=department,
            kind=kind,
            file_name=name,
            file_hash=f"{department.code}/{kind}",
            source=ImportSource.REGISTRY,
            uploaded_by=by.username,
        )
        keep_file(batch, BytesIO(content))
    check_file(batch=batch)
    if by.department_id == department.pk:
        confirm_import(by=by, batch=batch, gone="")
    else:
        ImportBatch.objects.filter(pk=batch.pk).update(state="confirmed", confirmed_by=by.username)
    apply_import(batch=batch)
    return batch


def _bytes(sheet: Sheet) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        write_sheet(sheet, path)
        return path.read_bytes()


def _link_accounts(departments: dict[str, Department]) -> None:
    """Let the inspectors' accounts be people of the registers, certified and on duty."""
    today = clock.today()
    for code, usernames in _ACCOUNTS.items():
        fit = matchable_inspectors(departments[code], today.replace(year=today.year + 1, day=1))
        for username, one in zip(usernames, fit.order_by("staff_no"), strict=False):
            user = User.objects.get(username=username)
            user.name, user.unit = one.name, one.unit
            user.save()
            one.user = user
            one.save()


def _load_recusals() -> None:
    people = {one.staff_no: one for one in Inspector.objects.all()}
    codes = {one.entity_code for one in recusals()}
    objects = {one.code: one for one in InspectionObject.objects.filter(code__in=codes)}
    Recusal.objects.bulk_create(
        (
            Recusal(
                inspector=people[one.staff_number],
                object=objects[one.entity_code],
                reason=one.reason,
                basis=RecusalBasis.KIN if "亲属" in one.reason else RecusalBasis.OTHER,
                state=RecusalState.CONFIRMED,
                declared_by=LEADS["SCJG"],
            )
            for one in recusals()
            if one.staff_number in people and one.entity_code in objects
        ),
        ignore_conflicts=True,
    )


def _load_tags(market: Department, fire: Department) -> None:
    by = User.objects.get(username=LEADS["SCJG"])
    register = register_of(market)
    for code, name, words in _TAGS:
        tag = create_tag(by=by, kind=TagKind.OBJECT, name=name, code=code)
        found = register.filter(industry__regex="|".join(words))
        tag_objects(by=by, tag=tag, objects=found)
    brigade = User.objects.get(username=LEADS["XFJY"])
    code, name = _FIRE_KEY
    tag = create_tag(by=brigade, kind=TagKind.OBJECT, name=name, code=code)
    codes = [each.entity.code for each in fire_objects() if each.fire_class == name]
    tag_objects(by=brigade, tag=tag, objects=register_of(fire).filter(code__in=codes))
