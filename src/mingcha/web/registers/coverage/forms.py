"""The form of the coverage: how many hold a certificate."""

from __future__ import annotations

from typing import Any

from mingcha.foundation import clock
from mingcha.registers.models import CertifiedHeadcount
from mingcha.web.base_forms import ModelForm


class HeadcountForm(ModelForm):
    """The number, its day, and who says so."""

    class Meta:
        model = CertifiedHeadcount
        fields = ("number", "as_of", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Explain what each is for."""
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = "本部门持有行政执法证的全部人数，不论是否已进入名录"
        self.fields["as_of"].help_text = "同一天再次登记，以后一次为准"
        self.fields["as_of"].initial = clock.today
        self.fields["source"].help_text = "数字从哪里来，如：司法局执法证件名册"
