"""Tables of the shared nouns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.contract.values import OPEN, Point
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.vocabulary import IncidentKind, InvolvementRole, PremiseNoteKind

CALL_PARTIES = "members with call:read in the agency"
AS_THE_INCIDENT = "kept as long as the incident"


class Place(models.Model):
    """An address, or a spot with a name, that keeps premise notes."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    address = models.CharField(max_length=300)
    address_key = models.CharField(max_length=300)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    personal_fields: ClassVar = {
        "address": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
        "address_key": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
    }

    class Meta:
        constraints = [
            # Also the look-up of premise notes for an incident at this address.
            models.UniqueConstraint(fields=["agency", "address_key"], name="one_place_per_address"),
        ]


class PremiseNote(models.Model):
    """What the next officer at this place must know. Removed notes stay, with who and why."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    place = models.ForeignKey(Place, models.PROTECT)
    kind = models.CharField(max_length=10, choices=PremiseNoteKind.choices)
    text = models.TextField()
    verified_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=60, blank=True)

    personal_fields: ClassVar = {
        "text": "members with premise:read; until removed and the place is expunged"
    }
    code_fields: ClassVar = ("kind", "added_by", "removed_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by="")
                | (Q(removed_at__isnull=False) & ~Q(removed_by="")),
                name="premise_note_removed_by_whom",
            ),
        ]
        indexes = [
            # The notes that stand at one place.
            models.Index(
                fields=["place"], condition=Q(removed_at__isnull=True), name="standing_notes"
            ),
        ]


class Incident(models.Model):
    """Something that happened. Its number is what people say; its version is what screens show."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    kind = models.CharField(max_length=10, choices=IncidentKind.choices)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=16, unique=True)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    headline = models.CharField(max_length=120)
    location = models.CharField(max_length=300)
    address_key = models.CharField(max_length=300)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True)
    beat = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    historical = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    standing_case_numbers: list[CaseNumber]
    """Filled by ``queries.with_case_numbers``."""

    personal_fields: ClassVar = {
        "location": f"{CALL_PARTIES}; by the agency's retention schedule",
        "address_key": f"{CALL_PARTIES}; by the agency's retention schedule",
    }
    code_fields: ClassVar = ("kind", "number", "need_to_know", "headline", "beat")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="one_incident_per_serial"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(
                    # A range of nothing is neither true nor false, and a check lets that pass.
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
                name="incident_point_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("opened_at")),
                name="incident_closed_after_opened",
            ),
        ]
        indexes = [
            # The history, newest first, by keyset (opened_at, id).
            models.Index(fields=["agency", "-opened_at", "-id"], name="incidents_newest_first"),
            # What is open now, however long the history.
            models.Index(
                fields=["agency"], condition=Q(closed_at__isnull=True), name="open_incidents"
            ),
            # Earlier incidents at the same address.
            models.Index(
                fields=["agency", "address_key", "-opened_at"], name="incidents_at_address"
            ),
            # Places near a point.
            models.Index(fields=["cell", "-opened_at"], name="incidents_in_cell"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def point(self) -> Point | None:
        """Where it is on the map, if that is known."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def short_number(self) -> str:
        """The last four digits, as dispatchers say it: 0132."""
        return f"{self.serial % 10_000:04}"


class CaseNumber(models.Model):
    """The number under which an incident is on record: drawn from the agency's own series of its
    local year, or typed in because another agency issued it. A voided one stays, with why.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="case_numbers")
    number = models.CharField(max_length=30)
    compact = models.CharField(max_length=30)
    squeezed = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    issued_by_agency = models.CharField(max_length=80, blank=True)
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=60)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.CharField(max_length=60, blank=True)
    voided_why = models.CharField(max_length=200, blank=True)

    personal_fields: ClassVar = {
        "number": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
        "compact": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
        "squeezed": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
        "issued_by_agency": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
        "voided_why": f"{CALL_PARTIES}; {AS_THE_INCIDENT}",
    }
    code_fields: ClassVar = ("drawn_by", "voided_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="one_case_number_per_serial"
            ),
            models.UniqueConstraint(
                fields=["agency", "number"],
                condition=Q(serial__isnull=False),
                name="one_own_case_per_number",
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(serial__isnull=False, voided_at__isnull=True),
                name="one_standing_own_case_number",
            ),
            models.CheckConstraint(
                condition=Q(serial__isnull=False, year__isnull=False, issued_by_agency="")
                | (Q(serial__isnull=True, year__isnull=True) & ~Q(issued_by_agency="")),
                name="case_number_drawn_or_issued_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by="", voided_why="")
                | (Q(voided_at__isnull=False) & ~Q(voided_by="") & ~Q(voided_why="")),
                name="case_number_voided_by_whom_and_why",
            ),
        ]
        indexes = [
            # A number as somebody types it: with its zeros, without them, or the serial alone.
            models.Index(fields=["agency", "compact"], name="case_numbers_compact"),
            models.Index(fields=["agency", "squeezed"], name="case_numbers_squeezed"),
            models.Index(fields=["agency", "serial"], name="case_numbers_serial"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.issued_by_agency})" if self.issued_by_agency else self.number


class Person(models.Model):
    """A person as far as a caller needs one."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=120, blank=True)
    name_key = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    personal_fields: ClassVar = {
        "name": f"{CALL_PARTIES}; by the agency's retention schedule",
        "name_key": f"{CALL_PARTIES}; by the agency's retention schedule",
        "phone": f"{CALL_PARTIES}; by the agency's retention schedule",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "phone", "name"], name="one_person_as_told"),
        ]
        indexes = [
            # A person is looked up by name, in any order and writing.
            models.Index(fields=["agency", "name_key"], name="persons_by_name"),
        ]


class Vehicle(models.Model):
    """A vehicle as far as a caller describes one."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    plate = models.CharField(max_length=16)
    plate_key = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=3, blank=True)
    description = models.CharField(max_length=120, blank=True)

    personal_fields: ClassVar = {
        "plate": f"{CALL_PARTIES}; by the agency's retention schedule",
        "plate_key": f"{CALL_PARTIES}; by the agency's retention schedule",
        "description": f"{CALL_PARTIES}; by the agency's retention schedule",
    }
    code_fields: ClassVar = ("state",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "plate", "state"], name="one_vehicle"),
        ]
        indexes = [
            # A vehicle is looked up by what its plate is taken for.
            models.Index(fields=["agency", "plate_key"], name="vehicles_by_plate"),
        ]


class Involvement(models.Model):
    """Who or what had a part in an incident, and which."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    incident = models.ForeignKey(Incident, models.PROTECT)
    role = models.CharField(max_length=10, choices=InvolvementRole.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    vehicle = models.ForeignKey(Vehicle, models.PROTECT, null=True)

    code_fields: ClassVar = ("role",)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, vehicle__isnull=True)
                | Q(person__isnull=True, vehicle__isnull=False),
                name="involves_one_person_or_vehicle",
            ),
        ]
