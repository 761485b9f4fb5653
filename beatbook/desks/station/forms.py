"""Clean input for setting up the agency, its members, units and crews."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.contract.access import Permission
from beatbook.contract.values import Language, MemberClass
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.commands import Settings
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import CLASSES, KINDS
from beatbook.ground.geo import areas


class UnitForm(forms.Form):
    """What a unit is. The beats offered are those of the agency."""

    callsign = forms.RegexField(
        r"^[A-Za-z0-9-]{2,12}$",
        label=gettext_lazy("Callsign"),
        max_length=12,
        error_messages={
            "invalid": gettext_lazy("Letters, digits and dashes only, 2 to 12 of them, like 2B10.")
        },
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    member_class = forms.ChoiceField(
        label=gettext_lazy("Class"),
        choices=CLASSES,
        help_text=gettext_lazy("Decides which calls the unit may be sent to."),
    )
    home_beat = forms.ChoiceField(label=gettext_lazy("Home beat"), required=False)
    capabilities = forms.CharField(
        label=gettext_lazy("Equipment and abilities"),
        required=False,
        help_text=gettext_lazy("Words with commas between them, like: animal, bike rack"),
    )

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beats = [(beat.code, f"{beat.code} {beat.name}") for beat in areas.beats_of(agency.pk)]
        self.fields["home_beat"].choices = [("", _("None")), *beats]  # type: ignore[attr-defined]

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
        label=gettext_lazy("Crew"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one member.")},
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


UNITED_STATES = {
    "America/New_York": gettext_lazy("Eastern"),
    "America/Chicago": gettext_lazy("Central"),
    "America/Denver": gettext_lazy("Mountain"),
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": gettext_lazy("Pacific"),
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Puerto Rico",
}
MINUTE = 60


class SettingsForm(forms.Form):
    """What an agency chooses for itself. Times are typed in minutes."""

    name = forms.CharField(label=gettext_lazy("Name of the agency"), max_length=120)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Every time on every screen is in this zone."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[(language.value, language.own_name) for language in Language],
        help_text=gettext_lazy("For members who have not chosen their own on the page “About me”."),
    )
    safety_check = forms.IntegerField(
        label=gettext_lazy("Safety check after (minutes)"),
        min_value=1,
        max_value=240,
        help_text=gettext_lazy("So long on scene without a word, and dispatch is told to ask."),
    )
    position_stale = forms.IntegerField(
        label=gettext_lazy("A position is old after (minutes)"),
        min_value=1,
        max_value=1440,
        help_text=gettext_lazy(
            "From then on the list of who should go says when the unit was last seen."
        ),
    )

    emergency_driving = forms.BooleanField(
        label=gettext_lazy("Units may drive with emergency speeds"),
        required=False,
        help_text=gettext_lazy(
            "Travel times are then reckoned with emergency speeds. Off for community "
            "service officers."
        ),
    )
    case_number_format = forms.CharField(
        label=gettext_lazy("Case numbers are written"),
        max_length=40,
        help_text=gettext_lazy(
            "{YY} or {YYYY} is the year, {serial:05} the serial with at least five "
            "digits: {YY}-{serial:05} writes 26-00042. Numbers that were drawn before "
            "stay as they are."
        ),
    )

    chase = forms.IntegerField(
        label=gettext_lazy("Chase the police after (minutes)"),
        min_value=1,
        max_value=60,
        help_text=gettext_lazy(
            "So long asked and not accepted, and dispatch is told to ask again."
        ),
    )
    waits = forms.CharField(
        label=gettext_lazy("A call waits too long after (minutes, priority 1 to 5)"),
        max_length=40,
        help_text=gettext_lazy(
            "Five numbers: 1, 3, 10, 30, 60. Then dispatch is told, until it was seen."
        ),
    )
    acknowledge = forms.IntegerField(
        label=gettext_lazy("A unit that was sent answers within (minutes)"),
        min_value=1,
        max_value=240,
    )
    arrival_margin = forms.IntegerField(
        label=gettext_lazy("A unit is late after its travel time and (minutes)"),
        min_value=1,
        max_value=240,
    )
    meal = forms.IntegerField(
        label=gettext_lazy("A meal lasts (minutes)"),
        min_value=5,
        max_value=120,
        help_text=gettext_lazy("So long, and dispatch is told that the unit wanted to be back."),
    )
    hit_confirmation = forms.IntegerField(
        label=gettext_lazy("Chase the confirmation of a possible hit after (minutes)"),
        min_value=1,
        max_value=60,
    )
    hit_phrase = forms.CharField(
        label=gettext_lazy("What a phone shows for a possible hit"),
        max_length=80,
        help_text=gettext_lazy("Words that mean nothing to who stands beside the officer."),
    )
    csos_alone_at_verbal = forms.BooleanField(
        label=gettext_lazy("CSOs may go alone to verbal disputes"),
        required=False,
        help_text=gettext_lazy(
            "Off: the police are asked at once, and CSOs stage until it is safe."
        ),
    )

    auto_send = forms.BooleanField(
        label=gettext_lazy("A unit that is free is sent to the call kept for it at once"),
        required=False,
        help_text=gettext_lazy(
            "Off: the console proposes it, and the dispatcher sends it with one key."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = _time_zones()  # type: ignore[attr-defined]

    def clean_waits(self) -> tuple[int, ...]:
        """Seconds for each priority."""
        given = self.cleaned_data["waits"].replace(",", " ").split()
        if len(given) != 5 or not all(one.isdecimal() for one in given):
            raise forms.ValidationError(_("Five numbers of minutes, one for each priority."))
        return tuple(int(one) * MINUTE for one in given)

    @classmethod
    def of(cls, agency: Agency, data: Any = None) -> SettingsForm:
        stands = Settings.of(agency)
        initial = {
            "name": stands.name,
            "time_zone": stands.time_zone,
            "language": stands.language,
            "safety_check": stands.safety_check_s // MINUTE,
            "position_stale": stands.position_stale_s // MINUTE,
            "emergency_driving": stands.emergency_driving,
            "case_number_format": stands.case_number_format,
            "csos_alone_at_verbal": stands.csos_alone_at_verbal,
            "chase": stands.chase_s // MINUTE,
            "hit_confirmation": stands.hit_confirmation_s // MINUTE,
            "hit_phrase": stands.hit_phrase,
            "waits": ", ".join(str(seconds // MINUTE) for seconds in stands.wait_s),
            "acknowledge": stands.acknowledge_s // MINUTE,
            "arrival_margin": stands.arrival_margin_s // MINUTE,
            "meal": stands.meal_s // MINUTE,
            "auto_send": stands.auto_send,
        }
        return cls(data, initial=initial)

    def settings(self) -> Settings:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        return Settings(
            name=given["name"],
            time_zone=given["time_zone"],
            language=given["language"],
            safety_check_s=given["safety_check"] * MINUTE,
            position_stale_s=given["position_stale"] * MINUTE,
            emergency_driving=given["emergency_driving"],
            case_number_format=given["case_number_format"],
            csos_alone_at_verbal=given["csos_alone_at_verbal"],
            chase_s=given["chase"] * MINUTE,
            hit_confirmation_s=given["hit_confirmation"] * MINUTE,
            hit_phrase=given["hit_phrase"],
            wait_s=given["waits"],
            acknowledge_s=given["acknowledge"] * MINUTE,
            arrival_margin_s=given["arrival_margin"] * MINUTE,
            meal_s=given["meal"] * MINUTE,
            auto_send=given["auto_send"],
        )


def _time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Those of the United States by their names, then all the others."""
    others = sorted(zone for zone in available_timezones() - {*UNITED_STATES} if "/" in zone)
    return [
        (_("United States"), [(zone, f"{name} ({zone})") for zone, name in UNITED_STATES.items()]),
        (_("Elsewhere"), [(zone, zone) for zone in others]),
    ]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "8 characters or more, nothing that is easy to guess. Tell it to the member in person."
        ),
    )


class MemberForm(PasswordForm):
    """A new member with a first role."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("As on the badge: Jun Park"),
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,39}$",
        label=gettext_lazy("Sign-in name"),
        max_length=40,
        help_text=gettext_lazy("Like jpark. It stays for good."),
        error_messages={
            "invalid": gettext_lazy(
                "Small letters, digits, dots and dashes only, 2 to 40 of them, like jpark."
            )
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    member_class = forms.ChoiceField(
        label=gettext_lazy("Class"), choices=CLASSES, initial=MemberClass.NON_SWORN
    )
    role = forms.ChoiceField(label=gettext_lazy("First role"), initial="officer")
    field_order = ("name", "username", "member_class", "role", "password")

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(agencies.roles_of(agency))  # type: ignore[attr-defined]


class MemberCorrectionForm(forms.Form):
    """Name and class of a member as they should have been, or as they are now."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    member_class = forms.ChoiceField(label=gettext_lazy("Class"), choices=CLASSES)

    def clean_member_class(self) -> MemberClass:
        return MemberClass(self.cleaned_data["member_class"])


class RoleForm(forms.Form):
    """One more role for a member: those not held yet."""

    role = forms.ChoiceField(label=gettext_lazy("One more role"))

    def __init__(self, agency: Agency, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = member.membership_set.filter(agency=agency, ended_at=None).values("role_id")
        free = agencies.roles_of(agency).exclude(pk__in=held)
        self.fields["role"].choices = _roles(free)  # type: ignore[attr-defined]


def _roles(found: Any) -> list[tuple[str, str]]:
    return [(role.code, f"{_(role.name)}: {_(role.description)}") for role in found]
