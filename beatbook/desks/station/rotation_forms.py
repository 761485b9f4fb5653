"""A company that is called in turn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.duties.calls.vocabulary import BY_ROTATION, Service


class ChangedCompanyForm(forms.Form):
    name = forms.CharField(
        max_length=80, error_messages={"required": _("What is the company called?")}
    )
    phone = forms.CharField(max_length=40, required=False)


class CompanyForm(ChangedCompanyForm):
    service = forms.ChoiceField(
        label=_("What for"), choices=[(one.value, one.label) for one in BY_ROTATION]
    )

    def clean_service(self) -> Service:
        return Service(self.cleaned_data["service"])
