"""Clean input for starting and ending a shift on the phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.ground.force.models import Equipment
from beatbook.ground.force.vocabulary import EquipmentKind, Fuel


class EndForm(forms.Form):
    """The odometer is asked for where a vehicle is out."""

    odometer = forms.IntegerField(
        label=gettext_lazy("Odometer (miles)"), required=False, min_value=0, max_value=9_999_999
    )


class StartForm(EndForm):
    """What is taken out, and what was seen. What the unit took last is chosen already."""

    vehicle = forms.ChoiceField(label=gettext_lazy("Vehicle"), required=False)
    fuel = forms.ChoiceField(
        label=gettext_lazy("Fuel"),
        required=False,
        choices=[("", gettext_lazy("Not looked at")), *Fuel.choices],
    )
    damage = forms.CharField(
        label=gettext_lazy("New damage"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Empty: none seen."),
    )
    radio = forms.ChoiceField(label=gettext_lazy("Radio"), required=False)
    camera = forms.ChoiceField(label=gettext_lazy("Body camera"), required=False)
    ride_along = forms.CharField(label=gettext_lazy("Ride-along"), required=False, max_length=120)
    field_order = ("vehicle", "odometer", "fuel", "damage", "radio", "camera", "ride_along")

    def __init__(self, free: list[Equipment], last: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = {str(one.pk): one for one in free}
        for kind in EquipmentKind:
            field: Any = self.fields[kind.value]
            mine = [one for one in free if one.kind == kind]
            field.choices = [("", _("None")), *((str(one.pk), _named(one)) for one in mine)]
            taken = [str(one.pk) for one in mine if one.pk in last]
            self.initial.setdefault(kind.value, taken[0] if taken else "")
        vehicle = self.free.get(self.initial["vehicle"])
        self.initial.setdefault("odometer", getattr(vehicle, "miles", None))

    def equipment(self) -> tuple[Equipment, ...]:
        """What was chosen, once it is valid."""
        chosen = (self.cleaned_data[kind.value] for kind in EquipmentKind)
        return tuple(self.free[one] for one in chosen if one)


def _named(one: Equipment) -> str:
    miles = getattr(one, "miles", None)
    return one.name if miles is None else f"{one.name} ({miles:,} mi)"
