"""A party without an account: invited by the organiser, in by link and code, commits and reveals."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from ceremony_case import SECRETS, Case, frozen_case
from county import County
from django.test import Client
from django.urls import reverse

from mingcha.audit.models import AuditEvent
from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.tasks.actions import ceremony, drawing
from mingcha.tasks.models import PartyInvitation

ROLLS = "123456" * 17
VALUE = hashlib.sha256(ROLLS.encode()).hexdigest()
WHO = {"name": "方正", "unit": "澄川县公证处"}


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county).opened()


def text_of(response) -> str:
    assert response.status_code == HTTPStatus.OK, response.status_code
    return response.content.decode()


def promise(case: Case, party: str = "guest1", value: str = VALUE) -> str:
    return commitment(SUITES["S1"], case.draw.draw_id, party, value)


@pytest.fixture
def invited(case: Case, browse):
    """Return how the organiser invites: link and code, read off the page."""

    def invite(title: str = "公证员") -> tuple[str, str]:
        page = reverse("draw-invitations", args=[case.draw.pk])
        until = timedelta(hours=2) + clock.now().astimezone()
        asked = {"title": title, "expires_at": until.strftime("%Y-%m-%d %H:%M")}
        shown = text_of(browse(case.county.operator).post(page, asked))
        assert "<svg" in shown
        link = re.search(r"http://testserver(/public/parties/[\w-]+/)", shown)
        code = re.search(r'class="code strong">(\w+)<', shown)
        assert link
        assert code
        return link[1], code[1]

    return invite


def entered(link: str, code: str) -> Client:
    guest = Client()
    assert guest.post(link, {"code": code, **WHO}).status_code == HTTPStatus.FOUND
    return guest


def test_a_notary_takes_part_from_the_link_to_the_result(case: Case, invited, browse):
    link, code = invited()
    guest = Client()
    assert "公证员" in text_of(guest.get(link))
    assert case.draw.draw_id in text_of(guest.get(link))
    answer = guest.post(link, {"code": f" {code[:4]}-{code[4:].lower()} ", **WHO}, follow=True)
    page = text_of(answer)
    assert "轮到您：提交承诺" in page
    assert f"SSJ-DRAW/1|COMMIT\n{case.draw.draw_id}\nguest1\n" in page
    sent = guest.post(f"{link}commit/", {"commitment": promise(case)}, follow=True)
    assert "等组织方封存方案" in text_of(sent)
    listed = text_of(browse(case.county.operator).get(f"/draws/{case.draw.pk}/invitations/"))
    assert "方正" in listed
    assert "已提交" in listed
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=case.county.operator, draw=case.draw)
    later = Client()  # another browser: the link alone, and the value proves itself
    waiting = text_of(later.get(link))
    assert "等前面的参与方先揭示" in waiting
    assert case.fresh().draw.plan_hash[:4] in waiting
    ceremony.reveal(by=case.county.operator, draw=case.draw, r=SECRETS["organiser"])
    assert "轮到您：揭示" in text_of(later.get(link))
    spoken = " ".join(ROLLS)
    assert "已揭示，与承诺相符" in text_of(
        later.post(f"{link}reveal/", {"value": spoken}, follow=True)
    )
    ceremony.reveal(by=case.county.witness, draw=case.draw, r=SECRETS["witness"])
    ceremony.fix_seed(by=case.county.operator, draw=case.draw)
    drawing.draw_objects(by=case.county.operator, draw=case.draw)
    assert case.fresh().draw.state == "drawn"
    orders = list(case.draw.parties.values_list("code", "order"))
    assert orders == [("organiser", 0), ("guest1", 1), ("witness", 2)]
    told = AuditEvent.objects.filter(subject=case.draw.draw_id, actor__startswith="guest:")
    assert [event.body["action"] for event in told.order_by("seq")] == ["enter", "commit", "reveal"]
    assert "方正" not in str([event.body for event in AuditEvent.objects.all()])


def test_of_link_and_code_only_digests_are_kept(case: Case, invited):
    link, code = invited()
    row = str(PartyInvitation.objects.values().get())
    assert link.split("/")[-2] not in row
    assert code not in row


def test_a_wrong_code_is_told_and_after_five_the_right_one_too(case: Case, invited, browse):
    link, code = invited()
    guest = Client()
    for _ in range(5):
        page = guest.post(link, {"code": "WRONG222", **WHO})
        assert page.context["form"].errors["code"] == ["验证码不正确，请核对后重新填写"]
        assert "澄川县公证处" in text_of(page)
    assert "输错次数过多" in text_of(guest.post(link, {"code": code, **WHO}))
    case_page = reverse("draw-invitation-renew", args=[case.draw.pk, 1])
    shown = text_of(browse(case.county.operator).post(case_page))
    fresh = re.search(r"http://testserver(/public/parties/[\w-]+/)", shown)
    code = re.search(r'class="code strong">(\w+)<', shown)
    assert fresh
    assert code
    assert Client().get(link).status_code == HTTPStatus.NOT_FOUND
    assert "轮到您" in text_of(entered(fresh[1], code[1]).get(fresh[1]))


def test_many_failures_from_one_address_slow_it_down(case: Case, invited):
    links = [invited(title)[0] for title in ("公证员", "企业代表", "群众代表")]
    from mingcha.accounts.models import SignInAttempt

    SignInAttempt.objects.bulk_create(
        SignInAttempt(username="x", address="127.0.0.1", succeeded=False) for _ in range(30)
    )
    page = text_of(Client().post(links[0], {"code": "WRONG222", **WHO}))
    assert "请15分钟后再试" in page


def test_an_expired_code_opens_nothing(case: Case, invited, monkeypatch):
    link, code = invited()
    then = clock.now() + timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: then)
    assert "已过有效期" in text_of(Client().post(link, {"code": code, **WHO}))


def test_the_organisers_own_unit_is_no_guest(case: Case, invited):
    link, code = invited()
    for unit in (case.county.market.name, f"{case.county.market.short_name}综合股"):
        page = Client().post(link, {"code": code, "name": "甲", "unit": unit})
        assert "不能与组织方同属一个单位" in text_of(page)


def test_a_link_opens_its_own_place_and_no_page_of_staff(case: Case, invited):
    link, code = invited()
    other, _ = invited("企业代表")
    guest = entered(link, code)
    assert "验证码" in text_of(guest.get(other))
    commit = guest.post(f"{other}commit/", {"commitment": promise(case, "guest2")})
    assert commit.status_code == HTTPStatus.NOT_FOUND
    assert guest.get(reverse("draw", args=[case.draw.pk])).status_code == HTTPStatus.FOUND
    stranger = Client()
    assert stranger.post(f"{link}commit/", {"commitment": promise(case)}).status_code == 404
    assert stranger.get("/public/parties/nobody/").status_code == HTTPStatus.NOT_FOUND


def test_an_unused_invitation_is_taken_back_and_a_used_one_is_not(case: Case, invited, browse):
    link, _ = invited()
    used, code = invited("企业代表")
    guest = entered(used, code)
    guest.post(f"{used}commit/", {"commitment": promise(case, "guest2")})
    page = reverse("draw-invitations", args=[case.draw.pk])
    client = browse(case.county.operator)
    withdraw = reverse("draw-invitation-withdraw", args=[case.draw.pk, 2])
    assert "不能撤回" in text_of(client.post(withdraw, follow=True))
    withdraw = reverse("draw-invitation-withdraw", args=[case.draw.pk, 1])
    assert "已撤回" in text_of(client.post(withdraw, follow=True))
    assert Client().get(link).status_code == HTTPStatus.NOT_FOUND
    orders = list(case.draw.parties.values_list("code", "order"))
    assert orders == [("organiser", 0), ("guest2", 1), ("witness", 2)]
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=case.county.operator, draw=case.draw)
    assert "才能邀请" in text_of(client.get(page))
    assert [p["party"] for p in sealed_commits(case)] == ["organiser", "guest2", "witness"]


def sealed_commits(case: Case) -> list[dict[str, str]]:
    import json

    plan = json.loads(bytes(case.draw.files.get(path="plan.json").content))
    return plan["entropy"]["commits"]


def test_a_guest_alone_may_be_the_witness_but_nobody_is_not_enough(case: Case, browse):
    case.draw.parties.filter(code="witness").delete()
    from mingcha.bundles.ceremony import drop_party
    from mingcha.tasks.bundle_folder import worked_on

    with worked_on(case.draw, registers=False) as folder:
        drop_party(folder, "witness")
    ceremony.commit(by=case.county.operator, draw=case.draw, c=case.promise("organiser"))
    page = browse(case.county.operator).post(
        reverse("draw-step", args=[case.draw.pk, "seal"]), follow=True
    )
    assert "还没有其他单位的见证方" in text_of(page)


def test_a_value_of_another_is_refused_at_its_field(case: Case, invited):
    link, code = invited()
    guest = entered(link, code)
    answer = guest.post(f"{link}commit/", {"commitment": "随机数"})
    assert "64 位十六进制数" in answer.context["form"].errors["commitment"][0]
    guest.post(f"{link}commit/", {"commitment": promise(case)})
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=case.county.operator, draw=case.draw)
    ceremony.reveal(by=case.county.operator, draw=case.draw, r=SECRETS["organiser"])
    answer = guest.post(f"{link}reveal/", {"value": "654321" * 17})
    assert "与您提交的承诺不符" in answer.context["form"].errors["value"][0]


def test_only_the_operator_invites(case: Case, browse):
    page = reverse("draw-invitations", args=[case.draw.pk])
    assert browse(case.county.witness).get(page).status_code == HTTPStatus.FORBIDDEN
    assert browse(case.county.lead).get(page).status_code == HTTPStatus.FORBIDDEN
