"""抽签验证: what every draw lets out, one's own ticket, and recomputing it all in the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingcha.core.draw.public_folder import PUBLIC_FILE
from mingcha.foundation.access import public
from mingcha.portal.pages import archive_download, kept_download, page, paged, words
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.lookup import look_up
from mingcha.publication.selectors.recomputations import recomputation_counts
from mingcha.publication.selectors.snapshots import (
    chosen,
    current,
    newest,
    published_file,
    shown,
)

_SECTION = "public-draws"
_STAGES = {
    "sealed": "已封存，待抽取",
    "drawn": "已抽取",
    "opened": "已抽取，全部公开",
    "voided": "已作废",
    "incident": "抽取事故",
}
_MODES = {
    "immediate": "抽取后立即公开全部材料",
    "deferred": "检查结束后公开全部材料",
    "confidential": "只公开指纹和数量",
}


@public
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """List the draws, newest first."""
    found = paged(request, current(K.DRAW))
    rows = [_told(row) for row in found]
    context = {"page": found, "rows": rows, "count": found.paginator.count}
    return page(request, "draws/draws.html", context, section=_SECTION)


@public
@require_safe
def draw(request: HttpRequest, draw_id: str) -> HttpResponse:
    """Show a draw: how it was made, what is public, and the ticket of a code that was typed."""
    row, versions = chosen(K.DRAW, draw_id, request.GET.get("v", ""))
    code = words(request, "code")
    is_open = row.content["stage"] == "opened"
    listed = newest(K.DRAWN_LIST, row.task_number)
    context = {
        "draw": _told(row),
        "files": _files(row),
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
        "is_open": is_open,
        "code": code,
        "found": look_up(row, code) if is_open and code else None,
        "has_list": listed is not None,
        "recomputed": recomputation_counts(draw_id),
        "has_task": newest(K.ANNOUNCEMENT, row.task_number) is not None,
    }
    return page(request, "draws/draw.html", context, section=_SECTION, is_indexed=not code)


@public
@require_safe
def verify(request: HttpRequest, draw_id: str) -> HttpResponse:
    """Show the verifier, which fetches the public folder and recomputes it in the page."""
    row, _ = chosen(K.DRAW, draw_id)
    paths = {entry["path"] for entry in row.content["files"]}
    is_open = row.content["stage"] == "opened"
    wanted = _files(row) if is_open else [f for f in _files(row) if f["path"] == PUBLIC_FILE]
    context = {"draw": _told(row), "files": wanted, "is_open": is_open, "has_files": bool(paths)}
    return page(request, "draws/verify.html", context, section=_SECTION)


@public
@require_safe
def draw_file(request: HttpRequest, draw_id: str, version: int, path: str) -> HttpResponseBase:
    """Give a file of the public folder, byte for byte."""
    file = published_file(K.DRAW, draw_id, version, path)
    kind = "application/json" if path.endswith(".json") else "text/plain; charset=utf-8"
    return kept_download(request, file, path.rpartition("/")[2], kind)


@public
@require_safe
def draw_folder(request: HttpRequest, draw_id: str, version: int) -> HttpResponseBase:
    """Give the whole public folder in one archive."""
    row, _ = chosen(K.DRAW, draw_id, str(version))
    files = {f"{draw_id}/{file.path}": file for file in row.files.all()}
    return archive_download(request, files, f"{draw_id}.zip", row.digest)


def _told(row: Publication) -> dict[str, object]:
    content = row.content
    words = {
        "stage_title": _STAGES[content["stage"]],
        "mode_title": _MODES[content["mode"]],
        "rows": sum(frame["size"] for frame in content["frames"][:1]),
        "drawn": content["frames"][0].get("drawn") if content["frames"] else None,
    }
    return {**shown(row), **words}


def _files(row: Publication) -> list[dict[str, object]]:
    return [
        {
            **entry,
            "title": _TITLES.get(entry["path"].partition("/")[0], ""),
            "url": reverse("public-draw-file", args=[row.key, row.version, entry["path"]]),
        }
        for entry in row.content["files"]
    ]


_TITLES = {
    "plan.json": "抽取方案",
    "registers": "检查对象名录",
    "inspectors.tsv": "执法检查人员（代号）",
    "coi.tsv": "回避名单（代号）",
    "entropy.json": "各方打开的随机数",
    "result.tsv": "抽取结果",
    "assignment.tsv": "人员匹配（代号）",
    "tickets.tsv": "签号清单",
    "transcript.json": "过程记录",
    "sealed.json": "封存内容",
    "log.jsonl": "日志",
    "public.json": "公开摘要",
}
