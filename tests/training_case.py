"""Trainings for tests: held by the market bureau, attended by its people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.models import Inspector, PlannedTraining, TrainingSession


def session_facts(*attendees: Inspector, **changes: Any) -> Any:
    """Return what is said of a training of today."""
    from mingcha.foundation import clock
    from mingcha.registers.actions.training_sessions import SessionFacts

    facts: dict[str, Any] = {
        "held_on": clock.today(),
        "topic": "双随机业务培训",
        "organiser": "县双随机办",
        "hours": Decimal(4),
        "attendees": attendees,
    }
    return SessionFacts(**facts | changes)


def held(by: User, *attendees: Inspector, **changes: Any) -> TrainingSession:
    from mingcha.registers.actions.training_sessions import hold_session

    return hold_session(by=by, facts=session_facts(*attendees, **changes))


def planned(by: User, **changes: Any) -> PlannedTraining:
    from mingcha.foundation import clock
    from mingcha.registers.actions.training_plans import PlannedFacts, plan_training

    facts: dict[str, Any] = {
        "year": clock.today().year,
        "content": "双随机业务培训",
        "trainees": "全体执法人员",
        "first_month": 3,
        "last_month": 10,
        "note": "根据工作安排",
    }
    return plan_training(by=by, facts=PlannedFacts(**facts | changes))


def superior_lead(county: County) -> tuple[Department, User]:
    """Return the city's bureau above the market bureau, and who keeps its register."""
    from mingcha.accounts.models import RoleGrant, User
    from mingcha.orgs.models import Department

    region = county.region.parent
    above = Department.objects.create(
        code="SCJG", name="市局", short_name="市局", line=county.market.line, region=region
    )
    user = User.objects.create(username="city_lead", name="田芳", region=region, department=above)
    RoleGrant.objects.create(user=user, role="dept_lead")
    return above, User.objects.get(pk=user.pk)
