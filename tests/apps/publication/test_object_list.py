"""The register of objects is public by name, code and kind, and by nothing else (R-026, G-10)."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from county import County
from registers_files import imported, objects_file, shop

from mingcha.core.draw.canonical import jcs
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.foundation.models import Job
from mingcha.publication.actions.lists import publish_object_list, start_publishing_objects
from mingcha.publication.jobs import publish_objects
from mingcha.publication.models import Publication
from mingcha.publication.snapshots.object_list import OBJECTS_FILE
from mingcha.registers.models import InspectionObject, RegisterEntry

PHONE = "13812345678"


@pytest.fixture
def objects(county: County) -> list[InspectionObject]:
    imported(county, objects_file(*[shop(number) for number in range(4)]))
    found = list(InspectionObject.objects.order_by("code"))
    InspectionObject.objects.filter(pk=found[1].pk).update(status="deregistered")
    InspectionObject.objects.filter(pk=found[2].pk).update(name=f"=早点铺{PHONE}", risk_level="D")
    return found


def table(published: Publication) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(published.files.get(path=OBJECTS_FILE).content)) as archive:
        (name,) = archive.namelist()
        return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_existing_objects_are_published_by_name_code_and_kind(
    county: County, objects: list[InspectionObject]
):
    published = publish_object_list(by=county.lead, department=county.market)
    titles, *rows = table(published)
    assert titles == ["名称", "代码", "类别"]
    assert [row[1] for row in rows] == [objects[n].code for n in (0, 2, 3)]
    assert published.content["objects"] == 3
    assert sum(kind["objects"] for kind in published.content["kinds"]) == 3


def test_no_telephone_no_class_no_address_and_no_formula_is_in_it(
    county: County, objects: list[InspectionObject]
):
    InspectionObject.objects.update(address="城关镇幸福路1号")
    published = publish_object_list(by=county.lead, department=county.market)
    text = str(table(published)) + jcs(published.content).decode()
    assert PHONE not in text
    assert "幸福路" not in text
    assert table(published)[2][0] == "'=早点铺（略）"
    assert {len(row) for row in table(published)} == {3}


def test_what_did_not_change_is_not_published_again(
    county: County, objects: list[InspectionObject]
):
    first = publish_object_list(by=county.lead, department=county.market)
    InspectionObject.objects.update(risk_level="A")
    assert publish_object_list(by=county.lead, department=county.market) == first
    RegisterEntry.objects.filter(object=objects[0]).update(is_active=False)
    second = publish_object_list(by=county.lead, department=county.market)
    assert (second.version, second.content["objects"]) == (2, 2)


def test_others_and_another_department_do_not_publish_it(county: County):
    with pytest.raises(NotFound):
        publish_object_list(by=county.fire_lead, department=county.market)
    with pytest.raises(Forbidden):
        start_publishing_objects(by=county.head, page="/")


@pytest.mark.django_db(databases=["default", "progress"])
def test_a_large_register_is_published_by_a_job(county: County, objects: list[InspectionObject]):
    start_publishing_objects(by=county.lead, page="/")
    arguments = {"department": county.market.pk, "publisher": county.lead.pk}
    publish_objects.func(job_key=Job.objects.get(title="公布检查对象名录").key, **arguments)
    assert Publication.objects.get(kind="object_list").content["objects"] == 3
