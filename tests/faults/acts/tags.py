"""Tags in bulk: by rules after an import, by hand, and taken back."""

from __future__ import annotations

from contextlib import suppress

from county import County
from faults.acts.act import KEY, Act
from task_station import make_objects

from mingcha.accounts.models import User
from mingcha.core.errors import Refusal
from mingcha.registers.actions.tag_rules import undo_tag_run, write_tag_rule
from mingcha.registers.actions.tags import create_tag, tag_objects
from mingcha.registers.jobs import run_tag_rules
from mingcha.registers.models import InspectionObject, Tag, TagRun


def _rules(county: County) -> None:
    make_objects(county, 40)
    for level in "ABC":
        tag = create_tag(by=county.lead, kind="object", name=f"{level}类", code=f"class-{level}")
        expression = {"field": "risk_level", "values": [level]}
        write_tag_rule(by=county.lead, tag=tag, expression={"all": [expression]})


def _run_rules() -> None:
    department = User.objects.get(username="lead").department_id
    run_tag_rules.func(job_key=KEY, department=department, username="lead")


def _library(county: County) -> None:
    make_objects(county, 40)
    create_tag(by=county.lead, kind="object", name="网红店", code="wanghong")


def _tag_and_take_back() -> None:
    """As somebody does who sees after an interruption how far it came."""
    by, tag = User.objects.get(username="lead"), Tag.objects.get()
    if not TagRun.objects.exists():
        tag_objects(by=by, tag=tag, objects=InspectionObject.objects.all())
    with suppress(Refusal):
        undo_tag_run(by=by, run=TagRun.objects.get(), reason="条件写错了")


ACTS = {
    "tag rules": Act(_rules, _run_rules),
    "bulk tags": Act(_library, _tag_and_take_back),
}
