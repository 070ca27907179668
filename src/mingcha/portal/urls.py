"""Addresses that need no account."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mingcha.portal.views import (
    documents,
    draws,
    home,
    industries,
    items,
    open_data,
    plans,
    proofs,
    registers,
    results,
    tasks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="public-home"),
    path("search/", home.search, name="public-search"),
    path("objects/<path:code>/", home.enterprise, name="public-object"),
    path("items/", items.item_lists, name="public-items"),
    path("inspectors/", items.staff, name="public-staff"),
    path("industries/", industries.industry_lists, name="public-industries"),
    path("industries/<str:key>/", industries.industry_list, name="public-industry-list"),
    path(
        "industries/<str:key>/files/<int:version>/<str:path>",
        industries.industry_file,
        name="public-industry-file",
    ),
    path("registers/", registers.registers, name="public-registers"),
    path(
        "registers/<str:key>/files/<int:version>/<str:path>",
        registers.register_file,
        name="public-register-file",
    ),
    path("items/<str:key>/", items.item_list, name="public-item-list"),
    path("items/<str:key>/<str:code>/", items.item, name="public-item"),
    path(
        "items/<str:key>/files/<int:version>/<str:path>",
        open_data.list_file,
        name="public-list-file",
    ),
    path("guides/<slug:digest>/", open_data.guide, name="public-guide"),
    path("plans/", plans.plans, name="public-plans"),
    path("plans/<str:key>/", plans.plan, name="public-plan"),
    path("plans/<str:key>/package/<int:version>/", plans.package, name="public-plan-package"),
    path("plans/<str:key>/changes/<int:version>/", plans.changes, name="public-plan-changes"),
    path("documents/", documents.documents, name="public-documents"),
    path("documents/<slug:kind>/<str:key>/", documents.document, name="public-document"),
    path(
        "documents/<slug:kind>/<str:key>/files/<int:version>/<str:path>",
        documents.document_file,
        name="public-document-file",
    ),
    path("tasks/", tasks.announcements, name="public-announcements"),
    path("tasks/<str:number>/", tasks.announcement, name="public-announcement"),
    path("results/", results.results, name="public-results"),
    path("results/<str:key>/", results.result, name="public-result"),
    path("draws/", draws.draws, name="public-draws"),
    path("draws/<str:draw_id>/", draws.draw, name="public-draw"),
    path("draws/<str:draw_id>/verify/", draws.verify, name="public-verify"),
    path("draws/<str:draw_id>/<int:version>.zip", draws.draw_folder, name="public-draw-folder"),
    path(
        "draws/<str:draw_id>/<int:version>/<path:path>",
        draws.draw_file,
        name="public-draw-file",
    ),
    path("proofs/<str:token>/", proofs.proof, name="public-proof"),
    path("proofs/<str:token>/proof.json", proofs.proof_file, name="public-proof-file"),
    path("statistics/", open_data.counts, name="public-statistics"),
    path("log/", open_data.log, name="public-log"),
]
