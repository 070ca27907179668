"""Public read of a draw's files: what protocol section 9 has let out, byte for byte."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from mingcha.api.fields import FilePath, Key, Version, may_answer
from mingcha.api.problems import Problem
from mingcha.api.snapshots import version_of
from mingcha.foundation.attachments import kept_attachment
from mingcha.foundation.errors import NotFound
from mingcha.publication.models.publication import PublicationKind

router = Router(tags=["抽签验证"])
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


class PublicFile(Schema):
    """A file of the public folder."""

    path: str
    sha256: str
    size: int


class PublicFiles(Schema):
    """The public folder of a draw in a version."""

    draw_id: str
    version: int
    files: list[PublicFile]


@router.get(
    "/{key}/files",
    auth=None,
    response={200: PublicFiles, 404: Problem, 422: Problem},
    operation_id="list_draw_files",
    summary="抽取的公开文件：清单",
    openapi_extra=may_answer(404, 422),
)
def list_files(request: HttpRequest, key: Key, version: Version = None) -> Any:  # noqa: ARG001 - public
    """List the files with their digests; ``mingcha draw verify`` takes the folder they make."""
    draw = version_of(PublicationKind.DRAW, key, version)
    files = draw.files.values("path", "sha256", "size")
    return {"draw_id": key, "version": draw.version, "files": list(files)}


@router.get(
    "/{key}/files/{path:path}",
    auth=None,
    operation_id="get_draw_file",
    summary="抽取的公开文件：下载",
    openapi_extra={
        "responses": {
            200: {"description": "文件内容，与公布时逐字节相同", "content": _BINARY},
            **may_answer(404, 422)["responses"],
        }
    },
)
def get_file(request: HttpRequest, key: Key, path: FilePath, version: Version = None) -> Any:  # noqa: ARG001 - public
    """Give a file as it was published."""
    draw = version_of(PublicationKind.DRAW, key, version)
    file = draw.files.filter(path=path).first()
    if file is None:
        raise NotFound("这次抽取没有公开这个文件")
    response = kept_attachment(file, "application/octet-stream", path.rsplit("/", 1)[-1])
    response.headers["ETag"] = f'"{file.sha256}"'
    return response
