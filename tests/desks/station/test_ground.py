"""The map page: areas in lists and forms, then and now, closed streets, names, figures."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.values import Point
from beatbook.ground.geo import commands
from beatbook.ground.geo.models import Alias, Area, Closure, Map
from tests.cast import NOON
from tests.ground.geo.places import HARBOR, OLD_TOWN, outline, spot

pytestmark = pytest.mark.usefixtures("small_town_map")
NEW = "/station/map/areas/new/?kind=sector"
CROSSED = ((0, 0), (4, 4), (4, 0), (0, 4))
SQUARE = ["Harbor Rd & Casa St", "Main St & Casa St", "41.502, -69.196", "Harbor Rd & Broadway"]
SECTOR = {"code": "S1", "name": "South", "corner-0": SQUARE}


def words(answer):
    return " ".join(answer.content.decode().split())


class TestAreas:
    def test_they_are_listed_by_kind_with_since_when(self, as_member, draw):
        draw(OLD_TOWN, HARBOR)
        page = words(as_member("tess").get("/station/map/"))
        assert "Old Town" in page
        assert "Jun 15, 2026 12:00" in page
        assert "New beat" not in page, "who may not draw is not asked to"
        assert "None yet" in words(as_member("ada").get("/station/map/?kind=park"))

    def test_one_is_drawn_by_its_corners_in_words(self, as_member):
        page = words(as_member("ada").post(NEW, SECTOR, follow=True))
        assert "Sector S1 is saved. It holds from now on." in page
        area = Area.objects.get(kind="sector", code="S1")
        ring = area.outlines.get().shape["coordinates"][0]
        assert len(ring) == 5
        assert [-69.196, 41.502] in ring

    def test_what_is_wrong_is_said_and_no_corner_is_lost(self, as_member):
        wrong = SECTOR | {"corner-0": ["over the rainbow", *SQUARE], "name": ""}
        page = words(as_member("ada").post(NEW, wrong))
        assert "Corner 1: “over the rainbow” is not on the map." in page
        assert 'value="over the rainbow"' in page
        assert 'value="Main St &amp; Casa St"' in page
        assert not Area.objects.filter(code="S1").exists()

    def test_an_outline_that_crosses_itself_is_refused_in_words(self, as_member):
        crossed = [f"{lat}, {lon}" for lat, lon in (spot(*at) for at in CROSSED)]
        page = words(as_member("ada").post(NEW, SECTOR | {"corner-0": crossed}))
        assert "The outline crosses or touches itself near 41.50" in page

    def test_a_change_keeps_the_outline_before_and_tells_what_it_overlaps(self, as_member, draw):
        _, harbor = draw(OLD_TOWN, HARBOR)
        square = [f"{lat}, {lon}" for lat, lon in (spot(0, 2), spot(4, 2), spot(4, 8), spot(0, 8))]
        changed = {"name": "Harbor", "corner-0": square}
        client = as_member("ada")
        page = words(client.post(f"/station/map/areas/{harbor.pk}/", changed, follow=True))
        assert "It overlaps 1: is that meant?" in page
        assert harbor.outlines.count() == 2
        assert "A. Okafor changed the beat 2 Harbor" in page

    def test_one_is_retired_and_still_there(self, as_member, draw):
        (old_town,) = draw(OLD_TOWN)
        client = as_member("ada")
        page = words(client.post(f"/station/map/areas/{old_town.pk}/retirement/", follow=True))
        assert "1 is out of use. Its history stays." in page
        assert "Out of use since" in words(client.get(f"/station/map/areas/{old_town.pk}/"))
        assert "was retired before" in words(
            client.post(f"/station/map/areas/{old_town.pk}/retirement/", follow=True)
        )

    def test_who_may_not_is_told(self, as_member, draw):
        (old_town,) = draw(OLD_TOWN)
        tess = as_member("tess")
        assert tess.get(NEW).status_code == 403
        assert tess.post(f"/station/map/areas/{old_town.pk}/retirement/").status_code == 403
        refused = words(tess.post(f"/station/map/areas/{old_town.pk}/", SECTOR))
        assert "map:edit is needed" in refused
        assert old_town.outlines.count() == 1


class TestThen:
    def test_what_a_place_was_in_on_a_day(self, as_member, draw):
        draw(OLD_TOWN, HARBOR)
        draw(outline("2", "Waterfront", 0, 0, 8, 8), at=NOON + timedelta(days=3))
        client = as_member("tess")
        asked = {"where": "1921 N Castle", "day": "2026-06-16"}
        page = words(client.get("/station/map/", asked))
        assert '<th scope="row">Beat</th> <td>1 Old Town</td> <td>2 Waterfront</td>' in page
        before = words(client.get("/station/map/", asked | {"day": "2026-06-01"}))
        assert "<td>none</td> <td>2 Waterfront</td>" in before

    def test_a_place_that_is_not_clear_is_said(self, as_member):
        page = words(
            as_member("tess").get("/station/map/", {"where": "nowhere", "day": "2026-06-16"})
        )
        assert "“nowhere” is not on the map." in page


class TestClosedStreets:
    CLOSING = {"stretch": "Bank St, Casa / Broadway", "until": "+2h", "reason": "Parade"}

    def test_one_is_closed_by_form_listed_and_opened(self, as_member):
        client = as_member("tess")
        page = words(client.post("/station/map/streets/", self.CLOSING, follow=True))
        assert "Bank Street is closed now, on every map." in page
        assert "Bank Street between Casa Street and Broadway" in page
        closure = Closure.objects.get()
        opened = words(client.post(f"/station/map/streets/{closure.pk}/opening/", follow=True))
        assert "Bank Street is open again." in opened
        assert "Every street is open" in opened

    def test_what_is_wrong_is_said_beside_its_field(self, as_member):
        page = words(as_member("tess").post("/station/map/streets/", self.CLOSING | {"reason": ""}))
        assert "Why is the street closed or slow?" in page
        assert 'value="Bank St, Casa / Broadway"' in page

    def test_what_is_needed_is_not_called_optional(self, as_member):
        page = words(as_member("tess").get("/station/map/streets/"))
        assert '<label for="id_stretch">Street</label>' in page
        assert '<label for="id_reason">Why</label>' in page
        assert "Which street? Write it" in words(as_member("tess").post("/station/map/streets/"))

    def test_one_that_begins_later_says_when(self, as_member):
        later = self.CLOSING | {"starts": "+1d", "until": "+2d"}
        page = words(as_member("tess").post("/station/map/streets/", later, follow=True))
        assert "Bank Street is closed from " in page

    def test_an_officer_reads_and_may_not_close(self, as_member):
        page = as_member("jun").get("/station/map/streets/")
        assert "Close a street or slow it down" not in words(page)
        assert "closure:set is needed" in words(
            as_member("jun").post("/station/map/streets/", self.CLOSING)
        )


class TestNames:
    MILL = {"name": "The old mill", "address": "5 1/2 Murray Ave"}

    def test_a_name_is_added_found_and_removed(self, as_member):
        client = as_member("ada")
        page = words(client.post("/station/map/names/", self.MILL, follow=True))
        assert "“The old mill” is found from now on." in page
        found = client.get("/where/", {"q": "old mill"}).json()["places"]
        assert found[0]["label"] == "The old mill"
        again = words(client.post("/station/map/names/", self.MILL))
        assert "“The old mill” is a name already" in again
        alias = Alias.objects.get()
        removed = words(client.post(f"/station/map/names/{alias.pk}/removal/", follow=True))
        assert "“The old mill” is no name any more." in removed
        assert "removed before" in words(
            client.post(f"/station/map/names/{alias.pk}/removal/", follow=True)
        )

    def test_a_place_that_is_not_on_the_map_is_said(self, as_member):
        page = words(
            as_member("ada").post("/station/map/names/", self.MILL | {"address": "nowhere"})
        )
        assert "“nowhere” is not on the map." in page
        assert 'value="The old mill"' in page


class TestFigures:
    def test_the_map_says_what_it_is_and_what_is_not_measured(self, as_member):
        page = words(as_member("tess").get("/station/map/"))
        assert "<strong>small-town</strong>, imported" in page
        assert "This is the first map" in page

    def test_figures_and_changes_are_told_in_words(self, as_member):
        measured = {
            "units": 10,
            "counted": 500,
            "wrong": 90,
            "wrong_share": 0.18,
            "mean_extra_s": 8.1,
            "median_extra_when_wrong_s": 31.0,
            "p95_extra_when_wrong_s": 140.0,
        }
        changes = {
            "before": "Old map",
            "streets_gone": {"count": 1, "names": ["Gone Lane"]},
            "streets_new": {"count": 0, "names": []},
            "addresses_gone": 2,
            "addresses_new": 1,
            "addresses_moved": {"count": 3, "largest_feet": 450},
        }
        counts = {"streets": 12, "addresses": 12_345, "intersections": 32, "places": 5}
        Map.objects.update(figures={"units": [measured]}, changes=changes, counts=counts)
        page = words(as_member("tess").get("/station/map/"))
        assert "With 10 units on the street, the nearest as the crow flies is the wrong one" in page
        assert "<dt>addresses</dt> <dd> 12,345 </dd>" in page
        assert "in 18% of calls; it then comes later by 31 seconds in the middle" in page
        assert "1 street gone: Gone Lane." in page
        assert "1 new address, 2 gone." in page
        assert "3 addresses moved by more than 100 ft, by 450 ft at most." in page

    def test_without_a_map_it_says_how_to_get_one(self, as_member):
        Map.objects.update(is_active=False)
        assert "No map yet" in words(as_member("tess").get("/station/map/"))


def test_the_neighbor_finds_none_of_it(as_member, cast, draw):
    (old_town,) = draw(OLD_TOWN)
    commands.add_alias(
        agency=cast.ab,
        name="Quiet yard",
        address="x",
        point=Point(*spot(1, 1)),
        by=cast.ada,
        at=NOON,
    )
    nora = as_member("nora")
    assert nora.get(f"/station/map/areas/{old_town.pk}/").status_code == 404
    for page in ("", "names/", "streets/"):
        shown = words(nora.get(f"/station/map/{page}"))
        assert "Old Town" not in shown
        assert "Quiet yard" not in shown
