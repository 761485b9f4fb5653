"""Announcing: what `record` writes, and what may never be changed."""

from __future__ import annotations

import pytest
from django.db import connection

from beatbook.contract.access import Actor
from beatbook.contract.agency import MemberAdded
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground import journal
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import Entry, Payload


@pytest.fixture
def in_agency_1(db):
    scope.enter([1])


@journal.command
def announce(name="Jun Park", agency_id=1):
    return journal.record(
        MemberAdded(member_id=7, username="jun", name=name),
        subject=Subject("member", "7"),
        agency_id=agency_id,
        by=Actor.system("test"),
        at=clock.real_now(),
    )


def test_codes_stay_in_the_entry_and_personal_values_in_the_payload(in_agency_1):
    announce()
    entry = Entry.objects.get()
    assert entry.codes == {"member_id": 7}
    assert Payload.objects.get().values == {"username": "jun", "name": "Jun Park"}
