"""Forms of what follows a visit: publication, follow-up and reports."""

from __future__ import annotations

from datetime import timedelta

from checked_case import make_record
from county import County
from django.urls import reverse
from issued_case import photo
from publication_case import _objects, make_task, reviewed

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.followup.actions import follow_ups
from mingcha.followup.attachment import attachment
from mingcha.followup.models import FollowUp
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce
from mingcha.publication.actions.exemptions import request_exemption
from mingcha.publication.actions.results import publish_result
from mingcha.reports.actions import reports
from mingcha.reports.models import Report
from mingcha.tasks.models import ObjectTask, Task
from mingcha.web.followup.closing import CloseTaskForm
from mingcha.web.followup.forms import (
    CloseForm,
    EvidenceForm,
    ExtendForm,
    FailForm,
    OrderForm,
    PassForm,
    TakeBackForm,
    TransferForm,
)
from mingcha.web.publication.forms import ExemptionForm
from mingcha.web.reports.forms import CheckForm, ComputeForm, FiguresForm, SubmitForm, TextsForm


def _approved(county: County) -> ObjectTask:
    task = make_task(county)
    part = task.sub_tasks.get(department=county.market)
    row = ObjectTask.objects.create(task=task, sub_task=part, object=_objects(county, "A")[0])
    reviewed(county, row)
    return row


@station("exemption-new", "lead", ExemptionForm)
def exemption_new(county: County) -> Stand:
    page = reverse("exemption-new", args=[_approved(county).pk])
    return Stand(page, {"masked": ["object"], "basis": "商业秘密"})


@station("exemption-step refuse", "head")
def exemption_refuse(county: County) -> Stand:
    row = _approved(county)
    asked = request_exemption(by=county.lead, object_task=row, masked=["object"], basis="商业秘密")
    action = reverse("exemption-step", args=[asked.pk, "refuse"])
    return Stand(reverse("exemptions"), {"reason": "依据不成立"}, action)


@station("publish-result", "lead")
def publish_corrected(county: County) -> Stand:
    row = _approved(county)
    publish_result(by=county.lead, object_task=row)
    ObjectTask.objects.update(state="corrected")
    row.record.methods = ["written"]
    row.record.save()
    action = reverse("publish-result", args=[row.pk])
    return Stand(reverse("publishing"), {"reason": "方式录入有误"}, action)


def _problem(county: County) -> FollowUp:
    announce("record.approved", record=make_record(county), by=county.reviewer)
    return FollowUp.objects.get()


def _ordered(county: County) -> FollowUp:
    due = clock.today() + timedelta(days=9)
    return follow_ups.order_rectification(
        by=county.lead, follow_up=_problem(county), due_on=due, requirement="更正地址"
    )


def _under_re_check(county: County) -> FollowUp:
    file = attachment("zhenggai.jpg", photo())
    found = follow_ups.submit_evidence(
        by=county.lead, follow_up=_ordered(county), text="已更正", file=file
    )
    return follow_ups.start_re_check(by=county.officer, follow_up=found)


def _step(found: FollowUp, verb: str) -> str:
    return reverse("follow-up-step", args=[found.pk, verb])


def _days(number: int) -> str:
    return (clock.today() + timedelta(days=number)).isoformat()


_OVER = Wrong("a day that is over", {"due_on": _days(-400)}, "due_on")


@station("follow-up-step order", "lead", OrderForm)
def order(county: County) -> Stand:
    good = {"requirement": "更正地址", "due_on": _days(9)}
    return Stand(_step(_problem(county), "order"), good, wrong=(_OVER,))


@station("follow-up-step extend", "lead", ExtendForm)
def extend(county: County) -> Stand:
    good = {"due_on": _days(30), "reason": "材料未齐"}
    return Stand(_step(_ordered(county), "extend"), good, wrong=(_OVER,))


@station("follow-up-step submit_evidence", "lead", EvidenceForm)
def evidence(county: County) -> Stand:
    too_big = Upload("大.pdf", b"%PDF-" + b"0" * (11 << 20))
    return Stand(
        _step(_ordered(county), "submit_evidence"),
        {"text": "已更正", "file": Upload("整改.jpg", photo())},
        wrong=(
            Wrong("no photo", {"file": Upload("x.jpg", b"MZ")}, "file"),
            Wrong("empty", {"file": EMPTY_FILE}, "file"),
            Wrong("none", {"file": None}, "file"),
            Wrong("too big", {"file": too_big}, "file"),
        ),
    )


@station("follow-up-step pass", "officer", PassForm)
def re_check_passed(county: County) -> Stand:
    return Stand(_step(_under_re_check(county), "pass"), {"outcome": "已整改到位"})


@station("follow-up-step fail", "officer", FailForm)
def re_check_failed(county: County) -> Stand:
    good = {"reason": "地址仍不符", "due_on": _days(20)}
    return Stand(_step(_under_re_check(county), "fail"), good, wrong=(_OVER,))


_HANDED_OVER = {"measure": "case_filing", "recipient": "执法大队", "document_no": "案移〔2026〕3号"}


@station("follow-up-step transfer", "lead", TransferForm)
def transfer(county: County) -> Stand:
    return Stand(_step(_problem(county), "transfer"), _HANDED_OVER)


def _transferred(county: County) -> FollowUp:
    return follow_ups.transfer(by=county.lead, follow_up=_problem(county), **_HANDED_OVER)


@station("follow-up-step take_back", "lead", TakeBackForm)
def take_back(county: County) -> Stand:
    return Stand(_step(_transferred(county), "take_back"), {"reason": "对方不予受理"})


@station("follow-up-step close", "lead", CloseForm)
def close(county: County) -> Stand:
    good = {"outcome": "已立案", "feedback": "已收到"}
    no_answer = Wrong("no word from the recipient", {"feedback": ""}, "feedback")
    return Stand(_step(_transferred(county), "close"), good, wrong=(no_answer,))


@station("task-close", "lead", CloseTaskForm)
def close_task(county: County) -> Stand:
    make_record(county)
    page = reverse("task-close", args=[Task.objects.get().pk])
    return Stand(page, {"summary": "检查1户，发现问题1户，已整改"})


def _report(county: County, form: str) -> Report:
    return reports.compute_report(by=county.lead, form=form, year=2026, month=9)


@station("reports", "lead", ComputeForm)
def compute(county: County) -> Stand:
    return Stand(reverse("reports"), {"form": "D", "year": "2026", "month": "9"})


@station("other-platforms", "lead", FiguresForm)
def figures(county: County) -> Stand:
    good = {
        "year": "2026",
        "month": "9",
        "platform": "互联网+监管",
        "checks": "1",
        "households": "3",
        "problem_households": "1",
        "evidence": "截图",
    }
    more = Wrong("more problems than visits", {"problem_households": "4"}, "problem_households")
    return Stand(reverse("other-platforms"), good, wrong=(more,))


@station("report-step texts", "lead", TextsForm)
def texts(county: County) -> Stand:
    pk = _report(county, "B").pk
    action = reverse("report-step", args=[pk, "texts"])
    page = reverse("report", args=[pk])
    return Stand(page, {"B1": "召开会议1次"}, action, may_be_empty=True)


@station("report-step check", "lead", CheckForm)
def check(county: County) -> Stand:
    pk = _report(county, "D").pk
    unsaid = Wrong("nothing said of others", {"nothing_elsewhere": []}, "nothing_elsewhere")
    return Stand(
        reverse("report", args=[pk]),
        {"nothing_elsewhere": ["on"]},
        reverse("report-step", args=[pk, "check"]),
        wrong=(unsaid,),
    )


def _checked(county: County) -> Report:
    report = _report(county, "D")
    return reports.check_report(by=county.lead, report=report, nothing_elsewhere=True)


@station("report-step submit", "lead", SubmitForm)
def submit(county: County) -> Stand:
    pk = _checked(county).pk
    good = {"contact": "周启明", "phone": "0311-1", "mobile": "13900000000"}
    action = reverse("report-step", args=[pk, "submit"])
    return Stand(reverse("report", args=[pk]), good, action)


@station("report-step return", "office")
def return_report(county: County) -> Stand:
    report = _checked(county)
    reports.submit_report(by=county.lead, report=report, contact="周", phone="1", mobile="")
    action = reverse("report-step", args=[report.pk, "return"])
    return Stand(reverse("report", args=[report.pk]), {"reason": "请补充说明"}, action)
