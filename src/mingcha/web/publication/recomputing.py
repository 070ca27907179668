"""Auditors and witnesses take the full bundle, recompute it elsewhere, and state what they found."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.publication.actions.recomputations import hand_out_bundle, state_recomputed
from mingcha.publication.models import Recomputation
from mingcha.publication.models.recomputation import Verdict
from mingcha.publication.selectors.recomputations import (
    get_recomputable,
    recomputable_draws,
    recomputation_counts,
)
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import accepted
from mingcha.web.base_forms import Form
from mingcha.web.people import person

_PER_PAGE = 25


class StatementForm(Form):
    """What somebody found, signed with their password."""

    verdict = forms.ChoiceField(label="结论", choices=Verdict.choices, widget=forms.RadioSelect)
    digest = forms.CharField(
        label="数据包指纹",
        max_length=120,
        widget=forms.TextInput(
            attrs={"class": "mono", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text="您核对的那一份 transcript.json 里 digest 一项，64 位十六进制数",
    )
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不一致的，写明哪一项、用什么程序核对",
    )
    password = forms.CharField(
        label="您的口令",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="以口令签署，声明不能更改",
        error_messages={"required": "请填写口令"},
    )


@permitted(P.AUDIT_VIEW, P.DRAW_WITNESS)
@require_GET
def draw_list(request: HttpRequest) -> HttpResponse:
    """List the draws that the person may recompute, newest first."""
    user = person(request)
    page = Paginator(recomputable_draws(user), _PER_PAGE).get_page(request.GET.get("page"))
    own = Recomputation.objects.filter(stated_by=user.username, draw__in=[d.pk for d in page])
    stated = {row.draw_id: row for row in own}
    rows = [(draw, stated.get(draw.pk), recomputation_counts(draw.draw_id)) for draw in page]
    context = {"tabs": tabs(user, "recomputations"), "rows": rows, "page": page}
    return render(request, "web/publication/recomputations.html", context)


@permitted(P.AUDIT_VIEW, P.DRAW_WITNESS)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the bundle and take the statement."""
    user = person(request)
    draw = get_recomputable(user, pk)
    own = Recomputation.objects.filter(draw=draw, stated_by=user.username).first()
    form = StatementForm(request.POST or None)
    if request.method == "POST":
        address = request.META["REMOTE_ADDR"]
        state = partial(state_recomputed, by=user, draw=draw, address=address)
        if accepted(form, lambda: state(**form.cleaned_data)):
            messages.success(request, "声明已签署，公开页面上按人数公布")
            return redirect("recomputation", pk=pk)
    context = {
        "draw": draw,
        "task": draw.own_task,
        "form": None if own else form,
        "own": own,
    }
    return render(request, "web/publication/recomputation.html", context)


@permitted(P.AUDIT_VIEW, P.DRAW_WITNESS)
@require_GET
def bundle(request: HttpRequest, pk: int) -> FileResponse:
    """Give the full bundle."""
    user = person(request)
    draw = get_recomputable(user, pk)
    archive = hand_out_bundle(by=user, draw=draw)
    return FileResponse(archive, as_attachment=True, filename=f"{draw.draw_id}-full.zip")
