"""The year's tables."""

from mingcha.plans.models.annual_plan import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.models.annual_scheme import AnnualScheme, SchemeFile
from mingcha.plans.models.obligation import Obligation
from mingcha.plans.models.target import Target

__all__ = [
    "AnnualPlan",
    "AnnualScheme",
    "Obligation",
    "PlanLine",
    "PlanVersion",
    "SchemeFile",
    "Target",
]
