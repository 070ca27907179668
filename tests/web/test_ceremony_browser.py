"""A party's value is made and kept in its own browser: a real one, with scripts, on plain http."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from ceremony_case import Case, frozen_case
from county import make_county
from django.urls import reverse
from looking import leave_for, window
from signed_in import signed_in

from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.tasks.actions import ceremony
from mingcha.tasks.actions.invitations import invite_party
from mingcha.tasks.models import DrawParty

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]


@pytest.fixture
def case() -> Case:
    return frozen_case(make_county())


def test_the_value_stays_in_the_browser_until_it_is_revealed(case: Case, chromium, live_server):
    case.opened()
    county = case.county
    page = signed_in(chromium, live_server, county.operator)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto(reverse("draw", args=[case.draw.pk]))
    page.get_by_role("button", name="生成随机数").click()
    key = f"mingcha-draw:{case.draw.draw_id}:organiser"
    value = page.evaluate("(key) => localStorage.getItem(key)", key)
    with page.expect_download() as download:
        page.get_by_role("link", name="保存留存文件").click()
    assert value in Path(download.value.path()).read_text("utf-8")
    page.get_by_role("button", name="提交承诺").click()
    page.get_by_text("承诺已提交").wait_for()
    party = DrawParty.objects.get(code="organiser")
    assert party.commitment == commitment(SUITES["S1"], case.draw.draw_id, "organiser", value)
    assert not any(value in body for body in sent)
    ceremony.commit(by=county.witness, draw=case.draw, c=case.promise("witness"))
    ceremony.seal_plan(by=county.operator, draw=case.draw)
    leave_for(page, reverse("draw", args=[case.draw.pk]))
    page.get_by_text("已取出本机保存的随机数").wait_for()
    page.get_by_role("button", name="揭示随机数").click()
    page.get_by_text("已揭示，与承诺相符").wait_for()
    party.refresh_from_db()
    assert party.reveal == value
    assert faults == []


def test_a_kept_file_serves_on_another_device(case: Case, chromium, live_server, tmp_path: Path):
    case.sealed()
    page = signed_in(
        chromium, live_server, case.county.operator, viewport={"width": 390, "height": 844}
    )
    page.goto(reverse("draw", args=[case.draw.pk]))
    page.get_by_text("本机没有保存随机数").wait_for()
    kept = tmp_path / "kept.txt"
    kept.write_text(f"参与方 organiser\n随机数 {'11' * 32}\n", "utf-8")
    page.get_by_label("或从留存文件读入").set_input_files(kept)
    page.get_by_text("已从文件读入").wait_for()
    page.get_by_role("button", name="揭示随机数").click()
    page.get_by_text("已揭示，与承诺相符").wait_for()


def test_a_guests_rolls_of_a_die_are_hashed_in_its_own_browser(case: Case, chromium, live_server):
    case.opened()
    until = clock.now() + timedelta(hours=1)
    _, secret = invite_party(
        by=case.county.operator, draw=case.draw, title="公证员", expires_at=until
    )
    rolls = "152634" * 20
    page = window(chromium, live_server.url).new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto(reverse("party", args=[secret.token]))
    for label, text in (("验证码", secret.code), ("姓名", "方正"), ("单位", "公证处")):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="进入").click()
    page.get_by_text("我自己掷骰子").click()
    page.get_by_label("掷 100 次").fill("1 2 3")
    page.get_by_role("button", name="用这些点数").click()
    page.get_by_text("要 100 个以上的点数").wait_for()
    page.get_by_label("掷 100 次").fill(rolls)
    page.get_by_role("button", name="用这些点数").click()
    page.get_by_role("button", name="提交承诺").click()
    page.get_by_text("等组织方封存方案").wait_for()
    value = hashlib.sha256(rolls.encode()).hexdigest()
    party = DrawParty.objects.get(code="guest1")
    assert party.commitment == commitment(SUITES["S1"], case.draw.draw_id, "guest1", value)
    assert not any(secret_text in body for body in sent for secret_text in (rolls, value))
