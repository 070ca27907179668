"""Public read of a plan as one file, for the provincial platform (R-044)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingcha.api.fields import Key, Version, may_answer
from mingcha.api.snapshots import version_of
from mingcha.foundation.attachments import attachment
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.selectors.plan_package import package_name, plan_package

router = Router(tags=["公开查询"])
_ZIP = "application/zip"
_BINARY = {_ZIP: {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/{key}/package",
    auth=None,
    operation_id="get_plan_package",
    summary="年度计划：数据包（JSON、表格和指纹清单），默认最新版本",
    openapi_extra={
        "responses": {
            200: {"description": "压缩文件；同一版本每次逐字节相同", "content": _BINARY},
            **may_answer(404, 422)["responses"],
        }
    },
)
def get_package(request: HttpRequest, key: Key, version: Version = None) -> Any:  # noqa: ARG001 - public
    """Give a version of a plan as one archive."""
    row = version_of(PublicationKind.PLAN, key, version)
    response: HttpResponse = attachment(plan_package(row), _ZIP, package_name(row))
    response.headers["ETag"] = f'"{row.digest}"'
    return response
