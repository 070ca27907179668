"""Forms of the item list (事项清单): items, claims, guides, industry checks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from county import County
from django.urls import reverse
from issued_case import item
from superior import make_superior

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.actions import items
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.guides import add_guide
from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.registers.models import (
    IndustryCheck,
    ItemVersion,
)
from mingcha.web.registers.industries.forms import IndustryForm
from mingcha.web.registers.items.claims import ClaimForm, MandateForm
from mingcha.web.registers.items.forms import GuideForm, ItemForm, ScheduleForm

_TEXT: dict[str, Any] = {
    "category": "公示信息检查",
    "name": "年度报告公示信息检查",
    "item_class": "general",
    "basis": "《企业信息公示暂行条例》",
    "body": "澄川县市场监督管理局",
    "content": "是否真实、及时",
    "methods": ["on_site"],
}


def _draft(county: County) -> ItemVersion:
    return items.create_item(
        by=county.lead, department=county.market, code="SCJG-09", text=_TEXT, check_points=["地址"]
    )


def _in_review(county: County) -> ItemVersion:
    version = _draft(county)
    items.submit_item(by=county.lead, version=version)
    return version


def _in_force(county: County) -> ItemVersion:
    version = _in_review(county)
    items.approve_item(by=county.head, version=version)
    items.publish_item(by=county.lead, version=version)
    return version


@station("item-new", "lead", ItemForm)
def item_new(county: County) -> Stand:
    _draft(county)
    taken = Wrong("a code that is taken", {"code": "SCJG-09"}, "code")
    words = Wrong("a limit in words", {"ratio_limit_bp": "少量"}, "ratio_limit_bp")
    alone = Wrong("guidance without a question", {"guidance_2": "现场查看"}, "question_2")
    long = Wrong("a long phrase", {"question_1": "是否", "phrases_1": "长" * 101}, "phrases_1")
    good = _TEXT | {"code": "SCJG-10"}
    return Stand(reverse("item-new"), good, wrong=(taken, words, alone, long))


@station("item-edit", "lead", ItemForm)
def item_edit(county: County) -> Stand:
    return Stand(reverse("item-edit", args=[_draft(county).item_id]), {})


@station("item-step return", "head")
def item_return(county: County) -> Stand:
    pk = _in_review(county).item_id
    action = reverse("item-step", args=[pk, "return"])
    return Stand(reverse("item", args=[pk]), {"reason": "依据不全"}, action)


@station("item-schedule", "lead", ScheduleForm)
def item_schedule(county: County) -> Stand:
    version = _in_review(county)
    items.approve_item(by=county.head, version=version)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    past = Wrong("a day that has come", {"day": clock.today().isoformat()}, "day")
    return Stand(reverse("item-schedule", args=[version.item_id]), {"day": tomorrow}, wrong=(past,))


@station("item-step discard", "lead")
def item_discard(county: County) -> Stand:
    pk = _draft(county).item_id
    action = reverse("item-step", args=[pk, "discard"])
    return Stand(reverse("item", args=[pk]), {"reason": "编码填错，重新录入"}, action)


@station("item-step retire", "lead")
def item_retire(county: County) -> Stand:
    pk = _in_force(county).item_id
    action = reverse("item-step", args=[pk, "retire"])
    return Stand(reverse("item", args=[pk]), {"reason": "法规已废止"}, action)


@station("item-claims", "lead", ClaimForm)
def item_claims(county: County) -> Stand:
    city = make_superior(county)
    one, gone = city.in_force("GG-01"), city.in_force("GG-02")
    items.retire_item(by=city.lead, item=gone.item, reason="法规已废止")
    good = {"items": [str(one.item_id)]}
    return Stand(reverse("item-claims"), good, elsewhere={"items": gone.item_id})


@station("item-mandate", "lead", MandateForm)
def item_mandate(county: County) -> Stand:
    theirs = make_superior(county).in_force("GG-01")
    return Stand(reverse("item-mandate", args=[theirs.item_id]), {"reason": "三定没有"})


@station("item-guides", "lead", GuideForm)
def item_guides(county: County) -> Stand:
    version = _draft(county)
    there = b"%PDF-1.7 text %%EOF"
    add_guide(by=county.lead, version=version, content=there, file_name="指引.pdf")
    return Stand(
        reverse("item-guides", args=[version.item_id]),
        {"file": Upload("新指引.pdf", b"%PDF-1.7 other %%EOF")},
        wrong=(
            Wrong("a program", {"file": Upload("指引.pdf", b"MZ this is a program")}, "file"),
            Wrong("sent already", {"file": Upload("指引.pdf", there)}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
            Wrong("no file", {"file": None}, "file"),
        ),
    )


@station("item-parent-change keep", "lead")
def item_keep(county: County) -> Stand:
    city = make_superior(county)
    theirs = city.in_force("GG-01")
    (claim,) = claim_items(by=county.lead, items=[theirs.item_id])
    city.amended(theirs, basis="新依据")
    action = reverse("item-parent-change", args=[claim.item_id, "keep"])
    return Stand(reverse("item", args=[claim.item_id]), {"reason": "依地方性法规"}, action)


def _row(county: County) -> tuple[dict[str, Any], IndustryCheck]:
    own, other = issued_item(county.market, "SCJG-05"), issued_item(county.fire, "XFJY-01")
    values = {"industry": "餐饮", "title": "餐饮联合抽查", "object_industries": [], "note": ""}
    check = write_industry_check(
        by=county.lead, values=values, lead_item=own.item, items=[other.item]
    )
    good = {"industry": "宾馆", "title": "宾馆联合抽查", "lead_item": own.item_id}
    return good | {"items": [str(other.item_id)]}, check


def issued_item(department: Department, code: str) -> ItemVersion:
    return item(department, code, f"{code} 检查", [])


@station("industry-new", "lead", IndustryForm)
def industry_new(county: County) -> Stand:
    good, check = _row(county)
    taken = Wrong("an industry of the list", {"industry": "餐饮"}, "industry")
    long = Wrong("a long industry", {"object_industries": "长" * 61}, "object_industries")
    elsewhere = {"lead_item": check.items.get().pk, "items": check.lead_item_id}
    return Stand(reverse("industry-new"), good, elsewhere=elsewhere, wrong=(taken, long))


@station("industry-edit", "lead", IndustryForm)
def industry_edit(county: County) -> Stand:
    _, check = _row(county)
    return Stand(reverse("industry-edit", args=[check.pk]), {})


@station("industry-retire", "lead")
def industry_retire(county: County) -> Stand:
    pk = _row(county)[1].pk
    action = reverse("industry-retire", args=[pk])
    return Stand(reverse("industry", args=[pk]), {"reason": "并入其他行业"}, action)
