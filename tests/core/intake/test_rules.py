from __future__ import annotations

import importlib
import pkgutil
import re

from mingcha.core.intake import checks
from mingcha.core.intake.findings import Rule
from mingcha.core.intake.rules import ALL_RULES

CODE = re.compile(
    r"(objects|non_entities|inspectors|items|recusals|members|flags|classes|regions"
    r"|attendance|experts|bodies|joint_items|table)"
    r"\.[a-z_]+\.[a-z_]+"
)


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in ALL_RULES}) == len(ALL_RULES)
    assert [rule.code for rule in ALL_RULES if not CODE.fullmatch(rule.code)] == []


def test_every_rule_says_what_to_do_in_chinese() -> None:
    for rule in ALL_RULES:
        assert re.search(r"[一-鿿]", rule.message.replace("{fault}", "有误")), rule.code
        assert re.search(r"[一-鿿]", rule.remedy), rule.code


def test_no_rule_of_a_check_is_forgotten() -> None:
    for module in pkgutil.iter_modules(checks.__path__):
        loaded = importlib.import_module(f"{checks.__name__}.{module.name}")
        single = {value for value in vars(loaded).values() if isinstance(value, Rule)}
        assert {*single, *loaded.RULES} <= set(ALL_RULES), module.name
