"""Which lines of a plan are about key industries or key items (R-056)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from mingcha.plans.models import PlanLine
from mingcha.plans.models.annual_plan import Weight
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import ItemClass


def is_key(line: PlanLine) -> bool:
    """Tell whether the plan names the line as key, or it has a key item in force."""
    if line.weight > Weight.ORDINARY:
        return True
    if line.pk is None:
        return False
    versions = (version for item in line.items.all() for version in item.versions.all())
    return any(v.state == "published" and v.item_class == ItemClass.KEY for v in versions)


def key_lines() -> Q:
    """Return the same as a condition on lines."""
    with_key_item = ItemVersion.objects.filter(
        item__planline=OuterRef("pk"), state="published", item_class=ItemClass.KEY
    )
    return Q(weight__gt=Weight.ORDINARY) | Q(Exists(with_key_item))
