"""Clean input for what an agency draws upon its map: areas, closures, names of places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.contract.values import Point
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import outlines, queries
from beatbook.ground.geo.commands import WHY
from beatbook.ground.geo.forms import WHICH, ClosureForm
from beatbook.ground.geo.models import AreaOutline
from beatbook.ground.geo.outlines import BadOutline
from beatbook.ground.geo.where import geocode

_DEGREES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_RING = re.compile(r"corner-(\d{1,3})")

Rings = list[list[str]]
"""The corners of each ring as they were typed."""


def spot(agency: Agency, text: str) -> Point:
    """The one place that a text means: degrees, an address, a corner. ValidationError if none."""
    if degrees := _DEGREES.fullmatch(text):
        lat, lon = float(degrees[1]), float(degrees[2])
        if abs(lat) <= 90 and abs(lon) <= 180:
            return Point(lat, lon)
    answer = geocode.find(text, limit=3, agencies=[agency.pk], agency_id=agency.pk)
    if not answer.matches:
        raise forms.ValidationError(_("“{text}” is not on the map.").format(text=text))
    best, *others = answer.matches
    # A street beside its own corner is no rival of the corner.
    if answer.ambiguous and others[0].kind == best.kind:
        raise forms.ValidationError(f"“{text}”: {answer.said}")
    return Point(best.lat, best.lon)


class AreaForm(forms.Form):
    """A new area of an agency, or another name and outline for one.

    The outline is a list of corners in rings, each as somebody typed or drew it.
    """

    code = forms.CharField(
        max_length=20, label=gettext_lazy("Code"), help_text=gettext_lazy("Short, like 2 or N4.")
    )
    name = forms.CharField(max_length=80, label=gettext_lazy("Name"))

    def __init__(
        self, agency: Agency, data: QueryDict | None = None, *, outline: AreaOutline | None = None
    ) -> None:
        initial = {"code": outline.area.code, "name": outline.name} if outline else {}
        super().__init__(data, initial=initial)
        self.agency = agency
        self.rings = _typed(data) if data is not None else _drawn(outline)
        self.fields["code"].disabled = outline is not None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        problems: list[str] = []
        rings = [list(self._points(ring, problems)) for ring in self.rings]
        if problems:
            raise forms.ValidationError(problems)
        active = queries.active_map()
        try:
            shape = outlines.from_rings(rings, active.bounds if active else None)
        except BadOutline as refused:
            raise forms.ValidationError(refused.message) from None
        return given | {"shape": shape}

    def _points(self, ring: list[str], problems: list[str]) -> Iterator[tuple[float, float]]:
        for number, text in enumerate(ring, start=1):
            try:
                found = spot(self.agency, text)
            except forms.ValidationError as wrong:
                problems.append(f"Corner {number}: {wrong.messages[0]}")
            else:
                yield found.lat, found.lon


def _typed(data: QueryDict) -> Rings:
    numbered = sorted((int(m[1]), name) for name in data if (m := _RING.fullmatch(name)))
    rings = [[text.strip() for text in data.getlist(name) if text.strip()] for _, name in numbered]
    return [ring for ring in rings if ring]


def _drawn(outline: AreaOutline | None) -> Rings:
    rings = outlines.rings_of(outline.shape) if outline else []
    return [[f"{lat:.6f}, {lon:.6f}" for lat, lon in ring] for ring in rings]


class ThenForm(forms.Form):
    """Which areas was this in, on that day?"""

    where = forms.CharField(
        max_length=200,
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("An address, a corner, or lat, lon."),
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, agency: Agency, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.agency = agency

    def clean_where(self) -> Point:
        return spot(self.agency, self.cleaned_data["where"])

    def moment(self) -> datetime:
        """The end of that day, by the agency's clock on the wall."""
        zone = ZoneInfo(self.agency.time_zone)
        return datetime.combine(self.cleaned_data["day"], time.max, zone)


class AliasForm(forms.Form):
    name = forms.CharField(
        max_length=120, label=gettext_lazy("Name"), help_text=gettext_lazy("What people call it.")
    )
    address = forms.CharField(
        max_length=200,
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("An address, a corner, or lat, lon."),
    )

    def __init__(self, agency: Agency, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "address" in given:
            try:
                given["point"] = spot(self.agency, given["address"])
            except forms.ValidationError as wrong:
                self.add_error("address", wrong)
        return given


class StreetForm(ClosureForm):
    """A street to close, as the page asks for it."""

    field_order = ("stretch", "speed_percent", "heading", "starts", "until", "reason")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        for name, words in STREET_WORDS.items():
            self.fields[name].label, self.fields[name].help_text = words[0], words[1]
        for name, question in _NEEDED.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = question

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in STREET_WORDS]


_NEEDED = {"stretch": WHICH, "reason": WHY}
STREET_WORDS: dict[str, tuple[Any, Any]] = {
    "stretch": (
        gettext_lazy("Street"),
        gettext_lazy("With the two it lies between, like: Harbor Road, 3rd / 5th"),
    ),
    "speed_percent": (
        gettext_lazy("Speed left (%)"),
        gettext_lazy("Empty: closed. 5 to 95: slowed to that share."),
    ),
    "heading": (
        gettext_lazy("Only one way"),
        gettext_lazy("Eastbound, westbound, northbound or southbound"),
    ),
    "starts": (gettext_lazy("From"), gettext_lazy("Empty: from now on. Like 6/16 0800 or +2h")),
    "until": (
        gettext_lazy("Until"),
        gettext_lazy("Empty: until it is opened again. Like 1700 or +2h"),
    ),
    "reason": (gettext_lazy("Why"), ""),
}
