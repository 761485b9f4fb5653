"""Clean input for case numbers: shapes only; what is possible is the commands' business."""

from __future__ import annotations

from django import forms

WHICH = "Which case number? Type it."


class ForeignCaseNumberForm(forms.Form):
    """A number that another agency issued."""

    case_number = forms.CharField(label="Number", max_length=60, error_messages={"required": WHICH})
    issued_by = forms.CharField(
        label="Issued by",
        max_length=200,
        error_messages={"required": "Say which agency issued it."},
    )


class VoidingForm(forms.Form):
    case_number = forms.CharField(max_length=60, error_messages={"required": WHICH})
    reason = forms.CharField(
        label="Why?", max_length=500, error_messages={"required": "Say why it is voided."}
    )
