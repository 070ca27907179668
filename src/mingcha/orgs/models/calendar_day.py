"""Statutory holidays and make-up working days, from the State Council's yearly notices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed


class CalendarDay(models.Model):
    """A day that is not what its weekday says."""

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30)

    class Meta:
        verbose_name = "节假日与调休"
        ordering: ClassVar = ["date"]

    class Disclosure(Undisclosed):
        """Public by nature."""

        public = ("date", "is_workday", "name")

    def __str__(self) -> str:
        """Return date and kind."""
        return f"{self.date} {'上班' if self.is_workday else '放假'}"
