"""Forms of the phone, and of who judges what comes from it."""

from __future__ import annotations

from datetime import timedelta

from county import PASSWORD, County
from django.urls import reverse
from issued_case import Issued, issue_case, photo
from together_case import together_case

from bad_input.stations import ATTEMPT, EMPTY_FILE, NOT_A_PHOTO, TOO_BIG, Stand, Wrong, station
from mingcha.foundation import clock
from mingcha.inspections.actions import answers, photos, records, visits
from mingcha.inspections.actions.confirming import confirm_record, submit_record
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.actions.together import accept_together, propose_together
from mingcha.inspections.models import InspectionRecord
from mingcha.publication.actions.results import publish_result
from mingcha.tasks.models import Task, VisitProposal
from mingcha.web.reviews.forms import CorrectForm, ReplaceForm, TerminateForm
from mingcha.web.visits.forms import (
    AnswerForm,
    BookForm,
    ConclusionForm,
    ConfirmForm,
    ItemForm,
    StartForm,
)

_ANSWER = frozenset(
    {
        "audit_auditevent",
        "inspections_checkanswer",
        "inspections_itemresultevent",
        "pghistory_context",
    }
)
"""An answer is kept though its photo is none: an inspector in a kitchen loses nothing."""
_PHOTOS = (
    Wrong("no photo", {"photo": [NOT_A_PHOTO]}, "photo", _ANSWER),
    Wrong("an empty photo", {"photo": [EMPTY_FILE]}, "photo", _ANSWER),
    Wrong("a photo too big", {"photo": [TOO_BIG]}, "photo", _ANSWER),
)


def _team(case: Issued) -> list[str]:
    return [str(pk) for pk in case.market_part.team.values_list("pk", flat=True)]


def _begun(county: County) -> tuple[Issued, InspectionRecord]:
    case = issue_case(county)
    case.task.period_from = clock.today() - timedelta(days=9)
    case.task.period_to = clock.today() + timedelta(days=90)
    case.task.save()
    record = visits.start_visit(
        by=county.inspector,
        object_task=case.market_part,
        methods=["on_site"],
        present=[int(pk) for pk in _team(case)],
        certificate_shown=True,
    )
    return case, record


def _concluded(county: County) -> Issued:
    case, record = _begun(county)
    by, part = county.inspector, case.market_part
    for point in case.licence.check_points.all():
        answers.save_answer(by=by, object_task=part, check_point=point, answer="no", note="未悬挂")
    address = record.item_results.get(item=case.address)
    answers.judge_item(by=by, object_task=part, item_result=address, outcome="no_problem")
    photos.add_photo(by=by, object_task=part, content=photo(), file_name="a.jpg")
    records.conclude(
        by=by,
        object_task=part,
        result="rectified",
        methods=["on_site"],
        findings="执照未悬挂，已责令改正",
        acknowledgement="signed",
    )
    return case


def _submitted(county: County) -> Issued:
    case = _concluded(county)
    for who in (county.inspector, county.colleague):
        confirm_record(by=who, object_task=case.market_part)
    submit_record(by=county.inspector, object_task=case.market_part)
    return case


@station("visit-book", "inspector", BookForm)
def book(county: County) -> Stand:
    case = issue_case(county)
    day = max(clock.today(), case.task.period_from) + timedelta(days=2)
    visits.book_visit(by=county.inspector, object_task=case.market_part, day=day)
    past = (clock.today() - timedelta(days=400)).isoformat()
    return Stand(
        reverse("visit-book", args=[case.market_part.pk]),
        {"day": (day + timedelta(days=1)).isoformat(), "reason": "企业停业"},
        wrong=(
            Wrong("another day without a reason", {"reason": ""}, "reason"),
            Wrong("a day long over", {"day": past}, "day"),
        ),
    )


@station("visit-start", "inspector", StartForm)
def start(county: County) -> Stand:
    case = issue_case(county)
    foreign = case.fire_part.team.first()
    assert foreign
    return Stand(
        reverse("visit-start", args=[case.market_part.pk]),
        {"present": _team(case), "methods": ["on_site"], "certificate_shown": ["on"]},
        elsewhere={"present": foreign.pk},
        wrong=(
            Wrong("alone", {"present": _team(case)[:1]}, "present"),
            Wrong("no certificate shown", {"certificate_shown": []}, "certificate_shown"),
        ),
    )


@station("visit-question", "inspector", AnswerForm)
def question(county: County) -> Stand:
    case, _ = _begun(county)
    return Stand(
        reverse("visit-question", args=[case.market_part.pk, 1]),
        {"answer": ["no"], "note": "执照未悬挂"},
        wrong=(Wrong("no, and not what", {"note": ""}, "note"), *_PHOTOS),
    )


@station("visit-item", "inspector", ItemForm)
def item(county: County) -> Stand:
    case, record = _begun(county)
    result = record.item_results.get(item=case.licence)
    point = case.licence.check_points.first()
    assert point
    answers.save_answer(
        by=county.inspector,
        object_task=case.market_part,
        check_point=point,
        answer="no",
        note="未悬挂",
    )
    against = {"outcome": ["no_problem"], "note": ""}
    return Stand(
        reverse("visit-item", args=[case.market_part.pk, result.pk]),
        {"outcome": ["problem"], "note": "未悬挂"},
        wrong=(Wrong("against the answers", against, "note"), *_PHOTOS),
    )


@station("visit-conclusion", "inspector", ConclusionForm)
def conclusion(county: County) -> Stand:
    case = _concluded(county)
    nobody = {"acknowledgement": ["refused"], "refusal_note": "店主拒签", "refusal_witness": ""}
    return Stand(
        reverse("visit-conclusion", args=[case.market_part.pk]),
        {},
        wrong=(
            Wrong("no problem, though one was found", {"result": "no_problem"}, "result"),
            Wrong("a problem that is not told", {"findings": ""}, "findings"),
            Wrong("refused, and nobody saw it", nobody, "refusal_witness"),
            *_PHOTOS,
        ),
    )


@station("visit-confirm", "inspector", ConfirmForm)
def confirm(county: County) -> Stand:
    case = _concluded(county)
    member = case.market_part.team.get(slot=1)
    return Stand(
        reverse("visit-confirm", args=[case.market_part.pk]),
        {"member": str(member.pk), "password": PASSWORD},
        wrong=(Wrong("a wrong password", {"password": "cai-de"}, "password", ATTEMPT),),
    )


@station("review-terminate", "reviewer", TerminateForm)
def terminate(county: County) -> Stand:
    case = issue_case(county)
    page = reverse("review-terminate", args=[case.market_part.pk])
    return Stand(page, {"ground": "deregistered", "document": "通知", "reason": "已注销"})


@station("review-correct", "reviewer", CorrectForm)
def correct(county: County) -> Stand:
    case = _submitted(county)
    part = case.market_part
    approve_record(by=county.reviewer, record=part.record)
    publish_result(by=county.lead, object_task=part)
    clean = Wrong("no problem, although an item has one", {"result": "no_problem"}, "result")
    return Stand(
        reverse("review-correct", args=[part.pk]),
        {"result": "pending_follow_up", "findings": "执照未悬挂", "reason": "选错"},
        wrong=(clean,),
    )


@station("review-replace", "head", ReplaceForm)
def replace(county: County) -> Stand:
    case = issue_case(county)
    member = case.market_part.team.get(slot=1)
    return Stand(
        reverse("review-replace", args=[case.market_part.pk, member.pk]),
        {
            "inspector": case.people["spare"].pk,
            "basis": "《行政处罚法》第四十二条",
            "reason": "外出学习",
        },
        elsewhere={"inspector": case.people["fire_colleague"].pk},
    )


@station("review-step return", "reviewer")
def return_record(county: County) -> Stand:
    pk = _submitted(county).market_part.pk
    action = reverse("review-step", args=[pk, "return"])
    return Stand(reverse("review", args=[pk]), {"reason": "照片不清楚"}, action)


def _proposed(county: County) -> VisitProposal:
    case = together_case(county)
    Task.objects.update(period_to=clock.today() + timedelta(days=90))
    return propose_together(by=county.lead, own=case.market, other=case.fire)


@station("visits-together-step decline", "fire_lead")
def together_decline(county: County) -> Stand:
    action = reverse("visits-together-step", args=[_proposed(county).pk, "decline"])
    return Stand(reverse("visits-together"), {"reason": "时间不合"}, action)


@station("visits-together-step undo", "lead")
def together_undo(county: County) -> Stand:
    proposal = _proposed(county)
    accept_together(by=county.fire_lead, proposal=proposal)
    action = reverse("visits-together-step", args=[proposal.pk, "undo"])
    return Stand(reverse("visits-together"), {"reason": "对方改期"}, action)
