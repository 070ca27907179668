"""Reading the imports."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind


def visible_imports(user: User) -> QuerySet[ImportBatch]:
    """Return the imports of the user's department, without the files; classes to who sees them."""
    require(user, Permission.REGISTER_IMPORT)
    scope = within(user, region="department__region", department="department")
    batches = ImportBatch.objects.filter(scope).select_related("department")
    if not sees_classes(user):
        batches = batches.exclude(kind=ImportKind.CLASSES)
    return batches.defer("annotated")


def get_import(user: User, pk: int) -> ImportBatch:
    """Return an import within the user's scope; raises NotFound."""
    found = visible_imports(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
