"""Calls over HTTP: what each address does, and how it says no."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Note
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.force.models import Assignment, UnitState
from tests.cast import NOON
from tests.duties.calls.conftest import BACKEND

MISSING = "A26-999999"


@pytest.fixture
def tess(browser):
    return browser("tess")


@pytest.fixture
def path(call):
    return f"/calls/{call.incident.number}"


@pytest.fixture
def unit_id(cast):
    return cast.unit("2B10").pk


@pytest.fixture
def written(call, cast):
    return commands.add_note(call=call, text="Caller hears glass", by=cast.tess, at=NOON)


def addresses(number, note_id=1):
    """Every address of one call."""
    verbs = ("assignment", "release", "closure", "note", f"note/{note_id}/strike", "correction")
    reads = [("get", f"/calls/{number}/{what}") for what in ("detail.json", "recommendation/")]
    return reads + [("post", f"/calls/{number}/{verb}/") for verb in verbs]


class TestWhatIsDone:
    def test_a_call_is_taken(self, tess):
        status, body = tess.post(
            "/calls/",
            {
                "call_type": "noise",
                "location": "12 Harbor Street",
                "caller": "A. Romero",
                "notes": "  loud\n music ",
            },
        )
        call = Call.objects.get(incident__number=body["number"])
        assert (status, body["message"]) == (200, f"{call} taken: Noise complaint.")
        assert (call.incident.location, call.caller, call.source) == (
            "12 Harbor Street",
            "A. Romero",
            "phone",
        )
        assert call.notes.get().text == "  loud\n music "

    def test_a_point_that_was_chosen_is_kept(self, tess):
        _, body = tess.post(
            "/calls/", {"call_type": "NOISE", "location": "the pier", "lat": 41.5, "lon": -69.2}
        )
        incident = Call.objects.get(incident__number=body["number"]).incident
        assert (incident.location, incident.lat, incident.lon) == ("the pier", 41.5, -69.2)

    def test_the_county_takes_it_for_the_agency_named(self, browser, cast):
        told = {"agency": "MB", "call_type": "NOISE", "location": "Mill Lane"}
        _, body = browser("cory").post("/calls/", told)
        assert body["number"].startswith("M")

    def test_the_whole_call_is_read(self, tess, path, call, written):
        status, body = tess.get(f"{path}/detail.json")
        assert (status, body["number"], body["status"]) == (200, str(call), "waiting")
        assert [line["text"] for line in body["chronology"]] == [
            "took the call: Noise complaint at 1925 North Castle Street",
            "Caller hears glass",
        ]

    def test_every_unit_on_duty_is_ranked(self, tess, path):
        status, body = tess.get(f"{path}/recommendation/")
        assert (status, len(body["units"])) == (200, 24)
        assert body["units"][0]["recommended"] is True

    def test_units_are_sent(self, tess, path, call, unit_id):
        status, body = tess.post(f"{path}/assignment/", {"unit": [unit_id], "status": "ER"})
        assert (status, body["message"]) == (200, f"2B10 sent to {call}.")
        assert UnitState.objects.get(unit_id=unit_id).status == "ER"

    def test_a_unit_is_cleared_and_the_call_waits_again(self, tess, path, call, unit_id):
        tess.post(f"{path}/assignment/", {"unit": unit_id})
        status, body = tess.post(f"{path}/release/", {"unit": unit_id})
        assert (status, body["field"]) == (422, "left")
        status, body = tess.post(f"{path}/release/", {"unit": unit_id, "left": "N"})
        assert (status, body["status"]) == (200, "waiting")
        assert body["message"] == f"2B10 cleared from {call}."

    def test_the_last_officer_clears_with_a_disposition_and_a_note(
        self, tess, browser, path, unit_id, call
    ):
        tess.post(f"{path}/assignment/", {"unit": unit_id, "status": "OS"})
        told = {"unit": unit_id, "disposition": "warning", "note": "Party ended"}
        status, body = browser("jun").post(f"{path}/release/", told)
        assert (status, body["status"]) == (200, "closed")
        assert call.notes.get().text == "Party ended"

    def test_the_call_is_closed(self, tess, path, call):
        status, body = tess.post(f"{path}/closure/", {"disposition": "PHONE", "note": "Sorted"})
        assert (status, body["message"]) == (200, f"{call} closed: Settled by phone.")
        assert (Call.objects.get(pk=call.pk).status, call.notes.get().text) == ("closed", "Sorted")

    def test_a_note_is_added_and_struck(self, tess, path, call):
        _, body = tess.post(f"{path}/note/", {"text": " two\n men "})
        assert call.notes.get().text == " two\n men "
        _, struck = tess.post(f"{path}/note/{body['note']}/strike/", {"reason": "wrong call"})
        assert struck == {"ok": True, "message": "Note struck out. It stays readable."}
        assert call.notes.get().struck_reason == "wrong call"

    def test_a_call_is_corrected(self, tess, path, call):
        told = {"location": "12 Harbor Street", "call_type": "vandalism", "priority": 1}
        status, body = tess.post(f"{path}/correction/", told)
        stands = Call.objects.get(pk=call.pk)
        assert (status, body["message"]) == (200, f"{call} corrected.")
        assert (stands.incident.location, stands.call_type.code, stands.priority) == (
            "12 Harbor Street",
            "VANDALISM",
            1,
        )

    def test_a_form_is_read_as_well_as_json(self, cast, path, call):
        client = Client()
        client.force_login(cast.members["tess"], BACKEND)
        assert client.post(f"{path}/note/", {"text": "by form"}).json()["ok"]
        cast.enter(cast.tess)
        assert call.notes.get().text == "by form"


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("verb", "body", "field", "said"),
        [
            ("assignment", {}, "unit", "Which unit? Name at least one."),
            ("assignment", {"unit": []}, "unit", "Which unit? Name at least one."),
            ("assignment", {"unit": ["²"]}, "unit", "Which unit? Name at least one."),
            ("assignment", {"unit": 10**30}, "unit", "Which unit? Name at least one."),
            ("assignment", {"unit": 10**9}, "unit", "One of these units is not there (any more)."),
            ("release", {}, "unit", "This field is required."),
            ("release", {"unit": "x"}, "unit", "Enter a whole number."),
            (
                "closure",
                {},
                "disposition",
                "How did the call end? Choose a disposition.",
            ),
            ("closure", {"disposition": "nope"}, "disposition", "There is no disposition NOPE."),
            ("note", {"text": ""}, "text", "The note is empty. Type what happened."),
            ("note", {"text": " \n"}, None, "The note is empty. Type what happened."),
            (
                "correction",
                {"call_type": "nope"},
                "call_type",
                "Alder Bay Community Safety has no call type NOPE.",
            ),
            (
                "correction",
                {"priority": 9},
                "priority",
                "Ensure this value is less than or equal to 5.",
            ),
        ],
    )
    def test_a_field_that_is_wrong_is_named(self, tess, path, verb, body, field, said):
        assert tess.post(f"{path}/{verb}/", body) == (
            422,
            {"ok": False, "message": said, "field": field},
        )

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"location": "here"}, "call_type"),
            ({"call_type": "NOISE"}, "location"),
            ({"call_type": "NOPE", "location": "here"}, "call_type"),
            ({"call_type": "NOISE", "location": "here", "lat": 91, "lon": 0}, "lat"),
            ({"call_type": "NOISE", "location": "here", "source": "pigeon"}, "source"),
            ({"call_type": "NOISE", "location": "x" * 301}, "location"),
        ],
    )
    def test_a_call_that_cannot_be_taken_says_why(self, tess, body, field):
        status, answer = tess.post("/calls/", body)
        assert (status, answer["field"], Call.objects.count()) == (422, field, 0)

    def test_a_strike_needs_a_reason(self, tess, path, written):
        status, answer = tess.post(f"{path}/note/{written.pk}/strike/", {})
        assert (status, answer["message"]) == (422, "Say why the note is struck out.")

    def test_a_refused_closure_leaves_no_note(self, tess, path):
        told = {"disposition": "REPORT", "note": "Report taken"}
        status, answer = tess.post(f"{path}/closure/", told)
        assert (status, answer["message"].split(",")[0]) == (
            422,
            f"No unit was on scene at {path.split('/')[-1]}",
        )
        assert not Note.objects.exists()

    @pytest.mark.parametrize("content", ["{", "[]", "NaN", '{"text": NaN}', '{"text": "\\ud800"}'])
    def test_what_is_no_json_is_said_so(self, tess, call, content):
        for method, path in addresses(call.incident.number):
            if method == "post" and "strike" not in path:
                status, answer = tess.post(path, content)
                assert (status, answer["ok"]) == (422, False)
                assert answer["message"].startswith("The request ")

    def test_an_id_that_is_none_is_refused(self, tess, path):
        status, answer = tess.post(f"{path}/note/", {"text": "x"}, **{"Command-Id": "seven"})
        assert (status, answer["message"]) == (422, "Command-Id must be a UUID.")

    def test_an_address_is_not_read_where_it_acts(self, tess, call):
        statuses = {
            tess.client.get(path).status_code
            for method, path in addresses(call.incident.number)
            if method == "post"
        }
        assert statuses == {405}


class TestOnce:
    def test_the_second_arrival_gets_the_first_answer(self, tess, path):
        identity = {"Command-Id": str(uuid.uuid4())}
        first = tess.post(f"{path}/note/", {"text": "once"}, **identity)
        assert tess.post(f"{path}/note/", {"text": "once"}, **identity) == first
        assert Note.objects.count() == 1

    def test_another_body_under_the_same_id_is_a_conflict(self, tess, path):
        identity = {"Command-Id": str(uuid.uuid4())}
        tess.post(f"{path}/note/", {"text": "once"}, **identity)
        status, answer = tess.post(f"{path}/note/", {"text": "twice"}, **identity)
        assert (status, answer["ok"], Note.objects.count()) == (409, False, 1)

    def test_another_address_under_the_same_id_is_a_conflict(self, tess, path, unit_id):
        identity = {"Command-Id": str(uuid.uuid4())}
        told = {"unit": unit_id, "path": f"{path}/assignment/"}
        tess.post(f"{path}/assignment/", told, **identity)
        assert tess.post(f"{path}/release/", told, **identity)[0] == 409
        assert Assignment.objects.get().cleared_at is None

    def test_a_refused_command_may_be_sent_again_corrected(self, tess, path):
        identity = {"Command-Id": str(uuid.uuid4())}
        assert tess.post(f"{path}/note/", {"text": ""}, **identity)[0] == 422
        assert tess.post(f"{path}/note/", {"text": "now"}, **identity)[0] == 200


class TestStrangers:
    def test_nobody_is_let_in_signed_out(self, browser, call):
        nobody = browser()
        answers = [
            getattr(nobody, method)(path) for method, path in addresses(call.incident.number)
        ]
        answers.append(nobody.post("/calls/", {"call_type": "NOISE", "location": "here"}))
        assert {status for status, _ in answers} == {401}
        assert {body["message"] for _, body in answers} == {
            "You are signed out. Sign in; what you typed is kept."
        }

    def test_the_neighbor_finds_no_such_call(self, millbrook, call, written):
        for method, path in addresses(call.incident.number, written.pk):
            assert getattr(millbrook, method)(path)[0] == 404, path

    def test_nor_an_agency_to_take_it_for(self, millbrook):
        told = {"agency": "AB", "call_type": "NOISE", "location": "here"}
        assert millbrook.post("/calls/", told)[0] == 404

    def test_nor_a_unit_of_ours_to_clear(self, tess, path, cast):
        cast.enter(cast.system("MB"))
        theirs = cast.unit("M1A1").pk
        assert tess.post(f"{path}/release/", {"unit": theirs})[0] == 404
        assert tess.post(f"{path}/assignment/", {"unit": theirs})[0] == 422

    def test_a_number_that_nobody_drew_is_not_found(self, tess):
        for method, path in addresses(MISSING):
            assert getattr(tess, method)(path)[0] == 404, path

    def test_a_note_of_another_call_is_not_found(self, tess, path, take, cast):
        other = commands.add_note(call=take(), text="elsewhere", by=cast.tess, at=NOON)
        assert tess.post(f"{path}/note/{other.pk}/strike/", {"reason": "x"})[0] == 404

    @pytest.mark.parametrize(
        ("who", "allowed"),
        [
            ("carl", {"note", "detail.json", "recommendation"}),
            ("audrey", {"detail.json", "recommendation"}),
        ],
    )
    def test_a_role_reaches_only_what_it_holds(self, browser, call, who, allowed):
        somebody = browser(who)
        for method, path in addresses(call.incident.number):
            status, _ = getattr(somebody, method)(path)
            verb = path.split("/")[3]
            assert (status == 403) == (verb not in allowed | {"release"}), path

    def test_who_is_not_on_the_call_does_not_clear_it(self, tess, browser, path, unit_id):
        tess.post(f"{path}/assignment/", {"unit": unit_id})
        status, answer = browser("carl").post(f"{path}/release/", {"unit": unit_id})
        assert (status, answer["message"]) == (
            403,
            f"Carl Whitfield is not on {path.split('/')[-1]}.",
        )


class TestForgery:
    @pytest.fixture
    def strict(self, cast):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.members["tess"], BACKEND)
        return client

    def post(self, client, path, **headers):
        return client.post(
            path, {"text": "x"}, content_type="application/json", headers=headers
        ).status_code

    def test_another_site_s_page_cannot_act(self, strict, call):
        for method, path in addresses(call.incident.number):
            if method == "post":
                assert self.post(strict, path) == 403, path
        assert self.post(strict, "/calls/") == 403

    def test_our_own_pages_can(self, strict, path, cast):
        strict.get("/sign-in/?next=/")
        strict.get("/dispatch/")
        token = strict.cookies["csrftoken"].value
        assert self.post(strict, f"{path}/note/", **{"X-CSRFToken": token}) == 200
        cast.enter(cast.tess)
        assert queries.calls_for(cast.tess).get().status == Status.WAITING
