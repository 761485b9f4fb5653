"""Clean input for what is drawn upon the map: shapes only; what is allowed is the commands'."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from beatbook.ground.geo import stretches, untils
from beatbook.ground.geo.stretches import Found, StretchRefused

WHICH = "Which street? Write it, with its cross streets, or choose it on the map."
MOST_BLOCKS = 200
_LONG = "%(show_value)d characters are too many here: write at most %(limit_value)d."


def _words(length: int) -> forms.CharField:
    return forms.CharField(max_length=length, required=False, error_messages={"max_length": _LONG})


class StretchForm(forms.Form):
    """A stretch of street: by words, or by a point with so many blocks on either side."""

    stretch = _words(200)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    before = forms.IntegerField(required=False, min_value=0, max_value=MOST_BLOCKS)
    after = forms.IntegerField(required=False, min_value=0, max_value=MOST_BLOCKS)
    heading = _words(12)
    until = _words(40)

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
    agency = _words(8)
    speed_percent = forms.IntegerField(required=False)
    starts = _words(40)
    reason = _words(200)

    def clean_speed_percent(self) -> Any:
        """Empty is closed; so is none of the usual speed."""
        return self.cleaned_data["speed_percent"] or None


class ChangeForm(forms.Form):
    until = _words(40)
    reason = _words(200)
