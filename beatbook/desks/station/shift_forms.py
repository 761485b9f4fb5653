"""Clean input for the plan of shifts and for what is taken out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.desks.station.forms import field_members
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import EquipmentKind

CLOCK = forms.TimeInput(attrs={"type": "time"})


class PlanForm(forms.Form):
    """Who crews which unit on a day. A shift that ends before it begins ends the next morning."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    member = forms.ModelChoiceField(Member.objects.none(), label=_("Member"))
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("Until"), widget=CLOCK)

    def __init__(self, agency: Agency, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.day = ZoneInfo(agency.time_zone), day
        units = Unit.objects.filter(agency=agency, retired_at=None).order_by("callsign")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        members = self.fields["member"]
        members.queryset = field_members(agency)  # type: ignore[attr-defined]
        members.label_from_instance = lambda member: member.name  # type: ignore[attr-defined]

    def span(self) -> tuple[datetime, datetime]:
        """The moments meant, once it is valid."""
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        last = self.day if ends > starts else self.day + timedelta(days=1)
        return (
            datetime.combine(self.day, starts, self.zone),
            datetime.combine(last, ends, self.zone),
        )


class MinimumForm(forms.Form):
    name = forms.CharField(label=_("Called"), max_length=30, help_text=_("Like: Day, Night"))
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("Until"), widget=CLOCK)
    members = forms.IntegerField(
        label=_("Members on duty"), min_value=0, max_value=500, help_text=_("0 removes it.")
    )


class EquipmentForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind, kind.label.capitalize()) for kind in EquipmentKind]
    )
    name = forms.CharField(
        label=_("Name or number"), max_length=30, help_text=_("Like: Car 12, R-104")
    )
    plate = forms.CharField(label=_("Plate"), max_length=16, required=False)
    odometer = forms.IntegerField(
        label=_("Odometer (miles)"), min_value=0, max_value=9_999_999, required=False
    )
