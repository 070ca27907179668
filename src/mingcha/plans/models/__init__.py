"""The year's tables."""

from mingcha.plans.models.annual_plan import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.models.annual_scheme import AnnualScheme, SchemeFile
from mingcha.plans.models.class_table import ClassTable
from mingcha.plans.models.frequency_cap import FrequencyCap
from mingcha.plans.models.merge_proposal import MergeProposal
from mingcha.plans.models.obligation import Obligation
from mingcha.plans.models.occurrence import Occurrence, OccurrenceFile
from mingcha.plans.models.plan_filing import PlanFiling
from mingcha.plans.models.sampling_rules import SamplingRules
from mingcha.plans.models.target import Target

__all__ = [
    "AnnualPlan",
    "AnnualScheme",
    "ClassTable",
    "FrequencyCap",
    "MergeProposal",
    "Obligation",
    "Occurrence",
    "OccurrenceFile",
    "PlanFiling",
    "PlanLine",
    "PlanVersion",
    "SamplingRules",
    "SchemeFile",
    "Target",
]
