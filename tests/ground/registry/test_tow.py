"""The tow log: one line to log a tow, what became of it, and the answer to “my car is stolen”."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import NotAllowed
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.models import Tow
from beatbook.ground.registry.vocabulary import Asked, TowKind
from tests.cast import NOON

HOUR = timedelta(hours=1)
BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
VIN = "1M8GDM9AXKP042788"


@pytest.fixture
def log(cast):
    def logged(kind=TowKind.PRIVATE, by=None, at=NOON, **said):
        towed = commands.Towed(**({"plate": "4abc-123 ca", "company": "Harbor Towing"} | said))
        told = {"agency": cast.ab, "kind": kind, "by": by or cast.tess, "at": at}
        return commands.log_tow(said=towed, **told)

    return logged


@pytest.fixture
def report(cast):
    def reported(tow, **said):
        nothing = {"arrived": False, "taken_to": "", "inventory": "", "owner_notice": ""}
        progress = commands.Progress(**(nothing | {"hold_reason": ""} | said))
        return commands.report_tow(tow=tow, said=progress, by=cast.jun, at=NOON + HOUR)

    return reported


@pytest.fixture
def release(cast):
    def released(tow, to="Ana Romero, owner", by=None):
        return commands.release_tow(tow=tow, to=to, by=by or cast.jun, at=NOON + 2 * HOUR)

    return released


class TestLogging:
    def test_a_private_tow_needs_the_plate_alone(self, log, cast, recorded):
        tow = log()
        assert (tow.plate, tow.state, tow.plate_key) == ("4ABC123", "CA", "4ABCI23")
        assert (tow.reason, tow.authority) == ("Private property", "the owner of the property")
        assert (tow.requested_at, tow.requested_by) == (NOON, str(cast.tess.actor))
        assert recorded() == ["registry.tow.logged"]
        assert "4ABC123" not in json.dumps(Entry.objects.latest("pk").codes)

    def test_an_ordered_one_says_why_and_who_ordered_it(self, log):
        with pytest.raises(commands.UnfitTow, match="Why is it towed"):
            log(TowKind.ORDERED)
        tow = log(TowKind.ORDERED, reason="blocks a hydrant")
        assert (tow.reason, tow.authority) == ("blocks a hydrant", "Tess Ellis")

    def test_a_vin_will_do(self, log):
        tow = log(plate="", vin=VIN.lower())
        assert (tow.vin, tow.vehicle) == (VIN, f"VIN {VIN}")

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"plate": ""}, "Which vehicle"),
            ({"plate": "*"}, "A plate has 2 to 10"),
            ({"vin": "1M8GDM9AXKPO42788"}, "no O"),
            ({"company": "x" * 121}, "at most 120 letters"),
        ],
        ids=["nothing", "no plate", "no VIN", "long"],
    )
    def test_what_cannot_be_logged_is_refused_in_words(self, log, recorded, said, words):
        with pytest.raises(commands.UnfitTow, match=words):
            log(**said)
        assert recorded() == []

    @pytest.mark.parametrize("username", ["nora", "carl"])
    def test_who_may_not_is_told_what_is_needed(self, log, cast, username):
        with pytest.raises(NotAllowed, match="tow:log is needed"):
            log(by=getattr(cast, username))


class TestWhatBecameOfIt:
    def test_arrived_taken_inventory_and_notice_each_with_its_time(self, log, report, recorded):
        said = {"arrived": True, "taken_to": "City lot", "inventory": "a bag"}
        tow = report(log(), **said, owner_notice="by phone")
        assert (tow.arrived_at, tow.owner_notified_at) == (NOON + HOUR, NOON + HOUR)
        assert (tow.taken_to, tow.inventory) == ("City lot", "a bag")
        assert recorded() == ["registry.tow.logged", "registry.tow.reported"]

    def test_the_same_again_changes_nothing(self, log, report, recorded):
        tow = log()
        report(tow, taken_to="City lot")
        report(tow, taken_to="City lot")
        assert recorded() == ["registry.tow.logged", "registry.tow.reported"]

    def test_what_is_held_is_not_released_until_the_hold_is_lifted(self, log, report, release):
        tow = report(log(), hold_reason="evidence")
        with pytest.raises(commands.NotReleased, match="is held: evidence"):
            release(tow)
        report(tow)
        assert release(tow).released_to == "Ana Romero, owner"

    def test_released_once_with_to_whom(self, log, report, release, cast, recorded):
        tow = log()
        with pytest.raises(commands.UnfitTow, match="To whom"):
            release(tow, to=" ")
        released = release(tow)
        assert (released.released_at, released.released_by) == (
            NOON + 2 * HOUR,
            str(cast.jun.actor),
        )
        with pytest.raises(commands.NotReleased, match="was released before"):
            release(tow)
        with pytest.raises(commands.NotReleased, match="cannot be held any more"):
            report(tow, hold_reason="evidence")
        assert recorded() == ["registry.tow.logged", "registry.tow.released"]

    def test_who_may_not_is_told_what_is_needed(self, log, release, cast):
        with pytest.raises(NotAllowed, match="tow:log is needed"):
            release(log(), by=cast.carl)


class TestMyCarIsStolen:
    def look(self, cast, kind=Asked.PLATE, asked="4ABC123"):
        told = {"agency": cast.ab, "kind": kind, "asked": asked, "purpose": "reported stolen"}
        return commands.look_up(**told, by=cast.jun, at=NOON)

    def test_the_look_up_answers_with_the_tow_first(self, log, cast):
        tow = log(taken_to="City lot")
        found = self.look(cast)
        assert found.tows == [tow]
        words = "was towed Jun 15, 2026 16:00 by Harbor Towing, to City lot (private property)"
        assert found.sentence.startswith(f"4ABC123: 1 found; 4ABC123 CA {words}")

    def test_by_its_vin_too(self, log, cast):
        tow = log(vin=VIN)
        assert self.look(cast, Asked.VIN, VIN).tows == [tow]

    def test_what_stands_in_a_lot_comes_before_what_was_released(self, log, release, cast):
        stands, old = log(), log(at=NOON + HOUR)
        release(old)
        assert self.look(cast).tows == [stands, old]

    def test_it_is_told_while_the_call_is_typed(self, log, release, cast):
        tow = log()
        words = "my car is stolen, 4abc 123"
        assert queries.tows_named(cast.jun, words) == [tow]
        release(tow)
        assert queries.tows_named(cast.jun, words) == []

    def test_the_neighbor_has_none_of_it(self, log, cast):
        log()
        cast.enter(cast.nora)
        assert queries.tows_named(cast.nora, "4ABC123") == []
        assert not Tow.objects.exists()


def test_the_log_is_newest_first_page_by_page(log, cast):
    tows = [log(at=NOON + number * HOUR) for number in range(5)]
    first = queries.tows_page(cast.jun, size=3)
    assert first.tows == tows[:1:-1]
    rest = queries.tows_page(cast.jun, size=3, after=first.next_key)
    assert (rest.tows, rest.next_key) == (tows[1::-1], None)


@pytest.fixture
def as_member(cast):
    def signed_in(username):
        client = Client()
        client.force_login(cast.members[username], backend=BACKEND)
        return client

    return signed_in


class TestPages:
    def test_the_console_logs_one_in_one_line(self, as_member):
        body = {"kind": "repossession", "plate": "4ABC123 CA", "company": "First Recovery"}
        answer = as_member("tess").post("/tows/", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200
        assert "4ABC123 CA was towed" in answer.json()["message"]

    def test_a_vin_that_does_not_add_up_is_kept_with_a_word_of_doubt(self, as_member):
        body = {"kind": "private", "vin": "1M8GDM9A1KP042788"}
        answer = as_member("tess").post("/tows/", json.dumps(body), content_type="application/json")
        assert "check digit does not fit: read it again" in answer.json()["message"]

    def test_a_sergeant_logs_one_reports_and_releases_it(self, as_member):
        rosa = as_member("rosa")
        body = {"kind": "ordered", "plate": "4ABC123 CA"}
        assert "Why is it towed?" in rosa.post("/station/tows/new/", body).content.decode()
        made = rosa.post("/station/tows/new/", body | {"reason": "blocks a hydrant"}, follow=True)
        path = made.redirect_chain[-1][0]
        rosa.post(path, {"arrived": "on", "taken_to": "City lot", "hold_reason": "evidence"})
        held = rosa.post(f"{path}release/", {"released_to": "Ana"}, follow=True).content.decode()
        assert "is held: evidence" in held
        rosa.post(path, {"arrived": "on", "taken_to": "City lot"})
        page = rosa.post(f"{path}release/", {"released_to": "Ana"}, follow=True).content.decode()
        assert "is released to Ana." in page
        assert "blocks a hydrant" in rosa.get("/station/tows/").content.decode()

    def test_a_clerk_reads_and_changes_nothing(self, as_member, log):
        tow, carl = log(), as_member("carl")
        page = carl.get(f"/station/tows/{tow.pk}/").content.decode()
        assert "What became of it" not in page
        assert carl.post(f"/station/tows/{tow.pk}/release/").status_code == 403

    def test_the_list_costs_the_same_for_one_and_for_many(self, as_member, log):
        carl = as_member("carl")

        def counted():
            with CaptureQueriesContext(connection) as asked:
                carl.get("/station/tows/")
            return len(asked)

        log()
        few = counted()
        for _ in range(5):
            log()
        assert counted() == few
