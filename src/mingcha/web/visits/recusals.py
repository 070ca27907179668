"""An inspector's own declarations of interest (回避申报)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.inspections.selectors.own import own_inspector
from mingcha.registers.actions.recusals import declare_own_recusal
from mingcha.registers.selectors.recusals import own_recusals
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.registers.inspectors.forms import RecusalForm
from mingcha.web.visits.phone import phone_page


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def recusals(request: HttpRequest) -> HttpResponse:
    """Show what was declared and decided; a POST declares an interest."""
    user = person(request)
    own_inspector(user)
    form = RecusalForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and accepted(
        form, lambda: declare_own_recusal(by=user, **form.cleaned_data)
    ):
        messages.success(request, "已申报，从现在起避开这个对象；由部门负责人审定")
        return redirect("visit-recusals")
    context: dict[str, object] = {"form": form, "declared": own_recusals(user)}
    return phone_page(request, "recusals.html", "me", context)
