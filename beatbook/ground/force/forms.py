from __future__ import annotations

from django import forms

from beatbook.ground.force.vocabulary import Status


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        choices=Status.choices, error_messages={"invalid_choice": "%(value)s is not a unit status."}
    )
    reason = forms.CharField(max_length=120, required=False)
