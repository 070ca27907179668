"""Pages of the inspection items (抽查事项清单)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tables2 import RequestConfig

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.item import ITEM
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import items
from mingcha.registers.actions.parent_changes import keep_own, take_over
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.models.claim import ChangeKind
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.ratio_facts import (
    frequency_understood,
    ratio_limit_bp,
    ratio_understood,
)
from mingcha.registers.selectors.item_writings import with_marks
from mingcha.registers.selectors.items import get_item
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.registers.selectors.parent_changes import (
    changes_of,
    differences_of,
    get_open_change,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.items.bulk import STEPS
from mingcha.web.registers.items.export import item_sheet
from mingcha.web.registers.items.forms import ItemForm, ScheduleForm
from mingcha.web.registers.items.listing import found, in_order
from mingcha.web.registers.items.tables import COLUMNS, ItemTable
from mingcha.web.registers.opened_form import saved_as_opened
from mingcha.web.registers.picking import filters_of
from mingcha.web.saved_views.views import kept_views
from mingcha.web.status_bar import status_bar


@permitted(P.REGISTER_VIEW)
@require_GET
def item_list(request: HttpRequest) -> HttpResponse:
    """List the newest version of every item within the scope."""
    user = person(request)
    chosen = found(request)
    rows = with_marks(in_order(chosen))
    picks = _picks(request, user)
    hidden = [*COLUMNS.hidden(request.GET), *([] if picks else ["chosen"])]
    table = ItemTable(rows, order_by=(), user=user, exclude=hidden)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "query": request.GET.urlencode(),
        "offered": COLUMNS.offered(),
        "columns": COLUMNS.shown(request.GET),
        "others": filters_of(request.GET),
        "picks": picks,
        "kept": kept_views(request, "items"),
        "count": rows.count(),
        "may_edit": user.may(P.ITEM_EDIT) and user.department is not None,
        "may_import": user.may(P.REGISTER_IMPORT),
        "has_department": user.department is not None,
    }
    return render(request, "web/registers/items/list.html", context)


def _picks(request: HttpRequest, user: User) -> list[dict[str, str]]:
    """Return the steps that the person may take with ticked items."""
    if user.department is None:
        return []
    query = request.GET.urlencode()
    return [
        {"title": title, "icon": icon, "url": f"{reverse('item-bulk', args=[verb])}?{query}"}
        for verb, (title, icon, permission, _) in STEPS.items()
        if user.may(permission)
    ]


@permitted(P.REGISTER_VIEW)
@require_GET
def item_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered, in the columns chosen."""
    return sheet_response(item_sheet(in_order(found(request)), COLUMNS.named(request.GET)))


@permitted(P.REGISTER_VIEW)
@require_GET
def item_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item: its newest version, what may be done with it, and its history."""
    user = person(request)
    item = get_item(user, pk)
    opened = row_opening_of(item.versions.all()[0])
    versions = list(item.versions.prefetch_related("check_points", "required_expertise"))
    newest = versions[0]
    is_own = item.department_id == user.department_id
    offers = ITEM.actions(newest.state, user.permissions) if is_own else ()
    context = {
        "item": item,
        "version": newest,
        "opened": opened,
        "versions": [(version, ITEM.states[version.state]) for version in versions],
        "guides": newest.listed_guides,
        "ratio": ratio_understood(newest),
        "frequency": frequency_understood(newest),
        "limit": ratio_limit_bp(newest),
        "methods": [CheckMethod(method).label for method in newest.methods],
        "steps": status_bar(ITEM, newest.state),
        "offers": {offer.action: offer for offer in offers},
        "may_edit": is_own and newest.state in items.EDITABLE and user.may(P.ITEM_EDIT),
        "may_amend": is_own and newest.state == "published" and user.may(P.ITEM_EDIT),
        **_before_superior(user, item),
    }
    return render(request, "web/registers/items/detail.html", context)


def _before_superior(user: User, item: InspectionItem) -> dict[str, object]:
    """Return what the superior changed since the claim, and what was decided before."""
    changes = list(changes_of(item))
    undecided = [] if item.retired_on else [each for each in changes if not each.decision]
    change = undecided[0] if undecided else None
    return {
        "change": change,
        "changed": differences_of(change) if change else [],
        "decided": [each for each in changes if each.decision],
        "may_decide": item.department_id == user.department_id and user.may(P.ITEM_EDIT),
        "may_take": user.may(P.ITEM_PUBLISH)
        if change and change.kind == ChangeKind.RETIRED
        else user.may(P.ITEM_EDIT),
    }


@permitted(P.ITEM_EDIT)
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Begin an item."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    form = ItemForm(request.POST or None)
    if request.method == "POST":
        made = accepted(
            form,
            lambda: items.create_item(
                by=user,
                department=department,
                code=form.cleaned_data["code"],
                text=form.text,
                check_points=form.check_points,
                required=form.cleaned_data["required_expertise"],
            ),
        )
        if made:
            return redirect("item", pk=made.item_id)
    return render(request, "web/registers/items/form.html", {"form": form})


@permitted(P.ITEM_EDIT)
@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the version in work."""
    version = _newest(request, pk)
    opened = {"opened": row_opening_of(version)}
    form = ItemForm(request.POST or None, instance=version, initial=opened)
    if request.method == "POST" and accepted(form, lambda: _saved(person(request), pk, form)):
        return redirect("item", pk=pk)
    return render(request, "web/registers/items/form.html", {"form": form, "version": version})


def _saved(user: User, pk: int, form: ItemForm) -> ItemVersion:
    """Write what the form holds; its own instance has been filled with it already."""
    version = get_item(user, pk).versions.select_related("item__department")[0]
    edit = partial(
        items.edit_item,
        by=user,
        version=version,
        text=form.text,
        check_points=form.check_points,
        required=form.cleaned_data["required_expertise"],
    )
    return saved_as_opened(form, version, lambda opened: edit(opened=opened))


_OTHER_STEPS = {"amend": "开始修订", "discard": "删除草稿"}


@permitted(P.ITEM_EDIT, P.ITEM_REVIEW, P.ITEM_PUBLISH)
@require_POST
def item_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table, or begin a new version."""
    user, version = person(request), _newest(request, pk)
    reason, opened = request.POST.get("reason", ""), request.POST.get("opened", "")
    steps: dict[str, Callable[[], object]] = {
        "submit": partial(items.submit_item, by=user, version=version),
        "return": partial(items.return_item, by=user, version=version, reason=reason),
        "approve": partial(items.approve_item, by=user, version=version, opened=opened),
        "publish": partial(items.publish_item, by=user, version=version),
        "retire": partial(items.retire_item, by=user, item=version.item, reason=reason),
        "amend": partial(items.amend_item, by=user, item=version.item),
        "unschedule": partial(items.unschedule_item, by=user, version=version),
        "withdraw": partial(items.withdraw_item, by=user, version=version),
        "discard": partial(items.discard_draft, by=user, version=version, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{_OTHER_STEPS.get(verb) or ITEM.verbs[verb]}")
    is_left = InspectionItem.objects.filter(pk=pk).exists()
    return redirect("item", pk=pk) if is_left else redirect("items")


@permitted(P.ITEM_PUBLISH)
@require_http_methods(["GET", "POST"])
def item_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the later day on which an approved version comes in force."""
    user, version = person(request), _newest(request, pk)
    form = ScheduleForm(request.POST or None)
    if request.method == "POST":
        schedule = partial(items.schedule_item, by=user, version=version)
        if accepted(form, lambda: schedule(day=form.cleaned_data["day"]) is None):
            messages.success(request, f"已定于 {form.cleaned_data['day']} 公布并生效")
            return redirect("item", pk=pk)
    return render(request, "web/registers/items/schedule.html", {"form": form, "version": version})


@permitted(P.ITEM_EDIT)
@require_POST
def item_parent_change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Decide on the superior's change of a claimed item."""
    user = person(request)
    change = get_open_change(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "take_over": (partial(take_over, by=user, change=change), "已采纳上级的变更"),
        "keep": (partial(keep_own, by=user, change=change, reason=reason), "已保留本级内容"),
    }
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("item", pk=pk)


def _newest(request: HttpRequest, pk: int) -> ItemVersion:
    return get_item(person(request), pk).versions.select_related("item__department")[0]
