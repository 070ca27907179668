"""A frozen register read by pages and by codes, whatever its size."""

from __future__ import annotations

import pytest
from county import County
from task_station import frozen_task, make_station

from mingcha.foundation.kept_files import keep_files, sha256_of
from mingcha.foundation.models.kept_file import PART
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import BundleFile
from mingcha.tasks.selectors.frozen_rows import frozen_page, place_of
from mingcha.tasks.selectors.register_lines import PAGE, RegisterLines


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


def test_pages_and_codes_go_over_the_ends_of_parts(frozen):
    """Which are in the middle of a line."""
    rows = [f"{number:022d}\tALL\t130136\t-\n" for number in range(2 * PART // 34)]
    content = "".join(rows).encode()
    assert content[PART - 1 : PART] != b"\n"
    file = BundleFile(
        draw=frozen.draw, path="long.tsv", size=len(content), sha256=sha256_of(content)
    )
    keep_files([(file, content)])
    register = RegisterLines(file)
    wanted = PART // len(rows[0])
    start = register.place_of(f"{wanted:022d}")
    assert start == wanted * len(rows[0])
    assert register.page_at(start)[0] == [row.rstrip() for row in rows[wanted : wanted + PAGE]]
    assert register.place_before(start) == (wanted - PAGE) * len(rows[0])
    assert sum(1 for _ in register) == len(rows)
