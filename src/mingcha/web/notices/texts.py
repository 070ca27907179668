"""Pages of the texts of documents: which hold, writing one, putting it in force."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.kinds import KINDS, NoticeKind
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.notices.actions import texts as actions
from mingcha.notices.models import NoticeText
from mingcha.notices.scopes import Scope, scope_of
from mingcha.notices.selectors.texts import draft_of, kind_of, text_from_above, text_of_scope
from mingcha.web.answers import accepted, tried
from mingcha.web.notices.forms import GiveBackForm, NoticeTextForm, StartForm
from mingcha.web.people import person


@permitted(P.NOTICE_EDIT)
@require_GET
def text_list(request: HttpRequest) -> HttpResponse:
    """List the kinds of documents with the texts that hold here."""
    scope = scope_of(person(request))
    rows = [
        (kind, text_of_scope(kind, scope, clock.today()), draft_of(kind, scope))
        for kind in KINDS.values()
    ]
    return render(request, "web/notices/list.html", {"rows": rows, "scope": scope})


@permitted(P.NOTICE_EDIT)
@require_GET
def text_detail(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the text that holds, the draft, and all versions."""
    known, scope = kind_of(kind), scope_of(person(request))
    today = clock.today()
    versions = list(scope.texts(known.key))
    context = {
        "kind": known,
        "scope": scope,
        "held": text_of_scope(known, scope, today),
        "above": text_from_above(known, scope, today),
        "draft": draft_of(known, scope),
        "versions": versions,
        "today": today,
        "has_own": bool(versions) and versions[0].is_own and versions[0].since is not None,
    }
    return render(request, "web/notices/detail.html", context)


@permitted(P.NOTICE_EDIT)
@require_http_methods(["GET", "POST"])
def text_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Write the draft, beginning with the one there is or the text that holds."""
    user, known = person(request), kind_of(kind)
    scope = scope_of(user)
    form = NoticeTextForm(
        request.POST or None,
        kind=known,
        is_office=scope.department is None,
        initial=_beginning(known, scope, from_standard="standard" in request.GET),
    )
    write = partial(actions.write_draft, by=user, kind=known)
    if request.method == "POST" and accepted(form, lambda: write(**form.values)):
        return redirect("notice-text-preview", kind=known.key)
    mandatory = {group[0] for group in known.mandatory if len(group) == 1}
    context = {"kind": known, "scope": scope, "form": form, "mandatory": mandatory}
    return render(request, "web/notices/edit.html", context)


@permitted(P.NOTICE_EDIT)
@require_http_methods(["GET", "POST"])
def text_start(request: HttpRequest, kind: str) -> HttpResponse:
    """Put the draft in force from a day."""
    user, known = person(request), kind_of(kind)
    draft = _draft(known, scope_of(user))
    form = StartForm(request.POST or None, initial={"since": clock.today()})
    start = partial(actions.put_in_force, by=user, draft=draft)
    if request.method == "POST" and accepted(form, lambda: start(**form.cleaned_data)):
        return redirect("notice-text", kind=known.key)
    return render(request, "web/notices/start.html", {"kind": known, "draft": draft, "form": form})


@permitted(P.NOTICE_EDIT)
@require_http_methods(["GET", "POST"])
def text_give_back(request: HttpRequest, kind: str) -> HttpResponse:
    """Go back to the text from above or the platform's."""
    user, known = person(request), kind_of(kind)
    form = GiveBackForm(request.POST or None, initial={"since": clock.today()})
    give = partial(actions.give_back, by=user, kind=known)
    if request.method == "POST" and accepted(form, lambda: give(**form.cleaned_data)):
        return redirect("notice-text", kind=known.key)
    above = text_from_above(known, scope_of(user), clock.today())
    context = {"kind": known, "form": form, "above": above}
    return render(request, "web/notices/give_back.html", context)


@permitted(P.NOTICE_EDIT)
@require_POST
def text_drop(request: HttpRequest, kind: str) -> HttpResponse:
    """Throw the draft away."""
    user, known = person(request), kind_of(kind)
    draft = _draft(known, scope_of(user))
    tried(request, partial(actions.drop_draft, by=user, draft=draft), "草稿已删除")
    return redirect("notice-text", kind=known.key)


def _draft(kind: NoticeKind, scope: Scope) -> NoticeText:
    draft = draft_of(kind, scope)
    if draft is None:
        raise NotFound("没有草稿，可能已经启用或删除")
    return draft


def _beginning(kind: NoticeKind, scope: Scope, *, from_standard: bool) -> dict[str, object]:
    draft = draft_of(kind, scope)
    if from_standard:
        return {"title": kind.title, "text": kind.text}
    if draft is not None:
        return {
            "title": draft.title,
            "text": draft.text,
            "for_subordinates": draft.for_subordinates,
            "reason": draft.reason,
        }
    held = text_of_scope(kind, scope, clock.today())
    is_shared = held.version is not None and held.version.for_subordinates
    return {"title": held.title, "text": held.text, "for_subordinates": is_shared}
