"""Clean input for setting up units and their crews."""

from __future__ import annotations

from typing import Any

from django import forms

from beatbook.contract.access import Permission, Principal
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import CLASSES, KINDS
from beatbook.ground.geo import areas


class UnitForm(forms.Form):
    """What a unit is. The beats offered are those of the agency."""

    callsign = forms.RegexField(
        r"^[A-Za-z0-9-]{2,12}$",
        label="Callsign",
        max_length=12,
        error_messages={"invalid": "Letters, digits and dashes only, 2 to 12 of them, like 2B10."},
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    member_class = forms.ChoiceField(
        label="Class", choices=CLASSES, help_text="Decides which calls the unit may be sent to."
    )
    home_beat = forms.ChoiceField(label="Home beat", required=False)
    capabilities = forms.CharField(
        label="Equipment and abilities",
        required=False,
        help_text="Words with commas between them, like: animal, bike rack",
    )

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beats = [(beat.code, f"{beat.code} {beat.name}") for beat in areas.beats_of(agency.pk)]
        self.fields["home_beat"].choices = [("", "None"), *beats]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, unit: Unit, data: Any = None) -> UnitForm:
        initial = {
            "callsign": unit.callsign,
            "kind": unit.kind,
            "member_class": unit.member_class,
            "home_beat": unit.home_beat,
            "capabilities": ", ".join(unit.capabilities),
        }
        return cls(unit.agency, data, initial=initial)

    def clean_capabilities(self) -> list[str]:
        words = self.cleaned_data["capabilities"].split(",")
        return [word.strip().lower().replace(" ", "_") for word in words if word.strip()]


class CrewForm(forms.Form):
    """Who crews a unit from now on."""

    members = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Crew",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one member."},
    )

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = field_members(agency)  # type: ignore[attr-defined]


def field_members(agency: Agency) -> Any:
    """Members of the agency who may report a unit's status, by name."""
    return (
        Member.objects.filter(
            membership__agency=agency,
            membership__ended_at=None,
            membership__role__permissions__contains=[Permission.UNIT_OWN_STATUS],
            is_active=True,
        )
        .distinct()
        .order_by("name")
    )


def agencies_to_configure(principal: Principal) -> Any:
    return Agency.objects.filter(pk__in=principal.agencies(Permission.UNIT_CONFIGURE)).order_by(
        "name"
    )
