"""The form of a trigger rule, and the reason why nobody is checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from county import County
from django.urls import reverse
from task_station import make_item, make_objects
from trigger_case import kept, marked

from bad_input.stations import Stand, Wrong, station
from mingcha.foundation import clock
from mingcha.triggers.actions.rules import run_trigger_rule
from mingcha.web.triggers.forms import TriggerForm


def _good(county: County) -> dict[str, Any]:
    make_objects(county, 2)
    item = make_item(county.market, "SC-01", "食品经营检查")
    return {
        "title": "投诉集中",
        "basis": "澄市监〔2026〕8号",
        "indicator": "flags",
        "flag_kinds": ["complaint"],
        "threshold": "3",
        "window_days": "30",
        "industries": "餐饮业",
        "items": [str(item.versions.get().pk)],
        "ratio": "100%",
        "mode": "county_county",
        "task_days": "30",
        "since": clock.today().isoformat(),
    }


@station("trigger-new", "lead", TriggerForm)
def trigger_new(county: County) -> Stand:
    good = _good(county)
    foreign = make_item(county.fire, "XF-01", "疏散通道检查").versions.get()
    before = (clock.today() - timedelta(days=1)).isoformat()
    wrong = (
        Wrong("no mark to count", {"flag_kinds": []}, "flag_kinds"),
        Wrong("complaints are no list", {"indicator": "listed"}, "flag_kinds"),
        Wrong("how many checks", {"indicator": "problems"}, "last_checks"),
        Wrong("how many results", {"indicator": "problem_share"}, "least_results"),
        Wrong(
            "more than all",
            {"indicator": "problem_share", "least_results": "9", "threshold": "101"},
            "threshold",
        ),
        Wrong("from none on", {"threshold": "0"}, "threshold"),
        Wrong("ends before it begins", {"until": before}, "until"),
        Wrong("a ratio in words", {"ratio": "三成"}, "ratio"),
        Wrong("no ground", {"basis": " "}, "basis"),
    )
    elsewhere = {"items": foreign.pk, "regions": county.outsider.region_id}
    return Stand(reverse("trigger-new"), good, elsewhere=elsewhere, wrong=wrong)


@station("trigger-new", "office", TriggerForm)
def trigger_of_the_office(county: County) -> Stand:
    good = _good(county) | {"department": str(county.market.pk)}
    elsewhere = {"department": county.outsider.department_id}
    foreign = make_item(county.fire, "XF-01", "疏散通道检查").versions.get()
    other = Wrong("another department's item", {"items": [str(foreign.pk)]}, "items")
    return Stand(reverse("trigger-new"), good, elsewhere=elsewhere, wrong=(other,))


@station("trigger-step decline", "lead")
def trigger_decline(county: County) -> Stand:
    (found,) = make_objects(county, 1)
    marked(found, "complaint", 0, 1, 2)
    rule = kept(county, [make_item(county.market, "SC-01", "食品经营检查")])
    proposal = run_trigger_rule(by=county.lead, rule=rule)
    assert proposal is not None
    page = reverse("trigger-proposal", args=[proposal.pk])
    action = reverse("trigger-step", args=[proposal.pk, "decline"])
    return Stand(page, {"reason": "已由派出所处理"}, action)
