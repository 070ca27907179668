"""A joint result as its departments see it: which parts are public, and what is missing (R-064)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.publication.selectors.joint import has_to_wait, joint_parts
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.joint_result import joint_key
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_GET
def joint_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every department's part of the object's one publication, and what may be done."""
    user = person(request)
    parts = joint_parts(user, pk)
    row = parts[0].row
    own = next((p.row for p in parts if p.row.sub_task.department_id == user.department_id), None)
    may_publish = own is not None and own.state == "approved" and user.may(P.RESULT_PUBLISH)
    undecided = own is not None and hasattr(own, "exemption") and own.exemption.is_pending
    context = {
        "row": row,
        "parts": parts,
        "missing": [p for p in parts if not p.is_settled],
        "overdue": [p for p in parts if p.is_overdue],
        "published": newest("result", joint_key(row)),
        "own": own if may_publish and not undecided else None,
        "has_to_wait": own is not None and may_publish and has_to_wait(own),
    }
    return render(request, "web/publication/joint.html", context)
