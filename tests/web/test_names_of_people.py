"""Pages say who did something by the person's name, never by the account (R-083)."""

from __future__ import annotations

import re
from pathlib import Path

from county import County
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from registers_files import imported, objects_file, shop

TEMPLATES = Path(__file__).parents[2] / "templates"
SHOWN_AS_IT_IS = re.compile(r"\{\{ ?[\w.]+_by ?\}\}|\{\{ ?\w+\.by ?\}\}")


def test_no_template_writes_an_account_where_a_name_is_meant():
    found = {
        file.name: SHOWN_AS_IT_IS.findall(file.read_text("utf-8"))
        for file in TEMPLATES.rglob("*.html")
    }
    assert {name: places for name, places in found.items() if places} == {}


def test_the_list_of_imports_says_who_sent_the_file(county: County, browse):
    imported(county, objects_file(shop(1)))
    page = browse(county.lead).get(reverse("imports")).content.decode()
    row = page[page.index("历次导入") :]
    assert county.lead.name in row
    assert not re.search(r"\blead\b", row.partition("</table>")[0])


def test_a_name_is_looked_up_once_a_page_and_a_system_stays_as_written(county: County):
    page = Template("{% load mingcha %}{% for n in names %}{% name_of n %}；{% endfor %}")
    with CaptureQueriesContext(connection) as queries:
        shown = page.render(Context({"names": ["lead", "lead", "setup", "", "lead"]}))
    assert shown == "周启明；周启明；setup；；周启明；"
    assert len(queries) == 2
