from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.ground.force.vocabulary import BackUp, Status, StepBack, by_letter


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        choices=Status.choices, error_messages={"invalid_choice": "%(value)s is not a unit status."}
    )
    reason = forms.CharField(max_length=120, required=False)
    back = forms.ChoiceField(
        choices=StepBack.choices,
        required=False,
        error_messages={
            "invalid_choice": f"%(value)s is no reason to go back: {by_letter(StepBack)}."
        },
    )
    until = forms.CharField(max_length=40, required=False)
    reached = forms.CharField(max_length=20, required=False)

    def clean_status(self) -> Status:
        return Status(self.cleaned_data["status"])

    def clean_back(self) -> StepBack | None:
        given = self.cleaned_data["back"]
        return StepBack(given) if given else None


class SendableForm(forms.Form):
    sendable = forms.ChoiceField(choices=[("yes", "can be sent"), ("no", "cannot be sent")])


class BackUpForm(forms.Form):
    backup = forms.ChoiceField(choices=[one for one in BackUp.choices if one[0]])


class CallNumberForm(forms.Form):
    call = forms.CharField(max_length=40)


class MealForm(forms.Form):
    act = forms.ChoiceField(
        choices=[("ask", "ask"), ("grant", "grant"), ("decline", "decline")],
        error_messages={"required": _("Ask, grant or decline?")},
    )
