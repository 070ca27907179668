"""The range of objects of plan lines and tasks."""

from __future__ import annotations

import pytest
from county import County
from task_station import make_objects

from mingcha.foundation.errors import DomainError
from mingcha.registers.models import InspectionObject, RegisterEntry, Tag
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.range_words import describe_filter, describe_filters


@pytest.fixture
def register(county: County) -> Tag:
    """Make eight restaurants in two towns, a project, and one object that has left."""
    objects = make_objects(county, 8)
    make_objects(county, 1, kind="project", industry="建筑业", risk_level="")
    tag = Tag.objects.create(code="school-side", name="校园周边", kind="object")
    objects[0].tags.add(tag)
    RegisterEntry.objects.filter(object=objects[7]).update(is_active=False)
    return tag


@pytest.mark.parametrize(
    ("object_filter", "count"),
    [
        ({}, 8),
        ({"kinds": []}, 8),
        ({"kinds": ["enterprise"]}, 7),
        ({"industries": ["建筑业", "住宿业"]}, 1),
        ({"regions": ["130136001"]}, 5),
        ({"regions": ["130100"]}, 8),
        ({"regions": ["130136100", "130136001"]}, 8),
        ({"tags": ["school-side"]}, 1),
        ({"risk_levels": ["A", "B"]}, 4),
        ({"kinds": ["enterprise"], "risk_levels": ["D"]}, 1),
    ],
)
def test_a_filter_narrows_the_departments_register(county, register, object_filter, count):
    assert objects_in_range(county.market, object_filter).count() == count
    assert not objects_in_range(county.fire, object_filter).exists()


@pytest.mark.parametrize(
    ("object_filter", "fault"),
    [
        ({"colour": ["red"]}, "不认识的条件：colour"),
        ({"kinds": "enterprise"}, "“类型”应是一列文字"),
        ({"regions": [130136]}, "“区域”应是一列文字"),
        ({"kinds": ["castle"]}, "没有这些对象类型：castle"),
    ],
)
def test_a_filter_of_another_form_is_refused(county, object_filter, fault):
    with pytest.raises(DomainError, match=fault):
        objects_in_range(county.market, object_filter)


def test_a_filter_is_told_in_plain_words(county, register):
    assert describe_filter({}) == "本部门名录库中的全部检查对象"
    assert describe_filter({"industries": ["餐饮业"]}) == "行业：餐饮业"
    words = describe_filter(
        {
            "kinds": ["enterprise", "project"],
            "industries": ["餐饮业"],
            "regions": ["130136", "999999"],
            "tags": ["school-side", "gone"],
            "risk_levels": ["C", "D"],
        }
    )
    assert words == (
        "类型：企业、项目；行业：餐饮业；区域：澄川县、999999；标签：校园周边、gone；风险类别：C、D"
    )
    assert InspectionObject.objects.count() == 9


def test_many_ranges_ask_for_names_as_often_as_one(register: Tag, django_assert_num_queries):
    by_tag, by_place = {"tags": ["school-side"]}, {"regions": ["130136001"]}
    gone = {"special_registers": ["999"]}
    with django_assert_num_queries(3):
        told = describe_filters([by_tag, by_place, gone, {"no": ["x"]}, {}] * 5)
    assert told[:2] == [describe_filter(by_tag), describe_filter(by_place)]
    assert told[2:4] == [None, None]
    assert told[4] == describe_filter({})
