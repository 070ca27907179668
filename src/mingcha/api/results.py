"""Staff write: results of departments' own systems, without double entry (R-087)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import AwareDatetime, Field

from mingcha.accounts.permissions import Permission
from mingcha.api import snapshots
from mingcha.api.fields import Strict, may_answer
from mingcha.api.problems import Problem
from mingcha.api.tokens import Token, caller
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.elsewhere import results_from_elsewhere
from mingcha.inspections.choices import Acknowledgement, ItemOutcome, Result
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.models import ObjectTask

router = snapshots.router  # one address, one router
_NO_NUL = r"^[^\x00]*$"
_SOME = 100
Short = Annotated[str, Field(max_length=40, pattern=_NO_NUL)]
Code = Annotated[str, Field(max_length=64, pattern=_NO_NUL)]
Note = Annotated[str, Field(max_length=200, pattern=_NO_NUL)]
Long = Annotated[str, Field(max_length=4000, pattern=_NO_NUL)]
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC))]


class ItemOutcomeIn(Strict):
    """What an item came to; a problem is described in ``note``."""

    code: Short
    outcome: ItemOutcome
    note: Note = ""


class ResultIn(Strict):
    """A record as it was signed in the other system."""

    source_system: Short
    source_key: Code = Field(description="来源系统中的记录编号；重发同一编号不会重复登记")
    task_number: Short
    object_code: Code
    staff_nos: list[Short] = Field(min_length=1, max_length=_SOME)
    inspected_at: Moment
    signed_at: Moment
    result: Result
    methods: list[CheckMethod] = Field(min_length=1, max_length=_SOME)
    items: list[ItemOutcomeIn] = Field(max_length=_SOME)
    findings: Long = ""
    acknowledgement: Acknowledgement = Acknowledgement.SIGNED
    refusal_note: Note = ""
    refusal_witness: Short = ""


class ResultOut(Schema):
    """The record as it stands here."""

    source_key: str
    task_number: str
    object_code: str
    result: str
    state: str
    publish_by: str


@router.post(
    "/results",
    tags=["业务系统"],
    auth=Token(Permission.VISIT_RECORD),
    response={200: ResultOut, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
    operation_id="post_result",
    summary="检查结果：由部门自有系统回传",
    description="按任务编号和对象代码对应到本部门的任务；登记后与现场录入的一样提交审核。",
    openapi_extra=may_answer(400, 401, 403, 404, 409, 413, 422),
)
def post_result(request: HttpRequest, body: ResultIn) -> Any:
    """Take a result over; the same source key again answers with the same record."""
    user = caller(request)
    own = ObjectTask.objects.filter(
        task__number=body.task_number,
        object__code=body.object_code,
        sub_task__department=user.department_id,
    )
    object_task = own.first()
    if object_task is None:
        raise NotFound("本部门没有这个任务和检查对象")
    record = results_from_elsewhere(
        by=user,
        object_task=object_task,
        items={item.code: (item.outcome.value, item.note) for item in body.items},
        result=body.result.value,
        methods=[method.value for method in body.methods],
        acknowledgement=body.acknowledgement.value,
        **body.model_dump(
            include={
                "source_system",
                "source_key",
                "staff_nos",
                "inspected_at",
                "signed_at",
                "findings",
                "refusal_note",
                "refusal_witness",
            }
        ),
    )
    object_task.refresh_from_db()
    return {
        "source_key": record.source_key,
        "task_number": body.task_number,
        "object_code": body.object_code,
        "result": record.result,
        "state": object_task.state,
        "publish_by": record.publish_by.isoformat() if record.publish_by else "",
    }
