"""What a file may name beside objects and people: departments, units, sub-registers, schemes."""

from __future__ import annotations

from functools import cached_property

from mingcha.orgs.models import Department, Unit
from mingcha.registers.intake.joint_region import JointRegion
from mingcha.registers.models import Expert, ProfessionalBody, RiskScheme
from mingcha.registers.selectors.special_registers import special_registers_in_use


class Neighbours:
    """Names of the own department, its units, and the other departments of the same region."""

    def __init__(self, department: Department) -> None:
        """Load the names once for a whole file."""
        self.name = department.name
        self._department = department
        own_names = {department.name, department.short_name, department.code}
        others = Department.objects.filter(region=department.region_id).exclude(pk=department.pk)
        names = others.values_list("name", "short_name", "code", named=False)
        self._others = {each: row[0] for row in names for each in row} | dict.fromkeys(
            own_names, ""
        )
        self.units: dict[str, Unit] = {unit.name: unit for unit in department.units.all()}
        self._is_own = own_names

    def other(self, *texts: str | None) -> str:
        """Return the name of another department that the texts name, "" where they name none."""
        for text in texts:
            if text in self._is_own:
                return ""
            if text and self._others.get(text):
                return self._others[text]
        return ""

    def unit(self, *texts: str | None) -> Unit | None:
        """Return the first unit of the department that the texts name."""
        return next((self.units[text] for text in texts if text in self.units), None)

    def is_own(self, text: str) -> bool:
        """Tell whether the text names the department itself."""
        return text in self._is_own

    def load(self) -> None:
        """Look everything up now: while rows are copied into the database it answers no question."""
        _ = self.special_registers, self._schemes

    @cached_property
    def special_registers(self) -> dict[str, int]:
        """The department's sub-registers in use: their keys by name."""
        return {each.name: each.pk for each in special_registers_in_use(self._department)}

    def risk_scheme(self, text: str) -> RiskScheme | None:
        """Return the scheme that a code or name says; the generic one for a blank text."""
        return self._schemes.get(text)

    @cached_property
    def _schemes(self) -> dict[str, RiskScheme]:
        generic = RiskScheme.generic()
        schemes = list(RiskScheme.objects.all())
        return {name: each for each in schemes for name in (each.code, each.name)} | {"": generic}

    @cached_property
    def joint(self) -> JointRegion:
        """What a joint list is matched with."""
        return JointRegion(self._department)

    @cached_property
    def bodies(self) -> dict[str, int]:
        """The department's professional bodies: their keys by name."""
        bodies = ProfessionalBody.objects.filter(department=self._department)
        return dict(bodies.values_list("name", "pk"))

    def experts(self, name: str, employer: str, body: str) -> list[int]:
        """Return whom of the department's pool a row may mean.

        Those of the name who work there or belong to the body; all of the name where the row
        tells neither.
        """
        same = self._experts.get(name, [])
        if not employer and not body:
            return [key for key, _, _ in same]
        return [
            key for key, at, of in same if (employer and at == employer) or (body and of == body)
        ]

    @cached_property
    def _experts(self) -> dict[str, list[tuple[int, str, str]]]:
        found: dict[str, list[tuple[int, str, str]]] = {}
        rows = Expert.objects.filter(department=self._department).order_by("pk")
        for key, name, employer, body in rows.values_list("pk", "name", "employer", "body__name"):
            found.setdefault(name, []).append((key, employer, body or ""))
        return found
