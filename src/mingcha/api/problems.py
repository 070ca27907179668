"""Errors as problem JSON (RFC 9457): a code for programs, a sentence for people."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import NotPermitted
from mingcha.foundation.errors import DomainError, Forbidden, NotFound

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    HTTPStatus.BAD_REQUEST: "请求没有看懂",
    HTTPStatus.UNAUTHORIZED: "需要有效的令牌",
    HTTPStatus.FORBIDDEN: "没有权限",
    HTTPStatus.NOT_FOUND: "没有找到",
    HTTPStatus.CONFLICT: "现在不能这样办理",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "内容太大",
    HTTPStatus.UNPROCESSABLE_ENTITY: "参数不合要求",
}


class Fault(Schema):
    """One thing wrong with a request: where, and what."""

    field: str
    message: str


class Problem(Schema):
    """Why a request was not carried out."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[Fault]


def problem(
    status: HTTPStatus, code: str, detail: str, errors: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """Return the answer of an error."""
    content = {
        "type": "about:blank",
        "title": _TITLES[status],
        "status": status.value,
        "code": code,
        "detail": detail,
        "errors": list(errors),
    }
    response = JsonResponse(
        content,
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def answer_as_problems(api: NinjaAPI) -> None:
    """Make the API answer every refusal as a problem."""
    for kind, handler in (
        (Refusal, _refused),
        (Http404, _not_found),
        (ValidationError, _invalid),
        (AuthenticationError, _unknown),
        (HttpError, _malformed),
        (RequestDataTooBig, _too_large),
    ):
        api.add_exception_handler(kind, handler)


def no_such_address(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Say that there is no such address."""
    return problem(HTTPStatus.NOT_FOUND, "no_such_address", "没有这个接口地址，请核对接口文档")


def _refused(_: HttpRequest, refusal: Any) -> HttpResponse:
    if isinstance(refusal, NotFound):
        return problem(HTTPStatus.NOT_FOUND, "not_found", refusal.message)
    if isinstance(refusal, Forbidden | NotPermitted):
        return problem(HTTPStatus.FORBIDDEN, "forbidden", refusal.message)
    code, field = "refused", ""
    if isinstance(refusal, DomainError):
        code, field = refusal.code, refusal.field
    errors = [{"field": field, "message": refusal.message}] if field else []
    return problem(HTTPStatus.CONFLICT, code, refusal.message, errors)


def _not_found(_: HttpRequest, __: Any) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "not_found", "没有找到")


def _unknown(_: HttpRequest, __: Any) -> HttpResponse:
    detail = "没有令牌，或者令牌不对、已到期、已作废；请向本单位安全管理员申请"
    return problem(HTTPStatus.UNAUTHORIZED, "token_invalid", detail)


def _malformed(_: HttpRequest, __: Any) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, "malformed", "请求内容不是正确的 JSON")


def _too_large(_: HttpRequest, __: Any) -> HttpResponse:
    detail = "一次提交的内容太大，请分成几次"
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail)


_WORDS = {
    "missing": "缺少这一项",
    "string_too_long": "太长",
    "string_too_short": "太短或空着",
    "string_pattern_mismatch": "格式不对",
    "enum": "不在代码表内",
    "literal_error": "不在代码表内",
    "int_parsing": "应是整数",
    "less_than_equal": "太大",
    "greater_than_equal": "太小",
    "too_long": "一次最多的行数超过了",
    "too_short": "至少要有一行",
    "extra_forbidden": "没有这一项",
}


def _invalid(_: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {
            "field": ".".join(str(part) for part in fault["loc"]),
            "message": _WORDS.get(fault["type"], "不合要求"),
        }
        for fault in error.errors[:50]
    ]
    detail = f"有 {len(error.errors)} 处不合要求，没有写入任何数据"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, errors)
