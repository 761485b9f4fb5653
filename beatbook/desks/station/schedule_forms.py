"""A call that comes again by a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.duties.calls.models import CallType

REPEATS = (
    ("FREQ=DAILY", gettext_lazy("Every day")),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", gettext_lazy("Monday to Friday")),
    ("FREQ=WEEKLY", gettext_lazy("Every week")),
    ("FREQ=MONTHLY", gettext_lazy("Every month")),
    ("", gettext_lazy("By another rule")),
)


class RepeatForm(forms.Form):
    call_type = forms.ModelChoiceField(
        CallType.objects.none(),
        label=gettext_lazy("Type"),
        error_messages={"required": gettext_lazy("What is to be done?")},
    )
    location = forms.CharField(max_length=300, error_messages={"required": "Where?"})
    starts = forms.DateTimeField(
        label=gettext_lazy("First time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"required": gettext_lazy("When for the first time?")},
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=REPEATS, initial="FREQ=DAILY", required=False
    )
    rule = forms.CharField(
        label=gettext_lazy("Another rule"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "RFC 5545, as calendars write it: FREQ=MONTHLY;BYDAY=1MO is the first Monday."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, types: QuerySet[CallType], *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["call_type"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = types

    def clean_starts(self) -> Any:
        """The wall clock of the agency, whatever zone the page is read in."""
        return self.cleaned_data["starts"].replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        rule = given.get("rule", "").strip() or given.get("repeats", "")
        if not rule:
            self.add_error("rule", _("How often? Choose one, or write the rule."))
        return given | {"rule": rule}
