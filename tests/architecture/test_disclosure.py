"""Every model says which of its fields may ever be public."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from mingcha.foundation.models import Undisclosed

ROOT = Path(__file__).parents[2]
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("mingcha.")
    and "pgh_obj" not in {field.name for field in model._meta.get_fields()}
    and not model._meta.auto_created
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_declares_its_disclosure(model):
    declaration = vars(model).get("Disclosure")
    assert declaration is not None
    assert issubclass(declaration, Undisclosed)
    assert set(declaration.public) <= {field.name for field in model._meta.fields}


def test_of_an_inspector_only_the_staff_list_tells_anything():
    """And that only where a place asks for names (G-15)."""
    assert apps.get_model("registers.Inspector").Disclosure.public == ("name",)
    assert apps.get_model("registers.InspectorCertificate").Disclosure.public == ("number",)
    sources = (ROOT / "src" / "mingcha" / "publication").rglob("*.py")
    naming = [path.name for path in sources if "certificate_no" in path.read_text("utf-8")]
    assert naming == ["staff_list.py"]


@pytest.mark.parametrize(
    "label",
    [
        "registers.RiskClass",
        "registers.RiskScheme",
        "tasks.PoolEntry",
        "accounts.User",
        "audit.AuditEvent",
    ],
)
def test_classes_people_and_the_audit_are_never_public(label: str):
    assert apps.get_model(label).Disclosure.public == ()


def test_no_public_field_holds_a_risk_class():
    public = {f"{model._meta.label}.{name}" for model in MODELS for name in model.Disclosure.public}
    assert not [name for name in public if "risk" in name or "stratum" in name or "ratios" in name]
