"""What models share: times of making and change, rows that never change, words about disclosure."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from mingcha.foundation import clock


class Undisclosed:
    """Base of every model's inner class ``Disclosure``, which says what may ever be published.

    ``public`` names the fields that a publication snapshot may copy; what is not named never is.
    """

    public: ClassVar[tuple[str, ...]] = ()


class Timed(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField("建立时间", default=clock.now, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        abstract = True


def append_only() -> pgtrigger.Protect:
    """Return the trigger under which rows of a table can be added and read, nothing else."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
