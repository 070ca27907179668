"""What waits for somebody among the proposals: rows of the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.to_do import ToDo
from mingcha.orgs.parameters import parameter_of_each
from mingcha.triggers.models import TriggerProposal
from mingcha.triggers.models.trigger_rule import AlsoTold
from mingcha.triggers.selectors.proposals import open_proposals


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the open proposals to the lead section, and to whom else the rule says."""
    if not user.may(P.TASK_VIEW) or not user.may(P.TASK_EDIT, P.TASK_APPROVE, P.TARGET_EDIT):
        return
    rows = open_proposals(user).select_related("rule__department__region")
    found = [proposal for proposal in rows if _is_for(user, proposal)]
    departments = {proposal.rule.department for proposal in found}
    answer_days = parameter_of_each("trigger.answer_days", departments)
    for proposal in found:
        days = int(str(answer_days[proposal.rule.department_id]))
        yield ToDo(
            f"答复触发提示：{proposal.rule.title}",
            reverse("trigger-proposal", args=[proposal.pk]),
            proposal.made_on + timedelta(days=days),
            f"{proposal.objects_found} 户",
        )


def _is_for(user: User, proposal: TriggerProposal) -> bool:
    is_own = user.department_id == proposal.rule.department_id
    if is_own and user.may(P.TASK_EDIT):
        return True
    told = proposal.rule.also_told
    if AlsoTold.HEAD in told and is_own and user.may(P.TASK_APPROVE):
        return True
    return AlsoTold.OFFICE in told and user.may(P.TARGET_EDIT)
