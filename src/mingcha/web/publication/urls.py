"""Addresses of publication."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mingcha.web.publication import joint, recomputing, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.waiting, name="publishing"),
    path("all/", views.publish_all, name="publish-all"),
    path("<int:pk>/publish/", views.publish_one, name="publish-result"),
    path("<int:pk>/release/", views.release, name="release-result"),
    path("<int:pk>/joint/", joint.joint_result, name="joint-result"),
    path("<int:pk>/exemption/", views.exemption_new, name="exemption-new"),
    path("inspectors/", views.publish_staff, name="publish-staff"),
    path("industries/", views.publish_industries, name="publish-industries"),
    path("objects/", views.publish_objects, name="publish-objects"),
    path("exemptions/", views.exemptions, name="exemptions"),
    path("exemptions/<int:pk>/<str:verb>/", views.exemption_step, name="exemption-step"),
    path("proofs/<int:pk>/", views.object_proof, name="object-proof"),
    path("proofs/<int:pk>/sheet/", views.object_proof_sheet, name="object-proof-sheet"),
    path("recomputations/", recomputing.draw_list, name="recomputations"),
    path("recomputations/<int:pk>/", recomputing.statement, name="recomputation"),
    path("recomputations/<int:pk>/bundle.zip", recomputing.bundle, name="recomputation-bundle"),
]
