"""Statuses, sources, the shape of a call type, and the reasons to override: data only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from beatbook.contract.values import OPEN, MemberClass, UnitKind


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"
    MERGED = "merged", "Merged"
    HELD = "held", "Held"


# From waiting to active by sending a unit, back when the last unit leaves without closing, or when
# somebody reopens the call.
ALLOWED: dict[str, frozenset[str]] = {
    Status.WAITING: frozenset({Status.ACTIVE, Status.CLOSED, Status.MERGED, Status.HELD}),
    Status.HELD: frozenset({Status.WAITING, Status.ACTIVE, Status.CLOSED, Status.MERGED}),
    Status.ACTIVE: frozenset({Status.WAITING, Status.CLOSED, Status.MERGED}),
    Status.MERGED: frozenset({Status.WAITING, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.WAITING}),
}


# What dispatch works on, now or later; everything else has no row on the board.
ON_BOARD = (Status.WAITING, Status.ACTIVE, Status.HELD)


class Source(models.TextChoices):
    """How the agency came to know of it."""

    PHONE = "phone", "Phone"
    TRANSFER = "911_transfer", "911 transfer"
    RADIO = "radio", "Radio"
    WALK_IN = "walk_in", "Walk-in"
    TELEPHONE_REPORT = "telephone_report", "Telephone report"
    ONLINE = "online", "Online"
    ALARM = "alarm", "Alarm"
    OTHER_AGENCY = "other_agency", "Other agency"
    ON_VIEW = "on_view", "On view"
    SCHEDULED = "scheduled", "Scheduled"


class Interval(StrEnum):
    """What is measured between two times of a call."""

    WAIT = "received to sent"
    TRAVEL = "sent to on scene"
    RESPONSE = "received to on scene"


# Somebody waits from the moment it is received, and a unit comes to them.
_EVERY = frozenset(Interval)
# Which intervals say something about how soon help came. A report by telephone needs nobody to
# come; an online one waits for office hours; what an officer meets has nobody waiting; what was
# scheduled was received long before it was due.
COUNTED: dict[Source, frozenset[Interval]] = {
    Source.PHONE: _EVERY,
    Source.TRANSFER: _EVERY,
    Source.RADIO: _EVERY,
    Source.WALK_IN: _EVERY,
    Source.TELEPHONE_REPORT: frozenset(),
    Source.ONLINE: frozenset({Interval.TRAVEL}),
    Source.ALARM: _EVERY,
    Source.OTHER_AGENCY: _EVERY,
    Source.ON_VIEW: frozenset(),
    Source.SCHEDULED: frozenset({Interval.TRAVEL}),
}


def sources_that_count(interval: Interval) -> list[Source]:
    """The sources whose calls belong in a figure of this interval."""
    return [source for source in Source if interval in COUNTED[source]]


class Service(models.TextChoices):
    """Who else may be asked to come: they have no account here, and times like any unit."""

    POLICE = "police", "Police"
    FIRE = "fire", "Fire"
    EMS = "ems", "EMS"
    TOW = "tow", "Tow"
    ANIMAL_CONTROL = "animal_control", "Animal control"
    PUBLIC_WORKS = "public_works", "Public works"
    LOCKSMITH = "locksmith", "Locksmith"
    KEY_HOLDER = "key_holder", "Key-holder"
    MUTUAL_AID = "mutual_aid", "Mutual aid"


# Several companies do this work, and none is preferred: the next in line is asked.
BY_ROTATION = (Service.TOW, Service.LOCKSMITH)


class Outcome(models.TextChoices):
    """What became of the offer to the next in line."""

    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"
    NO_ANSWER = "no_answer", "did not answer"
    PASSED = "passed", "passed over"


# Whoever was passed over because they cannot do this one stays where they are in the line.
USES_THE_TURN = frozenset({Outcome.ACCEPTED, Outcome.REFUSED, Outcome.NO_ANSWER})


class Means(models.TextChoices):
    """How a call is handed to another center."""

    PHONE = "phone", "phone"
    RADIO = "radio", "radio"
    CAD = "cad", "CAD"


class RequestState(models.TextChoices):
    REQUESTED = "requested", "to be asked"
    ASKED = "asked", "asked"
    ACCEPTED = "accepted", "accepted"
    EN_ROUTE = "en_route", "en route"
    ON_SCENE = "on_scene", "on scene"
    SAFE = "safe", "said safe"
    CLEARED = "cleared", "cleared"
    CANCELED = "canceled", "canceled"


# What may follow what. Skipping forward is normal; asking again and another number are news.
ALLOWED_REQUEST: dict[str, frozenset[str]] = {
    RequestState.REQUESTED: frozenset(RequestState) - {RequestState.REQUESTED},
    RequestState.ASKED: frozenset(RequestState) - {RequestState.REQUESTED},
    RequestState.ACCEPTED: frozenset(RequestState) - {RequestState.REQUESTED},
    RequestState.EN_ROUTE: frozenset(
        {RequestState.ON_SCENE, RequestState.SAFE, RequestState.CLEARED, RequestState.CANCELED}
    ),
    RequestState.ON_SCENE: frozenset({RequestState.SAFE, RequestState.CLEARED}),
    RequestState.SAFE: frozenset({RequestState.CLEARED}),
    RequestState.CLEARED: frozenset(),
    RequestState.CANCELED: frozenset(),
}


class Flag(models.TextChoices):
    """What makes any call dangerous, whatever kind it was taken as."""

    IN_PROGRESS = "in_progress", "in progress"
    WEAPON = "weapon", "weapon"
    INJURY = "injury", "injury"
    PERSON_DOWN = "person_down", "person down"


RAISED_PRIORITY = 1
# Who is asked to come when a call is raised. The police always: they say when it is safe.
HANDED_TO: dict[str, tuple[Service, ...]] = {
    Flag.IN_PROGRESS: (Service.POLICE,),
    Flag.WEAPON: (Service.POLICE,),
    Flag.INJURY: (Service.POLICE, Service.EMS),
    Flag.PERSON_DOWN: (Service.POLICE, Service.FIRE, Service.EMS),
}


class CommonDisposition(models.TextChoices):
    """APCO's common disposition codes, which an EIDO carries (NENA registry): those that a call
    without a fire or a patient can have.
    """

    REPORT = "01", "Report taken"
    NO_REPORT = "02", "No report taken"
    ARREST = "03", "Arrest"
    CITATION = "04", "Citation issued"
    PHONE = "05", "Settled by phone contact"
    BROADCAST = "06", "Broadcast, attempt to locate"
    CIVIL = "07", "Civil"
    FOLLOW_UP = "08", "Follow-up report taken"
    SUMMONS = "09", "Summons or infraction issued"
    CANCELED = "10", "Event canceled"
    INTERVIEW = "11", "Field interview"
    PROPERTY = "12", "Property seized or found"
    INFORMATION = "13", "Information, administrative"
    GONE = "14", "Gone on arrival, unable to locate"
    REFERRED = "15", "Referred to a partner agency"
    TRANSPORT = "16", "Transport or escort given"
    FALSE_ALARM = "17", "False alarm"
    CONTACT = "18", "Settled by contact"
    SECURE = "20", "Building secure"
    EN_ROUTE = "21", "Unit canceled en route"
    DUPLICATE = "22", "Canceled, duplicate call"
    BEFORE_ARRIVAL = "32", "Canceled before arrival"
    STANDBY = "35", "Standby, no services provided"
    SUPPORT = "36", "Standby, operational support"


# The call ended without anybody being helped: it was called off.
CALLED_OFF = frozenset(
    {
        CommonDisposition.CANCELED,
        CommonDisposition.EN_ROUTE,
        CommonDisposition.DUPLICATE,
        CommonDisposition.BEFORE_ARRIVAL,
    }
)


class Stage(StrEnum):
    """How far a call is, as another center is told."""

    RECEIVED = "received"
    HELD = "held"
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    TRANSFERRED = "transferred"
    CANCELED = "canceled"
    CLOSED = "closed"


# Nobody is coming or there any more: the service may be requested again.
ENDED_REQUEST = frozenset({RequestState.CLEARED, RequestState.CANCELED})
UNANSWERED = frozenset({RequestState.REQUESTED, RequestState.ASKED})


class OverrideReason(models.TextChoices):
    """Why somebody is sent whom the rules would not send: one key each."""

    NOBODY_ELSE = "N", "nobody else is free"
    SUPERVISOR = "S", "a supervisor ordered it"
    LIFE = "L", "life in danger"
    POLICE = "P", "the police asked for it"
    QUALIFIED = "Q", "qualified, not yet on file"


class Reply(models.TextChoices):
    """What was answered to a question of the call type."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNKNOWN = "unknown", "unknown"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What to ask about a kind of call. ``code`` is what is typed, one word in capitals.

    A yes raises the call (``flag``), makes it as urgent as ``priority``, or asks a ``service`` to
    come; without any of these it is only good to know. One that is ``retired`` is asked no more.
    """

    code: str
    text: str
    flag: str = ""
    priority: int | None = None
    service: str = ""
    retired: bool = False

    def kept(self) -> dict[str, Any]:
        """As a call type keeps it: that it is in use goes without saying."""
        return {name: value for name, value in asdict(self).items() if name != "retired" or value}


# How classes are called in a sentence.
CLASS_WORDS = {
    MemberClass.SWORN: "sworn",
    MemberClass.NON_SWORN: "CSO",
    MemberClass.VOLUNTEER: "volunteer",
    MemberClass.CIVILIAN: "civilian",
}

OFFICERS = (MemberClass.SWORN, MemberClass.NON_SWORN)


class ReportState(models.TextChoices):
    OWED = "owed", "owed"
    WRITTEN = "written", "written"
    WAIVED = "waived", "waived"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A way a call can end, under the agency's own code and name.

    ``eido`` is the common code it is told to others by. ``without_arrival``: also where no unit
    was. A record begins with it, if it ``needs_case_number``; somebody then writes the report, if
    it ``owes_report``.
    """

    code: str
    name: str
    eido: CommonDisposition
    without_arrival: bool = False
    needs_case_number: bool = False
    owes_report: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a call type is: its priority, and who may and who should be sent.

    ``alone`` are the classes that may handle it, ``assist`` those that may help once one of these
    is on scene; every other class must not go. ``eido`` is the nearest code of NENA's common
    registry of incident types, which holds APCO's. ``safety_check_s`` None is the agency's own.
    ``police`` are asked as soon as the call is taken. To a ``verbal`` dispute community service
    officers may go alone where the agency says so. ``questions`` to ask and a ``hint``
    stand beside the form; None leaves what a type has already.
    """

    code: str
    name: str
    priority: int
    target_s: int
    eido: str = ""
    units: int = 1
    alone: tuple[MemberClass, ...] = tuple(MemberClass)
    assist: tuple[MemberClass, ...] = ()
    qualifications: tuple[str, ...] = ()
    kinds: tuple[UnitKind, ...] = ()
    safety_check_s: int | None = None
    police: bool = False
    verbal: bool = False
    need_to_know: str = OPEN
    questions: tuple[Question, ...] | None = None
    hint: str | None = None
