"""Addresses of the inspection objects."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.objects import duplicates, flags, licences, membership, views

urlpatterns = [
    path("", views.object_list, name="objects"),
    path("export/", views.object_export, name="object-export"),
    path("new/", views.object_new, name="object-new"),
    path("tagging/", views.object_tagging, name="object-tagging"),
    path("membership/", membership.object_membership, name="object-membership"),
    path("duplicates/", duplicates.duplicates, name="object-duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicates.object_pair, name="object-pair"),
    path(
        "duplicates/<int:first>/<int:second>/apart/",
        duplicates.pair_apart,
        name="object-pair-apart",
    ),
    path(
        "duplicates/<int:first>/<int:second>/withdraw/",
        duplicates.pair_withdraw,
        name="object-pair-withdraw",
    ),
    path("merges/<int:pk>/undo/", duplicates.merge_undo, name="object-merge-undo"),
    path("<int:pk>/merge/", duplicates.merge_with, name="object-merge-with"),
    path("<int:pk>/", views.object_detail, name="object"),
    path("<int:pk>/edit/", views.object_edit, name="object-edit"),
    path("<int:pk>/class/", views.object_class, name="object-class"),
    path("<int:pk>/flags/new/", flags.flag_new, name="object-flag-new"),
    path("<int:pk>/flags/<int:flag>/end/", flags.flag_end, name="object-flag-end"),
    path("<int:pk>/licences/new/", licences.licence_new, name="object-licence-new"),
    path("<int:pk>/licences/<int:licence>/", licences.licence_edit, name="object-licence-edit"),
    path("<int:pk>/remove/", views.object_remove, name="object-remove"),
]
