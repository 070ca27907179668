"""Objects found in the list join a sub-register, or leave it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions.special_registers import add_members, remove_members
from mingcha.registers.models import InspectionObject
from mingcha.registers.selectors.objects import register_of
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.registers.objects.listing import listing
from mingcha.web.registers.paging import counted
from mingcha.web.registers.picking import is_whole, list_address, nothing_picked
from mingcha.web.registers.special.forms import MembershipForm


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def object_membership(request: HttpRequest) -> HttpResponse:
    """Let all objects that the list's filters find join a sub-register, or leave it."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    if back := nothing_picked(request, "objects"):
        return back
    rows = listing(user, request.GET).rows.filter(pk__in=register_of(department).values("pk"))
    form = MembershipForm(
        request.POST or None,
        department=department,
        initial={"register": request.GET.get("special"), "leave": "1" * ("special" in request.GET)},
    )
    if request.method == "POST":
        told = accepted(form, lambda: _done(user, form, rows))
        if told:
            messages.success(request, told)
            return redirect(list_address("objects", request.GET))
    context = {
        "form": form,
        "count_text": counted(rows).text,
        "is_whole": is_whole(request.GET),
        "back": list_address("objects", request.GET),
    }
    return render(request, "web/registers/special/membership.html", context)


def _done(user: User, form: MembershipForm, rows: QuerySet[InspectionObject]) -> str:
    register = form.cleaned_data["register"]
    if form.cleaned_data["leave"]:
        reason = form.cleaned_data["reason"]
        number = remove_members(by=user, register=register, objects=rows, reason=reason)
        return f"已将 {number:,} 户移出“{register.name}”"
    number = add_members(by=user, register=register, objects=rows)
    return f"已将 {number:,} 户加入“{register.name}”"
