"""What a year's lines ask of the inspectors (R-059, R-061): visits by department, people for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.plans.models import FrequencyCap
from mingcha.registers.cells import places
from mingcha.registers.models import InspectionItem, Inspector, ItemVersion
from mingcha.registers.selectors.fitness import fit_inspectors
from mingcha.reports.desk.board import Board, LineOnDesk, of_level
from mingcha.tasks.models.task import TaskSource


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


def over_cap(board: Board, each: LineOnDesk) -> dict[str, int]:
    """Return, by class, how many objects of a line's range are visited more than the cap allows.

    Of an object that no line tells apart from others the expected visits of all lines count.
    """
    plan = board.version.plan
    default = str(parameter("risk.default_level", region=plan.region))
    found: Counter[str] = Counter()
    for level, most in board.caps.items():
        of_class = each.eligible & of_level(board.cells, level, default)
        for done, of in enumerate((of_class & ~board.inspected, of_class & board.inspected)):
            over = [c for c in places(of) if board.year.visits[c] + done > most]
            found[level] += sum(board.cells.sizes[c] for c in over)
    return {level: number for level, number in found.items() if number}


def over_rules(board: Board, each: LineOnDesk) -> dict[FrequencyCap, int]:
    """Return how many objects of a line's range are expected beyond each cap that concerns it."""
    found = {}
    for rule in board.rules:
        if TaskSource.PLAN in rule.exempt_sources or not _concerns(rule, each):
            continue
        visits: dict[int, float] = defaultdict(float)
        for other in board.lines:
            if _concerns(rule, other):
                for c, chance in other.expected.chances.items():
                    visits[c] += chance
        of = places(each.eligible & board.cells.within(rule.object_filter))
        if over := sum(board.cells.sizes[c] for c in of if visits[c] > rule.max_visits):
            found[rule] = over
    return found


def _concerns(rule: FrequencyCap, each: LineOnDesk) -> bool:
    departments = {each.line.version.plan.department_id, *(other.pk for other in each.cooperating)}
    items: set[int | None] = set()
    if each.line.pk:
        items = {pk for item in each.line.items.all() for pk in (item.pk, item.parent_id)}
    return (rule.department_id is None or rule.department_id in departments) and (
        rule.item_id is None or rule.item_id in items
    )


def _officers(department: Department) -> int:
    value = parameter(
        "team.minimum_per_department", region=department.region, department=department
    )
    return int(str(value))
