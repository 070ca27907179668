"""A published plan is handed out as one file for the provincial platform (R-044)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from plan_lines import LINE
from publication_case import make_task

from mingcha.foundation.announcing import announce
from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanVersion
from mingcha.publication.models import Publication
from mingcha.publication.selectors.plan_package import package_name, plan_package
from mingcha.publication.selectors.snapshots import newest
from mingcha.registers.models import InspectionItem, RiskScheme


@pytest.fixture
def plan(county: County) -> Publication:
    make_task(county)
    item = InspectionItem.objects.get(department=county.market)
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    draft = create_plan(by=county.lead, year=2026, title="计划")
    joint = LINE | {"name": "=联合抽查", "joint_scope": "cross_department", "weight": 2}
    write_line(by=county.lead, version=draft, values=joint, items=[item], cooperating=[county.fire])
    announce("plan.published", version=PlanVersion.objects.get(pk=draft.pk), by=county.lead)
    found = newest("plan", "130136-SCJG-2026")
    assert found is not None
    return found


def test_the_package_holds_the_snapshot_and_the_digest_of_each_file(county: County, plan):
    data = plan_package(plan)
    assert data == plan_package(Publication.objects.get(pk=plan.pk))
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = ["plan.json", "publication.json", "plan.xlsx", "manifest.json", "SHA256SUMS"]
    assert archive.namelist() == names
    assert hashlib.sha256(archive.read("plan.json")).hexdigest() == plan.digest
    manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["plan"], manifest["digest"]) == (plan.key, plan.digest)
    for each in manifest["files"]:
        content = archive.read(each["path"])
        assert (each["sha256"], each["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, _, path = line.partition("  ")
        assert digest == hashlib.sha256(archive.read(path)).hexdigest()
    said = json.loads(archive.read("publication.json"))
    assert (said["department"], said["version"]) == (county.market.name, 1)


def test_the_workbook_says_the_lines_in_words_and_no_ratio_by_class(plan):
    archive = zipfile.ZipFile(io.BytesIO(plan_package(plan)))
    sheet = load_workbook(io.BytesIO(archive.read("plan.xlsx"))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["序号", "任务名称", "抽查事项"]
    assert rows[1][1] == "=联合抽查"
    assert rows[1][4] == "按信用风险分类确定"
    assert rows[1][8:] == ["部门联合", "不定向抽查", "县抽县查", "澄川县消防救援大队"]
    assert "weight" not in archive.read("plan.json").decode()


def test_it_comes_from_the_portal_the_staff_page_and_the_api(county: County, browse, client, plan):
    address = reverse("public-plan-package", args=[plan.key, plan.version])
    page = client.get(reverse("public-plan", args=[plan.key])).content.decode()
    assert address in page
    answer = client.get(address)
    assert answer.content == plan_package(plan)
    assert package_name(plan) in answer.headers["Content-Disposition"]
    assert client.get(reverse("public-plan-package", args=[plan.key, 9])).status_code == 404
    by_api = client.get(f"/api/v1/plans/{plan.key}/package")
    assert (by_api.content, by_api.headers["Content-Type"]) == (answer.content, "application/zip")
    assert client.get(f"/api/v1/plans/{plan.key}/package", {"version": 9}).status_code == 404
    assert client.get("/api/v1/plans/x/package").status_code == 404
    own = PlanVersion.objects.get().plan
    assert address in browse(county.lead).get(reverse("plan", args=[own.pk])).content.decode()
