"""All that happened to an object, in the order of time: register, lists, classes, inspections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import sees_classes
from mingcha.accounts.selectors.names import names_of
from mingcha.registers.models import InspectionObject, ObjectMerge, RegisterEntry
from mingcha.registers.selectors.merges import whole
from mingcha.registers.selectors.objects import history_of
from mingcha.registers.selectors.special_registers import memberships
from mingcha.tasks.models import ObjectTask
from mingcha.tasks.selectors.tasks import visible_tasks


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: ``changes`` are fields with the values before and after."""

    at: datetime
    sort: str
    title: str
    text: str = ""
    by: str = ""
    url: str = ""
    changes: tuple[tuple[str, object, object], ...] = ()


def timeline(user: User, entries: list[RegisterEntry]) -> list[Moment]:
    """Return what the person may see of an object's past, the newest first."""
    found = entries[0].object
    moments = [
        *_kept(user, found, entries),
        *_flags(found),
        *_memberships(user, found),
        *_licences(found),
        *_tags(found),
        *_classes(user, found),
        *_inspections(user, found),
        *_merges(found),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def _kept(user: User, found: InspectionObject, entries: list[RegisterEntry]) -> Iterator[Moment]:
    secret = frozenset() if sees_classes(user) else frozenset({"risk_level"})
    for change in history_of(found, without=secret):
        title = "登记信息变更" if change.fields else "建立档案"
        yield Moment(change.at, "名录", title, by=change.by, changes=tuple(change.fields))
    for entry in entries:
        for change in history_of(entry, without=frozenset({"object", "department"})):
            name = entry.department.short_name
            title = f"{name}名录变动" if change.fields else f"进入{name}名录"
            yield Moment(change.at, "名录", title, by=change.by, changes=tuple(change.fields))


def _flags(found: InspectionObject) -> Iterator[Moment]:
    flags = list(found.flags.all())
    names = names_of(flag.entered_by for flag in flags)
    for flag in flags:
        by = names[flag.entered_by]
        yield Moment(_start(flag.since), "标记", f"{flag}", f"来源：{flag.source}", by)
        if flag.until is not None:
            yield Moment(_start(flag.until), "标记", f"{flag}结束", flag.end_reason)


def _memberships(user: User, found: InspectionObject) -> Iterator[Moment]:
    rows = list(memberships(user, found, past=True))
    names = names_of(name for row in rows for name in (row.joined_by, row.left_by))
    for row in rows:
        url = reverse("special", args=[row.register_id])
        title = f"加入专项库：{row.register}"
        yield Moment(row.joined_at, "名录", title, by=names[row.joined_by], url=url)
        if row.left_at is not None:
            title = f"移出专项库：{row.register}"
            yield Moment(row.left_at, "名录", title, row.left_reason, names[row.left_by], url)


def _licences(found: InspectionObject) -> Iterator[Moment]:
    for licence in found.licences.all():
        for change in history_of(licence, without=frozenset({"object", "entered_by"})):
            title = f"许可证变更：{licence}" if change.fields else f"登记许可证：{licence}"
            yield Moment(change.at, "许可", title, by=change.by, changes=tuple(change.fields))


def _tags(found: InspectionObject) -> Iterator[Moment]:
    rows = list(found.tag_changes.select_related("run__tag", "run__rule"))
    names = names_of(name for row in rows for name in (row.run.by, row.run.undone_by))
    for row in rows:
        verb, run = "加上标签" if row.was_added else "去掉标签", row.run
        how = "按规则" if run.rule_id else "批量"
        yield Moment(run.at, "标签", f"{verb}：{run.tag.name}", how, names[run.by])
        if run.undone_at is not None:
            told, by = f"撤销{verb}：{run.tag.name}", names[run.undone_by]
            yield Moment(run.undone_at, "标签", told, run.undone_reason, by)


def _classes(user: User, found: InspectionObject) -> Iterator[Moment]:
    if not sees_classes(user):
        return
    rows = list(found.risk_classes.select_related("scheme"))
    names = names_of(given.given_by for given in rows)
    for given in rows:
        title, by = f"{given.scheme}：{given.level} 类", names[given.given_by]
        yield Moment(_start(given.as_of), "风险", title, given.reason, by)


def _inspections(user: User, found: InspectionObject) -> Iterator[Moment]:
    if not user.may(Permission.TASK_VIEW):
        return
    rows = ObjectTask.objects.filter(object__in=whole(found.pk), task__in=visible_tasks(user))
    rows = rows.select_related(
        "object", "task", "sub_task__department", "record__visit", "follow_up"
    )
    for row in rows:
        former = "" if row.object_id == found.pk else f"（原代码 {row.object.code}）"
        for moment in _inspection(row, reverse("task", args=[row.task_id])):
            yield replace(moment, title=f"{moment.title}{former}")


def _inspection(row: ObjectTask, url: str) -> Iterator[Moment]:
    name, task = row.sub_task.department.short_name, row.task.title
    yield Moment(row.created_at, "抽查", f"抽中：{task}", name, url=url)
    record = getattr(row, "record", None)
    if record is not None and record.visit.started_at:
        yield Moment(record.visit.started_at, "检查", "入企检查", f"{name} · {task}", url=url)
    if record is not None and record.signed_at:
        result = record.get_result_display()
        yield Moment(record.signed_at, "检查", f"检查结果：{result}", f"{name} · {task}", url=url)
    follow_up = getattr(row, "follow_up", None)
    if follow_up is not None:
        measure = follow_up.get_measure_display()
        yield Moment(follow_up.opened_at, "处置", f"后续处置：{measure}", follow_up.requirement)
        if follow_up.closed_at:
            yield Moment(follow_up.closed_at, "处置", "后续处置办结", follow_up.outcome)


def _merges(found: InspectionObject) -> Iterator[Moment]:
    about = ObjectMerge.objects.filter(Q(gone=found) | Q(into=found))
    rows = list(about.select_related("gone", "into"))
    names = names_of(name for row in rows for name in (row.merged_by, row.undone_by))
    for row in rows:
        is_gone = row.gone_id == found.pk
        other = row.into if is_gone else row.gone
        url = reverse("object", args=[other.pk])
        told = f"并入 {other.code} {other.name}" if is_gone else f"{other.code} {other.name} 并入"
        yield Moment(row.merged_at, "合并", told, row.reason, names[row.merged_by], url)
        if row.undone_at is not None:
            by = names[row.undone_by]
            yield Moment(row.undone_at, "合并", f"撤销：{told}", row.undone_reason, by, url)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
