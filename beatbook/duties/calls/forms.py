"""Clean input for the calls duty: shapes only; what is allowed is the commands' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beatbook.duties.calls.vocabulary import (
    BY_ROTATION,
    Flag,
    Means,
    Outcome,
    OverrideReason,
    Reply,
    RequestState,
    Service,
    Source,
)
from beatbook.ground.force.vocabulary import LeftEarly, by_letter
from beatbook.ground.force.vocabulary import Status as UnitStatus

WHERE = "Where is it? Type what the caller says; “unknown yet” will do."
WHAT = "What kind of call is it? Choose a type."


def _source() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=Source.choices,
        required=False,
        error_messages={
            "invalid_choice": f"%(value)s is no source. There are {', '.join(Source.values)}."
        },
    )


class Codes(forms.Field):
    """One code or a list of them, in capitals."""

    def to_python(self, value: Any) -> list[str]:
        given = value if isinstance(value, list) else [value or ""]
        if not all(isinstance(one, str) for one in given):
            raise ValidationError(gettext("A code is a word."))
        return [one.upper() for one in given if one]


class AnswersField(forms.JSONField):
    """Answers to the questions of the call type, by the question's word."""

    def clean(self, value: Any) -> dict[str, Reply]:
        given = super().clean(value) or {}
        words = given.values() if isinstance(given, dict) else [None]
        if not all(word in Reply.values for word in words):
            raise ValidationError(
                gettext("Answers are yes, no or unknown, by the question's word.")
            )
        return {question: Reply(word) for question, word in given.items()}


class TakeCallForm(forms.Form):
    agency = forms.CharField(max_length=8, required=False)
    call_type = forms.CharField(max_length=20, error_messages={"required": WHAT})
    location = forms.CharField(max_length=300, error_messages={"required": WHERE})
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    source = _source()
    caller = forms.CharField(max_length=120, required=False)
    callback = forms.CharField(max_length=40, required=False)
    notes = forms.CharField(max_length=10_000, required=False, strip=False)
    plate = forms.CharField(max_length=16, required=False)
    answers = AnswersField(required=False)


class OnViewForm(forms.Form):
    """What an officer came upon. Without a type it is a traffic stop; without words, here."""

    call_type = forms.CharField(max_length=20, required=False)
    location = forms.CharField(max_length=300, required=False)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    notes = forms.CharField(max_length=10_000, required=False, strip=False)
    plate = forms.CharField(max_length=16, required=False)
    plate_state = forms.CharField(max_length=2, required=False)


class BesideForm(forms.Form):
    """What is typed so far: nothing of it is required, and nothing of it is kept."""

    call_type = forms.CharField(max_length=20, required=False)
    location = forms.CharField(max_length=300, required=False)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    callback = forms.CharField(max_length=40, required=False)
    notes = forms.CharField(max_length=10_000, required=False)


class ReplyForm(forms.Form):
    question = forms.CharField(
        max_length=20, error_messages={"required": _("Which question? Give its word.")}
    )
    reply = forms.ChoiceField(
        choices=Reply.choices,
        error_messages={
            "required": _("Yes, no or unknown?"),
            "invalid_choice": "%(value)s is no answer. There are yes, no and unknown.",
        },
    )

    def clean_reply(self) -> Reply:
        return Reply(self.cleaned_data["reply"])


class CorrectionForm(forms.Form):
    location = forms.CharField(max_length=300, required=False)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    call_type = forms.CharField(max_length=20, required=False)
    priority = forms.IntegerField(required=False, min_value=1, max_value=5)
    source = _source()

    def clean_source(self) -> Source | None:
        given = self.cleaned_data["source"]
        return Source(given) if given else None


class AssignmentForm(forms.Form):
    status = forms.ChoiceField(
        choices=[
            (UnitStatus.DISPATCHED, "Dispatched"),
            (UnitStatus.EN_ROUTE, "En route"),
            (UnitStatus.ON_SCENE, "On scene"),
        ],
        required=False,
    )
    preempt = forms.BooleanField(required=False)
    override = forms.ChoiceField(
        choices=OverrideReason.choices,
        required=False,
        error_messages={
            "invalid_choice": "%(value)s is no reason to override. The reasons are "
            + ", ".join(f"{code} {words}" for code, words in OverrideReason.choices)
            + "."
        },
    )

    def clean_override(self) -> OverrideReason | None:
        given = self.cleaned_data["override"]
        return OverrideReason(given) if given else None


class ReleaseForm(forms.Form):
    unit = forms.IntegerField()
    disposition = Codes(required=False)
    left = forms.ChoiceField(
        choices=LeftEarly.choices,
        required=False,
        error_messages={
            "invalid_choice": f"%(value)s is no reason to leave: {by_letter(LeftEarly)}."
        },
    )
    note = forms.CharField(max_length=10_000, required=False, strip=False)

    def clean_left(self) -> LeftEarly | None:
        given = self.cleaned_data["left"]
        return LeftEarly(given) if given else None


class ClosureForm(forms.Form):
    disposition = Codes(
        error_messages={"required": _("How did the call end? Choose a disposition.")}
    )
    note = forms.CharField(max_length=10_000, required=False, strip=False)


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=10_000,
        strip=False,
        error_messages={"required": _("The note is empty. Type what happened.")},
    )


class StrikeForm(forms.Form):
    reason = forms.CharField(
        max_length=200, error_messages={"required": _("Say why the note is struck out.")}
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=200, error_messages={"required": _("Say why.")})


class RequestForm(forms.Form):
    """How far another service is; without a state it is only requested."""

    service = forms.ChoiceField(
        choices=Service.choices,
        error_messages={
            "required": _("Which service? Police, fire, EMS, tow or another."),
            "invalid_choice": f"%(value)s is no service. There are {', '.join(Service.values)}.",
        },
    )
    state = forms.ChoiceField(choices=RequestState.choices, required=False)
    who = forms.CharField(max_length=120, required=False)
    number = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean_service(self) -> Service:
        return Service(self.cleaned_data["service"])

    def clean_state(self) -> RequestState:
        return RequestState(self.cleaned_data["state"] or RequestState.REQUESTED)


class OfferForm(forms.Form):
    """What the next in line said; ``company`` is whom one spoke with."""

    service = forms.ChoiceField(
        choices=[(one.value, one.label) for one in BY_ROTATION],
        error_messages={
            "required": _("Which service? Tow or locksmith."),
            "invalid_choice": "%(value)s is not called by rotation. Tow and locksmith are.",
        },
    )
    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        error_messages={"required": _("Did they accept, refuse, not answer, or were they passed?")},
    )
    company = forms.IntegerField(required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean_service(self) -> Service:
        return Service(self.cleaned_data["service"])

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class HoldForm(forms.Form):
    """Until when a call is put off, as somebody says it: 1700, +2h."""

    until = forms.CharField(
        max_length=40, error_messages={"required": _("Until when? Write 1700, 5 pm or +2h.")}
    )
    reason = forms.CharField(max_length=200, required=False)


class StackForm(forms.Form):
    """A beat for which a call is kept (``own`` is the call's), and until when."""

    beat = forms.CharField(max_length=12, required=False)
    until = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=200, required=False)


class ScheduleForm(forms.Form):
    """A call that is to wait from a later time on."""

    call_type = forms.CharField(max_length=20, error_messages={"required": WHAT})
    location = forms.CharField(max_length=300, error_messages={"required": WHERE})
    due = forms.CharField(
        max_length=40, error_messages={"required": _("When? Write 1700, 5 pm, +2h or 6/16 0800.")}
    )
    notes = forms.CharField(max_length=10_000, required=False, strip=False)


class StagingForm(forms.Form):
    place = forms.CharField(max_length=300, required=False)


class TransferForm(forms.Form):
    """To whom a call goes, and what was said: the center, then a comma and the person there."""

    center = forms.CharField(
        max_length=200, error_messages={"required": _("To which center? Say its name.")}
    )
    means = forms.ChoiceField(
        choices=Means.choices, error_messages={"required": _("By phone, radio or CAD?")}
    )
    said = forms.CharField(
        max_length=10_000,
        strip=False,
        error_messages={"required": _("What was said? It is kept word for word.")},
    )
    reached = forms.CharField(max_length=20, required=False)
    their_number = forms.CharField(max_length=40, required=False)
    disposition = Codes(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        center, __, whom = given.get("center", "").partition(",")
        if len(center.strip()) > 80:
            raise ValidationError({"center": _("A center's name has at most 80 letters.")})
        return given | {"center": center.strip(), "whom": whom.strip()[:120]}

    def clean_means(self) -> Means:
        return Means(self.cleaned_data["means"])


class FlagForm(forms.Form):
    """What makes the call dangerous; with a reason it is taken back."""

    flag = forms.ChoiceField(
        choices=Flag.choices,
        error_messages={
            "required": _("What is it? In progress, weapon, injury or person down."),
            "invalid_choice": "%(value)s is none of in_progress, weapon, injury, person_down.",
        },
    )
    reason = forms.CharField(max_length=200, required=False)

    def clean_flag(self) -> Flag:
        return Flag(self.cleaned_data["flag"])
