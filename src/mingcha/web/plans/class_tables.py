"""Pages of the class tables (分类抽查比例表): the region's own, and the examples of real documents."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.planning.quota import FORMS
from mingcha.foundation.access import permitted
from mingcha.plans.actions import class_tables as actions
from mingcha.plans.class_table_examples import EXAMPLES, Example, example_of
from mingcha.plans.models import ClassTable
from mingcha.plans.ratios import is_ratio
from mingcha.plans.selectors.class_tables import get_class_table, visible_class_tables
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form
from mingcha.web.people import person
from mingcha.web.plans.tabs import plan_tabs


class ClassTableForm(Form):
    """A table: for each class how many are drawn, and how often."""

    name = forms.CharField(label="名称", max_length=60, help_text="如 一般企业分类抽查比例")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号")

    def __init__(self, *args: Any, user: User, example: Example | None, **kwargs: Any) -> None:
        """Ask for each class of the scheme in force; an example of the same classes fills it in."""
        super().__init__(*args, **kwargs)
        scheme = scheme_in_force(user.region)
        self.levels = list(scheme.levels) if scheme else []
        self.example = example if example and list(example.levels) == self.levels else None
        known = {level: row for level, *row in self.example.rows} if self.example else {}
        for level in self.levels:
            ratio, frequency = known.get(level, ("", ""))
            self.fields[f"ratio_{level}"] = forms.CharField(
                label=f"{level} 类比例", max_length=60, initial=ratio
            )
            self.fields[f"frequency_{level}"] = forms.CharField(
                label=f"{level} 类频次",
                max_length=40,
                required=False,
                initial=frequency,
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return ratio and frequency of each class, as the page shows them."""
        return [(self[f"ratio_{level}"], self[f"frequency_{level}"]) for level in self.levels]

    @property
    def asked_at(self) -> dict[str, str]:
        """Say where a fault of ratios or frequencies as a whole stands: at the highest class."""
        if not self.levels:
            return {}
        names = {"ratios": "ratio", "frequencies": "frequency"}
        return {asked: f"{name}_{self.levels[-1]}" for asked, name in names.items()}

    def clean(self) -> dict[str, Any]:
        """Refuse what is no quota at its own field."""
        given = super().clean() or {}
        for level in self.levels:
            text = given.get(f"ratio_{level}")
            if text and not is_ratio(text):
                self.add_error(f"ratio_{level}", f"{level} 类比例请写成 {FORMS}")
        return given

    @property
    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "basis": data["basis"],
            "ratios": {level: data[f"ratio_{level}"] for level in self.levels},
            "frequencies": {level: data[f"frequency_{level}"] for level in self.levels},
            "example": self.example.key if self.example else "",
        }


@permitted(P.PLAN_VIEW)
@require_GET
def tables(request: HttpRequest) -> HttpResponse:
    """List the tables that hold here, and the examples."""
    user = person(request)
    scheme = scheme_in_force(user.region)
    levels = tuple(scheme.levels) if scheme else ()
    context = {
        "tables": [
            (table, _rows(table), _made_from(table)) for table in visible_class_tables(user)
        ],
        "examples": [(each, each.levels == levels) for each in EXAMPLES],
        "tabs": plan_tabs("class-tables"),
        "scheme": scheme,
        "may_set": user.may(P.TARGET_EDIT) and scheme is not None,
        "own": user.region_id,
    }
    return render(request, "web/plans/class_tables.html", context)


def _rows(table: ClassTable) -> list[tuple[str, str, str]]:
    return [
        (level, table.ratios[level], table.frequencies.get(level, ""))
        for level in table.scheme.levels
        if level in table.ratios
    ]


def _made_from(table: ClassTable) -> str:
    example = example_of(table.example)
    return example.title if example else ""


@permitted(P.TARGET_EDIT)
@require_http_methods(["GET", "POST"])
def table_new(request: HttpRequest) -> HttpResponse:
    """Set a table, from nothing or from an example."""
    user = person(request)
    example = example_of(request.GET.get("example", ""))
    form = ClassTableForm(request.POST or None, user=user, example=example)
    if request.method == "POST":
        made = accepted(form, lambda: actions.set_class_table(by=user, **form.values))
        if made:
            return redirect("class-tables")
    context = {"form": form, "example": form.example, "ways": FORMS}
    return render(request, "web/plans/class_table.html", context)


@permitted(P.TARGET_EDIT)
@require_POST
def table_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let no further line take a table over."""
    user = person(request)
    table = get_class_table(user, pk)
    tried(request, partial(actions.end_class_table, by=user, table=table), f"已停止：{table.name}")
    return redirect("class-tables")
