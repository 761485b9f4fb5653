"""Alerts: issued, corrected, extended, canceled, expired by themselves, and acknowledged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import Actor, NotAllowed
from beatbook.ground.agency import queries as agencies
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands, names, queries
from beatbook.ground.registry.commands import Location, Particulars
from beatbook.ground.registry.models import Alert, AlertAcknowledgement
from beatbook.ground.registry.vocabulary import AlertEnd, AlertKind
from beatbook.ground.ui import live
from beatbook.ground.work import firing
from beatbook.ground.work.models import Deadline
from tests.cast import CASTLE_STREET, NOON

HOUR = timedelta(hours=1)
SHERIFF = "Deputy Ames, Alder County Sheriff"


def said(text="White Civic, two men. Stay back and call it in.", **more):
    return Particulars(**({"text": text, "source": SHERIFF, "plate": "4ABC-123 CA"} | more))


@pytest.fixture
def issue(cast):
    def issued(kind=AlertKind.BOLO, by=None, at=NOON, agency=None, **more):
        particulars = {
            name: more.pop(name)
            for name in ("text", "source", "person", "plate", "place")
            if name in more
        }
        return commands.issue_alert(
            agency=agency or cast.ab,
            kind=kind,
            said=said(**particulars),
            by=by or cast.tess,
            at=at,
            **more,
        )

    return issued


@pytest.fixture
def correct(cast):
    def corrected(alert, by=None, at=NOON + HOUR, reason="it was a Corolla", **more):
        told = {"alert": alert, "kind": AlertKind.BOLO, "reason": reason, "at": at}
        return commands.correct_alert(said=said(**more), by=by or cast.tess, **told)

    return corrected


@pytest.fixture
def got(cast):
    def acknowledged(alert, by=None, at=NOON + HOUR):
        return commands.acknowledge_alert(alert=alert, by=by or cast.jun, at=at)

    return acknowledged


def in_force(principal, at=NOON + HOUR):
    return list(queries.alerts_in_force(principal, at))


class TestIssuing:
    def test_the_row_says_what_from_whom_and_until_when(self, issue, cast):
        alert = issue()
        assert (alert.kind, alert.about, alert.title) == ("bolo", "vehicle", "4ABC123 CA")
        assert (alert.plate, alert.state, alert.plate_key) == ("4ABC123", "CA", "4ABCI23")
        assert (alert.source, alert.issued_by) == (SHERIFF, str(cast.tess.actor))
        assert (alert.issued_at, alert.verified_at) == (NOON, NOON)
        assert alert.expires_at == NOON + timedelta(hours=12), "the usual time of its kind"
        assert alert.is_broadcast

    def test_one_entry_is_recorded_whose_words_can_be_removed(self, issue, recorded):
        alert = issue()
        assert recorded() == ["registry.alert.issued"]
        assert Entry.objects.latest("pk").codes == {
            "alert_id": alert.pk,
            "kind": "bolo",
            "kind_name": "Be on the lookout",
            "expires_at": alert.expires_at.isoformat(),
        }

    @pytest.mark.parametrize(
        ("given", "about", "title"),
        [
            ({"plate": "", "person": "ROMERO, Ana"}, "person", "ROMERO, Ana"),
            ({"person": "Ana Romero"}, "person", "Ana Romero"),
            ({"plate": "", "place": CASTLE_STREET}, "place", CASTLE_STREET.text),
            ({"plate": ""}, "description", ""),
        ],
        ids=["person", "a person in a vehicle", "place", "description"],
    )
    def test_it_is_about_whom_or_what_it_names(self, issue, given, about, title):
        alert = issue(**given)
        assert (alert.about, alert.title) == (about, title)

    def test_a_trespass_notice_is_kept_on_file_and_not_told_to_everybody(self, issue):
        alert = issue(AlertKind.TRESPASS, person="Ana Romero")
        assert not alert.is_broadcast
        assert alert.expires_at == NOON + timedelta(days=365)
        assert live.state("alert") == []

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"text": "  "}, "Say what to look out for"),
            ({"text": "x" * 2_001}, "at most 2,000 letters"),
            ({"source": ""}, "from whom it comes"),
            ({"plate": "*"}, "A plate has 2 to 10 letters"),
            ({"plate": "", "person": "?"}, "A name has letters"),
            ({"expires_at": NOON}, "The end must lie ahead"),
            ({"verified_at": NOON + HOUR}, "cannot have been verified in the future"),
        ],
        ids=["no text", "long text", "no source", "no plate", "no name", "past", "future"],
    )
    def test_what_is_no_alert_is_refused_in_words(self, issue, recorded, given, words):
        with pytest.raises(commands.UnfitAlert, match=words):
            issue(**given)
        assert recorded() == []

    @pytest.mark.parametrize("username", ["nora", "jun", "audrey"])
    def test_who_may_not_is_told_what_is_needed(self, issue, cast, recorded, username):
        with pytest.raises(NotAllowed, match="alert:issue is needed"):
            issue(by=getattr(cast, username))
        assert recorded() == []


class TestCorrecting:
    def test_the_wrong_one_is_struck_and_another_stands_in_its_place(self, issue, correct, cast):
        wrong = issue(expires_at=NOON + 5 * HOUR)
        right = correct(wrong, text="White Corolla")
        wrong.refresh_from_db()
        assert (wrong.ended_how, wrong.ended_why) == (AlertEnd.CORRECTED, "it was a Corolla")
        assert (wrong.text, right.text) == (said().text, "White Corolla")
        assert right.corrects == wrong
        assert (right.expires_at, right.verified_at) == (wrong.expires_at, wrong.verified_at)
        assert in_force(cast.jun) == [right]

    def test_one_entry_tells_both_and_nothing_is_edited_away(self, issue, correct, recorded):
        wrong = issue()
        right = correct(wrong)
        assert recorded() == ["registry.alert.issued", "registry.alert.corrected"]
        assert Entry.objects.latest("pk").codes["struck_id"] == wrong.pk
        assert Entry.objects.latest("pk").codes["alert_id"] == right.pk

    def test_everybody_must_get_it_anew(self, issue, correct, got):
        wrong = issue()
        got(wrong)
        [patch] = live.patches("alert", [str(correct(wrong).pk)])
        assert patch["row"]["acknowledged"] == []

    def test_it_takes_a_reason(self, issue, correct):
        with pytest.raises(commands.UnfitAlert, match="what was wrong"):
            correct(issue(), reason=" ")

    def test_corrected_twice_the_struck_one_is_over(self, issue, correct):
        wrong = issue()
        correct(wrong)
        with pytest.raises(commands.AlertOver, match="is over: corrected"):
            correct(wrong)

    def test_who_may_not_is_told_what_is_needed(self, issue, correct, cast):
        with pytest.raises(NotAllowed, match="alert:issue is needed"):
            correct(issue(), by=cast.jun)


class TestEnding:
    def test_extended_it_lasts_longer_and_says_when_it_was_verified(self, issue, cast, recorded):
        alert = issue()
        told = {"alert": alert, "expires_at": NOON + 48 * HOUR, "verified": True}
        commands.extend_alert(**told, by=cast.tess, at=NOON + HOUR)
        alert.refresh_from_db()
        assert (alert.expires_at, alert.verified_at) == (NOON + 48 * HOUR, NOON + HOUR)
        assert recorded() == ["registry.alert.issued", "registry.alert.extended"]
        assert Deadline.objects.get(task="registry.expire_alert").due_at == NOON + 48 * HOUR

    def test_extended_to_the_same_nothing_changes(self, issue, cast, recorded):
        alert = issue()
        told = {"alert": alert, "expires_at": alert.expires_at, "verified": False}
        commands.extend_alert(**told, by=cast.tess, at=NOON + HOUR)
        assert recorded() == ["registry.alert.issued"]

    def test_canceled_it_stays_on_file_with_who_and_why(self, issue, cast, recorded):
        alert = issue()
        told = {"alert": alert, "reason": "found at home", "by": cast.rosa, "at": NOON + HOUR}
        commands.cancel_alert(**told)
        alert.refresh_from_db()
        assert (alert.ended_how, alert.ended_why) == (AlertEnd.CANCELED, "found at home")
        assert (alert.ended_at, alert.ended_by) == (NOON + HOUR, str(cast.rosa.actor))
        assert recorded() == ["registry.alert.issued", "registry.alert.canceled"]
        assert not Deadline.objects.filter(task="registry.expire_alert").exists()
        with pytest.raises(commands.AlertOver, match="is over: canceled"):
            commands.cancel_alert(**told)

    def test_it_expires_by_itself(self, issue, cast, recorded):
        alert = issue(expires_at=NOON + HOUR)
        firing.fire_due(NOON + HOUR)
        alert.refresh_from_db()
        assert (alert.ended_how, alert.ended_by) == (AlertEnd.EXPIRED, "system:expiry")
        assert recorded() == ["registry.alert.issued", "registry.alert.expired"]

    def test_what_has_expired_is_in_force_nowhere_also_while_no_worker_runs(self, issue, cast):
        issue(expires_at=NOON + HOUR)
        assert len(in_force(cast.jun, NOON + HOUR - timedelta(seconds=1))) == 1
        assert in_force(cast.jun, NOON + HOUR) == []

    @pytest.mark.parametrize("username", ["nora", "jun"])
    def test_who_may_not_is_told_what_is_needed(self, issue, cast, username):
        alert, by = issue(), getattr(cast, username)
        later = {"alert": alert, "expires_at": NOON + 2 * HOUR}
        with pytest.raises(NotAllowed, match="alert:issue is needed"):
            commands.cancel_alert(alert=alert, reason="found", by=by, at=NOON)
        with pytest.raises(NotAllowed, match="alert:issue is needed"):
            commands.extend_alert(**later, verified=False, by=by, at=NOON)


class TestAcknowledging:
    def test_the_row_says_who_and_when_and_screens_show_it(self, issue, got, cast, recorded):
        alert = issue()
        got(alert)
        made = AlertAcknowledgement.objects.get()
        assert (made.member_id, made.acknowledged_at) == (cast.jun.member_id, NOON + HOUR)
        [patch] = live.patches("alert", [str(alert.pk)])
        assert patch["version"] == 2
        assert [one["member"] for one in patch["row"]["acknowledged"]] == [cast.jun.member_id]
        assert recorded() == ["registry.alert.issued", "registry.alert.acknowledged"]

    def test_twice_is_once(self, issue, got, recorded):
        alert = issue()
        assert got(alert) == got(alert)
        assert recorded() == ["registry.alert.issued", "registry.alert.acknowledged"]

    def test_of_what_is_over_nothing_is_left_to_get(self, issue, got, recorded):
        alert = issue(expires_at=NOON + HOUR)
        assert got(alert, at=NOON + HOUR) is None
        assert recorded() == ["registry.alert.issued"]

    def test_a_machine_gets_nothing(self, issue, got, cast):
        with pytest.raises(NotAllowed, match="Only a member"):
            got(issue(), by=agencies.system("test", [cast.ab]))


class TestWhatMatches:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "white Civic, 4abc 123, north on Castle"),
            ({}, "plate is 4ABCI23"),
            (
                {"plate": "", "person": "Ana O'Brien"},
                "caller says O\u2019BRIEN, ANA is at the door",
            ),
            ({"plate": "", "person": "José Romero"}, "jose romero"),
        ],
        ids=["plate", "a misread plate", "name", "without accents"],
    )
    def test_a_plate_or_a_name_in_what_is_typed(self, issue, cast, given, words):
        alert = issue(**given)
        assert queries.alerts_matching(cast.jun, NOON + HOUR, words=words) == [alert]
        other = "black Civic 4ABC124 of Ana Smith"
        assert queries.alerts_matching(cast.jun, NOON + HOUR, words=other) == []

    def test_a_place_at_each_of_its_apartments(self, issue, cast):
        alert = issue(AlertKind.TRESPASS, plate="", place=Location("1925 North Castle Street"))
        for address in ("1925 north castle street", "1925 North Castle Street apt 4"):
            found = queries.alerts_matching(cast.jun, NOON, addresses=[address])
            assert found == [alert]
        assert queries.alerts_matching(cast.jun, NOON, addresses=["1927 North Castle St"]) == []

    def test_nothing_typed_means_nothing(self, issue, cast):
        issue(plate="")
        assert queries.alerts_matching(cast.jun, NOON) == []

    def test_an_incident_by_its_place_its_people_its_vehicles_and_its_words(self, issue, cast):
        told = {"agency": cast.ab, "kind": "call", "headline": "Noise", "at": NOON}
        incident = commands.open_incident(location=CASTLE_STREET, by=cast.tess, **told)
        commands.involve_person(incident=incident, name="Ana Romero", phone="", role="caller")
        commands.involve_person(incident=incident, name="Kim Lee", phone="", role="caller")
        commands.involve_vehicle(incident=incident, plate="7XYZ999", state="", description="")
        meant = [
            issue(plate="", place=CASTLE_STREET),
            issue(AlertKind.SAFETY, plate="", person="ROMERO, Ana"),
            issue(plate="7XYZ-999"),
            issue(plate="8QRS111"),
        ]
        issue(plate="", person="Sam Hill")
        words = "a gray van, 8QRS111"
        of_the_caller = issue(plate="", person="Kim Lee")
        found = queries.alerts_concerning(cast.jun, incident, words, NOON + HOUR)
        assert found == meant[::-1], "an officer may not know who called"
        found = queries.alerts_concerning(cast.tess, incident, words, NOON + HOUR)
        assert found == [of_the_caller, *meant[::-1]]

    @given(st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=2, max_size=4))
    def test_a_name_is_found_in_any_order_and_writing(self, words):
        key = names.person_key(" ".join(words))
        assert key == names.person_key(", ".join(reversed(words)).upper())
        assert key in set(names.persons_in(f"1925 {' '.join(words)}!"))


class TestWhoSees:
    def test_the_neighbor_has_none_of_it(self, issue, cast):
        issue()
        cast.enter(cast.nora)
        assert in_force(cast.nora) == []
        assert queries.alerts_matching(cast.nora, NOON, words="4ABC123") == []
        assert live.state("alert") == []

    def test_a_restricted_one_is_for_those_cleared_for_its_class(self, issue, cast, got):
        cleared = cast.enter(cast.cleared("rosa", "juvenile"))
        alert = issue(by=cleared, need_to_know="juvenile")
        assert in_force(cleared) == [alert]
        cast.enter(cast.tess)
        assert in_force(cast.tess) == []
        assert not Alert.objects.exists()
        with pytest.raises(commands.AlertOutOfSight):
            got(alert)

    def test_nobody_restricts_one_to_a_class_he_does_not_hold(self, issue):
        with pytest.raises(NotAllowed, match="may not see alerts restricted to “juvenile”"):
            issue(need_to_know="juvenile")

    def test_a_restricted_one_expires_too(self, issue, cast, recorded):
        cleared = cast.enter(cast.cleared("rosa", "juvenile"))
        issue(by=cleared, need_to_know="juvenile", expires_at=NOON + HOUR)
        firing.fire_due(NOON + HOUR)
        assert recorded()[-1] == "registry.alert.expired"


class TestLists:
    def test_in_force_or_over_newest_first_page_by_page(self, issue, cast):
        alerts = [issue(at=NOON + minutes * HOUR / 60) for minutes in range(5)]
        commands.cancel_alert(alert=alerts[0], reason="found", by=cast.tess, at=NOON + HOUR)
        first = queries.alerts_page(cast.jun, NOON + HOUR, size=3)
        assert first.alerts == alerts[:1:-1]
        rest = queries.alerts_page(cast.jun, NOON + HOUR, after=first.next_key, size=3)
        assert (rest.alerts, rest.next_key) == ([alerts[1]], None)
        over = queries.alerts_page(cast.jun, NOON + HOUR, over=True)
        assert over.alerts == alerts[:1]

    def test_rows_cost_the_same_however_many(self, issue, cast, got):
        def counted():
            with CaptureQueriesContext(
                connection,
            ) as asked:
                queries.board_alerts([one.pk for one in Alert.objects.all()])
            return len(asked)

        got(issue())
        few = counted()
        for _ in range(4):
            got(issue(by=cast.rosa))
        assert counted() == few


def test_the_program_is_named_where_nobody_else_ended_it(issue):
    issue(expires_at=NOON + HOUR)
    firing.fire_due(NOON + HOUR)
    actor = Actor.parse(Alert.objects.get().ended_by)
    assert agencies.actor_names([actor]) == {actor: "expiry"}
