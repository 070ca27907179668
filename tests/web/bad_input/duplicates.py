"""Forms of suspected duplicates."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc

from bad_input.stations import Stand, Wrong, station
from mingcha.registers.actions.merging import merge_objects
from mingcha.registers.models import InspectionObject
from mingcha.web.registers.objects.duplicate_forms import MergeForm, OtherCodeForm


def _twice(county: County) -> tuple[InspectionObject, InspectionObject]:
    imported(county, objects_file(shop(1, name="一家店"), shop(2, name="一家店")))
    return InspectionObject.objects.get(code=uscc(1)), InspectionObject.objects.get(code=uscc(2))


@station("object-pair", "lead", MergeForm)
def object_pair(county: County) -> Stand:
    one, other = _twice(county)
    other.status = "revoked"
    other.save()
    gone = Wrong("one that exists no more", {"kept": str(other.pk)}, "kept")
    good = {"kept": str(one.pk), "reason": "换发营业执照"}
    return Stand(reverse("object-pair", args=[one.pk, other.pk]), good, wrong=(gone,))


@station("object-merge-with", "lead", OtherCodeForm)
def object_merge_with(county: County) -> Stand:
    one, other = _twice(county)
    unknown = Wrong("a code that nobody has", {"code": uscc(99)}, "code")
    own = Wrong("its own code", {"code": one.code}, "code")
    page = reverse("object-merge-with", args=[one.pk])
    return Stand(page, {"code": other.code}, wrong=(unknown, own))


@station("object-pair-apart", "lead")
def object_pair_apart(county: County) -> Stand:
    pks = [each.pk for each in _twice(county)]
    page, action = reverse("object-pair", args=pks), reverse("object-pair-apart", args=pks)
    return Stand(page, {"reason": "两张执照，两家店"}, action)


@station("object-merge-undo", "lead")
def object_merge_undo(county: County) -> Stand:
    one, other = _twice(county)
    merge = merge_objects(by=county.lead, kept=one, gone=other, reason="换发营业执照")
    page = f"{reverse('object-duplicates')}?kind=merged"
    return Stand(page, {"reason": "看错了"}, reverse("object-merge-undo", args=[merge.pk]))
