"""An import and an edit by hand at the same moment: one of them is told, nothing is lost (R-016)."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from county import County, make_county
from django.db import connections
from registers_files import imported, objects_file, shop, uscc

from mingcha.registers.actions import imports, objects
from mingcha.registers.actions.meanwhile import ChangedMeanwhile
from mingcha.registers.intake.working import apply_import, check_file
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.registers.selectors.openings import opening_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(transactional_db: None, settings) -> County:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_county()


@pytest.mark.parametrize("_round", range(3))
def test_an_import_and_a_page_saved_at_the_same_moment(place: County, _round: int):
    imported(place, objects_file(shop(1)))
    entry = RegisterEntry.objects.select_related("object").get(object__code=uscc(1))
    mark = opening_of(entry.object_id, entry.department_id)
    batch = imports.upload_file(
        by=place.lead,
        department=place.market,
        kind="objects",
        file_name="新名录.xlsx",
        content=BytesIO(objects_file(shop(1, name="导入的新名"))),
    )
    check_file(batch=batch)
    imports.confirm_import(by=place.lead, batch=batch, gone="")
    gate, refused, broken = threading.Barrier(2), [], []
    facts = {"name": entry.object.name, "address": "填写的新住所"}

    def save() -> None:
        objects.edit_object(by=place.lead, entry=entry, facts=facts, exclusion="", opened=mark)

    def run(act) -> None:
        gate.wait()
        try:
            act()
        except ChangedMeanwhile as refusal:
            refused.append(refusal)
        except Exception as fault:  # noqa: BLE001 - a thread's fault is told by the test, not lost
            broken.append(fault)
        finally:
            connections.close_all()

    acts = (save, lambda: apply_import(batch=batch))
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    batch.refresh_from_db()
    found = InspectionObject.objects.get(code=uscc(1))
    if refused:
        assert batch.state == "applied"
        assert (found.name, found.address) == ("导入的新名", "南环路1号")
    else:
        assert batch.state == "failed"
        assert "请重新校验" in batch.failure
        assert (found.name, found.address) == ("澄川县第1商店", "填写的新住所")
