"""The form for a document on which a task rests."""

from __future__ import annotations

from django import forms

from mingcha.web.base_forms import Form


class GroundForm(Form):
    """A document to be attached."""

    file = forms.FileField(
        label="文件", help_text="举报登记单、交办文件等，PDF 或 Word 文档（docx）"
    )
