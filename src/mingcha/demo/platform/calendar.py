"""The demonstration's calendar: the deadlines of a real notice, adopted as an office would do it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.plans.actions.obligations import adopt_presets
from mingcha.plans.obligation_presets import NOTICES

_PLACE = "秦皇岛市"
_EVERY_YEAR = "xinxian-plan"


def load_calendar() -> None:
    """Adopt a city's deadlines for this year, and the plan's for every year."""
    keys = [each.key for notice in NOTICES if notice.place == _PLACE for each in notice.presets]
    office = User.objects.get(username="shuangsui")
    adopt_presets(by=office, year=clock.today().year, keys=[*keys, _EVERY_YEAR])
