"""An object's page: its marks, and all that happened to it."""

from __future__ import annotations

from county import County
from django.urls import reverse
from issued_case import issue_case
from registers_files import imported, objects_file, shop, uscc

from mingcha.foundation import clock
from mingcha.registers.models import InspectionObject, ObjectFlag, RegisterEntry
from mingcha.tasks.models import ObjectTask, Task


def test_a_mark_is_noted_and_ended_on_the_objects_page(county: County, browse):
    imported(county, objects_file(shop(1)))
    one, client = InspectionObject.objects.get(code=uscc(1)), browse(county.lead)
    new = reverse("object-flag-new", args=[one.pk])
    assert new in client.get(reverse("object", args=[one.pk])).content.decode()
    answers = {
        "kind": "complaint",
        "since": clock.today().isoformat(),
        "source": "12315 工单 88 号",
    }
    page = client.post(new, answers, follow=True).content.decode()
    assert "12315 工单 88 号" in page
    mark = ObjectFlag.objects.get()
    end = reverse("object-flag-end", args=[one.pk, mark.pk])
    page = client.post(end, {"reason": "已办结并答复"}, follow=True).content.decode()
    assert "投诉举报结束" in page
    assert "已办结并答复" in page
    found = client.get(reverse("objects"), {"flag": "complaint"})
    assert found.context["count"].number == 1


def test_the_timeline_tells_register_classes_and_inspections(county: County, browse):
    issue_case(county)
    row = ObjectTask.objects.select_related("object", "task").first()
    RegisterEntry.objects.get_or_create(department=county.market, object=row.object)
    page = browse(county.lead).get(reverse("object", args=[row.object_id])).content.decode()
    assert f"抽中：{row.task.title}" in page
    assert "建立档案" in page
    assert reverse("task", args=[row.task_id]) in page


def test_who_may_not_see_classes_reads_none_in_the_timeline(county: County, browse):
    imported(county, objects_file(shop(1, risk="D")))
    one = InspectionObject.objects.get()
    assert "D 类" in browse(county.lead).get(reverse("object", args=[one.pk])).content.decode()
    answer = browse(county.people["inspector"]).get(reverse("object", args=[one.pk]))
    assert "D 类" not in answer.content.decode()


def test_the_years_visits_are_told_by_level_and_reason_and_the_industry_by_name(county, browse):
    case = issue_case(county)
    RegisterEntry.objects.get_or_create(department=county.market, object=case.shop)
    InspectionObject.objects.filter(pk=case.shop.pk).update(industry="F5212")
    rows = ObjectTask.objects.filter(object=case.shop)
    Task.objects.filter(object_tasks__in=rows).update(year=clock.today().year, source="complaint")
    rows.update(state="published")
    page = browse(county.lead).get(reverse("object", args=[case.shop.pk])).content.decode()
    assert "1 次（各部门合计，联合检查算一次）" in page
    assert "县级 · 投诉举报　1 次" in page
    assert "F5212（零售业）" in page
