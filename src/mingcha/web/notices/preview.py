"""How a text looks, filled in: with made-up values or those of a document that was made out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.filling import Values, filled, sample
from mingcha.core.notices.kinds import NoticeKind
from mingcha.documents.parts import Paper
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.notices.models import IssuedNotice, NoticeText
from mingcha.notices.scopes import scope_of
from mingcha.notices.selectors.issued import recent
from mingcha.notices.selectors.texts import draft_of, kind_of, text_of_scope
from mingcha.web.notices.files import file_response
from mingcha.web.people import person

_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """A text filled in; ``version`` is the draft or an earlier version, None for what holds now."""

    paper: Paper
    version: NoticeText | None
    version_asked: str
    values_of: str


@permitted(P.NOTICE_EDIT)
@require_GET
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the draft, or what is asked for, as it would be printed."""
    user, known = person(request), kind_of(kind)
    shown = _tried(request, user, known)
    offered = [
        (str(each.pk), f"{each.object.name}（{each.task.number}）") for each in _recent(user, known)
    ]
    context = {
        "kind": known,
        "paper": shown.paper,
        "version": shown.version,
        "asked": shown.version_asked,
        "chosen": shown.values_of,
        "offered": offered,
    }
    return render(request, "web/notices/preview.html", context)


@permitted(P.NOTICE_EDIT)
@require_GET
def preview_file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """Give what the preview shows as a file."""
    known = kind_of(kind)
    shown = _tried(request, person(request), known)
    return file_response([shown.paper], form, f"{known.title} 预览")


def _tried(request: HttpRequest, user: User, kind: NoticeKind) -> Tried:
    scope = scope_of(user)
    asked = request.GET.get("version", "draft")
    version = draft_of(kind, scope)
    if asked.isdecimal():
        version = scope.texts(kind.key).filter(number=int(asked), is_own=True).first()
        if version is None:
            raise NotFound
    elif asked == "held":
        version = None
    held = text_of_scope(kind, scope, clock.today())
    title, text = (version.title, version.text) if version else (held.title, held.text)
    key, values = _values(request.GET.get("object", ""), user, kind)
    return Tried(Paper(title, filled(kind, text, values)), version, asked, key)


def _values(asked: str, user: User, kind: NoticeKind) -> tuple[str, Values]:
    """Return the values asked for; the made-up ones where nothing of the kind was made out."""
    for each in _recent(user, kind):
        if asked == str(each.pk):
            return asked, each.values
    return "", sample(kind)


def _recent(user: User, kind: NoticeKind) -> list[IssuedNotice]:
    return recent(user, kind, _OFFERED)
