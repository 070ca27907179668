"""The triggers' tables."""

from mingcha.triggers.models.trigger_proposal import TriggerHit, TriggerProposal
from mingcha.triggers.models.trigger_rule import TriggerRule

__all__ = ["TriggerHit", "TriggerProposal", "TriggerRule"]
