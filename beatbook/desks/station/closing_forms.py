"""Clean input for how calls can end."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from beatbook.duties.calls.models import Disposition
from beatbook.duties.calls.vocabulary import CommonDisposition, Ending


class DispositionForm(forms.Form):
    """A new disposition, or what may change of one that is there: its code stays for good."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("What dispatchers type, like GOA. It stays for good."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("What screens say: Gone on arrival")
    )
    eido = forms.ChoiceField(
        label=_("Told to other agencies as"),
        choices=[
            (code, format_lazy("{} {}", code, _(name))) for code, name in CommonDisposition.choices
        ],
        help_text=_("The nearest of the common disposition codes that APCO defines."),
    )
    without_arrival = forms.BooleanField(
        label=_("Also where no unit was"),
        required=False,
        help_text=_("A call that ends so can be closed at the desk."),
    )
    needs_case_number = forms.BooleanField(label=_("Draws a case number"), required=False)
    owes_report = forms.BooleanField(
        label=_("Somebody owes the report"),
        required=False,
        help_text=_(
            "The officer of the primary unit, until it is written or a sergeant waives it."
        ),
    )

    @classmethod
    def of(cls, disposition: Disposition, data: Any = None) -> DispositionForm:
        form = cls(data, initial=asdict(disposition.ending))
        form.fields["code"].disabled = True
        return form

    def ending(self) -> Ending:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        return Ending(
            **given | {"code": given["code"].upper(), "eido": CommonDisposition(given["eido"])}
        )
