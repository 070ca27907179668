"""The pages of the divisions: looked at, loaded after a look at the differences, ended."""

from __future__ import annotations

import re

import pytest
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from registers_files import imported, objects_file, shop

from mingcha.orgs.models import Region
from mingcha.registers.models import InspectionObject

pytestmark = pytest.mark.django_db

LIST = "代码,名称,状态,新代码\n130136211,柳林镇,在用,\n130136900,旧河乡,弃用,130136211\n1301,缺位,在用,\n"


@pytest.fixture
def admin(county: County, browse):
    return browse(county.sys_admin)


def test_the_tree_is_searched_by_name_and_code(admin, county: County):
    page = admin.get(reverse("regions"), {"q": "城关"}).content.decode()
    assert "城关镇" in page
    assert "澄阳街道" not in page
    assert "澄阳街道" in admin.get(reverse("regions"), {"q": "130136001"}).content.decode()


def test_a_list_is_loaded_after_its_differences_were_seen(admin, county: County):
    upload = SimpleUploadedFile("区划.csv", LIST.encode())
    page = admin.post(reverse("region-load"), {"file": upload}).content.decode()
    assert "新增 2" in page
    assert "停用，并入柳林镇（130136211）" in page
    assert not Region.objects.filter(code="130136211").exists()
    signed = re.search(r'name="records" value="([^"]+)"', page).group(1)
    assert admin.post(reverse("region-take"), {"records": signed}).url == reverse("regions")
    assert Region.objects.get(code="130136900").successor_id == "130136211"


def test_a_changed_list_is_not_taken(admin, county: County):
    answer = admin.post(reverse("region-take"), {"records": "abc:def"}, follow=True)
    assert "差异已过期或被改动" in answer.content.decode()


def test_one_is_made_renamed_and_ended(admin, county: County):
    made = admin.post(reverse("region-new"), {"code": "130136211", "name": "柳林乡"})
    assert made.url == reverse("region", args=["130136211"])
    admin.post(reverse("region-edit", args=["130136211"]), {"name": "柳林镇"})
    admin.post(reverse("region-replace", args=["130136211"]), {"successor": county.towns[0].code})
    page = admin.get(reverse("region", args=["130136211"])).content.decode()
    assert "已并入澄阳街道" in page
    assert "停用并归入" not in page
    admin.post(reverse("region-restore", args=["130136211"]))
    assert Region.objects.get(code="130136211").successor_id is None
    admin.post(reverse("region-replace", args=["130136211"]), {"successor": county.towns[0].code})
    into = admin.get(reverse("region", args=[county.towns[0].code])).content.decode()
    assert "柳林镇（130136211）" in into


def test_what_lies_in_an_ended_one_is_moved_at_once(admin, county: County):
    old, new = county.towns
    imported(county, objects_file(shop(1, region=old.code), shop(2, region=new.code)))
    page = reverse("region", args=[old.code])
    assert "仍登记在这里" not in admin.get(page).content.decode()
    admin.post(reverse("region-replace", args=[old.code]), {"successor": new.code})
    assert "检查对象 1 户" in admin.get(page).content.decode()
    told = admin.post(reverse("region-move", args=[old.code]), follow=True).content.decode()
    assert "已全部归入新区划" in told
    assert "仍登记在这里" not in told
    assert InspectionObject.objects.filter(region=new).count() == 2


def test_others_see_nothing_of_it(county: County, browse):
    assert browse(county.lead).get(reverse("regions")).status_code == 403
    outside = Region.objects.exclude(prefix__startswith=county.region.prefix).first()
    assert browse(county.sys_admin).get(reverse("region", args=[outside.code])).status_code == 404
