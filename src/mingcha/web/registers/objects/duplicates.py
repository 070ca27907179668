"""Suspected duplicates: listed, looked at side by side, merged, told apart, parted again."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.selectors.names import names_of
from mingcha.core.identifiers.text import fold
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions import merging
from mingcha.registers.models import InspectionObject, ObjectMerge
from mingcha.registers.selectors.duplicates import MOST, Ground, ground_of, known_as_two, suspects
from mingcha.registers.selectors.merges import distinct_pairs_seen, get_merge, merges_seen
from mingcha.registers.selectors.objects import registers_within, visible_entries, visible_objects
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.objects.duplicate_forms import MergeForm, OtherCodeForm
from mingcha.web.registers.objects.own import own_entry
from mingcha.web.registers.objects.pairs import get_pair

_PAGE = 25
_KINDS = {"": "疑似重复", "merged": "已合并", "distinct": "认定不是重复"}


@permitted(P.REGISTER_VIEW)
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that seem to be one, those merged, or those found to be two."""
    user = person(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in _KINDS else ""
    context = {
        "tabs": [
            {"title": title, "url": f"?kind={key}" if key else "?", "active": key == kind}
            for key, title in _KINDS.items()
        ],
        "kind": kind,
        "may_edit": user.may(P.REGISTER_EDIT),
        "department": user.department_id,
        **(_suspected(request, user) if not kind else _settled(request, user, kind)),
    }
    return render(request, "web/registers/objects/duplicates.html", context)


def _suspected(request: HttpRequest, user: User) -> dict[str, object]:
    ground = request.GET.get("ground", "")
    ground = ground if ground in Ground.values else ""
    departments = list(registers_within(user))
    only = departments[0] if len(departments) == 1 else None
    pairs, number = suspects(visible_objects(user, only), ground)
    return {
        "grounds": [("", "全部"), *Ground.choices],
        "ground": ground,
        "number": number,
        "most": MOST if number > MOST else 0,
        "page": Paginator(pairs, _PAGE).get_page(request.GET.get("page")),
    }


def _settled(request: HttpRequest, user: User, kind: str) -> dict[str, object]:
    rows: QuerySet[Any] = merges_seen(user) if kind == "merged" else distinct_pairs_seen(user)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    by = [row.merged_by if kind == "merged" else row.said_by for row in page]
    names = names_of(by)
    return {"page": page, "rows": [(row, names[name]) for row, name in zip(page, by, strict=True)]}


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def object_pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Show two objects side by side; who keeps both merges them here."""
    user = person(request)
    pair = get_pair(user, first, second)
    may_edit = pair.is_own and user.may(P.REGISTER_EDIT)
    form = MergeForm(request.POST or None, pair=pair)
    if request.method == "POST":
        done = accepted(form, lambda: _merged(user, form))
        if done:
            messages.success(request, f"已并入 {done.into.code}，可在“已合并”中撤销")
            return redirect("object", pk=done.into_id)
    context = {
        "pair": pair,
        "ground": ground_of(*pair.objects),
        "distinct": known_as_two(*pair.objects),
        "form": form if may_edit else None,
    }
    return render(request, "web/registers/objects/pair.html", context)


def _merged(user: User, form: MergeForm) -> ObjectMerge:
    kept, gone = form.chosen
    reason = form.cleaned_data["reason"]
    return merging.merge_objects(by=user, kept=kept, gone=gone, reason=reason)


@permitted(P.REGISTER_EDIT)
@require_POST
def pair_apart(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Note that the two are two, with the reason."""
    user = person(request)
    one, other = get_pair(user, first, second).objects
    tell = partial(merging.tell_apart, by=user, first=one, second=other)
    reason = request.POST.get("reason", "")
    if tried(request, lambda: tell(reason=reason), "已认定不是重复，这一对不再列出"):
        return redirect("object-duplicates")
    return redirect("object-pair", first=first, second=second)


@permitted(P.REGISTER_EDIT)
@require_POST
def pair_withdraw(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Take back that the two are two."""
    user = person(request)
    known = known_as_two(*get_pair(user, first, second).objects)
    if known is None:
        raise NotFound
    withdraw = partial(merging.withdraw_pair, by=user, pair=known)
    tried(request, withdraw, "已取消认定，重新列入疑似重复")
    return redirect("object-pair", first=first, second=second)


@permitted(P.REGISTER_EDIT)
@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Let two merged objects be two again."""
    user = person(request)
    merge = get_merge(user, pk)
    undo = partial(merging.undo_merge, by=user, merge=merge)
    reason = request.POST.get("reason", "")
    if tried(request, lambda: undo(reason=reason), "已撤销合并，两个对象各自恢复"):
        return redirect("object", pk=merge.gone_id)
    return redirect(f"{reverse('object-duplicates')}?kind=merged")


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def merge_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the code of the object that is the same as this one."""
    user, entry = person(request), own_entry(request, pk)
    form = OtherCodeForm(request.POST or None)
    if request.method == "POST":
        other = accepted(form, lambda: _other(user, entry.object, form.cleaned_data["code"]))
        if other:
            return redirect("object-pair", first=pk, second=other.pk)
    context = {"form": form, "object": entry.object}
    return render(request, "web/registers/objects/merge_with.html", context)


def _other(user: User, one: InspectionObject, code: str) -> InspectionObject:
    entry = visible_entries(user).filter(object__code=fold(code)[0], is_active=True).first()
    if entry is None:
        raise DomainError("no_such_object", "本部门名录中没有这个代码，请核对", "code")
    if entry.object_id == one.pk:
        raise DomainError("same_object", "这是它自己的代码，请填写另一户的代码", "code")
    return entry.object
