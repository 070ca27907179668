"""Tags by rule (R-017): written, looked at, carried out over a whole register, taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.bulk_query import told_planner, with_names
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.actions.meanwhile import writing_nothing_over
from mingcha.registers.events import TagChanged
from mingcha.registers.models import InspectionObject, RuleTag, Tag, TagChange, TagRule, TagRun
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.objects import register_of
from mingcha.registers.selectors.tag_rules import facts_of
from mingcha.registers.tag_expressions import check_expression, condition

_RUN = """
WITH chosen AS MATERIALIZED ({chosen}),
put AS (
    INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
    SELECT id, %(tag)s FROM chosen ON CONFLICT DO NOTHING RETURNING inspectionobject_id AS id
),
marked AS (
    INSERT INTO registers_ruletag (rule_id, object_id) SELECT %(rule)s, id FROM put
    ON CONFLICT DO NOTHING
),
unmarked AS (
    DELETE FROM registers_ruletag mark WHERE mark.rule_id = %(rule)s
        AND NOT EXISTS (SELECT FROM chosen WHERE chosen.id = mark.object_id)
    RETURNING mark.object_id
),
taken AS (
    DELETE FROM registers_inspectionobject_tags bears USING unmarked
    WHERE bears.tag_id = %(tag)s AND bears.inspectionobject_id = unmarked.object_id
    RETURNING bears.inspectionobject_id AS id
)
INSERT INTO registers_tagchange (run_id, object_id, was_added)
SELECT %(run)s, id, true FROM put UNION ALL SELECT %(run)s, id, false FROM taken
"""
_MANY = 1000
_UNDO = (
    """
DELETE FROM registers_inspectionobject_tags bears USING registers_tagchange c
WHERE c.run_id = %(run)s AND c.was_added AND bears.tag_id = %(tag)s
    AND bears.inspectionobject_id = c.object_id
""",
    """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT object_id, %(tag)s FROM registers_tagchange WHERE run_id = %(run)s AND NOT was_added
ON CONFLICT DO NOTHING
""",
    """
DELETE FROM registers_ruletag mark USING registers_tagchange c
WHERE c.run_id = %(run)s AND c.was_added AND mark.rule_id = %(rule)s
    AND mark.object_id = c.object_id
""",
    """
INSERT INTO registers_ruletag (rule_id, object_id)
SELECT %(rule)s, object_id FROM registers_tagchange
WHERE run_id = %(run)s AND NOT was_added AND %(rule)s IS NOT NULL
ON CONFLICT DO NOTHING
""",
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a rule would do now: how many meet it, and how many the tag would be put on or taken off."""

    meeting: int
    added: int
    removed: int


def meeting(department: Department, expression: Json) -> QuerySet[InspectionObject]:
    """Return the objects of a department's register that meet an expression."""
    return register_of(department).filter(condition(expression))


def outlook(
    department: Department, tag: Tag, expression: Json, rule: TagRule | None = None
) -> Outlook:
    """Return what a rule would do, without doing it."""
    found = meeting(department, expression)
    bearing = InspectionObject.tags.through.objects.filter(tag=tag, inspectionobject=OuterRef("pk"))
    added = found.filter(~Exists(bearing)).count()
    put = RuleTag.objects.filter(rule=rule) if rule else RuleTag.objects.none()
    return Outlook(found.count(), added, put.exclude(object__in=found.values("pk")).count())


@action
def write_tag_rule(
    *,
    by: User,
    tag: Tag,
    expression: Json,
    rule: TagRule | None = None,
    opened: str | None = None,
) -> TagRule:
    """Write a rule of the own department; it is carried out on demand and after each import.

    Raises ChangedMeanwhile where others wrote or stopped it since ``opened``
    (``shown_facts.mark_of``).
    """
    if by.department is None:
        raise NotFound
    row = _own(by, rule) if rule else TagRule(department=by.department, tag=tag)
    require_own_list(by, Permission.REGISTER_EDIT, row.department)
    check_expression(expression)
    _require_offered(row.tag)
    if rule is None:
        _require_free(by.department, tag)
    with writing_nothing_over(row, opened, facts_of, "这条规则"):
        row.expression, row.is_active, row.written_by = expression, True, by.username
        row.save()
    _record(row.tag, "write_rule", by)
    return row


@action
def stop_tag_rule(*, by: User, rule: TagRule, reason: str) -> None:
    """Carry a rule out no more; the tags stay until it is written anew."""
    rule = _own(by, rule)
    _require_reason(reason)
    if not rule.is_active:
        raise DomainError("rule_stopped", "这条规则已经停止", "reason")
    rule.is_active = False
    rule.save()
    _record(rule.tag, "stop_rule", by, reason=reason)


@action
def run_tag_rule(*, by: User, rule: TagRule) -> TagRun:
    """Carry a rule out now."""
    return carry_out(_own(by, rule), by)


def carry_out(rule: TagRule, by: User) -> TagRun:
    """Put the tag on all that meet the rule, and take it off where the rule had put it.

    The caller holds a transaction.
    """
    run = _put_and_taken(rule, by)
    _record(rule.tag, "run_rule", by, objects=run.added + run.removed)
    return run


def carry_out_by_itself(rule: TagRule, by: User) -> None:
    """Carry a rule out as a job does: of one that changes nothing nothing is kept.

    A job that begins anew after its worker died would leave empty runs; so would every import.
    The caller holds a transaction.
    """
    run = _put_and_taken(rule, by)
    if run.added + run.removed:
        _record(rule.tag, "run_rule", by, objects=run.added + run.removed)
    else:
        run.delete()


def _put_and_taken(rule: TagRule, by: User) -> TagRun:
    """Carry a rule out in one statement."""
    _require_offered(locked(rule.tag))
    if not rule.is_active:
        raise DomainError("rule_stopped", "这条规则已经停止，请先修改并保存它")
    run = TagRun.objects.create(
        department=rule.department, tag=rule.tag, rule=rule, by=by.username, at=clock.now()
    )
    rows = meeting(rule.department, rule.expression).order_by().values("id")
    chosen, parameters = with_names(rows)
    values = {"tag": rule.tag_id, "rule": rule.pk, "run": run.pk, **parameters}
    with connection.cursor() as cursor:
        cursor.execute(_RUN.format(chosen=chosen), values)
    counted(run)
    return run


@action
def undo_tag_run(*, by: User, run: TagRun, reason: str) -> None:
    """Take the newest bulk change of a tag back as a whole; a rule stops, or it would do it again."""
    run = locked(run)
    require_own_list(by, Permission.REGISTER_EDIT, run.department)
    _require_reason(reason)
    locked(run.tag)
    if run.undone_at:
        raise DomainError("run_undone", "这次改动已经撤销", "reason")
    later = TagRun.objects.filter(tag=run.tag, pk__gt=run.pk, undone_at=None)
    changing = later.exclude(added=0, removed=0)
    if changing.filter(department=run.department).exists():
        told = "这个标签在这以后又批量改过，请先撤销后面的那一次"
        raise DomainError("run_not_last", told, "reason")
    values = {"run": run.pk, "tag": run.tag_id, "rule": run.rule_id}
    with connection.cursor() as cursor:
        if run.added + run.removed > _MANY:
            told_planner(TagChange, RuleTag, InspectionObject.tags.through)
        for statement in _UNDO if run.added + run.removed else ():
            cursor.execute(statement, values)
    if run.rule is not None:
        run.rule.is_active = False
        run.rule.save()
    run.undone_by, run.undone_at, run.undone_reason = by.username, clock.now(), reason
    run.save()
    _record(run.tag, "undo_run", by, objects=run.added + run.removed, reason=reason)


def counted(run: TagRun) -> None:
    """Keep how many objects a run changed."""
    run.added = run.changes.filter(was_added=True).count()
    run.removed = run.changes.filter(was_added=False).count()
    run.save(update_fields=["added", "removed"])


def _own(by: User, rule: TagRule) -> TagRule:
    rule = locked(rule)
    require_own_list(by, Permission.REGISTER_EDIT, rule.department)
    return rule


def _require_offered(tag: Tag) -> None:
    if tag.kind != TagKind.OBJECT:
        raise DomainError("tag_not_for_objects", "这个标签不能用于检查对象", "tag")
    if tag.is_retired:
        raise DomainError("tag_retired", f"标签“{tag.name}”已经停用，规则不再执行", "tag")


def _require_free(department: Department, tag: Tag) -> None:
    if TagRule.objects.filter(department=department, tag=tag).exists():
        told = "本部门已有这个标签的规则，请修改那一条"
        raise DomainError("rule_exists", told, "tag")


def _require_reason(reason: str) -> None:
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")


def _record(tag: Tag, verb: str, by: User, *, objects: int = 0, reason: str = "") -> None:
    record(TagChanged(subject=tag.code, action=verb, objects=objects, reason=reason), by=by)
