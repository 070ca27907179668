"""Pages of the trainings that took place, and who attended them (R-148)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.orgs.superiors import superior_of
from mingcha.registers.actions import training_sessions as actions
from mingcha.registers.selectors.training_sessions import (
    get_session,
    records_seen,
    visible_sessions,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.trainings.forms import SessionForm, attendees_of
from mingcha.web.registers.trainings.tabs import training_tabs, year_links, year_of


@permitted(P.REGISTER_VIEW)
@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """List a year's trainings within the scope and of the superior."""
    user, year = person(request), year_of(request)
    context = {
        "rows": visible_sessions(user).filter(held_on__year=year),
        "year": year,
        "years": year_links(year),
        "tabs": training_tabs("training-sessions"),
        "may_edit": user.department is not None and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/trainings/list.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest) -> HttpResponse:
    """Enter a training with those who attended."""
    user = person(request)
    if user.department is None:
        raise NotFound
    form = SessionForm(request.POST or None, request.FILES or None, department=user.department)
    if request.method == "POST":
        made = accepted(form, lambda: actions.hold_session(by=user, facts=form.facts()))
        if made:
            messages.success(request, "已登记，参加人员的学时已计入个人档案")
            return redirect("training-session", pk=made.pk)
    return render(request, "web/registers/trainings/form.html", {"form": form})


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a training and who attended; add people of one's own department."""
    user = person(request)
    session, own = get_session(user, pk), user.department
    superior = superior_of(own) if own else None
    is_open = own is not None and session.department in {own, superior}
    form = None
    if own and is_open and not session.is_withdrawn and user.may(P.REGISTER_EDIT):
        form = attendees_of(request.POST or None, request.FILES or None, session, own)
    if request.method == "POST":
        if form is None:
            raise NotFound
        add = actions.attend_session
        added = accepted(form, lambda: add(by=user, session=session, attendees=form.attending()))
        if added:
            messages.success(request, f"已补登 {len(added)} 人")
            return redirect("training-session", pk=pk)
    context = {
        "session": session,
        "records": records_seen(user, session),
        "form": form,
        "may_withdraw": form is not None and session.department == own,
    }
    return render(request, "web/registers/trainings/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def session_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a training entered wrongly, with the reason."""
    user, reason = person(request), request.POST.get("reason", "")
    session = get_session(user, pk)
    withdraw = actions.withdraw_session
    done = "已撤销这场培训，学时不再计入"
    tried(request, lambda: withdraw(by=user, session=session, reason=reason), done)
    return redirect("training-session", pk=pk)
