"""The registers' tables."""

from mingcha.registers.models.claim import OutOfMandate, ParentChange
from mingcha.registers.models.guide import Guide
from mingcha.registers.models.import_batch import ImportBatch, ImportRow
from mingcha.registers.models.industry_check import IndustryCheck
from mingcha.registers.models.inspection_item import CheckPoint, InspectionItem, ItemVersion
from mingcha.registers.models.inspection_object import InspectionObject, RegisterEntry
from mingcha.registers.models.inspector import Inspector, Recusal
from mingcha.registers.models.risk_class import RiskClass, RiskScheme
from mingcha.registers.models.tag import Tag

__all__ = [
    "CheckPoint",
    "Guide",
    "ImportBatch",
    "ImportRow",
    "IndustryCheck",
    "InspectionItem",
    "InspectionObject",
    "Inspector",
    "ItemVersion",
    "OutOfMandate",
    "ParentChange",
    "Recusal",
    "RegisterEntry",
    "RiskClass",
    "RiskScheme",
    "Tag",
]
