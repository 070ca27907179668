"""The list of objects as a workbook; a long one is written in the background."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.foundation import clock
from mingcha.foundation.jobs import Progress, enqueue, job
from mingcha.foundation.models import ExportedFile
from mingcha.web.exports.sheet import Sheet
from mingcha.web.registers.objects.listing import listing

NAME = "检查对象名录"
_FETCHED = 2000
_KEPT = timedelta(days=1)


def object_sheet(user: User, given: QueryDict) -> Sheet:
    """Return the list as the person filters it, with the classes if the person may see them."""
    rows = listing(user, given).rows.select_related("region").defer("name_words")
    headings = [("企业名称", 36), ("统一社会信用代码", 22), ("主体类型", 14), ("行政区划代码", 14)]
    headings += [("行政区划", 16), ("登记状态", 10), ("住所", 44), ("行业", 18), ("成立日期", 12)]
    headings += [("经营范围", 60)]
    sees_class = sees_classes(user)
    headings += [("信用风险等级", 12)] if sees_class else []
    lines = (
        (
            *(each.name, each.code, each.get_kind_display(), each.region_id, each.region.name),
            *(each.get_status_display(), each.address, each.industry, each.established_on),
            each.business_scope,
            *((each.risk_level,) if sees_class else ()),
        )
        for each in rows.order_by("id").iterator(_FETCHED)
    )
    return Sheet(NAME, headings, lines)


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
