"""The tabs of 结果公示: from review to the public."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mingcha.accounts.permissions import Permission as P
from mingcha.inspections.selectors import deadlines as due
from mingcha.inspections.selectors.reviews import waiting_for_review
from mingcha.inspections.selectors.together import asked_of
from mingcha.publication.selectors.duties import pending_exemptions, results_to_publish
from mingcha.web.people import person


def tabs(request: HttpRequest, active: str) -> list[dict[str, object]]:
    """Return the station's tabs with counts."""
    user = person(request)
    overdue = due.overdue_publications(user).count()
    made: list[dict[str, object]] = []
    if user.may(P.RESULT_REVIEW):
        made.append(
            {"title": "待审核", "view": "reviews", "count": waiting_for_review(user).count()}
        )
    made += [
        {"title": "检查进度", "view": "review-progress"},
        {
            "title": "公示期限",
            "view": "review-deadlines",
            "count": overdue or "",
            "state": "late" if overdue else "",
        },
    ]
    if user.may(P.TASK_ISSUE):
        count = asked_of(user).count()
        made.append({"title": "合并入户", "view": "visits-together", "count": count or ""})
    if user.may(P.RESULT_PUBLISH):
        count = results_to_publish(user).count()
        made.append({"title": "待公示", "view": "publishing", "count": count})
    if user.may(P.TASK_APPROVE):
        count = pending_exemptions(user).count()
        made.append({"title": "不予公开申请", "view": "exemptions", "count": count})
    for tab in made:
        tab["url"], tab["active"] = reverse(str(tab["view"])), tab["view"] == active
    return made
