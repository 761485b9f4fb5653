"""Clean input for a call type: what it is called, how soon, and who goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.contract.values import OPEN, MemberClass, Part, UnitKind
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground.force.vocabulary import CLASSES, KINDS

MINUTE = 60
PARTS = [
    (Part.ALONE.value, _("Handles it")),
    (Part.ASSIST.value, _("Assists, once one is there who handles it")),
    (Part.NEVER.value, _("Must not go")),
]
PRIORITIES = [
    (1, _("1, life in danger")),
    (2, _("2, urgent")),
    (3, _("3, soon")),
    (4, _("4, routine")),
    (5, _("5, when there is time")),
]


class CallTypeForm(forms.Form):
    """A call type and its response plan. Times are typed in minutes."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Typed, like NOISE. It stays for good."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("As it is read aloud: Noise complaint")
    )
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=PRIORITIES, coerce=int, initial=4
    )
    target = forms.IntegerField(
        label=_("A unit should be sent within (minutes)"),
        min_value=1,
        max_value=24 * 60,
        initial=15,
        help_text=_("A call that waits longer turns red."),
    )
    units = forms.IntegerField(label=_("Units to send"), min_value=1, max_value=9, initial=1)
    qualifications = forms.CharField(
        label=_("Somebody there should be qualified for"),
        required=False,
        help_text=_("Words with commas between them, like: traffic, first aid"),
    )
    kinds = forms.MultipleChoiceField(
        choices=[(code, _(name)) for code, name in KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    safety_check = forms.IntegerField(
        label=_("Safety check after (minutes)"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("Empty: as the agency's settings say."),
    )
    police = forms.BooleanField(
        label=_("The police are asked as soon as it is taken"),
        required=False,
        help_text=_("Where only sworn units may handle it."),
    )
    verbal = forms.BooleanField(
        label=_("It is a verbal dispute"),
        required=False,
        help_text=_("CSOs may handle it alone where the settings say so."),
    )
    hint = forms.CharField(
        label=_("Keep in mind"),
        required=False,
        max_length=300,
        help_text=_("Stands beside the form while such a call is taken."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    eido = forms.RegexField(
        r"^[A-Z0-9]{2,20}$",
        label=_("Code in NENA's registry of incident types"),
        required=False,
        help_text=_("Sent to other centers with the call, like NOISE or MVA."),
        error_messages={"invalid": _("Capital letters and digits only, like MVA.")},
    )

    def __init__(self, standing: CallType | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(standing) if standing else None)
        self.standing = standing
        if standing:
            del self.fields["code"]
        for each, name in CLASSES:
            self.fields[f"class_{each}"] = forms.ChoiceField(
                label=_(name), choices=PARTS, initial=_part(standing, each)
            )

    @property
    def classes(self) -> list[forms.BoundField]:
        """What each class of unit may do, a field each."""
        return [self[f"class_{each}"] for each, _ in CLASSES]

    def clean_qualifications(self) -> tuple[str, ...]:
        words = self.cleaned_data["qualifications"].split(",")
        return tuple(word.strip().lower().replace(" ", "_") for word in words if word.strip())

    def plan(self) -> Plan:
        """What was typed, once it is valid; what is not on the form stays as it stands."""
        given, standing = self.cleaned_data, self.standing
        return Plan(
            code=standing.code if standing else given["code"].strip().upper(),
            name=given["name"],
            priority=given["priority"],
            target_s=given["target"] * MINUTE,
            eido=given["eido"],
            units=given["units"],
            alone=self._who(Part.ALONE),
            assist=self._who(Part.ASSIST),
            qualifications=given["qualifications"],
            kinds=tuple(UnitKind(kind) for kind in given["kinds"]),
            safety_check_s=given["safety_check"] * MINUTE if given["safety_check"] else None,
            police=given["police"],
            verbal=given["verbal"],
            need_to_know=standing.need_to_know if standing else OPEN,
            hint=given["hint"],
        )

    def _who(self, part: Part) -> tuple[MemberClass, ...]:
        return tuple(
            member_class
            for member_class in MemberClass
            if self.cleaned_data[f"class_{member_class}"] == part
        )


def _initial(standing: CallType) -> dict[str, Any]:
    check_s = standing.safety_check_s
    return {
        "name": standing.name,
        "priority": standing.priority,
        "target": standing.target_s // MINUTE,
        "units": standing.units,
        "qualifications": ", ".join(standing.qualifications),
        "kinds": standing.kinds,
        "safety_check": check_s // MINUTE if check_s else None,
        "police": standing.police,
        "verbal": standing.verbal,
        "eido": standing.eido,
        "hint": standing.hint,
    }


def _part(standing: CallType | None, member_class: str) -> Part:
    if standing is None or member_class in standing.alone:
        return Part.ALONE
    return Part.ASSIST if member_class in standing.assist else Part.NEVER
