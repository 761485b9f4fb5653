"""Abandoned vehicles: tagged, due for a second look by themselves, moved, cited or towed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import NotAllowed
from beatbook.ground.files import pictures, store
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.models import Tag
from beatbook.ground.registry.vocabulary import TagEnd
from beatbook.ground.work import firing
from tests.cast import CASTLE_STREET, NOON
from tests.pictured import jpeg

HOUR = timedelta(hours=1)
BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"


@pytest.fixture
def tag(cast):
    def tagged(by=None, at=NOON, recheck_at=None, location=None, **said):
        given = {"description": "Gray Accord", "address": "8 Mill Lane", "plate": "4ABC123 CA"}
        told = {"agency": cast.ab, "said": commands.Tagged(**(given | said))}
        told |= {"location": location, "recheck_at": recheck_at}
        return commands.tag_vehicle(**told, by=by or cast.jun, at=at)

    return tagged


@pytest.fixture
def end(cast):
    def ended(tag, how=TagEnd.MOVED, by=None):
        return commands.end_tag(tag=tag, how=how, by=by or cast.jun, at=NOON + HOUR)

    return ended


def test_the_row_says_how_it_stood(tag, cast, recorded):
    found = tag(odometer=120_431, valves="front left 3, rear left 7")
    assert (found.vehicle, found.odometer) == ("4ABC123 CA", 120_431)
    assert (found.valves, found.tagged_by) == ("front left 3, rear left 7", str(cast.jun.actor))
    assert found.recheck_at == NOON + timedelta(hours=72)
    assert recorded() == ["registry.vehicle.tagged"]


def test_one_without_plate_and_vin_is_called_what_it_looks_like(tag):
    assert tag(plate="").vehicle == "Gray Accord"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"description": " "}, "what it looks like"),
        ({"address": ""}, "where it stands"),
        ({"plate": "*"}, "A plate has 2 to 10"),
        ({"recheck_at": NOON}, "must lie ahead"),
    ],
    ids=["no looks", "no place", "no plate", "past"],
)
def test_what_cannot_be_tagged_is_refused_in_words(tag, recorded, said, words):
    with pytest.raises(commands.UnfitTow, match=words):
        tag(**said)
    assert recorded() == []


def test_it_is_due_by_itself_once(tag, cast, recorded):
    found = tag(recheck_at=NOON + HOUR)
    firing.fire_due(NOON + HOUR)
    found.refresh_from_db()
    assert found.due_at == NOON + HOUR
    assert recorded() == ["registry.vehicle.tagged", "registry.tag.due"]


def test_moved_before_it_was_due_nobody_looks_again(tag, end, recorded):
    ended = end(tag())
    firing.fire_due(NOON + timedelta(days=30))
    assert (ended.ended_how, ended.ended_at) == (TagEnd.MOVED, NOON + HOUR)
    assert recorded() == ["registry.vehicle.tagged", "registry.tag.ended"]


def test_towed_it_stands_in_the_tow_log(tag, end, cast, recorded):
    ended = end(tag(), TagEnd.TOWED)
    assert queries.tows_named(cast.jun, "where is 4ABC123") == [ended.tow]
    assert ended.tow.reason == "Abandoned vehicle"
    _, *ending = recorded()
    assert ending == ["registry.tow.logged", "registry.tag.ended"]


def test_nothing_is_towed_that_has_neither_plate_nor_vin(tag, end):
    with pytest.raises(commands.UnfitTow, match="Give its plate or its VIN"):
        end(tag(plate=""), TagEnd.TOWED)


def test_ended_twice_the_first_stands(tag, end, recorded):
    found = tag()
    end(found)
    end(found)
    with pytest.raises(commands.TagOver, match="moved before"):
        end(found, TagEnd.CITED)
    assert recorded() == ["registry.vehicle.tagged", "registry.tag.ended"]


@pytest.mark.parametrize("username", ["nora", "carl"])
def test_who_may_not_is_told_what_is_needed(tag, end, cast, username):
    found, by = tag(), getattr(cast, username)
    with pytest.raises(NotAllowed, match="tow:log is needed"):
        tag(by=by)
    with pytest.raises(NotAllowed, match="tow:log is needed"):
        end(found, by=by)


class TestPage:
    @pytest.fixture
    def as_member(self, cast):
        def signed_in(username):
            client = Client()
            client.force_login(cast.members[username], backend=BACKEND)
            return client

        return signed_in

    def test_an_officer_tags_one_and_says_that_it_was_moved(self, as_member):
        jun = as_member("jun")
        body = {"description": "Gray Accord", "address": "8 Mill Lane"}
        assert (
            "Gray Accord is tagged."
            in jun.post("/station/tags/", body, follow=True).content.decode()
        )
        path = f"/station/tags/{Tag.objects.get().pk}/end/"
        assert "How did it end?" in jun.post(path, follow=True).content.decode()
        page = jun.post(path, {"how": "moved"}, follow=True).content.decode()
        assert "Gray Accord: moved." in page
        assert "No vehicle is tagged" in page

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, as_member):
        body = {"description": "Gray Accord", "address": "8 Mill Lane", "recheck": "soonish"}
        page = as_member("jun").post("/station/tags/", body).content.decode()
        assert "is no time. Write 1700" in page
        assert "Gray Accord" in page

    def test_what_is_due_stands_first_and_says_so(self, as_member, tag):
        tag(plate="8XYZ999", recheck_at=NOON + 5 * HOUR)
        tag(plate="7XYZ999", recheck_at=NOON + 2 * HOUR)
        page = as_member("carl").get("/station/tags/").content.decode()
        assert page.index("7XYZ999") < page.index("8XYZ999")
        assert "Due since" in page

    def test_the_list_costs_the_same_for_one_and_for_many(self, as_member, tag):
        carl = as_member("carl")

        def counted():
            with CaptureQueriesContext(connection) as asked:
                carl.get("/station/tags/")
            return len(asked)

        tag()
        few = counted()
        for _ in range(5):
            tag()
        assert counted() == few


def due():
    return [patch["row"] for patch in queries.board_tags(None)]


def test_what_is_due_is_on_every_board_until_somebody_looked(tag, end, cast):
    found = tag(recheck_at=NOON + HOUR, location=CASTLE_STREET)
    assert due() == []
    firing.fire_due(NOON + HOUR)
    assert [(row["vehicle"], row["beat"]) for row in due()] == [("4ABC123 CA", "2")]
    end(found)
    assert due() == []
    [patch] = queries.board_tags([found.pk])
    assert (patch["row"], patch["version"]) == (None, 3)


def test_what_still_stands_is_due_again(tag, end, cast, recorded):
    found = tag(recheck_at=NOON + HOUR)
    firing.fire_due(NOON + HOUR)
    told = {"tag": found, "recheck_at": NOON + 3 * HOUR, "by": cast.jun, "at": NOON + 2 * HOUR}
    for _ in range(2):
        commands.look_again(**told)
    assert due() == []
    firing.fire_due(NOON + 3 * HOUR)
    assert len(due()) == 1
    with pytest.raises(commands.UnfitTow, match="lie ahead"):
        commands.look_again(**told | {"recheck_at": NOON})
    end(found)
    with pytest.raises(commands.TagOver):
        commands.look_again(**told)
    assert recorded() == [
        "registry.vehicle.tagged",
        "registry.tag.due",
        "registry.tag.looked_at",
        "registry.tag.due",
        "registry.tag.ended",
    ]


class TestPhotos:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.FILES = tmp_path

    @pytest.fixture
    def photograph(self, cast):
        def photographed(tag, color="teal", by=None):
            pieces = [jpeg(80, 60, color)]
            received = store.receive(pieces, most=10**6, look=pictures.look)
            told = {"by": by or cast.jun, "at": NOON + HOUR}
            return commands.photograph_tag(tag=tag, received=received, **told)

        return photographed

    def test_a_photo_is_attached_once(self, tag, photograph, recorded):
        found = tag()
        assert photograph(found) == photograph(found)
        assert found.photos.count() == 1
        assert recorded() == [
            "registry.vehicle.tagged",
            "files.file.stored",
            "registry.tag.photographed",
        ]

    def test_who_may_not_and_when_not(self, tag, end, photograph, cast, monkeypatch):
        found = tag()
        for who in (cast.carl, cast.nora):
            with pytest.raises(NotAllowed):
                photograph(found, by=who)
        monkeypatch.setattr("beatbook.ground.registry.commands.tag.MOST_PHOTOS", 1)
        photograph(found)
        with pytest.raises(commands.EnoughPhotos):
            photograph(found, "olive")
        end(found)
        with pytest.raises(commands.TagOver):
            photograph(found, "navy")

    def test_over_http_the_body_is_the_photo_and_the_neighbor_has_none(self, tag, cast):
        found, client = tag(), Client()
        client.force_login(cast.members["jun"], BACKEND)
        address = f"/tags/{found.pk}/photos/"
        content = jpeg(80, 60)
        answer = client.post(address, content, "application/octet-stream")
        assert answer.json()["message"] == "The photo of 4ABC123 CA is kept."
        shown = client.get(f"{address}{answer.json()['photo']}/")
        assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert "sandbox" in shown["Content-Security-Policy"]
        assert b"Test Camera" in content
        assert b"Test Camera" not in shown.content
        original = client.get(f"{address}{answer.json()['photo']}/original/")
        assert original.content == content
        assert original["Content-Disposition"].startswith("attachment")
        assert client.post(address, b"<html>", "image/jpeg").status_code == 422
        cast.enter(cast.nora)
        client.force_login(cast.members["nora"], BACKEND)
        for path in ("", f"{answer.json()['photo']}/", f"{answer.json()['photo']}/original/"):
            method = client.get if path else client.post
            assert method(address + path).status_code == 404

    def test_more_bytes_than_are_taken_are_refused(self, tag, cast, monkeypatch):
        monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
        client = Client()
        client.force_login(cast.members["jun"], BACKEND)
        answer = client.post(f"/tags/{tag().pk}/photos/", jpeg(), "image/jpeg")
        assert (answer.status_code, answer.json()["ok"]) == (413, False)
