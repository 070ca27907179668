"""What models share, and the tables of jobs, calls and exported files."""

from mingcha.foundation.models.attached_file import AttachedFile
from mingcha.foundation.models.base import Timed, Undisclosed, append_only
from mingcha.foundation.models.exported_file import ExportedFile
from mingcha.foundation.models.idempotent_call import IdempotentCall
from mingcha.foundation.models.job import Job, JobState
from mingcha.foundation.models.kept_file import FilePart, KeptFile, part_fits

__all__ = [
    "AttachedFile",
    "ExportedFile",
    "FilePart",
    "IdempotentCall",
    "Job",
    "JobState",
    "KeptFile",
    "Timed",
    "Undisclosed",
    "append_only",
    "part_fits",
]
