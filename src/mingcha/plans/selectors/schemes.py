"""Reading yearly schemes: the tree from superior to own, and who has none (R-027)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department, Region
from mingcha.plans.models import AnnualScheme, SchemeFile
from mingcha.plans.models.annual_scheme import SchemeIssuer


@dataclass(frozen=True, slots=True)
class Branch:
    """A scheme in the tree; ``depth`` counts the schemes above it that are shown."""

    scheme: AnnualScheme
    depth: int


@dataclass(frozen=True, slots=True)
class Missing:
    """An office or a department without an issued scheme of the year.

    ``scheme`` is the one that it has in work, where the person who asks sees it.
    """

    name: str
    region: Region
    scheme: AnnualScheme | None


def visible_schemes(user: User) -> QuerySet[AnnualScheme]:
    """Return what the user sees: all of the scope, and what was issued above and below it.

    Above are the offices of the regions above and the departments of the line; below, to a
    department, those of its line.
    """
    require(user, Permission.PLAN_VIEW)
    scope = within(user, region="region", department="department")
    own = user.region.prefix
    above = [own[:length] for length in range(1, len(own) + 1)]
    issued = Q(issuer=SchemeIssuer.REGION, region__prefix__in=above)
    if user.department:
        line = Q(issuer=SchemeIssuer.DEPARTMENT, department__line=user.department.line_id)
        issued |= line & (Q(region__prefix__in=above) | Q(region__prefix__startswith=own))
    rows = AnnualScheme.objects.filter(scope | issued & Q(state="issued"))
    return rows.select_related("department", "region", "parent")


def get_scheme(user: User, pk: int) -> AnnualScheme:
    """Return a scheme that the user sees; raises NotFound."""
    scheme = visible_schemes(user).filter(pk=pk).first()
    if scheme is None:
        raise NotFound
    return scheme


def get_scheme_file(user: User, pk: int, file: int) -> SchemeFile:
    """Return a file of a scheme that the user sees; raises NotFound."""
    found = SchemeFile.objects.filter(scheme__in=visible_schemes(user), scheme=pk, pk=file).first()
    if found is None:
        raise NotFound
    return found


def scheme_tree(user: User, year: int) -> list[Branch]:
    """Return the year's schemes in the order of the tree, each under the one that it rests on."""
    rows = list(visible_schemes(user).filter(year=year).order_by("region__prefix", "pk"))
    shown = {row.pk for row in rows}
    under: dict[int | None, list[AnnualScheme]] = defaultdict(list)
    for row in rows:
        under[row.parent_id if row.parent_id in shown else None].append(row)
    return list(_branches(under, None, 0))


def _branches(
    under: dict[int | None, list[AnnualScheme]], parent: int | None, depth: int
) -> Iterator[Branch]:
    for row in under[parent]:
        yield Branch(row, depth)
        yield from _branches(under, row.pk, depth + 1)


def missing_schemes(user: User, year: int) -> list[Missing]:
    """Return the offices and departments of the scope that have issued no scheme for the year.

    The office's scope is its region with all below; a department's is itself and its line below.
    """
    departments, regions = _expected(user)
    found = AnnualScheme.objects.filter(year=year, region__in={r.pk for r in regions})
    of_office = {row.region_id: row for row in found.filter(issuer=SchemeIssuer.REGION)}
    rows = AnnualScheme.objects.filter(
        year=year, issuer=SchemeIssuer.DEPARTMENT, department__in=departments
    )
    of_department = {row.department_id: row for row in rows}
    seen = set(visible_schemes(user).filter(year=year).values_list("pk", flat=True))
    expected = [(f"{r.name}双随办", r, of_office.get(r.pk)) for r in regions]
    expected += [(d.name, d.region, of_department.get(d.pk)) for d in departments]
    return [
        Missing(name, region, scheme if scheme and scheme.pk in seen else None)
        for name, region, scheme in expected
        if scheme is None or scheme.issued_at is None
    ]


def _expected(user: User) -> tuple[list[Department], list[Region]]:
    inspecting = Department.objects.filter(
        is_inspecting_body=True, region__prefix__startswith=user.region.prefix
    ).select_related("region")
    if user.may(Permission.TARGET_EDIT):
        departments = list(inspecting.order_by("region__prefix", "pk"))
        regions = {each.region_id: each.region for each in departments}
        return departments, list(regions.values())
    if user.department is None:
        return [], []
    line = inspecting.filter(line=user.department.line_id).order_by("region__prefix", "pk")
    others_of_own_region = Q(region=user.region_id) & ~Q(pk=user.department_id)
    return list(line.exclude(others_of_own_region)), []
