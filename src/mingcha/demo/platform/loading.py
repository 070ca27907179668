"""Loading the demonstration county, station by station, through the platform's own actions."""

from __future__ import annotations

from django.db import transaction

from mingcha.demo.platform.accounts import load_accounts
from mingcha.demo.platform.calendar import load_calendar
from mingcha.demo.platform.organisation import load_organisation
from mingcha.demo.platform.registers import load_registers
from mingcha.orgs.holidays import load_holidays
from mingcha.orgs.models import Region


def load_demonstration() -> bool:
    """Load the county into an empty database; False where there is something already."""
    with transaction.atomic():
        if Region.objects.exists():
            return False
        load_holidays()
        county = load_organisation()
        load_accounts(county)
        load_registers(county)
        load_calendar()
    return True
