"""Pages of the formed teams (固定检查组, R-060): the list, one with its history, and keeping them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import formed_teams as actions
from mingcha.registers.models import FormedTeam
from mingcha.registers.selectors.formed_teams import (
    get_formed_team,
    visible_formed_teams,
    why_not_sent,
)
from mingcha.registers.selectors.objects import Change, history_of
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.formed.forms import FormedTeamForm
from mingcha.web.registers.formed.lists import TEAMS, TeamFilter


@permitted(P.REGISTER_VIEW)
@require_GET
def team_list(request: HttpRequest) -> HttpResponse:
    """List the teams within the scope, and which of them could not be sent today."""
    user = person(request)
    may_edit = user.department is not None and user.may(P.REGISTER_EDIT)
    context = TEAMS.context(request, _found(request), "组") | {"may_edit": may_edit}
    return render(request, "web/registers/formed/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def team_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered."""
    return sheet_response(TEAMS.sheet(request, _found(request).qs))


def _found(request: HttpRequest) -> TeamFilter:
    return TeamFilter(request, visible_formed_teams(person(request)))


@permitted(P.REGISTER_VIEW)
@require_GET
def team_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a team, who was in it from when to when, and what was changed."""
    user = person(request)
    team = get_formed_team(user, pk)
    is_own = user.department_id == team.department_id and not team.is_dissolved
    context = {
        "team": team,
        "members": sorted(team.members.all(), key=lambda one: one.left_on is not None),
        "faults": [] if team.is_dissolved else why_not_sent(team, clock.today()),
        "changes": _changes(team),
        "may_edit": is_own and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/formed/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def team_new(request: HttpRequest) -> HttpResponse:
    """Form a team."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a team."""
    return _form(request, _own(request, pk))


@permitted(P.REGISTER_EDIT)
@require_POST
def team_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve a team, with the reason."""
    team, reason = _own(request, pk), request.POST.get("reason", "")
    dissolve = actions.dissolve_team
    done = f"已解散：{team.name}，已抽取的任务不受影响"
    tried(request, lambda: dissolve(by=person(request), team=team, reason=reason), done)
    return redirect("inspector-team", pk=pk)


def _form(request: HttpRequest, team: FormedTeam | None) -> HttpResponse:
    user = person(request)
    if user.department is None:
        raise NotFound
    form = FormedTeamForm(request.POST or None, department=user.department, team=team)
    if request.method == "POST":
        made = accepted(
            form,
            lambda: (
                actions.change_team(by=user, team=team, facts=form.facts)
                if team
                else actions.form_team(by=user, facts=form.facts)
            ),
        )
        if made:
            messages.success(request, "已保存，以后冻结名录的任务按这一组抽取")
            return redirect("inspector-team", pk=made.pk)
    context = {"form": form, "team": team}
    return render(request, "web/registers/formed/form.html", context)


def _own(request: HttpRequest, pk: int) -> FormedTeam:
    user = person(request)
    team = get_formed_team(user, pk)
    if team.department_id != user.department_id:
        raise NotFound
    return team


def _changes(team: FormedTeam) -> list[tuple[str, Change]]:
    found = [("检查组", change) for change in history_of(team)]
    for one in team.members.all():
        found += [(f"成员 {one.inspector.name}", change) for change in history_of(one)]
    return sorted(found, key=lambda each: each[1].at, reverse=True)
