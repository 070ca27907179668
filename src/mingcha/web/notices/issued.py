"""What was made out, to print again; and the page by which it is made out, for all kinds."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.filling import Part
from mingcha.core.notices.kinds import NoticeKind
from mingcha.documents.parts import Paper
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden
from mingcha.notices.models import IssuedNotice
from mingcha.notices.selectors.issued import get_notice
from mingcha.notices.selectors.recusal_requests import names_officers
from mingcha.registers.models import InspectionObject
from mingcha.web.answers import accepted
from mingcha.web.notices.files import file_response
from mingcha.web.notices.forms import IssueForm
from mingcha.web.notices.recusal_requests import request_address
from mingcha.web.people import person

ASKING = "认为检查人员应当回避的，可在检查开始以前提出申请："
"""What an inspection notice says before the link."""


def paper_of(request: HttpRequest, notice: IssuedNotice) -> Paper:
    """Return a document as it was printed; on an inspection notice it says where to ask for recusal."""
    link = link_to_ask(request, notice)
    told: list[Part] = [{"text": f"{ASKING}{link}"}] if link else []
    return Paper(notice.title, [*notice.parts, *told])


def link_to_ask(request: HttpRequest, notice: IssuedNotice | None) -> str:
    """Return the link by which the object asks for a recusal, empty where no officer is named."""
    if notice is None or not names_officers(notice):
        return ""
    return request.build_absolute_uri(request_address(notice))


@permitted(P.TASK_VIEW)
@require_GET
def issued_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give a document as a file, the same each time."""
    notice = get_notice(person(request), pk)
    name = f"{notice.title} {notice.object.name} {notice.task.number}-{notice.serial}"
    return file_response([paper_of(request, notice)], form, name)


def issuing_page(
    request: HttpRequest,
    *,
    kind: NoticeKind,
    thing: InspectionObject,
    made: QuerySet[IssuedNotice],
    act: Callable[[str], IssuedNotice] | None,
    back: str,
) -> HttpResponse:
    """Show what was made out of a kind for an object; let those make it out who may (``act``)."""
    rows = list(made)
    form = IssueForm(request.POST if request.method == "POST" else None, again=bool(rows))
    if request.method == "POST":
        if act is None:
            raise Forbidden
        if accepted(form, lambda: act(form.cleaned_data.get("reason", ""))):
            return redirect(request.path)
    context = {
        "kind": kind,
        "object": thing,
        "rows": rows,
        "form": form if act is not None else None,
        "back": back,
        "submit": "重新出具" if rows else f"出具{kind.title}",
    }
    return render(request, "web/notices/issuing.html", context)
