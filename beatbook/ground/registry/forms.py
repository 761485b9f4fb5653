"""Clean input for the shared nouns: shapes only; what is possible is the commands' business."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.contract.values import OPEN
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import untils
from beatbook.ground.registry import locating
from beatbook.ground.registry.commands import Particulars, Progress, Tagged, Towed
from beatbook.ground.registry.vocabulary import AlertKind, Asked, CheckResult, TowKind

WHICH = "Which case number? Type it."


class ForeignCaseNumberForm(forms.Form):
    """A number that another agency issued."""

    case_number = forms.CharField(
        label=_("Number"), max_length=60, error_messages={"required": WHICH}
    )
    issued_by = forms.CharField(
        label=_("Issued by"),
        max_length=200,
        error_messages={"required": _("Say which agency issued it.")},
    )


class VoidingForm(forms.Form):
    case_number = forms.CharField(max_length=60, error_messages={"required": WHICH})
    reason = forms.CharField(
        label="Why?", max_length=500, error_messages={"required": _("Say why it is voided.")}
    )


class CorrectedAlertForm(forms.Form):
    """What an alert says."""

    kind = forms.TypedChoiceField(
        label=_("Kind"),
        choices=AlertKind.choices,
        coerce=AlertKind,
        error_messages={"required": _("What kind of alert is it?")},
    )
    text = forms.CharField(
        label=_("What to look out for, and what to do"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what to look out for and what to do.")},
    )
    source = forms.CharField(
        label=_("From whom"),
        max_length=120,
        help_text=_("The officer, agency or person who answers for it."),
        error_messages={"required": _("Say from whom it comes: an officer, an agency, a caller.")},
    )
    person = forms.CharField(label=_("Person"), max_length=120, required=False)
    plate = forms.CharField(
        label=_("Plate"), max_length=20, required=False, help_text=_("With its state: 4ABC123 CA")
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    reason = forms.CharField(label=_("What was wrong?"), max_length=200, required=False)

    def said(self, agency: Agency) -> Particulars:
        """What was typed, once it is valid; the place as far as the map knows it."""
        given = self.cleaned_data
        place = given["place"]
        return Particulars(
            text=given["text"],
            source=given["source"],
            person=given["person"],
            plate=given["plate"],
            place=locating.locate(agency, place, None, None) if place else None,
        )


class AlertForm(CorrectedAlertForm):
    """A new alert."""

    until = forms.CharField(
        label=_("In force until"),
        max_length=40,
        required=False,
        help_text=_("1700, 5:30 pm, +2h or 6/16 0800. Empty: the usual time of its kind."),
    )
    verified = forms.DateTimeField(
        label=_("Verified with the source"),
        required=False,
        help_text=_("Empty: just now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Write the day and the time, like 2026-06-15T08:30.")},
    )
    broadcast = forms.TypedChoiceField(
        label=_("Told"),
        required=False,
        choices=[
            ("", _("As usual for its kind")),
            ("yes", _("To everybody on duty, at once")),
            ("no", _("Only where it matches what is typed")),
        ],
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    need_to_know = forms.CharField(max_length=30, required=False)
    agency = forms.CharField(max_length=8, required=False)

    def clean_need_to_know(self) -> str:
        return self.cleaned_data["need_to_know"] or OPEN

    def expires_at(self, now: datetime, time_zone: str) -> datetime | None:
        """The end that was typed; None without one. Raises ``UntilUnclear``."""
        text = self.cleaned_data["until"]
        return untils.read(text, now=now, time_zone=time_zone) if text else None


class ExtensionForm(forms.Form):
    until = forms.CharField(
        label=_("In force until"),
        max_length=40,
        help_text=_("1700, 5:30 pm, +2h or 6/16 0800"),
        error_messages={"required": _("Until when? Write 1700, +2h or 6/16 0800.")},
    )
    verified = forms.BooleanField(label=_("Verified with the source just now"), required=False)

    def expires_at(self, now: datetime, time_zone: str) -> datetime:
        """Raises ``UntilUnclear``."""
        return untils.read(self.cleaned_data["until"], now=now, time_zone=time_zone)


class LookUpForm(forms.Form):
    """What is looked up, and why; a call's number is a reason too."""

    kind = forms.TypedChoiceField(
        choices=Asked.choices,
        coerce=Asked,
        error_messages={"required": _("A plate or a person?")},
    )
    asked = forms.CharField(
        max_length=120, error_messages={"required": _("Write the plate or the name.")}
    )
    purpose = forms.CharField(max_length=120, required=False)
    call = forms.CharField(max_length=16, required=False)


class CheckResultForm(forms.Form):
    result = forms.TypedChoiceField(
        choices=CheckResult.choices,
        coerce=CheckResult,
        error_messages={"required": _("What came back? Choose a code.")},
    )


class ConfirmationForm(forms.Form):
    confirmed = forms.TypedChoiceField(
        choices=[("yes", _("Confirmed")), ("no", _("Not confirmed"))],
        coerce=lambda word: word == "yes",
        error_messages={"required": _("Was it confirmed? Say yes or no.")},
    )


class TowForm(forms.Form):
    """A vehicle that is towed."""

    kind = forms.TypedChoiceField(
        label=_("Kind"),
        choices=TowKind.choices,
        coerce=TowKind,
        error_messages={"required": _("What kind of tow is it?")},
    )
    plate = forms.CharField(
        label=_("Plate"), max_length=20, required=False, help_text=_("With its state: 4ABC123 CA")
    )
    vin = forms.CharField(label="VIN", max_length=30, required=False)
    description = forms.CharField(label=_("Vehicle"), max_length=200, required=False)
    address = forms.CharField(label=_("Towed from"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
    authority = forms.CharField(label=_("By whose authority"), max_length=120, required=False)
    company = forms.CharField(label=_("Towed by"), max_length=120, required=False)
    taken_to = forms.CharField(label=_("Taken to"), max_length=200, required=False)
    call = forms.CharField(max_length=16, required=False)

    def said(self) -> Towed:
        """What was typed, once it is valid."""
        names = Towed.__dataclass_fields__
        return Towed(**{name: self.cleaned_data[name] for name in names})


class TowProgressForm(forms.Form):
    """What became known of a tow."""

    arrived = forms.BooleanField(label=_("The tow truck has arrived"), required=False)
    taken_to = forms.CharField(label=_("Taken to"), max_length=200, required=False)
    inventory = forms.CharField(
        label=_("Inventory"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner_notice = forms.CharField(
        label=_("Owner was told"), max_length=200, required=False, help_text=_("How, and by whom.")
    )
    hold_reason = forms.CharField(
        label=_("Held for"), max_length=200, required=False, help_text=_("Empty: no hold.")
    )

    def said(self) -> Progress:
        """What was typed, once it is valid."""
        return Progress(**self.cleaned_data)


class TagForm(forms.Form):
    """A vehicle that is tagged as abandoned."""

    description = forms.CharField(
        label=_("Vehicle"), max_length=200, help_text=_("Gray Honda Accord")
    )
    address = forms.CharField(label=_("Where it stands"), max_length=200)
    plate = forms.CharField(
        label=_("Plate"), max_length=20, required=False, help_text=_("With its state: 4ABC123 CA")
    )
    vin = forms.CharField(label="VIN", max_length=30, required=False)
    odometer = forms.IntegerField(
        label=_("Odometer (miles)"), min_value=0, max_value=2_000_000, required=False
    )
    valves = forms.CharField(
        label=_("Valve position"),
        max_length=80,
        required=False,
        help_text=_("As on a clock: front left 3, rear left 7"),
    )
    recheck = forms.CharField(
        label=_("Look again"),
        max_length=40,
        required=False,
        help_text=_("+3d or 6/16 0800. Empty: in 72 hours."),
    )

    def said(self) -> Tagged:
        """What was typed, once it is valid."""
        names = Tagged.__dataclass_fields__
        return Tagged(**{name: self.cleaned_data[name] for name in names})

    def recheck_at(self, now: datetime, time_zone: str) -> datetime | None:
        """When somebody looks again; None without it. Raises ``UntilUnclear``."""
        text = self.cleaned_data["recheck"]
        return untils.read(text, now=now, time_zone=time_zone) if text else None
