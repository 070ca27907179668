"""The inspections' tables."""

from mingcha.inspections.models.evidence import Evidence
from mingcha.inspections.models.item_result import CheckAnswer, ItemResult
from mingcha.inspections.models.record import InspectionRecord
from mingcha.inspections.models.review import Review
from mingcha.inspections.models.visit import Visit

__all__ = ["CheckAnswer", "Evidence", "InspectionRecord", "ItemResult", "Review", "Visit"]
