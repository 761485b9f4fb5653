"""Alerts over HTTP: every verb by its address, refusals in words, what matches while one types."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from beatbook.core import clock
from beatbook.ground.registry import commands
from beatbook.ground.registry.commands import Location, Particulars
from beatbook.ground.registry.models import Alert
from beatbook.ground.registry.vocabulary import AlertKind

SHERIFF = "Deputy Ames, Alder County Sheriff"
BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"


@pytest.fixture
def client_of(cast):
    def signed_in(username):
        client = Client()
        client.force_login(cast.members[username], backend=BACKEND)
        return client

    return signed_in


class TestOverHttp:
    def send(self, client, path, body, **more):
        answer = client.post(path, json.dumps(body), content_type="application/json", **more)
        return answer.status_code, answer.json()

    def test_issued_extended_corrected_canceled_and_acknowledged(self, client_of, cast):
        tess, jun = client_of("tess"), client_of("jun")
        body = {"kind": "bolo", "text": "White Civic", "source": SHERIFF, "until": "+2h"}
        status, answer = self.send(tess, "/alerts/", body | {"plate": "4ABC123/CA"})
        assert status == 200, answer
        assert answer["message"].startswith(f"Be on the lookout no. {answer['id']} is in force")
        path = f"/alerts/{answer['id']}"
        assert self.send(jun, f"{path}/acknowledgement/", {})[1]["message"] == "Got it."
        assert self.send(tess, f"{path}/extension/", {"until": "+4h"})[0] == 200
        changed = {"kind": "bolo", "text": "Gray Civic", "source": SHERIFF, "reason": "color"}
        status, corrected = self.send(tess, f"{path}/correction/", changed)
        assert status == 200
        assert self.send(tess, f"{path}/cancellation/", {"reason": "found"})[0] == 422
        path = f"/alerts/{corrected['id']}"
        assert self.send(tess, f"{path}/cancellation/", {"reason": "found"})[0] == 200

    def test_one_command_id_is_one_alert(self, client_of):
        body = {"kind": "bolo", "text": "White Civic", "source": SHERIFF}
        header = {"headers": {"Command-Id": "1f0a4d3c-1111-4222-8333-444455556666"}}
        answers = [self.send(client_of("tess"), "/alerts/", body, **header) for _ in range(2)]
        assert answers[0] == answers[1]
        assert Alert.objects.count() == 1

    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ("kind", "What kind of alert"),
            ("text", "what to look out for"),
            ("source", "from whom it comes"),
        ],
    )
    def test_what_is_missing_is_said_in_words(self, client_of, missing, words):
        body = {"kind": "bolo", "text": "White Civic", "source": SHERIFF} | {missing: ""}
        status, answer = self.send(client_of("tess"), "/alerts/", body)
        assert (status, answer["field"]) == (422, missing)
        assert words in answer["message"]

    def test_what_matches_is_told_while_it_is_typed(self, client_of, cast):
        said = Particulars(
            text="Barred", source=SHERIFF, place=Location("1925 North Castle Street")
        )
        told = {"agency": cast.ab, "by": cast.tess, "at": clock.real_now()}
        commands.issue_alert(kind=AlertKind.TRESPASS, said=said, **told)
        asked = {"words": "loud music", "place": "1925 north castle street"}
        answer = client_of("jun").get("/alerts/matching/", asked).json()
        assert [one["address"] for one in answer["alerts"]] == ["1925 North Castle Street"]
