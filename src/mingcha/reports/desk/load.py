"""What a year's lines ask of the inspectors (R-059, R-061): visits by department, people for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.registers.cells import places
from mingcha.registers.models import InspectionItem, Inspector, ItemVersion
from mingcha.registers.selectors.fitness import fit_inspectors
from mingcha.reports.desk.board import Board, LineOnDesk


@dataclass(frozen=True, slots=True)
class Load:
    """A department's year: seats on teams, own and joining, and who can take them."""

    department: Department
    seats: int
    people: int
    capacity: int

    @property
    def each(self) -> float | None:
        """Return how many visits each of the people makes; None without anybody."""
        return self.seats / self.people if self.people else None

    @property
    def is_short(self) -> bool:
        """Tell whether more is asked for than all together can take."""
        return self.seats > self.capacity


def seats_of(board: Board, each: LineOnDesk) -> dict[Department, float]:
    """Return how many seats a line asks of each department: of its officers, for what it drew."""
    visits = _visits(board, each)
    return {department: number * _officers(department) for department, number in visits.items()}


def _visits(board: Board, each: LineOnDesk) -> dict[Department, float]:
    visits = {each.line.version.plan.department: each.expected.total}
    for department in each.cooperating:
        joining = places(each.eligible & board.in_register(department.pk))
        chances = each.expected.chances
        visits[department] = sum(board.cells.sizes[c] * chances.get(c, 0) for c in joining)
    return visits


def loads(board: Board) -> list[Load]:
    """Return the load of the plan's department and of all that its lines ask to join."""
    visits: dict[Department, float] = defaultdict(float)
    for each in board.lines:
        for department, number in _visits(board, each).items():
            visits[department] += number
    own = board.version.plan.department
    concerned = {own, *(other for each in board.own for other in each.cooperating)}
    people: Counter[int] = Counter()
    capacity: Counter[int] = Counter()
    rows = fit_inspectors(clock.today()).filter(department__in=concerned)
    for pk, most in rows.values_list("department", "capacity"):
        people[pk] += 1
        capacity[pk] += most
    ordered = sorted(concerned, key=lambda each: (each != own, each.pk))
    return [
        Load(each, round(visits[each] * _officers(each)), people[each.pk], capacity[each.pk])
        for each in ordered
    ]


def qualified(department: Department, items: list[InspectionItem]) -> int | None:
    """Return how many can be sent for what the items require; None where they require nothing."""
    versions = ItemVersion.objects.filter(item__in=items, state="published")
    asked = [
        {tag.pk for tag in version.required_expertise.all()}
        for version in versions.prefetch_related("required_expertise")
    ]
    asked = [tags for tags in asked if tags]
    if not asked:
        return None
    held: dict[int, set[int]] = defaultdict(set)
    fit = fit_inspectors(clock.today()).filter(department=department).values("pk")
    for kind in ("expertise", "qualifications"):
        rows = Inspector.objects.filter(pk__in=fit).values_list("pk", kind)
        for pk, tag in rows:
            held[pk].add(tag)
    return sum(any(tags <= of for tags in asked) for of in held.values())


def _officers(department: Department) -> int:
    value = parameter(
        "team.minimum_per_department", region=department.region, department=department
    )
    return int(str(value))
