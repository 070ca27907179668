"""Divisions: the tree, single changes, and a list taken over after a look at its differences."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.errors import Refusal
from mingcha.core.intake.findings import Severity
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import RegionRecord
from mingcha.core.intake.regions import REGIONS
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import DomainError
from mingcha.orgs.actions import regions as actions
from mingcha.orgs.region_list import differences_below
from mingcha.orgs.selectors import organisation as reading
from mingcha.registers.actions.moving import move_to_successor
from mingcha.registers.moving import in_use_after, under
from mingcha.spreadsheets.registers import read_register
from mingcha.web.administration.region_forms import (
    RegionFileForm,
    RegionForm,
    RegionNameForm,
    SuccessorForm,
    signed,
    unsigned,
)
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person

_PER_PAGE = 50
_SHOWN = 200
_FORM = "web/administration/form.html"


@permitted(P.SYSTEM_ADMIN)
@require_GET
def region_list(request: HttpRequest) -> HttpResponse:
    """List the divisions of the subtree in the order of their codes."""
    user = person(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()
    found = reading.all_regions(user).select_related("parent", "successor").order_by("prefix")
    if query:
        found = found.filter(Q(name__icontains=query) | Q(code__startswith=query))
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs(user, "regions"), "page": page, "query": query}
    return render(request, "web/administration/regions.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_GET
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a division: what lies below it, and what it replaced."""
    user = person(request)
    region = reading.get_region(user, code)
    context = {
        "region": region,
        "children": region.children.in_use(),
        "predecessors": region.predecessors.all(),
        "departments": region.department_set.order_by("code"),
        "target": in_use_after(region),
        "under": under(region) if region.successor_id else None,
        "may_replace": region.successor_id is None and region.pk != user.region_id,
    }
    return render(request, "web/administration/region.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def region_new(request: HttpRequest) -> HttpResponse:
    """Make a division."""
    form = RegionForm(request.POST or None)
    if request.method == "POST":
        create = partial(actions.create_region, by=person(request))
        made = accepted(form, lambda: create(**form.cleaned_data))
        if made:
            return redirect("region", code=made.code)
    return render(request, _FORM, {"form": form, "title": "新增行政区划", "submit": "新增区划"})


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def region_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Rename a division."""
    user = person(request)
    region = reading.get_region(user, code)
    form = RegionNameForm(request.POST or None, initial={"name": region.name})
    if request.method == "POST":
        rename = partial(actions.rename_region, by=user, region=region)
        if accepted(form, lambda: rename(**form.cleaned_data)):
            return redirect("region", code=code)
    context = {"form": form, "title": f"{region.name}改名", "submit": "保存名称"}
    return render(request, _FORM, context)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def region_replace(request: HttpRequest, code: str) -> HttpResponse:
    """Say which division replaced one that is no more."""
    user = person(request)
    region = reading.get_region(user, code)
    form = SuccessorForm(request.POST or None)
    if request.method == "POST":
        replace = partial(actions.replace_region, by=user, region=region)
        if accepted(form, lambda: replace(**form.cleaned_data)):
            return redirect("region", code=code)
    context = {"form": form, "title": f"停用{region.name}", "submit": "停用并归入"}
    return render(request, _FORM, context)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def region_restore(request: HttpRequest, code: str) -> HttpResponse:
    """Take a region into use again."""
    user = person(request)
    region = reading.get_region(user, code)
    tried(request, lambda: actions.restore_region(by=user, region=region), "已恢复使用")
    return redirect("region", code=code)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def region_move(request: HttpRequest, code: str) -> HttpResponse:
    """Move what lies in a replaced division to the one that stands for it."""
    user = person(request)
    region = reading.get_region(user, code)
    tried(request, lambda: move_to_successor(by=user, region=region), "已全部归入新区划")
    return redirect("region", code=code)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def region_load(request: HttpRequest) -> HttpResponse:
    """Read a list and show what it would change."""
    user = person(request)
    form = RegionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        read = accepted(form, lambda: _read(form.cleaned_data["file"]))
        if read is not None:
            return _show_differences(request, user, read)
    context = {"form": form, "title": "载入行政区划表", "submit": "看差异"}
    return render(request, _FORM, context)


def _show_differences(request: HttpRequest, user: User, read: Intake[RegionRecord]) -> HttpResponse:
    wanted = [each for each in read.records if each.code.startswith(user.region.prefix)]
    context = {
        "found": differences_below(read.records, user.region),
        "faults": [each for each in read.findings if each.rule.severity is Severity.ERROR][:_SHOWN],
        "shown": _SHOWN,
        "records": signed(wanted),
    }
    return render(request, "web/administration/region_differences.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def region_take(request: HttpRequest) -> HttpResponse:
    """Take over the list whose differences were looked at."""
    user, text = person(request), request.POST.get("records", "")
    is_done = tried(
        request, lambda: actions.load_regions(by=user, records=unsigned(text)), "已载入区划表"
    )
    return redirect("regions" if is_done else "region-load")


def _read(upload: UploadedFile) -> Intake[RegionRecord]:
    """Read the uploaded list; raises DomainError that says what is wrong with the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "regions"
        with path.open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
        try:
            return read_register(path, REGIONS)
        except Refusal as fault:
            raise DomainError("file", fault.message, "file") from fault
