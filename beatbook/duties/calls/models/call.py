"""Tables of the calls duty."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from beatbook.contract.values import OPEN
from beatbook.duties.calls.vocabulary import (
    ENDED_REQUEST,
    CommonDisposition,
    Ending,
    Flag,
    Question,
    RequestState,
    Service,
    Source,
    Status,
)
from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models import Unit
from beatbook.ground.registry.models import Incident

RETENTION = "members with call:read in the agency; by the agency's retention schedule"


class CallType(models.Model):
    """A kind of call, its priority, and the response plan: who should be sent."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    priority = models.PositiveSmallIntegerField()
    target_s = models.PositiveIntegerField()
    units = models.PositiveSmallIntegerField(default=1)
    alone = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    assist = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    qualifications = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    safety_check_s = models.PositiveIntegerField(null=True)
    police = models.BooleanField(default=False)
    verbal = models.BooleanField(default=False)
    eido = models.CharField(max_length=20, blank=True)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    questions = models.JSONField(default=list, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = (
        "code",
        "name",
        "alone",
        "assist",
        "qualifications",
        "kinds",
        "eido",
        "need_to_know",
        "questions",
        "hint",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="one_call_type_per_code"),
            models.CheckConstraint(condition=Q(priority__range=(1, 5)), name="priority_1_to_5"),
            models.CheckConstraint(condition=Q(units__gte=1), name="plan_asks_for_a_unit"),
            models.CheckConstraint(condition=Q(alone__len__gt=0), name="somebody_goes_alone"),
            models.CheckConstraint(
                condition=~Q(alone__overlap=F("assist")), name="class_alone_or_assisting"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9-]{1,19}$"), name="call_type_can_be_typed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asks(self) -> list[Question]:
        """What is to be asked about such a call, in that order."""
        return [one for one in self.every_question if not one.retired]

    @property
    def every_question(self) -> list[Question]:
        """Also those that are asked no more."""
        return [Question(**one) for one in self.questions]


class Disposition(models.Model):
    """How a call can end."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    without_arrival = models.BooleanField(default=False)
    needs_case_number = models.BooleanField(default=False)
    owes_report = models.BooleanField(default=False)
    eido = models.CharField(max_length=2, choices=CommonDisposition.choices)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("code", "name", "eido")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="one_disposition_per_code"),
            models.CheckConstraint(
                condition=Q(eido__in=CommonDisposition.values), name="disposition_told_to_others"
            ),
            models.CheckConstraint(
                condition=Q(owes_report=False) | Q(needs_case_number=True),
                name="a_report_has_a_case_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> Ending:
        """As it was set up."""
        return Ending(
            code=self.code,
            name=self.name,
            eido=CommonDisposition(self.eido),
            without_arrival=self.without_arrival,
            needs_case_number=self.needs_case_number,
            owes_report=self.owes_report,
        )


class Call(models.Model):
    """An incident that somebody asked help for. It waits from ``due_at`` on, if it was held.

    While it waits it may be kept for a unit, at a place among what is kept for that unit, or for
    the units of a beat, ``stacked_until``.
    """

    incident = models.OneToOneField(Incident, models.PROTECT, primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call_type = models.ForeignKey(CallType, models.PROTECT)
    priority = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    caller = models.CharField(max_length=120, blank=True)
    callback = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    first_dispatched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True)
    reopened_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=60)
    staging = models.CharField(max_length=300, blank=True)
    flags = ArrayField(
        models.CharField(max_length=12, choices=Flag.choices), default=list, blank=True
    )
    wait_seen_at = models.DateTimeField(null=True)
    stacked_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    stacked_beat = models.CharField(max_length=12, blank=True)
    stacked_place = models.IntegerField(null=True)
    stacked_until = models.DateTimeField(null=True)
    priority_before = models.PositiveSmallIntegerField(null=True)

    personal_fields: ClassVar = {
        "caller": "members with caller:read in the agency; by the agency's retention schedule",
        "callback": "members with caller:read in the agency; by the agency's retention schedule",
        "staging": RETENTION,
    }
    code_fields: ClassVar = (
        "need_to_know",
        "source",
        "status",
        "taken_by",
        "flags",
        "stacked_beat",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(priority__range=(1, 5)), name="call_priority"),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_calls_say_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED) | Q(disposition__isnull=False),
                name="closed_calls_say_how",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("received_at")),
                name="closed_after_received",
            ),
            models.CheckConstraint(
                condition=Q(stacked_until__isnull=True, stacked_unit__isnull=True, stacked_beat="")
                | Q(stacked_until__isnull=False, stacked_unit__isnull=False, stacked_beat="")
                | (Q(stacked_until__isnull=False, stacked_unit__isnull=True) & ~Q(stacked_beat="")),
                name="stacked_for_a_unit_or_a_beat",
            ),
            models.CheckConstraint(
                condition=Q(stacked_until__isnull=True) | Q(status=Status.WAITING),
                name="stacked_while_it_waits",
            ),
        ]
        indexes = [
            # The board: calls that are waiting or active, however long the history.
            models.Index(
                fields=["agency", "status"],
                condition=~Q(status=Status.CLOSED),
                name="calls_on_board",
            ),
            # What a unit does next.
            models.Index(
                fields=["stacked_unit", "stacked_place"],
                condition=Q(stacked_unit__isnull=False),
                name="calls_stacked",
            ),
            # The history, newest first, by keyset (received_at, incident).
            models.Index(fields=["agency", "-received_at", "-incident"], name="calls_newest_first"),
        ]

    def __str__(self) -> str:
        return self.incident.number

    @property
    def endings(self) -> list[Disposition]:
        """How it ended, the primary disposition first; nothing while it is open.

        For a list of calls, prefetch ``further__disposition``.
        """
        if self.disposition is None:
            return []
        return [self.disposition, *(one.disposition for one in self.further.all())]

    @property
    def waits_from(self) -> datetime:
        """When it was received, was due if it was put off, or was opened again."""
        return max(one for one in (self.received_at, self.due_at, self.reopened_at) if one)

    @property
    def kept_for(self) -> str:
        """``2B10``, ``beat 2``; empty when it is kept for nobody."""
        if self.stacked_unit:
            return self.stacked_unit.callsign
        return f"beat {self.stacked_beat}" if self.stacked_beat else ""

    @property
    def ended_as(self) -> str:
        return ", ".join(one.name for one in self.endings)


class FurtherDisposition(models.Model):
    """One more way a call ended, beside its primary disposition."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="further")
    disposition = models.ForeignKey(Disposition, models.PROTECT)

    code_fields: ClassVar = ("need_to_know",)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "disposition"], name="one_further_disposition_each"
            ),
        ]


class Note(models.Model):
    """What somebody wrote about a call. Struck out, it stays readable."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    text = models.TextField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.CharField(max_length=60, blank=True)
    struck_reason = models.CharField(max_length=200, blank=True)

    personal_fields: ClassVar = {"text": RETENTION, "struck_reason": RETENTION}
    code_fields: ClassVar = ("need_to_know", "by", "struck_by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_has_words"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by="")
                | (Q(struck_at__isnull=False) & ~Q(struck_by="")),
                name="note_struck_by_whom",
            ),
        ]


class Request(models.Model):
    """Another service asked to come: who was asked, who accepted, how far they are.

    ``chase_at`` is when dispatch is told to ask again; ``overdue_at`` when it was told.
    ``wanted_by`` is the callsign of the unit on the call that wanted it; empty: dispatch itself.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="requests")
    service = models.CharField(max_length=20, choices=Service.choices)
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.REQUESTED
    )
    since = models.DateTimeField()
    requested_at = models.DateTimeField()
    wanted_by = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_of = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    their_number = models.CharField(max_length=40, blank=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    safe_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    chase_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    canceled_reason = models.CharField(max_length=200, blank=True)

    personal_fields: ClassVar = {
        "asked_of": RETENTION,
        "accepted_by": RETENTION,
        "their_number": RETENTION,
        "canceled_reason": RETENTION,
    }
    code_fields: ClassVar = ("need_to_know", "service", "state", "wanted_by")

    class Meta:
        constraints = [
            # Also the look-up of a call's requests, for the board and for the call.
            models.UniqueConstraint(
                fields=["call", "service"],
                condition=~Q(state__in=sorted(ENDED_REQUEST)),
                name="one_request_per_service",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.CANCELED) | ~Q(canceled_reason=""),
                name="canceled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} for {self.call}"
