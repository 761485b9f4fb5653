from __future__ import annotations

from django import forms

from beatbook.ground.force.vocabulary import Status, StepBack, by_letter


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
    reached = forms.CharField(max_length=20, required=False)

    def clean_status(self) -> Status:
        return Status(self.cleaned_data["status"])

    def clean_back(self) -> StepBack | None:
        given = self.cleaned_data["back"]
        return StepBack(given) if given else None
