"""Loads of a part of a register: what the file does not name is neither touched nor in the way."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, sent, shop, uscc

from mingcha.registers.actions import imports
from mingcha.registers.intake import named_objects
from mingcha.registers.intake.working import apply_import, undo_import
from mingcha.registers.models import ImportBatch, InspectionObject, RegisterEntry
from mingcha.registers.selectors import imports as selectors
from mingcha.registers.selectors.imports import rows_of

SHOPS = tuple(shop(number) for number in range(1, 8))


@pytest.fixture
def kept(county: County) -> County:
    imported(county, objects_file(*SHOPS))
    return county


def rename(number: int) -> None:
    InspectionObject.objects.filter(code=uscc(number)).update(name="已改名的商店")


def written(county: County, batch: ImportBatch, gone: str = "keep") -> ImportBatch:
    imports.confirm_import(by=county.lead, batch=batch, gone=gone)
    apply_import(batch=batch)
    batch.refresh_from_db()
    return batch


def in_register() -> set[str]:
    return set(RegisterEntry.objects.filter(is_active=True).values_list("object__code", flat=True))


def test_no_row_is_kept_of_what_the_file_does_not_name(kept: County):
    batch = sent(kept, objects_file(shop(1, name="改名商店"), SHOPS[1]))
    assert list(batch.rows.values_list("outcome", flat=True)) == ["changed"]
    assert (batch.counts["same"], batch.counts["gone"]) == (1, 5)
    sets = {each.outcome: len(each.ids) for each in batch.unchanged.all()}
    assert sets == {"same": 1, "gone": 5}


def test_what_the_file_lacks_is_shown_in_pages_however_it_is_kept(kept: County, monkeypatch):
    monkeypatch.setattr(named_objects, "SET_SIZE", 2)
    monkeypatch.setattr(selectors, "SET_SIZE", 2)
    lacking = rows_of(sent(kept, objects_file(SHOPS[0])), "gone")
    assert len(lacking) == 6
    assert [row.key for row in lacking[:3]] == [uscc(2), uscc(3), uscc(4)]
    assert [row.key for row in lacking[3:20]] == [uscc(5), uscc(6), uscc(7)]
    assert lacking[4].name == "澄川县第6商店"
    assert lacking[6:9] == []


def test_a_change_of_what_the_file_does_not_name_leaves_the_preview_true(kept: County):
    batch = sent(kept, objects_file(shop(1, name="改名商店")))
    rename(5)
    assert written(kept, batch).state == "applied"
    assert InspectionObject.objects.filter(name="已改名的商店").count() == 1


@pytest.mark.parametrize("number", [1, 2], ids=["changed by the file", "the same in the file"])
def test_a_change_of_what_the_file_names_asks_for_another_check(kept: County, number: int):
    batch = sent(kept, objects_file(shop(1, name="改名商店"), SHOPS[1]))
    rename(number)
    assert written(kept, batch).state == "failed"
    assert InspectionObject.objects.get(code=uscc(number)).name == "已改名的商店"


def test_what_came_in_after_the_check_does_not_leave_with_the_rest(kept: County):
    batch = sent(kept, objects_file(SHOPS[0]))
    imported(kept, objects_file(shop(9)), gone="keep")
    assert written(kept, batch, gone="remove").state == "applied"
    assert in_register() == {uscc(1), uscc(9)}
    imports.undo_load(by=kept.lead, batch=batch, reason="导错了文件")
    undo_import(batch=batch)
    assert in_register() == {uscc(number) for number in (*range(1, 8), 9)}


def test_a_cancelled_import_forgets_what_it_found(kept: County):
    batch = sent(kept, objects_file(SHOPS[0]))
    imports.cancel_import(by=kept.lead, batch=batch)
    assert not batch.rows.exists()
    assert not batch.unchanged.exists()
