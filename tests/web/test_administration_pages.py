"""The three administrators' pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from county import PASSWORD, County
from django.test import Client
from django.urls import reverse

from mingcha.accounts.actions.signing_in import sign_in
from mingcha.accounts.models import ApiToken, User
from mingcha.audit.models import AuditEvent
from mingcha.audit.registry import event_titles
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import enqueue
from mingcha.orgs.models import CalendarDay, Department, Parameter
from mingcha.orgs.parameters import parameter
from mingcha.reports.jobs import check_soundness

PARTS = {
    "sys_admin": ("departments", "parameters", "calendar", "jobs"),
    "sec_admin": ("users", "tokens"),
    "auditor": ("events", "audit-check", "sign-ins"),
}
ALL = [view for views in PARTS.values() for view in views]


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("persona", PARTS)
def test_each_administrator_opens_the_own_part_and_no_other(county: County, browse, persona: str):
    client = browse(getattr(county, persona))
    first = client.get(reverse("administration"))
    assert first.headers["Location"] == reverse(PARTS[persona][0])
    for view in ALL:
        expected = 200 if view in PARTS[persona] else 403
        assert client.get(reverse(view)).status_code == expected, view
    page = text(client.get(reverse(PARTS[persona][0])))
    others = [view for key, views in PARTS.items() if key != persona for view in views]
    assert [view for view in others if f'href="{reverse(view)}"' in page] == []


@pytest.mark.parametrize("persona", PARTS)
@pytest.mark.parametrize("view", ["items", "plans", "reports", "follow-ups"])
def test_no_administrator_sees_business_data(county: County, browse, persona: str, view: str):
    assert browse(getattr(county, persona)).get(reverse(view)).status_code == 403


def test_a_department_and_its_unit_are_made_and_renamed(county: County, browse):
    client = browse(county.sys_admin)
    form = {
        "region": county.region.pk,
        "code": "WSJK",
        "name": "澄川县卫健局",
        "short_name": "卫健局",
    }
    page = client.post(reverse("department-new"), form | {"code": "卫健"})
    assert page.context["form"].errors["code"]
    assert "澄川县卫健局" in text(page)
    assert client.post(reverse("department-new"), form | {"code": "SCJG"}).context["form"].errors
    client.post(reverse("department-new"), form)
    made = Department.objects.get(code="WSJK")
    unit = {"name": "监督所", "kind": "station", "region": county.towns[0].pk}
    client.post(reverse("unit-new", args=[made.pk]), unit)
    client.post(reverse("unit-edit", args=[made.units.get().pk]), unit | {"name": "卫生监督所"})
    edit = {"name": "澄川县卫生健康局", "short_name": "卫健局", "is_inspecting_body": "on"}
    client.post(reverse("department-edit", args=[made.pk]), edit)
    page = text(client.get(reverse("department", args=[made.pk])))
    assert "卫生监督所" in page
    assert "澄川县卫生健康局" in page
    assert "具有行政检查权" in page
    elsewhere = county.outsider.department
    assert client.get(reverse("department", args=[elsewhere.pk])).status_code == 404
    for view in ("department-edit", "unit-new"):
        assert client.get(reverse(view, args=[made.pk])).status_code == 200
    assert client.get(reverse("unit-edit", args=[made.units.get().pk])).status_code == 200


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("publication.working_days", "15", 15),
        ("exclusion.inspected_this_year", "false", False),
        ("publication.starts_at", "visit_started", "visit_started"),
        ("draw.reserve", "10%", "10%"),
        ("cap.visits_per_year", "A：1\nB: 2\n", {"A": 1, "B": 2}),
        ("report.county_forms", "A\nB\n", ["A", "B"]),
        ("obligation.remind_days", "15\n5\n", [15, 5]),
    ],
)
def test_a_parameter_is_set_as_its_default_is_written(
    county: County, browse, key: str, typed: str, kept: object
):
    client = browse(county.sys_admin)
    url = reverse("parameter", args=[key])
    form = {"value": typed, "region": county.region.pk, "reason": "澄双随〔2026〕3号"}
    assert client.post(url, form).headers["Location"] == url
    assert parameter(key, region=county.region) == kept
    page = text(client.get(url))
    assert "澄双随〔2026〕3号" in page
    assert "澄川县" in text(client.get(reverse("parameters")))
    row = Parameter.objects.get()
    client.post(reverse("parameter-clear", args=[row.pk]), {"reason": "文件废止"})
    assert not Parameter.objects.exists()


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("publication.working_days", "twenty"),
        ("draw.reserve", "一成"),
        ("cap.visits_per_year", "A：一"),
        ("cap.visits_per_year", ""),
        ("cap.exempt_reasons", "friendship"),
        ("obligation.late_days", "1\n三"),
    ],
)
def test_a_bad_value_is_told_at_its_field_and_stays(county: County, browse, key: str, typed: str):
    url = reverse("parameter", args=[key])
    form = {"value": typed, "region": county.region.pk, "reason": "文件"}
    page = browse(county.sys_admin).post(url, form)
    assert page.context["form"].errors["value"]
    assert typed in text(page)
    assert not Parameter.objects.exists()


def test_every_parameter_has_a_page(county: County, browse):
    client = browse(county.sys_admin)
    page = text(client.get(reverse("parameters")))
    for key in re.findall(r"/administration/parameters/([a-z_./]+)/", page):
        assert client.get(reverse("parameter", args=[key])).status_code == 200
    assert client.get(reverse("parameter", args=["no.such"])).status_code == 404


@time_machine.travel("2026-11-20T10:00:00+08:00")
def test_the_calendar_warns_of_a_year_that_is_not_known(county: County, browse):
    client = browse(county.sys_admin)
    page = text(client.get(reverse("calendar")))
    assert "还没有 2026、2027 年的放假安排" in page
    form = {"day": "2027-10-01", "is_workday": "0", "name": "国庆节", "reason": "国办通知"}
    client.post(reverse("calendar"), form)
    page = text(client.get(reverse("calendar"), {"year": "2027"}))
    assert "国庆节" in page
    assert "还没有 2026 年" in page
    assert client.post(reverse("calendar"), form | {"day": "someday"}).context["form"].errors["day"]
    client.post(reverse("day-clear", args=["2027-10-01"]), {"reason": "误录"})
    assert not CalendarDay.objects.exists()
    assert client.get(reverse("calendar"), {"year": "99999"}).status_code == 200


def test_jobs_are_listed_without_what_they_work_on(county: County, browse):
    enqueue(check_soundness, key="k", title="校验 某某酒店名录.xlsx", page="/", by="lead")
    page = text(browse(county.sys_admin).get(reverse("jobs")))
    assert "校验" in page
    assert "某某酒店" not in page


NEW = {"username": "new.person", "name": "陆川", "post": "科员"}


def test_an_account_is_made_given_a_role_and_signs_in(county: County, browse):
    client = browse(county.sec_admin)
    form = NEW | {"region": county.region.pk, "department": county.market.pk}
    page = text(client.post(reverse("user-new"), form))
    password = re.search(r'<code class="code strong">([^<]+)</code>', page)
    assert password
    user = User.objects.get(username="new.person")
    url = reverse("user", args=[user.pk])
    assert password[1] not in text(client.get(url))
    client.post(reverse("user-role", args=[user.pk, "grant"]), {"role": "reviewer"})
    assert "审核人员" in text(client.get(url))
    assert sign_in(username="new.person", password=password[1], address="203.0.113.1") == user
    fresh = Client()
    fresh.force_login(user)
    assert fresh.get(reverse("workbench")).headers["Location"] == reverse("change-password")
    client.post(reverse("user-role", args=[user.pk, "revoke"]), {"role": "reviewer"})
    user = User.objects.get(pk=user.pk)
    assert user.role_keys == frozenset()


def test_a_form_for_an_account_keeps_what_was_typed(county: County, browse):
    client = browse(county.sec_admin)
    form = NEW | {"username": "张三", "region": county.region.pk}
    page = client.post(reverse("user-new"), form)
    assert page.context["form"].errors["username"]
    assert 'value="陆川"' in text(page)
    page = client.post(reverse("user-new"), form | {"username": "lead"})
    assert page.context["form"].errors["username"] == ["这个账号名已有人使用，请换一个"]


def test_conflicting_roles_are_explained_and_refused(county: County, browse):
    client = browse(county.sec_admin)
    page = text(client.get(reverse("user", args=[county.sys_admin.pk])))
    assert "与已有的“系统管理员”不能由同一人担任" in page
    url = reverse("user-role", args=[county.sys_admin.pk, "grant"])
    page = client.post(url, {"role": "auditor"}, follow=True)
    assert "不能由同一人担任" in text(page)
    assert client.post(url, {"role": "king"}).status_code == 404


def test_an_account_is_switched_off_unlocked_and_given_a_new_password(county: County, browse):
    for _ in range(5):
        with pytest.raises(DomainError):
            sign_in(username="lead", password="wrong", address="203.0.113.1")
    client = browse(county.sec_admin)
    url = reverse("user", args=[county.lead.pk])
    assert "现在不能登录" in text(client.get(url))

    def step(verb: str, **form: str) -> str:
        return text(
            client.post(reverse("user-step", args=[county.lead.pk, verb]), form, follow=True)
        )

    assert "现在不能登录" not in step("unlock")
    assert "请写明理由" in step("disable")
    assert "启用账号" in step("disable", reason="调离本单位")
    assert "停用账号" in step("enable")
    assert "只显示这一次" in step("reset-password")
    assert not User.objects.get(pk=county.lead.pk).check_password(PASSWORD)
    own = client.post(reverse("user-step", args=[county.sec_admin.pk, "reset-password"]))
    assert own.status_code == 302
    assert client.post(reverse("user-step", args=[county.lead.pk, "praise"])).status_code == 404
    assert client.get(reverse("user", args=[county.outsider.pk])).status_code == 404
    assert "自己的账号" in text(client.get(reverse("user", args=[county.sec_admin.pk])))
    assert "吴正清" in text(client.get(reverse("users"), {"q": "吴"}))
    assert "没有找到账号" in text(client.get(reverse("users"), {"q": "\x00nobody"}))


def test_a_token_is_shown_once_and_revoked_for_a_reason(county: County, browse):
    client = browse(county.sec_admin)
    form = {
        "user": county.lead.pk,
        "purpose": "登记系统推送名录",
        "permissions": ["register.import"],
        "expires_on": (clock.today() + timedelta(days=30)).isoformat(),
    }
    late = form | {"expires_on": (clock.today() + timedelta(days=3000)).isoformat()}
    assert client.post(reverse("token-new"), late).context["form"].errors["expires_on"]
    page = text(client.post(reverse("token-new"), form))
    assert "mc_" in page
    assert "mc_" not in text(client.get(reverse("tokens")))
    token = ApiToken.objects.get()
    url = reverse("token-revoke", args=[token.pk])
    client.post(url, {"reason": ""})
    assert ApiToken.objects.get().is_usable
    client.post(url, {"reason": "系统停用"})
    assert "已作废" in text(client.get(reverse("tokens")))


def test_the_auditor_finds_events_by_type_actor_subject_and_day(county: County, browse):
    browse(county.sec_admin).post(
        reverse("user-role", args=[county.lead.pk, "grant"]), {"role": "reviewer"}
    )
    client = browse(county.auditor)
    today = clock.today().isoformat()
    for query in (
        {},
        {"type": "account.role_granted"},
        {"actor": "sec_admin"},
        {"subject": "lea"},
        {"since": today, "until": today},
    ):
        assert "授予角色" in text(client.get(reverse("events"), query)).split("<tbody>")[1]
    for query in ({"actor": "lead"}, {"until": "2020-01-01"}, {"since": "someday"}, {"type": "x"}):
        assert "没有符合条件的记录" in text(client.get(reverse("events"), query))


def test_every_type_of_event_has_a_title():
    titles = event_titles()
    assert {"account.signed_in", "item.changed", "parameter.set", "audit.checked"} <= titles.keys()
    assert all(titles.values())


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_the_auditor_begins_the_check_and_sees_how_it_went(county: County, browse):
    client = browse(county.auditor)
    assert "还没有核验过" in text(client.get(reverse("audit-check")))
    client.post(reverse("audit-check"))
    assert "mc-job" in text(client.get(reverse("audit-check")))
    check_soundness.func(job_key="soundness")
    page = text(client.get(reverse("audit-check")))
    assert "都与记录一致" in page
    assert AuditEvent.objects.get(type="audit.checked").actor == "auditor"


def test_the_auditor_sees_who_tried_to_sign_in(county: County, browse):
    with pytest.raises(DomainError):
        sign_in(username="intruder", password="x", address="203.0.113.77")
    sign_in(username="lead", password=PASSWORD, address="203.0.113.78")
    client = browse(county.auditor)
    assert "203.0.113.78" in text(client.get(reverse("sign-ins")))
    failed = text(client.get(reverse("sign-ins"), {"show": "failed"}))
    assert "203.0.113.77" in failed
    assert "203.0.113.78" not in failed


def test_the_auditor_reads_events_in_words_and_not_what_was_found(county: County):
    from mingcha.web.administration.event_words import details

    body = {
        "subject": "13013620260001",
        "object": "91130136MA00000A18",
        "action": "disable",
        "state": "published",
        "is_late": False,
        "counts": ["new=1", "same=2"],
        "reason": "",
        "anew": 5,
    }
    assert details(AuditEvent(type="plan.changed", body=body)) == [
        ("业务内容", "已记录，此处不显示"),
        ("办理", "停用"),
        ("状态", "已公布"),
        ("逾期", "否"),
        ("行数", "new=1、same=2"),
        ("anew", "5"),
    ]
