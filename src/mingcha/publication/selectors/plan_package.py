"""A published plan as one file for the provincial platform (R-044).

The archive holds the snapshot's content byte for byte (its digest is the one that was published),
what is said of the publication, the plan as a workbook, and a manifest with the digest of each.
The same version always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils import timezone

from mingcha.core.draw.canonical import jcs
from mingcha.publication.models import Publication

FORMAT = "mingcha-plan-package/1"
_MADE_ON = (2020, 1, 1, 0, 0, 0)
"""The day that stands in the archive: the archive's own time says nothing of the plan."""

_COLUMNS = (
    ("序号", 6),
    ("任务名称", 30),
    ("抽查事项", 40),
    ("检查对象范围", 34),
    ("抽查比例", 18),
    ("抽查频次", 12),
    ("开始日期", 12),
    ("截止日期", 12),
    ("抽查类型", 12),
    ("抽查方式", 12),
    ("抽查模式", 12),
    ("配合部门", 30),
)


def package_name(row: Publication) -> str:
    """Return the archive's name."""
    return f"{row.key}-v{row.version}.zip"


def plan_package(row: Publication) -> bytes:
    """Return the archive of a version of a plan."""
    files = {
        "plan.json": jcs(row.content),
        "publication.json": jcs(_publication(row)),
        "plan.xlsx": _workbook(row),
    }
    files["manifest.json"] = jcs(_manifest(row, files))
    files["SHA256SUMS"] = _sums(files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, _MADE_ON), data)
    return target.getvalue()


def _publication(row: Publication) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "key": row.key,
        "version": row.version,
        "title": row.title,
        "region": row.region_prefix,
        "department": row.department,
        "published_at": row.published_at.isoformat(),
        "reason": row.reason,
        "digest": row.digest,
    }


def _manifest(row: Publication, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "plan": row.key,
        "version": row.version,
        "digest": row.digest,
        "files": [
            {"path": path, "sha256": _sha256(data), "size": len(data)}
            for path, data in files.items()
        ],
    }


def _sums(files: Mapping[str, bytes]) -> bytes:
    """Return the digests as ``sha256sum -c`` reads them."""
    return "".join(f"{_sha256(data)}  {path}\n" for path, data in files.items()).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _workbook(row: Publication) -> bytes:
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        made = timezone.localtime(row.published_at).replace(tzinfo=None)
        book.set_properties({"title": row.title, "created": made})
        sheet = book.add_worksheet("年度计划")
        bold = book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{row.title}（{row.department}，第{row.version}版）", bold)
        sheet.write_string(1, 0, f"公布时间：{made:%Y-%m-%d %H:%M}　指纹：{row.digest}")
        for column, (title, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, title, bold)
        for number, line in enumerate(row.content["lines"], start=3):
            for column, text in enumerate(_cells(line)):
                sheet.write_string(number, column, text)
    return data.getvalue()


def _cells(line: Mapping[str, Any]) -> list[str]:
    items = "、".join(f"{each['code']} {each['name']}".strip() for each in line["items"])
    plain = ("range", "ratio", "frequency", "period_from", "period_to")
    kinds = ("joint_scope", "draw_kind", "mode")
    return [
        str(line["line_no"]),
        str(line["name"]),
        items,
        *(str(line[name]) for name in (*plain, *kinds)),
        "、".join(str(each["name"]) for each in line["cooperating"]),
    ]
