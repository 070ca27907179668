"""Pages of publication for the department whose results they are."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import Job
from mingcha.publication.actions import exemptions as asking
from mingcha.publication.actions.lists import (
    publish_industry_list,
    publish_staff_list,
    start_publishing_objects,
)
from mingcha.publication.actions.proofs import give_proof
from mingcha.publication.actions.results import publish_result, release_result, start_publishing
from mingcha.publication.selectors import duties
from mingcha.publication.selectors.joint import has_to_wait
from mingcha.publication.selectors.proofs import token_of
from mingcha.web.answers import accepted, tried
from mingcha.web.ceremony.qr import qr
from mingcha.web.people import person
from mingcha.web.progress import job_shown
from mingcha.web.publication.forms import ExemptionForm
from mingcha.web.reviews.tabs import tabs

_PER_PAGE = 25


@permitted(P.RESULT_PUBLISH)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List reviewed results that are not public yet, most urgent first."""
    user = person(request)
    rows = duties.results_to_publish(user)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    waits = {row.pk for row in page if row.state == "approved" and has_to_wait(row)}
    job = Job.objects.filter(key=f"publish-results:{user.department_id}").first()
    context = {
        "page": page,
        "waits": waits,
        "count": page.paginator.count,
        "publishable": duties.publishable(user).count(),
        "tabs": tabs(request, "publishing"),
        "job": job_shown(job) if job and not job.is_over else None,
    }
    return render(request, "web/publication/waiting.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def publish_staff(request: HttpRequest) -> HttpResponse:
    """Publish the department's inspectors as they are today."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    publish = partial(publish_staff_list, by=user, department=department)
    tried(request, publish, "检查人员名录已公布，公开网站上可以看到")
    return redirect("inspectors")


@permitted(P.ITEM_PUBLISH)
@require_POST
def publish_industries(request: HttpRequest) -> HttpResponse:
    """Publish the industries that the department leads as they are now."""
    user = person(request)
    if user.department is None:
        raise NotFound
    publish = partial(publish_industry_list, by=user, department=user.department)
    tried(request, publish, "一业一查清单已公布，公开网站上可以看到")
    return redirect("industries")


@permitted(P.REGISTER_EDIT)
@require_POST
def publish_objects(request: HttpRequest) -> HttpResponse:
    """Publish the department's objects as they are now, by a job."""
    user = person(request)
    if user.department is None:
        raise NotFound
    begin = partial(start_publishing_objects, by=user, page=reverse("objects"))
    tried(request, begin, "已开始公布检查对象名录，可以离开本页")
    return redirect("objects")


@permitted(P.RESULT_PUBLISH)
@require_POST
def publish_all(request: HttpRequest) -> HttpResponse:
    """Publish everything that needs neither reason nor decision, by a job."""
    begin = partial(start_publishing, by=person(request), page=reverse("publishing"))
    tried(request, begin, "已开始公示，可以离开本页")
    return redirect("publishing")


@permitted(P.RESULT_PUBLISH)
@require_POST
def publish_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish one result; a corrected one with its reason."""
    user = person(request)
    row = duties.get_result(user, pk)
    reason = request.POST.get("reason", "")
    tried(request, partial(publish_result, by=user, object_task=row, reason=reason), "已公示")
    return redirect("publishing")


@permitted(P.RESULT_PUBLISH)
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a part of a joint result be published with the others."""
    user = person(request)
    row = duties.get_result(user, pk)
    tried(request, partial(release_result, by=user, object_task=row), "已提交，与其他部门一并公示")
    return redirect("joint-result", pk=pk)


@permitted(P.RESULT_PUBLISH)
@require_http_methods(["GET", "POST"])
def exemption_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that parts of a result, or the whole, are not published."""
    user = person(request)
    row = duties.get_result(user, pk)
    form = ExemptionForm(request.POST or None)
    if request.method == "POST":
        ask = partial(asking.request_exemption, by=user, object_task=row)
        made = accepted(
            form, lambda: ask(masked=form.cleaned_data["masked"], basis=form.cleaned_data["basis"])
        )
        if made:
            return redirect("publishing")
    context = {"form": form, "row": row}
    return render(request, "web/publication/exemption.html", context)


@permitted(P.TASK_APPROVE)
@require_GET
def exemptions(request: HttpRequest) -> HttpResponse:
    """List the requests that wait for the head."""
    rows = duties.pending_exemptions(person(request))
    context = {"rows": rows, "tabs": tabs(request, "exemptions")}
    return render(request, "web/publication/exemptions.html", context)


@permitted(P.TASK_APPROVE)
@require_POST
def exemption_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve or refuse a request."""
    user = person(request)
    row = duties.get_exemption(user, pk)
    reason = request.POST.get("reason", "")
    steps = {
        "approve": (partial(asking.approve_exemption, by=user, exemption=row), "已批准不予公开"),
        "refuse": (
            partial(asking.refuse_exemption, by=user, exemption=row, reason=reason),
            "已驳回，结果照常公示",
        ),
    }
    if verb not in steps:
        raise NotFound
    act, done = steps[verb]
    tried(request, act, done)
    return redirect("exemptions")


@permitted(P.VISIT_RECORD, P.TASK_ISSUE)
@require_GET
def object_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the object's proof, to be handed to the object and to nobody else."""
    user = person(request)
    proof = give_proof(by=user, object_task=duties.get_visited(user, pk))
    response = HttpResponse(bytes(proof.content), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="proof.json"'
    return response


@permitted(P.VISIT_RECORD, P.TASK_ISSUE)
@require_GET
def object_proof_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Print what the object takes away: why it was drawn, and the link of its own proof."""
    user = person(request)
    row = duties.get_visited(user, pk)
    proof = give_proof(by=user, object_task=row)
    token = token_of(proof)
    link = request.build_absolute_uri(reverse("public-proof", args=[token]))
    public = request.build_absolute_uri(reverse("public-draw", args=[proof.draw.draw_id]))
    context = {
        "row": row,
        "back": reverse("visit" if user.may(P.VISIT_RECORD) else "review", args=[pk]),
        "draw": proof.draw,
        "proof": proof,
        "token": token,
        "link": link,
        "public": public,
        "qr": qr(link, "本户抽取证明的链接"),
    }
    return render(request, "web/publication/proof_sheet.html", context)
