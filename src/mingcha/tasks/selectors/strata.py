"""What people call the strata of a task's draw, in the order in which they are shown."""

from __future__ import annotations

from mingcha.bundles.rules import WHOLE_FRAME
from mingcha.registers.selectors.labels import label_titles
from mingcha.tasks.models import Task


def stratum_titles(task: Task) -> dict[str, str]:
    """Return the title of each stratum: a class, a label and the rest, or all objects."""
    if task.labels:
        return label_titles(task.labels)
    if not task.uses_class:
        return {WHOLE_FRAME: "全部对象"}
    return {level: f"{level} 类" for level in sorted(task.ratios)}
