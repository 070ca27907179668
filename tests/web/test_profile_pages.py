"""Both profiles in every disclosure mode, through the pages; and a value that is withheld."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from ceremony_case import PUBLIC_LINE, SECRETS
from county import County
from django.urls import reverse
from task_station import approved_task, make_station

from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.log import check_whole_log
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.publication.models import Publication
from mingcha.tasks import log
from mingcha.tasks.actions import drawing, pools
from mingcha.tasks.models import Draw, LogEntry, Task

PUBLIC = {"profile": "public", "public_sources": PUBLIC_LINE.rpartition("|")[0]}
NUMBERS = PUBLIC_LINE.rpartition("|")[2].replace(",", " ")
WHOLE = {"ALL": "10%"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Freeze when the button is pressed: the job's own tests are elsewhere."""
    from mingcha.web.tasks import pool

    def freeze(*, by, task, ceremony, training):
        return pools.freeze_pool(by=by, task=task, ceremony=ceremony, training=training)

    monkeypatch.setattr(pool, "lock_pool", freeze)


@pytest.fixture
def pass_time(monkeypatch):
    def wait(**by: int) -> None:
        then = clock.now() + timedelta(**by)
        monkeypatch.setattr(clock, "now", lambda: then)

    return wait


def text_of(response) -> str:
    assert response.status_code == HTTPStatus.OK, response.status_code
    return response.content.decode()


def frozen(county: County, browse, task: Task, **choices: str) -> Draw:
    from django.utils.timezone import localtime

    now = localtime(clock.now())
    form = {
        "operator": county.operator.pk,
        "witnesses": [county.witness.pk],
        "reveal_by": f"{now + timedelta(hours=2):%Y-%m-%d %H:%M}",
        "profile": "witnessed",
        "disclosing": task.disclosing,
    }
    if choices.get("profile") == "public":
        form["public_after"] = f"{now + timedelta(hours=4):%Y-%m-%d %H:%M}"
    page = browse(county.operator).post(
        reverse("task-pool", args=[task.pk]), form | choices, follow=True
    )
    assert page.redirect_chain, page.context["form"].errors
    return Draw.objects.get(task=task)


def step(browse, county: County, draw: Draw, verb: str, **data: str) -> str:
    person = county.head if verb == "void" else county.operator
    return text_of(
        browse(person).post(reverse("draw-step", args=[draw.pk, verb]), data, follow=True)
    )


def sealed(county: County, browse, draw: Draw) -> None:
    step(browse, county, draw, "begin")
    for party, person in (("organiser", county.operator), ("witness", county.witness)):
        c = commitment(SUITES["S1"], draw.draw_id, party, SECRETS[party])
        browse(person).post(reverse("draw-commit", args=[draw.pk]), {"commitment": c})
    step(browse, county, draw, "seal")
    draw.refresh_from_db()
    assert draw.state == "sealed"


def reveal(county: County, browse, draw: Draw, party: str) -> str:
    person = county.operator if party == "organiser" else county.witness
    address = reverse("draw-reveal", args=[draw.pk])
    return text_of(browse(person).post(address, {"value": SECRETS[party]}, follow=True))


def typed(browse, person, draw: Draw, line: str = NUMBERS) -> str:
    address = reverse("draw-public-value", args=[draw.pk])
    return text_of(browse(person).post(address, {"line": line}, follow=True))


def drawn(county: County, browse, draw: Draw) -> None:
    step(browse, county, draw, "fix-seed")
    draw.refresh_from_db()
    assert draw.state == "ready"
    drawing.draw_objects(by=county.operator, draw=draw)
    draw.refresh_from_db()
    assert (draw.state, draw.own_task.state) == ("drawn", "objects_drawn")


@pytest.mark.parametrize("mode", ["immediate", "deferred", "confidential"])
@pytest.mark.parametrize("profile", ["witnessed", "public"])
def test_every_profile_goes_with_every_disclosure(
    county: County, browse, pass_time, profile: str, mode: str
):
    task = approved_task(county, make_station(county, objects=30, ratios=WHOLE))
    choices = PUBLIC if profile == "public" else {}
    draw = frozen(county, browse, task, disclosing=mode, **choices)
    task.refresh_from_db()
    assert (draw.profile, task.disclosing) == (profile, mode)
    sealed(county, browse, draw)
    for party in SECRETS:
        assert "已揭示，与承诺相符" in reveal(county, browse, draw, party)
    if profile == "public":
        assert "等待" in text_of(browse(county.operator).get(reverse("draw", args=[draw.pk])))
        pass_time(hours=5)
        assert "请另一人对照" in typed(browse, county.operator, draw)
        assert "已生效" in typed(browse, county.witness, draw)
    drawn(county, browse, draw)
    public = text_of(browse(county.office).get(reverse("public-draw", args=[draw.draw_id])))
    assert ("kl8|2026310" in public) == (profile == "public")


def test_classes_are_drawn_confidentially_and_in_no_other_way(county: County, browse):
    task = approved_task(county, make_station(county, objects=30))
    with pytest.raises(AssertionError, match="disclosing"):
        frozen(county, browse, task, disclosing="immediate")
    page = browse(county.operator).get(reverse("task-pool", args=[task.pk]))
    assert page.context["form"].initial["disclosing"] == "confidential"
    assert not Draw.objects.exists()


def test_the_numbers_are_typed_after_the_time_by_two_people_alike(
    county: County, browse, pass_time
):
    task = approved_task(county, make_station(county, objects=30, ratios=WHOLE))
    draw = frozen(county, browse, task, **PUBLIC)
    sealed(county, browse, draw)
    assert "已揭示，与承诺相符" in reveal(county, browse, draw, "witness")  # any order here
    assert "已揭示，与承诺相符" in reveal(county, browse, draw, "organiser")
    assert "现在不能登记" in typed(browse, county.operator, draw)
    pass_time(hours=5)
    assert "不合格式" in typed(browse, county.operator, draw, "80 01 02")
    assert "没有等待这个来源和期号" in typed(
        browse, county.operator, draw, f"kl8|2026311|{NUMBERS}"
    )
    other = NUMBERS.replace("80", "79")
    typed(browse, county.operator, draw, other)
    assert "请另一人对照" in typed(browse, county.operator, draw, other)  # not by oneself
    assert "不一致" in typed(browse, county.head, draw)
    assert "还缺公共随机数" in step(browse, county, draw, "fix-seed")
    typed(browse, county.operator, draw)
    assert (
        browse(county.office)
        .post(reverse("draw-public-value", args=[draw.pk]), {"line": NUMBERS})
        .status_code
        == HTTPStatus.FORBIDDEN
    )
    assert "已生效" in typed(browse, county.head, draw)
    drawn(county, browse, draw)


def test_with_public_numbers_a_withheld_value_counts_for_nothing(county: County, browse, pass_time):
    task = approved_task(county, make_station(county, objects=30, ratios=WHOLE))
    draw = frozen(county, browse, task, **PUBLIC)
    sealed(county, browse, draw)
    reveal(county, browse, draw, "organiser")
    assert "还有参与方没有揭示" in step(browse, county, draw, "fix-seed")
    pass_time(hours=5)
    assert "不能再揭示" in reveal(county, browse, draw, "witness")
    page = text_of(browse(county.operator).get(reverse("draw", args=[draw.pk])))
    assert "登记事故" not in page
    assert "不能终止" in step(browse, county, draw, "incident", reason="结果不理想")
    typed(browse, county.operator, draw)
    typed(browse, county.witness, draw)
    drawn(county, browse, draw)
    entropy = LogEntry.objects.get(type="ENTROPY").body
    assert [entry["r"] for entry in entropy["reveals"]] == [SECRETS["organiser"], "-"]
    public = text_of(browse(county.office).get(reverse("public-draw", args=[draw.draw_id])))
    assert "没有揭示" in public


def test_at_a_witnessed_draw_it_is_an_incident_and_the_repetition_takes_public_numbers(
    county: County, browse, pass_time
):
    task = approved_task(county, make_station(county, objects=30, ratios=WHOLE))
    draw = frozen(county, browse, task)
    sealed(county, browse, draw)
    reveal(county, browse, draw, "organiser")
    assert "期限未到" in step(browse, county, draw, "incident", reason="见证方未到")
    pass_time(hours=3)
    page = text_of(browse(county.operator).get(reverse("draw", args=[draw.pk])))
    assert "见证人 蒋文没有揭示" in page
    assert "登记事故" in page
    assert "事故已登记" in step(browse, county, draw, "incident", reason="见证方没有到场")
    entry = LogEntry.objects.order_by("-seq").first()
    assert (entry.type, entry.body["missing"]) == ("INCIDENT", ["witness"])
    public = text_of(browse(county.office).get(reverse("public-draw", args=[draw.draw_id])))
    assert "抽取事故，没有抽取结果" in public
    assert "没有揭示的一方：见证人" in public
    assert "见证方没有到场" in public
    published = Publication.objects.filter(key=draw.draw_id).order_by("version").last()
    assert published.content["ended"]["missing"] == [{"code": "witness", "title": "见证人"}]
    pools.reopen_pool(by=county.head, task=task, reason="抽取事故，重新抽取")
    pool = reverse("task-pool", args=[task.pk])
    shown = browse(county.operator).get(pool)
    assert shown.context["form"].initial["profile"] == "public"
    with pytest.raises(AssertionError, match="profile"):
        frozen(county, browse, task, profile="witnessed")
    again = frozen(county, browse, task, **PUBLIC)
    assert again.draw_id.endswith("-0002")
    sealed(county, browse, again)
    reveal(county, browse, again, "organiser")
    pass_time(hours=5)
    typed(browse, county.operator, again)
    typed(browse, county.head, again)
    drawn(county, browse, again)
    records = [log.record_of(entry) for entry in LogEntry.objects.all()]
    check_whole_log(SUITES["S1"], records, {})


def test_a_sealed_draw_that_is_void_says_so_in_public(county: County, browse):
    task = approved_task(county, make_station(county, objects=30, ratios=WHOLE))
    draw = frozen(county, browse, task)
    sealed(county, browse, draw)
    step(browse, county, draw, "void", reason="名录有误")
    public = text_of(browse(county.office).get(reverse("public-draw", args=[draw.draw_id])))
    assert "已作废，没有抽取结果" in public
    assert "名录有误" in public
