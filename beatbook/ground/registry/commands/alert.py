"""Telling officers what to look out for, for how long, and hearing that they got it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import OPEN, Subject
from beatbook.core import vehicles
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.ground.registry.addresses import address_key
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.commands.incident import Location
from beatbook.ground.registry.models import Alert, AlertAcknowledgement
from beatbook.ground.registry.names import person_key
from beatbook.ground.registry.vocabulary import (
    BROADCAST,
    USUAL_TIME,
    AlertAbout,
    AlertEnd,
    AlertKind,
)

EXPIRE = "registry.expire_alert"
LONGEST_TEXT = 2_000
LONGEST_SOURCE = 120
LONGEST_REASON = 200


class UnfitAlert(Refused):
    """An alert that cannot be as it was given; ``field`` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlertOver(Refused):
    """The alert is not in force any more."""


class AlertOutOfSight(Refused):
    """The alert is restricted, or another agency's."""


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What an alert says: what to look out for, from whom that comes, and whom or what it names."""

    text: str
    source: str
    person: str = ""
    plate: str = ""
    state: str = ""
    place: Location | None = None


@journal.command
def issue_alert(
    *,
    agency: Agency,
    kind: AlertKind,
    said: Particulars,
    verified_at: datetime | None = None,
    expires_at: datetime | None = None,
    is_broadcast: bool | None = None,
    need_to_know: str = OPEN,
    by: Principal,
    at: datetime,
) -> Alert:
    """Tell everybody on duty, or keep it on file for who comes across it.

    Without ``expires_at`` it is in force for the usual time of its kind; without ``verified_at``
    the source has said so just now. Raises ``UnfitAlert``.
    """
    demand(by, Permission.ALERT_ISSUE, agency.pk)
    _demand_class(by, need_to_know)
    _demand_ahead(expires_at, at)
    if verified_at is not None and verified_at > at:
        raise UnfitAlert("verified", _("It cannot have been verified in the future."))
    issued = _write(
        said,
        agency_id=agency.pk,
        need_to_know=need_to_know,
        kind=kind,
        is_broadcast=kind in BROADCAST if is_broadcast is None else is_broadcast,
        verified_at=verified_at or at,
        expires_at=expires_at or at + USUAL_TIME[kind],
        issued_at=at,
        issued_by=str(by.actor),
    )
    event = events.AlertIssued(
        alert_id=issued.pk,
        kind=kind,
        kind_name=kind.label,
        expires_at=issued.expires_at.isoformat(),
        what=_what(issued),
        source=issued.source,
    )
    _record(event, issued, by, at)
    return issued


@journal.command
def correct_alert(
    *,
    alert: Alert,
    kind: AlertKind,
    said: Particulars,
    reason: str,
    by: Principal,
    at: datetime,
) -> Alert:
    """Strike the alert and put another in its place, which everybody must get anew.

    Until when, who may see it and whether it is told at once stay as they were.
    Raises ``UnfitAlert`` or ``AlertOver``.
    """
    demand(by, Permission.ALERT_ISSUE, alert.agency_id)
    why = _reason(reason, "Say what was wrong with it.")
    struck = _in_force(alert, at)
    _end(struck, AlertEnd.CORRECTED, why, by, at)
    added = _write(
        said,
        agency_id=struck.agency_id,
        need_to_know=struck.need_to_know,
        kind=kind,
        is_broadcast=struck.is_broadcast,
        verified_at=struck.verified_at,
        expires_at=struck.expires_at,
        issued_at=at,
        issued_by=str(by.actor),
        corrects=struck,
    )
    event = events.AlertCorrected(
        alert_id=added.pk,
        struck_id=struck.pk,
        kind=kind,
        kind_name=kind.label,
        what=_what(added),
        reason=why,
    )
    _record(event, added, by, at)
    return added


@journal.command
def extend_alert(
    *, alert: Alert, expires_at: datetime, verified: bool, by: Principal, at: datetime
) -> Alert:
    """In force until another time, also an earlier one; ``verified`` anew with the source, or not.

    The same again changes nothing. Raises ``UnfitAlert`` or ``AlertOver``.
    """
    demand(by, Permission.ALERT_ISSUE, alert.agency_id)
    _demand_ahead(expires_at, at)
    held = _in_force(alert, at)
    if held.expires_at == expires_at and not verified:
        return held
    held.expires_at, held.version = expires_at, held.version + 1
    held.verified_at = at if verified else held.verified_at
    held.save(update_fields=["expires_at", "verified_at", "version"])
    _set_expiry(held)
    event = events.AlertExtended(
        alert_id=held.pk, expires_at=expires_at.isoformat(), verified=verified
    )
    _record(event, held, by, at)
    return held


@journal.command
def cancel_alert(*, alert: Alert, reason: str, by: Principal, at: datetime) -> Alert:
    """It is over: found, served, not so. Raises ``UnfitAlert`` or ``AlertOver``."""
    demand(by, Permission.ALERT_ISSUE, alert.agency_id)
    why = _reason(reason, "Say why it is canceled: found, served, a mistake?")
    held = _in_force(alert, at)
    _end(held, AlertEnd.CANCELED, why, by, at)
    _record(events.AlertCanceled(alert_id=held.pk, reason=why), held, by, at)
    return held


@journal.command
def acknowledge_alert(*, alert: Alert, by: Principal, at: datetime) -> AlertAcknowledgement | None:
    """“Got it.” Once is enough; None when the alert is over and nothing is left to get."""
    demand(by, Permission.ALERT_READ, alert.agency_id)
    if by.member_id is None:
        raise NotAllowed(_("Only a member can say that he or she got an alert."))
    held = _lock(alert.pk)
    known = AlertAcknowledgement.objects.filter(alert=held, member_id=by.member_id).first()
    if known is not None or not _stands(held, at):
        return known
    made = AlertAcknowledgement.objects.create(
        agency_id=held.agency_id, alert=held, member_id=by.member_id, acknowledged_at=at
    )
    held.version += 1
    held.save(update_fields=["version"])
    event = events.AlertAcknowledged(alert_id=held.pk, member_id=by.member_id)
    _record(event, held, by, at)
    return made


@work.task(EXPIRE)
def expire_alert(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:
    """The deadline of an alert: whatever became of it before makes this moot."""
    scope.enter([agency], classes=[need_to_know])
    held = Alert.objects.select_for_update().filter(pk=int(subject.id), ended_at=None).first()
    if held is not None and held.expires_at <= at:
        by = agencies.system("expiry", [agency])
        _finish(alert=held, by=by, at=at)


@journal.command
def _finish(*, alert: Alert, by: Principal, at: datetime) -> None:
    _end(alert, AlertEnd.EXPIRED, "", by, at)
    _record(events.AlertExpired(alert_id=alert.pk), alert, by, at)


def _write(said: Particulars, **more: Any) -> Alert:
    alert = Alert.objects.create(**_fields(said), **more)
    _set_expiry(alert)
    return alert


def _fields(said: Particulars) -> dict[str, Any]:
    """The columns that say what it is about. Raises ``UnfitAlert``."""
    text, source = said.text.strip(), " ".join(said.source.split())
    if not text or len(text) > LONGEST_TEXT:
        message = f"Say what to look out for and what to do, in at most {LONGEST_TEXT:,} letters."
        raise UnfitAlert("text", message)
    if not source or len(source) > LONGEST_SOURCE:
        raise UnfitAlert("source", _("Say from whom it comes: an officer, an agency, a caller."))
    person, plate = " ".join(said.person.split()), _plate(said)
    if person and not person_key(person):
        raise UnfitAlert("person", _("A name has letters. Leave it empty if nobody knows it."))
    place = said.place
    where = place.address or place.text if place else ""
    point = place.point if place else None
    return {
        "about": _about(person, plate.text, where),
        "text": text,
        "source": source,
        "person": person,
        "person_key": person_key(person),
        "plate": plate.text,
        "plate_key": plate.key,
        "state": plate.state,
        "address": place.text if place else "",
        "address_key": address_key(where),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
    }


def _plate(said: Particulars) -> vehicles.Plate:
    if not said.plate.strip():
        return vehicles.Plate("")
    try:
        return vehicles.read_plate(said.plate, said.state)
    except vehicles.UnfitVehicle as error:
        raise UnfitAlert("plate", str(error)) from error


def _about(person: str, plate: str, where: str) -> AlertAbout:
    if person:
        return AlertAbout.PERSON
    if plate:
        return AlertAbout.VEHICLE
    return AlertAbout.PLACE if where else AlertAbout.DESCRIPTION


def _what(alert: Alert) -> str:
    return ": ".join(part for part in (alert.title, alert.text) if part)


def _reason(reason: str, ask: str) -> str:
    why = reason.strip()
    if not why:
        raise UnfitAlert("reason", ask)
    if len(why) > LONGEST_REASON:
        raise UnfitAlert(
            "reason",
            _("Say why in at most {longest_reason} letters.").format(longest_reason=LONGEST_REASON),
        )
    return why


def _demand_class(by: Principal, need_to_know: str) -> None:
    if not by.sees_class(need_to_know):
        raise NotAllowed(
            _("{by} may not see alerts restricted to “{need_to_know}”.").format(
                by=by.name, need_to_know=need_to_know
            )
        )


def _demand_ahead(expires_at: datetime | None, at: datetime) -> None:
    if expires_at is not None and expires_at <= at:
        raise UnfitAlert("until", _("Until when is it in force? The end must lie ahead."))


def _lock(alert_id: int) -> Alert:
    held = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if held is None:
        raise AlertOutOfSight(_("You may not see this alert, so you cannot change it."))
    return held


def _stands(alert: Alert, at: datetime) -> bool:
    return alert.ended_at is None and alert.expires_at > at


def _in_force(alert: Alert, at: datetime) -> Alert:
    """The alert, locked. Raises ``AlertOver``."""
    held = _lock(alert.pk)
    if not _stands(held, at):
        how = held.get_ended_how_display().lower() or "expired"
        raise AlertOver(_("{held} is over: {how}. Issue another one.").format(held=held, how=how))
    return held


def _end(alert: Alert, how: AlertEnd, why: str, by: Principal, at: datetime) -> None:
    alert.ended_at, alert.ended_how = at, how
    alert.ended_why, alert.ended_by = why, str(by.actor)
    alert.version += 1
    alert.save(update_fields=["ended_at", "ended_how", "ended_why", "ended_by", "version"])
    work.cancel_deadline(EXPIRE, _subject(alert))


def _set_expiry(alert: Alert) -> None:
    work.set_deadline(
        alert.expires_at,
        EXPIRE,
        _subject(alert),
        agency=alert.agency_id,
        need_to_know=alert.need_to_know,
    )


def _subject(alert: Alert) -> Subject:
    return Subject("alert", str(alert.pk))


def _record(event: object, alert: Alert, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=_subject(alert),
        agency_id=alert.agency_id,
        by=by,
        at=at,
        need_to_know=alert.need_to_know,
    )
