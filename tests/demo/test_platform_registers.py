"""The demonstration county's one list and two registers in the platform."""

from __future__ import annotations

import pytest

from mingcha.demo.entity import ENTITY_COUNT
from mingcha.demo.platform.accounts import load_accounts
from mingcha.demo.platform.items import check_points
from mingcha.demo.platform.organisation import load_organisation
from mingcha.demo.platform.registers import load_registers
from mingcha.registers.models import (
    ImportBatch,
    InspectionObject,
    Inspector,
    ItemVersion,
    Recusal,
    RegisterEntry,
)


@pytest.mark.parametrize(
    ("content", "first", "number"),
    [
        ("许可资质、进货查验、标签标识", "许可资质是否符合要求", 3),
        ("执照是否置于醒目位置，有无伪造、涂改", "执照是否置于醒目位置", 3),
        ("一、二、三、四、五、六、七", "一是否符合要求", 6),
    ],
)
def test_a_content_gives_three_to_six_questions(content: str, first: str, number: int):
    points = check_points(content)
    assert points[0] == first
    assert len(points) == number


@pytest.mark.slow
def test_the_county_is_loaded_whole(db: None, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    county = load_organisation()
    load_accounts(county)
    load_registers(county)
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"applied"}
    assert InspectionObject.objects.count() > ENTITY_COUNT - 10
    assert RegisterEntry.objects.filter(department__code="XFJY").count() > 1000
    accounts = Inspector.objects.exclude(user=None).values_list("user__username", flat=True)
    assert set(accounts) == {"jiancha1", "jiancha2", "xfjiancha1", "xfjiancha2"}
    assert Recusal.objects.count() > 30
    assert not ItemVersion.objects.exclude(state="published")
    assert all(3 <= v.check_points.count() <= 6 for v in ItemVersion.objects.all())
