"""The list of objects as a workbook; a long one is written in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.foundation.jobs import Progress, enqueue, job
from mingcha.foundation.models import ExportedFile
from mingcha.registers.models import InspectionObject
from mingcha.web.exports.sheet import Sheet
from mingcha.web.registers.objects.listing import listing
from mingcha.web.registers.objects.tables import columns_for

NAME = "检查对象名录"
_FETCHED = 2000
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Column:
    """``of`` is the list's column that this one belongs to, "" for what is always there."""

    of: str
    title: str
    width: int
    value: Callable[[InspectionObject], object]


_COLUMNS = (
    _Column("", "企业名称", 36, lambda o: o.name),
    _Column("", "统一社会信用代码", 22, lambda o: o.code),
    _Column("kind", "主体类型", 14, lambda o: o.get_kind_display()),
    _Column("region", "行政区划代码", 14, lambda o: o.region_id),
    _Column("region", "行政区划", 16, lambda o: o.region.name),
    _Column("status", "登记状态", 10, lambda o: o.get_status_display()),
    _Column("address", "住所", 44, lambda o: o.address),
    _Column("industry", "行业", 18, lambda o: o.industry),
    _Column("established_on", "成立日期", 12, lambda o: o.established_on),
    _Column("business_scope", "经营范围", 60, lambda o: o.business_scope),
    _Column("risk_level", "信用风险等级", 12, lambda o: o.risk_level),
    _Column("tags", "标签", 30, lambda o: "、".join(sorted(tag.name for tag in o.tags.all()))),
    _Column("own", "责任主体", 30, lambda o: o.owner_name),
    _Column("own", "责任主体代码", 22, lambda o: o.owner_code),
    _Column("own", "规格型号", 24, lambda o: o.specification),
    _Column("own", "批准或备案文号", 22, lambda o: o.approval_no),
)


def object_sheet(user: User, given: QueryDict) -> Sheet:
    """Return the list as filtered, in the columns chosen; all that the person may see unasked."""
    rows = listing(user, given).rows.select_related("region").defer("name_words")
    columns = [each for each in _COLUMNS if each.of in _wanted(user, given)]
    if any(each.of == "tags" for each in columns):
        rows = rows.prefetch_related("tags")
    lines = (
        tuple(column.value(one) for column in columns)
        for one in rows.order_by("id").iterator(_FETCHED)
    )
    return Sheet(NAME, [(column.title, column.width) for column in columns], lines)


def _wanted(user: User, given: QueryDict) -> frozenset[str]:
    choice = columns_for(user)
    chosen = choice.named(given)
    return frozenset(["", *(chosen or [*choice.titles, "business_scope", "own"])])


@transaction.atomic
def begin_export(user: User, given: QueryDict) -> ExportedFile:
    """Have a long list written in the background; files older than a day go."""
    ExportedFile.objects.filter(created_at__lt=clock.now() - _KEPT).delete()
    file = ExportedFile.objects.create(name=f"{NAME}.xlsx", asked_by=user.username)
    enqueue(
        export_objects,
        key=f"export/{file.pk}",
        title=f"导出{NAME}",
        page=reverse("exported", args=[file.pk]),
        by=user.username,
        file=file.pk,
        query=given.urlencode(),
    )
    return file


@job("web.export_objects")
def export_objects(progress: Progress, *, file: int, query: str) -> None:
    """Write the workbook; safe to run again."""
    wanted = ExportedFile.objects.get(pk=file)
    user, given = User.objects.get(username=wanted.asked_by), QueryDict(query)
    progress.total(listing(user, given).rows.count())
    stream = BytesIO()
    object_sheet(user, given).write(stream, progress.done)
    wanted.content = stream.getvalue()
    wanted.save()
