"""Class tables through the pages: begun from an example, kept, taken over by a plan line."""

from __future__ import annotations

from county import County
from django.urls import reverse
from task_station import make_item

from mingcha.plans.actions import plans
from mingcha.plans.models import ClassTable, PlanLine
from mingcha.registers.models import RiskScheme


def posted(**changes: str) -> dict[str, str]:
    ratios = {"A": "1%", "B": "2%", "C": "10%", "D": "30%"}
    given = {f"ratio_{level}": text for level, text in ratios.items()}
    return {"name": "一般企业", "basis": "澄双随办〔2026〕3号"} | given | changes


def test_a_table_is_begun_from_an_example_kept_and_stopped(county: County, browse):
    RiskScheme.generic()
    client = browse(county.office)
    page = client.get(reverse("class-tables")).content.decode()
    assert "河南 2021 年" in page
    assert "czxh.gov.cn" in page
    assert "类别与本地方案不同" in page
    address = f"{reverse('class-table-new')}?example=henan-2021"
    page = client.get(address).content.decode()
    assert 'value="30%"' in page
    assert "dzb.zzrbnews.com" in page
    page = client.post(address, posted(), follow=True).content.decode()
    assert "参照河南 2021 年" in page
    table = ClassTable.objects.get()
    assert (table.ratios["D"], table.example) == ("30%", "henan-2021")
    page = client.post(reverse("class-table-end", args=[table.pk]), follow=True).content.decode()
    assert "停止</span>" in page


def test_an_example_of_other_classes_fills_nothing_in(county: County, browse):
    RiskScheme.generic()
    client = browse(county.office)
    page = client.get(f"{reverse('class-table-new')}?example=henan-2020").content.decode()
    assert "的实例填好" not in page


def test_without_a_scheme_nobody_is_led_to_the_form(county: County, browse):
    RiskScheme.objects.all().delete()
    page = browse(county.office).get(reverse("class-tables")).content.decode()
    assert reverse("class-table-new") not in page
    assert browse(county.lead).get(reverse("class-table-new")).status_code == 403


def test_a_line_takes_over_what_the_table_says(county: County, browse):
    RiskScheme.generic()
    item = make_item(county.market, "SCJG-03", "年报检查")
    version = plans.create_plan(by=county.lead, year=2026, title="2026年度计划")
    address = reverse("plan-line-new", args=[version.plan_id])
    client = browse(county.lead)
    assert "class_table" not in client.get(address).context["form"].fields
    browse(county.office).post(reverse("class-table-new"), posted(frequency_D="每半年1次"))
    table = ClassTable.objects.get()
    line = {
        "name": "公示信息抽查",
        "items": [str(item.pk)],
        "by_class": "on",
        "class_table": str(table.pk),
        "ratio_A": "9%",
        "ratio_B": "",
        "frequency": "每年1次",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "untargeted",
    }
    client = browse(county.lead)
    answer = client.post(address, line)
    assert answer.status_code == 302
    line = PlanLine.objects.get()
    assert (line.ratios, line.frequencies) == (table.ratios, table.frequencies)
    assert line.frequencies == {"D": "每半年1次"}
