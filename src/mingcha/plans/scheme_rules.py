"""Which schemes one may rest on, and what keeps one from being signed (R-027)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.orgs.models import Department, Region
from mingcha.plans.models import AnnualScheme
from mingcha.plans.models.annual_scheme import SECTIONS, SchemeIssuer

_NEEDED = ("goals", "duties", "deadlines")


def superior_schemes(
    issuer: str, department: Department, region: Region, year: int
) -> QuerySet[AnnualScheme]:
    """Return the issued schemes of the year that stand above an issuer's.

    For an office those of the offices above; for a department also its own region's office's and
    those of the departments above it in its line.
    """
    above = [region.prefix[:length] for length in range(1, len(region.prefix))]
    offices = Q(issuer=SchemeIssuer.REGION)
    if issuer == SchemeIssuer.REGION:
        found = offices & Q(region__prefix__in=above)
    else:
        of_line = Q(
            issuer=SchemeIssuer.DEPARTMENT,
            region__prefix__in=above,
            department__line=department.line_id,
        )
        found = offices & Q(region__prefix__in=[*above, region.prefix]) | of_line
    rows = AnnualScheme.objects.filter(found, year=year, issued_at__isnull=False)
    return rows.select_related("department", "region").order_by("-region__prefix", "issuer")


def superior_followed(scheme: AnnualScheme) -> str | None:
    """Return None where a superior's scheme is named or there is none yet, else what is asked for."""
    known = superior_schemes(scheme.issuer, scheme.department, scheme.region, scheme.year)
    if scheme.parent_id or not known.exists():
        return None
    return "上级已印发本年度方案，请在编辑页面选定所依据的上级方案"


def scheme_written(scheme: AnnualScheme) -> str | None:
    """Return None where a scheme has its number and its text or a file, else what lacks."""
    lacking = [] if scheme.number else ["文号"]
    if not scheme.files.exists():
        lacking += [SECTIONS[name] for name in _NEEDED if not getattr(scheme, name).strip()]
    return f"还没有填写：{'、'.join(lacking)}；正文也可以用附件" if lacking else None
