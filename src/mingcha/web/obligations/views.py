"""Obligations: the region's and department's own, and those of real notices to adopt."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import obligations as actions
from mingcha.plans.filling import has_lower
from mingcha.plans.models.annual_scheme import SchemeIssuer
from mingcha.plans.models.obligation import Answerer, Obligation
from mingcha.plans.obligation_policies import sets_for
from mingcha.plans.obligation_presets import NOTICES, Notice, preset_of
from mingcha.plans.selectors.obligations import get_obligation, visible_obligations
from mingcha.plans.selectors.schemes import get_scheme
from mingcha.web.answers import accepted, tried
from mingcha.web.obligations.forms import ObligationForm, TaskForm, empty_initial, initial_of
from mingcha.web.obligations.tabs import year_tabs
from mingcha.web.people import person
from mingcha.web.plans.tabs import year_asked, years_about


@permitted(P.TARGET_VIEW)
@require_GET
def obligation_list(request: HttpRequest) -> HttpResponse:
    """List the obligations, and to the office the notices from which it may adopt some."""
    user, year = person(request), year_asked(request)
    rows = visible_obligations(user).prefetch_related("departments", "units")
    may_set = user.may(P.TARGET_EDIT)
    context: dict[str, object] = {
        "tabs": year_tabs("obligations"),
        "rows": [(row, whom(row), actions.may_set(user, row)) for row in rows],
        "year": year,
        "years": years_about(year),
        "may_set": may_set,
    }
    if may_set:
        context["notices"] = _offered(user, year)
    return render(request, "web/obligations/list.html", context)


def _offered(user: User, year: int) -> list[tuple[Notice, list[tuple[object, ...]]]]:
    """Return the notices with their deadlines: who would answer, and whether one is held or over."""
    held, lower = set(actions.adopted(user, year)), has_lower(user.region)
    today = clock.today()
    return [
        (
            notice,
            [
                (
                    preset,
                    words(preset.answerers(has_lower=lower)),
                    preset.key in held,
                    preset.is_over(year, today),
                )
                for preset in notice.presets
            ],
        )
        for notice in NOTICES
    ]


def whom(obligation: Obligation) -> str:
    """Return who answers for an obligation, in words."""
    named = [each.short_name for each in obligation.departments.all()]
    named += [each.name for each in obligation.units.all()]
    return "、".join(filter(None, (words(obligation.answered_by), *named)))


def words(kinds: list[Answerer] | list[str]) -> str:
    """Return kinds of answerers in words."""
    return "、".join(str(Answerer(kind).label) for kind in kinds)


@permitted(P.TARGET_EDIT)
@require_http_methods(["GET", "POST"])
def obligation_new(request: HttpRequest) -> HttpResponse:
    """Set an obligation of the region, from nothing or from a notice's deadline."""
    user, year = person(request), year_asked(request)
    found = preset_of(request.GET.get("preset", ""))
    initial = empty_initial(clock.today())
    if found:
        notice, preset = found
        initial = initial_of(preset, year, preset.answerers(has_lower=has_lower(user.region)))
        initial["basis"] = notice.basis(preset)
    form = ObligationForm(
        request.POST or None, region=user.region, department=user.department, initial=initial
    )
    if request.method == "POST":
        made = accepted(form, lambda: actions.add_obligation(by=user, terms=form.terms))
        if made:
            messages.success(request, f"已登记：{made.title}")
            return redirect("obligations")
    return render(request, "web/obligations/new.html", {"form": form})


@permitted(P.TARGET_EDIT)
@require_POST
def obligation_adopt(request: HttpRequest) -> HttpResponse:
    """Adopt the ticked deadlines of a notice for a year."""
    user, year = person(request), year_asked(request)
    keys = request.POST.getlist("presets")
    adopt = partial(actions.adopt_presets, by=user, year=year, keys=keys)
    tried(request, adopt, f"已采用，列入{year}年日历")
    return redirect(f"{reverse('obligations')}?year={year}")


@permitted(P.TARGET_VIEW)
@require_POST
def obligation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an obligation end."""
    user = person(request)
    obligation = get_obligation(user, pk)
    reason = request.POST.get("reason", "")
    end = partial(actions.end_obligation, by=user, obligation=obligation, reason=reason)
    tried(request, end, f"已停止：{obligation.title}")
    return redirect("obligations")


@permitted(P.TARGET_VIEW)
@require_http_methods(["GET", "POST"])
def scheme_break_down(request: HttpRequest, scheme: int) -> HttpResponse:
    """Break a task of an issued scheme down: who answers, and until when (R-147)."""
    user = person(request)
    found = get_scheme(user, scheme)
    issuer = found.department if found.issuer == SchemeIssuer.DEPARTMENT else None
    if found.issued_at is None or not sets_for(user, found.region, issuer):
        raise NotFound("只有印发方案的单位可以分解任务，方案印发以后才能分解")
    initial = empty_initial(clock.today()) | {
        "first_year": found.year,
        "last_year": found.year,
        "basis": found.number,
    }
    form = TaskForm(
        request.POST or None,
        region=found.region,
        department=found.department,
        own_units_only=issuer is not None,
        initial=initial,
    )
    if request.method == "POST" and accepted(
        form, lambda: actions.add_obligation(by=user, terms=form.terms, scheme=found)
    ):
        messages.success(request, "已分解任务，列入日历")
        return redirect("annual-scheme", pk=found.pk)
    context = {"form": form, "scheme": found}
    return render(request, "web/obligations/break_down.html", context)
