"""Pages of the imports: send a file, look at what it would do, confirm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import Job
from mingcha.registers.actions import imports
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.personal import sees_personal
from mingcha.registers.selectors.imports import get_import, rows_of, visible_imports
from mingcha.spreadsheets.formats import XLSX_MEDIA_TYPE
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.progress import job_shown
from mingcha.web.registers.imports.blank_forms import blank_form
from mingcha.web.registers.imports.forms import ColumnsForm, GoneForm, UploadForm, kinds_for
from mingcha.web.registers.imports.rows import shown
from mingcha.web.registers.paging import paginator_of
from mingcha.web.status_bar import status_bar

_TABS = (
    (RowOutcome.REFUSED, "退回", "late"),
    (RowOutcome.CHANGED, "变更", ""),
    (RowOutcome.NEW, "新增", ""),
    (RowOutcome.GONE, "名录有、表中没有", "soon"),
    (RowOutcome.REPEATED, "重复", ""),
    (RowOutcome.SAME, "不变", ""),
)
_SHOWN_ONLY_FOR = {
    RowOutcome.SAME: (
        *(ImportKind.INSPECTORS, ImportKind.ITEMS, ImportKind.JOINT_ITEMS),
        *(ImportKind.EXPERTS, ImportKind.BODIES),
    ),
    RowOutcome.GONE: (
        *(ImportKind.OBJECTS, ImportKind.NON_ENTITIES),
        *(ImportKind.INSPECTORS, ImportKind.ITEMS, ImportKind.JOINT_ITEMS),
        *(ImportKind.EXPERTS, ImportKind.BODIES),
    ),
}
_PUSHED_OUTCOMES = (RowOutcome.CHANGED, RowOutcome.NEW)
_PUSHED = "退回的行已在接口的回答中告诉对方系统；一户推送几次的，下面列最初的原值和最后的新值"
_OF_PEOPLE = {ImportKind.INSPECTORS, ImportKind.EXPERTS, ImportKind.BODIES}
"""Rows that change nothing are kept of short registers only; nothing is missing from a list of some."""
_SUMMED = (
    RowOutcome.NEW,
    RowOutcome.CHANGED,
    RowOutcome.SAME,
    RowOutcome.REFUSED,
    RowOutcome.REPEATED,
)


@permitted(P.REGISTER_IMPORT)
@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """List the imports of the department; a POST sends a file."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    kind = request.GET.get("kind", ImportKind.OBJECTS.value)
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"kind": kind}, user=user
    )
    if request.method == "POST":
        sent = accepted(
            form,
            lambda: imports.upload_file(
                by=user,
                department=department,
                kind=form.cleaned_data["kind"],
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].file,
                source=form.cleaned_data["source"],
            ),
        )
        if sent:
            if sent.state != IMPORT_BATCH.initial:
                messages.info(request, "这个文件已经上传过，下面是它的情况")
            return redirect("import", pk=sent.pk)
    rows = visible_imports(user).defer("annotated", "findings")
    page = Paginator(rows, 15).get_page(request.GET.get("page"))
    batches = [(batch, IMPORT_BATCH.states[batch.state]) for batch in page]
    context = {"form": form, "batches": batches, "page": page, "kinds": kinds_for(user)}
    return render(request, "web/registers/imports/list.html", context)


@permitted(P.REGISTER_IMPORT)
@require_GET
def import_blank(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the template of a register, with the department's own choices."""
    department = person(request).department
    if department is None or kind not in ImportKind.values:
        raise NotFound
    return _workbook(blank_form(kind, department), f"{ImportKind(kind).label}（模板）.xlsx")


@permitted(P.REGISTER_IMPORT)
@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where an import stands and what it would do."""
    user = person(request)
    batch = get_import(user, pk)
    return _detail(request, user, batch, _gone_form(batch), ColumnsForm(batch=batch))


def _detail(
    request: HttpRequest,
    user: User,
    batch: ImportBatch,
    gone_form: GoneForm,
    columns_form: ColumnsForm,
) -> HttpResponse:
    counts = batch.counts
    chosen = request.GET.get("rows", "")
    tabs = [
        {
            "title": title,
            "url": f"?rows={outcome.value}",
            "count": counts.get(outcome, 0),
            "state": state if counts.get(outcome) else "",
            "active": outcome.value == chosen,
        }
        for outcome, title, state in _TABS
        if _has_tab(batch, outcome)
    ]
    if chosen not in RowOutcome.values:
        chosen = next((o.value for o, _, _ in _TABS if counts.get(o)), RowOutcome.NEW.value)
        for tab in tabs:
            tab["active"] = tab["url"] == f"?rows={chosen}"
    found = rows_of(batch, chosen)
    page = paginator_of(int(counts.get(chosen, 0)))(found, 20).get_page(request.GET.get("page"))
    job = Job.objects.filter(key=f"import/{batch.pk}").first()
    waits = batch.state in {"uploaded", "confirmed", "undoing"}
    adding = "、".join(counts.get("new_tags", []))
    good = counts.get("new", 0) + counts.get("changed", 0)
    is_joint = batch.kind == ImportKind.JOINT_ITEMS
    context = {
        "name_title": "抽查事项" if is_joint else "名称",
        "key_title": "抽查领域" if is_joint else "代码",
        "sent_key_title": "抽查领域" if is_joint else "填的代码",
        "batch": batch,
        "state": IMPORT_BATCH.states[batch.state],
        "steps": status_bar(IMPORT_BATCH, batch.state),
        "job": job_shown(job) if job and waits else None,
        "tabs": tabs,
        "outcome": chosen,
        "rows": shown(batch, page.object_list, user),
        "page": page,
        "sum": _sum(batch),
        "good": good,
        "pushed_text": _PUSHED if batch.is_pushed else "",
        "undone_title": f"{'这一天的推送' if batch.is_pushed else '这次导入'}已撤销，名录恢复到写入之前",
        "undone_text": _undone_text(batch),
        "new_tags": adding,
        "is_annotated": _is_whole(user, batch)
        and ImportBatch.objects.filter(pk=batch.pk, annotated__isnull=False).exists(),
        "compares_objects": batch.kind not in _SHOWN_ONLY_FOR[RowOutcome.GONE],
        "gone_form": gone_form,
        "columns_form": columns_form,
        "offers": _offers(user, batch),
    }
    return render(request, "web/registers/imports/detail.html", context)


def _sum(batch: ImportBatch) -> str:
    """Return the rows of the file as the sum of the tabs that they stand under."""
    summed = [each for each in _SUMMED if not batch.is_pushed or each in _PUSHED_OUTCOMES]
    return " + ".join(f"{batch.counts.get(each, 0):,}" for each in summed)


def _has_tab(batch: ImportBatch, outcome: RowOutcome) -> bool:
    """Tell whether the batch has rows of an outcome to show; a push keeps what it wrote alone."""
    if batch.is_pushed:
        return outcome in _PUSHED_OUTCOMES
    return batch.kind in _SHOWN_ONLY_FOR.get(outcome, ImportKind.values)


def _offers(user: User, batch: ImportBatch) -> set[str]:
    """What the person may do with it: another department's import is only looked at."""
    if user.department_id != batch.department_id:
        return set()
    return {offer.action for offer in IMPORT_BATCH.actions(batch.state, user.permissions)}


def _undone_text(batch: ImportBatch) -> str:
    kept = batch.counts.get("kept", 0)
    later = f"；{kept:,} 行在写入之后又有变更，那些值保留不动" if kept else ""
    return f"理由：{batch.undone_reason}{later}"


@permitted(P.REGISTER_IMPORT)
@require_GET
def import_annotated(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the annotated workbook back."""
    user = person(request)
    batch = get_import(user, pk)
    if not _is_whole(user, batch):
        raise NotFound
    content = ImportBatch.objects.values_list("annotated", flat=True).get(pk=batch.pk)
    if content is None:
        raise NotFound
    stem = batch.file_name.rsplit(".", 1)[0]
    return _workbook(bytes(content), f"{stem}（批注）.xlsx")


def _workbook(content: bytes, file_name: str) -> HttpResponse:
    return attachment(content, XLSX_MEDIA_TYPE, file_name)


@permitted(P.REGISTER_IMPORT)
@require_POST
def import_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Confirm, give up, try again, or take back what was written."""
    user = person(request)
    batch = get_import(user, pk)
    if verb == "confirm":
        return _confirmed(request, user, batch)
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "cancel": (
            partial(imports.cancel_import, by=user, batch=batch),
            "已取消这次导入，名录没有变化",
        ),
        "retry": (partial(imports.retry_import, by=user, batch=batch), "正在重新校验"),
    }
    if verb == "columns":
        return _columns_named(request, user, batch)
    if verb == "undo":
        reason = request.POST.get("reason", "")
        tried(request, partial(imports.undo_load, by=user, batch=batch, reason=reason), "正在撤销")
        return redirect("import", pk=pk)
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("import", pk=pk)


def _is_whole(user: User, batch: ImportBatch) -> bool:
    """Tell whether the user may have the file as it is, with the people's numbers in it."""
    return batch.kind not in _OF_PEOPLE or sees_personal(user, batch.department_id)


def _gone_form(batch: ImportBatch, sent: QueryDict | None = None) -> GoneForm:
    number = int(batch.counts.get("gone", 0))
    return GoneForm(sent, number=number, kind=batch.kind)


def _confirmed(request: HttpRequest, user: User, batch: ImportBatch) -> HttpResponse:
    form = _gone_form(batch, request.POST)
    confirm = partial(imports.confirm_import, by=user, batch=batch)
    if accepted(form, lambda: confirm(gone=form.cleaned_data.get("gone", "")) is None):
        messages.success(request, "已确认，正在写入名录")
        return redirect("import", pk=batch.pk)
    batch = get_import(user, batch.pk)
    return _detail(request, user, batch, form, ColumnsForm(batch=batch))


def _columns_named(request: HttpRequest, user: User, batch: ImportBatch) -> HttpResponse:
    form = ColumnsForm(request.POST, batch=batch)
    name = partial(imports.name_columns, by=user, batch=batch)
    if accepted(form, lambda: name(names=form.names) is None):
        messages.success(request, "已记住各列的读法，正在重新校验；以后同样的表头照此读取")
        return redirect("import", pk=batch.pk)
    batch = get_import(user, batch.pk)
    return _detail(request, user, batch, _gone_form(batch), form)
