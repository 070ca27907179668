"""A register that files of classes, marks and members speak of."""

from __future__ import annotations

import pytest
from county import County
from registers_files import FOOD, imported, objects_file, shop

from mingcha.registers.actions.special_registers import write_special_register


@pytest.fixture
def register(county: County) -> County:
    imported(county, objects_file(shop(1), shop(2, risk=""), shop(3)))
    write_special_register(by=county.lead, name=FOOD, industry="", note="")
    return county
