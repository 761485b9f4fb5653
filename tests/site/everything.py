"""Every address of the installation, and in Alder Bay one of everything that can stand in one."""

from __future__ import annotations

from datetime import timedelta

import pytest
import shapely
from django.urls import URLResolver, get_resolver, reverse

from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.models import Center
from beatbook.duties.calls.vocabulary import Service
from beatbook.ground.files import pictures, store
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.ground.geo import commands as geo
from beatbook.ground.geo.blocks import Stretch
from beatbook.ground.geo.stretches import Found
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.vocabulary import AlertKind, Asked, TowKind
from tests.cast import NOON
from tests.pictured import jpeg

API = "api/v1/"
OF_THE_MAP = {"tile"}
SECRETS = ("77 Hemlock Reach", "Zebulon Barker", "xylophone")
"""A place, a person and a word, in whatever ``of`` makes."""


def patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, address)
        else:
            yield address, entry


def addresses(*, of_objects):
    for address, entry in patterns():
        wanted = bool(entry.pattern.converters) == of_objects
        if wanted and entry.name not in OF_THE_MAP and not address.endswith(("json", "v1/")):
            yield pytest.param(address, entry, id=address or "/")


def path(address, entry, ours):
    """The address with something of ours in it."""
    given = {name: ours[name] for name in entry.pattern.converters}
    space = "api:" if address.startswith(API) else ""
    return reverse(space + entry.name, kwargs=given)


def of(cast):
    """A value of ours for whatever stands in an address."""
    taken, tagged = call(cast), tag(cast)
    return {
        "number": taken.incident.number,
        "note_id": taken.notes.get().pk,
        "unit_id": cast.unit("2B10").pk,
        "callsign": "2B10",
        "closure_id": closure(cast).pk,
        "report_id": report(cast).pk,
        "planned_id": planned(cast).pk,
        "equipment_id": equipment(cast).pk,
        "area_id": area(cast).pk,
        "schedule_id": schedule(cast).pk,
        "company_id": company(cast).pk,
        "center_id": center(cast).pk,
        "code": "FIGHT",
        "disposition_id": cast.disposition("GOA").pk,
        "alias_id": alias(cast).pk,
        "alert_id": alert(cast).pk,
        "check_id": check(cast).pk,
        "tow_id": tow(cast).pk,
        "tag_id": tagged.pk,
        "photo_id": photo(cast, tagged).pk,
        "call_type_id": cast.call_type("NOISE").pk,
        "member_id": cast.members["tess"].pk,
        "membership_id": cast.members["tess"].membership_set.get().pk,
    }


def call(cast):
    """One of ours, with a note and a unit on it."""
    taken = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=Location(SECRETS[0]),
        caller=SECRETS[1],
        note=SECRETS[2],
        by=cast.tess,
        at=NOON,
    )
    calls.assign_units(call=taken, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
    return taken


def closure(cast):
    """A street of ours that is closed."""
    stretch = Stretch("Hemlock Reach", ("", ""), (((41.5, -69.2), (41.5, -69.1)),), 100.0)
    return geo.close_street(
        agency=cast.ab,
        found=Found(stretch),
        speed_percent=None,
        reason=SECRETS[2],
        by=cast.tess,
        at=NOON,
    )


def area(cast):
    shape = shapely.box(-69.2, 41.5, -69.1, 41.6)
    return geo.draw_area(
        agency=cast.ab,
        kind=AreaKind.PARK,
        code="P1",
        name=SECRETS[2],
        shape=shape,
        by=cast.ada,
        at=NOON,
    )


def alias(cast):
    """A name of ours for a place of ours."""
    point = Point(41.5, -69.2)
    return geo.add_alias(
        agency=cast.ab, name=SECRETS[1], address=SECRETS[0], point=point, by=cast.ada, at=NOON
    )


def alert(cast):
    """A lookout of ours, in force also today."""
    return registry.issue_alert(
        agency=cast.ab,
        kind=AlertKind.BOLO,
        said=registry.Particulars(text=SECRETS[2], source="Sheriff", person=SECRETS[1]),
        expires_at=clock.real_now() + timedelta(days=1),
        by=cast.tess,
        at=NOON,
    )


def center(cast):
    """Another center that is told how its calls stand."""
    known = Center.objects.create(agency=cast.ab, name="Alder", sends_as="alder", known_at=NOON)
    calls.set_status_address(center=known, url="https://alder.gov/", by=cast.ada, at=NOON)
    return known


def company(cast):
    return calls.add_company(
        agency=cast.ab, service=Service.TOW, name=SECRETS[1], by=cast.ada, at=NOON
    )


def schedule(cast):
    return calls.repeat_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=Location(SECRETS[0]),
        starts=NOON.replace(tzinfo=None),
        rule="FREQ=DAILY",
        by=cast.tess,
        at=NOON,
    )


def report(cast):
    """One that somebody of ours owes."""
    taken = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("THEFT"),
        location=Location(SECRETS[0]),
        by=cast.tess,
        at=NOON,
    )
    ending = cast.disposition("PHONEREPORT")
    calls.close_call(call=taken, disposition=ending, by=cast.tess, at=NOON)
    return taken.owed_reports.get()


def planned(cast):
    """A shift of ours that is to come."""
    return force.plan_shift(
        unit=cast.unit("2B10"),
        member=cast.members["jun"],
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=8),
        by=cast.rosa,
        at=NOON,
    )


def equipment(cast):
    return force.add_equipment(
        agency=cast.ab, kind=EquipmentKind.RADIO, name=SECRETS[2], by=cast.rosa, at=NOON
    )


def check(cast):
    """A check that ours asked for."""
    told = {"agency": cast.ab, "kind": Asked.PERSON, "asked": SECRETS[1], "at": NOON}
    return registry.request_check(purpose=SECRETS[2], by=cast.jun, **told)


def tow(cast):
    said = registry.Towed(plate="4ABC123 CA", address=SECRETS[0], company=SECRETS[1])
    told = {"agency": cast.ab, "kind": TowKind.PRIVATE, "by": cast.tess, "at": NOON}
    return registry.log_tow(said=said, **told)


def tag(cast):
    said = registry.Tagged(description=SECRETS[2], address=SECRETS[0], plate="4ABC123")
    return registry.tag_vehicle(agency=cast.ab, said=said, by=cast.tess, at=NOON)


def photo(cast, tag):
    received = store.receive([jpeg(8, 6)], most=10_000, look=pictures.look)
    return registry.photograph_tag(tag=tag, received=received, by=cast.jun, at=NOON)
