"""The neighbor, with every permission at home, finds nothing of ours behind any address.

Walks every address of the installation, so a new one is closed to the neighbor or fails here.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
import shapely
from django.urls import URLResolver, get_resolver, reverse

from beatbook.contract.access import Permission
from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.vocabulary import Service
from beatbook.ground.agency import commands, queries
from beatbook.ground.files import pictures, store
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.ground.geo import commands as geo
from beatbook.ground.geo.blocks import Stretch
from beatbook.ground.geo.stretches import Found
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.vocabulary import AlertKind, Asked, TowKind
from tests.cast import NOON, PASSWORD
from tests.pictured import jpeg

API = "api/v1/"
OF_THE_MAP = {"tile"}
SECRETS = ("77 Hemlock Reach", "Zebulon Barker", "xylophone")
BODY = {"units": ["2B10"], "status": "ER", "disposition": "WARNING"}
BODY |= {"service": "tow", "flag": "weapon", "question": "FIGHT", "reply": "no"}
BODY |= {"case_number": "26-00001", "reason": "typed twice"}
BODY |= {"center": "State Police", "said": "theirs from here"}
"""Enough for whatever a machine can ask for; each takes of it what it needs."""


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


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
def alias(cast):
    """A name of ours for a place of ours."""
    point = Point(41.5, -69.2)
    return geo.add_alias(
        agency=cast.ab, name=SECRETS[1], address=SECRETS[0], point=point, by=cast.ada, at=NOON
    )


@pytest.fixture
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


@pytest.fixture
def company(cast):
    return calls.add_company(
        agency=cast.ab, service=Service.TOW, name=SECRETS[1], by=cast.ada, at=NOON
    )


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
def equipment(cast):
    return force.add_equipment(
        agency=cast.ab, kind=EquipmentKind.RADIO, name=SECRETS[2], by=cast.rosa, at=NOON
    )


@pytest.fixture
def check(cast):
    """A check that ours asked for."""
    told = {"agency": cast.ab, "kind": Asked.PERSON, "asked": SECRETS[1], "at": NOON}
    return registry.request_check(purpose=SECRETS[2], by=cast.jun, **told)


@pytest.fixture
def tow(cast):
    said = registry.Towed(plate="4ABC123 CA", address=SECRETS[0], company=SECRETS[1])
    told = {"agency": cast.ab, "kind": TowKind.PRIVATE, "by": cast.tess, "at": NOON}
    return registry.log_tow(said=said, **told)


@pytest.fixture
def tag(cast):
    said = registry.Tagged(description=SECRETS[2], address=SECRETS[0], plate="4ABC123")
    return registry.tag_vehicle(agency=cast.ab, said=said, by=cast.tess, at=NOON)


@pytest.fixture
def photo(cast, tag):
    received = store.receive([jpeg(8, 6)], most=10_000, look=pictures.look)
    return registry.photograph_tag(tag=tag, received=received, by=cast.jun, at=NOON)


@pytest.fixture
def ours(
    cast,
    call,
    closure,
    area,
    alias,
    alert,
    report,
    company,
    planned,
    equipment,
    check,
    tow,
    schedule,
    tag,
    photo,
):
    """A value of ours for whatever stands in an address."""
    return {
        "number": call.incident.number,
        "note_id": call.notes.get().pk,
        "unit_id": cast.unit("2B10").pk,
        "callsign": "2B10",
        "closure_id": closure.pk,
        "report_id": report.pk,
        "planned_id": planned.pk,
        "equipment_id": equipment.pk,
        "area_id": area.pk,
        "schedule_id": schedule.pk,
        "company_id": company.pk,
        "code": "FIGHT",
        "disposition_id": cast.disposition("GOA").pk,
        "alias_id": alias.pk,
        "alert_id": alert.pk,
        "check_id": check.pk,
        "tow_id": tow.pk,
        "tag_id": tag.pk,
        "photo_id": photo.pk,
        "call_type_id": cast.call_type("NOISE").pk,
        "member_id": cast.members["tess"].pk,
        "membership_id": cast.members["tess"].membership_set.get().pk,
    }


def sign_in(client, username):
    answer = client.post("/sign-in/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 302


def token(cast, agency):
    by = queries.system("test", [agency])
    with scope.within([agency.pk]):
        _, secret = commands.create_token(
            agency=agency,
            name="All",
            permissions=list(Permission),
            lifetime=timedelta(hours=1),
            by=by,
            at=clock.real_now(),
        )
    return {"authorization": f"Bearer {secret}"}


def ask(client, address, entry, ours, headers):
    """GET, or POST where only that is taken, as a page or a machine would."""
    given = {name: ours[name] for name in entry.pattern.converters}
    space = "api:" if address.startswith(API) else ""
    path = reverse(space + entry.name, kwargs=given)
    answer = client.get(path, headers=headers)
    if answer.status_code == 405:
        body = BODY if address.startswith(API) else {}
        answer = client.post(path, data=body, content_type="application/json", headers=headers)
    return answer


@pytest.fixture
def neighbor(cast, client, ours):
    """Nora Quist, who has become the administrator of Millbrook; and Millbrook's machine."""
    with scope.within([cast.mb.pk]):
        commands.grant_role(
            agency=cast.mb,
            member=cast.members["nora"],
            role="administrator",
            by=queries.system("test", [cast.mb]),
            at=NOON,
        )
    sign_in(client, "nora")
    headers = token(cast, cast.mb)

    def asked(address, entry):
        return ask(client, address, entry, ours, headers if address.startswith(API) else {})

    return asked


@pytest.mark.parametrize(("address", "entry"), list(addresses(of_objects=True)))
def test_what_is_ours_does_not_exist_for_the_neighbor(neighbor, address, entry):
    answer = neighbor(address, entry)
    assert answer.status_code == 404
    assert not [word for word in SECRETS if word in answer.content.decode()]


@pytest.mark.parametrize(("address", "entry"), list(addresses(of_objects=True)))
def test_and_it_is_there_for_us(cast, client, ours, address, entry):
    """Else the test above would prove nothing."""
    sign_in(client, "ada")
    headers = token(cast, cast.ab) if address.startswith(API) else {}
    assert ask(client, address, entry, ours, headers).status_code in (200, 302, 422)


@pytest.mark.parametrize(("address", "entry"), list(addresses(of_objects=False)))
def test_no_page_shows_the_neighbor_anything_of_ours(neighbor, address, entry):
    answer = neighbor(address, entry)
    assert answer.status_code in (200, 302, 422), "the page opens, and shows what is theirs"
    shown = b"".join(answer) if answer.streaming else answer.content
    assert not [word for word in SECRETS if word in shown.decode()]
