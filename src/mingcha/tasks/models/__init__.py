"""The tasks' tables."""

from mingcha.tasks.models.approval import Approval
from mingcha.tasks.models.assistant import TeamAssistant
from mingcha.tasks.models.departure import Departure
from mingcha.tasks.models.draw import BundleFile, BundlePart, Draw, DrawnObject, DrawParty
from mingcha.tasks.models.expert_pool import ExpertPool
from mingcha.tasks.models.invitation import PartyInvitation
from mingcha.tasks.models.joint_exception import JointException
from mingcha.tasks.models.log_entry import LogEntry
from mingcha.tasks.models.neighbour_help import NeighbourHelp
from mingcha.tasks.models.object_task import ObjectTask, TeamMember
from mingcha.tasks.models.objection import Objection
from mingcha.tasks.models.pool_entry import PoolEntry
from mingcha.tasks.models.pool_stratum import PoolStratum
from mingcha.tasks.models.public_value import PublicValue
from mingcha.tasks.models.sub_task import SubTask
from mingcha.tasks.models.task import Task, TaskScheme
from mingcha.tasks.models.task_ground import TaskGround
from mingcha.tasks.models.visit_proposal import VisitProposal

__all__ = [
    "Approval",
    "BundleFile",
    "BundlePart",
    "Departure",
    "Draw",
    "DrawParty",
    "DrawnObject",
    "ExpertPool",
    "JointException",
    "LogEntry",
    "NeighbourHelp",
    "ObjectTask",
    "Objection",
    "PartyInvitation",
    "PoolEntry",
    "PoolStratum",
    "PublicValue",
    "SubTask",
    "Task",
    "TaskGround",
    "TaskScheme",
    "TeamAssistant",
    "TeamMember",
    "VisitProposal",
]
