"""The status of a call goes back to the center that sent it: by itself, signed, once."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

import psycopg
import pytest
from django.db import transaction

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Subject
from beatbook.duties.calls import commands
from beatbook.duties.calls.commands import Arrival, telling
from beatbook.duties.calls.models import Center, Counterpart, StatusAddress
from beatbook.duties.calls.queries import exchange
from beatbook.ground.journal import chronology
from beatbook.ground.journal.subscribers import SUBSCRIBERS
from beatbook.ground.registry.commands import Location
from beatbook.ground.work.models import Deadline
from tests.cast import NOON
from tests.ground.work import receiver

SENT = Arrival(center="Alder County 911", number="2026-0004711", call_type="NOISE")
SET = "calls.center.status_address_set"


@pytest.fixture
def there(settings):
    settings.PARTNER_NETWORKS = ["127.0.0.0/8"]
    with receiver.listening() as listening:
        yield listening


def arrive(people, arrival=SENT):
    location = Location("1925 N Castle St", None, "2")
    told = {"agency": people.ab, "arrival": arrival, "location": location}
    return commands.receive_call(**told, by=people.tess, at=NOON)[0]


@pytest.fixture
def theirs(cast):
    return arrive(cast)


def tell_at(url, center, by):
    commands.set_status_address(center=center, url=url, by=by, at=NOON)


@pytest.fixture
def told(cast, theirs, there):
    """Their call, which they are told about from now on."""
    tell_at(there.url(), theirs.center, cast.ada)
    return theirs


def fire(cast=None):
    """What a worker does when the deadlines are due."""
    for deadline in list(Deadline.objects.filter(task=telling.DUE)):
        deadline.delete()
        telling.tell(counterpart=int(deadline.subject_id), **deadline.args)
    if cast:
        cast.enter(cast.tess)


def again():
    """The pause is over."""
    StatusAddress.objects.update(try_again_at=None)
    fire()


def owed():
    return list(Deadline.objects.filter(task=telling.DUE).values_list("subject_id", flat=True))


def statuses(there):
    return [json.loads(body)["status"] for _, _, body in there.heard]


def test_an_open_call_is_told_at_once(told, there, recorded):
    fire()
    [(path, headers, body)] = there.heard
    said = json.loads(body)
    assert path == "/status?of=calls"
    assert (said["their_number"], said["status"]) == ("2026-0004711", "received")
    assert said["number"] == told.call.incident.number
    assert headers["Content-Type"] == "application/json"


def test_who_knows_the_secret_knows_that_it_is_we(cast, told, there):
    secret = commands.renew_secret(center=told.center, by=cast.ada, at=NOON)
    fire()
    [(_, headers, body)] = there.heard
    signed = headers["Beatbook-Timestamp"].encode() + b"." + body
    right = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Beatbook-Signature"] == right


def test_several_changes_are_told_once_and_the_same_never_again(cast, told, there):
    for _ in range(3):
        telling.owe_status(number=told.call.incident.number, at=NOON)
    assert owed() == [str(told.pk)]
    fire(cast)
    telling.owe_status(number=told.call.incident.number, at=NOON)
    fire(cast)
    ended = {"disposition": cast.disposition("CANCELED"), "by": cast.tess, "at": NOON}
    commands.close_call(call=told.call, **ended)
    telling.owe_status(number=told.call.incident.number, at=NOON)
    fire()
    assert statuses(there) == ["received", "canceled"]


def test_a_center_that_does_not_answer_is_tried_again_after_a_growing_pause(told, there, recorded):
    there.answers = [500, 500, 500]
    before = recorded()
    fire()
    first = StatusAddress.objects.get()
    assert (first.failures, first.answered, first.told_at) == (1, 500, None)
    assert first.try_again_at - first.unreached_since == timedelta(seconds=2)
    fire()
    assert len(there.heard) == 1, "not before the pause is over"
    again()
    again()
    third = StatusAddress.objects.get()
    assert (third.failures, third.unreached_since) == (3, first.unreached_since)
    assert recorded()[len(before) :] == ["calls.center.unreached"]
    *_, entry = chronology.of(Subject("center", str(told.center_id)))
    assert entry.sentence == (
        "could not tell Alder County 911 how its calls stand: it did not take it"
    )
    assert owed() == [str(told.pk)]
    again()
    heard = StatusAddress.objects.get()
    assert (heard.failures, heard.unreached_since, heard.trouble) == (0, None, "")
    assert heard.told_at is not None
    assert recorded()[len(before) :] == ["calls.center.unreached", "calls.center.reached"]
    assert owed() == []


def test_a_passing_trouble_is_no_news(told, there, recorded):
    there.answers = [500]
    before = recorded()
    fire()
    again()
    assert recorded() == before


def test_a_pause_is_for_all_calls_of_the_center(cast, told, there):
    other = arrive(cast, Arrival(center="Alder County 911", number="2", call_type="NOISE"))
    telling.owe_status(number=other.call.incident.number, at=NOON)
    there.answers = [500]
    fire()
    assert (len(there.heard), len(owed())) == (1, 2)


def test_who_gave_no_address_is_told_nothing(theirs, there):
    telling.owe_status(number=theirs.call.incident.number, at=NOON)
    assert owed() == []
    telling.tell(counterpart=theirs.pk, agency=theirs.agency_id, need_to_know="open")
    assert there.heard == []


def test_the_neighbor_has_nothing_to_tell(cast, told):
    Deadline.objects.all().delete()
    cast.enter(cast.nora)
    telling.owe_status(number=told.call.incident.number, at=NOON)
    telling.tell(counterpart=told.pk, agency=cast.mb.pk, need_to_know="open")
    assert owed() == []


def test_whatever_changes_a_call_is_heard():
    events, _ = SUBSCRIBERS["calls.owe_status"]
    assert events >= {"calls.call.closed", "force.assignment.progressed", "force.unit.assigned"}
    assert "geo.closure.set" not in events


def test_one_thing_at_a_time_goes_to_a_center(committed, committed_cast, settings):
    settings.PARTNER_NETWORKS = ["127.0.0.0/8"]
    cast = committed_cast
    with receiver.listening() as there, psycopg.connect(committed.dsn("worker")) as other:
        with transaction.atomic():
            cast.enter(cast.tess)
            theirs = arrive(cast)
            tell_at(there.url(), theirs.center, cast.ada)
        other.execute("SELECT set_config('beatbook.agencies', %s, true)", [str(cast.ab.pk)])
        other.execute("SELECT 1 FROM calls_statusaddress FOR UPDATE")
        with transaction.atomic():
            fire()
            assert (there.heard, owed()) == ([], [str(theirs.pk)])
        other.rollback()
        with transaction.atomic():
            fire()
        assert statuses(there) == ["received"]


def test_an_address_is_set_changed_and_removed(cast, theirs, there, recorded):
    before = recorded()
    for _ in range(2):
        tell_at(there.url(), theirs.center, cast.ada)
    first = StatusAddress.objects.get()
    tell_at("https://cad.example.gov/", theirs.center, cast.ada)
    changed = StatusAddress.objects.get()
    assert changed.url == "https://cad.example.gov/"
    assert exchange.secret_of(changed) == exchange.secret_of(first)
    for _ in range(2):
        tell_at("", theirs.center, cast.ada)
    assert not StatusAddress.objects.exists()
    removed = "calls.center.status_address_removed"
    assert recorded()[len(before) :] == [SET, SET, removed]


def test_each_secret_is_another(cast, told, recorded):
    before = recorded()
    secrets = {commands.renew_secret(center=told.center, by=cast.ada, at=NOON) for _ in range(2)}
    assert len(secrets) == 2
    assert recorded()[len(before) :] == ["calls.center.secret_renewed"] * 2


def test_there_is_no_secret_without_an_address(cast, theirs):
    with pytest.raises(commands.UnfitAddress, match="Say first where"):
        commands.renew_secret(center=theirs.center, by=cast.ada, at=NOON)


def test_an_address_is_whole(cast, theirs, settings):
    settings.PARTNER_NETWORKS = []
    with pytest.raises(commands.UnfitAddress, match="begins with https://"):
        tell_at("http://cad.example.gov/", theirs.center, cast.ada)
    assert not StatusAddress.objects.exists()


def test_only_who_sets_up_calls_says_where(cast, told):
    with pytest.raises(NotAllowed):
        tell_at("", told.center, cast.tess)
    with pytest.raises(NotAllowed):
        commands.renew_secret(center=told.center, by=cast.tess, at=NOON)


def test_a_call_that_is_over_is_not_told_when_an_address_is_set(cast, theirs, there):
    ended = {"disposition": cast.disposition("CANCELED"), "by": cast.tess, "at": NOON}
    commands.close_call(call=theirs.call, **ended)
    tell_at(there.url(), Center.objects.get(), cast.ada)
    assert owed() == []
    assert Counterpart.objects.get().returned == ""
