"""The year's tables."""

from mingcha.plans.models.annual_plan import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.models.class_table import ClassTable
from mingcha.plans.models.frequency_cap import FrequencyCap
from mingcha.plans.models.merge_proposal import MergeProposal
from mingcha.plans.models.obligation import Obligation
from mingcha.plans.models.target import Target

__all__ = [
    "AnnualPlan",
    "ClassTable",
    "FrequencyCap",
    "MergeProposal",
    "Obligation",
    "PlanLine",
    "PlanVersion",
    "Target",
]
