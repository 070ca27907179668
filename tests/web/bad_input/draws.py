"""Forms of the ceremony, the comparison and the teams."""

from __future__ import annotations

from datetime import timedelta

from ceremony_case import PUBLIC_LINE, SECRETS, Case, frozen_case
from certificates import officer_with
from county import PASSWORD, County
from django.urls import reverse
from django.utils.timezone import localtime

from bad_input.stations import ATTEMPT, Stand, Wrong, station
from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.publication.selectors.recomputations import bundle_digest
from mingcha.registers.actions import experts
from mingcha.registers.models import Expert, Inspector
from mingcha.tasks.actions import ceremony, departures, guests
from mingcha.tasks.actions.assistants import add_assistant
from mingcha.tasks.actions.invitations import invite_party
from mingcha.tasks.link_and_code import LinkAndCode
from mingcha.tasks.models import Draw, ObjectTask, PartyInvitation
from mingcha.web.ceremony.assistants import AssistantForm
from mingcha.web.ceremony.forms import (
    AssignForm,
    CommitForm,
    InviteForm,
    OpenForm,
    PublicValueForm,
    RevealForm,
)
from mingcha.web.ceremony.guest_forms import EnterForm, GuestCommitForm, GuestRevealForm
from mingcha.web.ceremony.replacement_forms import DecideForm, ObjectLeavesForm
from mingcha.web.publication.recomputing import StatementForm

TRIED_CODE = ATTEMPT | {"tasks_partyinvitation"}


@station("draw-open", "operator", OpenForm)
def open_commitments(county: County) -> Stand:
    pk = frozen_case(county).draw.pk
    return Stand(
        reverse("draw", args=[pk]),
        {"witness": county.witness.pk},
        reverse("draw-open", args=[pk]),
        elsewhere={"witness": county.lead.pk},
    )


@station("draw-commit", "operator", CommitForm)
def commit(county: County) -> Stand:
    case = frozen_case(county).opened()
    return Stand(
        reverse("draw", args=[case.draw.pk]),
        {"commitment": case.promise("organiser")},
        reverse("draw-commit", args=[case.draw.pk]),
        wrong=(
            Wrong("no hexadecimal number", {"commitment": "随机数"}, "commitment"),
            Wrong("too short", {"commitment": "ab" * 31}, "commitment"),
        ),
    )


@station("draw-reveal", "operator", RevealForm)
def reveal(county: County) -> Stand:
    case = frozen_case(county).sealed()
    return Stand(
        reverse("draw", args=[case.draw.pk]),
        {"value": SECRETS["organiser"]},
        reverse("draw-reveal", args=[case.draw.pk]),
        wrong=(
            Wrong("not what was committed to", {"value": "ab" * 32}, "value"),
            Wrong("no hexadecimal number", {"value": "随机数"}, "value"),
        ),
    )


@station("draw-public-value", "operator", PublicValueForm)
def public_value(county: County) -> Stand:
    pk = frozen_case(county, public=True).revealed_by_organiser().draw.pk
    past = clock.now() - timedelta(hours=2)
    Draw.objects.filter(pk=pk).update(reveal_by=past, public_after=past + timedelta(hours=1))
    return Stand(
        reverse("draw", args=[pk]),
        {"line": PUBLIC_LINE.rpartition("|")[2]},
        reverse("draw-public-value", args=[pk]),
        wrong=(
            Wrong("too few numbers", {"line": "01 02"}, "line"),
            Wrong("another issue", {"line": "kl8|2026311|01,02"}, "line"),
        ),
    )


def _invited(county: County, case: Case) -> tuple[PartyInvitation, LinkAndCode]:
    until = clock.now() + timedelta(hours=2)
    return invite_party(by=county.operator, draw=case.draw, title="公证员", expires_at=until)


@station("draw-invitations", "operator", InviteForm)
def invite(county: County) -> Stand:
    case = frozen_case(county).opened()
    until = localtime(clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    late = localtime(clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    return Stand(
        reverse("draw-invitations", args=[case.draw.pk]),
        {"title": "公证员", "expires_at": until},
        wrong=(Wrong("after the time to reveal", {"expires_at": late}, "expires_at"),),
    )


@station("party", None, EnterForm)
def enter(county: County) -> Stand:
    _, secret = _invited(county, frozen_case(county).opened())
    return Stand(
        reverse("party", args=[secret.token]),
        {"code": secret.code, "name": "方正", "unit": "澄川县公证处"},
        wrong=(
            Wrong("a wrong code", {"code": "WRONG222"}, "code", TRIED_CODE),
            Wrong("the organiser's own unit", {"unit": county.market.name}, "unit"),
        ),
    )


@station("party-commit", None, GuestCommitForm)
def commit_as_guest(county: County) -> Stand:
    invitation, secret = _invited(county, frozen_case(county).opened())
    _entered(invitation, secret)
    return Stand(
        reverse("party", args=[secret.token]),
        {"commitment": "ab" * 32},
        reverse("party-commit", args=[secret.token]),
        wrong=(Wrong("no hexadecimal number", {"commitment": "随机数"}, "commitment"),),
        session={"invitation": invitation.token_digest},
    )


@station("party-reveal", None, GuestRevealForm)
def reveal_as_guest(county: County) -> Stand:
    case = frozen_case(county).opened()
    invitation, secret = _invited(county, case)
    _entered(invitation, secret)
    c = commitment(SUITES["S1"], case.draw.draw_id, "guest1", "33" * 32)
    guests.commit_as_guest(invitation=invitation, c=c)
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=county.operator, draw=case.draw)
    ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    return Stand(
        reverse("party", args=[secret.token]),
        {"value": "33" * 32},
        reverse("party-reveal", args=[secret.token]),
        wrong=(Wrong("not what was committed to", {"value": "ab" * 32}, "value"),),
    )


def _entered(invitation: PartyInvitation, secret: LinkAndCode) -> None:
    guests.enter(
        invitation=invitation, code=secret.code, name="方正", unit="公证处", address="127.0.0.1"
    )


@station("draw-step void", "head")
def void(county: County) -> Stand:
    pk = frozen_case(county).draw.pk
    action = reverse("draw-step", args=[pk, "void"])
    return Stand(reverse("draw", args=[pk]), {"reason": "名录有误"}, action)


@station("draw-step incident", "operator")
def incident(county: County) -> Stand:
    pk = frozen_case(county).sealed().draw.pk
    Draw.objects.filter(pk=pk).update(reveal_by=clock.now() - timedelta(hours=1))
    action = reverse("draw-step", args=[pk, "incident"])
    return Stand(reverse("draw", args=[pk]), {"reason": "见证方没有到场"}, action)


@station("draw-not-mine", "fire_lead")
def not_mine(county: County) -> Stand:
    case = frozen_case(county).drawn()
    row = case.part(county.fire).object_tasks.first()
    return Stand(
        reverse("draw-part", args=[case.draw.pk, county.fire.pk]),
        {"reason": "不在辖区内"},
        reverse("draw-not-mine", args=[case.draw.pk, row.pk]),
    )


@station("draw-assign", "fire_head", AssignForm)
def assign(county: County) -> Stand:
    case = frozen_case(county, is_short=True).compared()
    helper = officer_with(
        department=county.fire, staff_no="X900", name="援手", certificate_no="13-X900",
        region=county.region,
    )  # fmt: skip
    row = ObjectTask.objects.filter(sub_task__department=county.fire, team=None).first()
    assert row
    foreign = Inspector.objects.filter(department=county.market).first()
    assert foreign
    return Stand(
        reverse("draw-assign", args=[case.draw.pk, row.pk]),
        {
            "inspector": helper.pk,
            "basis": "《行政处罚法》第四十二条",
            "reason": "人员不足，就近调派",
        },
        elsewhere={"inspector": foreign.pk},
    )


def _arranged(county: County) -> tuple[int, ObjectTask, Expert]:
    case = frozen_case(county).compared()
    row = ObjectTask.objects.filter(sub_task__department=county.market).first()
    assert row
    facts = {"name": "周专家"}
    one = experts.add_expert(by=county.lead, department=county.market, facts=facts)
    return case.draw.pk, row, one


@station("draw-assistants", "lead", AssistantForm)
def assistants_new(county: County) -> Stand:
    pk, row, one = _arranged(county)
    page = reverse("draw-assistants", args=[pk, row.pk])
    return Stand(page, {"helper": f"expert-{one.pk}", "duty": "抽样检验"})


@station("draw-assistant-remove", "lead")
def assistant_remove(county: County) -> Stand:
    pk, row, one = _arranged(county)
    made = add_assistant(by=county.lead, object_task=row, helper=one, duty="抽样检验")
    page = reverse("draw-assistants", args=[pk, row.pk])
    action = reverse("draw-assistant-remove", args=[pk, row.pk, made.pk])
    return Stand(page, {"reason": "专家另有安排"}, action)


@station("recomputation", "auditor", StatementForm)
def recomputation(county: County) -> Stand:
    case = frozen_case(county).drawn()
    good = {"verdict": "agreed", "digest": bundle_digest(case.draw), "password": PASSWORD}
    return Stand(
        reverse("recomputation", args=[case.draw.pk]),
        good,
        wrong=(
            Wrong("another bundle", {"digest": "ab" * 32}, "digest"),
            Wrong("no hexadecimal number", {"digest": "指纹"}, "digest"),
            Wrong("nothing told of what differs", {"verdict": "differs"}, "note"),
            Wrong("a wrong password", {"password": "cai-de"}, "password", ATTEMPT),
        ),
    )


@station("draw-leave", "lead", ObjectLeavesForm)
def leave(county: County) -> Stand:
    case = frozen_case(county).compared()
    row = ObjectTask.objects.filter(sub_task__is_lead=True).first()
    assert row
    return Stand(
        reverse("draw-leave", args=[case.draw.pk, row.pk]),
        {"reason": "closed", "facts": "现场核查笔录2026年第5号"},
    )


@station("draw-replacement", "head", DecideForm)
def decide_departure(county: County) -> Stand:
    case = frozen_case(county).compared()
    row = ObjectTask.objects.filter(sub_task__is_lead=True).first()
    assert row
    asked = departures.ask_object_departure(
        by=county.lead, object_task=row, reason="closed", facts="现场核查笔录2026年第5号"
    )
    return Stand(
        reverse("draw-replacement", args=[case.draw.pk, asked.pk]),
        {"approved": "no", "reason": "再核实"},
    )
