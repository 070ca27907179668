"""The ceremony in a real browser in each disclosure mode and profile, to what the public can check."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from ceremony_case import PUBLIC_LINE, Case, frozen_case
from county import make_county
from django.urls import reverse
from looking import leave_for, window
from signed_in import signed_in

from mingcha.core.draw.plan import Mode
from mingcha.foundation.models import Job
from mingcha.publication.actions.draws import open_deferred_draw
from mingcha.tasks import jobs

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases=["default", "progress"]),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]
NUMBERS = PUBLIC_LINE.rpartition("|")[2]


@pytest.mark.parametrize("profile", ["witnessed", "public"])
@pytest.mark.parametrize("mode", [mode.value for mode in Mode])
def test_a_draw_is_held_and_checked_by_the_public(mode: str, profile: str, chromium, live_server):
    case = frozen_case(make_county(), mode=mode, public=profile == "public").opened()
    operator = signed_in(chromium, live_server, case.county.operator)
    witness = signed_in(chromium, live_server, case.county.witness)
    faults: list[str] = []

    def a_shop():
        """Who has not been here before: a public page is kept by a browser for a while."""
        shop = window(chromium, live_server.url).new_page()
        shop.on("pageerror", lambda fault: faults.append(str(fault)))
        return shop

    for page in (operator, witness):
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        show(page, case)
        press(page, "生成随机数")
        press(page, "提交承诺")
        page.get_by_text("承诺已提交").wait_for()
    show(operator, case)
    send(operator, "封存方案")
    for page in (operator, witness):
        show(page, case)
        page.get_by_text("已取出本机保存的随机数").wait_for()
        press(page, "揭示随机数")
        page.get_by_text("已揭示，与承诺相符").wait_for()
    with time_machine.travel(case.draw.reveal_by + timedelta(hours=2), tick=True):
        operator = signed_in(chromium, live_server, case.county.operator)  # hours have gone by
        if profile == "public":
            for page in (operator, signed_in(chromium, live_server, case.county.witness)):
                show(page, case)
                page.get_by_label("开奖号码").fill(NUMBERS)
                send(page, "登记开奖号码")
            page.get_by_text("两人登记一致，公共随机数已生效").wait_for()
        draw(operator, case)
        look(a_shop(), case, opened=mode == Mode.IMMEDIATE)
    if mode == Mode.DEFERRED:
        with time_machine.travel(case.draw.reveal_by + timedelta(days=31), tick=True):
            open_deferred_draw(by=case.county.operator, draw=case.fresh().draw)
            look(a_shop(), case, opened=True)
    assert faults == []


def draw(operator, case: Case) -> None:
    """Fix the seed and begin; the job that a worker would take is run here."""
    show(operator, case)
    send(operator, "确定种子")
    press(operator, "开始抽取")
    operator.get_by_text("已开始抽取").wait_for()
    job = Job.objects.get()
    jobs.draw_job.func(job_key=job.key, draw=case.draw.pk, operator=case.county.operator.pk)
    show(operator, case)
    operator.get_by_text("部门名单").first.wait_for()
    assert operator.get_by_role("button", name="开始抽取").count() == 0


def look(shop, case: Case, *, opened: bool) -> None:
    """The public recomputes an open draw in the page; of a sealed one it is asked for a proof."""
    shop.goto(reverse("public-verify", args=[case.draw.draw_id]))
    if opened:
        press(shop, "下载并核对全部材料")
        shop.locator("#verdict .note").wait_for()
        assert shop.locator("#verdict .note.good").count() == 1, shop.locator(
            "#verdict"
        ).inner_text()
    else:
        shop.get_by_text("请再放入您那一户的 proof.json").wait_for()
        assert shop.get_by_text("91130136").count() == 0


def show(page, case: Case) -> None:
    leave_for(page, reverse("draw", args=[case.draw.pk]))


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def send(page, name: str) -> None:
    """Press a button whose form the server answers with a page, and wait for that page."""
    with page.expect_navigation():
        press(page, name)
