"""Addresses of the documents' texts and of what was made out."""

from __future__ import annotations

from django.urls import path

from mingcha.web.notices import issued, preview, texts

urlpatterns = [
    path("", texts.text_list, name="notice-texts"),
    path("issued/<int:pk>/<slug:form>/", issued.issued_file, name="issued-notice"),
    path("<slug:kind>/", texts.text_detail, name="notice-text"),
    path("<slug:kind>/edit/", texts.text_edit, name="notice-text-edit"),
    path("<slug:kind>/start/", texts.text_start, name="notice-text-start"),
    path("<slug:kind>/give-back/", texts.text_give_back, name="notice-text-give-back"),
    path("<slug:kind>/drop/", texts.text_drop, name="notice-text-drop"),
    path("<slug:kind>/preview/", preview.preview, name="notice-text-preview"),
    path("<slug:kind>/preview/<slug:form>/", preview.preview_file, name="notice-text-file"),
]
