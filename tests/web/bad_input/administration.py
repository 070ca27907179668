"""Forms of the administrators and of one's own account."""

from __future__ import annotations

from datetime import date, timedelta

from county import PASSWORD, County
from django.urls import reverse

from bad_input.stations import ATTEMPT, EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.accounts.actions import tokens
from mingcha.accounts.models import ApiToken
from mingcha.accounts.models.api_token import GRANTABLE
from mingcha.foundation import clock
from mingcha.orgs.actions.parameters import set_parameter
from mingcha.orgs.models import CalendarDay, Parameter
from mingcha.web.account.views import PasswordForm, SignInForm
from mingcha.web.administration.forms import DayForm, DepartmentForm, UnitForm
from mingcha.web.administration.parameter_form import ParameterForm
from mingcha.web.administration.region_forms import (
    RegionFileForm,
    RegionForm,
    RegionNameForm,
    SuccessorForm,
)
from mingcha.web.administration.user_forms import TokenForm, UserForm


@station("sign-in", None, SignInForm)
def sign_in(county: County) -> Stand:
    wrong = Wrong("a wrong password", {"password": "cai-de"}, "password", ATTEMPT)
    return Stand(
        reverse("sign-in"),
        {"username": county.lead.username, "password": PASSWORD},
        wrong=(wrong,),
    )


@station("change-password", "lead", PasswordForm)
def change_password(county: County) -> Stand:
    new = "Xin-de-kouling-2026"
    good = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    wrong = (
        Wrong("the old one is wrong", {"old_password": "cai-de"}, "old_password"),
        Wrong("the two differ", {"new_password2": "Ling-yi-ge-2026"}, "new_password2"),
        Wrong("too short", {"new_password1": "a1", "new_password2": "a1"}, "new_password2"),
    )
    return Stand(reverse("change-password"), good, wrong=wrong)


def _department(county: County) -> dict[str, object]:
    return {
        "region": county.region.pk,
        "code": "WSJK",
        "name": "澄川县卫生健康局",
        "short_name": "卫健局",
    }


@station("department-new", "sys_admin", DepartmentForm)
def department_new(county: County) -> Stand:
    return Stand(
        reverse("department-new"),
        _department(county),
        elsewhere={"region": county.outsider.region_id},
        wrong=(
            Wrong("a code that is taken", {"code": "SCJG"}, "code"),
            Wrong("a code in Chinese", {"code": "卫健"}, "code"),
        ),
    )


@station("region-new", "sys_admin", RegionForm)
def region_new(county: County) -> Stand:
    return Stand(
        reverse("region-new"),
        {"code": "130136211", "name": "柳林镇"},
        wrong=(
            Wrong("a code elsewhere", {"code": "110101"}, "code"),
            Wrong("no code", {"code": "柳林"}, "code"),
            Wrong("a village", {"code": "130136211001"}, "code"),
            Wrong("a code that is taken", {"code": county.towns[0].code}, "code"),
        ),
    )


@station("region-edit", "sys_admin", RegionNameForm)
def region_edit(county: County) -> Stand:
    return Stand(reverse("region-edit", args=[county.towns[0].code]), {"name": "柳林街道"})


@station("region-replace", "sys_admin", SuccessorForm)
def region_replace(county: County) -> Stand:
    here, there = county.towns[:2]
    return Stand(
        reverse("region-replace", args=[here.code]),
        {"successor": there.code},
        wrong=(
            Wrong("itself", {"successor": here.code}, "successor"),
            Wrong("none of the platform", {"successor": "659001"}, "successor"),
        ),
    )


@station("region-load", "sys_admin", RegionFileForm)
def region_load(county: County) -> Stand:
    return Stand(
        reverse("region-load"),
        {"file": Upload("区划.csv", "代码,名称\n130136211,柳林镇\n".encode())},
        wrong=(
            Wrong("no heading", {"file": Upload("甲.csv", "甲,乙\n1,2\n".encode())}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
            Wrong("no file", {"file": None}, "file"),
        ),
    )


@station("department-edit", "sys_admin", DepartmentForm)
def department_edit(county: County) -> Stand:
    return Stand(reverse("department-edit", args=[county.market.pk]), {})


@station("unit-new", "sys_admin", UnitForm)
def unit_new(county: County) -> Stand:
    good = {"name": "城关监管所", "kind": "station", "region": county.towns[0].pk}
    elsewhere = {"region": county.outsider.region_id}
    return Stand(reverse("unit-new", args=[county.market.pk]), good, elsewhere=elsewhere)


@station("unit-edit", "sys_admin", UnitForm)
def unit_edit(county: County) -> Stand:
    unit = county.market.units.get()
    elsewhere = {"region": county.outsider.region_id}
    return Stand(reverse("unit-edit", args=[unit.pk]), {}, elsewhere=elsewhere)


@station("parameter", "sys_admin", ParameterForm)
def parameter_of_days(county: County) -> Stand:
    return Stand(
        reverse("parameter", args=["publication.working_days"]),
        {"value": "15", "region": county.region.pk, "year": "2026", "reason": "县政办〔2026〕3号"},
        elsewhere={"department": county.outsider.department_id},
        wrong=(
            Wrong("days in words", {"value": "二十天"}, "value"),
            Wrong("days below nothing", {"value": "-1"}, "value"),
        ),
    )


@station("parameter", "sys_admin", ParameterForm)
def parameter_of_ratios(county: County) -> Stand:
    return Stand(
        reverse("parameter", args=["risk.default_ratios"]),
        {"region": county.region.pk, "reason": "县政办〔2026〕3号"},
        wrong=(Wrong("a ratio in words", {"value": "A：三成"}, "value"),),
    )


@station("parameter-clear", "sys_admin")
def parameter_clear(county: County) -> Stand:
    set_parameter(
        by=county.sys_admin,
        key="publication.working_days",
        value=15,
        region=county.region,
        department=None,
        year=None,
        reason="县政办〔2026〕3号",
    )
    row = Parameter.objects.get(key="publication.working_days", value=15)
    page = reverse("parameter", args=[row.key])
    return Stand(page, {"reason": "文件已废止"}, reverse("parameter-clear", args=[row.pk]))


@station("calendar", "sys_admin", DayForm)
def calendar(county: County) -> Stand:
    good = {"day": "2026-10-01", "is_workday": "0", "name": "国庆节", "reason": "国办发明电"}
    return Stand(reverse("calendar"), good)


@station("day-clear", "sys_admin")
def day_clear(county: County) -> Stand:
    CalendarDay.objects.create(date=date(2026, 10, 1), is_workday=False, name="国庆节")
    action = reverse("day-clear", args=["2026-10-01"])
    return Stand(reverse("calendar") + "?year=2026", {"reason": "通知已改"}, action)


@station("user-new", "sec_admin", UserForm)
def user_new(county: County) -> Stand:
    elsewhere = county.outsider
    return Stand(
        reverse("user-new"),
        {
            "username": "xinren",
            "name": "新人",
            "post": "科员",
            "region": county.region.pk,
            "department": county.market.pk,
            "unit": county.market.units.get().pk,
        },
        elsewhere={
            "region": elsewhere.region_id,
            "department": elsewhere.department_id,
            "unit": elsewhere.unit_id,
        },
        wrong=(
            Wrong("a name that is taken", {"username": "lead"}, "username"),
            Wrong("a name in Chinese", {"username": "新人"}, "username"),
            Wrong("a unit of another department", {"unit": county.fire.units.get().pk}, "unit"),
        ),
    )


@station("user-step disable", "sec_admin")
def user_disable(county: County) -> Stand:
    page, action = (
        reverse("user", args=[county.lead.pk]),
        reverse("user-step", args=[county.lead.pk, "disable"]),
    )
    return Stand(page, {"reason": "调离本单位"}, action)


@station("token-new", "sec_admin", TokenForm)
def token_new(county: County) -> Stand:
    today = clock.today()
    return Stand(
        reverse("token-new"),
        {
            "user": county.lead.pk,
            "purpose": "执法系统取数",
            "permissions": [GRANTABLE[0][0]],
            "expires_on": (today + timedelta(days=90)).isoformat(),
        },
        elsewhere={"user": county.outsider.pk},
        wrong=(Wrong("over already", {"expires_on": today - timedelta(days=1)}, "expires_on"),),
    )


@station("token-revoke", "sec_admin")
def token_revoke(county: County) -> Stand:
    tokens.issue_token(
        by=county.sec_admin,
        user=county.lead,
        purpose="执法系统取数",
        permissions=[GRANTABLE[0][0]],
        expires_on=clock.today() + timedelta(days=90),
    )
    action = reverse("token-revoke", args=[ApiToken.objects.get().pk])
    return Stand(reverse("tokens"), {"reason": "系统下线"}, action)
