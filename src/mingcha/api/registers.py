"""Staff write: a department's own system keeps the department's register up to date (R-015, R-087)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Header, Router, Schema
from pydantic import Field

from mingcha.accounts.permissions import Permission
from mingcha.api.fields import Cell, LongCell, Strict, may_answer
from mingcha.api.problems import Problem
from mingcha.api.tokens import Token, caller, sender
from mingcha.foundation.idempotency import once
from mingcha.registers.actions.upserting import MOST_ROWS, upsert_objects
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.models.inspection_object import ObjectKind

router = Router(tags=["业务系统"])
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[0-9A-Za-z_-]{8,64}$",
        description="每份内容取一个新值；超时重发时用原值，不会写入两次",
    ),
]


class ObjectIn(Strict):
    """An object as the department knows it; what is left out stays as it is known."""

    code: Cell = Field(description="18 位统一社会信用代码或 15 位注册号")
    name: Cell
    region: Cell | None = Field(None, description="行政区划代码（GB/T 2260）")
    kind: ObjectKind | None = None
    status: (
        Literal["existing", "deregistered", "revoked", "cancelled", "moved_out", "closed"] | None
    ) = None
    address: Cell | None = None
    industry: Cell | None = None
    business_scope: LongCell | None = None
    established_on: date | None = None
    exclusion: Cell | None = Field(None, description="不参加抽查的原因；写空文字即恢复参加")


class ObjectsIn(Strict):
    """Rows in the order in which their outcomes come back."""

    objects: list[ObjectIn] = Field(min_length=1, max_length=MOST_ROWS)


class FindingOut(Schema):
    """What the checks say of a row."""

    code: str
    severity: str
    message: str
    remedy: str


class RowOut(Schema):
    """What became of a row: new, changed, same, refused or repeated."""

    row: int
    code: str
    outcome: str
    findings: list[FindingOut]


class ObjectsOut(Schema):
    """How many rows ended in which way, and each row."""

    counts: dict[str, int]
    rows: list[RowOut]
    import_id: int | None = Field(
        None, description="当天本令牌推送的这一批的编号，撤销时用；没有写入的为空"
    )


@router.put(
    "/objects",
    auth=Token(Permission.REGISTER_IMPORT),
    response={200: ObjectsOut, 401: Problem, 403: Problem, 409: Problem, 422: Problem},
    operation_id="put_register_objects",
    summary="检查对象名录：新增和更新",
    description=(
        "逐行校验，规则与表格导入相同；不合格的行退回并说明，其余写入。不移出任何对象。"
        "同一令牌一天推送的算一批，推错了可以整批撤销（用 import_id 调用“整体撤销”，或在导入页上）；"
        "撤销之后重新推送的，要换新的 Idempotency-Key。"
    ),
    openapi_extra=may_answer(400, 401, 403, 409, 413, 422),
)
def put_objects(request: HttpRequest, body: ObjectsIn, idempotency_key: IdempotencyKey) -> Any:
    """Write rows into the register of the caller's department."""
    user = caller(request)
    rows = [Row(**each.model_dump(exclude_unset=True)) for each in body.objects]
    return once(
        caller=user.username,
        operation="registers.objects",
        key=idempotency_key,
        content=request.body,
        act=lambda: upsert_objects(by=user, rows=rows, sender=sender(request)),
    )
