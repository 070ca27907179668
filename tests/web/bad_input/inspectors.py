"""Forms of the inspectors' register: certificates, absences, recusals, training, experts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from county import County
from django.urls import reverse
from issued_case import issue_case
from registers_files import uscc
from training_case import held, planned

from bad_input.stations import Stand, Wrong, station
from mingcha.registers.actions import absences, experts, recusals, trainings
from mingcha.registers.models import (
    Expert,
    Inspector,
    InspectorAbsence,
    ProfessionalBody,
    TrainingRecord,
)
from mingcha.web.registers.experts.forms import BodyForm, ExpertForm, InterestForm
from mingcha.web.registers.inspectors.forms import (
    AbsenceForm,
    CertificateForm,
    InspectorForm,
    RecusalForm,
    TrainingForm,
)
from mingcha.web.registers.trainings.forms import AttendeesForm, PlannedForm, SessionForm


@station("inspector-new", "lead", InspectorForm)
def inspector_new(county: County) -> Stand:
    issue_case(county)
    good = {
        "staff_no": "M09",
        "name": "新来的",
        "certificate_no": "0301M09",
        "certificate_until": "2028-12-31",
        "region": county.region.pk,
        "capacity": "20",
        "state": "active",
        "kind": "enforcement_staff",
    }
    return Stand(
        reverse("inspector-new"),
        good,
        elsewhere={
            "unit": county.fire.units.get().pk,
            "user": county.fire_lead.pk,
            "region": county.outsider.region_id,
        },
        wrong=(
            Wrong("a number that is taken", {"staff_no": "M01"}, "staff_no"),
            Wrong("an account that another has", {"user": county.inspector.pk}, "user"),
            Wrong("an identity number too short", {"id_number": "13013619900101"}, "id_number"),
            Wrong("a telephone too short", {"phone": "138001"}, "phone"),
            Wrong("a day without a number", {"certificate_no": ""}, "certificate_no"),
            Wrong("a number without a day", {"certificate_until": ""}, "certificate_until"),
        ),
    )


@station("inspector-certificate-new", "lead", CertificateForm)
def certificate_new(county: County) -> Stand:
    people = issue_case(county).people
    one, other = people["spare"], people["colleague"]
    good = {"kind": "enforcement", "number": "13-900", "valid_until": "2028-12-31"}
    return Stand(
        reverse("inspector-certificate-new", args=[one.pk]),
        good,
        wrong=(
            Wrong("ends before it begins", {"valid_from": "2029-01-01"}, "valid_until"),
            Wrong("without an end", {"valid_until": ""}, "valid_until"),
            Wrong("known already", {"number": one.certificates.get().number}, "number"),
            Wrong("somebody else's", {"number": other.certificates.get().number}, "number"),
        ),
    )


@station("inspector-certificate", "lead", CertificateForm)
def certificate_edit(county: County) -> Stand:
    one = issue_case(county).people["spare"]
    page = reverse("inspector-certificate", args=[one.pk, one.certificates.get().pk])
    return Stand(page, {})


@station("inspector-certificate-end", "lead")
def certificate_end(county: County) -> Stand:
    one = issue_case(county).people["spare"]
    action = reverse("inspector-certificate-end", args=[one.pk, one.certificates.get().pk])
    return Stand(reverse("inspector", args=[one.pk]), {"reason": "调离执法岗位"}, action)


def _away(county: County) -> InspectorAbsence:
    return absences.enter_absence(
        by=county.lead,
        inspector=issue_case(county).people["spare"],
        kind="leave",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 6),
        reason="年休假",
    )


@station("inspector-absence-new", "lead", AbsenceForm)
def absence_new(county: County) -> Stand:
    one = _away(county).inspector
    good = {
        "kind": "secondment",
        "starts_on": "2026-04-01",
        "ends_on": "2026-04-30",
        "reason": "借调专班",
    }
    return Stand(
        reverse("inspector-absence-new", args=[one.pk]),
        good,
        wrong=(
            Wrong("ends before it begins", {"ends_on": "2026-03-31"}, "ends_on"),
            Wrong("a transfer that ends", {"kind": "transfer"}, "ends_on"),
            Wrong("a leave without end", {"kind": "leave", "ends_on": ""}, "ends_on"),
            Wrong("overlaps", {"starts_on": "2026-03-06"}, "starts_on"),
        ),
    )


@station("inspector-absence", "lead", AbsenceForm)
def absence_edit(county: County) -> Stand:
    row = _away(county)
    return Stand(reverse("inspector-absence", args=[row.inspector_id, row.pk]), {})


@station("inspector-absence-withdraw", "lead")
def absence_withdraw(county: County) -> Stand:
    row = _away(county)
    action = reverse("inspector-absence-withdraw", args=[row.inspector_id, row.pk])
    return Stand(reverse("inspector", args=[row.inspector_id]), {"reason": "登记有误"}, action)


@station("inspector-edit", "lead", InspectorForm)
def inspector_edit(county: County) -> Stand:
    one = issue_case(county).people["spare"]
    elsewhere = {"unit": county.fire.units.get().pk, "user": county.fire_lead.pk}
    return Stand(reverse("inspector-edit", args=[one.pk]), {}, elsewhere=elsewhere)


def _recused(county: County) -> tuple[Inspector, str]:
    case = issue_case(county)
    one, code = case.people["spare"], case.shop.code
    recusals.declare_recusal(by=county.lead, inspector=one, code=code, reason="近亲属任职")
    return one, code


@station("inspector", "lead", RecusalForm)
def recusal_new(county: County) -> Stand:
    one, code = _recused(county)
    return Stand(
        reverse("inspector", args=[one.pk]),
        {"code": uscc(3), "basis": "kin", "reason": "近亲属任职"},
        wrong=(
            Wrong("a code that nobody has", {"code": uscc(3)}, "code"),
            Wrong("declared already", {"code": code}, "code"),
        ),
    )


def _pending(county: County, verb: str) -> Stand:
    one, _ = _recused(county)
    action = reverse("inspector-recusal-step", args=[one.recusals.get().pk, verb])
    return Stand(reverse("inspector-recusals"), {"reason": "情况属实"}, action)


@station("inspector-recusal-step confirm", "head")
def recusal_confirm(county: County) -> Stand:
    return _pending(county, "confirm")


@station("inspector-recusal-step reject", "head")
def recusal_reject(county: County) -> Stand:
    return _pending(county, "reject")


@station("visit-recusals", "inspector", RecusalForm)
def recusal_own(county: County) -> Stand:
    case = issue_case(county)
    good = {"code": case.shop.code, "basis": "own", "reason": "持有股份"}
    strange = Wrong("a code that nobody has", {"code": uscc(3)}, "code")
    return Stand(reverse("visit-recusals"), good, wrong=(strange,))


@station("inspector-recusal-end", "lead")
def recusal_end(county: County) -> Stand:
    one, _ = _recused(county)
    action = reverse("inspector-recusal-end", args=[one.pk, one.recusals.get().pk])
    return Stand(reverse("inspector", args=[one.pk]), {"reason": "亲属已离职"}, action)


def _trained(county: County) -> TrainingRecord:
    return trainings.enter_training(
        by=county.lead,
        inspector=issue_case(county).people["spare"],
        held_on=date(2026, 3, 2),
        topic="食品检查",
        organiser="市局",
        hours=Decimal(8),
    )


@station("inspector-training-new", "lead", TrainingForm)
def training_new(county: County) -> Stand:
    one = _trained(county).inspector
    good = {"held_on": "2026-03-03", "topic": "食品检查", "hours": "4"}
    return Stand(
        reverse("inspector-training-new", args=[one.pk]),
        good,
        wrong=(
            Wrong("a day to come", {"held_on": "2199-01-01"}, "held_on"),
            Wrong("entered already", {"held_on": "2026-03-02"}, "topic"),
            Wrong("no hours", {"hours": "0"}, "hours"),
        ),
    )


@station("inspector-training-withdraw", "lead")
def training_withdraw(county: County) -> Stand:
    row = _trained(county)
    action = reverse("inspector-training-withdraw", args=[row.inspector_id, row.pk])
    return Stand(reverse("inspector", args=[row.inspector_id]), {"reason": "登记有误"}, action)


def _expert(county: County) -> Expert:
    facts = {"name": "周专家", "phone": "13800001234"}
    return experts.add_expert(by=county.lead, department=county.market, facts=facts)


def _body(county: County, name: str = "检测中心") -> ProfessionalBody:
    facts = {"name": name, "services": "抽样检验"}
    return experts.add_body(by=county.lead, department=county.market, facts=facts)


@station("expert-new", "lead", ExpertForm)
def expert_new(county: County) -> Stand:
    _body(county)
    foreign = experts.add_body(
        by=county.fire_lead, department=county.fire, facts={"name": "消防检测", "services": "检测"}
    )
    return Stand(
        reverse("expert-new", args=["expert"]),
        {"name": "王专家", "is_active": "on"},
        elsewhere={"body": foreign.pk},
        wrong=(Wrong("a telephone too short", {"phone": "138"}, "phone"),),
    )


@station("expert-edit", "lead", ExpertForm)
def expert_edit(county: County) -> Stand:
    return Stand(reverse("expert-edit", args=["expert", _expert(county).pk]), {})


@station("expert-new", "lead", BodyForm)
def body_new(county: County) -> Stand:
    _body(county)
    return Stand(
        reverse("expert-new", args=["body"]),
        {"name": "审计事务所", "services": "账目审计", "is_active": "on"},
        wrong=(Wrong("a name that is taken", {"name": "检测中心"}, "name"),),
    )


@station("expert", "lead", InterestForm)
def interest_new(county: County) -> Stand:
    case = issue_case(county)
    return Stand(
        reverse("expert", args=["expert", _expert(county).pk]),
        {"code": case.shop.code, "reason": "提供过咨询"},
        wrong=(Wrong("a code that nobody has", {"code": uscc(3)}, "code"),),
    )


@station("expert-interest-end", "lead")
def interest_end(county: County) -> Stand:
    code, body = issue_case(county).shop.code, _body(county)
    interest = experts.declare_interest(by=county.lead, helper=body, code=code, reason="有业务往来")
    action = reverse("expert-interest-end", args=["body", body.pk, interest.pk])
    return Stand(reverse("expert", args=["body", body.pk]), {"reason": "合同已结束"}, action)


def _session_answers(one: Inspector) -> dict[str, object]:
    return {
        "held_on": "2026-03-03",
        "topic": "双随机业务培训",
        "organiser": "市局",
        "hours": "4",
        "attendees": [one.pk],
    }


@station("training-session-new", "lead", SessionForm)
def training_session_new(county: County) -> Stand:
    people = issue_case(county).people
    held(county.lead, people["spare"], held_on=date(2026, 3, 2), topic="食品检查")
    return Stand(
        reverse("training-session-new"),
        _session_answers(people["spare"]),
        elsewhere={"attendees": [people["fire_inspector"].pk]},
        wrong=(
            Wrong("a day to come", {"held_on": "2199-01-01"}, "held_on"),
            Wrong("entered already", {"held_on": "2026-03-02", "topic": "食品检查"}, "topic"),
            Wrong("no hours", {"hours": "0"}, "hours"),
            Wrong("nobody attended", {"attendees": []}, "attendees"),
        ),
    )


@station("training-session", "lead", AttendeesForm)
def training_session(county: County) -> Stand:
    people = issue_case(county).people
    session = held(county.lead, people["spare"])
    return Stand(
        reverse("training-session", args=[session.pk]),
        {"attendees": [people["colleague"].pk]},
        elsewhere={"attendees": [people["fire_inspector"].pk]},
        wrong=(Wrong("nobody attended", {"attendees": []}, "attendees"),),
    )


@station("training-session-withdraw", "lead")
def training_session_withdraw(county: County) -> Stand:
    session = held(county.lead, issue_case(county).people["spare"])
    action = reverse("training-session-withdraw", args=[session.pk])
    return Stand(reverse("training-session", args=[session.pk]), {"reason": "登记有误"}, action)


@station("training-plan-new", "lead", PlannedForm)
def training_plan_new(county: County) -> Stand:
    planned(county.lead, year=2026, content="食品检查")
    good = {
        "year": "2026",
        "content": "双随机业务培训",
        "trainees": "全体执法人员",
        "first_month": "3",
        "last_month": "10",
    }
    return Stand(
        reverse("training-plan-new"),
        good,
        wrong=(
            Wrong("planned already", {"content": "食品检查"}, "content"),
            Wrong("ends before it begins", {"last_month": "2"}, "last_month"),
            Wrong("a month that is none", {"first_month": "13"}, "first_month"),
        ),
    )


@station("training-plan-edit", "lead", PlannedForm)
def training_plan_edit(county: County) -> Stand:
    return Stand(reverse("training-plan-edit", args=[planned(county.lead).pk]), {})


@station("training-plan-drop", "lead")
def training_plan_drop(county: County) -> Stand:
    line = planned(county.lead)
    action = reverse("training-plan-drop", args=[line.pk])
    page = reverse("training-plan-edit", args=[line.pk])
    return Stand(page, {"reason": "今年不办了"}, action)
