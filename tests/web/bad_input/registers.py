"""Forms of the objects' register, of imports, tags, sub-registers and risk classes."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, sent, shop, uscc

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.foundation import clock
from mingcha.registers.actions import tags
from mingcha.registers.actions.flags import enter_flag
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.actions.risk_schemes import create_risk_scheme
from mingcha.registers.actions.saved_ranges import write_saved_range
from mingcha.registers.actions.special_registers import (
    retire_special_register,
    write_special_register,
)
from mingcha.registers.actions.staff_registers import write_staff_register
from mingcha.registers.actions.tag_rules import run_tag_rule, write_tag_rule
from mingcha.registers.models import (
    InspectionObject,
    RiskClass,
    RiskScheme,
    SavedRange,
    SpecialRegister,
    StaffRegister,
    Tag,
    TagRule,
)
from mingcha.web.registers.imports.forms import ColumnsForm, GoneForm, UploadForm
from mingcha.web.registers.objects.forms import (
    FlagForm,
    LicenceForm,
    ObjectForm,
    RiskClassForm,
    TaggingForm,
)
from mingcha.web.registers.risk.forms import CombinationForm, RiskSchemeForm
from mingcha.web.registers.saved_ranges.forms import SavedRangeForm
from mingcha.web.registers.special.forms import MembershipForm, SpecialRegisterForm
from mingcha.web.registers.staff.forms import StaffRegisterForm
from mingcha.web.registers.tags.rule_forms import TagRuleForm
from mingcha.web.registers.tags.views import TagForm
from mingcha.web.saved_views.forms import SaveViewForm


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


def _metre(county: County) -> StaffRegister:
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    return write_staff_register(by=county.lead, name="计量检查人员专项库", tags=[tag])


def _shops(county: County) -> SavedRange:
    return write_saved_range(by=county.lead, name="商店", object_filter={"kinds": ["enterprise"]})


@station("saved-range-new", "lead", SavedRangeForm)
def saved_range_new(county: County) -> Stand:
    _shops(county)
    taken = Wrong("a name that is taken", {"name": "商店"}, "name")
    good = {"name": "餐饮户", "kinds": ["enterprise"], "industries": "餐饮业"}
    bare = Wrong("no condition", {"kinds": [], "industries": ""}, "industries")
    return Stand(reverse("saved-range-new"), good, wrong=(taken, bare))


@station("saved-range", "lead", SavedRangeForm)
def saved_range_edit(county: County) -> Stand:
    return Stand(reverse("saved-range", args=[_shops(county).pk]), {})


@station("saved-range-delete", "lead")
def saved_range_delete(county: County) -> Stand:
    pk = _shops(county).pk
    action = reverse("saved-range-delete", args=[pk])
    return Stand(reverse("saved-range", args=[pk]), {"reason": "不再使用"}, action)


@station("staff-register-new", "lead", StaffRegisterForm)
def staff_register_new(county: County) -> Stand:
    tags = [tag.pk for tag in _metre(county).tags.all()]
    taken = Wrong("a name that is taken", {"name": "计量检查人员专项库"}, "name")
    bare = Wrong("no condition at all", {"tags": []}, "tags")
    good = {"name": "特种设备检查人员专项库", "tags": tags}
    return Stand(reverse("staff-register-new"), good, wrong=(taken, bare))


@station("staff-register-edit", "lead", StaffRegisterForm)
def staff_register_edit(county: County) -> Stand:
    return Stand(reverse("staff-register-edit", args=[_metre(county).pk]), {})


@station("staff-register-retire", "lead")
def staff_register_retire(county: County) -> Stand:
    pk = _metre(county).pk
    action = reverse("staff-register-retire", args=[pk])
    return Stand(reverse("staff-register", args=[pk]), {"reason": "并入其他专项库"}, action)
