"""The ticked people of the list are changed at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department, Unit
from mingcha.registers.actions.inspectors_in_bulk import change_inspectors
from mingcha.registers.models import Inspector, Tag
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind
from mingcha.web.answers import accepted
from mingcha.web.base_forms import Form, drop_without_choices, rows_of
from mingcha.web.people import person
from mingcha.web.registers.picking import list_address, picked


def _tags(label: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Tag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BulkForm(Form):
    """What is to change; what is left empty stays as it is with everybody."""

    unit = forms.ModelChoiceField(
        label="调到机构", queryset=Unit.objects.none(), required=False, empty_label="不改"
    )
    state = forms.ChoiceField(
        label="状态改为",
        choices=[("", "不改"), *InspectorState.choices],
        required=False,
        help_text="暂停执法和离岗的不再派出；短时间请假请到个人页面登记离岗时段",
    )
    add = _tags("加上专长或资质")
    remove = _tags("去掉专长或资质")
    reason = forms.CharField(
        label="理由",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="改为在岗以外的状态时要写明",
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's sections and the tags in use."""
        super().__init__(*args, **kwargs)
        tags = Tag.objects.exclude(kind=TagKind.OBJECT)
        rows_of(self, "unit").queryset = department.units.all()
        rows_of(self, "add").queryset = tags.filter(is_retired=False)
        rows_of(self, "remove").queryset = tags
        for name in ("add", "remove"):
            drop_without_choices(self, name)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def inspector_bulk(request: HttpRequest) -> HttpResponse:
    """Change section, state and expertise of all who were ticked."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    back = list_address("inspectors", request.GET)
    chosen = Inspector.objects.filter(pk__in=picked(request.GET), department=department)
    people = list(chosen.order_by("staff_no"))
    if not people:
        messages.error(request, "还没有勾选，请先在列表中勾选要调整的人")
        return redirect(back)
    form = BulkForm(request.POST or None, department=department)
    if request.method == "POST":
        keys = [one.pk for one in people]
        change = change_inspectors
        number = accepted(form, lambda: change(by=user, inspectors=keys, **form.cleaned_data))
        if number:
            messages.success(request, f"已调整 {number} 人")
            return redirect(back)
    context = {"form": form, "people": people, "back": back}
    return render(request, "web/registers/inspectors/bulk.html", context)
