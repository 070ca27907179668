"""Of a step that was refused, the reason comes back; nothing else that was posted is kept."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc

from mingcha.registers.models import InspectionObject


def test_the_session_keeps_the_reason_alone(county: County, browse):
    imported(county, objects_file(shop(1)))
    pk = InspectionObject.objects.get(code=uscc(1)).pk
    client = browse(county.lead)
    posted = {"reason": "长" * 201, "password": "Ceshi-2026-mima", "value": "11" * 32}
    client.post(reverse("object-remove", args=[pk]), posted)
    assert set(client.session["unsent"]) == {"action", "text", "fault"}
    assert "Ceshi" not in str(dict(client.session))
    page = client.get(reverse("object", args=[pk])).content.decode()
    assert "长" * 201 in page
    assert "unsent" not in client.session
