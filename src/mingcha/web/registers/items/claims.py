"""Pages of claims: the superior's items not yet in the own list (R-004)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.actions import claims
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.selectors.claims import ClaimPage, claim_page
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, rows_of
from mingcha.web.people import person


class ClaimForm(Form):
    """The items to claim."""

    items = forms.ModelMultipleChoiceField(
        InspectionItem.objects.none(), label="要认领的事项", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, page: ClaimPage, **kwargs: Any) -> None:
        """Offer what is open."""
        super().__init__(*args, **kwargs)
        offered = InspectionItem.objects.filter(pk__in=[each.item_id for each in page.open])
        rows_of(self, "items").queryset = offered


class MandateForm(Form):
    """Why an item is no matter of the department."""

    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明三定规定或职责划分的依据，双随办统计覆盖率时可以看到",
    )


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def item_claims(request: HttpRequest) -> HttpResponse:
    """Show the superior's items that are open, with the coverage; a POST claims those chosen."""
    user, department = person(request), _department(request)
    page = claim_page(department)
    form = ClaimForm(request.POST or None, page=page)
    if request.method == "POST" and user.may(P.ITEM_EDIT) and (made := _claimed(request, form)):
        messages.success(request, f"已认领 {len(made)} 项，都是草稿：核对后提交审核")
        return redirect("item-claims")
    chosen = set(form["items"].value() or [])
    context = {
        "page": page,
        "form": form,
        "rows": [
            {
                "version": version,
                "is_late": version.item_id in page.late,
                "is_chosen": str(version.item_id) in chosen,
            }
            for version in page.open
        ],
        "may_claim": user.may(P.ITEM_EDIT),
    }
    return render(request, "web/registers/items/claims.html", context)


def _claimed(request: HttpRequest, form: ClaimForm) -> list[ItemVersion] | None:
    claim = partial(claims.claim_items, by=person(request))
    return accepted(form, lambda: claim(items=[item.pk for item in form.cleaned_data["items"]]))


@permitted(P.ITEM_EDIT)
@require_http_methods(["GET", "POST"])
def item_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an item of the superior as outside the mandate, with the reason."""
    page = claim_page(_department(request))
    version = next((each for each in page.open if each.item_id == pk), None)
    if version is None:
        raise NotFound("这个事项已经认领、已停用或已经标记")
    form = MandateForm(request.POST or None)
    if request.method == "POST":
        mark = partial(claims.mark_out_of_mandate, by=person(request), item=pk)
        if accepted(form, lambda: mark(reason=form.cleaned_data["reason"])):
            messages.success(request, f"已标记：{version.name}不在本部门职责范围")
            return redirect("item-claims")
    context = {"form": form, "version": version, "superior": page.superior}
    return render(request, "web/registers/items/mandate.html", context)


@permitted(P.ITEM_EDIT)
@require_POST
def item_mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an item count again."""
    end = partial(claims.unmark_out_of_mandate, by=person(request), item=pk)
    tried(request, end, "已取消标记，请认领这个事项")
    return redirect("item-claims")


def _department(request: HttpRequest) -> Department:
    department = person(request).department
    if department is None:
        raise NotFound
    return department
