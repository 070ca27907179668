"""Pages of the inspection objects (检查对象名录)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tables2 import RequestConfig

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.core.identifiers.industry import industry_name
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.actions import objects, tags
from mingcha.registers.actions.meanwhile import ChangedMeanwhile
from mingcha.registers.entered_code import MISCOPIED, is_miscopied
from mingcha.registers.models import InspectionObject, RegisterEntry, RiskScheme
from mingcha.registers.models.inspection_object import NON_ENTITY_KINDS
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.selectors.merges import standing_merges
from mingcha.registers.selectors.objects import get_entries, own_facts, register_of
from mingcha.registers.selectors.openings import opening_of
from mingcha.registers.selectors.risk_classes import class_now, schemes_in_use, standings
from mingcha.registers.selectors.special_registers import memberships
from mingcha.tasks.selectors.teams import kinds_of_visits, visits_this_year
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.objects.export import begin_export, object_sheet
from mingcha.web.registers.objects.forms import ObjectForm, RiskClassForm, TaggingForm
from mingcha.web.registers.objects.listing import listing
from mingcha.web.registers.objects.own import own_entry
from mingcha.web.registers.objects.tables import CHOSEN, ObjectTable, columns_for
from mingcha.web.registers.objects.timeline import timeline
from mingcha.web.registers.paging import counted, paginator_of
from mingcha.web.registers.picking import (
    filters_of,
    is_whole,
    list_address,
    nothing_picked,
)
from mingcha.web.saved_views.views import kept_views

_PICKS = [
    {"title": "加标签", "url": reverse_lazy("object-tagging"), "icon": "tag"},
    {"title": "加入专项库", "url": reverse_lazy("object-membership"), "icon": "stack-2"},
]
"""What is done to ticked objects."""


@permitted(P.REGISTER_VIEW)
@require_GET
def object_list(request: HttpRequest) -> HttpResponse:
    """List the objects of the registers within the scope."""
    user = person(request)
    shown = listing(user, request.GET)
    count, found = shown.counted()
    rows = found.prefetch_related("region").defer("name_words")
    rows = rows.order_by("code" if shown.filter.is_code else "id")
    choice = columns_for(user)
    columns = choice.shown(request.GET)
    if "tags" in columns:
        rows = rows.prefetch_related("tags")
    table = ObjectTable(rows, exclude=[name for name in CHOSEN if name not in columns])
    paginate = {"per_page": 25, "paginator_class": paginator_of(count.number)}
    RequestConfig(request, paginate=paginate).configure(table)
    context = {
        "filter": shown.filter,
        "table": table,
        "count": count,
        "query": request.GET.urlencode(),
        "department": shown.department,
        "columns": columns,
        "offered": choice.offered(),
        "others": filters_of(request.GET),
        "picks": _PICKS,
        "kept": kept_views(request, "objects"),
        "may_edit": user.may(P.REGISTER_EDIT),
        "may_import": user.may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/objects/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_POST
def object_export(request: HttpRequest) -> HttpResponseBase:
    """Hand out the list as filtered, as a workbook; a long one from the background."""
    user = person(request)
    if counted(listing(user, request.GET).rows).more:
        return redirect("exported", pk=begin_export(user, request.GET).pk)
    return sheet_response(object_sheet(user, request.GET))


@permitted(P.REGISTER_VIEW)
@require_GET
def object_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an object: what is known, in whose registers, classes, and every change."""
    user = person(request)
    entries = get_entries(user, pk)
    found = entries[0].object
    own = next((each for each in entries if each.department_id == user.department_id), None)
    sees_class = sees_classes(user)
    context = {
        "object": found,
        "entries": entries,
        "entry": own,
        "sees_class": sees_class,
        "standings": standings(found) if sees_class else [],
        "merge": standing_merges().filter(gone=found).select_related("into", "survivor").first(),
        "taken_in": standing_merges().filter(survivor=found).select_related("gone", "into"),
        "flags": found.flags.all(),
        "licences": found.licences.all(),
        "memberships": memberships(user, found),
        "today": clock.today(),
        "visits": visits_this_year(found.pk, clock.today().year),
        "kinds_of_visits": kinds_of_visits(found.pk, clock.today().year),
        "industry_name": industry_name(found.industry),
        "own_facts": own_facts(found),
        "moments": timeline(user, entries),
        "may_edit": own is not None and own.is_active and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/objects/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def object_new(request: HttpRequest) -> HttpResponse:
    """Add one object, such as a project or a product."""
    user = person(request)
    department = _department(user)
    form = ObjectForm(request.POST or None, user=user, initial={"region": user.region_id})
    if request.method == "POST":
        made = accepted(
            form,
            lambda: objects.add_object(
                by=user,
                department=department,
                code=form.cleaned_data["code"],
                facts=form.facts,
                exclusion=form.cleaned_data["exclusion"],
            ),
        )
        if made:
            messages.success(request, "已加入名录")
            _warn_of_entry(request, made, form.facts)
            return redirect("object", pk=made.pk)
    return render(request, "web/registers/objects/form.html", {"form": form})


def _warn_of_entry(request: HttpRequest, made: InspectionObject, facts: Mapping[str, Any]) -> None:
    """Say of a code that it may be miscopied, and of a known object that it stays as it is."""
    if is_miscopied(made.code) and made.kind not in NON_ENTITY_KINDS:
        messages.warning(request, MISCOPIED)
    if any(getattr(made, name) != value for name, value in facts.items() if name != "owner_code"):
        told = "这个代码已有登记，按已有的登记加入；刚才填写的没有采用，要改的请编辑这个对象"
        messages.warning(request, told)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def object_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an object of the own register."""
    user = person(request)
    opened = opening_of(pk, user.department_id)
    entry = own_entry(request, pk)
    form = ObjectForm(
        request.POST or None,
        user=user,
        instance=entry.object,
        initial={"exclusion": entry.exclusion, "opened": opened},
    )
    if request.method == "POST":
        done = accepted(form, lambda: _save(user, entry, form))
        if done:
            messages.success(request, "已保存，原值留在变更记录中")
            return redirect("object", pk=pk)
    return render(
        request, "web/registers/objects/form.html", {"form": form, "object": entry.object}
    )


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def object_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an object another class of a scheme, the generic one by default, with the reason."""
    user, entry = person(request), own_entry(request, pk)
    scheme = schemes_in_use().filter(pk=request.GET.get("scheme", GENERIC)).first()
    scheme = scheme or RiskScheme.generic()
    now = class_now(entry.object, scheme)
    form = RiskClassForm(request.POST or None, scheme=scheme, initial={"level": now})
    if request.method == "POST":
        give = partial(objects.set_risk_class, by=user, entry=entry, scheme=scheme)
        done = accepted(form, lambda: give(**form.cleaned_data))
        if done:
            messages.success(request, "已调整风险类别")
            return redirect("object", pk=pk)
    context = {"form": form, "object": entry.object, "scheme": scheme, "now": now}
    return render(request, "web/registers/objects/class.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def object_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an object out of the own register."""
    user, entry = person(request), own_entry(request, pk)
    reason = request.POST.get("reason", "")
    remove = objects.remove_object
    tried(request, lambda: remove(by=user, entry=entry, reason=reason), "已移出名录")
    return redirect("object", pk=pk)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def object_tagging(request: HttpRequest) -> HttpResponse:
    """Put a tag on all objects that the list's filters find, or take it off."""
    user = person(request)
    department = _department(user)
    if back := nothing_picked(request, "objects"):
        return back
    shown = listing(user, request.GET)
    rows = shown.rows.filter(pk__in=register_of(department).values("pk"))
    form = TaggingForm(request.POST or None)
    if request.method == "POST":
        remove = request.POST.get("remove") == "1"
        number = accepted(
            form,
            lambda: tags.tag_objects(
                by=user, tag=form.cleaned_data["tag"], objects=rows, remove=remove
            ),
        )
        if number is not None:
            verb = "去掉" if remove else "加上"
            messages.success(request, f"已给 {number:,} 个对象{verb}标签")
            return redirect(list_address("objects", request.GET))
    context = {
        "form": form,
        "count_text": counted(rows).text,
        "is_whole": is_whole(request.GET),
        "back": list_address("objects", request.GET),
    }
    return render(request, "web/registers/objects/tagging.html", context)


def _save(user: User, entry: RegisterEntry, form: ObjectForm) -> InspectionObject:
    before = opening_of(entry.object_id, entry.department_id)
    try:
        return objects.edit_object(
            by=user,
            entry=entry,
            facts=form.facts,
            exclusion=form.cleaned_data["exclusion"],
            opened=form.cleaned_data["opened"],
        )
    except ChangedMeanwhile as refusal:
        form.show_changes(refusal.changes, before)
        raise


def _department(user: User) -> Department:
    if user.department is None:
        raise NotFound
    return user.department
