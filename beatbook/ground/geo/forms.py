"""Clean input for what is drawn upon the map: shapes only; what is allowed is the commands'."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from beatbook.ground.geo import stretches, untils
from beatbook.ground.geo.stretches import Found, StretchRefused

WHICH = "Which street? Write it, with its cross streets, or choose it on the map."
MOST_BLOCKS = 200


class StretchForm(forms.Form):
    """A stretch of street: by words, or by a point with so many blocks on either side."""

    stretch = forms.CharField(max_length=200, required=False)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    before = forms.IntegerField(required=False, min_value=0, max_value=MOST_BLOCKS)
    after = forms.IntegerField(required=False, min_value=0, max_value=MOST_BLOCKS)
    heading = forms.CharField(max_length=12, required=False)
    until = forms.CharField(max_length=40, required=False)

    def found(self) -> Found:
        """The stretch that is meant. Raises StretchRefused."""
        given = self.cleaned_data
        if given["lat"] is None or given["lon"] is None:
            if not given["stretch"]:
                raise StretchRefused(WHICH)
            heading = f" {given['heading']}" if given["heading"] else ""
            return stretches.by_words(given["stretch"] + heading)
        return stretches.by_point(
            given["lat"],
            given["lon"],
            before=given["before"] or 0,
            after=given["after"] or 0,
            heading=given["heading"],
        )

    def ends_at(self, now: datetime, time_zone: str) -> datetime | None:
        """The end that was typed; None without one. Raises UntilUnclear."""
        text = self.cleaned_data["until"]
        return untils.read(text, now=now, time_zone=time_zone) if text else None


class ClosureForm(StretchForm):
    agency = forms.CharField(max_length=8, required=False)
    speed_percent = forms.IntegerField(required=False)
    starts = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean_speed_percent(self) -> Any:
        """Empty is closed; so is none of the usual speed."""
        return self.cleaned_data["speed_percent"] or None


class ChangeForm(forms.Form):
    until = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=200, required=False)
