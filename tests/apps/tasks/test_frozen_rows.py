"""A frozen register read by pages and by codes, whatever its size."""

from __future__ import annotations

import pytest
from county import County
from task_station import frozen_task, make_station

from mingcha.registers.models import InspectionObject
from mingcha.tasks.selectors.frozen_rows import PAGE, frozen_page, place_of


@pytest.fixture
def frozen(county: County):
    line = make_station(county)
    InspectionObject.objects.filter(name="澄川县第7餐饮店").update(status="revoked")
    return frozen_task(county, line)


def lines(task) -> list[str]:
    content = task.draw.files.get(path="registers/SCJG.tsv").content
    return bytes(content).decode().splitlines()


def test_the_pages_are_the_lines_of_the_file_forward_and_back(frozen):
    part, place, pages = frozen.sub_tasks.get(), 0, []
    while place is not None:
        page = frozen_page(frozen.draw, part, place)
        pages.append((place, [row.key for row in page.rows]))
        place = page.after
    keys = [line.split("\t")[0] for line in lines(frozen)]
    assert [key for _, found in pages for key in found] == keys
    assert [len(found) for _, found in pages] == [PAGE, PAGE, 120 - 2 * PAGE]
    last, _ = pages[-1]
    before = frozen_page(frozen.draw, part, last).before
    assert [row.key for row in frozen_page(frozen.draw, part, before).rows] == pages[1][1]
    assert frozen_page(frozen.draw, part).before is None


def test_a_code_is_found_or_the_one_after_it(frozen):
    part = frozen.sub_tasks.get()
    keys = [line.split("\t")[0] for line in lines(frozen)]
    for number in (0, 1, 57, 119):
        for asked in (keys[number], keys[number][:-1]):
            found = frozen_page(frozen.draw, part, place_of(frozen.draw, part, asked)).rows[0].key
            assert found == next(key for key in keys if key >= asked)
    after_all = frozen_page(frozen.draw, part, place_of(frozen.draw, part, "Z" * 22))
    assert (after_all.rows, after_all.after) == ([], None)


@pytest.mark.parametrize("place", [1, 30, 10**9])
def test_any_place_shows_whole_lines(frozen, place):
    keys = {line.split("\t")[0] for line in lines(frozen)}
    assert {row.key for row in frozen_page(frozen.draw, frozen.sub_tasks.get(), place).rows} <= keys


def test_classes_and_reasons_are_told_in_words(frozen):
    part = frozen.sub_tasks.get()
    revoked = InspectionObject.objects.get(name="澄川县第7餐饮店")
    row = frozen_page(frozen.draw, part, place_of(frozen.draw, part, revoked.key)).rows[0]
    assert (row.object, row.exclusion, row.note) == (revoked, "登记状态非存续", "吊销")
    assert row.stratum == revoked.risk_level
