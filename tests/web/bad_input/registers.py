"""Forms of the list and the registers (一单两库), of imports and of tags."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from county import County
from django.urls import reverse
from issued_case import issue_case, item
from registers_files import imported, objects_file, sent, shop, uscc
from superior import make_superior

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.actions import absences, experts, items, recusals, tags, trainings
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.flags import enter_flag
from mingcha.registers.actions.guides import add_guide
from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.actions.risk_schemes import create_risk_scheme
from mingcha.registers.actions.special_registers import (
    retire_special_register,
    write_special_register,
)
from mingcha.registers.actions.tag_rules import run_tag_rule, write_tag_rule
from mingcha.registers.models import (
    Expert,
    IndustryCheck,
    InspectionObject,
    Inspector,
    InspectorAbsence,
    ItemVersion,
    ProfessionalBody,
    RiskClass,
    RiskScheme,
    SpecialRegister,
    Tag,
    TagRule,
    TrainingRecord,
)
from mingcha.web.registers.experts.forms import BodyForm, ExpertForm, InterestForm
from mingcha.web.registers.imports.forms import ColumnsForm, GoneForm, UploadForm
from mingcha.web.registers.industries.forms import IndustryForm
from mingcha.web.registers.inspectors.forms import (
    AbsenceForm,
    CertificateForm,
    InspectorForm,
    RecusalForm,
    TrainingForm,
)
from mingcha.web.registers.items.claims import ClaimForm, MandateForm
from mingcha.web.registers.items.forms import GuideForm, ItemForm
from mingcha.web.registers.objects.forms import (
    FlagForm,
    LicenceForm,
    ObjectForm,
    RiskClassForm,
    TaggingForm,
)
from mingcha.web.registers.risk.forms import CombinationForm, RiskSchemeForm
from mingcha.web.registers.special.forms import MembershipForm, SpecialRegisterForm
from mingcha.web.registers.tags.rule_forms import TagRuleForm
from mingcha.web.registers.tags.views import TagForm
from mingcha.web.saved_views.forms import SaveViewForm

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


def _shop(county: County) -> InspectionObject:
    imported(county, objects_file(shop(1, risk="D", tags="重点单位"), shop(2)))
    return InspectionObject.objects.get(code=uscc(1))


@station("object-new", "lead", ObjectForm)
def object_new(county: County) -> Stand:
    _shop(county)
    good = {
        "code": uscc(7),
        "name": "澄川县第7商店",
        "kind": "enterprise",
        "region": county.towns[0].pk,
    }
    return Stand(
        reverse("object-new"),
        good,
        elsewhere={"region": county.outsider.region_id},
        wrong=(Wrong("a code that is in the register", {"code": uscc(1)}, "code"),),
    )


@station("object-edit", "lead", ObjectForm)
def object_edit(county: County) -> Stand:
    page = reverse("object-edit", args=[_shop(county).pk])
    return Stand(page, {}, elsewhere={"region": county.outsider.region_id})


@station("object-class", "lead", RiskClassForm)
def object_class(county: County) -> Stand:
    same = Wrong("the class that it has", {"level": "D"}, "level")
    page = reverse("object-class", args=[_shop(county).pk])
    return Stand(page, {"level": "B", "reason": "已整改"}, wrong=(same,))


@station("object-remove", "lead")
def object_remove(county: County) -> Stand:
    pk = _shop(county).pk
    action = reverse("object-remove", args=[pk])
    return Stand(reverse("object", args=[pk]), {"reason": "已迁出"}, action)


@station("object-tagging", "lead", TaggingForm)
def object_tagging(county: County) -> Stand:
    _shop(county)
    tag = Tag.objects.get(name="重点单位")
    other = tags.create_tag(by=county.lead, kind="expertise", name="计量", code="jiliang")
    return Stand(reverse("object-tagging"), {"tag": tag.pk}, elsewhere={"tag": other.pk})


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


@station("tags", "lead", TagForm)
def tag_new(county: County) -> Stand:
    tags.create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")
    return Stand(
        reverse("tags"),
        {"kind": "object", "name": "学校周边", "code": "xuexiao"},
        wrong=(
            Wrong("a code that is taken", {"code": "zhongdian"}, "code"),
            Wrong("a name that is taken", {"name": "重点单位"}, "name"),
            Wrong("a code in Chinese", {"code": "学校"}, "code"),
        ),
    )


@station("tag-retire", "lead")
def tag_retire(county: County) -> Stand:
    tag = tags.create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")
    return Stand(reverse("tags"), {"reason": "不再使用"}, reverse("tag-retire", args=[tag.pk]))


@station("imports", "lead", UploadForm)
def upload(county: County) -> Stand:
    no_workbook = Upload("名录.xlsx", b"%PDF-1.4")
    broken = Upload("名录.xlsx", b"PK\x03\x04 and no more")
    return Stand(
        reverse("imports"),
        {"kind": "objects", "file": Upload("名录.xlsx", objects_file(shop(1)))},
        wrong=(
            Wrong("no workbook", {"file": no_workbook}, "file"),
            Wrong("a broken workbook", {"file": broken}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
            Wrong("no file", {"file": None}, "file"),
        ),
    )


@station("import-step confirm", "lead", GoneForm)
def import_confirm(county: County) -> Stand:
    RiskScheme.generic()
    _shop(county)
    batch = sent(county, objects_file(shop(1, name="改名商店", risk="D", tags="重点单位")))
    action = reverse("import-step", args=[batch.pk, "confirm"])
    return Stand(reverse("import", args=[batch.pk]), {"gone": "keep"}, action)


@station("import-step columns", "lead", ColumnsForm)
def import_columns(county: County) -> Stand:
    batch = sent(county, objects_file(shop(1)))
    answers = {f"column-{n}": column["key"] for n, column in enumerate(batch.columns)}
    return Stand(
        reverse("import", args=[batch.pk]),
        answers,
        reverse("import-step", args=[batch.pk, "columns"]),
        may_be_empty=True,
    )


@station("import-step undo", "lead")
def import_undo(county: County) -> Stand:
    batch = imported(county, objects_file(shop(1)))
    page = reverse("import", args=[batch.pk])
    return Stand(
        page, {"reason": "误传了上月的表"}, reverse("import-step", args=[batch.pk, "undo"])
    )


@station("view-save", "lead", SaveViewForm)
def view_save(county: County) -> Stand:
    return Stand(f"{reverse('view-save', args=['objects'])}?kind=enterprise", {"name": "企业"})


@station("object-flag-new", "lead", FlagForm)
def flag_new(county: County) -> Stand:
    one = _shop(county)
    standing = enter_flag(
        by=county.lead,
        entry=one.entries.get(department=county.market),
        kind="media",
        since=clock.today(),
        source="晚报",
    )
    return Stand(
        reverse("object-flag-new", args=[standing.object_id]),
        {"kind": "complaint", "since": clock.today().isoformat(), "source": "12315 工单 88 号"},
        wrong=(Wrong("a mark that stands", {"kind": "media"}, "kind"),),
    )


@station("object-flag-end", "lead")
def flag_end(county: County) -> Stand:
    one = _shop(county)
    mark = enter_flag(
        by=county.lead,
        entry=one.entries.get(department=county.market),
        kind="media",
        since=clock.today(),
        source="晚报",
    )
    action = reverse("object-flag-end", args=[one.pk, mark.pk])
    return Stand(reverse("object", args=[one.pk]), {"reason": "已经核实"}, action)


def _food(county: County) -> SpecialRegister:
    return write_special_register(by=county.lead, name="食品经营企业专项库", industry="", note="")


@station("special-new", "lead", SpecialRegisterForm)
def special_new(county: County) -> Stand:
    _food(county)
    taken = Wrong("a name that is taken", {"name": "食品经营企业专项库"}, "name")
    return Stand(reverse("special-new"), {"name": "药品零售企业专项库"}, wrong=(taken,))


@station("special-edit", "lead", SpecialRegisterForm)
def special_edit(county: County) -> Stand:
    return Stand(reverse("special-edit", args=[_food(county).pk]), {})


@station("special-retire", "lead")
def special_retire(county: County) -> Stand:
    pk = _food(county).pk
    action = reverse("special-retire", args=[pk])
    return Stand(reverse("special", args=[pk]), {"reason": "并入其他专项库"}, action)


@station("object-membership", "lead", MembershipForm)
def object_membership(county: County) -> Stand:
    _shop(county)
    retired = write_special_register(by=county.lead, name="旧库", industry="", note="")
    retire_special_register(by=county.lead, register=retired, reason="不再使用")
    unsaid = Wrong("leaving without a reason", {"leave": "1", "reason": ""}, "reason")
    return Stand(
        reverse("object-membership"),
        {"register": _food(county).pk},
        elsewhere={"register": retired.pk},
        wrong=(unsaid,),
    )


_LICENCE = {"kind": "食品经营许可证", "number": "JY113013600001"}


@station("object-licence-new", "lead", LicenceForm)
def licence_new(county: County) -> Stand:
    one = _shop(county)
    early = {"valid_from": "2026-01-01", "valid_to": "2025-01-01"}
    return Stand(
        reverse("object-licence-new", args=[one.pk]),
        _LICENCE,
        wrong=(Wrong("an end before its beginning", early, "valid_to"),),
    )


@station("object-licence-edit", "lead", LicenceForm)
def licence_edit(county: County) -> Stand:
    entry = _shop(county).entries.get(department=county.market)
    rest = {"issuer": "", "valid_from": None, "valid_to": None, "scope": ""}
    licence = write_licence(by=county.lead, entry=entry, facts=_LICENCE | rest)
    return Stand(reverse("object-licence-edit", args=[entry.object_id, licence.pk]), {})


def _food_scheme(county: County) -> RiskScheme:
    return create_risk_scheme(
        by=county.lead,
        code="food-sale",
        name="食品销售风险分级",
        levels=["A", "B", "C", "D"],
        is_generic=False,
        line=county.market.line,
        object_kinds=[],
        basis="",
    )


@station("risk-scheme-new", "lead", RiskSchemeForm)
def risk_scheme_new(county: County) -> Stand:
    _food_scheme(county)
    good = {
        "code": "self-employed",
        "name": "个体工商户分类",
        "levels": "A、B、C",
        "line": county.market.line_id,
        "object_kinds": ["self_employed"],
    }
    wrong = (
        Wrong("a code that is taken", {"code": "food-sale"}, "code"),
        Wrong("a name that is taken", {"name": "食品销售风险分级"}, "name"),
        Wrong("one level", {"levels": "A"}, "levels"),
        Wrong("a level twice", {"levels": "A、A"}, "levels"),
        Wrong("a level in words", {"levels": "低、高"}, "levels"),
        Wrong("a field without a line", {"line": ""}, "line"),
    )
    return Stand(reverse("risk-scheme-new"), good, wrong=wrong)


@station("risk-scheme-edit", "lead", RiskSchemeForm)
def risk_scheme_edit(county: County) -> Stand:
    scheme = _food_scheme(county)
    RiskClass.objects.create(object=_shop(county), scheme=scheme, level="D", as_of=clock.today())
    used = Wrong("without a level in use", {"levels": "A、B、C"}, "levels")
    return Stand(reverse("risk-scheme-edit", args=[scheme.code]), {}, wrong=(used,))


@station("risk-scheme-combine", "lead", CombinationForm)
def risk_scheme_combine(county: County) -> Stand:
    return Stand(reverse("risk-scheme-combine", args=[_food_scheme(county).code]), {})


@station("risk-scheme-retire", "lead")
def risk_scheme_retire(county: County) -> Stand:
    code = _food_scheme(county).code
    action = reverse("risk-scheme-retire", args=[code])
    return Stand(reverse("risk-scheme", args=[code]), {"reason": "改用新的分级"}, action)


def _rule(county: County) -> TagRule:
    _shop(county)
    tag = Tag.objects.get(name="重点单位")
    expression = {"all": [{"field": "kind", "values": ["enterprise"]}]}
    return write_tag_rule(by=county.lead, tag=tag, expression=expression)


@station("tag-rule-new", "lead", TagRuleForm)
def tag_rule_new(county: County) -> Stand:
    taken = _rule(county).tag_id
    good = {
        "tag": tags.create_tag(by=county.lead, kind="object", name="餐饮", code="canyin").pk,
        "field_1": "name",
        "values_1": "饭店、餐馆",
    }
    wrong = (
        Wrong("a tag that has a rule", {"tag": taken}, "tag"),
        Wrong("no condition", {"field_1": "", "values_1": ""}, "field_1"),
        Wrong("words of nothing", {"field_1": ""}, "field_1"),
        Wrong("a field without words", {"values_1": ""}, "values_1"),
        Wrong("an unknown kind", {"field_1": "kind", "values_1": "猫"}, "values_1"),
        Wrong("no day", {"field_1": "established_from", "values_1": "去年"}, "values_1"),
        Wrong("no code", {"field_1": "region", "values_1": "城关镇"}, "values_1"),
        Wrong("an unknown sub-register", {"field_1": "special_register"}, "values_1"),
    )
    return Stand(reverse("tag-rule-new"), good, wrong=wrong)


@station("tag-rule-edit", "lead", TagRuleForm)
def tag_rule_edit(county: County) -> Stand:
    return Stand(reverse("tag-rule-edit", args=[_rule(county).pk]), {})


@station("tag-rule-stop", "lead")
def tag_rule_stop(county: County) -> Stand:
    action = reverse("tag-rule-stop", args=[_rule(county).pk])
    return Stand(reverse("tag-rules"), {"reason": "标准已经改变"}, action)


@station("tag-run-undo", "lead")
def tag_run_undo(county: County) -> Stand:
    run = run_tag_rule(by=county.lead, rule=_rule(county))
    action = reverse("tag-run-undo", args=[run.pk])
    return Stand(reverse("tag-rules"), {"reason": "规则写错了"}, action)
