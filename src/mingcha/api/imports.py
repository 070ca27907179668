"""Staff write: a whole register from a department's own system, checked before it counts (R-015, R-018).

The same steps as on the pages: send, look at what it would do, confirm or give up, take back; rows
that were pushed one by one are looked at and taken back here too.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, BinaryIO, Literal, cast

from django.http import HttpRequest
from ninja import File, Form, Path, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from mingcha.accounts.permissions import Permission
from mingcha.api.fields import Strict, may_answer
from mingcha.api.problems import Problem
from mingcha.api.tokens import Token, caller
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import imports
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind, ImportSource
from mingcha.registers.selectors.imports import get_import

router = Router(tags=["业务系统"])
ImportId = Annotated[int, Path(ge=1, le=2**62)]
_ANSWERS: dict[int, Any] = {
    401: Problem,
    403: Problem,
    404: Problem,
    409: Problem,
    422: Problem,
}


class LoadIn(Strict):
    """What the file is for, and where it comes from."""

    kind: ImportKind = Field(ImportKind.OBJECTS, description="哪个名录")
    source: ImportSource = Field(ImportSource.OTHER, description="数据来源，用于全量覆盖的对账")


class ConfirmIn(Strict):
    """What becomes of what the register has and the file has not."""

    gone: Literal["", "keep", "remove"] = Field(
        "", description="名录有、表中没有的：keep 保留，remove 移出；没有这样的行时不填"
    )


class UndoIn(Strict):
    """Why a written load is taken back."""

    reason: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")


class RuleOut(Schema):
    """One rule that rows break: how many, and where the first of them are."""

    code: str
    severity: str
    count: int
    message: str
    remedy: str
    places: list[str]


class ImportOut(Schema):
    """Where a load stands, and what it does: rows by outcome, and what was found."""

    id: int
    kind: str
    source: str
    state: str
    state_title: str
    file_name: str
    counts: dict[str, int]
    findings: list[RuleOut]
    failure: str


@router.post(
    "",
    auth=Token(Permission.REGISTER_IMPORT),
    response=_ANSWERS | {200: ImportOut, 202: ImportOut},
    operation_id="send_register_file",
    summary="名录全量：上传文件并校验",
    description="接收 .xlsx、.xls 或 .csv 文件，与网页导入相同；校验在后台进行，用“查询”看结果。同一文件在写入之前再传，是同一次导入；写入之后再传，按名录现在的情况重新比较。",
    openapi_extra=may_answer(400, 401, 403, 404, 409, 413, 422),
)
def send_file(
    request: HttpRequest, about: Form[LoadIn], file: Annotated[UploadedFile, File()]
) -> Any:
    """Take a file into the check; nothing is written before it is confirmed."""
    user = caller(request)
    if user.department is None:
        raise NotFound
    batch = imports.upload_file(
        by=user,
        department=user.department,
        kind=about.kind,
        file_name=str(file.name),
        content=cast("BinaryIO", file.file),
        source=about.source,
    )
    is_new = batch.state == IMPORT_BATCH.initial
    return Status(HTTPStatus.ACCEPTED if is_new else HTTPStatus.OK, _shown(batch))


@router.get(
    "/{import_id}",
    auth=Token(Permission.REGISTER_IMPORT),
    response=_ANSWERS | {200: ImportOut},
    operation_id="get_register_import",
    summary="名录全量：查询一次导入",
    openapi_extra=may_answer(401, 403, 404, 422),
)
def look(request: HttpRequest, import_id: ImportId) -> Any:
    """Tell where a load stands."""
    return _shown(get_import(caller(request), import_id))


@router.post(
    "/{import_id}/confirm",
    auth=Token(Permission.REGISTER_IMPORT),
    response=_ANSWERS | {200: ImportOut},
    operation_id="confirm_register_import",
    summary="名录全量：确认写入",
    openapi_extra=may_answer(400, 401, 403, 404, 409, 422),
)
def confirm(request: HttpRequest, import_id: ImportId, body: ConfirmIn) -> Any:
    """Let what was checked be written, all of it or nothing."""
    return _stepped(request, import_id, imports.confirm_import, gone=body.gone)


@router.post(
    "/{import_id}/cancel",
    auth=Token(Permission.REGISTER_IMPORT),
    response=_ANSWERS | {200: ImportOut},
    operation_id="cancel_register_import",
    summary="名录全量：取消",
    openapi_extra=may_answer(401, 403, 404, 409, 422),
)
def cancel(request: HttpRequest, import_id: ImportId) -> Any:
    """Give a load up before it is confirmed."""
    return _stepped(request, import_id, imports.cancel_import)


@router.post(
    "/{import_id}/undo",
    auth=Token(Permission.REGISTER_IMPORT),
    response=_ANSWERS | {200: ImportOut},
    operation_id="undo_register_import",
    summary="名录全量、逐行推送：整体撤销",
    description="撤销一次文件导入，或者一天里逐行推送的一批。写入之后又有人改过的值保留不动。",
    openapi_extra=may_answer(400, 401, 403, 404, 409, 422),
)
def undo(request: HttpRequest, import_id: ImportId, body: UndoIn) -> Any:
    """Take a written load, or a day's rows, back as a whole."""
    return _stepped(request, import_id, imports.undo_load, reason=body.reason)


def _stepped(request: HttpRequest, pk: int, act: Callable[..., None], **given: str) -> ImportOut:
    user = caller(request)
    act(by=user, batch=get_import(user, pk), **given)
    return _shown(get_import(user, pk))


def _shown(batch: ImportBatch) -> ImportOut:
    return ImportOut(
        id=batch.pk,
        kind=batch.kind,
        source=batch.source,
        state=batch.state,
        state_title=IMPORT_BATCH.states[batch.state],
        file_name=batch.file_name,
        counts={name: number for name, number in batch.counts.items() if isinstance(number, int)},
        findings=batch.findings,
        failure=batch.failure,
    )
