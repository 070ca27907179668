"""The registers' tables."""

from mingcha.registers.models.absence import InspectorAbsence
from mingcha.registers.models.certificate import InspectorCertificate
from mingcha.registers.models.certified_headcount import CertifiedHeadcount
from mingcha.registers.models.claim import OutOfMandate, ParentChange
from mingcha.registers.models.column_name import ColumnName
from mingcha.registers.models.expert import AssistantInterest, Expert, ProfessionalBody
from mingcha.registers.models.formed_team import FormedTeam, FormedTeamMember
from mingcha.registers.models.guide import Guide
from mingcha.registers.models.import_batch import ImportBatch, ImportPart, ImportRow
from mingcha.registers.models.import_objects import ImportObjects
from mingcha.registers.models.industry_check import IndustryCheck
from mingcha.registers.models.inspection_item import CheckPoint, InspectionItem, ItemVersion
from mingcha.registers.models.inspection_object import InspectionObject, RegisterEntry
from mingcha.registers.models.inspector import Inspector
from mingcha.registers.models.licence import Licence
from mingcha.registers.models.object_flag import ObjectFlag
from mingcha.registers.models.object_merge import DistinctPair, ObjectMerge
from mingcha.registers.models.recusal import Recusal
from mingcha.registers.models.risk_class import RiskClass, RiskCombination, RiskScheme
from mingcha.registers.models.saved_range import SavedRange
from mingcha.registers.models.special_register import SpecialMember, SpecialRegister
from mingcha.registers.models.staff_register import StaffRegister
from mingcha.registers.models.tag import Tag
from mingcha.registers.models.tag_rule import RuleTag, TagChange, TagRule, TagRun
from mingcha.registers.models.training import TrainingRecord
from mingcha.registers.models.training_session import PlannedTraining, TrainingSession

__all__ = [
    "AssistantInterest",
    "CertifiedHeadcount",
    "CheckPoint",
    "ColumnName",
    "DistinctPair",
    "Expert",
    "FormedTeam",
    "FormedTeamMember",
    "Guide",
    "ImportBatch",
    "ImportObjects",
    "ImportPart",
    "ImportRow",
    "IndustryCheck",
    "InspectionItem",
    "InspectionObject",
    "Inspector",
    "InspectorAbsence",
    "InspectorCertificate",
    "ItemVersion",
    "Licence",
    "ObjectFlag",
    "ObjectMerge",
    "OutOfMandate",
    "ParentChange",
    "PlannedTraining",
    "ProfessionalBody",
    "Recusal",
    "RegisterEntry",
    "RiskClass",
    "RiskCombination",
    "RiskScheme",
    "RuleTag",
    "SavedRange",
    "SpecialMember",
    "SpecialRegister",
    "StaffRegister",
    "Tag",
    "TagChange",
    "TagRule",
    "TagRun",
    "TrainingRecord",
    "TrainingSession",
]
