"""What parameters may hold: bounded, and nothing that a database cannot keep."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import ConfigDict, Field

from mingcha.api.problems import MEDIA_TYPE

_NO_NUL = r"^[^\x00]*$"
MOST_PAGES = 10_000

Words = Annotated[str, Query(max_length=200, pattern=_NO_NUL)]
Key = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[^\x00/]+$")]
FilePath = Annotated[str, Path(min_length=1, max_length=120, pattern=_NO_NUL)]
Version = Annotated[int | None, Query(ge=1, le=32_767)]
Page = Annotated[int, Query(ge=1, le=MOST_PAGES)]
Limit = Annotated[int, Query(ge=1, le=100)]
Seq = Annotated[int, Query(ge=0, le=2**62)]
Cell = Annotated[str, Field(max_length=500, pattern=_NO_NUL)]
LongCell = Annotated[str, Field(max_length=2000, pattern=_NO_NUL)]


class Strict(Schema):
    """A body that holds what is described and nothing else."""

    model_config = ConfigDict(extra="forbid")


def may_answer(*statuses: int) -> dict[str, Any]:
    """Return the part of the document that tells of problems with these statuses."""
    shape = {"$ref": "#/components/schemas/Problem"}
    content = {MEDIA_TYPE: {"schema": shape}}
    titles = {
        400: "请求没有看懂",
        401: "令牌无效",
        403: "没有权限",
        404: "没有找到",
        409: "现在不能这样办理",
        413: "内容太大",
        422: "参数不合要求",
    }
    return {
        "responses": {
            status: {"description": titles[status], "content": content} for status in statuses
        }
    }
