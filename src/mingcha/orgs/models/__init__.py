"""The organisation's tables."""

from mingcha.orgs.models.calendar_day import CalendarDay
from mingcha.orgs.models.department import BusinessLine, Department
from mingcha.orgs.models.parameter import Parameter
from mingcha.orgs.models.region import Region
from mingcha.orgs.models.unit import Unit

__all__ = ["BusinessLine", "CalendarDay", "Department", "Parameter", "Region", "Unit"]
