"""Risk schemes through the pages; nobody else finds them (G-10)."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop

from mingcha.registers.models import InspectionObject, RiskClass

SCHEME = {"code": "food-sale", "name": "食品销售风险分级", "levels": "A、B、C、D"}


def test_a_professional_scheme_is_set_up_combined_and_given(county: County, browse):
    imported(county, objects_file(shop(1, risk="B")))
    one, client = InspectionObject.objects.get(), browse(county.lead)
    client.post(reverse("risk-scheme-new"), SCHEME | {"line": county.market.line_id})
    page = client.get(reverse("risk-scheme", args=["food-sale"])).content.decode()
    assert "取两者中风险较高的一类" in page
    form = client.get(reverse("risk-scheme-combine", args=["food-sale"])).context["form"]
    pairs = {field.html_name: field.initial for field in form}
    pairs["pair-B-C"] = "D"
    client.post(reverse("risk-scheme-combine", args=["food-sale"]), pairs)
    give = f"{reverse('object-class', args=[one.pk])}?scheme=food-sale"
    assert give in client.get(reverse("object", args=[one.pk])).content.decode()
    answers = {"level": "C", "reason": "现场评定"}
    page = client.post(give, answers, follow=True).content.decode()
    assert "食品销售风险分级：C 类" in page
    assert "现场评定" in page
    assert '<td data-label="与通用型组合">D 类</td>' in page
    assert RiskClass.objects.get(scheme="food-sale").given_by == "lead"
    one.refresh_from_db()
    assert one.risk_level == "B"


def test_who_may_not_see_classes_finds_neither_schemes_nor_their_tab(county: County, browse):
    client = browse(county.office)
    assert client.get(reverse("risk-schemes")).status_code == 404
    assert "风险分类" not in client.get(reverse("objects")).content.decode()
    assert "风险分类" in browse(county.lead).get(reverse("objects")).content.decode()
