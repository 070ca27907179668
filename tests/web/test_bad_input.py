"""Bad input at every form: a message at the field that says what to do, and what was typed stays.

The table of the forms stands in ``bad_input``, a file for each part of the work. A page with a
form that is not in it fails here.
"""

from __future__ import annotations

import pytest
from bad_input import (  # noqa: F401
    administration,
    afterwards,
    coverage,
    documents,
    draws,
    duplicates,
    inspectors,
    items,
    notices,
    obligations,
    people,
    plans,
    registers,
    tasks,
    triggers,
    visits,
)
from bad_input.completeness import (
    BASES,
    OF_FILTERS,
    WITHOUT_FIELDS,
    dialogs,
    form_classes,
    posted_to,
)
from bad_input.pages import Page
from bad_input.stations import TABLE, Station
from bad_input.trials import found_wrong, right_answers, rows, trials
from county import County
from django.test import Client

from mingcha.web.base_forms import Worded


@pytest.mark.slow
@pytest.mark.parametrize("station", TABLE, ids=lambda each: f"{each.route}-{each.arrange.__name__}")
def test_bad_input_is_told_at_its_field_and_kept(county: County, client: Client, station: Station):
    stand = station.arrange(county)
    if station.persona:
        client.force_login(county.people[station.persona])
    if stand.session:
        session = client.session
        session.update(stand.session)
        session.save()
    shown = client.get(stand.page)
    assert shown.status_code == 200
    path = stand.page.partition("?")[0]
    form = Page(shown.content.decode()).form(path, stand.action or path, set(stand.good))
    assert form is not None, "the page has no form that asks for the right answers"
    if station.form:
        kept = {type(value) for context in shown.context for value in context.flatten().values()}
        assert station.form in kept
    assert right_answers(form, stand)
    tried, before = list(trials(form, stand)), rows()
    wrong = [
        f"{each.what}: {it}" for each in tried for it in found_wrong(client, stand, each, before)
    ]
    assert rows() == before
    assert not wrong, "\n".join(wrong)


def test_every_route_that_is_posted_to_is_in_the_table():
    tried = {station.route.partition(" ")[0] for station in TABLE}
    asked = set(posted_to())
    assert asked - tried - set(WITHOUT_FIELDS) == set(), "enter these forms into the table"
    assert set(WITHOUT_FIELDS) <= asked - tried, "these have fields, or are no more"


def test_every_dialog_is_in_the_table():
    asking = {station.route for station in TABLE if station.form is None}
    assert dialogs() == asking


def test_every_class_of_a_form_is_in_the_table_and_words_its_faults():
    tried = {station.form for station in TABLE if station.form}
    known = {form for form in form_classes() if form.__name__ not in BASES | OF_FILTERS}
    assert known == tried
    assert [form for form in known if not issubclass(form, Worded)] == []
