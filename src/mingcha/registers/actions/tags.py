"""The tag library, and tags put on many objects at once (R-017, R-021)."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.events import TagChanged
from mingcha.registers.intake.tagging import tag_code
from mingcha.registers.models import InspectionObject, Tag, TagRule, TagRun
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import may_keep_tag
from mingcha.registers.selectors.tags import users_of

_PUT = """
WITH put AS (
    INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
    SELECT chosen.id, %s FROM ({chosen}) AS chosen ON CONFLICT DO NOTHING
    RETURNING inspectionobject_id
)
INSERT INTO registers_tagchange (run_id, object_id, was_added)
SELECT %s, inspectionobject_id, true FROM put
"""
_TAKE = """
WITH taken AS (
    DELETE FROM registers_inspectionobject_tags
    WHERE tag_id = %s AND inspectionobject_id IN ({chosen}) RETURNING inspectionobject_id
)
INSERT INTO registers_tagchange (run_id, object_id, was_added)
SELECT %s, inspectionobject_id, false FROM taken
"""


_NAMED = 3


@action
def create_tag(*, by: User, kind: str, name: str, code: str = "") -> Tag:
    """Add a tag to the library; without a code it gets one."""
    require(by, Permission.REGISTER_EDIT)
    name = name.strip()
    known = Tag.objects.filter(kind=kind, name=name).first()
    if known:
        told = "已有这个标签，但已停用" if known.is_retired else "已有这个标签，请直接选用"
        raise DomainError("tag_exists", told, "name")
    code = code or tag_code(TagKind(kind), name)
    if Tag.objects.filter(code=code).exists():
        raise DomainError("code_taken", f"代码 {code} 已被使用，请换一个", "code")
    tag = Tag.objects.create(code=code, name=name, kind=kind, keeper=by.department)
    _record(tag, "create", by)
    return tag


@action
def retire_tag(*, by: User, tag: Tag, reason: str) -> None:
    """Offer a tag no more; where it was put, it stays, and no rule puts it on any more.

    Only who keeps it says so; of one that is everybody's, whoever finds no other department using it.
    """
    require(by, Permission.REGISTER_EDIT)
    tag = locked(tag)
    if not may_keep_tag(by, tag):
        raise DomainError("tag_of_another", f"这个标签由{tag.keeper}维护，请与其商定后由其停用")
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if tag.is_retired:
        raise DomainError("tag_retired", "这个标签已经停用")
    others = [each.short_name for each in users_of(tag) if each.pk != by.department_id]
    if tag.keeper is None and others:
        named = "、".join(others[:_NAMED])
        raise DomainError("tag_in_use", f"这是通用标签，{named}等部门还在用，不能停用")
    tag.is_retired = True
    tag.save()
    TagRule.objects.filter(tag=tag, is_active=True).update(is_active=False, updated_at=clock.now())
    _record(tag, "retire", by, reason=reason)


@action
def tag_objects(
    *, by: User, tag: Tag, objects: QuerySet[InspectionObject], remove: bool = False
) -> int:
    """Put a tag on all objects of a query, or take it off; returns how many were changed.

    The caller's query is limited to the actor's own register. What changed is kept as a run, which
    ``tag_rules.undo_tag_run`` takes back.
    """
    if by.department is None:
        raise NotFound
    require(by, Permission.REGISTER_EDIT)
    tag = locked(tag)
    if tag.kind != TagKind.OBJECT or (tag.is_retired and not remove):
        told = "这个标签已经停用，只能去掉" if tag.is_retired else "这个标签不能用于检查对象"
        raise DomainError("tag_not_for_objects", told, "tag")
    chosen, parameters = objects.order_by().values("id").query.sql_with_params()
    statement = _TAKE if remove else _PUT
    run = TagRun.objects.create(department=by.department, tag=tag, by=by.username, at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(statement.format(chosen=chosen), [tag.pk, *parameters, run.pk])
        number: int = cursor.rowcount
    run.added, run.removed = (0, number) if remove else (number, 0)
    run.save(update_fields=["added", "removed"])
    _record(tag, "untag" if remove else "tag", by, objects=number)
    return number


def _record(tag: Tag, verb: str, by: User, *, objects: int = 0, reason: str = "") -> None:
    record(TagChanged(subject=tag.code, action=verb, objects=objects, reason=reason), by=by)
