"""The lists that people work through all day are those that the keyboard walks (R-153)."""

from __future__ import annotations

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
COMPONENT = "{% render_table table %}"
LISTS = (
    *("registers/objects/table", "registers/inspectors/list", "registers/items/list"),
    *("registers/items/claims", "registers/imports/list", "registers/plain_list", "plans/list"),
    "tasks/list",
    *("ceremony/list", "reviews/waiting", "reviews/progress", "reviews/due_rows"),
    *("publication/waiting", "followup/list", "reports/list", "visits/card", "workbench"),
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_marked_for_the_keyboard(name: str):
    text = (TEMPLATES / "web" / f"{name}.html").read_text("utf-8")
    assert "data-list" in text or COMPONENT in text


def test_tables_of_the_component_are_lists_and_the_keys_are_on_every_staff_page():
    assert "data-list" in (TEMPLATES / "components" / "table.html").read_text("utf-8")
    for base in ("staff.html", "phone.html"):
        text = (TEMPLATES / base).read_text("utf-8")
        assert "components/keys.html" in text
        assert "keys.js" in text
